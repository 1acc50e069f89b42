"""A short list put to the rules again: upheld, published wrongly, and supposed otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.evidence import Asked, supposed
from audit.format.restricted_json import JsonValue
from audit.replay.case import Verdict
from audit.replay.derivations import derivations
from audit.replay.telling import as_text
from audit.what_if.telling import status_of
from domain.recruitment import commands as c
from domain.recruitment.events import Stage
from tests.domain import shortlist_given as given
from tests.domain import town as small
from tests.domain.planning_given import PACK as TOWN_PACK
from tests.replay.replayed import name_of, replayed, source_of, why
from tests.replay.told import Told, told_otherwise
from tests.replay.town import COMMITTEE, ROUND, WISHES, Round

PACK = given.with_list().model_copy(
    update={"stages": (Stage.IN_SCHOOL,), "notice": TOWN_PACK.notice}
)
WRITTEN = {"a1": "90", "a2": "80", "a3": "70"}


@pytest.fixture
def listed(fresh: Round) -> Round:
    """a1 is on the list for maths and a2 is not; a3 is alone on hers for Chinese."""
    fresh.pack = PACK
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    for person, mark in WRITTEN.items():
        fresh.act(given.written(person, mark), "m1")
    fresh.at(8, 23)
    fresh.act([given.LOCK_FIRST, given.COMPUTE_LIST], *COMMITTEE)
    fresh.act(given.PUBLISH_LIST, "head")
    for person in ("a1", "a3"):
        fresh.act(given.lecture(person), "j1")
    fresh.lock()
    fresh.act(small.close_layer(), "head")
    for person in ("a1", "a3"):
        fresh.act(small.offer(person, WISHES[person]), "head")
        fresh.act(small.accept(person), fresh.themselves(person))
    fresh.act([c.LeaveUnplaced(round=ROUND, teacher="a2"), small.serve("a2")], "head")
    return fresh


@pytest.mark.parametrize(
    ("topic", "about"),
    [
        ("recruitment.first-part-locked", {}),
        ("recruitment.shortlist-computed", {}),
        ("recruitment.shortlist-published", {}),
        ("recruitment.scores-locked", {}),
        ("recruitment.ranking-computed", {}),
        ("recruitment.offer-accepted", {"teacher": "a1"}),
        ("recruitment.teacher-left-unplaced", {"teacher": "a2"}),
    ],
)
def test_every_step_on_a_lawful_list_is_upheld(
    listed: Round, topic: str, about: dict[str, str]
) -> None:
    found = replayed(source_of(listed), topic, **about)
    assert found.verdict is Verdict.UPHOLD, why(found)
    assert found.own is not None
    assert found.own.outcome.asked


def test_the_list_is_told_in_words_of_the_trade(listed: Round) -> None:
    told = as_text(replayed(source_of(listed), "recruitment.shortlist-computed"))
    assert "确定入围名单" in told
    assert "未入围" in told


def test_whoever_is_outside_is_shown_her_points_and_where_the_line_ran(listed: Round) -> None:
    found = replayed(source_of(listed), "recruitment.teacher-left-unplaced", teacher="a2")
    (hers,) = [each for each in derivations(found) if each.bidder == "a2"]
    assert (hers.published_milli, hers.recomputed_milli) == (80_000, 80_000)
    assert [(each.title, each.points) for each in hers.parts][:1] == [("笔试", "80")]
    assert hers.lists == ((f"school-1 {small.MATHS}", False, False),)
    assert f"school-1 {small.MATHS}：公布未入围，复算未入围" in as_text(found)


def test_a_list_with_another_name_on_it_is_modified_and_what_rests_on_it_revoked(
    listed: Round, tmp_path: Path
) -> None:
    def swapped(told: Told) -> Told:
        lists: list[JsonValue] = [
            {
                "school": "school-1",
                "post": small.MATHS,
                "places": 1,
                "entered": ["a2"],
                "outside": ["a1"],
                "open_places": 0,
            }
        ]
        return told.where("recruitment.shortlist-computed", lists=lists)

    source = told_otherwise(listed.office, tmp_path, swapped)
    assert replayed(source, "recruitment.shortlist-computed").verdict is Verdict.MODIFY
    left = replayed(source, "recruitment.teacher-left-unplaced", teacher="a2")
    assert "确定入围名单" in why(left)
    told = as_text(replayed(source, "recruitment.shortlist-computed"))
    assert f"school-1 {small.MATHS}：公布入围，复算未入围" in told


def test_an_offer_past_the_list_is_revoked(listed: Round, tmp_path: Path) -> None:
    source = told_otherwise(
        listed.office,
        tmp_path,
        lambda told: (
            told.where("recruitment.post-offered", teacher="a2")
            if told.topic("recruitment.post-offered")
            else told
        ),
    )
    found = replayed(source, "recruitment.post-offered", teacher="a2")
    assert found.verdict is Verdict.REVOKE
    assert "没有入围" in why(found)


def test_without_the_first_the_next_would_have_been_on_the_list(listed: Round) -> None:
    source = source_of(listed)
    left = name_of(source, "recruitment.teacher-left-unplaced", teacher="a2")
    found = supposed(source, left, Asked(without=["bidder:a1"]))
    fates = {f"{e.lead.term} {e.lead.data.get('teacher', '')}": status_of(e) for e in found.effects}
    assert fates["确定入围名单 "] == "内容改变"
    assert fates["锁定评分 "] == "不成立"  # nobody had marked a2
    assert fates["落聘 a2"] == "不成立"
