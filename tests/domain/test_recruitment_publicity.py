"""From the list to finality: published, corrected, objected to, final (公示、终结)."""

from __future__ import annotations

import pytest

from domain.kernel import MissingError
from domain.notice import errors as notice_errors
from domain.notice.commands import FileObjection, PublishNotice, UpholdObjection
from domain.notice.state import Notice
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.values.digest import sha256_of
from tests.domain import town
from tests.domain.closing_steps import (
    AFTERWARDS,
    BASE,
    CLOSE,
    COMPUTE,
    END,
    FINALISE,
    LATER,
    leave,
    restart,
)
from tests.domain.planning_given import august, noon
from tests.domain.town import MATHS, ROUND, accept, offer, revoke, serve, wish
from tests.support.desk import Desk


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def closed(scored: Desk) -> Desk:
    """a1 and a3 are hired, a2 was left unplaced and told, the selection is closed."""
    return town.selected(scored)


def test_a_round_is_final_when_its_notice_ran_out(closed: Desk) -> None:
    closed.refuses(FINALISE, MissingError, kind="notice")
    town.publish(closed)
    closed.refuses(FINALISE, errors.NoticeNotEndedError, last_day="2026-09-01")
    closed.at = AFTERWARDS
    closed.do(END)
    (final,) = closed.do(FINALISE)
    assert final == e.RoundFinalised(
        notice=ROUND, list_sha256=sha256_of(town.round_of(closed).notice_entries())
    )


def test_a_final_round_is_changed_by_nobody_in_it(closed: Desk) -> None:
    town.publish(closed)
    closed.at = AFTERWARDS
    closed.do(END, FINALISE)
    for command in (FINALISE, COMPUTE, town.correct("a2", 20_000), revoke("a1"), serve("a2")):
        closed.refuses(command, errors.FinalisedError)


def test_a_round_whose_selection_goes_on_is_not_final(scored: Desk) -> None:
    scored.refuses(FINALISE, notice_errors.SelectionNotClosedError)


def test_the_notice_of_another_round_does_not_make_a_round_final(closed: Desk) -> None:
    town.publish(closed)
    closed.at = AFTERWARDS
    closed.do(END)
    notice = closed.find(Notice, ROUND)
    assert notice is not None
    closed.states["notice:r9"] = notice.model_copy(update={"round": "r9"})
    other = FINALISE.model_copy(update={"notice": "r9"})
    closed.refuses(other, errors.NoticeNotEndedError, notice="r9")


def test_a_list_other_than_the_one_decided_does_not_become_final(closed: Desk) -> None:
    town.publish(closed)
    closed.at = AFTERWARDS
    closed.do(END)
    notice = closed.find(Notice, ROUND)
    assert notice is not None
    closed.states[f"notice:{ROUND}"] = notice.model_copy(update={"list_sha256": "0" * 64})
    closed.refuses(FINALISE, errors.OtherListError, shown="0" * 64)


def test_a_round_without_letters_becomes_final_without_a_ranking() -> None:
    desk = town.opened(establishment=0)
    desk.at = town.LOCKED_AT
    for teacher in town.ALL:
        desk.do(leave(teacher), serve(teacher))
    desk.do(town.close_layer(), CLOSE)
    town.publish(desk)
    desk.at = AFTERWARDS
    (final,) = desk.do(END, FINALISE)
    assert isinstance(final, e.RoundFinalised)


def test_t45_a_correction_after_publicity_needs_a_new_ranking_and_a_new_notice(
    closed: Desk,
) -> None:
    """Also where the list stays the same. Shows list_or_ranking_must_change."""
    town.publish(closed)
    closed.at = noon(august(28))
    closed.do(town.correct("a2", 11_000))
    closed.at = AFTERWARDS
    closed.refuses(END, notice_errors.RankingStaleError)
    closed.refuses(FINALISE, errors.RankingMissingError)
    closed.do(COMPUTE)
    closed.refuses(END, notice_errors.RankingChangedError, round=ROUND)
    closed.do(restart(closed))
    closed.refuses(END, notice_errors.PeriodNotOverError)
    closed.at = LATER
    closed.do(END, FINALISE)


def test_t45_a_correction_that_was_itself_corrected_needs_none(closed: Desk) -> None:
    town.publish(closed)
    closed.do(town.correct("a2", 11_000), COMPUTE, town.correct("a2", 10_000), COMPUTE)
    closed.at = AFTERWARDS
    closed.do(END, FINALISE)


def test_t45_a_correction_between_the_end_of_the_notice_and_finality_needs_a_new_notice(
    closed: Desk,
) -> None:
    """Shows must_not_be_over."""
    town.publish(closed)
    closed.at = AFTERWARDS
    closed.do(END)
    closed.do(town.correct("a2", 11_000), COMPUTE)
    closed.refuses(FINALISE, notice_errors.RankingChangedError)
    closed.do(restart(closed))
    closed.refuses(FINALISE, errors.NoticeNotEndedError)
    closed.at = LATER
    closed.do(END, FINALISE)
    closed.refuses(restart(closed), notice_errors.NotStandingError, standing="ended")


