"""Rules of contracts, each with its basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.appraisal.grades import TermResult
from domain.contract import errors
from domain.contract.commands import SignContract, SignOfficeContract
from domain.contract.office_state import OfficeContract
from domain.contract.state import Contract
from domain.planning.pack import RulePack
from domain.planning.sections import ContractRules, NoticeMode
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import PostHeld, Teacher
from domain.values.calendar import plus_months

_MONTHS_A_YEAR = 12
_PROBATION_FROM_YEARS = 3
Signing = SignContract | SignOfficeContract


def post_set_must_be_held(teacher: Teacher, command: SignContract) -> PostHeld:
    """先上岗后签约: the contract is about the post set won in this round.

    依据: S002-28, INV1.
    """
    held = teacher.holds
    named = (command.round, command.school, command.posts)
    if held is None or (held.round, held.school, held.posts) != named:
        raise errors.PostSetNotHeldError(
            teacher=command.teacher, school=command.school, posts=",".join(command.posts)
        )
    return held


def appointment_must_be_final(round_: RecruitmentRound, pack: RulePack) -> None:
    """期满后签约: after the notice, or before where hiring is provisional. 依据: E.2, A.6 X2."""
    provisional = pack.notice.mode is NoticeMode.PROVISIONAL and round_.selection_closed
    if not round_.finalised and not provisional:
        raise errors.AppointmentNotFinalError(mode=pack.notice.mode.value)


def renewal_must_be_approved(teacher: Teacher, command: SignContract) -> None:
    """聘期考核不合格不再续聘: unless the authority above the school approved it.

    依据: 考核规定 第32条 (B8-06).
    """
    before = teacher.file.last_term_at(command.school)
    if before is None or before.result is TermResult.QUALIFIED:
        return
    if not before.renewal_approved:
        raise errors.RenewalNotApprovedError(teacher=command.teacher, contract=before.contract)


def copies_must_be_made(command: Signing, pack: ContractRules) -> None:
    """聘约份数 (一式三份): as many as the pack says: town office, school archive, teacher.

    依据: S002-29.
    """
    if command.copies != pack.copies:
        raise errors.CopiesError(copies=command.copies, required=pack.copies)


def term_must_follow_the_post(command: SignContract, held: PostHeld) -> None:
    """聘期起止: not before the post was taken, and not empty. 依据: S002-28."""
    if not held.from_on <= command.from_on < command.until_on:
        raise errors.TermDatesError(
            held_from=held.from_on.isoformat(),
            from_on=command.from_on.isoformat(),
            until_on=command.until_on.isoformat(),
        )


def term_must_be_in_bounds(command: SignContract, pack: ContractRules) -> None:
    """聘期长短: within the pack's years, generally not under three. 依据: 条例 第12条, B8-01."""
    shortest = plus_months(command.from_on, pack.min_years * _MONTHS_A_YEAR)
    longest = plus_months(command.from_on, pack.max_years * _MONTHS_A_YEAR)
    if not shortest <= command.until_on <= longest:
        raise errors.TermLengthError(
            until_on=command.until_on.isoformat(),
            earliest=shortest.isoformat(),
            latest=longest.isoformat(),
        )


def end_of_probation(teacher: Teacher, command: SignContract, pack: ContractRules) -> date | None:
    """试用期: of a first job, under a contract of three years or more; by law twelve months.

    ``None`` where it is no first job, or its probation is over when the contract begins.
    依据: 条例 第13条 (B8-01).
    """
    ends = pack.probation_over_on(teacher.service_started_on)
    long = plus_months(command.from_on, _PROBATION_FROM_YEARS * _MONTHS_A_YEAR)
    return ends if command.from_on < ends and command.until_on >= long else None


def term_must_reach_retirement(command: SignContract, retires_on: date) -> None:
    """聘用至退休: where a long-serving teacher asked for it, the unit must sign it.

    依据: 条例 第14条 (B3-06).
    """
    if command.until_on != retires_on:
        raise errors.TermToRetirementError(
            until_on=command.until_on.isoformat(), retires_on=retires_on.isoformat()
        )


def contents_must_be_told(command: Signing) -> None:
    """聘约内容: duties, targets, conditions and liability, in words. 依据: S002-28."""
    for part, sentences in _parts(command):
        if not sentences or not all(sentence.strip() for sentence in sentences):
            raise errors.ContentMissingError(part=part)


def texts_of(command: Signing) -> Iterator[tuple[str, str]]:
    """Return every sentence of a contract by the name of its part (C1-16)."""
    for part, sentences in _parts(command):
        for number, sentence in enumerate(sentences, start=1):
            yield f"{part}.{number}", sentence


def _parts(command: Signing) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("duties", command.duties),
        ("targets", command.targets),
        ("conditions", command.conditions),
        ("liability", (command.liability,)),
    )


def must_not_be_filed(contract: Contract | OfficeContract) -> None:
    """聘约备案: once. 依据: S002-29."""
    if contract.filed_on is not None:
        raise errors.FiledTwiceError(filed_on=contract.filed_on.isoformat())


def is_late(on: date, due_on: date) -> bool:
    """Tell whether a filing came after its last day, which the pack sets. 依据: S002-29 (T50).

    Late filing is a finding about the school; the contract stands.
    """
    return on > due_on
