"""One person is registered once: not twice in an act, nor beside what the ledger has."""

from __future__ import annotations

import pytest

from adapters.ledger.errors import StreamMovedError
from domain.kernel import Command
from domain.mandate.commands import ErasePerson
from domain.mandate.errors import NotAuthorisedError
from domain.mandate.roles import Role
from domain.teacher.commands import RegisterTeacher
from domain.teacher.errors import IdentityKnownError
from tests.ledger.commands_given import SCHOOL, TEACHER
from tests.support.identities import identity_of
from tests.support.office import Office, signer


def teacher(person: str, identity: str = "one") -> RegisterTeacher:
    return TEACHER.model_copy(update={"teacher": person, "id_number": identity_of(identity)})


@pytest.fixture
def registry(office: Office) -> Office:
    office.act(SCHOOL, office.root)
    return office


def test_ten_teachers_of_one_identity_number_are_not_registered_in_one_act(
    registry: Office,
) -> None:
    ten: list[Command] = [teacher(f"t{number}") for number in range(10)]
    with pytest.raises(IdentityKnownError) as refused:
        registry.act_all(ten, registry.root)
    assert refused.value.facts == {"teacher": "t1", "known_as": "t0"}


def test_ten_teachers_of_ten_identity_numbers_are(registry: Office) -> None:
    registry.act_all([teacher(f"t{n}", f"identity {n}") for n in range(10)], registry.root)
    assert registry.ledger.verify().findings == []


def test_nor_is_one_registered_again_in_a_later_act(registry: Office) -> None:
    registry.act(teacher("t0"), registry.root)
    with pytest.raises(IdentityKnownError) as refused:
        registry.act(teacher("t1"), registry.root)
    assert refused.value.facts == {"teacher": "t1", "known_as": "t0"}
    registry.act(teacher("t1", "another"), registry.root)


def test_the_same_number_is_known_in_small_letters_too(registry: Office) -> None:
    with_x = next(f"p{n}" for n in range(99) if identity_of(f"p{n}").endswith("X"))
    registry.act(teacher("t0", with_x), registry.root)
    small = teacher("t1").model_copy(update={"id_number": identity_of(with_x).lower()})
    with pytest.raises(IdentityKnownError):
        registry.act(small, registry.root)


def test_the_ledger_tells_as_whom_numbers_are_registered(registry: Office) -> None:
    registry.act(teacher("t0"), registry.root)
    numbers = [identity_of("one"), identity_of("nobody")]
    assert registry.ledger.identity_holders(numbers) == {identity_of("one"): "t0"}


def test_of_two_drafts_of_one_person_the_second_is_sent_back(registry: Office) -> None:
    """Neither was recorded when the other was drafted, and they write to different streams."""
    drafts = [registry.ledger.draft([teacher(each)], [registry.root]) for each in ("t0", "t1")]
    signed = [(draft, [signer("root").sign(draft.to_sign)]) for draft in drafts]
    registry.act(teacher("t2", "another"), registry.root)
    first, second = registry.ledger.record_all(signed)
    assert not isinstance(first, Exception)
    assert isinstance(second, StreamMovedError)
    with pytest.raises(IdentityKnownError):
        registry.act(teacher("t1"), registry.root)


def test_whoever_was_erased_may_be_registered_anew(registry: Office) -> None:
    registry.act(teacher("t0"), registry.root)
    number = identity_of("one")
    assert registry.ledger.identity_holders([number]) == {number: "t0"}
    registry.act(ErasePerson(person="t0", ground="依法删除"), registry.root)
    assert registry.ledger.identity_holders([number]) == {}
    registry.act(teacher("t1"), registry.root)


def test_nobody_learns_who_is_registered_but_a_registrar(registry: Office) -> None:
    """The refusal of a person without the office says nothing of the number."""
    registry.act(teacher("t0"), registry.root)
    wang = registry.hire("wang", Role.JUDGE, "s1")
    with pytest.raises(NotAuthorisedError):
        registry.act(teacher("t1"), wang)
