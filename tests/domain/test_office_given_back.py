"""An office lost by 落聘 comes back when the 落聘 is set aside (A.6 X4, S002-12)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions import decide
from domain.dispute import remedies as r
from domain.kernel import Command, DomainEvent
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.protection.commands import RecordProtection
from domain.protection.kinds import StatutoryKind
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school import commands as sc
from domain.school import errors as school_errors
from domain.school import events as s
from domain.school.offices_ended import offices_back
from domain.school.state import School
from domain.teacher.events import ExitGround, TeacherExited
from domain.teacher.state import Teacher
from domain.tenure.commands import ResignFromOffice
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.planning_given import TOWN, august, noon
from tests.domain.town import CHINESE, LIGHT, MATHS, ROUND, SECOND, accept, offer, wish
from tests.support.desk import Desk

LEAVE = c.LeaveUnplaced(round=ROUND, teacher="a2")
WRONG = c.RevokeUnplaced(
    round=ROUND, teacher="a2", reason="评分更正后应当聘任", authority="争议〔2026〕3号"
)
TERM_END = date(2026, 9, 1)
VICE, HEAD = "副校长", "教务主任"
DECIDE = sc.DecideRestoration(
    school="school-1", title=VICE, person="a2", restore=True, reason="继任人员已离任"
)


def granted(person: str, title: str = VICE, until_on: date = TERM_END) -> s.OfficeGranted:
    return s.OfficeGranted(
        title=title, person=person, post=None, from_on=date(2023, 9, 1), until_on=until_on
    )


def school_of(desk: Desk, name: str = "school-1") -> School:
    school = desk.find(School, name)
    assert school is not None
    return school


def titles(desk: Desk, person: str = "a2") -> list[str]:
    return [office.title for office in school_of(desk).offices_of(person)]


@pytest.fixture
def ranked() -> Desk:
    """a2 is vice-principal; a1 is above her for maths."""
    desk = town.ranked(town.opened())
    desk.given("school:school-1", granted("a2"))
    return desk


@pytest.fixture
def left(ranked: Desk) -> Desk:
    """a2 was left unplaced on 23 August and lost the office that day."""
    ranked.do(LEAVE)
    assert titles(ranked) == []
    return ranked


def of(kind: type[DomainEvent], events: list[DomainEvent]) -> list[DomainEvent]:
    return [event for event in events if isinstance(event, kind)]


class TestRevoked:
    def test_with_the_unplaced_decision_the_office_comes_back_from_the_day_it_was_lost(
        self, left: Desk
    ) -> None:
        """Shows revoke_unplaced."""
        left.at = noon(august(26))
        before = list(left.history)
        assert left.do(WRONG) == [
            e.UnplacedRevoked(
                teacher="a2", reason=WRONG.reason, authority=WRONG.authority, on=august(26)
            ),
            s.OfficeRestored(
                title=VICE,
                person="a2",
                post=None,
                round=ROUND,
                from_on=august(23),
                until_on=TERM_END,
                on=august(26),
            ),
        ]
        assert left.history[: len(before)] == before, "nothing is erased"
        assert titles(left) == [VICE]
        assert school_of(left).lost == ()
        assert left.replayed() == left.states

    def test_she_is_in_the_pool_again_and_the_selection_goes_on(self, ranked: Desk) -> None:
        town.selected(ranked)
        ranked.do(WRONG)
        bidder = town.round_of(ranked).bidders["a2"]
        assert (bidder.unplaced, bidder.told) == (False, False)
        ranked.refuses(c.CloseSelection(round=ROUND), errors.PoolOpenError, first="a2")

    def test_left_unplaced_again_she_loses_the_office_again(self, left: Desk) -> None:
        left.do(WRONG)
        left.at = noon(august(27))
        _, ended = left.do(LEAVE)
        assert isinstance(ended, s.OfficeEnded)
        assert (ended.on, ended.round) == (august(27), ROUND)
        assert of(s.OfficeRestored, left.do(WRONG))

    def test_only_a_decision_that_was_taken_is_revoked_and_not_in_a_final_round(
        self, ranked: Desk
    ) -> None:
        ranked.refuses(WRONG, errors.NotUnplacedError, teacher="a2")
        ranked.refuses(WRONG.model_copy(update={"teacher": "x9"}), errors.NotInPoolError)

    def test_an_office_that_was_lost_otherwise_does_not_come_back(self, ranked: Desk) -> None:
        removed = s.OfficeEnded(
            title=VICE, person="a2", ground=s.OfficeEndGround.REMOVED, on=august(20)
        )
        ranked.given("school:school-1", removed)
        ranked.do(LEAVE)
        assert of(s.OfficeRestored, ranked.do(WRONG)) == []

    def test_what_another_round_took_stays_lost(self, left: Desk) -> None:
        other = school_of(left).lost[0].model_copy(update={"round": "r9"})
        left.states["school:school-1"] = school_of(left).model_copy(update={"lost": (other,)})
        assert of(s.OfficeRestored, left.do(WRONG)) == []

    def test_a_term_that_ran_out_meanwhile_comes_back_for_the_past_only(self, left: Desk) -> None:
        left.at = noon(date(2026, 9, 10))
        (back,) = of(s.OfficeRestored, left.do(WRONG))
        assert isinstance(back, s.OfficeRestored)
        assert (back.from_on, back.until_on) == (august(23), TERM_END)
        assert titles(left) == []

    def test_whoever_has_left_service_gets_no_office_back(self, left: Desk) -> None:
        gone = TeacherExited(ground=ExitGround.RETIREMENT, on=august(24))
        left.given("teacher:a2", gone)
        assert len(left.do(WRONG)) == 1


class TestAnothersAppointmentFell:
    def test_all_who_were_left_over_are_in_the_pool_again_with_their_offices(
        self, ranked: Desk
    ) -> None:
        """Shows all_in_the_pool_again."""
        town.selected(ranked)
        ranked.at = noon(august(26))
        events = ranked.do(town.revoke("a1"))
        assert [event.TOPIC for event in events[-2:]] == [
            "recruitment.unplaced-revoked.v1",
            "school.office-restored.v1",
        ]
        assert titles(ranked) == [VICE]

    def test_not_those_who_have_found_a_post_since(self, ranked: Desk) -> None:
        town.selected(ranked)
        ranked.given("teacher:a2", town.HELD_ELSEWHERE)
        assert of(e.UnplacedRevoked, ranked.do(town.revoke("a1"))) == []
        assert titles(ranked) == []

    def test_that_these_were_left_over_stands_and_may_be_set_aside_for_itself(
        self, ranked: Desk
    ) -> None:
        town.selected(ranked)
        ranked.given("teacher:a2", town.HELD_ELSEWHERE)
        ranked.do(town.revoke("a1"))
        assert town.round_of(ranked).bidders["a2"].unplaced
        assert of(e.UnplacedRevoked, ranked.do(WRONG))

    def test_the_office_that_falls_with_the_appointment_is_free_for_who_lost_it(self) -> None:
        """a2 was head of studies; a1 got the office in this round and now loses it."""
        desk = town.ranked(town.opened())
        desk.given("school:school-1", granted("a2", HEAD, date(2027, 9, 1)))
        desk.do(LEAVE, offer("a1", wish(MATHS)), accept("a1"), town.propose("a1"))
        desk.do(c.ApproveOffice(round=ROUND, teacher="a1"))
        desk.do(town.revoke("a1"))
        assert titles(desk, "a1") == []
        assert titles(desk) == [HEAD]


class TestTaken:
    """The office has another holder when the 落聘 falls."""

    @pytest.fixture
    def held(self, left: Desk) -> Desk:
        left.given("school:school-1", granted("a3"))
        left.at = noon(august(26))
        return left

    def test_nobody_is_put_out_of_it_and_people_are_to_decide(self, held: Desk) -> None:
        """Shows taken_by."""
        assert held.do(WRONG)[1:] == [
            s.OfficeRestorationHeld(
                title=VICE,
                person="a2",
                round=ROUND,
                reason=s.HeldReason.OFFICE_TAKEN,
                holders=("a3",),
                on=august(26),
            )
        ]
        assert (titles(held), titles(held, "a3")) == ([], [VICE])
        assert not town.round_of(held).bidders["a2"].unplaced
        held.refuses(DECIDE, school_errors.OfficeTakenError, title=VICE, person="a2", holders="a3")

    def test_it_comes_back_once_the_other_has_left_it_lawfully(self, held: Desk) -> None:
        """Shows decide_restoration."""
        held.do(WRONG)
        held.do(ResignFromOffice(school="school-1", teacher="a3", title=VICE, letter="辞去职务"))
        (back,) = held.do(DECIDE)
        assert isinstance(back, s.OfficeRestored)
        assert (back.from_on, back.reason) == (august(23), DECIDE.reason)
        assert titles(held) == [VICE]
        held.refuses(DECIDE, school_errors.NothingToRestoreError, person="a2")

    def test_or_people_decide_with_reasons_that_it_does_not(self, held: Desk) -> None:
        held.do(WRONG)
        no = DECIDE.model_copy(update={"restore": False, "reason": "已另行聘任，依法补偿"})
        (declined,) = held.do(no)
        assert declined == s.OfficeRestorationDeclined(
            title=VICE, person="a2", round=ROUND, reason=no.reason, on=august(26)
        )
        held.refuses(no, school_errors.NothingToRestoreError)
        assert held.replayed() == held.states

    def test_where_a_second_seat_is_free_it_comes_back_at_once(self, ranked: Desk) -> None:
        ranked.given("school:school-1", granted("a3"))
        ranked.do(LEAVE)
        assert of(s.OfficeRestored, ranked.do(WRONG))

    def test_what_was_about_to_come_back_is_lost_with_a_new_decision(self, held: Desk) -> None:
        held.do(WRONG)
        _, ended = held.do(LEAVE)
        assert isinstance(ended, s.OfficeEnded)
        held.refuses(DECIDE, school_errors.NothingToRestoreError)
        assert of(s.OfficeRestorationHeld, held.do(WRONG))

    def test_what_waits_for_people_is_not_given_back_by_anything_else(self, held: Desk) -> None:
        held.do(WRONG)
        school = school_of(held)
        assert offices_back(school, school.lost, august(27)) == ()

    def test_whoever_is_granted_the_office_anew_has_nothing_to_get_back(self, left: Desk) -> None:
        left.given("school:school-1", granted("a2"))
        assert school_of(left).lost == ()


class TestPostElsewhere:
    def placed_elsewhere(self, desk: Desk) -> Desk:
        town.coordination(desk)
        desk.do(offer("a2", PostSet(school="school-2", teaching=MATHS), round_=SECOND))
        desk.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
        return desk

    def test_who_has_a_post_in_another_school_keeps_it_and_people_decide_about_the_office(
        self, left: Desk
    ) -> None:
        """Shows must_be_of_the_school."""
        self.placed_elsewhere(left)
        _, waits = left.do(WRONG)
        assert isinstance(waits, s.OfficeRestorationHeld)
        assert (waits.reason, waits.holders) == (s.HeldReason.POST_ELSEWHERE, ())
        left.refuses(DECIDE, school_errors.BasePostElsewhereError, person="a2", school="school-2")

    def test_who_moves_away_gives_up_her_office_and_has_it_again_if_the_move_is_undone(
        self, ranked: Desk
    ) -> None:
        """Shows what_the_move_ended."""
        town.coordination(ranked)
        posts = PostSet(school="school-2", teaching=MATHS)
        ranked.do(offer("a2", posts, round_=SECOND))
        events = ranked.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
        assert events[-1] == s.OfficeEnded(
            title=VICE,
            person="a2",
            ground=s.OfficeEndGround.MOVED,
            on=august(26),
            round=SECOND,
        )
        assert of(s.OfficeRestored, ranked.do(town.revoke("a2", SECOND)))
        assert titles(ranked) == [VICE]


class TestDirectlyAppointed:
    def protected(self, desk: Desk) -> Desk:
        return_to = RecordProtection(
            teacher="a2",
            protection="p1",
            kind=StatutoryKind.PREGNANCY,
            from_on=august(24),
            until_on=date(2027, 2, 1),
            evidence="县人民医院证明",
        )
        desk.at = noon(august(24))
        desk.do(return_to)
        return desk

    def test_who_should_not_have_been_left_over_has_her_office_again(self, left: Desk) -> None:
        """Shows _set_aside."""
        self.protected(left)
        command = c.AppointDirectly(round=ROUND, teacher="a2", posts=wish(LIGHT), protection="p1")
        events = left.do(command)
        assert [event.TOPIC for event in events[:3]] == [
            "recruitment.directly-appointed.v1",
            "recruitment.unplaced-revoked.v1",
            "school.office-restored.v1",
        ]
        assert titles(left) == [VICE]
        assert left.replayed() == left.states

    def test_not_where_she_goes_to_another_school(self, ranked: Desk) -> None:
        town.coordination(ranked)
        ranked.do(c.LeaveUnplaced(round=SECOND, teacher="a2"))
        self.protected(ranked)
        posts = PostSet(school="school-2", teaching=CHINESE)
        command = c.AppointDirectly(round=SECOND, teacher="a2", posts=posts, protection="p1")
        events = ranked.do(command)
        assert of(e.UnplacedRevoked, events)
        assert of(s.OfficeRestored, events) == []


class TestByCase:
    @pytest.fixture
    def final(self, ranked: Desk) -> Desk:
        return d.offices(town.publish(town.selected(ranked)))

    def executed(self, desk: Desk, *remedies: r.Remedy) -> list[DomainEvent]:
        desk.at = noon(d.KNOWN)
        d.ordered(desk, *remedies)
        return desk.do(d.EXECUTE)

    def test_a_case_revokes_it_in_one_act_with_the_notice(self, final: Desk) -> None:
        events = self.executed(final, r.RevokeUnplaced(round=ROUND, teacher="a2"))
        assert [event.TOPIC for event in events] == [
            "notice.notice-withdrawn.v1",
            "recruitment.unplaced-revoked.v1",
            "school.office-restored.v1",
            "dispute.case-executed.v1",
        ]
        assert titles(final) == [VICE]

    def test_a_voided_round_gives_all_offices_back(self, ranked: Desk) -> None:
        """a2 lost hers by 落聘, a3 at the close; a1 got one of this round, which falls first."""
        ranked.given("school:school-1", granted("a3", HEAD))
        ranked.do(offer("a1", wish(MATHS)), accept("a1"), town.propose("a1"))
        ranked.do(c.ApproveOffice(round=ROUND, teacher="a1"), town.close_layer())
        ranked.do(offer("a3", wish(CHINESE)), accept("a3"), LEAVE, town.serve("a2"))
        ranked.do(c.CloseSelection(round=ROUND))
        assert [titles(ranked, each) for each in town.ALL] == [[HEAD], [], []]
        d.offices(town.publish(ranked))
        self.executed(ranked, r.VoidRound(round=ROUND))
        assert [titles(ranked, each) for each in town.ALL] == [[], [VICE], [HEAD]]
        assert ranked.replayed() == ranked.states

    def test_a_voided_round_frees_nothing_for_who_has_left_its_post(self, final: Desk) -> None:
        gone = final.find(Teacher, "a3")
        assert gone is not None
        final.states["teacher:a3"] = gone.model_copy(
            update={"holds": None, "exited": ExitGround.RESIGNATION}
        )
        events = self.executed(final, r.VoidRound(round=ROUND))
        fallen = [x.teacher for x in events if isinstance(x, e.AppointmentRevoked)]
        assert fallen == ["a1", "a3"]
        freed = {x.person for x in events if isinstance(x, s.SeatFreed)}
        assert freed == {"a1"}


class TestSigned:
    """Nothing ends by itself: who files offices signs the end by 落聘 (X4, C1-05)."""

    def signed(self, desk: Desk, command: Command, *actors: Mandated) -> None:
        authorise(desk, [decide(desk, command, at=desk.at)], actors)

    PRINCIPAL = Mandated("p", Role.PRINCIPAL, "school-1", "m1")
    TOWN_OFFICER = Mandated("t", Role.TOWN_OFFICER, TOWN, "m2")
    SUPERVISOR = Mandated("v", Role.SUPERVISOR, TOWN, "m3")

    def test_the_principal_alone_does_not_take_an_office_from_a_cadre(self, ranked: Desk) -> None:
        with pytest.raises(NotAuthorisedError) as caught:
            self.signed(ranked, LEAVE, self.PRINCIPAL)
        assert caught.value.facts["topic"] == "school.office-ended.v1"
        self.signed(ranked, LEAVE, self.PRINCIPAL, self.TOWN_OFFICER)

    def test_the_town_office_alone_leaves_nobody_of_a_school_unplaced(self, ranked: Desk) -> None:
        with pytest.raises(NotAuthorisedError):
            self.signed(ranked, LEAVE, self.TOWN_OFFICER)

    def test_for_a_teacher_without_office_the_principal_signs_alone(self, ranked: Desk) -> None:
        self.signed(ranked, c.LeaveUnplaced(round=ROUND, teacher="a3"), self.PRINCIPAL)

    def test_what_comes_back_is_signed_with_what_is_set_aside(self, left: Desk) -> None:
        with pytest.raises(NotAuthorisedError):
            self.signed(left, WRONG, self.TOWN_OFFICER)
        self.signed(left, WRONG, self.TOWN_OFFICER, self.SUPERVISOR)
