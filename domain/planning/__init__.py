"""The plan of a year's staffing and its rule pack (方案)."""
