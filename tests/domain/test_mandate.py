"""授权: keys, offices, recusal, and the erasing of a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.kernel import AlreadyExistsError, Command, MissingError, Recorded
from domain.mandate import commands as c
from domain.mandate import errors
from domain.mandate import events as e
from domain.mandate.roles import Role
from domain.mandate.state import (
    Body,
    Mandate,
    Mandates,
    evolve_body,
    evolve_district,
    evolve_mandates,
)
from tests.support.scenario import Scenario

PERSON, STREAM = "p-wang", "mandates:p-wang"
DAY = date(2026, 8, 18)
ENROL = c.EnrolKey(person=PERSON, kid="k1", suite=1, key="AAAA", proof="BBBB")
ENROLLED = e.KeyEnrolled(person=PERSON, kid="k1", suite=1, key="AAAA", proof="BBBB")
GRANT = c.GrantMandate(
    mandate="m1", person=PERSON, role=Role.PRINCIPAL, body="s1", from_on=DAY, until_on=None
)
GRANTED = e.MandateGranted(
    mandate="m1", person=PERSON, role="principal", body="s1", from_on=DAY, until_on=None
)
REVOKE_KEY = c.RevokeKey(person=PERSON, kid="k1", reason="遗失", void_from_index=7)
KEY_REVOKED = e.KeyRevoked(kid="k1", reason="遗失", void_from_index=7)
REVOKE = c.RevokeMandate(person=PERSON, mandate="m1", reason="调离")
REVOKED = e.MandateRevoked(mandate="m1", reason="调离")


def past(*events: e.MandatesEvent) -> Scenario:
    """Return a past in the person's stream."""
    return Scenario().given(STREAM, *events)


def folded(*events: e.MandatesEvent) -> Mandates:
    """Return what a person's events come to."""
    state: Mandates | None = None
    for event in events:
        state = evolve_mandates(state, event)
    assert state is not None
    return state


class TestFounding:
    """台账建立."""

    FOUND = c.FoundLog(district="d1", name="试验区", root_person="root")
    FOUNDED = e.LogFounded(district="d1", name="试验区", root_person="root")

    def test_a_district_founds_its_ledger(self) -> None:
        Scenario().when(self.FOUND).then(Recorded("district:d1", self.FOUNDED))

    def test_matters_of_the_ledger_itself_are_the_district_s(self) -> None:
        assert evolve_district(None, self.FOUNDED).body == "d1"

    def test_it_founds_it_once(self) -> None:
        founded = Scenario().given("district:d1", self.FOUNDED)
        founded.when(self.FOUND).then_refused(AlreadyExistsError, kind="district", key="d1")

    def test_a_body_is_registered_once_below_its_parent(self) -> None:
        register = c.RegisterBody(
            body="t1", kind=e.BodyKind.TOWN_OFFICE, name="镇教办", parent="bureau"
        )
        registered = e.BodyRegistered(kind=e.BodyKind.TOWN_OFFICE, name="镇教办", parent="bureau")
        Scenario().when(register).then(Recorded("body:t1", registered))
        again = Scenario().given("body:t1", registered)
        again.when(register).then_refused(AlreadyExistsError, kind="body", key="t1")

    def test_a_bodys_matters_belong_to_its_parent(self) -> None:
        top = e.BodyRegistered(kind=e.BodyKind.EDUCATION_BUREAU, name="教育局", parent=None)
        below = e.BodyRegistered(kind=e.BodyKind.TOWN_OFFICE, name="镇教办", parent="bureau")
        owners = [evolve_body(None, each).body for each in (top, below)]
        assert owners == ["", "bureau"]
        assert isinstance(evolve_body(None, top), Body)


