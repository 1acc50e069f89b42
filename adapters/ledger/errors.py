"""Reasons for which the ledger does not record."""

from __future__ import annotations


class LedgerError(Exception):
    """Raised when nothing was recorded, for a reason that is not a rule of the trade."""


class StreamMovedError(LedgerError):
    """Raised when a stream that the draft rests on has moved on: draft again."""


class DraftLapsedError(LedgerError):
    """Raised when a draft was signed too long after it was judged: draft again."""


class SignatureRefusedError(LedgerError):
    """Raised when signatures are not good, or not those of the actors."""


class MandateRefusedError(LedgerError):
    """Raised when an actor's key or mandate does not stand."""


class ClockBehindError(LedgerError):
    """Raised when the clock is behind the log: an act would say it is older than what it sees."""


class StoreMismatchError(LedgerError):
    """Raised when the store is shorter than, or differs from, the checkpoint kept outside it."""


class CorruptStoreError(LedgerError):
    """Raised when the store holds what this program never wrote."""


class UnreadableStoreError(LedgerError):
    """Raised when the database cannot be read: damaged, locked for too long, or gone."""
