"""Wording of refusals, in Chinese and English (提示语)."""
