"""Offices of a school as its register knows them: held, lost by a round, given back (职务)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.kernel import Frozen
from domain.school import events as e
from domain.values.ids import Count, Id, PostNumber


class Office(Frozen):
    """职务: who holds it, and until when (exclusive)."""

    title: str
    person: Id
    from_on: date
    until_on: date
    post: PostNumber | None = None


class OfficeLost(Frozen):
    """失去的职务: taken by a round; it comes back if what took it is set aside (A.6 X4)."""

    office: Office
    round: Id
    ground: e.OfficeEndGround
    on: date
    seats: Count
    """How many held the title just before."""
    held: bool = False
    """Whether people are to decide about its coming back."""


class Offices(Frozen):
    """职务登记: what is held now, and what rounds took."""

    held: tuple[Office, ...] = ()
    lost: tuple[OfficeLost, ...] = ()

    def of_title(self, title: str) -> tuple[Office, ...]:
        """Return the offices of one title."""
        return tuple(each for each in self.held if each.title == title)

    def without(self, person: str, title: str) -> tuple[Office, ...]:
        """Return what is held but for one person's one office."""
        return tuple(x for x in self.held if (x.person, x.title) != (person, title))

    def others_lost(self, person: str, title: str) -> tuple[OfficeLost, ...]:
        """Return what was lost but for one person's one office."""
        return tuple(x for x in self.lost if (x.office.person, x.office.title) != (person, title))

    def find_lost(self, person: str, title: str) -> OfficeLost | None:
        """Return a person's loss of a title."""
        mine = (x for x in self.lost if (x.office.person, x.office.title) == (person, title))
        return next(mine, None)


OfficeEvent = (
    e.OfficeGranted
    | e.OfficeEnded
    | e.OfficeRestored
    | e.OfficeRestorationHeld
    | e.OfficeRestorationDeclined
)


def changed(offices: Offices, event: OfficeEvent) -> Offices:
    """Return the register after ``event``."""
    name = (event.person, event.title)
    rest, others = offices.without(*name), offices.others_lost(*name)
    match event:
        case e.OfficeGranted():
            return Offices(held=(*rest, _granted(event)), lost=others)
        case e.OfficeEnded():
            return Offices(held=rest, lost=(*others, *_lost(offices, event)))
        case e.OfficeRestored():
            runs = event.until_on > event.on
            return Offices(held=(*rest, *((_granted(event),) if runs else ())), lost=others)
        case e.OfficeRestorationHeld():
            before = offices.find_lost(*name)
            assert before is not None, "what is held back was lost"
            waiting = before.model_copy(update={"held": True})
            return Offices(held=offices.held, lost=(*others, waiting))
        case _:
            return Offices(held=offices.held, lost=others)


def _granted(event: e.OfficeGranted | e.OfficeRestored) -> Office:
    return Office(
        title=event.title,
        person=event.person,
        from_on=event.from_on,
        until_on=event.until_on,
        post=event.post,
    )


def _lost(offices: Offices, event: e.OfficeEnded) -> Iterable[OfficeLost]:
    """Yield the loss, where a round took what was held, or what was about to come back."""
    if event.round is None:
        return
    for each in offices.held:
        if (each.person, each.title) == (event.person, event.title):
            yield OfficeLost(
                office=each,
                round=event.round,
                ground=event.ground,
                on=event.on,
                seats=len(offices.of_title(event.title)),
            )
    waiting = offices.find_lost(event.person, event.title)
    if waiting is not None and waiting.held:
        yield waiting.model_copy(
            update={"round": event.round, "ground": event.ground, "on": event.on, "held": False}
        )
