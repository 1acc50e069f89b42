"""Checks of the record by those who trust neither the operator nor this program."""
