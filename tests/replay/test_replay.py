"""Complaint in, replay, verdict with reasons out: cases of the rulebook's Part F."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

import pytest

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.export import export_bundle
from api.messages.refusals import refusal_zh
from audit.format.restricted_json import JsonValue, encode
from audit.replay import facts
from audit.replay.authenticity import Authenticity
from audit.replay.blocks import blocks, follows, lead_of
from audit.replay.case import Replay, Verdict, replay
from audit.replay.derivations import derivations
from audit.replay.events import people_in
from audit.replay.folding import RecordedStates
from audit.replay.forms import FORMS
from audit.replay.source import EventUnknownError, Source, place_of
from audit.replay.telling import as_json, as_text, reasons
from domain.catalog import EVENT_TYPES
from domain.kernel import DomainEvent
from domain.mandate.roles import Role
from domain.planning import commands as planning
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment.derivation import RankRow
from domain.recruitment.events import RankingComputed
from domain.signers import SIGNERS
from domain.values.time import BEIJING
from tests.domain import town as small
from tests.domain.planning_given import PLAN, document
from tests.ledger.test_tampering import as_administrator
from tests.replay.town import COMMITTEE, MARKS, ROUND, STREAM, Round, Tell, Told, told_otherwise

CADRE = {
    "title": "干部考核评分表",
    "nodes": [
        {"kind": "marks", "id": "leaders", "title": "领导评价", "max": "20"},
        {"kind": "marks", "id": "ballot", "title": "民主测评", "max": "20"},
        {"kind": "marks", "id": "meeting", "title": "座谈评价", "max": "20"},
        {"kind": "marks", "id": "results", "title": "工作实绩", "max": "40"},
    ],
    "total_max": "100",
}
CADRE_MARKS = {"leaders": 18_500, "ballot": 17_200, "meeting": 16_000, "results": 35_500}


def name_of(source: Source, topic: str, **about: str) -> str:
    """Return the name of the last event of a topic that has those facts."""
    context = topic.partition(".")[0]
    stream = f"notice:{ROUND}" if context == "notice" else STREAM
    found = RecordedStates(source, Authenticity(source)).events(source.stream(stream))
    return [
        each.name
        for each in found
        if f"{topic}.v1" == each.event.TOPIC and about.items() <= each.data.items()
    ][-1]


def replayed(source: Source, topic: str, **about: str) -> Replay:
    return replay(source, place_of(source, name_of(source, topic, **about)))


def why(found: Replay) -> str:
    return "\n".join(reasons(found, refusal_zh))


@pytest.mark.parametrize(
    ("topic", "about"),
    [
        ("recruitment.offer-accepted", {"teacher": "a1"}),
        ("recruitment.teacher-left-unplaced", {"teacher": "a2"}),
        ("recruitment.unplaced-notice-served", {"teacher": "a2"}),
        ("recruitment.ranking-computed", {}),
        ("recruitment.judge-marked", {"judge": "j1", "bidder": "a2"}),
        ("recruitment.round-finalised", {}),
        ("notice.notice-published", {}),
    ],
)
def test_a_lawful_decision_is_upheld(
    source: LedgerSource, topic: str, about: dict[str, str]
) -> None:
    found = replayed(source, topic, **about)
    assert found.verdict is Verdict.UPHOLD, why(found)
    assert found.roots == ()
    assert found.findings == ()


def test_every_step_says_who_signed_by_which_mandate_and_what_they_saw(
    source: LedgerSource,
) -> None:
    found = replayed(source, "recruitment.offer-accepted", teacher="a1")
    offer = next(
        each for each in found.steps if each.outcome.lead.event.TOPIC.endswith("post-offered.v1")
    )
    act, signer = offer.checked.act, offer.checked.signers[0]
    assert act is not None
    assert (signer.actor.person, signer.actor.role, signer.stood) == ("head", "principal", True)
    assert signer.granted_by.startswith("mandates:head#")
    assert act.basis.size == offer.checked.index
    assert {rule.basis for rule in offer.outcome.rules} >= {"B5-10", "S002-20", "INV2, B2-10"}


def test_a_closure_is_the_decision_s_own_and_leaves_other_people_out(source: LedgerSource) -> None:
    found = replayed(source, "recruitment.offer-accepted", teacher="a1")
    told = people_in(step.outcome.lead for step in found.steps if step.matters)
    assert {"a1", "a2"} <= told
    assert "a3" not in told
    assert set(found.streams) == {STREAM, f"plan:{PLAN}", "teacher:a1", "school:school-1"}


def test_the_steps_stand_in_the_order_of_the_log(source: LedgerSource) -> None:
    found = replayed(source, "recruitment.round-finalised")
    places = [step.outcome.lead.place for step in found.steps]
    assert places == sorted(places)


def test_totals_are_shown_with_every_part_of_them(source: LedgerSource) -> None:
    first = derivations(replayed(source, "recruitment.ranking-computed"))[0]
    assert (first.bidder, first.recomputed_milli) == ("a1", 76_000)
    assert [(part.title, part.points) for part in first.parts] == [("教龄", "6"), ("面试", "70")]


def test_a_bundle_alone_gives_the_very_same_replay(
    played: Round, source: LedgerSource, tmp_path: Path
) -> None:
    export_bundle(played.office.ledger, tmp_path / "bundle.zip")
    alone = BundleSource(tmp_path / "bundle.zip", vkey=played.office.ledger.vkey)
    live, offline = (replayed(each, "recruitment.round-finalised") for each in (source, alone))
    assert as_json(live) == as_json(offline)


def test_an_event_can_be_named_by_stream_act_or_index(source: LedgerSource) -> None:
    place = place_of(source, f"{STREAM}#1")
    act = replayed(source, "recruitment.ranking-computed").checked.act
    assert place_of(source, f"{place.index}#{place.n}") == place
    assert act is not None
    assert source.act(place_of(source, act.act).index).index > place.index
    for unknown in (f"{STREAM}#999", "999999", f"{act.act}#9", "no-such-act", f"{STREAM}#x"):
        with pytest.raises(EventUnknownError):
            place_of(source, unknown)


# Wrong results, published by an office that went past the rules


@pytest.fixture
def cadres(fresh: Round) -> Round:
    """A round in which marks for four parts make the total (T01)."""
    fresh.pack = RulePack.from_document(document(scoring=CADRE, tie_chain={"keys": []}))
    fresh.marks = {}
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    for number, person in enumerate(("a1", "a2", "a3")):
        for item, mark in CADRE_MARKS.items():
            given = small.interview(person, mark - 1000 * number)
            fresh.act(given.model_copy(update={"item": item}), "j1")
    fresh.lock()
    return fresh


def with_rows(told: Told, change: Callable[[RankRow], RankRow]) -> Told:
    """Return the act with the rows of its ranking changed."""
    topic = "recruitment.ranking-computed"
    rankings = [data for _, each, data in told.facts if each == f"{topic}.v1"]
    if not rankings:
        return told
    ranking = RankingComputed.model_validate_json(encode(dict(rankings[0])))
    rows: list[JsonValue] = [change(row).model_dump(mode="json") for row in ranking.rows]
    return told.where(topic, rows=rows)


def published_86_7(told: Told) -> Told:
    """Publish 86.7 for a1, where 87.2 is right."""
    too_low = {"total_milli": 86_700}
    return with_rows(told, lambda row: row.model_copy(update=too_low if row.bidder == "a1" else {}))


def test_t01_a_total_published_too_low_is_modified(cadres: Round, tmp_path: Path) -> None:
    source = told_otherwise(cadres.office, tmp_path, published_86_7)
    found = replayed(source, "recruitment.ranking-computed")
    assert found.verdict is Verdict.MODIFY
    assert found.own is not None
    told = [(each.path, each.published, each.recomputed) for each in found.own.outcome.differences]
    assert told == [("rows.a1.total_milli", "86700", "87200")]
    assert "公布86.70分，复算87.20分，不符" in as_text(found)


def test_t02_a_total_without_the_meeting_s_record_is_revoked(cadres: Round, tmp_path: Path) -> None:
    def without_meeting(told: Told) -> Told | None:
        meeting = [each for each in told.facts if each[2].get("item") == "meeting"]
        return None if meeting and meeting[0][2]["bidder"] == "a1" else told

    source = told_otherwise(cadres.office, tmp_path, without_meeting)
    found = replayed(source, "recruitment.ranking-computed")
    assert found.verdict is Verdict.REVOKE
    assert "座谈评价" in why(found)


def test_t17_a_list_made_final_before_its_fifth_working_day_is_revoked(
    played: Round, tmp_path: Path
) -> None:
    """Posted on Friday 26 September 2025: the fifth working day is 10 October."""

    def in_autumn(told: Told) -> Told:
        if told.topic("notice.notice-published"):
            posted = told.on(datetime(2025, 9, 26, 9, tzinfo=BEIJING))
            days = {"on": "2025-09-26", "last_day": "2025-10-10"}
            return posted.where("notice.notice-published", **days)
        if told.topic("notice.notice-period-ended"):
            ended = told.on(datetime(2025, 10, 9, 9, tzinfo=BEIJING))
            return ended.where("notice.notice-period-ended", on="2025-10-09")
        return told

    source = told_otherwise(played.office, tmp_path, with_old_mandates(in_autumn))
    found = replayed(source, "notice.notice-period-ended")
    assert found.verdict is Verdict.REVOKE
    assert "2025-10-10" in why(found) or "2025-10-11" in why(found)
    assert replayed(source, "notice.notice-published").verdict is Verdict.UPHOLD


def with_old_mandates(tell: Tell) -> Tell:
    """Let every office have been held since 2025."""
    since: dict[str, JsonValue] = {"from": "2025-01-01"}
    return lambda told: tell(told.where("mandate.mandate-granted", **since))


def test_t30_a_pack_amended_later_does_not_touch_the_round(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.at(8, 22)
    changed = RulePack.from_document(document(version=2, tie_chain={"keys": []}))
    vote = planning.RecordCongressVote(
        plan=PLAN,
        pack_sha256=changed.sha256(),
        delegates=47,
        present=45,
        in_favour=40,
        against=5,
        abstained=0,
        on=date(2026, 8, 22),
    )
    fresh.act(vote, "chair")
    fresh.act(planning.AmendPack(plan=PLAN, pack=changed, reason="修订"), "officer", "supervisor")
    fresh.score()
    found = replayed(source_of(fresh), "recruitment.ranking-computed")
    assert found.verdict is Verdict.UPHOLD, why(found)
    assert found.target.data["pack_sha256"] == fresh.pack.sha256() != changed.sha256()


def source_of(round_: Round) -> LedgerSource:
    return LedgerSource(round_.office.ledger, CauseIndex(open_engine("sqlite://")))


def test_t45_an_offer_on_a_ranking_that_was_corrected_is_revoked(
    fresh: Round, tmp_path: Path
) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    fresh.act(small.correct("a2", 40_000), *COMMITTEE)
    fresh.act(c.ComputeRanking(round=ROUND), *COMMITTEE)
    fresh.select()
    assert fresh.rank_of("a2") == 1
    assert (
        replayed(source_of(fresh), "recruitment.post-offered", teacher="a2").verdict
        is Verdict.UPHOLD
    )
    rankings: list[int] = []

    def without_second(told: Told) -> Told | None:
        if told.topic("recruitment.ranking-computed"):
            rankings.append(told.index)
        again = told.topic("recruitment.ranking-computed") and len(rankings) > 1
        return None if again else told

    source = told_otherwise(fresh.office, tmp_path, without_second)
    found = replayed(source, "recruitment.post-offered", teacher="a2")
    assert found.verdict is Verdict.REVOKE


def test_an_appointment_falls_with_the_wrong_ranking_that_it_rests_on(
    played: Round, tmp_path: Path
) -> None:
    """The ranking was published upside down: what rests on it is judged by the right one."""

    def turned(row: RankRow) -> RankRow:
        rank = {"a1": 2, "a2": 1, "a3": 1}[row.bidder]
        ranks = tuple(each.model_copy(update={"rank": rank}) for each in row.ranks)
        return row.model_copy(update={"ranks": ranks})

    def upside_down(told: Told) -> Told:
        return _swapped(with_rows(told, turned))

    source = told_otherwise(played.office, tmp_path, upside_down)
    found = replayed(source, "recruitment.offer-accepted", teacher="a2")
    assert found.verdict is Verdict.REVOKE
    roots = {root.outcome.lead.event.TOPIC for root in found.roots}
    assert roots == {"recruitment.ranking-computed.v1", "recruitment.post-offered.v1"}


def _swapped(told: Told) -> Told:
    """Offer a1's post to a2, and leave a1 unplaced."""
    names = {"a1": "a2", "a2": "a1"}
    wanted = ("post-offered", "offer-accepted", "left-unplaced", "notice-served")
    changed = tuple(
        (stream, topic, {**data, "teacher": names.get(str(data.get("teacher")), data["teacher"])})
        if any(each in topic for each in wanted)
        else (
            (stream.replace("a1", "a2"), topic, data)
            if "teacher.post-taken" in topic
            else (stream, topic, data)
        )
        for stream, topic, data in told.facts
    )
    actors = told.actors
    if any("offer-accepted" in topic for _, topic, _ in changed):
        actors = tuple(each._replace(person=names.get(each.person, each.person)) for each in actors)
    return replace(told, facts=changed, actors=actors)


