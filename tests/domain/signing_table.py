"""The sheet of who signs what, read line by line."""

from __future__ import annotations

from dataclasses import dataclass

from tests.domain.signing_sheet import SHEET

WITNESSES = 2
HANDLERS = (
    "bureau_officer|committee_member|dispute_officer|hr_officer|principal|secretary|town_officer"
)
"""Those who may handle a case, each at the body that handles it."""


@dataclass(frozen=True)
class Signer:
    """One of those who must sign: roles that will do, where held, and how many persons."""

    roles: tuple[str, ...]
    where: str
    count: int = 1

    @property
    def is_self(self) -> bool:
        return self.roles == ("self",)


@dataclass(frozen=True)
class Line:
    """One topic of the sheet."""

    topic: str
    signers: tuple[Signer, ...]
    carried_by: tuple[str, ...]


def _signer(text: str) -> Signer:
    text, _, count = text.partition("×")
    if text.startswith("each:"):
        return Signer(("self",), text.removeprefix("each:"), WITNESSES)
    if text.startswith("self:"):
        return Signer(("self",), text.removeprefix("self:"))
    roles, _, where = text.replace("HANDLER", HANDLERS).partition("@")
    return Signer(tuple(roles.split("|")), where, int(count or 1))


def _line(text: str) -> Line:
    topic, _, rest = text.partition(" ")
    who, _, carriers = f" {rest.strip()}".partition(" with ")
    signers = tuple(_signer(each.strip()) for each in who.split("+") if each.strip())
    return Line(topic, signers, tuple(carriers.split()))


LINES = tuple(_line(text) for text in SHEET.strip().splitlines())
BY_TOPIC = {line.topic: line for line in LINES}
