"""What gives an office back: a direct appointment, a case; and who signs it."""

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
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school import events as s
from domain.teacher.events import ExitGround
from domain.teacher.state import Teacher
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.coordination_given import coordination
from tests.domain.office_lost_given import (
    HEAD,
    LEAVE,
    VICE,
    WRONG,
    granted,
    left_unplaced,
    of,
    titles,
    with_vice_principal,
)
from tests.domain.planning_given import TOWN, august, noon
from tests.domain.town import CHINESE, LIGHT, MATHS, ROUND, SECOND, accept, offer, wish
from tests.support.desk import Desk


@pytest.fixture
def ranked() -> Desk:
    return with_vice_principal()


@pytest.fixture
def left(ranked: Desk) -> Desk:
    return left_unplaced(ranked)


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
        coordination(ranked)
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
