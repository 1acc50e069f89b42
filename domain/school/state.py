"""What a school has come to: its posts, seats and offices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, assert_never

from domain.kernel import Aggregate
from domain.school import events as e
from domain.school import office
from domain.school.office import Office, OfficeEvent, OfficeLost, Offices
from domain.school.posts import Post
from domain.values.ids import Count, Id, PostNumber


class School(Aggregate):
    """学校."""

    KIND: ClassVar[str] = "school"
    school: Id
    name: str
    kind: e.SchoolKind
    town_office: Id
    remote: bool
    plan: Id | None = None
    establishment: Count = 0
    posts: tuple[Post, ...] = ()
    seats: Mapping[PostNumber, tuple[Id, ...]] = {}
    offices: tuple[Office, ...] = ()
    lost: tuple[OfficeLost, ...] = ()
    """Offices that rounds took."""
    removals: tuple[tuple[Id, str], ...] = ()
    """Open removal procedures: person and title."""
    guests: frozenset[Id] = frozenset()
    """Teachers on exchange here: they count in the quota, also when a new list is published."""

    @property
    def body(self) -> str:
        return self.school

    def post(self, number: PostNumber) -> Post | None:
        """Return the published post of that number."""
        return next((post for post in self.posts if post.number == number), None)

    def holders(self, number: PostNumber) -> tuple[Id, ...]:
        """Return who sits on a post."""
        return self.seats.get(number, ())

    @property
    def people(self) -> frozenset[str]:
        """Everybody who sits on a post here, and its guests on exchange."""
        return self.guests.union(*self.seats.values())

    def offices_of(self, person: str) -> tuple[Office, ...]:
        """Return the offices that a person holds here."""
        return tuple(each for each in self.offices if each.person == person)

    def waiting(self, person: str) -> tuple[OfficeLost, ...]:
        """Return a person's losses about whose coming back people are to decide."""
        return tuple(each for each in self.lost if each.held and each.office.person == person)


def evolve(state: School | None, event: e.SchoolEvent, *, key: str = "") -> School:
    """Return the school after ``event``; ``key`` is its id."""
    if isinstance(event, e.SchoolRegistered):
        return School(
            school=key,
            name=event.name,
            kind=event.kind,
            town_office=event.town_office,
            remote=event.remote,
        )
    assert state is not None, "a school starts with SchoolRegistered"
    if isinstance(event, OfficeEvent):
        return state.model_copy(update=_office_changes(state, event))
    match event:
        case e.PostsPublished():
            changes: dict[str, object] = {
                "plan": event.plan,
                "establishment": event.establishment,
                "posts": event.posts,
                "seats": {},
            }
        case e.SeatTaken():
            holders = (*state.holders(event.post), event.person)
            changes = {"seats": {**state.seats, event.post: holders}}
        case e.SeatFreed():
            rest = tuple(each for each in state.holders(event.post) if each != event.person)
            changes = {"seats": {**state.seats, event.post: rest}}
        case e.RemovalProcedureOpened():
            changes = {"removals": (*state.removals, (event.person, event.title))}
        case e.GuestReceived():
            changes = {"guests": state.guests | {event.person}}
        case e.GuestLeft():
            changes = {"guests": state.guests - {event.person}}
        case _:
            assert_never(event)
    return state.model_copy(update=changes)


def _office_changes(state: School, event: OfficeEvent) -> dict[str, object]:
    after = office.changed(Offices(held=state.offices, lost=state.lost), event)
    changes: dict[str, object] = {"offices": after.held, "lost": after.lost}
    if isinstance(event, e.OfficeEnded):
        gone = (event.person, event.title)
        changes["removals"] = tuple(each for each in state.removals if each != gone)
    return changes
