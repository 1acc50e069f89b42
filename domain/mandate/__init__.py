"""Keys, offices and recusal: who may sign what (授权与回避)."""
