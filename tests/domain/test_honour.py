"""A call for honours: places, nominations, choice, publicity, conferral."""

from __future__ import annotations

from datetime import date

import pytest

from domain.honour import errors
from domain.honour import events as e
from domain.kernel import AlreadyExistsError, MissingError
from domain.notice.errors import PeriodTooShortError
from domain.office import commands as o
from domain.office.errors import DeadlineError, OutcomeNotPublishedError
from domain.office.state import OutcomeNotice, Standing
from domain.planning.errors import NotAdoptedError
from domain.planning.honour_sections import HonourKind
from domain.values.privacy import PersonalDataError
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import PACK, PLAN, TOWN, drafted, noon
from tests.support.desk import Desk


class TestOpening:
    def test_a_call_is_about_a_category_of_the_pack_in_force(self) -> None:
        desk = h.town()
        (opened,) = desk.do(h.opening())
        assert opened == e.CallOpened(
            plan=PLAN,
            pack_sha256=h.PACK.sha256(),
            bureau=g.BUREAU,
            category="teacher",
            occasion="2026年教师节表彰",
            places=2,
            shares=h.SHARES,
            on=h.SEVENTH,
            deadline_on=h.DEADLINE,
        )
        assert h.call_of(desk).body == g.BUREAU

    def test_a_pack_that_says_nothing_about_honours_confers_none(self) -> None:
        """Shows honour_rules_of and category_must_be_of_pack."""
        desk = h.town(PACK)
        desk.refuses(h.opening(), errors.NoHonoursError, pack="rp-test", category="")
        h.town().refuses(h.opening("poet"), errors.NoHonoursError, category="poet")

    def test_only_a_plan_in_force_has_calls(self) -> None:
        desk = Desk(noon(h.SEVENTH))
        desk.given(f"plan:{PLAN}", drafted(h.PACK))
        desk.refuses(h.opening(), NotAdoptedError)

    @pytest.mark.parametrize(
        ("changes", "facts"),
        [
            ({"places": 0}, {"places": 0}),
            ({"shares": ()}, {"bodies": 0}),
            ({"shares": (e.NomineeShare(body=g.SCHOOL, nominees=0),)}, {"bodies": 1}),
            ({"shares": (*h.SHARES, h.SHARES[0])}, {"bodies": 3, "stranger": ""}),
            (
                {"shares": (e.NomineeShare(body="elsewhere", nominees=1),)},
                {"stranger": "elsewhere"},
            ),
        ],
    )
    def test_places_and_shares_are_ceilings_for_bodies_of_the_plan(
        self, changes: dict[str, object], facts: dict[str, str | int]
    ) -> None:
        """Shows places_must_be_ceilings."""
        h.town().refuses(h.opening().model_copy(update=changes), errors.PlacesError, **facts)

    def test_whoever_tells_the_staff_at_once_can_nominate_in_time(self) -> None:
        """Shows deadline_must_leave_time."""
        desk = h.town()
        early = h.opening(deadline_on=g.september(14))
        desk.refuses(early, DeadlineError, earliest="2026-09-15")
        desk.do(h.opening(deadline_on=g.september(15)))

    def test_what_is_made_public_by_its_id_has_an_id_of_its_own(self) -> None:
        desk = h.town()
        desk.do(h.opening())
        desk.refuses(h.opening(), AlreadyExistsError)
        clash = {"competition": h.CALL}
        desk.refuses(g.MANAGERS.model_copy(update=clash), AlreadyExistsError)
        selection = p.OPEN.model_copy(update={"selection": h.CALL})
        desk.refuses(selection, AlreadyExistsError)
        desk.do(g.MANAGERS, p.OPEN)
        desk.refuses(h.opening(call=g.MATTER), AlreadyExistsError)
        desk.refuses(h.opening(call=p.MATTER), AlreadyExistsError)

    def test_its_occasion_holds_no_personal_data(self) -> None:
        h.town().refuses(h.opening(occasion="联系13800138000"), PersonalDataError)


