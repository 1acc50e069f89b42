"""A teacher's service: where, on which post, since when (教师)."""
