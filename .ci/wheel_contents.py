"""Fail unless the wheel carries every room, every file the rooms read, and no test."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ROOMS = ("domain", "projections", "adapters", "api", "audit")

(wheel,) = Path(sys.argv[1]).glob("*.whl")
shipped = set(zipfile.ZipFile(wheel).namelist())
wanted = {
    path.as_posix()
    for room in ROOMS
    for path in Path(room).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}
missing = sorted(wanted - shipped)
strangers = sorted(name for name in shipped if name.startswith("tests/"))
if missing or strangers:
    sys.exit(f"wheel: not shipped {missing}, should not be shipped {strangers}")
