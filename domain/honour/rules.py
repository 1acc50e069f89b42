"""Rules of a call for honours, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.honour import errors
from domain.honour.events import NomineeShare
from domain.honour.state import HonourCall, Nomination
from domain.office.errors import DeadlineError
from domain.office.state import OutcomeNotice
from domain.planning.honour_sections import HonourCategory, HonourRules
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.school.state import School
from domain.values.calendar import earliest_final_day


def honour_rules_of(pack: RulePack) -> HonourRules:
    """规则包须有规定: without a section on honours none is conferred. 依据: S004-08, S004-17."""
    if pack.honours is None:
        raise errors.NoHonoursError(pack=pack.id, category="")
    return pack.honours


def category_must_be_of_pack(pack: RulePack, name: str) -> HonourCategory:
    """荣誉项目: one that the pack lists. 依据: S004-08, S004-14, S004-17."""
    found = honour_rules_of(pack).category(name)
    if found is None:
        raise errors.NoHonoursError(pack=pack.id, category=name)
    return found


def places_must_be_ceilings(plan: Plan, places: int, shares: Sequence[NomineeShare]) -> None:
    """名额分配: to schools of the plan or its town office, each once; ceilings, no targets.

    More nominees than places are fine, since the bureau chooses. 依据: S002-39, S004-17.
    """
    bodies = [each.body for each in shares]
    strangers = sorted(set(bodies) - {*plan.schools, plan.owner})
    empty = not bodies or any(each.nominees == 0 for each in shares)
    if places == 0 or empty or strangers or len(set(bodies)) != len(bodies):
        raise errors.PlacesError(
            places=places, bodies=len(bodies), stranger=strangers[0] if strangers else ""
        )


def deadline_must_leave_time(deadline_on: date, today: date, rules: HonourRules) -> None:
    """推荐期限: who tells the staff today can nominate in time. 依据: B6-06, S004-17."""
    earliest = earliest_final_day(today, rules.school_working_days)
    if deadline_on < earliest:
        raise DeadlineError(deadline_on=deadline_on.isoformat(), earliest=earliest.isoformat())


def nominations_must_be_open(state: HonourCall, today: date) -> None:
    """推荐期限: up to the deadline, of a call that goes on. 依据: S004-17, INV8."""
    call_must_go_on(state)
    if today > state.deadline_on:
        raise errors.CallStepError(step="deadline", deadline_on=state.deadline_on.isoformat())


def nominator_must_be_theirs(school: School, nominator: str) -> None:
    """推荐单位: the school, or its town office, as for a principal. 依据: S004-17."""
    if nominator not in {school.school, school.town_office}:
        raise errors.NominatorError(nominator=nominator, school=school.school)


def share_must_not_be_used_up(state: HonourCall, teacher: str, nominator: str) -> None:
    """推荐名额: a ceiling; a person is nominated once. 依据: S002-39, S004-17."""
    if teacher in state.nominations:
        raise errors.NominatedTwiceError(teacher=teacher)
    used = sum(each.nominator == nominator for each in state.nominations.values())
    share = state.shares.get(nominator, 0)
    if used >= share:
        raise errors.ShareUsedUpError(nominator=nominator, nominated=used, nominees=share)


def staff_must_have_been_told(
    state: HonourCall, told_on: date, today: date, rules: HonourRules
) -> None:
    """校内公示: after the call, for the pack's working days, before the nomination. 依据: B6-06."""
    earliest = earliest_final_day(told_on, rules.school_working_days)
    if told_on < state.on or today < earliest:
        raise errors.StaffNotToldError(
            told_on=told_on.isoformat(),
            working_days=rules.school_working_days,
            earliest=earliest.isoformat(),
            today=today.isoformat(),
        )


def must_be_nominated(state: HonourCall, teacher: str) -> Nomination:
    """先推荐: only who is nominated declines, or is withdrawn. 依据: S004-17."""
    found = state.nominations.get(teacher)
    if found is None:
        raise errors.NotNominatedError(teacher=teacher)
    return found


def call_must_go_on(state: HonourCall) -> None:
    """授予一次: what was conferred is revoked, not chosen or conferred anew.

    What was cancelled is called anew. 依据: S004-17.
    """
    if state.conferred or state.cancelled:
        raise errors.CallStepError(step="conferred" if state.conferred else "cancelled")


def nominations_must_be_over(state: HonourCall, today: date) -> None:
    """先推荐后评审: the bureau chooses when the deadline has passed. 依据: S004-17."""
    if today <= state.deadline_on:
        raise errors.CallStepError(step="deadline", deadline_on=state.deadline_on.isoformat())


def choice_must_be_sound(
    state: HonourCall, chosen: Sequence[str], outcome: OutcomeNotice | None
) -> None:
    """评审: nominees, each once, no more than places; fewer are fine.

    Nobody about whom an objection was upheld. 依据: S002-39, B6-08.
    """
    condemned = outcome.condemned if outcome is not None else frozenset()
    unfit = [each for each in chosen if each not in state.nominations or each in condemned]
    twice = len(set(chosen)) != len(chosen)
    if unfit or twice or not 0 < len(chosen) <= state.places:
        raise errors.ChoiceError(
            chosen=len(chosen), places=state.places, teacher=unfit[0] if unfit else ""
        )
