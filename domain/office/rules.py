"""Rules of competitions for an office, each with its basis."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, timedelta

from domain.kernel import States, require
from domain.office import errors
from domain.office.commands import AnnounceCompetition, DecideCompetition
from domain.office.levels import title_of
from domain.office.state import Competition, OutcomeNotice, Standing, Step
from domain.planning.office_sections import (
    CompetitionRules,
    OfficeKind,
    OfficeLevel,
    OfficeRules,
)
from domain.planning.state import Plan
from domain.school.posts import Post, PostKind
from domain.school.state import School
from domain.teacher.state import Teacher


def pack_digest_in_force(plan: Plan, name: str) -> str:
    """规则冻结: offices are filled under the pack in force of a frozen plan. 依据: E.2, INV3."""
    if not plan.frozen or plan.in_force_sha256 is None:
        raise errors.PlanNotFrozenError(plan=name)
    return plan.in_force_sha256


def office_rules_of(states: States, plan: str, pack_sha256: str) -> OfficeRules:
    """Return the office rules of the pack that a matter froze when it began."""
    return require(states, Plan, plan).packs[pack_sha256].office_rules


def organiser_must_fit(command: AnnounceCompetition, school: School) -> None:
    """组织者: vice-principals by the town, class teachers by the school, managers by either.

    依据: S002-14, S002-13, 003-B4.
    """
    fits = {
        OfficeKind.VICE_PRINCIPAL: (school.town_office,),
        OfficeKind.MANAGER: (school.town_office, school.school),
        OfficeKind.CLASS_TEACHER: (school.school,),
    }[command.kind]
    if command.organiser not in fits:
        raise errors.WrongOrganiserError(kind=command.kind.value, organiser=command.organiser)


def level_must_fit(kind: OfficeKind, level: OfficeLevel | None) -> None:
    """职务级别: managers and class teachers have one of three. 依据: 003-B2, 003-G1."""
    if (level is None) != (kind is OfficeKind.VICE_PRINCIPAL):
        raise errors.LevelError(kind=kind.value, level=level.value if level else "")


def office_must_be_published(school: School, number: str) -> Post:
    """先定岗位: an office is in the school's published list. 依据: S002-07, 003-G2."""
    post = school.post(number)
    if post is None or post.kind is not PostKind.OFFICE:
        raise errors.NotAnOfficeError(school=school.school, post=number)
    return post


def seats_must_be_vacant(school: School, post: Post, seats: int, on: date) -> None:
    """职务空缺: no more seats than are free, at whatever level. 依据: S002-14, B2-10."""
    titles = {post.title, *(title_of(post.title, level) for level in OfficeLevel)}
    held = sum(each.title in titles and each.until_on > on for each in school.offices)
    if not 1 <= seats <= post.headcount - held:
        raise errors.NotVacantError(
            school=school.school,
            post=post.number,
            seats=seats,
            headcount=post.headcount,
            held=held,
        )


def deadline_must_leave_time(on: date, deadline_on: date, days: int) -> None:
    """截止日期: days enough between announcement and deadline. 依据: 003-G4, S001-13."""
    earliest = on + timedelta(days=days)
    if deadline_on < earliest:
        raise errors.DeadlineError(
            deadline_on=deadline_on.isoformat(), earliest=earliest.isoformat()
        )


def application_must_be_in_time(deadline_on: date, today: date) -> None:
    """报名截止: by the day on which the ledger received it. 依据: 003-G4, INV8."""
    if today > deadline_on:
        raise errors.ApplicationClosedError(
            deadline_on=deadline_on.isoformat(), received_on=today.isoformat()
        )


