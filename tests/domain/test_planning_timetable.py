"""An unlawful timetable is told to whoever drafts it, not only when the plan is frozen."""

from __future__ import annotations

from domain.planning import commands as c
from domain.planning import errors
from domain.planning import events as e
from tests.domain.planning_given import PLAN, TIMETABLE, adopted, august, drafted, noon, pack, voted
from tests.domain.planning_steps import CONSULTED, done, draft, plan, revise, town

STRICT = pack(notice={"mode": "before_term"})
TIGHT = TIMETABLE.model_copy(update={"notice_on": august(25)})
T18 = {"last_day": "2026-09-01", "earliest_final_day": "2026-09-02", "deadline": "2026-08-28"}
ADOPT = c.AdoptPlan(plan=PLAN, pack_sha256=STRICT.sha256())


def test_t18_a_plan_whose_notice_does_not_fit_is_not_even_drafted() -> None:
    town().when(draft(pack=STRICT, timetable=TIGHT)).then_refused(
        errors.NoticeDoesNotFitError, **T18
    )


def test_t18_no_revision_brings_in_a_notice_that_does_not_fit() -> None:
    plan(drafted(), *CONSULTED).when(revise(pack=STRICT, timetable=TIGHT)).then_refused(
        errors.NoticeDoesNotFitError, **T18
    )


def test_t18_a_draft_whose_notice_does_not_fit_is_not_adopted() -> None:
    """Such a draft is on record only where it was made under earlier rules."""
    past = plan(drafted(STRICT, TIGHT), *CONSULTED, voted(STRICT.sha256()))
    past.when(ADOPT).then_refused(errors.NoticeDoesNotFitError, **T18)


def test_a_draft_with_its_days_in_disorder_is_put_right_by_a_revision() -> None:
    disordered = TIMETABLE.model_copy(update={"kickoff_on": august(21)})
    town().when(draft(timetable=disordered)).then_refused(
        errors.TimetableOrderError, earlier="kickoff_on", later="intents_from_on"
    )
    revised = e.DraftRevised(
        pack_sha256=drafted().pack_sha256,
        pack=drafted().pack,
        timetable=TIMETABLE,
        opinions_adopted=0,
    )
    plan(drafted(timetable=disordered), *CONSULTED).when(
        revise(pack=drafted().pack, opinions_adopted=0)
    ).then(done(revised))


def test_where_hiring_is_provisional_the_same_days_are_drafted_and_adopted() -> None:
    provisional = drafted(timetable=TIGHT)
    town().when(draft(timetable=TIGHT)).then(done(provisional))
    adopt = c.AdoptPlan(plan=PLAN, pack_sha256=provisional.pack_sha256)
    past = plan(provisional, *CONSULTED, voted())
    past.when(adopt, at=noon(august(1))).then(done(adopted(on=august(1))))
