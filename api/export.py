"""Evidence bundles out of a ledger (证据包)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from adapters.ledger.application import Ledger
from audit.format.bundle_writer import write_archive, write_bundle


def export_bundle(
    ledger: Ledger,
    target: Path,
    *,
    disclose: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write a bundle of the whole log; return its size. ``….zip`` makes one archive.

    Raises:
        FileExistsError: The target exists.
    """
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise FileExistsError(f"{target} exists already")
    as_archive = target.suffix == ".zip"
    folder = Path(tempfile.mkdtemp(dir=target.parent)) if as_archive else target
    checkpoint, note = ledger.checkpoint()

    def entries() -> Iterator[tuple[bytes, tuple[bytes, ...]]]:
        for row in ledger.entries(checkpoint.size):
            if progress is not None:
                progress(row.index + 1, checkpoint.size)
            yield row.data, row.bodies

    try:
        write_bundle(
            folder,
            vkey=ledger.vkey,
            checkpoint=checkpoint,
            note=note,
            entries=entries(),
            disclosures=ledger.disclosures(disclose) if disclose else (),
        )
        if as_archive:
            write_archive(folder, target)
    finally:
        if as_archive:
            shutil.rmtree(folder)
    return checkpoint.size
