"""A replay tells when an act says it was made, and between which acts the log received it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

from adapters.evidence.ledger_source import LedgerSource
from audit.format.findings import Finding
from audit.replay.case import Verdict
from audit.replay.stated_times import Received, StatedTimes
from audit.replay.telling import as_json, as_text
from domain.values.time import BEIJING
from tests.replay.replayed import replayed, why
from tests.replay.told import Told, told_otherwise
from tests.replay.town import Round


def test_each_step_has_its_own_time_and_those_of_the_acts_around_it(source: LedgerSource) -> None:
    found = replayed(source, "recruitment.ranking-computed")
    steps = cast("list[dict[str, object]]", as_json(found)["steps"])
    for step in steps:
        received = cast("dict[str, str]", step["received"])
        assert received["after"] <= str(step["at"]) <= received["before"]
    told = as_text(found)
    assert "     文书自述时间 2026-08-" in told
    assert "     入账次序 前一号文书（自述2026-08-" in told
    assert found.misdated == ()


def test_the_first_and_the_last_act_have_one_neighbour(source: LedgerSource) -> None:
    times, last = StatedTimes(source), source.size() - 1
    assert times.received(0).after == ""
    assert times.received(0).before != ""
    assert times.received(last).before == ""
    assert times.received(last).after != ""


def test_t47_an_act_that_says_it_is_older_than_what_its_signers_saw_is_told(
    played: Round, tmp_path: Path
) -> None:
    def on_the_day_before(told: Told) -> Told:
        early = told.on(datetime(2026, 8, 22, 9, tzinfo=BEIJING))
        return early if told.topic("notice.notice-published") else told

    source = told_otherwise(played.office, tmp_path, on_the_day_before)
    found = replayed(source, "notice.notice-published")
    (finding,) = found.misdated
    assert isinstance(finding, Finding)
    assert (finding.code, finding.found[:10]) == ("entry.time", "2026-08-22")
    assert "倒填" in why(found)
    told = as_text(found)
    assert "文书自述时间 2026-08-22 09:00" in told
    assert "真实性问题 文书所称的时间早于" in told


def test_an_honest_decision_is_upheld_without_a_word_on_its_time(source: LedgerSource) -> None:
    found = replayed(source, "notice.notice-published")
    assert (found.verdict, found.misdated) == (Verdict.UPHOLD, ())
    assert "倒填" not in why(found)
    assert found.own is not None
    assert isinstance(found.own.received, Received)
