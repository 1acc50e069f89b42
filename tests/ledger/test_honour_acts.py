"""Honours in a real ledger: signed by those who must, sealed, shown, and recomputed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.messages.refusals import refusal_zh
from audit.compliance.inspection import inspect
from domain.catalog import EVENT_TYPES
from domain.honour import events
from projections.honour_register import HonourRegister
from projections.projector import Projector
from projections.temporal import TemporalTable
from tests.ledger.honour_acts import AWARD, MATERIALS, NAMED, PACK, RESERVE, HonourYear
from tests.support.office import Office

Rows = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A ledger in which the year was played once."""
    folder = tmp_path_factory.mktemp("honours")
    office = Office.at(f"sqlite:///{folder / 'ledger.db'}", folder).founded()
    year = HonourYear(office, PACK)
    year.founded()
    year.played()
    yield office
    office.engine.dispose()


@pytest.fixture(scope="module")
def shown(office: Office) -> dict[str, Rows]:
    """Every table of the register, its rows by call."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    register = HonourRegister()
    Projector(engine, (register,)).catch_up(office.ledger)
    with engine.connect() as connection:
        found = {each.table.name: _by_call(each, connection) for each in register.tables}
    engine.dispose()
    return found


def _by_call(table: TemporalTable, connection: sa.Connection) -> Rows:
    return {str(row["call"]): dict(row) for row in table.rows(connection)}


def test_every_topic_of_honours_was_recorded_and_the_ledger_is_sound(office: Office) -> None:
    page = office.ledger.after(-1, 10_000, frozenset(EVENT_TYPES))
    assert page is not None
    assert {each.TOPIC for each in events.EVENTS} <= {item.event.TOPIC for item in page.items}
    assert office.ledger.verify().findings == []


def test_what_a_nomination_rests_on_is_in_the_vault_and_nowhere_in_the_log(
    office: Office,
) -> None:
    rows = office.ledger.entries()
    everything = b"".join(b for row in rows for b in (row.data, *row.bodies))
    assert MATERIALS.encode() not in everything
    assert office.ledger.personal("li")[f"materials.{AWARD}"] == MATERIALS


def test_an_inspection_asks_about_every_decision_and_finds_them_right(office: Office) -> None:
    source = LedgerSource(office.ledger, CauseIndex(open_engine("sqlite://")))
    inspection = inspect(source, sentence=refusal_zh)
    assert inspection.breaches == []
    assert inspection.recorded == 0


def test_a_call_is_shown_from_opening_to_conferral(shown: dict[str, Rows]) -> None:
    row = shown["honour_calls"][NAMED]
    about = {name: row[name] for name in ("places_count", "nominated_count", "chosen_count")}
    assert about == {"places_count": 1, "nominated_count": 1, "chosen_count": 1}
    assert (row["status"], row["document"]) == ("conferred", "教发〔2026〕20号")


def test_who_holds_what_is_shown_with_its_term_and_what_was_revoked(
    shown: dict[str, Rows],
) -> None:
    honours = shown["honours"]
    assert {call: row["status"] for call, row in honours.items()} == {
        AWARD: "revoked",
        NAMED: "revoked",
        RESERVE: "conferred",
    }
    assert (honours[AWARD]["person"], honours[AWARD]["ends"]) == ("li", None)
    reserve = honours[RESERVE]
    assert (reserve["begins"], reserve["ends"]) == ("2026-09-09", "2028-09-09")


def test_a_titles_year_is_shown_with_the_units_that_finance_pays(shown: dict[str, Rows]) -> None:
    row = shown["named_appraisals"][NAMED]
    assert (row["total_milli"], row["grade"], row["allowance_milli"]) == (
        93_000,
        "excellent",
        2_000,
    )


def test_an_attachment_is_shown_with_its_result(shown: dict[str, Rows]) -> None:
    row = shown["attachments"][RESERVE]
    assert (row["person"], row["school"], row["status"]) == ("chen", "school-2", "aims_reached")
