"""What people may ask in two-way selection."""

from __future__ import annotations

from domain.kernel import Command
from domain.recruitment.events import (
    LapseReason,
    SelectionReason,
)
from domain.recruitment.wishes import PostSet
from domain.values.ids import Id, Text


class OfferPost(Command):
    round: Id
    teacher: Id
    posts: PostSet
    reason: SelectionReason
    detail: Text


class AcceptOffer(Command):
    round: Id
    teacher: Id
    school: Id


class DeclineOffer(Command):
    round: Id
    teacher: Id
    school: Id
    reason: Text


class LapseOffer(Command):
    round: Id
    teacher: Id
    school: Id
    reason: LapseReason


OfferCommand = OfferPost | AcceptOffer | DeclineOffer | LapseOffer

COMMANDS: tuple[type[Command], ...] = (OfferPost, AcceptOffer, DeclineOffer, LapseOffer)
