"""Setting a 落聘 aside, and giving back what a round took (撤销落聘, 复职)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.school.events import OfficeEndGround
from domain.school.offices_ended import offices_back
from domain.school.state import School
from domain.teacher.state import Teacher


@dataclass(frozen=True)
class Undoing:
    """What is undone: a round, in whole or in part, on a day, on somebody's authority."""

    states: States
    round: str
    reason: str
    authority: str
    on: date
    schools: Mapping[str, School] = field(default_factory=dict)
    """Schools as the act leaves them, where it changes them before."""

    def school(self, name: str) -> School:
        """Return a school as the act leaves it."""
        return self.schools.get(name) or require(self.states, School, name)

    def offices_back(
        self, name: str, ground: OfficeEndGround, person: str | None, *, elsewhere: bool = False
    ) -> Decision:
        """复职: what the round took in a school on one ground, from one person or from all."""
        school = self.school(name)
        lost = (
            each
            for each in school.lost
            if (each.round, each.ground) == (self.round, ground)
            and person in (None, each.office.person)
        )
        return offices_back(school, lost, self.on, elsewhere=elsewhere)


def revoke_unplaced(
    states: States, state: RecruitmentRound, command: c.RevokeUnplaced, on: date
) -> Decision:
    """撤销落聘: she is in the pool again, her offices come back, and the selection goes on.

    Who has found a post elsewhere by now keeps it; then people decide about the offices.
    依据: A.6 X4, E.6, B7-14.
    """
    if not rules.member(state, command.teacher).unplaced:
        raise errors.NotUnplacedError(teacher=command.teacher, told=0)
    undoing = Undoing(states, command.round, command.reason, command.authority, on)
    return in_the_pool_again(undoing, state, command.teacher)


def all_in_the_pool_again(
    undoing: Undoing, state: RecruitmentRound, people: Iterable[str]
) -> Decision:
    """重新选聘: the 落聘 of all these falls, but of those who have found a post since.

    依据: B6-08, A.6 X4.
    """
    done: Decision = ()
    for person in people:
        if require(undoing.states, Teacher, person).holds is None:
            done += in_the_pool_again(undoing, state, person)
    return done


def in_the_pool_again(undoing: Undoing, state: RecruitmentRound, person: str) -> Decision:
    """撤销落聘: with the offices that it took; whoever has left service gets none back.

    依据: A.6 X4.
    """
    event = e.UnplacedRevoked(
        teacher=person, reason=undoing.reason, authority=undoing.authority, on=undoing.on
    )
    teacher = require(undoing.states, Teacher, person)
    back: Decision = ()
    if teacher.exited is None:
        for name in (teacher.school,) if teacher.holds is None else state.schools:
            elsewhere = teacher.school != name
            back += undoing.offices_back(
                name, OfficeEndGround.LEFT_UNPLACED, person, elsewhere=elsewhere
            )
    return (Recorded(stream_of(RecruitmentRound, undoing.round), event), *back)