class TestNominating:
    def test_a_school_nominates_five_working_days_after_it_told_its_staff(self) -> None:
        """Shows staff_must_have_been_told."""
        desk = h.town()
        desk.do(h.opening())
        desk.at = noon(g.september(14))
        desk.refuses(
            h.nominate("t1"),
            errors.StaffNotToldError,
            told_on="2026-09-07",
            working_days=5,
            earliest="2026-09-15",
        )
        desk.at = noon(g.september(15))
        before = h.nominate("t1", g.SCHOOL, date(2026, 9, 6))
        desk.refuses(before, errors.StaffNotToldError, told_on="2026-09-06")
        (nominated,) = desk.do(h.nominate("t1"))
        assert nominated == e.TeacherNominated(
            teacher="t1", nominator=g.SCHOOL, told_on=h.SEVENTH, papers=()
        )

    def test_nobody_nominates_after_the_deadline(self) -> None:
        """Shows nominations_must_be_open."""
        desk = h.called()
        desk.at = noon(g.september(19))
        desk.refuses(h.nominate("t1"), errors.CallStepError, deadline_on="2026-09-18")
        desk.at = noon(h.DEADLINE)
        desk.do(h.nominate("t1"))

    def test_the_own_school_or_its_town_office_nominates(self) -> None:
        """Shows nominator_must_be_theirs."""
        desk = h.called()
        desk.refuses(h.nominate("t1", g.OTHER), errors.NominatorError, school=g.SCHOOL)
        desk.do(h.nominate("u1", TOWN), h.nominate("t1"))

    def test_a_share_is_a_ceiling_and_a_body_without_one_nominates_nobody(self) -> None:
        """Shows share_must_not_be_used_up."""
        desk = h.called()
        desk.do(h.nominate("t1"), h.nominate("t2"), h.nominate("u1", TOWN))
        desk.refuses(h.nominate("t3"), errors.ShareUsedUpError, nominated=2, nominees=2)
        desk.refuses(h.nominate("t1"), errors.NominatedTwiceError, teacher="t1")
        desk.refuses(h.nominate("u2", g.OTHER), errors.ShareUsedUpError, nominees=0)

    def test_nobody_is_nominated_in_a_call_that_is_none(self) -> None:
        h.town().refuses(h.nominate("t1"), MissingError)


class TestChoosing:
    def test_the_choice_follows_the_deadline(self) -> None:
        """Shows nominations_must_be_over."""
        desk = h.called()
        desk.do(h.nominate("t1"))
        desk.at = noon(h.DEADLINE)
        desk.refuses(h.choose("t1"), errors.CallStepError, step="deadline")
        desk.at = noon(g.september(19))
        (made,) = desk.do(h.choose("t1"))
        assert made == e.HonoureesChosen(chosen=("t1",), considered=("t1",), reason="综合评审")

    def test_nominees_only_each_once_and_no_more_than_places(self) -> None:
        """Shows choice_must_be_sound."""
        desk = h.called()
        desk.do(h.nominate("t1"), h.nominate("t2"), h.nominate("u1", TOWN))
        desk.at = noon(h.CHOICE_ON)
        desk.refuses(h.choose("t1", "t3"), errors.ChoiceError, teacher="t3")
        desk.refuses(h.choose("t1", "t1"), errors.ChoiceError, chosen=2)
        desk.refuses(h.choose("t1", "t2", "u1"), errors.ChoiceError, chosen=3, places=2)
        desk.refuses(h.choose(), errors.ChoiceError, chosen=0)
        desk.do(h.choose("t1"))  # a quota is a ceiling, not a target
        desk.do(h.choose("t1", "u1"))

    def test_its_reason_holds_no_personal_data(self) -> None:
        desk = h.chosen("t1")
        told = h.choose("t1").model_copy(update={"reason": "电话13800138000"})
        desk.refuses(told, PersonalDataError)


