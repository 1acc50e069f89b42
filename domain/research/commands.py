"""What people may ask of a year of teaching research."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.values.ids import Count, Id, Text


class OpenResearchYear(Command):
    """``schools`` may lead groups; ``centre`` is the central primary school of the part-timers.

    ``former`` are the researchers of the old research office, who come first for its places.
    """

    year: Id
    plan: Id
    town_office: Id
    director: Id
    deputies: tuple[Id, ...]
    subjects: tuple[Text, ...]
    schools: tuple[Id, ...]
    centre: Id
    part_time_places: Count = 0
    former: tuple[Id, ...] = ()
    deadline_on: date


class ApplyForGroup(Command):
    year: Id
    school: Id
    subject: Text
    teacher: Id
    reason: Text


class AwardGroup(Command):
    year: Id
    school: Id
    subject: Text
    reason: Text


class DeclinePartTimePlace(Command):
    year: Id
    teacher: Id


class AppointPartTimeResearcher(Command):
    year: Id
    teacher: Id
    reason: Text


class SettleResearchYear(Command):
    year: Id


ResearchCommand = (
    OpenResearchYear
    | ApplyForGroup
    | AwardGroup
    | DeclinePartTimePlace
    | AppointPartTimeResearcher
    | SettleResearchYear
)
COMMANDS: tuple[type[Command], ...] = (
    OpenResearchYear,
    ApplyForGroup,
    AwardGroup,
    DeclinePartTimePlace,
    AppointPartTimeResearcher,
    SettleResearchYear,
)
