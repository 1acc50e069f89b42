"""Inspections: findings by article, how grave they are, and the report of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from adapters.evidence.ledger_source import LedgerSource
from api.messages.refusals import refusal_zh
from audit.compliance.findings import Severity
from audit.compliance.inspection import inspect
from audit.compliance.telling import as_json, as_text
from audit.format.act import Actor
from domain.recruitment import commands as c
from domain.values.time import BEIJING
from tests.domain import town as small
from tests.replay.compliance_given import ALWAYS, RECUSAL, by_code, changing, found_when
from tests.replay.told import Told, told_otherwise
from tests.replay.town import ROUND, Round


def test_the_demo_s_year_holds_no_breach(demo_source: LedgerSource) -> None:
    found = inspect(demo_source, sentence=refusal_zh)
    assert found.breaches == []
    assert found.clean
    assert found.decisions > 6000
    assert found.recorded == 0


def test_t08_an_unplaced_teacher_is_to_be_assigned_while_a_post_is_free(
    source: LedgerSource,
) -> None:
    found = inspect(source)
    (breach,) = found.breaches
    assert (breach.code, breach.subject, breach.article) == (ALWAYS, "a2", "S002-24")
    assert breach.facts == ("school-1 教学-03",)
    assert "责令安排" in breach.told


def test_t50_a_contract_filed_on_day_eight_is_told_and_stands(
    played: Round, tmp_path: Path
) -> None:
    def on_day_eight(told: Told) -> Told:
        if not told.topic("contract.contract-filed"):
            return told
        late = told.on(datetime(2026, 9, 9, 9, tzinfo=BEIJING))
        return late.where("contract.contract-filed", on="2026-09-09", late=True)

    breach = found_when(played, tmp_path, on_day_eight)["duty.filed-late"]
    assert (breach.severity, breach.article, breach.cured) == (Severity.MINOR, "S002-29", True)
    assert "聘约有效" in breach.told


def test_a_contract_filed_on_day_seven_is_in_time(played: Round, tmp_path: Path) -> None:
    def on_day_seven(told: Told) -> Told:
        if not told.topic("contract.contract-filed"):
            return told
        last = told.on(datetime(2026, 9, 8, 23, 59, tzinfo=BEIJING))
        return last.where("contract.contract-filed", on="2026-09-08", late=False)

    assert "duty.filed-late" not in found_when(played, tmp_path, on_day_seven)


def test_a_contract_never_filed_is_told_once_its_day_has_passed(
    played: Round, tmp_path: Path
) -> None:
    def unfiled(told: Told) -> Told:
        if told.topic("contract.contract-filed"):
            late = told.on(datetime(2026, 9, 20, 9, tzinfo=BEIJING))
            mark = ("mandates:officer", "mandate.recusal-declared.v1", RECUSAL)
            actor = Actor("officer", "self", "", "")
            return replace(late, facts=(mark,), actors=(actor,))
        return told

    source = told_otherwise(played.office, tmp_path, unfiled)
    breach = by_code(inspect(source))["duty.unfiled"]
    assert (breach.subject, breach.cured) == ("a3", False)
    assert "duty.unfiled" in by_code(inspect(source, to_on=date(2026, 9, 9)))
    assert "duty.unfiled" not in by_code(inspect(source, to_on=date(2026, 9, 8)))


def test_a_contract_that_begins_in_the_year_has_a_week_from_its_beginning(
    played: Round, tmp_path: Path
) -> None:
    def begun_later(told: Told) -> Told:
        if told.topic("contract.contract-signed"):
            return told.where("contract.contract-signed", from_on="2026-09-15")
        if told.topic("contract.contract-filed"):
            late = told.on(datetime(2026, 9, 22, 23, 59, tzinfo=BEIJING))
            return late.where(
                "contract.contract-filed", on="2026-09-22", due_on="2026-09-22", late=False
            )
        return told

    assert "duty.filed-late" not in found_when(played, tmp_path, begun_later)


def test_t47_an_act_dated_before_what_its_signers_saw_is_told(
    played: Round, tmp_path: Path
) -> None:
    def on_the_day_before(told: Told) -> Told:
        early = told.on(datetime(2026, 8, 22, 9, tzinfo=BEIJING))
        return early if told.topic("notice.notice-published") else told

    breach = found_when(played, tmp_path, on_the_day_before)["entry.time"]
    assert breach.severity is Severity.GRAVE
    assert "倒填" in breach.told


def test_a_notice_too_short_is_told(played: Round, tmp_path: Path) -> None:
    tell = changing("notice.notice-published", working_days=3, last_day="2026-08-28")
    found = inspect(told_otherwise(played.office, tmp_path, tell), sentence=refusal_zh)
    breach = by_code(found)["notice.period-too-short"]
    assert "B6-02" in breach.article
    assert not breach.cured
    assert any(fact.isascii() for fact in breach.facts)
    assert "        工作日数：3\n" in as_text(found)


def test_a_notice_ended_too_early_is_told(played: Round, tmp_path: Path) -> None:
    def early(told: Told) -> Told:
        if not told.topic("notice.notice-period-ended"):
            return told
        ended = told.on(datetime(2026, 8, 30, 9, tzinfo=BEIJING))
        return ended.where("notice.notice-period-ended", on="2026-08-30")

    assert "notice.period-not-over" in found_when(played, tmp_path, early)


def test_personal_data_in_a_notice_is_grave(played: Round, tmp_path: Path) -> None:
    contact = {**small.CONTACT.model_dump(mode="json"), "address": "联系人手机13912345678"}
    tell = changing("notice.notice-published", contact=contact)
    breach = found_when(played, tmp_path, tell)["privacy.personal-data"]
    assert breach.severity is Severity.GRAVE
    assert "13912345678" not in breach.told


def test_unsigned_supervision_is_grave(played: Round, tmp_path: Path) -> None:
    def alone(told: Told) -> Told:
        if not told.topic("planning.plan-adopted"):
            return told
        kept = tuple(each for each in told.actors if each.role != "supervisor")
        return replace(told, actors=kept)

    breach = found_when(played, tmp_path, alone)["mandate.not-authorised"]
    assert breach.severity is Severity.GRAVE
    assert any("supervisor" in fact for fact in breach.facts)


def test_an_expired_mandate_is_grave(played: Round, tmp_path: Path) -> None:
    def expired(told: Told) -> Told:
        heads = [data for _, _, data in told.facts if data.get("role") == "principal"]
        grant = "mandate.mandate-granted"
        return told.where(grant, until="2026-08-21") if heads else told

    breach = found_when(played, tmp_path, expired)["mandate.standing"]
    assert breach.severity is Severity.GRAVE
    assert "head以principal身份" in "".join(breach.facts)


def test_one_person_in_two_duties_is_told(played: Round, tmp_path: Path) -> None:
    """The principal who decides also marks: granted the judge's office and used it."""
    judge = Actor("head", "judge", "school-1", "judge-j1-school-1")

    def mixed(told: Told) -> Told:
        granted = [data for _, _, data in told.facts if data.get("mandate") == judge.mandate]
        if granted:
            _, topic, data = told.facts[-1]
            moved = ("mandates:head", topic, {**data, "person": "head"})
            return replace(told, facts=(*told.facts[:-1], moved))
        if any(actor.person == "j1" for actor in told.actors):
            by_head = told.where("recruitment.judge-marked", judge="head")
            return replace(by_head, actors=(judge,))
        return told

    found = found_when(played, tmp_path, mixed)
    assert "mandate.duties-mixed" in found
    assert any("head" in fact for fact in found["mandate.duties-mixed"].facts)


