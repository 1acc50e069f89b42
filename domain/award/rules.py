"""Rules of teaching awards, each with its basis."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from domain.appraisal.file import PersonnelFile
from domain.appraisal.grades import Lost
from domain.award import commands as c
from domain.award import errors
from domain.award.state import TeachingAwards
from domain.planning.pack import RulePack
from domain.review.state import ReviewYear


def award_must_be_new(state: TeachingAwards | None, command: c.GrantTeachingAward) -> None:
    """一次成绩一项奖: one result is given each kind of award once. 依据: S002-41, S002-42."""
    result = (command.kind, command.examination, command.subject, command.classes)
    if state is not None and result in state.granted:
        raise errors.GrantedTwiceError(kind=command.kind.value, examination=command.examination)


def award_must_not_be_barred(
    person: str, file: PersonnelFile, today: date, what: Lost = Lost.AWARDS
) -> None:
    """取消评奖评优资格期间: no award, whatever the results. 依据: B10-07."""
    loss = file.loss_on(today, what)
    if loss is not None:
        raise errors.AwardBarredError(teacher=person, measure=loss.measure)


def honours_must_not_be_forfeited(years: Iterable[ReviewYear | None], person: str) -> None:
    """取消当年评先评优: whose responsibility letter was not kept, has none. 依据: S002-36.

    ``years`` are those of all schools of the plan: a head who has moved takes it along.
    """
    letters = (year.letter for year in years if year is not None)
    if any(each and each.forfeited and each.teacher == person for each in letters):
        raise errors.HonoursForfeitedError(teacher=person)


def mean_must_be_higher(command: c.GrantTeachingAward) -> None:
    """达标奖: the class is above the mean of its grade and subject; equal is not. 依据: S002-41."""
    if command.class_mean_milli <= command.mean_milli:
        raise errors.MeanNotHigherError(
            class_mean_milli=command.class_mean_milli, mean_milli=command.mean_milli
        )


def lead_must_be_reached(command: c.GrantTeachingAward, pack: RulePack) -> None:
    """优胜奖: above the mean by the lead, the lead itself included unless the plan is strict.

    依据: S002-42.
    """
    wanted = Fraction(pack.award_rules.lead) * 1000
    ahead = command.class_mean_milli - command.mean_milli
    enough = ahead >= wanted if pack.award_rules.lead_inclusive else ahead > wanted
    if not enough:
        raise errors.LeadTooSmallError(ahead_milli=ahead, lead=pack.award_rules.lead)


def wins_must_be_enough(state: TeachingAwards | None, pack: RulePack) -> None:
    """标兵: so many 优胜奖 have been won, over the years. 依据: S002-43."""
    wins = state.wins if state is not None else 0
    if wins < pack.award_rules.model_wins:
        raise errors.WinsTooFewError(wins=wins, required=pack.award_rules.model_wins)
