"""What a bureau's sheets ask of the ledger: the commands that their rows come to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from adapters.importers.scores import read_facts
from adapters.importers.sheets import has_columns
from adapters.importers.town import (
    MARKS,
    Holders,
    Person,
    nobody_is_registered,
    read_cadres,
    read_posts,
    read_roster,
    read_scores,
)
from domain.kernel import Command
from domain.recruitment.commands import RecordScoreItem
from domain.school.commands import PublishPosts, RegisterOffice
from domain.teacher.commands import RegisterTeacher
from domain.values.facts import ItemFact
from domain.values.scoring import ScoringTable

TOWN_ITEMS = (
    "age",
    "service_years",
    "education",
    "title_years",
    "appointment_years",
    "school_years",
    "workload",
    "office",
    "achievements",
)
"""The items of the table that the town's sheet of marks is made for."""
EVIDENCE = "人事档案及测评记录"


def roster_commands(
    path: Path, schools: Collection[str], holders: Holders = nobody_is_registered
) -> list[Command]:
    """Return the registrations that a roster asks for.

    ``holders`` returns as whom identity numbers are registered already.

    Raises:
        ImportRefusedError: With every error of every row.
    """
    return [registration_of(person) for person in read_roster(path, schools, holders)]


def cadre_commands(path: Path) -> list[Command]:
    """Return the incumbents that a list of cadres asks to register.

    Raises:
        ImportRefusedError: With every error of every row.
    """
    return [
        RegisterOffice(
            school=cadre.school,
            title=cadre.title,
            person=cadre.person,
            from_on=cadre.from_on,
            until_on=cadre.until_on,
        )
        for cadre in read_cadres(path)
    ]


def post_commands(path: Path, plan: str) -> list[Command]:
    """Return the publication of each school's posts under a plan.

    Raises:
        ImportRefusedError: With every error of every row.
    """
    return [
        PublishPosts(school=school, plan=plan, posts=tuple(posts))
        for school, posts in read_posts(path).items()
    ]


def score_commands(path: Path, round_: str, table: ScoringTable) -> list[Command]:
    """Return the facts of a round's bidders that a sheet asks to record.

    The sheet has a column for each item of the round's table, or is the town's own.

    Raises:
        ImportRefusedError: With every error of every row.
    """
    of_the_town = has_columns(path, MARKS) and all(map(table.item, TOWN_ITEMS))
    rows = (
        [(score.person, score.facts) for score in read_scores(path)]
        if of_the_town
        else read_facts(path, table)
    )
    return [each for person, facts in rows for each in score_items(round_, person, facts)]


def score_items(round_: str, person: str, facts: dict[str, ItemFact]) -> Iterator[RecordScoreItem]:
    """Yield one command for each fact of a bidder."""
    for item, fact in facts.items():
        yield RecordScoreItem(round=round_, bidder=person, item=item, fact=fact, evidence=EVIDENCE)


def registration_of(person: Person) -> RegisterTeacher:
    """Return the registration of one row of a roster."""
    return RegisterTeacher(
        teacher=person.person,
        school=person.school,
        service_started_on=person.service_started_on,
        joined_school_on=person.joined_school_on,
        subject=person.subject,
        name=person.name,
        id_number=person.id_number,
        birth_date=person.birth_date,
        phone=person.phone,
    )
