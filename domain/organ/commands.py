"""What people may ask about the organs of a plan."""

from __future__ import annotations

from datetime import date
from typing import Literal

from domain.kernel import Command
from domain.organ.events import Organ, Seat
from domain.values.ids import Id, Text

OfPlan = Literal[Organ.LEADING, Organ.DISPUTE, Organ.SUPERVISION]


class SetUpOrgans(Command):
    """``on`` is the day of the meeting that passed the plan."""

    plan: Id
    leading: tuple[Seat, ...]
    dispute: tuple[Seat, ...]
    supervision: tuple[Seat, ...]
    on: date


class ChangeOrgan(Command):
    """``members`` are all who sit there from now on, whoever stays among them."""

    plan: Id
    organ: OfPlan
    members: tuple[Seat, ...]
    reason: Text
    on: date


class SetUpCommittee(Command):
    """The 聘任委员会 of one school for the rounds of one plan."""

    plan: Id
    school: Id
    members: tuple[Seat, ...]
    on: date


class ChangeCommittee(Command):
    """``members`` are all who sit there from now on, whoever stays among them."""

    plan: Id
    school: Id
    members: tuple[Seat, ...]
    reason: Text
    on: date


OrganCommand = SetUpOrgans | ChangeOrgan | SetUpCommittee | ChangeCommittee
COMMANDS: tuple[type[Command], ...] = (SetUpOrgans, ChangeOrgan, SetUpCommittee, ChangeCommittee)