class TestKeys:
    """密钥."""

    def test_a_key_is_enrolled_with_its_proof(self) -> None:
        Scenario().when(ENROL).then(Recorded(STREAM, ENROLLED))

    def test_a_key_is_enrolled_once(self) -> None:
        past(ENROLLED).when(ENROL).then_refused(errors.KeyKnownError, person=PERSON, kid="k1")

    def test_a_revoked_key_never_comes_back(self) -> None:
        past(ENROLLED, KEY_REVOKED).when(ENROL).then_refused(errors.KeyKnownError, kid="k1")

    def test_a_key_is_revoked_from_an_index(self) -> None:
        past(ENROLLED).when(REVOKE_KEY).then(Recorded(STREAM, KEY_REVOKED))

    def test_only_a_key_that_stands_is_revoked(self) -> None:
        Scenario().when(REVOKE_KEY).then_refused(errors.KeyUnknownError, kid="k1")
        past(ENROLLED, KEY_REVOKED).when(REVOKE_KEY).then_refused(errors.KeyUnknownError, kid="k1")

    def test_revoking_one_key_leaves_the_others(self) -> None:
        second = ENROLLED.model_copy(update={"kid": "k2"})
        state = folded(ENROLLED, second, KEY_REVOKED)
        assert state.key("k1") is None
        assert state.key("k2") is not None
        assert [key.revoked for key in state.keys] == [True, False]

    def test_an_index_before_the_first_is_no_index(self) -> None:
        with pytest.raises(ValidationError):
            c.RevokeKey(person=PERSON, kid="k1", reason="遗失", void_from_index=-1)


class TestOffices:
    """职务授权."""

    def test_an_office_is_granted_from_a_day_on(self) -> None:
        Scenario().when(GRANT).then(Recorded(STREAM, GRANTED))

    def test_an_id_is_used_once_even_after_revocation(self) -> None:
        past(GRANTED).when(GRANT).then_refused(errors.MandateKnownError, mandate="m1")
        past(GRANTED, REVOKED).when(GRANT).then_refused(errors.MandateKnownError, mandate="m1")

    @pytest.mark.parametrize("days", [0, -1])
    def test_an_office_ends_after_it_begins(self, days: int) -> None:
        ends = GRANT.model_copy(update={"until_on": DAY + timedelta(days=days)})
        Scenario().when(ends).then_refused(errors.MandateDatesError, start=DAY.isoformat())

    def test_an_office_of_one_day_is_granted(self) -> None:
        one = GRANT.model_copy(update={"until_on": DAY + timedelta(days=1)})
        (recorded,) = Scenario().when(one).decision()
        assert recorded.event == GRANTED.model_copy(update={"until_on": DAY + timedelta(days=1)})

    def test_an_office_is_revoked_before_its_date(self) -> None:
        past(GRANTED).when(REVOKE).then(Recorded(STREAM, REVOKED))

    def test_only_an_office_that_stands_is_revoked(self) -> None:
        Scenario().when(REVOKE).then_refused(errors.MandateUnknownError, mandate="m1")
        past(GRANTED, REVOKED).when(REVOKE).then_refused(errors.MandateUnknownError)

    def test_revoking_one_office_leaves_the_others(self) -> None:
        second = GRANTED.model_copy(update={"mandate": "m2"})
        state = folded(GRANTED, second, REVOKED)
        standing = [each.mandate for each in state.mandates if each.stands(DAY)]
        assert standing == ["m2"]
        assert state.mandate("m3") is None

    @given(
        begins=st.integers(-400, 400),
        lasts=st.none() | st.integers(1, 400),
        asked=st.integers(-900, 900),
        revoked=st.booleans(),
    )
    def test_an_office_stands_from_its_first_day_up_to_not_including_its_last(
        self, begins: int, lasts: int | None, asked: int, *, revoked: bool
    ) -> None:
        start = DAY + timedelta(days=begins)
        end = None if lasts is None else start + timedelta(days=lasts)
        on = DAY + timedelta(days=asked)
        office = Mandate(
            mandate="m", role="judge", body="s1", from_on=start, until_on=end, revoked=revoked
        )
        within = asked >= begins and (lasts is None or asked < begins + lasts)
        assert office.stands(on) == (within and not revoked)


