"""Responsibility letters of heads of schools (目标责任书), each rule with its basis."""

from __future__ import annotations

from collections.abc import Sequence

from domain.kernel import States, require
from domain.planning.pack import RulePack
from domain.planning.review_sections import QUALITY_BELOW_TARGET, ReviewRules
from domain.review import commands as c
from domain.review import errors
from domain.review import events as e
from domain.review.rules import review_rules_of
from domain.review.state import Letter, ReviewYear
from domain.school.state import School
from domain.values.privacy import must_hold_no_personal_data


def sign(
    states: States, state: ReviewYear | None, command: c.SignLetter, pack: RulePack
) -> e.LetterSigned:
    """Sign a school's letter for the year; who refuses it faces a procedure elsewhere (T51)."""
    school = require(states, School, command.school)
    must_head_the_school(school, command, pack)
    must_not_be_signed(state)
    floor_must_not_fall(command)
    texts = {"norms": command.norms, "curriculum": command.curriculum, "safety": command.safety}
    must_hold_no_personal_data(texts)
    return e.LetterSigned(**command.model_dump())


def settle(state: ReviewYear | None, command: c.SettleLetter, pack: RulePack) -> e.LetterSettled:
    """Settle a letter by the year's results."""
    letter = must_be_signed(state)
    reached = command.result_milli >= letter.floor_milli
    vetoes_must_be_true(command.vetoes, review_rules_of(pack), reached=reached)
    must_hold_no_personal_data({"document": command.document})
    return e.LetterSettled(
        teacher=letter.teacher,
        on=command.on,
        result_milli=command.result_milli,
        reached=reached,
        fallen=command.result_milli < letter.present_milli,
        vetoes=command.vetoes,
        document=command.document,
    )


def must_head_the_school(school: School, command: c.SignLetter, pack: RulePack) -> None:
    """责任主体: the head of the school, by the register. 依据: S002-34."""
    titles = {office.title for office in school.offices_of(command.teacher)}
    if command.title not in titles & set(pack.office_rules.principal.titles):
        raise errors.NotHeadError(teacher=command.teacher, title=command.title)


def must_not_be_signed(state: ReviewYear | None) -> None:
    """一年一签: one letter a school and year. 依据: S002-34."""
    if state is not None and state.letter is not None:
        raise errors.LetterError(teacher=state.letter.teacher)


def floor_must_not_fall(command: c.SignLetter) -> None:
    """分层要求、稳步提升: the floor is not under present results. 依据: S002-34."""
    if command.floor_milli < command.present_milli:
        raise errors.FloorError(
            floor_milli=command.floor_milli, present_milli=command.present_milli
        )


def must_be_signed(state: ReviewYear | None) -> Letter:
    """考核责任目标: of a letter that was signed, once. 依据: S002-36."""
    letter = state.letter if state is not None else None
    if letter is None or letter.settled:
        raise errors.LetterError(settled=int(letter is not None))
    return letter


def vetoes_must_be_true(vetoes: Sequence[str], rules: ReviewRules, *, reached: bool) -> None:
    """一票否决: conditions of the plan, each once; quality under the floor is one of them.

    依据: S002-35, S002-36.
    """
    listed = {each.id for each in rules.veto_conditions}
    strange = sorted(set(vetoes) - listed)
    missed = QUALITY_BELOW_TARGET in vetoes
    if strange or len(set(vetoes)) != len(vetoes) or missed is reached:
        raise errors.VetoError(
            vetoes=",".join(vetoes), unknown=",".join(strange), reached=int(reached)
        )
