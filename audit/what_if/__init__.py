"""Asks what would have come of it, had something been otherwise. Never writes.

Recorded choices of people are kept as far as the rules still grant them: nobody's offer or
answer is invented. What the rules compute (a ranking, a class, a date) is computed anew.
"""
