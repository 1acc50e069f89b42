"""What cures a finding of an inspection, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audit.compliance.cures import CURES, DONE_AGAIN
from audit.compliance.inspection import inspect
from domain.kernel import DomainError
from domain.recruitment import commands as c
from tests.replay.compliance_given import ALWAYS, by_code, changing, found_when
from tests.replay.replayed import published_86_7
from tests.replay.told import Told, told_otherwise
from tests.replay.town import COMMITTEE, ROUND, STREAM, Round


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
    breach = by_code(inspect(source))["audit.other-result"]
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
