"""Keys, mandates, duties and recusal, a sentence a rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from domain.kernel import Decision, Recorded
from domain.mandate import commands as c
from domain.mandate import errors
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.recruitment import events as e
from tests.domain import town
from tests.support.desk import Desk

GRANT = c.GrantMandate(
    mandate="m1", person="p1", role=Role.JUDGE, body="school-1", from_on=date(2026, 8, 1)
)
REVOKE = c.RevokeMandate(person="p1", mandate="m1", reason="任务结束")
ROUND = "recruitment-round:r1"
MARKED = e.JudgeMarked(judge="p1", bidder="a1", item="interview", mark_milli=70_000)


class SignedDesk(Desk):
    """A desk that remembers who signed what."""

    def signings(self, _stream: str) -> Mapping[str, frozenset[str]]:
        return {"recruitment.office-proposed.v1": frozenset({"p1"})}


@pytest.fixture
def desk() -> Desk:
    """A round of school-1 is open."""
    return town.opened()


def act(event: e.RoundEvent) -> Decision:
    return (Recorded(ROUND, event),)


def test_a_mandate_is_granted_once_and_revoked_once(desk: Desk) -> None:
    desk.refuses(REVOKE, errors.MandateUnknownError, mandate="m1")
    desk.do(GRANT)
    desk.refuses(GRANT, errors.MandateKnownError, mandate="m1")
    desk.do(REVOKE)
    desk.refuses(REVOKE, errors.MandateUnknownError, person="p1")


def test_a_mandate_ends_after_it_begins(desk: Desk) -> None:
    backwards = GRANT.model_copy(update={"until_on": GRANT.from_on})
    desk.refuses(backwards, errors.MandateDatesError, start="2026-08-01", end="2026-08-01")


def test_only_an_enrolled_key_is_revoked(desk: Desk) -> None:
    revoke = c.RevokeKey(person="p1", kid="k1", reason="遗失", void_from_index=0)
    desk.refuses(revoke, errors.KeyUnknownError, kid="k1")


def test_a_person_is_erased_once(desk: Desk) -> None:
    erase = c.ErasePerson(person="p1", ground="个人信息保护法 第47条")
    desk.do(erase)
    desk.refuses(erase, errors.PersonErasedError, person="p1")


def test_nobody_scores_in_a_matter_in_which_one_proposed(desk: Desk) -> None:
    proposed = SignedDesk(desk.at, desk.states)
    proposer = Mandated(person="p1", role=Role.JUDGE, body="school-1")
    with pytest.raises(errors.DutiesMixedError) as caught:
        authorise(proposed, [act(MARKED)], (proposer,))
    assert caught.value.facts["earlier_duty"] == "propose"


def test_no_official_acts_in_an_own_matter(desk: Desk) -> None:
    own = MARKED.model_copy(update={"bidder": "p1"})
    judge = Mandated(person="p1", role=Role.JUDGE, body="school-1")
    with pytest.raises(errors.OwnMatterError):
        authorise(desk, [act(own)], (judge,))


def test_no_official_acts_for_a_person_from_whom_recusal_was_declared(desk: Desk) -> None:
    judge = Mandated(person="p1", role=Role.JUDGE, body="school-1")
    authorise(desk, [act(MARKED)], (judge,))
    desk.do(c.DeclareRecusal(person="p1", other="a1", relation="姐妹"))
    with pytest.raises(errors.RecusedError) as caught:
        authorise(desk, [act(MARKED)], (judge,))
    assert caught.value.facts["other"] == "a1"
