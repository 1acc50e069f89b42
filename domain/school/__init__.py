"""A school: its posts, who sits on them, and its offices (学校)."""
