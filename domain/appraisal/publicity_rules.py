"""Rules of publicity, written notice, answer and file, each with its basis."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from domain.appraisal import commands as c
from domain.appraisal import errors
from domain.appraisal.grades import Result
from domain.appraisal.rules import result_must_stand
from domain.appraisal.state import Appraisal, Participant, Publicity
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.values.ids import Id


def publicity_must_be_due(state: Appraisal) -> tuple[Id, ...]:
    """公示优秀人员: those decided and not yet through; a list that is up goes up no second time.

    依据: 考核规定 第17条 (B6-01, B6-08).
    """
    waiting, before = state.to_publish, state.publicity
    same = before is not None and not before.ended and before.chosen == waiting
    if not waiting or same:
        raise errors.NothingToPublishError(waiting=len(waiting), up=int(same))
    return waiting


def publicity_must_be_long_enough(working_days: int, rules: AnnualAppraisalRules) -> None:
    """公示期限: as the pack says, by law five working days at least.

    依据: 考核规定 第17条 (B6-01).
    """
    if working_days < rules.publicity_working_days:
        raise errors.PublicityTooShortError(
            working_days=working_days, required=rules.publicity_working_days
        )


def publicity_must_be_up(state: Appraisal) -> Publicity:
    """公示中: a list is up, and its days are not declared over. 依据: 考核规定 第17条."""
    found = state.publicity
    if found is None or found.ended:
        raise errors.PublicityNotUpError(up=0, last_day=found.last_day.isoformat() if found else "")
    return found


def list_must_be_as_decided(state: Appraisal, publicity: Publicity) -> None:
    """名单一致: a changed list is published anew, and its days count anew. 依据: B6-08."""
    if publicity.chosen != state.to_publish:
        raise errors.PublicityNotUpError(
            up=1, shown=len(publicity.chosen), decided=len(state.to_publish)
        )


def objection_must_be_in_time(state: Appraisal, command: c.ContestExcellent, today: date) -> None:
    """异议期限: up to the last day, about somebody who is up, under an id of its own.

    依据: B6-08, 民法典 第203条.
    """
    publicity = publicity_must_be_up(state)
    new_and_up = command.objection not in state.contests and command.against in publicity.chosen
    if today > publicity.last_day or not new_and_up:
        raise errors.ContestError(
            objection=command.objection,
            against=command.against,
            last_day=publicity.last_day.isoformat(),
        )


def objection_must_be_open(state: Appraisal, objection: str) -> Id:
    """异议处理: each objection is decided once; return whom it is against. 依据: B6-08."""
    if objection not in state.open:
        raise errors.ContestError(objection=objection, against=state.contests.get(objection, ""))
    return state.contests[objection]


def publicity_must_be_over(state: Appraisal, publicity: Publicity, today: date) -> None:
    """公示期满: on the day after the last working day, with no objection open.

    依据: 考核规定 第17条; B6-08, B13-04 (T17).
    """
    if today <= publicity.last_day or state.open:
        earliest = publicity.last_day + timedelta(days=1)
        raise errors.PublicityNotOverError(
            last_day=publicity.last_day.isoformat(),
            earliest=earliest.isoformat(),
            open=len(state.open),
        )


def result_must_be_untold(person: str, taking_part: Participant) -> Result:
    """书面告知: each version is told once. 依据: 考核规定 第17条 (B9-08)."""
    result = result_must_stand(person, taking_part)
    if taking_part.notified == taking_part.version:
        raise errors.NotDecidedError(teacher=person, version=taking_part.version)
    return result


def excellent_must_have_been_public(person: str, taking_part: Participant) -> None:
    """先公示后告知: 优秀 is told once its publicity is over. 依据: 考核规定 第17条 (B6-01)."""
    excellent = taking_part.result is Result.EXCELLENT
    if excellent and taking_part.cleared != taking_part.version:
        raise errors.ExcellentNotPublicError(teacher=person, version=taking_part.version)


def answer_must_be_due(person: str, taking_part: Participant) -> int:
    """签署意见: to what was told, once; return the version. 依据: 考核规定 第17条 (B9-08)."""
    if taking_part.notified == taking_part.answered:
        raise errors.NothingToAnswerError(teacher=person, version=taking_part.version)
    return taking_part.notified


def something_must_be_to_file(teachers: Iterable[Id]) -> tuple[Id, ...]:
    """存入档案: results that were answered and are not in the file. 依据: 考核规定 第33条."""
    found = tuple(teachers)
    if not found:
        raise errors.NothingToFileError(waiting=0)
    return found
