"""Who of a school's people is at work, as far as the ledger knows (在岗人数)."""

from __future__ import annotations

from datetime import date

from domain.kernel import States, require
from domain.recruitment.selection_rules import people_of
from domain.school.state import School
from domain.teacher.state import Teacher


def staff_at_work(states: States, school: str, on: date) -> int:
    """Return how many sit on the school's posts, or are its guests, and work there on a day.

    Others may work there too, whom no round hired: a quorum is of this number at least.
    """
    people = people_of(require(states, School, school))
    known = (states.find(Teacher, each) for each in sorted(people))
    return sum(each is not None and each.works_at(school, on) for each in known)