def test_a_recused_member_s_mark_is_told(fresh: Round, tmp_path: Path) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()

    def kin(told: Told) -> Told:
        """Judge j1 declared recusal from a1 at her first mark, and marked a1 all the same."""
        marks = [data for _, topic, data in told.facts if "judge-marked" in topic]
        if marks and marks[0]["judge"] == "j1" and marks[0]["bidder"] == "a3":
            declared = ("mandates:j1", "mandate.recusal-declared.v1", RECUSAL)
            return replace(told, facts=(*told.facts, declared))
        return told

    fresh.office.now[0] = datetime(2026, 8, 23, 9, tzinfo=BEIJING)
    source = told_otherwise(fresh.office, tmp_path, kin)
    assert "mandate.recused" not in by_code(inspect(source))
    correction = c.CorrectMark(
        round=ROUND,
        judge="j1",
        bidder="a1",
        item="interview",
        mark_milli=76_000,
        reason="笔误",
        authority="聘任委员会",
    )
    fresh.act(correction, "j1", "m1")
    (tmp_path / "later").mkdir()
    later = told_otherwise(fresh.office, tmp_path / "later", kin)
    breach = by_code(inspect(later, sentence=refusal_zh))["mandate.recused"]
    assert "j1" in "".join(breach.facts)


def test_an_unplaced_teacher_who_was_never_told_is_found(played: Round, tmp_path: Path) -> None:
    found = found_when(
        played, tmp_path, lambda told: told.without("recruitment.unplaced-notice-served")
    )
    assert {"duty.unplaced-untold", "duty.closed-untold", "recruitment.pool-open"} <= found.keys()
    assert found["duty.unplaced-untold"].subject == "a2"


def test_a_span_of_dates_tells_its_own_breaches_only(played: Round, tmp_path: Path) -> None:
    tell = changing("notice.notice-published", working_days=3, last_day="2026-08-28")
    source = told_otherwise(played.office, tmp_path, tell)
    inside = inspect(source, from_on=date(2026, 8, 25), to_on=date(2026, 8, 25))
    outside = inspect(source, from_on=date(2026, 8, 26))
    assert "notice.period-too-short" in by_code(inside)
    assert "notice.period-too-short" not in by_code(outside)


def test_the_report_reads_in_chinese_by_article(source: LedgerSource) -> None:
    found = inspect(source, sentence=refusal_zh)
    told = as_text(found, names={"a2": "李敏"})
    assert "依据 S002-24：1项" in told
    assert "[较重·未整改]" in told
    assert "李敏（a2）" in told
    assert as_json(found)["clean"] is False


@pytest.mark.parametrize("severity", list(Severity))
def test_every_severity_has_its_term(severity: Severity) -> None:
    assert severity.term in ("严重", "较重", "一般")