def base_post_must_be_held(states: States, state: Competition, teacher: str) -> None:
    """先聘岗位后聘职务: a base post in the school; for the town's competitions, in the town.

    依据: S002-11 (T05), S002-14 全镇公开竞聘.
    """
    found = require(states, Teacher, teacher)
    where = found.holds.school if found.holds is not None else ""
    if state.organiser == state.school:
        fits = where == state.school
    else:
        fits = bool(where) and require(states, School, where).town_office == state.organiser
    if not fits:
        raise errors.BasePostMissingError(teacher=teacher, office=state.title, held_in=where)


def interviews_must_be_open(state: Competition) -> None:
    """面试阶段: before results are closed. 依据: 003-G3."""
    if state.results is not None:
        raise errors.StageError(step="interviews-closed")


def screening_must_be_over(state: Competition, today: date) -> None:
    """先初审后面试: the deadline has passed and everybody is screened. 依据: 003-G3, 003-G5."""
    waiting = state.at(Step.APPLIED)
    if today <= state.deadline_on or waiting:
        raise errors.StageError(
            step="screening", deadline_on=state.deadline_on.isoformat(), unscreened=len(waiting)
        )


def applicant_must_be_at(state: Competition, teacher: str, *steps: Step) -> None:
    """报名人环节: no step is skipped or repeated. 依据: 003-G3, 003-G5."""
    found = state.applicants.get(teacher)
    if found is None or found.step not in steps:
        raise errors.ApplicantStepError(teacher=teacher, step=found.step.value if found else "")


def must_apply_once(teacher: str, applied: Container[str]) -> None:
    """一人一次: an application is made once. 依据: 003-G3."""
    if teacher in applied:
        raise errors.AppliedTwiceError(teacher=teacher)


def mark_must_fit(
    state: Competition, teacher: str, judge: str, mark_milli: int, pack: CompetitionRules
) -> None:
    """面试评分: within the range, once a judge, and no applicant judges. 依据: 003-G6."""
    twice = judge in state.applicants[teacher].marks
    if not 0 <= mark_milli <= pack.mark_max_milli or twice or judge in state.applicants:
        raise errors.MarkError(
            teacher=teacher, judge=judge, mark_milli=mark_milli, max_milli=pack.mark_max_milli
        )


def same_panel_must_hear_all(state: Competition, pack: CompetitionRules) -> None:
    """同一评委组: judges enough, and the same for everybody. 依据: 003-G6, B5-11."""
    panels = {frozenset(state.applicants[each].marks) for each in state.at(Step.PASSED)}
    fewest = min((len(panel) for panel in panels), default=pack.judges_min)
    if len(panels) > 1 or fewest < pack.judges_min:
        raise errors.PanelError(panels=len(panels), judges=fewest, required=pack.judges_min)


def mean_of(marks: Sequence[int], drop_extremes_above: int) -> int:
    """Return the mean of judges' marks in thousandths, half up, without extremes. 依据: B5-11."""
    kept = sorted(marks)
    if len(kept) > max(drop_extremes_above, 2):
        kept = kept[1:-1]
    return (2 * sum(kept) + len(kept)) // (2 * len(kept))


def decision_must_be_due(state: Competition, outcome: OutcomeNotice | None) -> None:
    """聘用决策: once; again where an objection, the town office or a withdrawal undid it.

    依据: 003-G7, B6-08.
    """
    if state.results is None:
        raise errors.StageError(step="interviews")
    if state.chosen is None:
        return
    annulled = outcome is not None and outcome.standing is Standing.ANNULLED
    gone = {*state.refused, *state.at(Step.WITHDRAWN)} & set(state.chosen)
    if not annulled and not gone:
        raise errors.StageError(step="decided", chosen=len(state.chosen))


def committee_must_carry(present: int, in_favour: int, pack: CompetitionRules) -> None:
    """集体决定: members enough, and more than half of them in favour. 依据: 003-G7, S002-19."""
    if present < pack.committee_min or not present < 2 * in_favour <= 2 * present:
        raise errors.CommitteeError(
            present=present, required=pack.committee_min, in_favour=in_favour
        )


