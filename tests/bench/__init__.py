"""Figures of the design's table, as ratios in one run. Run: ``make bench``."""
