"""Contracts: signed by both, three copies, filed in time (聘约)."""
