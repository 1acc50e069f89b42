"""Inspections: findings by article, cured or not, and anomalies that ask for a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.evidence.ledger_source import LedgerSource
from api.messages.refusals import refusal_zh
from audit.compliance.cures import CURES, DONE_AGAIN
from audit.compliance.findings import Breach, Inspection, Severity
from audit.compliance.inspection import inspect
from audit.compliance.running import RunningStates
from audit.compliance.telling import as_json, as_text
from audit.format.act import Actor
from audit.format.restricted_json import JsonValue
from audit.replay.authenticity import Authenticity
from audit.replay.folding import RecordedStates
from audit.replay.recent import Recent
from audit.replay.source import Place
from domain.kernel import DomainError
from domain.recruitment import commands as c
from domain.values.time import BEIJING, beijing_date
from tests.domain import town as small
from tests.replay.replayed import published_86_7, source_of
from tests.replay.town import COMMITTEE, MARKS, ROUND, STREAM, Round, Tell, Told, told_otherwise

ALWAYS = "duty.unassigned"
"""In the round of these tests a2 is left unplaced while 教学-03 is free (T08)."""


def found_when(played: Round, folder: Path, tell: Tell) -> dict[str, Breach]:
    """Return the breaches of an office that acted as told, by code; the first of each."""
    inspection = inspect(told_otherwise(played.office, folder, tell), sentence=refusal_zh)
    return _by_code(inspection)


def _by_code(inspection: Inspection) -> dict[str, Breach]:
    return {each.code: each for each in reversed(inspection.breaches)}


def changing(topic: str, **facts: JsonValue) -> Tell:
    return lambda told: told.where(topic, **facts)


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
    breach = _by_code(inspect(source))["duty.unfiled"]
    assert (breach.subject, breach.cured) == ("a3", False)
    assert "duty.unfiled" in _by_code(inspect(source, to_on=date(2026, 9, 9)))
    assert "duty.unfiled" not in _by_code(inspect(source, to_on=date(2026, 9, 8)))


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


ALONE = "仅评委{}的打分即决定第一名；去掉该评委后第一名改变"
RECUSAL: Mapping[str, JsonValue] = {"other": "a1", "relation": "亲属"}


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
    breach = _by_code(found)["notice.period-too-short"]
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
    assert "mandate.recused" not in _by_code(inspect(source))
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
    breach = _by_code(inspect(later, sentence=refusal_zh))["mandate.recused"]
    assert "j1" in "".join(breach.facts)


def test_an_unplaced_teacher_who_was_never_told_is_found(played: Round, tmp_path: Path) -> None:
    found = found_when(
        played, tmp_path, lambda told: told.without("recruitment.unplaced-notice-served")
    )
    assert {"duty.unplaced-untold", "duty.closed-untold", "recruitment.pool-open"} <= found.keys()
    assert found["duty.unplaced-untold"].subject == "a2"


def test_every_breach_that_can_be_cured_is_one_that_there_can_be() -> None:
    """A code with a slip in it would be cured by nothing, and nobody would notice."""
    refusals = {each.code for each in subclasses(DomainError) if "code" in vars(each)}
    assert CURES.keys() | DONE_AGAIN <= refusals


def subclasses(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for below in kind.__subclasses__():
        yield below
        yield from subclasses(below)


def test_a_wrong_result_is_cured_by_the_right_one(fresh: Round, tmp_path: Path) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    fresh.act(c.ComputeRanking(round=ROUND), *COMMITTEE)
    wrong: list[int] = []

    def first_one_wrong(told: Told) -> Told:
        if told.topic("recruitment.ranking-computed") and not wrong:
            wrong.append(told.index)
            return published_86_7(told)
        return told

    source = told_otherwise(fresh.office, tmp_path, first_one_wrong)
    breach = _by_code(inspect(source))["audit.other-result"]
    assert breach.cured_by == f"{STREAM}#{len(source.stream(STREAM))}"
    assert any("排名·a1·总分" in fact for fact in breach.facts)


def test_a_wrong_opening_is_not_cured_by_a_right_ranking(played: Round, tmp_path: Path) -> None:
    """Both are of the same round; only an opening can put an opening right."""
    opening = "recruitment.recruitment-round-opened"
    other_window = changing(opening, intents_until="2026-08-22T15:00:00Z")
    found = inspect(told_otherwise(played.office, tmp_path, other_window)).breaches
    (breach,) = [each for each in found if each.code != ALWAYS]
    assert (breach.code, breach.cured_by) == ("audit.other-result", "")


def test_a_wrong_offer_is_not_cured_by_a_right_one_to_another_person(
    played: Round, tmp_path: Path
) -> None:
    def other_rank(told: Told) -> Told:
        offers = [data for _, topic, data in told.facts if "post-offered" in topic]
        wrong = bool(offers) and offers[0]["teacher"] != "a3"
        return told.where("recruitment.post-offered", rank=2) if wrong else told

    breach = found_when(played, tmp_path, other_rank)["audit.other-result"]
    assert any(fact.endswith("公布 2，复算 1") for fact in breach.facts)
    assert breach.cured_by == ""


def test_a_span_of_dates_tells_its_own_breaches_only(played: Round, tmp_path: Path) -> None:
    tell = changing("notice.notice-published", working_days=3, last_day="2026-08-28")
    source = told_otherwise(played.office, tmp_path, tell)
    inside = inspect(source, from_on=date(2026, 8, 25), to_on=date(2026, 8, 25))
    outside = inspect(source, from_on=date(2026, 8, 26))
    assert "notice.period-too-short" in _by_code(inside)
    assert "notice.period-too-short" not in _by_code(outside)


def test_the_report_reads_in_chinese_by_article(source: LedgerSource) -> None:
    found = inspect(source, sentence=refusal_zh)
    told = as_text(found, names={"a2": "李敏"})
    assert "依据 S002-24：1项" in told
    assert "[较重·未整改]" in told
    assert "李敏（a2）" in told
    assert as_json(found)["clean"] is False


# Anomalies


def anomalies_when(round_: Round, **marks: Mapping[str, int]) -> dict[str, str]:
    round_.marks = marks
    round_.prepare()
    round_.plan()
    round_.bid()
    round_.score()
    return {each.code: each.told for each in inspect(source_of(round_)).anomalies}


def test_marks_that_are_all_the_same_are_noticed(fresh: Round) -> None:
    found = anomalies_when(fresh, j1={"a1": 70_000, "a2": 70_000, "a3": 70_000}, j2=MARKS["j2"])
    assert "评委j1" in found["anomaly.all-same"]


def test_marks_that_are_all_full_are_noticed(fresh: Round) -> None:
    found = anomalies_when(fresh, j1={"a1": 80_000, "a2": 80_000, "a3": 80_000}, j2=MARKS["j2"])
    assert "均为满分" in found["anomaly.all-full"]


def test_a_judge_whose_marks_decide_alone_is_noticed(fresh: Round) -> None:
    found = anomalies_when(fresh, j1=MARKS["j1"], j2={"a1": 65_000, "a2": 67_000, "a3": 60_000})
    assert "仅评委j1" in found["anomaly.decided-alone"]


def test_judges_who_each_decide_another_post_alone_are_all_noticed(fresh: Round) -> None:
    both = (small.wish(small.MATHS), small.wish(small.CHINESE))
    fresh.wishes = {**fresh.wishes, "a2": both}
    fresh.marks = {
        "j1": {"a1": 75_000, "a2": 60_000, "a3": 64_000},
        "j2": {"a1": 65_000, "a2": 74_000, "a3": 64_000},
    }
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    told = [(each.told, each.facts) for each in inspect(source_of(fresh)).anomalies]
    assert told == [
        (ALONE.format("j1"), ("school-1 教学-01：a1 → a2",)),
        (ALONE.format("j2"), ("school-1 教学-02：a2 → a3",)),
    ]


def test_an_anomaly_is_told_in_the_span_of_its_evidence_only(fresh: Round) -> None:
    anomalies_when(fresh, j1={"a1": 70_000, "a2": 70_000, "a3": 70_000}, j2=MARKS["j2"])
    (found,) = (a for a in inspect(source_of(fresh)).anomalies if a.code == "anomaly.all-same")
    day = beijing_date(datetime.fromisoformat(found.at))
    assert found in inspect(source_of(fresh), from_on=day, to_on=day).anomalies
    later = inspect(source_of(fresh), from_on=day + timedelta(days=1))
    assert found not in later.anomalies


@pytest.mark.parametrize(("minute", "seen"), [(49, False), (50, True), (55, True)])
def test_a_letter_changed_in_the_last_minutes_is_noticed(
    fresh: Round, minute: int, *, seen: bool
) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.at(8, 22, 23, minute)
    letter = small.intent("a3", small.wish(small.MATHS))
    fresh.act(letter, fresh.themselves("a3"))
    found = inspect(source_of(fresh)).anomalies
    assert [each.code for each in found] == ["anomaly.last-minute-bid"] * seen
    assert all(f"前{60 - minute}分钟" in each.told for each in found)


def test_corrections_that_gather_on_one_person_are_noticed(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    for years in (20_000, 30_000, 40_000):
        fresh.act(small.correct("a2", years), *COMMITTEE)
    found = {each.code: each for each in inspect(source_of(fresh)).anomalies}
    assert len(found["anomaly.corrections-clustered"].events) == 3


def test_an_offer_out_of_order_without_its_code_is_noticed(played: Round, tmp_path: Path) -> None:
    def to_the_second(told: Told) -> Told:
        offers = [data for _, topic, data in told.facts if "post-offered" in topic]
        if offers and offers[0]["teacher"] == "a1":
            return told.where("recruitment.post-offered", teacher="a2", rank=2)
        return told

    inspection = inspect(told_otherwise(played.office, tmp_path, to_the_second))
    (found,) = [each for each in inspection.anomalies if each.code == "anomaly.out-of-order"]
    assert "被越过 a1" in found.facts
    assert "recruitment.rank-passed-over" in _by_code(inspection)


@pytest.mark.parametrize("severity", list(Severity))
def test_every_severity_has_its_term(severity: Severity) -> None:
    assert severity.term in ("严重", "较重", "一般")


# Histories longer than memory


def test_a_stream_that_comes_back_is_folded_again_from_its_events(source: LedgerSource) -> None:
    """With three streams held the walk comes to the same states as the log itself."""
    authenticity = Authenticity(source)
    running = RunningStates(source, authenticity, held=3)
    recorded = RecordedStates(source, authenticity)
    names: dict[str, None] = {}
    for index in range(source.size()):
        checked = authenticity.check(index)
        running.take(checked)
        names.update(dict.fromkeys(each.stream for each in checked.events))
        assert len(running) <= 3
    end = Place(source.size(), 0)
    assert {name: running[name] for name in names} == {
        name: recorded.state(name, end) for name in names
    }
    signed = running.signings(STREAM, end)
    assert signed == recorded.signings(STREAM, end)
    assert "recruitment.judge-marked.v1" in signed
    assert running.get("body:nobody") is None


def test_what_is_remembered_never_weighs_more_than_it_may() -> None:
    made: list[int] = []

    def make(size: int) -> bytes:
        made.append(size)
        return bytes(size)

    recent = Recent(make, len, 10)
    for size in (4, 5, 4, 3, 5, 30, 4):
        assert len(recent(size)) == size
    assert made == [4, 5, 3, 5, 30, 4]
