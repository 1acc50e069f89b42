"""Open competition for an office, and the publicity of its outcome (公开竞聘职务)."""
