"""What can have happened about a short list (入围). Part of ``recruitment-round:<id>``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from domain.kernel import DomainEvent
from domain.recruitment.derivation import PostSeats, PostShortlist, ShortlistRow
from domain.values.facts import Favours
from domain.values.ids import Id, Sha256Hex, Text
from domain.values.left_out import is_none


class FirstPartLocked(DomainEvent):
    """锁定入围成绩: who competes, what the list goes by, and the seats to fill are frozen."""

    TOPIC: ClassVar[str] = "recruitment.first-part-locked.v1"
    bidders: tuple[Id, ...]
    items: tuple[str, ...]
    """Items of the scoring table that make up the first part."""
    seats: tuple[PostSeats, ...]
    favours: Favours | None = Field(default=None, exclude_if=is_none)
    """Points and priority by protection, where the table reads them."""


class ShortlistComputed(DomainEvent):
    """确定入围名单: a list for every post bid for, with the points that it goes by."""

    TOPIC: ClassVar[str] = "recruitment.shortlist-computed.v1"
    pack_sha256: Sha256Hex
    inputs_sha256: Sha256Hex
    rows: tuple[ShortlistRow, ...]
    lists: tuple[PostShortlist, ...]


class ShortlistPublished(DomainEvent):
    """公布入围名单: the list hangs where the bidders see it."""

    TOPIC: ClassVar[str] = "recruitment.shortlist-published.v1"
    list_sha256: Sha256Hex
    channel: Text
    on: date


ShortlistEvent = FirstPartLocked | ShortlistComputed | ShortlistPublished
EVENTS: tuple[type[DomainEvent], ...] = (FirstPartLocked, ShortlistComputed, ShortlistPublished)
