"""What makes a rule pack contradict itself, with a stable code for programs."""

from __future__ import annotations


class InconsistentError(ValueError):
    """Raised when parts of a rule pack do not fit each other.

    ``code`` is stable, for example ``pack.weights``; the message says what does not fit.
    ``key`` is the id of the item or group where the mistake lies, or empty; ``within`` leads
    from the part that was checked to the mistake.
    """

    def __init__(
        self, code: str, told: str, *, key: str = "", within: tuple[str | int, ...] = ()
    ) -> None:
        super().__init__(told)
        self.code = code
        self.key = key
        self.within = within
