"""Tenure of an office: review at its end, extension, removal, resignation (任期)."""