def test_t20_a_list_that_changes_after_its_period_and_before_finality_goes_up_again(
    closed: Desk,
) -> None:
    town.publish(closed)
    closed.at = AFTERWARDS
    need = offer("a2", wish(MATHS)).model_copy(update={"reason": e.SelectionReason.SUBJECT_NEED})
    closed.do(END, revoke("a1"), need, accept("a2"))
    closed.do(leave("a1"), serve("a1"), CLOSE)
    closed.refuses(FINALISE, errors.OtherListError)
    closed.do(restart(closed))
    closed.at = LATER
    closed.do(END, FINALISE)


def test_an_objection_upheld_after_the_period_keeps_the_list_from_becoming_final(
    closed: Desk,
) -> None:
    """It did not block, so the period could end before it was decided."""
    town.publish(closed)
    objection = FileObjection(
        notice=ROUND, objection="o1", objector="a2", against="a1", blocking=False, text="评分有误"
    )
    closed.do(objection)
    closed.at = AFTERWARDS
    closed.do(END, UpholdObjection(notice=ROUND, objection="o1", reason="属实"))
    closed.refuses(FINALISE, notice_errors.ListCondemnedError)


def test_an_objection_upheld_after_the_list_was_put_right_condemns_the_old_list_only(
    closed: Desk,
) -> None:
    town.publish(closed)
    closed.at = noon(august(28))
    objection = FileObjection(
        notice=ROUND, objection="o1", objector="a2", against="a1", text="评分有误"
    )
    need = offer("a2", wish(MATHS)).model_copy(update={"reason": e.SelectionReason.SUBJECT_NEED})
    closed.do(objection, revoke("a1"), need, accept("a2"))
    closed.do(leave("a1"), serve("a1"), CLOSE, restart(closed))
    closed.do(UpholdObjection(notice=ROUND, objection="o1", reason="属实"))
    back = Desk(closed.at, dict(closed.states))
    again = offer("a1", BASE).model_copy(update={"reason": e.SelectionReason.SUBJECT_NEED})
    back.do(revoke("a2"), again, accept("a1"), leave("a2"), serve("a2"), CLOSE)
    back.refuses(restart(back), notice_errors.ListCondemnedError)
    closed.at = LATER
    closed.do(END, FINALISE)


def test_a_list_that_changed_in_something_else_is_condemned_with_the_old_one(
    closed: Desk,
) -> None:
    town.publish(closed)
    closed.at = noon(august(28))
    objection = FileObjection(
        notice=ROUND, objection="o1", objector="a2", against="a1", text="评分有误"
    )
    closed.do(objection, revoke("a3"), leave("a3"), serve("a3"), leave("a2"), serve("a2"))
    exception = c.ApproveTwoThirdsException(round=ROUND, school="school-1", reason="缺编")
    closed.do(exception, CLOSE, restart(closed))
    closed.do(UpholdObjection(notice=ROUND, objection="o1", reason="属实"))
    closed.at = LATER
    closed.refuses(END, notice_errors.ListCondemnedError)


def test_t45_a_correction_that_changes_who_is_hired_needs_a_new_notice(closed: Desk) -> None:
    """a1's service was wrong: a2, who had been left unplaced, is first and is hired instead."""
    town.publish(closed)
    closed.at = noon(august(28))
    closed.do(town.correct("a1", 0), COMPUTE, revoke("a1"))
    closed.refuses(END, notice_errors.SelectionNotClosedError)
    closed.refuses(restart(closed), notice_errors.SelectionNotClosedError)
    closed.refuses(FINALISE, notice_errors.SelectionNotClosedError)
    closed.do(offer("a2", wish(MATHS)), accept("a2"), leave("a1"), serve("a1"), CLOSE)
    closed.at = AFTERWARDS
    closed.refuses(END, notice_errors.OtherListError)
    closed.do(restart(closed))
    closed.refuses(END, notice_errors.PeriodNotOverError)
    closed.at = LATER
    closed.do(END, FINALISE)
    assert [each.person for each in town.round_of(closed).notice_entries()] == ["a2", "a3"]


def test_a_list_that_did_not_change_needs_no_new_notice(closed: Desk) -> None:
    town.publish(closed)
    closed.refuses(restart(closed), notice_errors.ListUnchangedError)


def test_no_list_goes_up_while_the_selection_is_open(scored: Desk) -> None:
    entries = town.round_of(scored).notice_entries()
    early = PublishNotice(round=ROUND, entries=entries, working_days=5, contact=town.CONTACT)
    scored.refuses(early, notice_errors.SelectionNotClosedError)
