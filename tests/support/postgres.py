"""A private PostgreSQL server for the tests, on a socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

URL_VARIABLE = "GONGXIN_TEST_DATABASE_URL"


def binaries() -> Path | None:
    """Return the folder of the newest installed server, or ``None``."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return None if initdb is None else Path(initdb).parent


@contextmanager
def server() -> Iterator[str]:
    """Run a server that ends with the tests; yield a URL of its empty database."""
    folder = binaries()
    assert folder is not None
    root = Path(tempfile.mkdtemp(prefix="gongxin-pg-"))
    run = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    prefix = run if os.geteuid() == 0 else []
    if prefix:
        shutil.chown(root, "nobody", "nogroup")
    data = root / "data"
    init: list[str | Path] = [
        *prefix,
        folder / "initdb",
        "-D",
        data,
        "-U",
        "tester",
        "-A",
        "trust",
        "-E",
        "UTF8",
    ]
    _run(init, root)
    options = f"-k {root} -c listen_addresses='' -c max_connections=50"
    start: list[str | Path] = [
        *prefix,
        folder / "pg_ctl",
        "-D",
        data,
        "-w",
        "-o",
        options,
        "-l",
        root / "log",
    ]
    _run([*start, "start"], root)
    try:
        yield f"postgresql+psycopg://tester@/postgres?host={root}"
    finally:
        stop: list[str | Path] = [*prefix, folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
        _run(stop, root)
        shutil.rmtree(root, ignore_errors=True)


def _run(command: list[str | Path], folder: Path) -> None:
    silent = subprocess.DEVNULL
    subprocess.run(command, check=True, cwd=folder, stdout=silent, stderr=silent)
