"""A plan, and a later version of its rules, may rest on reviews of the procedure by experts."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import MissingError
from domain.oversight.events import (
    Aspect,
    AspectFinding,
    Conclusion,
    ProcedureReviewed,
    Verdict,
)
from domain.planning import commands as c
from domain.planning import errors
from domain.planning import events as e
from tests.domain.planning_given import PACK, PLAN, SHA, TOWN, frozen, pack, voted
from tests.domain.planning_steps import done, draft, plan, town

SECOND = pack(version=2, committee_signers=4)


def reviewed(owner: str = TOWN) -> ProcedureReviewed:
    return ProcedureReviewed(
        plan="plan-2025",
        owner=owner,
        pack_sha256=SHA,
        experts=("x1", "x2", "x3"),
        held_on=date(2026, 3, 1),
        aspects=tuple(
            AspectFinding(aspect=each, verdict=Verdict.FAIR, finding="可以改进") for each in Aspect
        ),
        conclusion=Conclusion.ADJUST,
        recommendations=("增加签署人数",),
        document="专家组评估报告",
    )


def amend(*reviews: str) -> c.AmendPack:
    return c.AmendPack(plan=PLAN, pack=SECOND, reason="专家组建议", reviews=reviews)


def test_a_draft_cites_the_review_that_it_rests_on() -> None:
    past = town().given("procedure-review:pr-1", reviewed())
    (recorded,) = past.when(draft(reviews=("pr-1",))).decision()
    assert isinstance(recorded.event, e.PlanDrafted)
    assert recorded.event.reviews == ("pr-1",)


def test_a_later_version_cites_the_review_that_led_to_it() -> None:
    past = plan(*frozen(), voted(SECOND.sha256())).given("procedure-review:pr-1", reviewed())
    amended = e.PackAmended(
        pack_sha256=SECOND.sha256(), pack=SECOND, reason="专家组建议", reviews=("pr-1",)
    )
    past.when(amend("pr-1")).then(done(amended))


def test_a_review_that_is_not_on_record_is_not_cited() -> None:
    plan(*frozen(), voted(SECOND.sha256())).when(amend("pr-9")).then_refused(
        MissingError, key="pr-9"
    )


@pytest.mark.parametrize(
    ("owner", "reviews"), [("other-office", ("pr-1",)), (TOWN, ("pr-1", "pr-1"))]
)
def test_it_is_one_of_the_same_office_and_cited_once(owner: str, reviews: tuple[str, ...]) -> None:
    """Shows reviews_must_be_of_body."""
    past = plan(*frozen(), voted(SECOND.sha256()))
    past.given("procedure-review:pr-1", reviewed(owner)).when(amend(*reviews)).then_refused(
        errors.ReviewsCitedError
    )


def test_a_plan_that_cites_none_is_written_as_before() -> None:
    drafted = frozen()[0]
    assert "reviews" not in drafted.model_dump(mode="json")
    assert e.PlanDrafted.model_validate_json(drafted.model_dump_json()) == drafted
    assert PACK.mending is None
