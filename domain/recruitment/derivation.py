"""How a total and a rank came about: what a dossier prints (计分与排序过程)."""

from __future__ import annotations

from pydantic import Field

from domain.kernel import Frozen
from domain.values.ids import Count, Id, PostNumber
from domain.values.left_out import is_empty


class Component(Frozen):
    """分项: one item or group of the scoring tree with what went in and came out.

    ``exact`` is the unrounded value as a fraction, ``"12"`` or ``"505/6"``;
    ``inputs`` says in words which recorded facts it rests on; ``rule`` how.
    """

    item: str
    inputs: tuple[str, ...]
    rule: str
    exact: str


class PostRank(Frozen):
    """岗位名次: the bidder's place among those who bid for one post. Equal only when tied."""

    school: Id
    post: PostNumber
    rank: int


class RankRow(Frozen):
    """排名一行: one bidder. ``total_milli`` is the displayed total in thousandths."""

    bidder: Id
    total_milli: int
    exact: str
    components: tuple[Component, ...]
    ranks: tuple[PostRank, ...]
    tie_path: tuple[str, ...]
    """Keys of the tie chain that were needed to place this bidder, in order."""
    failed: tuple[str, ...] = Field(default=(), exclude_if=is_empty)
    """未达合格线: gates and pass lines that were not passed; the bidder then has no rank."""


class TiedGroup(Frozen):
    """同分: bidders whom the whole tie chain cannot tell apart, for one post."""

    school: Id
    post: PostNumber
    bidders: tuple[Id, ...]


class PostSeats(Frozen):
    """待聘名额: the free seats of one post when the first part was locked."""

    school: Id
    post: PostNumber
    seats: Count


class PostShortlist(Frozen):
    """岗位入围名单: who goes on for one post, best first, and who does not.

    ``tied`` are those whom the pack's keys cannot tell apart at the last place: until people
    decide, none of them is in ``entered``, and ``open_places`` are left for them.
    """

    school: Id
    post: PostNumber
    places: Count
    entered: tuple[Id, ...]
    outside: tuple[Id, ...]
    tied: tuple[Id, ...] = Field(default=(), exclude_if=is_empty)
    open_places: Count = 0


class ShortlistRow(Frozen):
    """入围依据一行: one bidder's points in the first part, and how they came about.

    ``keys`` are the exact values that the list goes by, the tie keys last; ``points_milli``
    the first of them as it is shown. ``failed`` names gates and pass lines not passed.
    """

    bidder: Id
    points_milli: int
    keys: tuple[str, ...]
    components: tuple[Component, ...]
    failed: tuple[str, ...] = Field(default=(), exclude_if=is_empty)
