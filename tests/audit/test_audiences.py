"""An operator with every key writes another history: what was shown before convicts him."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.format.act import Actor
from audit.format.bundle import verify_bundle, verify_proof
from audit.format.bundle_reader import read_bundle
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.errors import ProofError
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange, consistency_proof, leaf_hash, verify_consistency
from tests.audit.forgers_given import proof_of
from tests.support.forge import Fact, Forge, small_log

WANG = Actor("wang", "principal", "s1", "m-wang")
Nodes = dict[tuple[int, int], bytes]


def seat(person: str) -> Fact:
    return ("school:s1", "school.seat-taken.v1", {"person": person})


def log_with(*persons: str) -> Forge:
    """Return a genuine log: every act rests on those before it, whoever they are of."""
    forge = small_log()
    for person in persons:
        forge.act([seat(person)], actors=[WANG])
    return forge


def shown(bundle: Path, forge: Forge) -> tuple[Checkpoint, CompactRange, Nodes]:
    """Return what a bundle proves to whoever holds it alone: that nothing is wrong."""
    assert verify_bundle(bundle, vkey=forge.vkey).findings == []
    content, tree, nodes = read_bundle(bundle), CompactRange(), Nodes()
    for entry, _ in content.entries:
        nodes.update({(level, at): value for level, at, value in tree.append(leaf_hash(entry))})
    return open_checkpoint(content.note, forge.signer.verifier), tree, nodes


def must_extend(earlier: Checkpoint, bundle: Path, forge: Forge) -> None:
    """Ask what a witness, or whoever kept a checkpoint, asks of a later bundle.

    Raises:
        ProofError: It is of another history.
    """
    now, _, nodes = shown(bundle, forge)
    proof = (
        consistency_proof(earlier.size, now.size, lambda *at: nodes[at])
        if 0 < earlier.size <= now.size
        else []
    )
    verify_consistency(earlier.size, now.size, proof, earlier.root, now.root)


def test_a_history_that_went_on_extends_what_was_shown(tmp_path: Path) -> None:
    earlier = log_with("zhao").checkpoint()
    later = log_with("zhao", "qian", "sun")
    must_extend(earlier, later.export(tmp_path / "b"), later)


@pytest.mark.parametrize(
    "rewritten",
    [
        pytest.param(("li", "qian", "sun"), id="another act in its place"),
        pytest.param(("li", "zhao", "qian"), id="an act inserted before"),
        pytest.param(("qian", "sun"), id="an act left out"),
        pytest.param(("sun", "zhao", "qian"), id="acts in another order"),
        pytest.param((), id="the tail cut off"),
    ],
)
def test_a_history_that_was_written_anew_is_sound_alone_and_does_not_extend_it(
    tmp_path: Path, rewritten: tuple[str, ...]
) -> None:
    """All keys are the operator's, so every signature of it is good; the checkpoint is not."""
    earlier = log_with("zhao").checkpoint()
    later = log_with(*rewritten)
    with pytest.raises(ProofError):
        must_extend(earlier, later.export(tmp_path / "b"), later)


def test_two_audiences_that_are_shown_two_histories_need_only_compare(tmp_path: Path) -> None:
    ours, theirs = log_with("zhao"), log_with("qian")
    one, _, _ = shown(ours.export(tmp_path / "ours"), ours)
    other, _, _ = shown(theirs.export(tmp_path / "theirs"), theirs)
    assert (one.origin, one.size) == (other.origin, other.size)
    with pytest.raises(ProofError, match="equal roots"):
        verify_consistency(one.size, other.size, [], one.root, other.root)


def test_the_receipt_of_what_was_left_out_convicts_whoever_left_it_out(tmp_path: Path) -> None:
    """The submitter holds a proof that the log's own key signed; the log is without the act."""
    honest, silent = log_with("zhao", "qian"), log_with("qian", "sun")
    receipt = tmp_path / "zhao.tlog-proof"
    receipt.write_bytes(proof_of(honest, 3).to_bytes())
    assert verify_proof(receipt, vkey=silent.vkey).sound
    _, tree, _ = shown(silent.export(tmp_path / "b"), silent)
    proof = TlogProof.from_bytes(receipt.read_bytes())
    promised = open_checkpoint(proof.checkpoint, silent.signer.verifier)
    assert proof.extra not in [entry for entry, _ in read_bundle(tmp_path / "b").entries]
    assert (tree.size, tree.root() == promised.root) == (promised.size, False)
