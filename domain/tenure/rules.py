"""Rules of tenure, each with its basis."""

from __future__ import annotations

from datetime import date, timedelta

from domain.appraisal.consequences import Consequence, allowed
from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import SanctionKind
from domain.appraisal.years import last_year_before
from domain.kernel import States
from domain.mandate.state import Body
from domain.planning.appraisal_sections import AppraisalYear
from domain.planning.office_sections import OfficeRules, PrincipalRules, VicePrincipalRules
from domain.planning.sections import AppraisalRules
from domain.school.office import Office
from domain.school.state import School
from domain.tenure import errors
from domain.tenure.commands import RecordTermAppraisal, ReportOnFile
from domain.tenure.events import AFTER_REVIEW, RemovalGround
from domain.tenure.state import Step, Tenure, cause_of


def office_must_be_held(school: School, teacher: str, title: str) -> Office:
    """在任: the register of the school shows the person in the office. 依据: S002-12, S002-14."""
    found = (office for office in school.offices_of(teacher) if office.title == title)
    office = next(found, None)
    if office is None:
        raise errors.OfficeNotHeldError(teacher=teacher, title=title, school=school.school)
    return office


def office_must_be_reviewed(title: str, pack: VicePrincipalRules) -> None:
    """副校长任期考核: the titles that the pack names. 依据: S002-14."""
    if title not in pack.titles:
        raise errors.NotReviewedOfficeError(title=title, titles=",".join(pack.titles))


def office_must_be_a_principals(title: str, pack: PrincipalRules) -> None:
    """目标责任书: put to the heads of schools only. 依据: S002-34."""
    if title not in pack.titles:
        raise errors.NotAPrincipalsOfficeError(title=title, titles=",".join(pack.titles))


def term_must_be_ending(office: Office, today: date, pack: VicePrincipalRules) -> None:
    """任期届满: reviewed when the term is done, or is about to be. 依据: S002-14."""
    earliest = office.until_on - timedelta(days=pack.review_within_days)
    if today < earliest:
        raise errors.TermNotCompletedError(
            until_on=office.until_on.isoformat(), earliest=earliest.isoformat()
        )


def extensions_so_far(state: Tenure | None, office: Office) -> int:
    """Return the extensions in a row that led to the present term; an appointment begins anew."""
    if state is None or state.extended_until != office.until_on:
        return 0
    return state.extensions


def extension_must_be_left(extensions: int, pack: VicePrincipalRules) -> None:
    """留任次数: as often in a row as the pack allows. 依据: S002-14."""
    if pack.max_extensions is not None and extensions >= pack.max_extensions:
        raise errors.ExtensionsExhaustedError(extensions=extensions, allowed=pack.max_extensions)


def must_be_at(state: Tenure, *steps: Step) -> None:
    """任期环节: no step is skipped or repeated. 依据: S002-14."""
    if state.step not in steps:
        raise errors.TenureStepError(teacher=state.teacher, step=state.step.value)


def nothing_must_be_under_way(state: Tenure | None, office: Office) -> None:
    """一事一办: what was begun about this term is finished first.

    A review of a term that ended otherwise, by 落聘 or by running out, is one no longer.
    依据: S002-12, S002-14.
    """
    reviewing = state is not None and state.step in {Step.REVIEW, Step.APPRAISED}
    if state is not None and not (reviewing and state.reviewed_until != office.until_on):
        must_be_at(state, Step.SETTLED)


def review_must_be_of_this_term(state: Tenure, office: Office) -> None:
    """任期考核对象: nobody is kept or removed on a review of an earlier term. 依据: S002-14."""
    if state.reviewed_until != office.until_on:
        raise errors.OtherTermError(
            teacher=state.teacher,
            reviewed_until=state.reviewed_until.isoformat() if state.reviewed_until else "",
            until_on=office.until_on.isoformat(),
        )


