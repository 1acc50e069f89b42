"""A witness signs what extends all that it has seen of a log, and nothing else."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from adapters.witness.request import MAX_REQUEST, SIZE, AddCheckpoint, Answer
from adapters.witness.state import StateFile, WitnessStateError
from adapters.witness.witness import Witness
from audit.format.checkpoint import Checkpoint, sign_checkpoint
from audit.format.cosignature import WitnessSigner, cosignatures_by, witnessing
from audit.format.errors import MalformedError, NoteError
from audit.format.note import NoteSigner, signatures_in
from audit.format.tree import CompactRange, ReadNode, consistency_proof, leaf_hash
from tests.support.forge import key_of

ORIGIN = "gongxin.example/witnessed"
LOG = NoteSigner(ORIGIN, key_of("log"))
TOWN = WitnessSigner("witness.example/town", key_of("witness of the town"))
AT = 1_787_209_200


class History:
    """A log that grows in one way; another name grows in another."""

    def __init__(self, name: str = "ours", *, same: int = 0) -> None:
        """Take a name; the first ``same`` leaves are those of every other history."""
        self._name, self._same = name, same
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._tree = CompactRange()

    def at(self, size: int, signer: NoteSigner = LOG) -> bytes:
        return sign_checkpoint(Checkpoint(signer.name, size, self.root(size)), signer)

    def root(self, size: int) -> bytes:
        while self._tree.size < size:
            name = "all" if self._tree.size < self._same else self._name
            leaf = leaf_hash(f"{name} {self._tree.size}".encode())
            for level, index, value in self._tree.append(leaf):
                self._nodes[level, index] = value
        return CompactRange.of(size, self.node).root()

    @property
    def node(self) -> ReadNode:
        return lambda level, index: self._nodes[level, index]

    def ask(self, old: int, size: int) -> bytes:
        note = self.at(size)
        proof = consistency_proof(old, size, self.node) if old else []
        return AddCheckpoint(old, tuple(proof), note).to_bytes()


@pytest.fixture
def open_witness(tmp_path: Path) -> Callable[[], Witness]:
    """Open the same witness as often as asked, as after a restart."""
    StateFile(tmp_path / "state", TOWN.witness.vkey).create()
    return lambda: opened(tmp_path / "state")


def opened(path: Path) -> Witness:
    return Witness(TOWN, [LOG.verifier], StateFile(path, TOWN.witness.vkey), lambda: AT)


def statuses(witness: Witness, requests: Sequence[bytes]) -> list[tuple[int, bytes]]:
    answers = [witness.add_checkpoint(each) for each in requests]
    return [(each.status, b"" if each.status == 200 else each.body) for each in answers]


def test_it_cosigns_what_extends_what_it_saw(open_witness: Callable[[], Witness]) -> None:
    ours = History()
    for old, size in ((0, 1), (1, 2), (2, 7), (7, 7), (7, 300)):
        answer = open_witness().add_checkpoint(ours.ask(old, size))
        assert answer.status == 200
        (line,) = signatures_in(answer.body.decode())
        assert list(cosignatures_by(ours.at(size), [line], [TOWN.witness])) == [line]
        (good,) = witnessing(ours.at(size) + answer.body, [TOWN.witness]).good
        assert good.time == AT


def test_rollback_a_smaller_log_is_told_the_size_that_was_seen(
    open_witness: Callable[[], Witness],
) -> None:
    ours = History()
    assert open_witness().add_checkpoint(ours.ask(0, 8)).status == 200
    refused = open_witness().add_checkpoint(ours.ask(0, 5))
    assert refused == Answer(409, b"8\n", SIZE)
    assert open_witness().add_checkpoint(ours.ask(5, 5)) == refused
    assert open_witness().add_checkpoint(ours.ask(8, 9)).status == 200


def test_split_view_another_history_of_the_same_size_is_refused_and_kept(
    open_witness: Callable[[], Witness], tmp_path: Path
) -> None:
    ours, theirs = History(), History("theirs", same=3)
    assert open_witness().add_checkpoint(ours.ask(0, 6)).status == 200
    for _ in range(2):
        assert open_witness().add_checkpoint(theirs.ask(6, 6)) == Answer(409, b"6\n", SIZE)
    (kept,) = (tmp_path / "state.conflicts").iterdir()
    assert kept.read_bytes() == ours.at(6) + b"\n" + theirs.at(6)


def test_split_view_another_history_that_grew_is_refused(
    open_witness: Callable[[], Witness],
) -> None:
    ours, theirs = History(), History("theirs", same=3)
    assert open_witness().add_checkpoint(ours.ask(0, 6)).status == 200
    for size in (7, 8, 64):
        assert open_witness().add_checkpoint(theirs.ask(6, size)).status == 422


def test_of_two_that_part_after_what_it_saw_it_stays_with_the_first(
    open_witness: Callable[[], Witness],
) -> None:
    ours, theirs = History(same=6), History("theirs", same=6)
    assert open_witness().add_checkpoint(ours.ask(0, 6)).status == 200
    assert open_witness().add_checkpoint(theirs.ask(6, 8)).status == 200
    assert open_witness().add_checkpoint(ours.ask(8, 9)).status == 422


def test_a_proof_that_is_cut_or_padded_is_refused(open_witness: Callable[[], Witness]) -> None:
    ours, witness = History(), open_witness()
    padded = AddCheckpoint(0, (bytes(32),), ours.at(3)).to_bytes()
    assert witness.add_checkpoint(padded).status == 422
    assert witness.add_checkpoint(ours.ask(0, 3)).status == 200
    good = AddCheckpoint.from_bytes(ours.ask(3, 7))
    for proof in ((), good.proof[:-1], (*good.proof, bytes(32)), good.proof[::-1]):
        assert witness.add_checkpoint(AddCheckpoint(3, proof, good.note).to_bytes()).status == 422
    same = AddCheckpoint(3, (bytes(32),), ours.at(3)).to_bytes()
    assert witness.add_checkpoint(same).status == 422


def test_whom_it_does_not_know_it_does_not_cosign(open_witness: Callable[[], Witness]) -> None:
    ours, witness = History(), open_witness()
    stranger = NoteSigner("gongxin.example/other", key_of("log"))
    thief = NoteSigner(ORIGIN, key_of("thief"))
    assert statuses(
        witness,
        [
            AddCheckpoint(0, (), ours.at(1, stranger)).to_bytes(),
            AddCheckpoint(0, (), ours.at(1, thief)).to_bytes(),
            AddCheckpoint(0, (), ours.at(2).replace(b"\n2\n", b"\n3\n")).to_bytes(),
        ],
    ) == [
        (404, b"gongxin.example/other is not witnessed here\n"),
        (403, b"the note is not signed by a known key\n"),
        (403, f"bad signature of {ORIGIN} under the note\n".encode()),
    ]
    assert witness.add_checkpoint(ours.ask(0, 3)).status == 200


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"old 0\n",
        b"old 0\n\n",
        b"old 01\n\n" + History().at(1),
        b"old -1\n\n" + History().at(1),
        b"old 0\nxx\n\n" + History().at(1),
        b"new 0\n\n" + History().at(1),
        b"old 2\n\n" + History().at(1),
        b"old 0\n" + b"A" * 43 + b"=\n\n" + History().at(1)[:-3],
        b"old 0\n" + (b"A" * 43 + b"=\n") * 64 + b"\n" + History().at(1),
        b"old 0\n\n" + History().at(1) + b"x" * MAX_REQUEST,
        b"old \xff\n\n" + History().at(1),
        b"old 0\n\nlog\n1\n" + b"A" * 43 + b"=\nmore\n\n" + History().at(1).split(b"\n\n")[1],
    ],
)
def test_what_is_no_request_is_answered_so(
    broken: bytes, open_witness: Callable[[], Witness]
) -> None:
    assert open_witness().add_checkpoint(broken).status == 400


def test_a_request_is_one_spelling() -> None:
    body = History().ask(3, 7)
    assert AddCheckpoint.from_bytes(body).to_bytes() == body
    with pytest.raises(MalformedError):
        AddCheckpoint.from_bytes(body.replace(b"old 3", b"old  3"))


def test_an_empty_log_has_one_root(open_witness: Callable[[], Witness]) -> None:
    empty = sign_checkpoint(Checkpoint(ORIGIN, 0, CompactRange().root()), LOG)
    wrong = sign_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), LOG)
    witness = open_witness()
    assert witness.add_checkpoint(AddCheckpoint(0, (), wrong).to_bytes()).status == 422
    assert witness.add_checkpoint(AddCheckpoint(0, (), empty).to_bytes()).status == 200
    assert witness.add_checkpoint(History().ask(0, 2)).status == 200


def test_without_its_state_it_does_not_sign(
    open_witness: Callable[[], Witness], tmp_path: Path
) -> None:
    witness = open_witness()
    assert witness.add_checkpoint(History().ask(0, 2)).status == 200
    state = (tmp_path / "state").read_bytes()
    for content in (None, b"", state[:-1], state.replace(b"town+", b"tawn+")):
        if content is None:
            (tmp_path / "state").unlink()
        else:
            (tmp_path / "state").write_bytes(content)
        with pytest.raises(WitnessStateError):
            witness.add_checkpoint(History().ask(2, 3))
        with pytest.raises(WitnessStateError):
            open_witness().must_know_what_it_saw()
    (tmp_path / "state").write_bytes(state)
    with pytest.raises(WitnessStateError):
        StateFile(tmp_path / "state", TOWN.witness.vkey).create()
    assert witness.add_checkpoint(History().ask(2, 3)).status == 200


def test_what_it_saw_is_on_the_disk_before_it_signs(tmp_path: Path) -> None:
    """A witness whose clock fails after the state is written has signed nothing, and knows it."""
    path = tmp_path / "state"
    StateFile(path, TOWN.witness.vkey).create()

    def stop() -> int:
        raise KeyboardInterrupt

    state = StateFile(path, TOWN.witness.vkey)
    with pytest.raises(KeyboardInterrupt):
        Witness(TOWN, [LOG.verifier], state, stop).add_checkpoint(History().ask(0, 5))
    assert opened(path).add_checkpoint(History("theirs").ask(0, 5)) == Answer(409, b"5\n", SIZE)


def test_of_many_who_ask_at_once_one_history_is_cosigned(tmp_path: Path) -> None:
    """Threads of one server, each with another history from the first entry on."""
    path = tmp_path / "state"
    StateFile(path, TOWN.witness.vkey).create()
    requests = [History(str(number)).ask(0, 4) for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda body: opened(path).add_checkpoint(body).status, requests))
    assert sorted(answers) == [200, *[409] * 15]


def _ask(given: tuple[Path, bytes]) -> int:
    path, body = given
    return opened(path).add_checkpoint(body).status


def test_nor_two_by_two_processes(tmp_path: Path) -> None:
    """A server and a clerk with a file share one state."""
    path = tmp_path / "state"
    StateFile(path, TOWN.witness.vkey).create()
    requests = [(path, History(str(number)).ask(0, 4)) for number in range(8)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert sorted(pool.map(_ask, requests)) == [200, *[409] * 7]


def test_a_log_is_not_witnessed_by_its_own_key(tmp_path: Path) -> None:
    own = WitnessSigner("witness.example/own", LOG.key)
    with pytest.raises(NoteError, match="no witness of itself"):
        Witness(own, [LOG.verifier], StateFile(tmp_path / "s", own.witness.vkey), lambda: AT)
