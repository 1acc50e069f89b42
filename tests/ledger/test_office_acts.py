"""Matters of office in a real ledger: all recorded, sound, sealed, and shown by the register."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from domain.catalog import EVENT_TYPES
from domain.office import events as office_events
from domain.principal import events as principal_events
from domain.research import events as research_events
from domain.review import events as review_events
from domain.tenure import events as tenure_events
from projections.offices_held import OfficesHeld
from projections.projector import Projector
from tests.ledger.office_acts import PARTS
from tests.ledger.review_acts import reviews
from tests.support.staffed_town import StaffedTown


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaffedTown]:
    """The town with all its matters of office played once, each act with its own signers."""
    town = StaffedTown.at(tmp_path_factory.mktemp("town"))
    town.play(*PARTS, reviews)
    yield town
    town.office.engine.dispose()


def test_every_topic_of_the_matters_of_office_was_recorded(town: StaffedTown) -> None:
    wanted = {
        each.TOPIC
        for events in (
            office_events,
            principal_events,
            tenure_events,
            research_events,
            review_events,
        )
        for each in events.EVENTS
    }
    page = town.office.ledger.after(-1, 10_000, frozenset(EVENT_TYPES))
    assert page is not None
    assert wanted <= {item.event.TOPIC for item in page.items}


def test_the_ledger_is_sound(town: StaffedTown) -> None:
    assert town.office.ledger.verify().findings == []


def test_what_people_wrote_is_in_the_vault_and_nowhere_in_the_log(town: StaffedTown) -> None:
    ledger = town.office.ledger
    everything = b"".join(b for row in ledger.entries() for b in (row.data, *row.bodies))
    for text in ("个人简历", "任职文件", "述职材料", "材料不实", "因个人原因"):
        assert text.encode() not in everything
    mine = ledger.personal("t1")
    assert (mine["materials.sel-1"], mine["materials.comp-vice"]) == ("述职材料", "个人简历")


def test_the_register_of_offices_shows_what_was_granted_and_by_what(town: StaffedTown) -> None:
    engine = create_engine("sqlite://")
    view = OfficesHeld()
    Projector(engine, [view]).catch_up(town.office.ledger)
    with engine.connect() as connection:
        rows = view.offices.rows(connection)
    engine.dispose()
    principal = next(row for row in rows if row["title"] == "校长")
    assert principal["granted_by"] == "principal_selection"
    assert principal["held_until"] == "2029-09-15"
    shown = {(row["title"], row["person"], row["granted_by"], row["held_until"]) for row in rows}
    assert shown - {("校长", principal["person"], "principal_selection", "2029-09-15")} == {
        ("副校长", "t1", "competition", "2029-09-15"),
        ("高级班主任", "t1", "class_teacher", "2027-09-15"),
        ("学科教研员（语文）", "t2", "subject_group", "2027-09-06"),
        ("兼职教研员", "t1", "part_time_research", "2027-09-06"),
    }
