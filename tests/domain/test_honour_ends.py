"""How a nomination, or a call as a whole, ends without an honour."""

from __future__ import annotations

import pytest

from domain.decisions import decide
from domain.honour import commands as c
from domain.honour import errors
from domain.honour import events as e
from domain.kernel import Command
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.office.errors import OutcomeNotPublishedError, OutcomeNotUpError, OutcomeStandsError
from domain.values.privacy import PersonalDataError
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain.planning_given import noon
from tests.support.desk import Desk

DECLINE = c.DeclineNomination(call=h.CALL, teacher="t1")
WITHDRAW = c.WithdrawNomination(call=h.CALL, teacher="t1", reason="材料有误")
CANCEL = c.CancelCall(call=h.CALL, reason="本年度不再评选")


class TestNominations:
    @pytest.mark.parametrize("command", [DECLINE, WITHDRAW])
    def test_only_who_is_nominated_is_so_no_longer(self, command: Command) -> None:
        """Shows must_be_nominated."""
        desk = h.called()
        desk.refuses(command, errors.NotNominatedError, teacher="t1")
        desk.do(h.nominate("t1"), command)
        desk.refuses(command, errors.NotNominatedError, teacher="t1")
        assert desk.replayed() == desk.states

    def test_the_share_is_free_again(self) -> None:
        desk = h.called()
        desk.do(h.nominate("t1"), h.nominate("t2"))
        desk.do(WITHDRAW)
        desk.do(h.nominate("t1"))
        assert set(h.call_of(desk).nominations) == {"t1", "t2"}

    def test_who_was_chosen_takes_the_choice_along(self) -> None:
        """The others are chosen and published anew: the list has changed (B6-08)."""
        desk = h.run_out("t1", "t2")
        (declined,) = desk.do(DECLINE)
        assert declined == e.NominationDeclined(teacher="t1", choice_fell=True)
        desk.refuses(h.CONFER, OutcomeNotPublishedError)
        desk.refuses(h.choose("t1", "t2"), errors.ChoiceError, teacher="t1")
        desk.refuses(h.PUBLISH, OutcomeStandsError, chosen=0)
        desk.do(h.choose("t2"), h.PUBLISH)

    def test_who_was_not_chosen_leaves_the_choice_as_it_is(self) -> None:
        desk = h.called()
        desk.do(h.nominate("t1"), h.nominate("t2"))
        desk.at = noon(h.CHOICE_ON)
        desk.do(h.choose("t2"))
        (withdrawn,) = desk.do(WITHDRAW)
        assert withdrawn == e.NominationWithdrawn(
            teacher="t1", nominator=g.SCHOOL, reason="材料有误", choice_fell=False
        )
        assert h.call_of(desk).chosen == ("t2",)

    @pytest.mark.parametrize("command", [DECLINE, WITHDRAW, CANCEL])
    def test_after_conferral_an_honour_is_revoked_instead(self, command: Command) -> None:
        h.conferred("t1").refuses(command, errors.CallStepError, step="conferred")

    @pytest.mark.parametrize("command", [WITHDRAW, CANCEL])
    def test_a_reason_holds_no_personal_data(self, command: Command) -> None:
        desk = h.chosen("t1")
        told = command.model_copy(update={"reason": "电话13800138000"})
        desk.refuses(told, PersonalDataError)


def test_a_call_that_was_cancelled_goes_on_no_more_and_another_one_may_follow() -> None:
    desk = h.chosen("t1")
    desk.do(h.PUBLISH)
    (cancelled,) = desk.do(CANCEL)
    assert cancelled == e.CallCancelled(reason="本年度不再评选", on=h.CHOICE_ON)
    steps: tuple[Command, ...] = (h.nominate("t2"), DECLINE, h.choose("t1"), h.CONFER, CANCEL)
    for command in steps:
        desk.refuses(command, errors.CallStepError, step="cancelled")
    desk.at = noon(h.OUT_ON)
    desk.refuses(h.END, OutcomeNotUpError)
    desk.do(h.opening(call="call-2", deadline_on=g.september(30).replace(month=10)))
    assert desk.replayed() == desk.states


def test_the_nominee_declines_in_person_and_who_nominated_withdraws() -> None:
    desk = h.called()
    desk.do(h.nominate("t1"))
    own = Mandated("t1", Role.SELF, "", "")
    head = Mandated("head", Role.PRINCIPAL, g.SCHOOL, "m-1")
    other = Mandated("other", Role.PRINCIPAL, g.OTHER, "m-2")
    officer = Mandated("officer", Role.BUREAU_OFFICER, g.BUREAU, "m-3")
    watch = Mandated("watcher", Role.SUPERVISOR, "supervision", "m-4")
    _sign(desk, DECLINE, own)
    _sign(desk, WITHDRAW, head)
    _sign(desk, CANCEL, officer, watch)
    for command, actor in ((DECLINE, head), (WITHDRAW, own), (WITHDRAW, other), (CANCEL, officer)):
        with pytest.raises(NotAuthorisedError):
            _sign(desk, command, actor)


def _sign(desk: Desk, command: Command, *actors: Mandated) -> None:
    authorise(desk, [decide(desk, command, at=desk.at)], actors)
