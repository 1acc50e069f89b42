"""The ledger drafts no act that says it is older than what its signers see."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.ledger.errors import ClockBehindError, CorruptStoreError, DraftLapsedError
from adapters.ledger.judging import MOST_OFF
from domain.mandate.commands import GrantMandate
from domain.mandate.roles import Role
from tests.support.office import DAY, NOON, Office, signer

HOUR = timedelta(hours=1)


def at(folder: Path) -> Office:
    return Office.at(f"sqlite:///{folder / 'ledger.db'}", folder)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return at(tmp_path).founded()


def grant(name: str) -> GrantMandate:
    return GrantMandate(mandate=name, person=name, role=Role.JUDGE, body="s1", from_on=DAY)


def test_a_clock_that_was_set_back_far_records_nothing(office: Office) -> None:
    office.now[0] = NOON - MOST_OFF - timedelta(milliseconds=1)
    with pytest.raises(ClockBehindError, match=r"says 2026-08-18T03:44:59\.999Z"):
        office.act(grant("li"), office.root)
    office.now[0] = NOON
    office.act(grant("li"), office.root)
    assert office.ledger.verify().findings == []


@pytest.mark.parametrize("behind", [timedelta(milliseconds=1), MOST_OFF])
def test_a_little_behind_an_act_states_the_time_of_the_newest(
    office: Office, behind: timedelta
) -> None:
    office.now[0] = NOON - behind
    draft = office.ledger.draft([grant("li")], [office.root])
    assert draft.at == NOON
    office.ledger.record(draft, [signer("root").sign(draft.to_sign)])
    assert office.ledger.verify().findings == []


def test_a_ledger_that_is_opened_anew_knows_it_too(office: Office, tmp_path: Path) -> None:
    office.now[0] = NOON + HOUR
    office.act(grant("li"), office.root)
    again = at(tmp_path)
    with pytest.raises(ClockBehindError):
        again.act(grant("wang"), again.root)


def test_what_is_signed_slowly_is_recorded_and_does_not_hide_what_came_between(
    office: Office, tmp_path: Path
) -> None:
    slow = office.ledger.draft([grant("li")], [office.root])
    office.now[0] = NOON + MOST_OFF
    office.act(grant("wang"), office.root)
    office.ledger.record(slow, [signer("root").sign(slow.to_sign)])
    assert office.ledger.verify().findings == []
    again = at(tmp_path)
    again.now[0] = NOON + MOST_OFF / 2
    assert again.ledger.draft([grant("wu")], [again.root]).at == NOON + MOST_OFF


def test_another_writer_s_acts_count_as_soon_as_they_are_there(
    office: Office, tmp_path: Path
) -> None:
    other = at(tmp_path)
    other.now[0] = NOON + HOUR
    other.act(grant("li"), other.root)
    with pytest.raises(ClockBehindError):
        office.act(grant("wang"), office.root)
    office.now[0] = NOON + HOUR
    office.act(grant("wang"), office.root)
    assert office.ledger.verify().findings == []


def test_a_clock_that_ran_ahead_holds_nobody_up(office: Office) -> None:
    """An act dated ahead is followed by others of its time; none is received so far ahead."""
    office.now[0] = NOON + MOST_OFF + timedelta(milliseconds=1)
    too_far = office.ledger.draft([grant("li")], [office.root])
    office.now[0] = NOON + MOST_OFF
    ahead = office.ledger.draft([grant("li")], [office.root])
    office.now[0] = NOON
    with pytest.raises(DraftLapsedError, match="too far from now"):
        office.ledger.record(too_far, [signer("root").sign(too_far.to_sign)])
    office.ledger.record(ahead, [signer("root").sign(ahead.to_sign)])
    office.act(grant("wang"), office.root)
    assert office.ledger.verify().findings == []


def test_a_store_whose_last_entry_is_no_act_is_not_written_to(
    office: Office, tmp_path: Path
) -> None:
    again = at(tmp_path)
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER entries_no_UPDATE")
        connection.exec_driver_sql("UPDATE entries SET data = X'00' WHERE idx = 0")
    with pytest.raises(CorruptStoreError, match="index 0"):
        again.act(grant("li"), again.root)
