"""How far the short list of a round has come. Part of the round's state (入围)."""

from __future__ import annotations

from collections.abc import Mapping

from domain.kernel import Frozen
from domain.recruitment.derivation import PostSeats, PostShortlist
from domain.recruitment.events.shortlisting import FirstPartLocked, ShortlistComputed
from domain.values.digest import sha256_of
from domain.values.ids import Id


class ShortlistOrder(Frozen):
    """入围同分裁定: in which order equals at a last place enter, or that all of them do."""

    order: tuple[Id, ...]
    all_enter: bool


class Shortlisting(Frozen):
    """入围: the frozen first part, and the lists as they stand."""

    bidders: tuple[Id, ...]
    items: frozenset[str]
    seats: tuple[PostSeats, ...]
    lists: tuple[PostShortlist, ...] = ()
    points: Mapping[Id, int] = {}
    """Points in the first part, as shown, in thousandths."""
    orders: tuple[ShortlistOrder, ...] = ()
    stands: bool = False
    """Whether the lists are those of the first part as it stands."""
    published: bool = False
    entering: frozenset[Id] = frozenset()
    """Who came onto a list only after the scores were locked, and is still being scored."""

    @property
    def entered(self) -> frozenset[str]:
        """Everybody who is on a list."""
        return frozenset(name for each in self.lists for name in each.entered)

    @property
    def tied(self) -> tuple[PostShortlist, ...]:
        """The lists whose last place waits for people."""
        return tuple(each for each in self.lists if each.tied)

    def enters(self, teacher: str, school: str, post: str) -> bool:
        """Tell whether somebody is on the list for a post."""
        lists = (each for each in self.lists if (each.school, each.post) == (school, post))
        return any(teacher in each.entered for each in lists)

    def list_sha256(self) -> str:
        """Return the digest of the lists: what is published."""
        return sha256_of(self.lists)


def locked(event: FirstPartLocked) -> Shortlisting:
    """Return the short list's beginning."""
    return Shortlisting(bidders=event.bidders, items=frozenset(event.items), seats=event.seats)


def computed(before: Shortlisting, event: ShortlistComputed, late: frozenset[str]) -> Shortlisting:
    """Return the lists as computed; a changed list is to be published again (B6-08).

    ``late`` are those who come onto a list after the scores were locked.
    """
    return before.model_copy(
        update={
            "lists": event.lists,
            "points": {row.bidder: row.points_milli for row in event.rows},
            "stands": True,
            "published": before.published and before.lists == event.lists,
            "entering": late,
        }
    )
