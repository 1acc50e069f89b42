"""Who works in a school now (在编在岗人员)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.kernel import States, require
from domain.school.state import School
from domain.teacher.state import Teacher


def staff_at_work(states: States, school: str, day: date) -> int:
    """在岗人数: who sits on a post of the school, or is its guest, and is not on leave.

    Quorums are of at least so many people, whatever smaller number is told. 依据: B11-05 (T22).
    """
    return at_work(states, require(states, School, school).people, school, day)


def at_work(states: States, people: Iterable[str], school: str, day: date) -> int:
    """Return how many of these people are at work in a school on a day, by the ledger."""
    known = (states.find(Teacher, person) for person in people)
    return sum(each is not None and each.works_at(school, day) for each in known)