class TestConferring:
    def test_an_award_is_conferred_after_publicity_and_entered_for_each(self) -> None:
        desk = h.run_out("t1", "t2")
        conferred, first, second = desk.do(h.CONFER)
        assert conferred == e.HonoursConferred(
            chosen=("t1", "t2"), document="教发〔2026〕20号", on=h.OUT_ON
        )
        assert first == e.HonourEntered(
            teacher="t1",
            call=h.CALL,
            plan=PLAN,
            pack_sha256=h.PACK.sha256(),
            bureau=g.BUREAU,
            category="teacher",
            kind=HonourKind.AWARD,
            joint=False,
            on=h.OUT_ON,
            until_on=None,
        )
        assert isinstance(second, e.HonourEntered)
        assert second.teacher == "t2"
        assert h.held(desk).stands_on(date(2060, 1, 1))
        assert desk.replayed() == desk.states

    def test_what_is_joint_is_an_event_of_its_own_that_both_offices_sign(self) -> None:
        desk = h.run_out("t1", category="joint")
        conferred, entered = desk.do(h.CONFER)
        assert isinstance(conferred, e.HonoursConferredJointly)
        assert isinstance(entered, e.HonourEntered)
        assert entered.joint

    def test_a_title_has_a_term(self) -> None:
        desk = h.conferred("t1", category="named")
        assert h.held(desk).until_on == date(2029, 9, 30)
        assert h.held(desk).stands_on(date(2029, 9, 29))
        assert not h.held(desk).stands_on(date(2029, 9, 30))

    def test_nothing_is_conferred_without_publicity_that_ran_out(self) -> None:
        desk = h.chosen("t1")
        desk.refuses(h.CONFER, OutcomeNotPublishedError, standing="", chosen=1)
        short = h.PUBLISH.model_copy(update={"working_days": 4})
        desk.refuses(short, PeriodTooShortError, required=5)
        desk.do(h.PUBLISH)
        desk.refuses(h.CONFER, OutcomeNotPublishedError, standing="up")
        desk.at = noon(h.OUT_ON)
        desk.do(h.END, h.CONFER)

    def test_another_choice_is_published_anew(self) -> None:
        desk = h.called()
        desk.do(h.nominate("t1"), h.nominate("t2"))
        desk.at = noon(h.CHOICE_ON)
        desk.do(h.choose("t1"), h.PUBLISH)
        desk.at = noon(h.OUT_ON)
        desk.do(h.END, h.choose("t1", "t2"))
        desk.refuses(h.CONFER, OutcomeNotPublishedError, chosen=2)

    def test_whom_an_objection_was_upheld_about_is_not_chosen_again(self) -> None:
        desk = h.chosen("t1", "t2")
        against = o.ContestOutcome(
            matter=h.CALL, objection="o1", objector="u1", against="t1", text="材料不实"
        )
        desk.do(h.PUBLISH, against, o.UpholdContest(matter=h.CALL, objection="o1", reason="属实"))
        notice = desk.find(OutcomeNotice, h.CALL)
        assert notice is not None
        assert notice.standing is Standing.ANNULLED
        desk.refuses(h.choose("t1", "t2"), errors.ChoiceError, teacher="t1")
        desk.do(h.choose("t2"), h.PUBLISH)
        desk.at = noon(h.OUT_ON)
        desk.do(h.END, h.CONFER)

    def test_what_was_conferred_is_neither_conferred_nor_chosen_anew(self) -> None:
        """Shows call_must_go_on."""
        desk = h.conferred("t1")
        desk.refuses(h.CONFER, errors.CallStepError, step="conferred")
        desk.refuses(h.choose("t1"), errors.CallStepError, step="conferred")

    def test_its_document_holds_no_personal_data(self) -> None:
        told = h.CONFER.model_copy(update={"document": "电话13800138000"})
        h.run_out("t1").refuses(told, PersonalDataError)
