"""Breaks dangerous lines one by one; the tests must notice. Run: ``make mutants``."""
