"""The union is told, heard and answered before the unit ends a contract, a sentence a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.contract.state import Contract
from domain.kernel import Recorded
from domain.planning.errors import PackRefusedError
from domain.teacher.events import ExitGround
from domain.values.privacy import PersonalDataError
from tests.domain import service_given as s
from tests.domain.contract_end_given import TODAY, TWICE, serve, terminate
from tests.domain.planning_given import SHA, august, noon, pack
from tests.domain.service_given import CONTRACT, STREAM, WHO
from tests.support.desk import Desk

DEMANDING = pack(exit={"union_days": 5})
EXPELLED = ExitGround.EXPELLED
TELL = c.TellUnion(contract=CONTRACT, ground="expelled", document="校发〔2026〕5号")
OBJECT = c.GiveUnionOpinion(contract=CONTRACT, objects=True, opinion="处理程序不完整，请重新研究")
AGREE = c.GiveUnionOpinion(contract=CONTRACT, objects=False, opinion="没有不同意见")
ANSWER = c.AnswerUnion(contract=CONTRACT, document="校发〔2026〕6号")


def employed(*, demanded: bool = True) -> Desk:
    """Somebody has a contract, under a pack that demands that the union is told, or not."""
    past = s.employed(of=DEMANDING) if demanded else s.employed()
    desk = Desk(noon(TODAY))
    for stream, event in past.history:
        desk.given(stream, event)
    return desk


def at(desk: Desk, day: date) -> Desk:
    desk.at = noon(day)
    return desk


def contract_of(desk: Desk) -> Contract:
    state = desk.find(Contract, CONTRACT)
    assert state is not None
    return state


class TestTelling:
    def test_the_union_is_told_why_and_until_when_it_may_object(self) -> None:
        (told,) = employed().do(TELL)
        assert told == e.UnionTold(
            teacher=WHO,
            ground=EXPELLED,
            document="校发〔2026〕5号",
            on=august(18),
            opinion_until=august(24),
        )

    def test_untold_the_unit_ends_nothing(self) -> None:
        desk = employed()
        desk.refuses(
            terminate("expelled"), errors.UnionNotToldError, teacher=WHO, ground="expelled"
        )

    def test_what_was_told_of_one_ground_was_not_told_of_another(self) -> None:
        desk = employed()
        desk.do(TELL.model_copy(update={"ground": "teachers_law_37"}), AGREE)
        desk.refuses(terminate("expelled"), errors.UnionNotToldError, ground="expelled")
        desk.do(TELL)
        desk.refuses(TELL, errors.UnionStepError, step="told", ground="expelled")

    def test_no_other_ground_makes_an_objection_go_unanswered(self) -> None:
        """Shows union_may_be_told."""
        desk = employed()
        desk.do(TELL, OBJECT)
        other = TELL.model_copy(update={"ground": "teachers_law_37"})
        for telling in (other, TELL):
            desk.refuses(telling, errors.UnionStepError, step="unanswered", ground="expelled")
        desk.do(ANSWER, other)

    @pytest.mark.parametrize("said", [(AGREE,), (OBJECT, ANSWER), ()])
    def test_of_what_happens_later_on_the_same_ground_it_is_told_again(
        self, said: tuple[c.UnionCommand, ...]
    ) -> None:
        desk = employed()
        desk.do(TELL, *said)
        (again,) = at(desk, date(2026, 12, 1)).do(TELL)
        assert isinstance(again, e.UnionTold)
        desk.refuses(terminate("expelled"), errors.UnionDaysRunError)

    @pytest.mark.parametrize("ground", ["expiry_not_renewed", "retirement", "death"])
    def test_what_ends_by_itself_the_union_need_not_be_told(self, ground: str) -> None:
        """Shows ground_must_be_one_sided."""
        desk = employed()
        by_itself = TELL.model_copy(update={"ground": ground})
        desk.refuses(by_itself, errors.UnionStepError, step="ground", ground=ground)
        at(desk, date(2031, 9, 1)).do(terminate(ground))
        assert contract_of(desk).ended_on is not None

    def test_where_the_pack_does_not_demand_it_nothing_waits_for_it(self) -> None:
        desk = employed(demanded=False)
        (told,) = desk.do(TELL)
        assert isinstance(told, e.UnionTold)
        assert told.opinion_until == august(24)
        desk.do(OBJECT, terminate("expelled"))


class TestOpinions:
    def test_while_its_days_run_the_unit_waits(self) -> None:
        desk = employed()
        desk.do(TELL)
        told = {"opinion_until": "2026-08-24"}
        at(desk, august(24)).refuses(terminate("expelled"), errors.UnionDaysRunError, **told)
        at(desk, august(25)).do(terminate("expelled"))

    def test_with_its_consent_the_unit_need_not_wait(self) -> None:
        desk = employed()
        desk.do(TELL, AGREE, terminate("expelled"))
        assert contract_of(desk).ended_on == TODAY

    def test_an_objection_is_answered_in_writing_before_anything_ends(self) -> None:
        desk = employed()
        desk.do(TELL, OBJECT)
        at(desk, august(30)).refuses(
            terminate("expelled"), errors.UnionNotAnsweredError, ground="expelled"
        )
        desk.do(ANSWER, terminate("expelled"))

    def test_the_union_speaks_once_and_in_time(self) -> None:
        """Shows opinion_must_be_awaited."""
        desk = employed()
        desk.refuses(OBJECT, errors.UnionStepError, step="opinion", opinion_until="")
        desk.do(TELL)
        late = at(employed(), TODAY)
        late.do(TELL)
        at(late, august(25)).refuses(OBJECT, errors.UnionStepError, opinion_until="2026-08-24")
        at(desk, august(24)).do(OBJECT)
        desk.refuses(AGREE, errors.UnionStepError, step="opinion")

    def test_only_an_objection_is_answered_and_once(self) -> None:
        """Shows answer_must_be_awaited."""
        desk = employed()
        desk.refuses(ANSWER, errors.UnionStepError, step="answer")
        desk.do(TELL)
        desk.refuses(ANSWER, errors.UnionStepError, step="answer")
        agreed = employed()
        agreed.do(TELL, AGREE)
        agreed.refuses(ANSWER, errors.UnionStepError, step="answer")
        desk.do(OBJECT, ANSWER)
        desk.refuses(ANSWER, errors.UnionStepError, step="answer")

    def test_what_it_writes_names_nobody_by_number(self) -> None:
        desk = employed()
        desk.do(TELL)
        named = OBJECT.model_copy(update={"opinion": "请联系13800138000"})
        desk.refuses(named, PersonalDataError)


class TestNotices:
    def test_a_notice_withdrawn_takes_the_telling_with_it(self) -> None:
        desk = employed()
        twice = TELL.model_copy(update={"ground": "unqualified_twice"})
        withdrawn = c.WithdrawTerminationNotice(contract=CONTRACT, document="校发〔2026〕7号")
        desk.do(serve(*TWICE), twice, AGREE, withdrawn)
        assert contract_of(desk).union is None
        desk.do(serve(*TWICE))
        after = at(desk, date(2026, 12, 1))
        after.refuses(terminate("unqualified_twice"), errors.UnionNotToldError)
        after.do(twice, AGREE, terminate("unqualified_twice"))

    def test_what_was_said_is_on_the_contracts_stream(self) -> None:
        scenario = s.employed(of=DEMANDING)
        told = e.UnionTold(
            teacher=WHO, ground=EXPELLED, document="文", on=TODAY, opinion_until=august(24)
        )
        past = scenario.given(STREAM, told)
        given = e.UnionOpinionGiven(
            teacher=WHO, objects=True, opinion="处理程序不完整，请重新研究", on=TODAY
        )
        past.when(OBJECT, at=noon(TODAY)).then(Recorded(STREAM, given))


class TestThePack:
    def test_a_pack_that_demands_nothing_keeps_its_digest(self) -> None:
        assert pack().sha256() == SHA
        assert "union_days" not in pack(exit={}).model_dump()["exit"]

    def test_the_days_are_some(self) -> None:
        with pytest.raises(PackRefusedError):
            pack(exit={"union_days": 0})
