"""Group commit: what waits together is stored together, and each act is judged for itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.ledger.acts import Draft, Receipt
from adapters.ledger.errors import SignatureRefusedError, StreamMovedError
from audit.format.entry import Signature
from audit.format.note import NoteVerifier
from domain.mandate.commands import DeclareRecusal, RevokeKey
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.http.house import House, house_at
from tests.support.office import signer


def recusal(house: House, person: str, other: str) -> Draft:
    command = DeclareRecusal(person=person, other=other, relation="亲属")
    return house.ledger.draft([command], [Mandated(person, Role.SELF)])


def signed(draft: Draft) -> tuple[Draft, list[Signature]]:
    return draft, [signer(actor.person).sign(draft.to_sign) for actor in draft.actors]


def test_each_act_of_a_batch_gets_its_own_index_and_a_receipt_that_verifies(
    database_url: str, tmp_path: Path
) -> None:
    with house_at(database_url, tmp_path) as house:
        people = [f"t{n}" for n in range(20)]
        for person in people:
            house.hire(person)
        size = house.ledger.size()
        batch = [signed(recusal(house, person, "x")) for person in people]
        receipts = house.ledger.record_all(batch)
        log = NoteVerifier.from_vkey(house.ledger.vkey)
        for n, (receipt, (draft, _)) in enumerate(zip(receipts, batch, strict=True)):
            assert isinstance(receipt, Receipt)
            assert (receipt.index, receipt.act) == (size + n, draft.act.act)
            assert receipt.proof.extra is not None
            receipt.proof.verify(receipt.proof.extra, log)
        assert house.ledger.verify().findings == []


def test_of_two_acts_on_one_stream_the_first_is_stored_and_the_second_refused_alone(
    database_url: str, tmp_path: Path
) -> None:
    with house_at(database_url, tmp_path) as house:
        house.hire("a")
        house.hire("b")
        first, second, other = (
            recusal(house, "a", "x"),
            recusal(house, "a", "y"),
            recusal(house, "b", "x"),
        )
        forged = other, [signer("a").sign(other.to_sign)]
        outcomes = house.ledger.record_all([signed(first), forged, signed(second), signed(other)])
        kinds = [Receipt, SignatureRefusedError, StreamMovedError, Receipt]
        assert [type(each) for each in outcomes] == kinds
        assert house.ledger.verify().findings == []


def test_a_key_revoked_earlier_in_the_batch_no_longer_signs(
    database_url: str, tmp_path: Path
) -> None:
    with house_at(database_url, tmp_path) as house:
        house.hire("a")
        mine = recusal(house, "a", "x")
        lost = RevokeKey(person="a", kid=signer("a").kid, reason="遗失", void_from_index=1)
        revoked = house.ledger.draft([lost], [house.root])
        outcomes = house.ledger.record_all([signed(revoked), signed(mine)])
        assert [type(each) for each in outcomes] == [Receipt, StreamMovedError]


def test_nothing_is_written_where_no_act_is_good(database_url: str, tmp_path: Path) -> None:
    with house_at(database_url, tmp_path) as house:
        house.hire("a")
        size, draft = house.ledger.size(), recusal(house, "a", "x")
        (outcome,) = house.ledger.record_all([(draft, [signer("root").sign(draft.to_sign)])])
        assert isinstance(outcome, SignatureRefusedError)
        assert house.ledger.size() == size


def test_a_receipt_can_be_had_again_but_not_of_an_act_to_come(
    database_url: str, tmp_path: Path
) -> None:
    with house_at(database_url, tmp_path) as house:
        assert house.ledger.prove(0).index == 0
        with pytest.raises(LookupError):
            house.ledger.prove(1)
