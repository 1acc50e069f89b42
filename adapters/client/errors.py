"""What can go wrong between a client and its server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ClientError(Exception):
    """Raised when a request to the server did not end well. Root of this package's errors."""


class RefusedError(ClientError):
    """Raised when the server answered with problem details."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.status = int(problem.get("status", 0))
        self.code = str(problem.get("code", ""))
        self.facts: dict[str, str | int] = dict(problem.get("facts", {}))
        self.basis = str(problem.get("basis", ""))
        self.zh, self.en = str(problem.get("zh", "")), str(problem.get("en", ""))
        told = " ".join(each for each in (self.zh, self.en) if each)
        super().__init__(f"{self.status} {self.code}: {told} {self.facts or ''}".rstrip())


class UntrustworthyError(ClientError):
    """Raised when an answer is not what it says, so that nothing was signed, or is believed."""
