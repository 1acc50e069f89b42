"""Protection by law and plan: how long it holds, what follows, and what the vault keeps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.kernel import Command, MissingError, Personal, Recorded
from domain.protection import commands as c
from domain.protection import errors
from domain.protection import events as e
from domain.protection.kinds import STATUTORY_EFFECTS, ConsentMatter, StatutoryKind
from domain.teacher.events import TeacherTransferred
from tests.domain import service_given as s
from tests.domain.planning_given import PLAN, august, noon
from tests.domain.protection_given import KIND_PACK, until
from tests.domain.service_given import TEACHER, WHO, protected, record
from tests.support.scenario import Scenario

LEAVE = StatutoryKind.MATERNITY_LEAVE


class TestWhatTheLawProtects:
    @pytest.mark.parametrize(
        ("changes", "days"),
        [
            ({}, 98),
            ({"difficult_birth": True}, 113),
            ({"children": 3}, 128),
            ({"difficult_birth": True, "children": 2}, 128),
        ],
    )
    def test_maternity_leave_lasts_98_days_and_15_more_for_each_cause(
        self, changes: dict[str, object], days: int
    ) -> None:
        assert until(record(LEAVE, **changes)) == august(1) + timedelta(days=days)

    def test_a_plan_may_give_a_longer_maternity_leave(self) -> None:
        assert until(record(LEAVE, plan=PLAN), of=KIND_PACK) == august(1) + timedelta(days=158)

    def test_a_longer_leave_may_be_granted_and_a_shorter_one_never(self) -> None:
        assert until(record(LEAVE, until_on=date(2027, 2, 1))) == date(2027, 2, 1)
        s.registered().when(record(LEAVE, until_on=date(2026, 11, 6))).then_refused(
            errors.LeaveTooShortError, days=98, earliest_end="2026-11-07"
        )

    def test_a_mother_is_nursing_until_the_child_is_one_year_old(self) -> None:
        command = record(StatutoryKind.NURSING, child_born_on=date(2026, 6, 30))
        assert until(command) == date(2027, 6, 30)

    @pytest.mark.parametrize(
        "kind",
        [StatutoryKind.PREGNANCY, StatutoryKind.MEDICAL_PERIOD, StatutoryKind.WORK_INJURY],
    )
    def test_other_protections_hold_as_long_as_their_record_says(self, kind: StatutoryKind) -> None:
        assert until(record(kind, until_on=date(2026, 12, 1))) == date(2026, 12, 1)

    @pytest.mark.parametrize(
        ("kind", "fact"),
        [
            (StatutoryKind.PREGNANCY, "until_on"),
            (StatutoryKind.NURSING, "child_born_on"),
            (StatutoryKind.NEAR_RETIREMENT, "retires_on"),
        ],
    )
    def test_a_protection_names_the_date_that_it_rests_on(
        self, kind: StatutoryKind, fact: str
    ) -> None:
        s.registered().when(record(kind)).then_refused(errors.FactMissingError, fact=fact)

    @pytest.mark.parametrize("evidence", ["", "　"])
    def test_nothing_is_recorded_without_evidence(self, evidence: str) -> None:
        refused = record(LEAVE, evidence=evidence)
        s.registered().when(refused).then_refused(errors.FactMissingError, fact="evidence")

    def test_a_protection_lasts_at_least_a_day(self) -> None:
        command = record(StatutoryKind.PREGNANCY, until_on=august(1))
        s.registered().when(command).then_refused(errors.ProtectionDatesError)

    def test_an_id_is_used_once(self) -> None:
        past = s.registered().given(TEACHER, protected(LEAVE, august(1), august(9)))
        past.when(record(LEAVE)).then_refused(errors.ProtectionKnownError, protection="p1")

    def test_only_a_registered_teacher_is_protected(self) -> None:
        Scenario().when(record(LEAVE)).then_refused(MissingError, kind="teacher")


class TestNearRetirement:
    def near(self, retires_on: date, **changes: object) -> c.RecordProtection:
        return record(StatutoryKind.NEAR_RETIREMENT, retires_on=retires_on, **changes)

    def test_fifteen_years_in_the_unit_and_under_five_to_retirement_protect(self) -> None:
        since = date(2011, 8, 1)
        assert until(self.near(date(2031, 7, 31)), since=since) == date(2031, 7, 31)

    @pytest.mark.parametrize(
        ("since", "retires_on"),
        [
            (date(2011, 8, 2), date(2031, 7, 31)),  # a day under fifteen years
            (date(2011, 8, 1), date(2031, 8, 1)),  # five years to go, not under
            (date(1990, 9, 1), august(1)),  # retired
        ],
    )
    def test_a_day_less_does_not(self, since: date, retires_on: date) -> None:
        s.registered(since).when(self.near(retires_on)).then_refused(
            errors.NotNearRetirementError, service_years=15, years_left=5
        )

    def test_a_plan_may_protect_earlier(self) -> None:
        command = self.near(date(2032, 7, 31), plan=PLAN)
        assert until(command, since=date(2016, 8, 1), of=KIND_PACK) == date(2032, 7, 31)

    def test_a_move_by_a_round_does_not_interrupt_years_in_the_unit(self) -> None:
        moved = TeacherTransferred(
            from_school="school-1", to_school="school-2", round="r-2025", on=date(2025, 8, 25)
        )
        past = s.registered(date(2005, 9, 1)).given(TEACHER, moved)
        (recorded,) = past.when(self.near(date(2030, 1, 1))).decision()
        assert isinstance(recorded.event, e.ProtectionRecorded)

    def test_ten_years_and_under_ten_to_go_give_a_right_to_a_term_to_retirement(self) -> None:
        ask = c.RequestTermToRetirement(teacher=WHO, retires_on=date(2035, 1, 31))
        on = august(18)
        asked = e.TermToRetirementRequested(until_on=date(2035, 1, 31), on=on)
        s.registered().when(ask).then(Recorded(TEACHER, asked))
        s.registered(date(2016, 8, 19)).when(ask).then_refused(
            errors.NotNearRetirementError, service_years=10, years_left=10
        )


class TestTheVault:
    def test_what_tells_of_health_and_family_goes_to_the_vault_and_not_into_the_event(
        self,
    ) -> None:
        command = record(StatutoryKind.NURSING, child_born_on=date(2026, 6, 30))
        (recorded,) = s.registered().when(command).decision()
        assert set(recorded.personal) == {
            Personal("protection.p1.kind", WHO, "nursing"),
            Personal("protection.p1.evidence", WHO, "县人民医院证明第7号"),
            Personal("protection.p1.children", WHO, "1"),
            Personal("protection.p1.difficult_birth", WHO, "false"),
            Personal("protection.p1.child_born_on", WHO, "2026-06-30"),
        }
        written = recorded.event.model_dump_json()
        assert not any(word in written for word in ("nursing", "医院", "2026-06-30"))

    def test_pregnancy_and_nursing_cannot_be_told_apart_by_what_follows(self) -> None:
        pregnancy, nursing = StatutoryKind.PREGNANCY, StatutoryKind.NURSING
        assert STATUTORY_EFFECTS[pregnancy] == STATUTORY_EFFECTS[nursing]

    def test_the_day_of_retirement_that_was_told_is_in_the_vault(self) -> None:
        command = record(StatutoryKind.NEAR_RETIREMENT, retires_on=date(2030, 1, 1))
        (recorded,) = s.registered(date(2000, 9, 1)).when(command).decision()
        assert Personal("protection.p1.retires_on", WHO, "2030-01-01") in recorded.personal


class TestProlongingAndEnding:
    def past(self) -> Scenario:
        return s.registered().given(TEACHER, protected(LEAVE, august(1), august(30)))

    def test_a_protection_is_prolonged_on_evidence(self) -> None:
        command = c.ProlongProtection(
            teacher=WHO, protection="p1", until_on=date(2026, 9, 10), evidence="证明第8号"
        )
        sealed = (Personal("protection.p1.prolonged.2026-09-10", WHO, "证明第8号"),)
        event = e.ProtectionProlonged(protection="p1", until_on=date(2026, 9, 10))
        self.past().when(command).then(Recorded(TEACHER, event, sealed))

    def test_a_protection_is_not_shortened_by_prolonging_it(self) -> None:
        command = c.ProlongProtection(
            teacher=WHO, protection="p1", until_on=august(30), evidence="证明第8号"
        )
        self.past().when(command).then_refused(errors.ProtectionDatesError)

    def test_a_protection_ends_from_today_on_and_never_in_the_past(self) -> None:
        command = c.EndProtection(teacher=WHO, protection="p1", evidence="证明第9号")
        sealed = (Personal("protection.p1.ended", WHO, "证明第9号"),)
        event = e.ProtectionEnded(protection="p1", on=august(18))
        self.past().when(command).then(Recorded(TEACHER, event, sealed))

    @pytest.mark.parametrize("name", ["p1", "p2"])
    def test_what_has_ended_or_never_was_is_not_ended(self, name: str) -> None:
        command = c.EndProtection(teacher=WHO, protection=name, evidence="证明第9号")
        self.past().when(command, at=noon(august(30))).then_refused(
            errors.ProtectionUnknownError, protection=name
        )

    def test_of_two_protections_only_the_one_named_changes(self) -> None:
        other = protected(StatutoryKind.WORK_INJURY, august(1), august(30), "p2")
        ended = e.ProtectionEnded(protection="p1", on=august(10))
        past = self.past().given(TEACHER, other, ended)
        again = c.EndProtection(teacher=WHO, protection="p1", evidence="证明第9号")
        past.when(again).then_refused(errors.ProtectionUnknownError)
        assert past.when(again.model_copy(update={"protection": "p2"})).decision()


class TestConsent:
    GIVE = c.GiveConsent(teacher=WHO, matter=ConsentMatter.UNPLACED, about="round-1")
    TAKE = c.WithdrawConsent(teacher=WHO, matter=ConsentMatter.UNPLACED, about="round-1")
    GIVEN = e.ConsentGiven(matter=ConsentMatter.UNPLACED, about="round-1", on=august(18))
    TAKEN = e.ConsentWithdrawn(matter=ConsentMatter.UNPLACED, about="round-1", on=august(18))

    def test_consent_is_given_and_withdrawn(self) -> None:
        s.registered().when(self.GIVE).then(Recorded(TEACHER, self.GIVEN))
        s.registered().given(TEACHER, self.GIVEN).when(self.TAKE).then(
            Recorded(TEACHER, self.TAKEN)
        )

    def test_consent_is_given_once_and_withdrawn_once(self) -> None:
        given = s.registered().given(TEACHER, self.GIVEN)
        given.when(self.GIVE).then_refused(errors.ConsentError, stands=1)
        given.given(TEACHER, self.TAKEN).when(self.TAKE).then_refused(errors.ConsentError, stands=0)


def test_every_command_says_whose_protection_it_is_about() -> None:
    assert all("teacher" in command.model_fields for command in c.COMMANDS)
    assert all(issubclass(command, Command) for command in c.COMMANDS)
