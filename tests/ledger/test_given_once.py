"""A key and a mandate id belong to one person, once: what the verifier asks for ever after."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from adapters.keystore.signer import SoftwareSigner
from adapters.ledger.errors import StreamMovedError
from adapters.ledger.tables import GIVEN
from domain.mandate.commands import EnrolKey, GrantMandate, RevokeMandate
from domain.mandate.errors import KeyKnownError, MandateKnownError
from domain.mandate.roles import Role
from tests.support.office import DAY, ORIGIN, Office, signer

OPENERS = 6


def grant(person: str) -> GrantMandate:
    return GrantMandate(mandate="m-1", person=person, role=Role.JUDGE, body="s1", from_on=DAY)


def enrolment(person: str, key_of: str) -> EnrolKey:
    """Return an enrolment of somebody's key for ``person``, signed with that key."""
    shared = SoftwareSigner(person, signer(key_of).key)
    return EnrolKey.model_validate(shared.enrolment(ORIGIN))


def test_a_mandate_id_is_not_granted_to_a_second_person(office: Office) -> None:
    office.act(grant("wang"), office.root)
    with pytest.raises(MandateKnownError) as refused:
        office.act(grant("li"), office.root)
    assert refused.value.facts == {"person": "li", "mandate": "m-1"}
    assert office.ledger.verify().findings == []


def test_nor_to_two_persons_in_one_act(office: Office) -> None:
    with pytest.raises(MandateKnownError):
        office.act_all([grant("wang"), grant("li")], office.root)
    office.act(grant("wang"), office.root)
    assert office.ledger.verify().findings == []


def test_nor_after_it_was_revoked(office: Office) -> None:
    office.act(grant("wang"), office.root)
    office.act(RevokeMandate(person="wang", mandate="m-1", reason="任务结束"), office.root)
    with pytest.raises(MandateKnownError):
        office.act(grant("li"), office.root)


def test_a_key_is_not_enrolled_for_a_second_person(office: Office) -> None:
    office.act(enrolment("wang", "wang"), office.root)
    with pytest.raises(KeyKnownError) as refused:
        office.act(enrolment("li", "wang"), office.root)
    assert refused.value.facts["person"] == "li"
    assert office.ledger.verify().findings == []


@pytest.mark.parametrize(
    ("first", "second"),
    [(grant("wang"), grant("li")), (enrolment("wang", "wang"), enrolment("li", "wang"))],
    ids=["mandate", "key"],
)
def test_of_two_clerks_at_the_same_second_one_is_sent_back(
    open_office: Callable[[], Office],
    first: EnrolKey | GrantMandate,
    second: EnrolKey | GrantMandate,
) -> None:
    """Each drafts while neither has recorded; they write to different streams."""
    here, there = open_office().founded(), open_office()
    one = here.ledger.draft([first], [here.root])
    other = there.ledger.draft([second], [there.root])
    here.ledger.record(one, [signer("root").sign(one.to_sign)])
    with pytest.raises(StreamMovedError):
        there.ledger.record(other, [signer("root").sign(other.to_sign)])
    with pytest.raises((KeyKnownError, MandateKnownError)):
        there.act(second, there.root)
    assert here.ledger.verify().findings == []


def test_nor_when_both_are_recorded_in_one_transaction(office: Office) -> None:
    drafts = [office.ledger.draft([grant(person)], [office.root]) for person in ("wang", "li")]
    signed = [(draft, [signer("root").sign(draft.to_sign)]) for draft in drafts]
    first, second = office.ledger.record_all(signed)
    assert not isinstance(first, Exception)
    assert isinstance(second, StreamMovedError)
    assert office.ledger.verify().findings == []


def test_a_store_from_before_learns_the_names_given_in_it(
    open_office: Callable[[], Office],
) -> None:
    before = open_office().founded()
    before.act(grant("wang"), before.root)
    with before.engine.begin() as connection:
        connection.execute(sa.schema.DropTable(GIVEN))
    now = open_office()
    with pytest.raises(MandateKnownError):
        now.act(grant("li"), now.root)


@pytest.mark.parametrize("founded", [False, True], ids=["new store", "store from before"])
def test_many_who_open_a_store_at_once_make_its_tables_and_learn_its_names_once(
    database_url: str, tmp_path: Path, *, founded: bool
) -> None:
    """Of a server and a clerk who start together after an update, neither is turned away."""
    if founded:
        before = Office.at(database_url, tmp_path).founded()
        before.act(grant("wang"), before.root)
        with before.engine.begin() as connection:
            connection.execute(sa.schema.DropTable(GIVEN))
        before.engine.dispose()
    together = Barrier(OPENERS)

    def open_it(_: int) -> set[str]:
        together.wait()
        office = Office.at(database_url, tmp_path)
        with office.engine.connect() as connection:
            names = set(connection.scalars(sa.select(GIVEN.c.name)))
        office.engine.dispose()
        return names

    with ThreadPoolExecutor(OPENERS) as pool:
        seen = list(pool.map(open_it, range(OPENERS)))
    assert len({frozenset(names) for names in seen}) == 1
    assert ("mandate:m-1" in seen[0]) == founded