# Altered records


def test_t44_an_altered_mark_is_placed_and_the_ranking_recomputed_without_it(
    fresh: Round,
) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    name = name_of(source_of(fresh), "recruitment.judge-marked", judge="j1", bidder="a1")
    position = int(name.rpartition("#")[2])
    as_administrator(
        fresh.office,
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '75000', '79000')"
        f" AS BLOB) WHERE originator_id = '{STREAM}' AND originator_version = {position}",
    )
    source = source_of(fresh)
    found = replayed(source, "recruitment.ranking-computed")
    (finding,) = found.findings
    assert finding.code == "event.hash"
    assert f"{STREAM} position {position}" in finding.where
    assert finding.expected != finding.found
    totals = {each.bidder: each.recomputed_milli for each in derivations(found)}
    assert totals == {"a1": 71_000, "a2": 72_000, "a3": 64_000}
    assert found.verdict is Verdict.MODIFY
    mark = replay(source, place_of(source, name))
    assert mark.verdict is Verdict.REVOKE
    assert "本决定的记录不真实" in why(mark)


def test_a_ranking_whose_only_marks_were_altered_is_to_be_made_again(fresh: Round) -> None:
    fresh.marks = {"j1": MARKS["j1"]}
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    as_administrator(
        fresh.office,
        "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '75000', '79000')"
        " AS BLOB) WHERE topic = 'recruitment.judge-marked.v1'",
    )
    found = replayed(source_of(fresh), "recruitment.ranking-computed")
    assert found.verdict is Verdict.REDO
    assert "重新作出决定" in why(found)