class TestPersons:
    """回避, 追认, 删除."""

    def test_recusal_is_declared_and_kept(self) -> None:
        declare = c.DeclareRecusal(person=PERSON, other="p-li", relation="夫妻")
        declared = e.RecusalDeclared(other="p-li", relation="夫妻")
        Scenario().when(declare).then(Recorded(STREAM, declared))
        more = e.RecusalDeclared(other="p-zhao", relation="师生")
        assert folded(declared, more).recused_from == {"p-li", "p-zhao"}

    def test_what_a_stolen_key_signed_is_void_from_the_theft_on(self) -> None:
        state = folded(ENROLLED, KEY_REVOKED)
        theft = KEY_REVOKED.void_from_index
        assert not state.is_void(frozenset({"k1"}), theft - 1)
        assert state.is_void(frozenset({"k1", "k2"}), theft)
        assert not state.is_void(frozenset({"k2"}), theft)
        assert not folded(ENROLLED).is_void(frozenset({"k1"}), theft)

    def test_a_void_act_is_confirmed_in_the_stream_of_its_signer(self) -> None:
        confirm = c.ConfirmAct(person=PERSON, act="019900aa", reason="复核无误")
        Scenario().when(confirm).then_refused(MissingError, kind="mandates", key=PERSON)
        confirmed = e.ActConfirmed(act="019900aa", reason="复核无误")
        past(ENROLLED, KEY_REVOKED).when(confirm).then(Recorded(STREAM, confirmed))
        assert folded(ENROLLED, KEY_REVOKED, confirmed) == folded(ENROLLED, KEY_REVOKED)

    def test_where_no_key_was_revoked_nothing_is_void(self) -> None:
        confirm = c.ConfirmAct(person=PERSON, act="019900aa", reason="复核无误")
        past(ENROLLED).when(confirm).then_refused(
            errors.NothingVoidError, person=PERSON, act="019900aa"
        )

    def test_a_person_is_erased_once(self) -> None:
        erase = c.ErasePerson(person=PERSON, ground="个人信息保护法 第47条")
        erased = e.PersonErased(person=PERSON, ground="个人信息保护法 第47条")
        Scenario().when(erase).then(Recorded(STREAM, erased))
        past(ENROLLED, erased).when(erase).then_refused(errors.PersonErasedError, person=PERSON)

    def test_erasing_takes_neither_key_nor_office(self) -> None:
        erased = e.PersonErased(person=PERSON, ground="个人信息保护法 第47条")
        state = folded(ENROLLED, GRANTED, erased)
        assert state.key("k1") is not None
        assert state.mandates[0].stands(DAY)
        assert state.body == ""


PLAUSIBLE: list[Command] = [
    ENROL,
    ENROL.model_copy(update={"kid": "k2"}),
    REVOKE_KEY,
    REVOKE_KEY.model_copy(update={"kid": "k2"}),
    GRANT,
    GRANT.model_copy(update={"mandate": "m2"}),
    REVOKE,
    REVOKE.model_copy(update={"mandate": "m2"}),
]


@given(st.lists(st.sampled_from(PLAUSIBLE), max_size=25))
def test_whatever_is_asked_a_key_and_an_office_live_once(commands: list[Command]) -> None:
    """No key and no office is there twice, and what was revoked is never back."""
    past = Scenario()
    gone: set[str] = set()
    for command in commands:
        try:
            ((stream, event),) = [(r.stream, r.event) for r in past.when(command).decision()]
        except (
            errors.KeyKnownError,
            errors.KeyUnknownError,
            errors.MandateKnownError,
            errors.MandateUnknownError,
        ):
            continue
        past = past.given(stream, event)
        gone |= {getattr(command, "kid", "")} if isinstance(command, c.RevokeKey) else set()
        gone |= {command.mandate} if isinstance(command, c.RevokeMandate) else set()
        state = folded(*[each for _, each in past.history if isinstance(each, e.MandatesEvent)])
        names = [key.kid for key in state.keys] + [each.mandate for each in state.mandates]
        assert len(names) == len(set(names))
        assert not [name for name in gone if state.key(name) is not None]
        assert not [each for each in state.mandates if each.mandate in gone and each.stands(DAY)]
