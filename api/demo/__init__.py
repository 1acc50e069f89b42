"""Plays a year over a fresh ledger, from input files, every act signed by the person whose it is.

The outcome is nowhere in the code: it follows from the files and the rules. People here do
what the ranking says, in its order; what they may do is for the rules to say.
"""
