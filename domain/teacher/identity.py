"""Who somebody is: one person is one teacher, by the number of the identity card (身份证号)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from domain.kernel import Decision
from domain.teacher.errors import IdentityKnownError

IDENTITY = "id_number"
"""Path of the personal value that says who somebody is."""
Holders = Callable[[Collection[str]], Mapping[str, str]]
"""Returns as whom identity numbers are registered; numbers of nobody are left out."""


def person_must_be_registered_once(decision: Decision, holders: Holders) -> None:
    """一人一号: nobody is registered twice, in one act or beside what the ledger has.

    Events commit to the number under a salt, so whoever keeps the numbers tells ``holders``.
    Who was erased is nobody. 依据: INV1.
    """
    told: dict[str, str] = {}
    for each in (each for recorded in decision for each in recorded.personal):
        if each.path == IDENTITY:
            number = plain(each.value)
            _must_be_one(each.subject, told.setdefault(number, each.subject))
    held = holders(told.keys()) if told else {}
    for number, teacher in told.items():
        _must_be_one(teacher, held.get(number, teacher))


def plain(number: str) -> str:
    """Return a number in its one spelling."""
    return number.strip().upper()


def _must_be_one(teacher: str, known_as: str) -> None:
    """一人一号: this number is not another teacher's. 依据: INV1."""
    if teacher != known_as:
        raise IdentityKnownError(teacher=teacher, known_as=known_as)