def counts_must_fit(command: RecordTermAppraisal) -> None:
    """计票: nobody votes who was not there. 依据: B11-05."""
    if not command.in_favour <= command.present <= command.staff:
        raise errors.AppraisalCountError(
            staff=command.staff, present=command.present, in_favour=command.in_favour
        )


def quorum_must_be_there(command: RecordTermAppraisal, pack: AppraisalRules, at_work: int) -> None:
    """测评人数: the pack's share of the staff in post, rounded up.

    Those whom the ledger knows ``at_work`` are of it, whatever smaller number is told.
    依据: B11-05 (T22).
    """
    staff = max(command.staff, at_work)
    required = pack.required_present(staff)
    if command.present < required:
        raise errors.AppraisalQuorumError(staff=staff, present=command.present, required=required)


def has_passed(command: RecordTermAppraisal, pack: VicePrincipalRules) -> bool:
    """Tell whether more than the pack's share of the votes cast are in favour."""
    return command.in_favour > pack.pass_share.fraction * command.present


def must_have_passed(state: Tenure) -> None:
    """合格留任: kept in office only after an appraisal that was passed. 依据: S002-14."""
    if not state.passed:
        raise errors.NotPassedError(teacher=state.teacher)


def ground_must_be_shown(state: Tenure, ground: RemovalGround) -> None:
    """免职事由: failed means failed; a refused letter and the file open procedures themselves.

    依据: S002-14, A.6 X3.
    """
    failed_yet_passed = ground is RemovalGround.APPRAISAL_FAILED and state.passed
    if failed_yet_passed or ground not in AFTER_REVIEW:
        raise errors.RemovalGroundError(ground=ground.value, passed=int(state.passed))


def cause_must_be_in_the_file(
    file: PersonnelFile, command: ReportOnFile, today: date, year: AppraisalYear
) -> RemovalGround:
    """免职依据: a sanction that takes away an office, or last year's grade; one of them, named.

    What the file does not show is no ground: for the rest a vice-principal's term is reviewed,
    and the middle cadres are hired anew every year. 依据: S001-16, B10-01; 考核规定
    第29、30条 (B9-10, B9-11); S002-14, S002-15.
    """
    by_sanction = command.year is None and any(
        each.inquiry == command.sanction
        and each.kind is SanctionKind.DEMOTION
        and each.decided_on <= today <= each.last_day
        for each in file.sanctions
    )
    by_year = (
        command.sanction is None
        and command.year == last_year_before(today, year)
        and not _ALLOW_REMOVAL.isdisjoint(_consequences(file, command.year))
    )
    if not by_sanction and not by_year:
        raise errors.RemovalCauseError(
            teacher=command.teacher, sanction=command.sanction or "", year=command.year or 0
        )
    return RemovalGround.SANCTIONED if by_sanction else RemovalGround.YEAR_FAILED


def cause_must_be_new(state: Tenure, command: ReportOnFile) -> None:
    """一事不再报: what was asked for on a cause and rejected is not asked for on it again.

    依据: S002-14, S001-16; E.1 处理决定有约束力.
    """
    if cause_of(command.sanction, command.year) in state.rejected:
        raise errors.RemovalRejectedError(
            teacher=command.teacher, sanction=command.sanction or "", year=command.year or 0
        )


_ALLOW_REMOVAL = frozenset({Consequence.MAY_BE_MOVED, Consequence.ORGANISATIONAL_MEASURE})


def _consequences(file: PersonnelFile, year: int) -> tuple[Consequence, ...]:
    result = file.result_of(year)
    return () if result is None else allowed(result, before=file.result_of(year - 1))


def removing_body(states: States, school: School, title: str, pack: OfficeRules) -> str:
    """Return who decides on a removal: the town office, for principals the body above it.

    依据: S002-14, S001-12.
    """
    if title not in pack.principal.titles:
        return school.town_office
    office = states.find(Body, school.town_office)
    return (office.parent if office is not None else None) or school.town_office
