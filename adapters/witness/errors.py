"""What can go wrong when a log asks a witness; each says what to do."""

from __future__ import annotations


class WitnessError(Exception):
    """Raised when a witness did not cosign. Root of the errors of asking one."""


class WitnessUnreachableError(WitnessError):
    """Raised when a witness does not answer, or answers what nobody asked."""


class WitnessRefusedError(WitnessError):
    """Raised when a witness does not know the log or its key, or takes the request for none."""


class OtherHistoryError(WitnessError):
    """Raised when a witness cosigned a history of this log that the store does not hold."""
