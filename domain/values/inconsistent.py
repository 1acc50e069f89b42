"""What makes a rule pack contradict itself, with a stable code for programs."""

from __future__ import annotations


class InconsistentError(ValueError):
    """Raised when parts of a rule pack do not fit each other.

    ``code`` is stable, for example ``pack.weights``; ``key`` is the id of the item or group
    where the mistake lies, or empty; the message says what does not fit.
    """

    def __init__(self, code: str, told: str, *, key: str = "") -> None:
        super().__init__(told)
        self.code = code
        self.key = key
