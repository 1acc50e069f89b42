"""Interviews of a competition: heard by one panel, counted as the pack says (面试考核)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.office import commands as c
from domain.office import events as e
from domain.office import rules
from domain.office.state import Competition, Step
from domain.planning.office_sections import CompetitionRules


def decide_interview(
    state: Competition,
    command: c.MarkInterview | c.RecordMissedInterview | c.CloseInterviews,
    pack: CompetitionRules,
    today: date,
) -> e.CompetitionEvent:
    """Decide about an interview (003-G5, 003-G6)."""
    rules.interviews_must_be_open(state)
    rules.screening_must_be_over(state, today)
    match command:
        case c.MarkInterview():
            rules.applicant_must_be_at(state, command.teacher, Step.PASSED)
            rules.mark_must_fit(state, command.teacher, command.judge, command.mark_milli, pack)
            return e.InterviewMarked(
                teacher=command.teacher, judge=command.judge, mark_milli=command.mark_milli
            )
        case c.RecordMissedInterview():
            rules.applicant_must_be_at(state, command.teacher, Step.PASSED)
            rules.must_not_be_marked(state, command.teacher)
            return e.InterviewMissed(teacher=command.teacher)
        case c.CloseInterviews():
            rules.same_panel_must_hear_all(state, pack)
            return e.InterviewsClosed(results=_results(state, pack))
        case _:
            assert_never(command)


def _results(state: Competition, pack: CompetitionRules) -> tuple[e.InterviewResult, ...]:
    """Return the means, best first; equal means stand in the order of application."""
    results = [
        e.InterviewResult(
            teacher=teacher,
            judges=len(state.applicants[teacher].marks),
            mean_milli=rules.mean_of(
                tuple(state.applicants[teacher].marks.values()), pack.drop_extremes_above
            ),
        )
        for teacher in state.at(Step.PASSED)
    ]
    return tuple(sorted(results, key=lambda each: -each.mean_milli))
