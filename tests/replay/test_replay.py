"""Complaint in, replay, verdict with reasons out: cases of the rulebook's Part F."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.ledger_source import LedgerSource
from api.export import export_bundle
from audit.format.restricted_json import JsonValue
from audit.replay import facts
from audit.replay.authenticity import Authenticity
from audit.replay.blocks import blocks, follows, lead_of
from audit.replay.case import Verdict, replay
from audit.replay.derivations import derivations
from audit.replay.events import people_in
from audit.replay.folding import RecordedStates
from audit.replay.forms import FORMS
from audit.replay.source import EventUnknownError, Place, place_of
from audit.replay.telling import as_json
from domain.catalog import EVENT_TYPES
from domain.kernel import DomainEvent
from tests.domain.planning_given import PLAN
from tests.replay.replayed import name_of, replayed, why
from tests.replay.told import Told, told_otherwise
from tests.replay.town import STREAM, Round


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


def test_the_filing_of_one_contract_is_told_with_what_is_about_that_teacher(
    source: LedgerSource,
) -> None:
    places = (Place(act.index, n) for act in source.acts() for n in range(len(act.bodies)))
    events = RecordedStates(source, Authenticity(source)).events(list(places))
    (filed,) = (each for each in events if each.event.TOPIC == "contract.contract-filed.v1")
    steps = replay(source, filed.place).steps
    assert people_in(each.outcome.lead for each in steps if each.matters) == {"a3"}
    assert people_in(each.outcome.lead for each in steps) > {"a3"}


def test_what_a_decision_read_is_told_in_one_order_on_every_machine(source: LedgerSource) -> None:
    """Rules look at people in the order of a set, which changes from process to process."""
    opened = replay(source, source.stream(STREAM)[0])
    assert opened.own is not None
    reads = opened.own.outcome.reads
    assert {f"teacher:{person}" for person in ("a1", "a2", "a3")} < set(reads)
    assert list(reads) == sorted(reads)
