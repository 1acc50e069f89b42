"""The log for everybody: from tiles alone an outsider arrives at the signed root."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from audit.format.bundle import verify_proof
from audit.format.checkpoint import open_checkpoint
from audit.format.cosignature import WitnessSigner, cosign
from audit.format.note import NoteVerifier, signatures_in, split_note
from audit.format.policy import Policy
from audit.format.tiles import WIDTH, entries_path, split_entries, tile_path
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange, leaf_hash
from domain.mandate.commands import DeclareRecusal
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.http.house import House, house_at, served
from tests.support.forge import key_of
from tests.support.office import signer

ACTS = 300
"""More than one tile."""


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("log")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        house.hire("a")
        me = Mandated("a", Role.SELF)
        for n in range(house.ledger.size(), ACTS):
            command = DeclareRecusal(person="a", other=f"x{n}", relation="亲属")
            house.ledger.execute([command], [me], [signer("a")])
        with served(house):
            yield house


def read(house: House, path: str) -> httpx.Response:
    answer = httpx.get(f"{house.url}/{path}")
    assert answer.status_code == 200, path
    return answer


def test_entries_hash_to_the_tiles_and_these_to_the_checkpoint(long_log: House) -> None:
    log = NoteVerifier.from_vkey(long_log.ledger.vkey)
    checkpoint = open_checkpoint(read(long_log, "checkpoint").content, log)
    rest = ACTS - WIDTH
    entries = [
        *split_entries(read(long_log, entries_path(0)).content),
        *split_entries(read(long_log, entries_path(1, rest)).content),
    ]
    leaves = [leaf_hash(entry) for entry in entries]
    tiles = read(long_log, tile_path(0, 0)).content + read(long_log, tile_path(0, 1, rest)).content
    assert b"".join(leaves) == tiles
    tree = CompactRange()
    for leaf in leaves:
        tree.append(leaf)
    assert (checkpoint.size, checkpoint.root) == (tree.size, tree.root())
    first = CompactRange()
    for leaf in leaves[:WIDTH]:
        first.append(leaf)
    assert read(long_log, tile_path(1, 0, 1)).content == first.root()


def test_full_and_partial_tiles_may_be_kept_for_ever(long_log: House) -> None:
    for path in (tile_path(0, 0), tile_path(0, 1, 3), entries_path(1, 3)):
        assert "immutable" in read(long_log, path).headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001",
        "tile/0/001.p/200",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/8/000",
        "tile/0/0",
        "tile/entries/x001/000",
    ],
)
def test_what_is_no_tile_of_this_log_is_not_found(long_log: House, path: str) -> None:
    assert httpx.get(f"{long_log.url}/{path}").status_code == 404


def test_a_proof_file_proves_its_act_alone(long_log: House) -> None:
    log = NoteVerifier.from_vkey(long_log.ledger.vkey)
    for index in (0, 255, 256, ACTS - 1):
        content = read(long_log, f"api/v1/acts/{index}/act.tlog-proof").content
        proof = TlogProof.from_bytes(content)
        assert proof.index == index
        assert proof.extra is not None
        proof.verify(proof.extra, log)


def test_acts_are_listed_in_order_and_never_change(long_log: House) -> None:
    seen: list[int] = []
    start: str | None = "0"
    while start is not None:
        page = read(long_log, f"api/v1/acts?start={start}&limit=128").json()
        seen += [each["index"] for each in page["items"]]
        start = page["next"]
    assert seen == list(range(ACTS))
    assert "immutable" in read(long_log, "api/v1/acts/7").headers["cache-control"]


def test_everybody_is_shown_the_lines_of_witnesses(tmp_path: Path) -> None:
    """The checkpoint, and the proof of an act in it, carry them; a newer act has none yet."""
    court = WitnessSigner("witness.example/court", key_of("court"))
    policy = Policy.of([court.witness])
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path) as house, served(house):
        house.hire("a")
        note = read(house, "checkpoint").content
        line = cosign(split_note(note)[0], court, 1_787_209_200)
        house.ledger.keep_cosignatures(note, signatures_in(line.decode()))
        assert read(house, "checkpoint").content == note + line
        assert read(house, "api/v1/checkpoints").json()["note"] == (note + line).decode()
        house.hire("b")
        assert line not in read(house, "checkpoint").content
        for index, sound in ((1, True), (2, False)):
            proof = tmp_path / f"{index}.tlog-proof"
            proof.write_bytes(read(house, f"api/v1/acts/{index}/act.tlog-proof").content)
            report = verify_proof(proof, vkey=house.ledger.vkey, policy=policy)
            assert report.sound == sound
