"""The checkpoint outside the store: the newest is kept, and without it nobody starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from adapters.ledger.checkpoints import CheckpointFile
from adapters.ledger.errors import StoreMismatchError
from audit.format.checkpoint import Checkpoint, sign_checkpoint
from audit.format.note import NoteSigner
from tests.support.office import ORIGIN, Office, signer

LOG = NoteSigner(ORIGIN, signer("log").key)


def note(size: int) -> bytes:
    return sign_checkpoint(Checkpoint(ORIGIN, size, bytes(32)), LOG)


def size_kept(file: CheckpointFile) -> int:
    kept = file.read(LOG.verifier)
    assert kept is not None
    return kept.size


def test_before_the_first_there_is_none(tmp_path: Path) -> None:
    assert CheckpointFile(tmp_path / "checkpoint").read(LOG.verifier) is None


def test_an_older_one_does_not_take_the_place_of_a_newer_one(tmp_path: Path) -> None:
    """Of two processes the one that stored first may come to the file last."""
    file = CheckpointFile(tmp_path / "checkpoint")
    for size, kept in ((9, 9), (10, 10), (9, 10), (100, 100), (11, 100)):
        file.keep(note(size))
        assert size_kept(file) == kept


def test_of_many_at_once_the_newest_stays_whole(tmp_path: Path) -> None:
    notes = [note(size) for size in range(1, 121)]
    file = CheckpointFile(tmp_path / "checkpoint")

    def keep(some: list[bytes]) -> None:
        for each in some:
            CheckpointFile(tmp_path / "checkpoint").keep(each)
            size_kept(file)

    threads = [Thread(target=keep, args=(notes[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert size_kept(file) == 120


@pytest.mark.parametrize("gone", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_store_whose_checkpoint_was_taken_away_is_not_opened(
    office: Office,
    open_office: Callable[[], Office],
    tmp_path: Path,
    gone: Callable[[Path], object],
) -> None:
    office.hire("wang")
    kept = (tmp_path / "checkpoint").read_bytes()
    gone(tmp_path / "checkpoint")
    with pytest.raises(StoreMismatchError, match="is gone"):
        open_office()
    (tmp_path / "checkpoint").write_bytes(kept)
    assert open_office().ledger.size() == 2


@pytest.mark.usefixtures("office")
def test_a_crash_between_founding_and_checkpoint_hinders_nobody(
    open_office: Callable[[], Office], tmp_path: Path
) -> None:
    (tmp_path / "checkpoint").write_bytes(b"")
    again = open_office()
    again.hire("wang")
    assert open_office().ledger.size() == 2
