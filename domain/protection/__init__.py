"""Protection of teachers by law and plan; evidence of health and family in the vault (保护)."""