def test_an_act_whose_entry_was_swapped_does_not_count(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    name = name_of(source_of(fresh), "recruitment.judge-marked", judge="j1", bidder="a1")
    index = place_of(source_of(fresh), name).index
    as_administrator(
        fresh.office,
        f"UPDATE entries SET data = (SELECT data FROM entries e WHERE e.idx = {index - 1})"
        f" WHERE idx = {index}",
    )
    found = replayed(source_of(fresh), "recruitment.ranking-computed")
    assert {"event.hash", "proof.broken"} <= {each.code for each in found.findings}
    assert found.verdict is Verdict.MODIFY


def test_a_deleted_event_is_missed(fresh: Round) -> None:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    name = name_of(source_of(fresh), "recruitment.judge-marked", judge="j1", bidder="a1")
    later = place_of(source_of(fresh), name_of(source_of(fresh), "recruitment.ranking-computed"))
    position = int(name.rpartition("#")[2])
    as_administrator(
        fresh.office,
        f"DELETE FROM stored_events WHERE originator_id = '{STREAM}'"
        f" AND originator_version = {position}",
    )
    found = replay(source_of(fresh), later)
    assert found.verdict is Verdict.MODIFY
    (gap,) = [each for each in found.findings if each.code == "stream.broken"]
    assert gap.expected == f"position {position}"


def test_t51_nobody_resigns_but_by_an_own_signature() -> None:
    (need,) = SIGNERS["teacher.teacher-resigned.v1"].needs
    assert need.roles == {Role.SELF}
    assert need.field == "stream"


def test_an_event_of_an_unknown_kind_does_not_count(played: Round, tmp_path: Path) -> None:
    def resigned(told: Told) -> Told:
        if not told.topic("teacher.post-taken"):
            return told
        extra = ("teacher:a1", "teacher.resigned.v1", {"reason": "拒签责任书视为自动离职"})
        return replace(told, facts=(*told.facts, extra))

    source = told_otherwise(played.office, tmp_path, resigned)
    found = replayed(source, "recruitment.round-finalised")
    assert {each.code for each in found.findings} <= {"event.malformed"}
    with pytest.raises(EventUnknownError):
        replay(source, source.stream("teacher:a1")[-1])


def test_the_demo_s_appointments_and_rankings_replay_as_published(
    demo_source: LedgerSource,
) -> None:
    states = RecordedStates(demo_source, Authenticity(demo_source))
    for name in ("r-s05", "r-town"):
        events = states.events(demo_source.stream(f"recruitment-round:{name}"))
        ends = ("offer-accepted.v1", "ranking-computed.v1", "teacher-left-unplaced.v1")
        for topic in ends:
            last = [each for each in events if each.event.TOPIC.endswith(topic)][-1:]
            for event in last:
                assert replay(demo_source, event.place).verdict is Verdict.UPHOLD


def test_a_ranking_is_recomputed_without_the_mark_of_a_member_who_had_to_withdraw(
    fresh: Round, tmp_path: Path
) -> None:
    """The judge declared recusal from a1, and corrected a1's mark all the same."""
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    better = c.CorrectMark(
        round=ROUND,
        judge="j1",
        bidder="a1",
        item="interview",
        mark_milli=80_000,
        reason="笔误",
        authority="聘任委员会",
    )
    fresh.act(better, "j1", "m1")
    fresh.act(c.ComputeRanking(round=ROUND), *COMMITTEE)

    def kin(told: Told) -> Told:
        locks = told.topic("recruitment.scores-locked")
        recusal: dict[str, JsonValue] = {"other": "a1", "relation": "亲属"}
        declared = ("mandates:j1", "mandate.recusal-declared.v1", recusal)
        return replace(told, facts=(*told.facts, declared)) if locks else told

    source = told_otherwise(fresh.office, tmp_path, kin)
    mark = replayed(source, "recruitment.mark-corrected")
    assert mark.verdict is Verdict.REVOKE
    assert "回避" in why(mark)
    found = replayed(source, "recruitment.ranking-computed")
    assert found.verdict is Verdict.MODIFY
    assert [root.outcome.lead.event.TOPIC for root in found.roots] == [
        "recruitment.mark-corrected.v1"
    ]
    totals = {each.bidder: each.recomputed_milli for each in derivations(found)}
    assert totals["a1"] == 76_000


def test_every_decision_can_be_put_to_the_rules_again() -> None:
    """An event either leads, and has its form, or is carried along by one that does."""
    carried = {topic for topic in EVENT_TYPES for lead in FORMS if follows(topic, lead)}
    assert [topic for topic in EVENT_TYPES if topic not in FORMS.keys() | carried] == []


def test_facts_are_told_in_words_of_the_trade(source: LedgerSource) -> None:
    mark = replayed(source, "recruitment.judge-marked", judge="j1", bidder="a1")
    assert facts.told(mark.target.data) == "竞聘人：a1；项目：interview；评委：j1；打分：75"
    assert facts.told({"reason": "by_rank", "late": False, "rank": None, "posts": []}) == (
        "理由：按名次；逾期：否；名次：无；岗位：无"
    )


def test_a_case_stands_for_the_decision_that_it_contests(played: Round, tmp_path: Path) -> None:
    """The last decision about the complainant in the contested stream, before the case came in."""

    def complained(told: Told) -> Told:
        if not told.topic("notice.notice-period-ended"):
            return told
        received: dict[str, JsonValue] = {"complainant": "a2", "contested": STREAM}
        case = ("dispute-case:c1", "dispute.case-received.v1", received)
        other = ("dispute-case:c2", "dispute.case-received.v1", {**received, "complainant": "x"})
        return replace(told, facts=(*told.facts, case, other))

    source = told_otherwise(played.office, tmp_path, complained)
    place = place_of(source, "dispute-case:c1")
    served = name_of(source, "recruitment.unplaced-notice-served", teacher="a2")
    assert place == place_of(source, served)
    assert place_of(source, "dispute-case:c2") == place_of(
        source, name_of(source, "recruitment.selection-closed")
    )
    assert source.stream("dispute-case:c1")[0] in source.naming(STREAM)
    for nothing in ("dispute-case:none", STREAM):
        with pytest.raises(EventUnknownError):
            place_of(source, nothing)


class Executed(DomainEvent):
    """执行: stands last in its act, after what it brought about."""

    TOPIC: ClassVar[str] = "dispute.case-executed.v1"


def test_what_a_case_brings_about_is_one_decision_with_it(source: LedgerSource) -> None:
    served = replayed(source, "recruitment.unplaced-notice-served", teacher="a2").target
    left = replayed(source, "recruitment.teacher-left-unplaced", teacher="a2").target
    executed = replace(served, event=Executed(), data={})
    (first, second) = blocks([left, executed, served])
    assert (first, second) == ((left, executed), (served,))
    assert lead_of(first) is executed
    assert [len(each) for each in blocks([left, served])] == [1, 1]
