"""Replays decisions: out of signed events alone, never out of a stored result.

The order of work: find the event (``source``), take only acts that are genuine
(``authenticity``), ask the rules again (``rerun``), and say where the answer differs from
what was published (``case``).
"""
