"""Sealed personal values that an administrator took away or exchanged."""

from __future__ import annotations

import hashlib

import pytest
import sqlalchemy as sa

from adapters.ledger.act_recorder import ActRecorder
from adapters.ledger.tables import SEALED
from adapters.vault.vault import Vault
from domain.mandate.commands import ErasePerson
from tests.ledger.administrator_given import as_administrator
from tests.ledger.commands_given import SCHOOL, TEACHER
from tests.support.office import Office

VALUE = "(SELECT min(place) FROM sealed)"


@pytest.fixture
def registered(office: Office) -> Office:
    office.act_all([SCHOOL, TEACHER], office.root)
    return office


@pytest.mark.parametrize(
    ("statement", "lost"),
    [
        pytest.param("DELETE FROM subject_keys WHERE subject = 'li'", 4, id="her key"),
        pytest.param(
            f"DELETE FROM sealed WHERE place = {VALUE}",
            1,
            id="one value",
        ),
        pytest.param(
            f"UPDATE sealed SET value = (SELECT value FROM sealed s2 WHERE s2.place = {VALUE})",
            3,
            id="another value",
        ),
    ],
)
def test_a_sealed_value_cannot_go_without_a_decision(
    registered: Office, statement: str, lost: int
) -> None:
    as_administrator(registered, statement)
    findings = registered.ledger.verify().findings
    assert [finding.code for finding in findings] == ["vault.missing"] * lost
    assert {finding.where for finding in findings} == {"index 1, event 1"}
    assert all(" of li, or a decision to erase it" in finding.expected for finding in findings)
    registered.act(ErasePerson(person="li", ground="依法删除"), registered.root)
    assert registered.ledger.verify().findings == []


def test_the_values_of_many_people_are_looked_for(registered: Office) -> None:
    """A page of acts may commit to more of them than one query may name."""
    recorder = ActRecorder(registered.engine, Vault(hashlib.sha256(b"master").digest()))
    with registered.engine.connect() as connection:
        kept = connection.scalars(sa.select(SEALED.c.commitment)).all()
    many = [hashlib.sha256(n.to_bytes(4, "big")).digest() for n in range(70_000)]
    assert recorder.gone([*many, *kept]) == set(many)
    assert len(kept) == 4


def test_an_erasure_while_the_store_is_checked_is_no_loss(registered: Office) -> None:
    size = registered.ledger.size()

    def erase(done: int, _size: int) -> None:
        if done == size:
            registered.act(ErasePerson(person="li", ground="依法删除"), registered.root)

    report = registered.ledger.verify(progress=erase)
    assert (report.findings, report.size) == ([], size)
    assert registered.ledger.personal("li") == {}


def test_a_broken_body_that_comes_in_while_the_store_is_checked_is_a_finding(
    registered: Office,
) -> None:
    """It speaks of an erasure, so the check reads it; what cannot be read excuses nothing."""
    size = registered.ledger.size()
    broken = b'{"topic":"mandate.person-erased.v1"'.hex()
    literal = f"X'{broken}'" if registered.engine.name == "sqlite" else f"'\\x{broken}'"

    def erase_and_break(done: int, _size: int) -> None:
        if done == size:
            registered.act(ErasePerson(person="li", ground="依法删除"), registered.root)
            last = "(SELECT max(id) FROM stored_events)"
            as_administrator(
                registered, f"UPDATE stored_events SET state = {literal} WHERE id = {last}"
            )

    found = registered.ledger.verify(progress=erase_and_break).findings
    assert (found[-1].code, found[-1].where) == ("event.malformed", f"index {size}, event 0")
    assert {each.code for each in found} == {"event.malformed", "vault.missing"}
