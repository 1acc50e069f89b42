"""The end of an office as the school's register shows it, and its coming back (职务终止、恢复)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.kernel import Decision, Recorded, stream_of
from domain.school.events import (
    HeldReason,
    OfficeEnded,
    OfficeEndGround,
    OfficeRestorationHeld,
    OfficeRestored,
)
from domain.school.office import OfficeLost
from domain.school.posts import PostKind
from domain.school.state import School


def office_ended(
    school: str,
    title: str,
    person: str,
    ground: OfficeEndGround,
    on: date,
    round_: str | None = None,
) -> Recorded:
    """Return the event by which nobody holds the office any more from a day on."""
    ended = OfficeEnded(title=title, person=person, ground=ground, on=on, round=round_)
    return Recorded(stream_of(School, school), ended)


def offices_lost(
    school: School, person: str, ground: OfficeEndGround, on: date, round_: str
) -> Decision:
    """Return the end of all offices of a person here, by a round.

    What was about to come back to the person is lost with them.
    """
    titles = [each.title for each in school.offices_of(person)]
    titles += [each.office.title for each in school.waiting(person)]
    return tuple(office_ended(school.school, title, person, ground, on, round_) for title in titles)


def offices_back(
    school: School, losses: Iterable[OfficeLost], on: date, *, elsewhere: bool = False
) -> Decision:
    """复职: what took the office was set aside, so it comes back from the day it was lost.

    Nobody who holds it by now is put out of it: then, and where the person has a post
    ``elsewhere``, people decide by their signatures. A term that has run out by now comes
    back for the past only. 依据: A.6 X4, S002-11, C1-05.
    """
    return tuple(
        Recorded(stream_of(School, school.school), _back(school, each, on, elsewhere=elsewhere))
        for each in losses
        if not each.held
    )


def _back(
    school: School, lost: OfficeLost, on: date, *, elsewhere: bool
) -> OfficeRestored | OfficeRestorationHeld:
    holders = taken_by(school, lost, on)
    if not elsewhere and not holders:
        return restored(lost, on)
    return OfficeRestorationHeld(
        title=lost.office.title,
        person=lost.office.person,
        round=lost.round,
        reason=HeldReason.POST_ELSEWHERE if elsewhere else HeldReason.OFFICE_TAKEN,
        holders=holders,
        on=on,
    )


def restored(lost: OfficeLost, on: date, reason: str | None = None) -> OfficeRestored:
    """Return the event by which a lost office comes back; people give a reason."""
    return OfficeRestored(
        title=lost.office.title,
        person=lost.office.person,
        post=lost.office.post,
        round=lost.round,
        from_on=lost.on,
        until_on=lost.office.until_on,
        on=on,
        reason=reason,
    )


def taken_by(school: School, lost: OfficeLost, on: date) -> tuple[str, ...]:
    """职务已另聘: who holds the office, where no seat of it is left. 依据: B2-10, A.6 X4.

    It has as many seats as the list of posts gives it, or as were held when it was lost.
    """
    title = lost.office.title
    listed = sum(
        post.headcount
        for post in school.posts
        if post.kind is PostKind.OFFICE and post.title == title
    )
    holders = tuple(
        each.person
        for each in school.offices
        if each.title == title and each.person != lost.office.person
    )
    runs = lost.office.until_on > on
    return holders if runs and len(holders) >= max(listed, lost.seats) else ()
