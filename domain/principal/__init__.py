"""Public selection of principals (公开选聘校长)."""