def choice_must_be_sound(
    state: Competition,
    command: DecideCompetition,
    pack: CompetitionRules,
    outcome: OutcomeNotice | None,
) -> None:
    """择优: people who were heard and reached the mark, once each, within the seats.

    Whoever was appointed stays chosen; whoever was refused, or about whom an objection was
    upheld, is not chosen again. 依据: 003-G5, 003-G7, B6-08.
    """
    means = {each.teacher: each.mean_milli for each in state.results or ()}
    barred = state.refused | (outcome.condemned if outcome is not None else frozenset())
    for teacher in command.chosen:
        heard = means.get(teacher, -1) >= pack.pass_mark_milli
        standing = teacher in state.at(Step.PASSED) and teacher not in barred
        if not (heard and standing) or command.chosen.count(teacher) > 1:
            raise errors.ChoiceError(teacher=teacher, mean_milli=means.get(teacher, 0))
    left_out = set(state.appointed) - set(command.chosen)
    if len(command.chosen) > state.seats or left_out:
        raise errors.ChoiceError(chosen=len(command.chosen), seats=state.seats)


def is_by_score(state: Competition, chosen: Sequence[str]) -> bool:
    """Tell whether nobody who could be chosen has more points than somebody chosen.

    The committee may choose otherwise, with its reason: a score is advice (C1-05).
    """
    eligible = [each for each in state.results or () if each.teacher in state.at(Step.PASSED)]
    inside = [each.mean_milli for each in eligible if each.teacher in chosen]
    outside = [each.mean_milli for each in eligible if each.teacher not in chosen]
    return not inside or min(inside) >= max(outside, default=0)


def outcome_must_have_run_out(outcome: OutcomeNotice | None, chosen: Sequence[str]) -> None:
    """任前公示: the publicity of exactly these people ran out unopposed. 依据: B6-04, B6-08."""
    same = outcome is not None and set(outcome.chosen) == set(chosen)
    if outcome is None or not same or outcome.standing is not Standing.ENDED:
        raise errors.OutcomeNotPublishedError(
            standing=outcome.standing.value if outcome is not None else "", chosen=len(chosen)
        )


def must_be_chosen(state: Competition, teacher: str) -> None:
    """决定在先: only whom the committee chose, and once. 依据: 003-G7, S002-20."""
    if teacher not in (state.chosen or ()) or teacher in {*state.appointed, *state.refused}:
        raise errors.NotChosenError(teacher=teacher)


def must_be_approved_by_town(state: Competition, *, wanted: bool) -> None:
    """审批备案: managers go to the town office, class teachers do not. 依据: S002-20, 003-B4."""
    if (state.kind is not OfficeKind.CLASS_TEACHER) is not wanted:
        raise errors.WrongRouteError(kind=state.kind.value)


def must_be_to_file(state: Competition, teacher: str) -> date:
    """职务备案: once, after approval. 依据: 003-E3."""
    filing = state.filings.get(teacher)
    if filing is None or filing.filed_on is not None:
        raise errors.NotFiledError(teacher=teacher, filed=int(filing is not None))
    return filing.due_on


def must_not_be_appointed(state: Competition, teacher: str) -> None:
    """已任职的不得撤回报名: an office is left by resigning. 依据: 003-G3."""
    if teacher in state.appointed:
        raise errors.NotChosenError(teacher=teacher)


def must_not_be_marked(state: Competition, teacher: str) -> None:
    """已面试的不作缺席: who was marked was there. 依据: 003-G6."""
    if state.applicants[teacher].marks:
        raise errors.ApplicantStepError(teacher=teacher, step="marked")


def must_not_hold_it(school: School, title: str, person: str, on: date) -> None:
    """不重复任职: nobody is granted an office that he or she holds. 依据: S002-15."""
    for office in school.offices_of(person):
        if office.title == title and office.until_on > on:
            raise errors.NotChosenError(teacher=person, until_on=office.until_on.isoformat())
