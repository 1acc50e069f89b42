"""Runs the rules over the whole of history: findings by article, cured or not, and anomalies.

A finding is a breach of a rule. An anomaly is lawful by itself and only asks for a look.
"""
