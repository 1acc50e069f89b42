"""Applies each mutant in a copy of the tree and expects its tests to fail.

``python -m tests.mutants [WORD ...]``: only those whose file has one of the words in its path.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.listed import MUTANTS

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
KILLED = "killed"


def main(words: Sequence[str]) -> int:
    """Return 1 where a mutant survived."""
    chosen = [each for each in MUTANTS if not words or any(word in each[0] for word in words)]
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=_left_out)
        if SHARED.is_dir():
            (Path(folder) / SHARED.name).symlink_to(SHARED)
        for file, line, broken, tests in chosen:
            verdict = _verdict(copy, file, (line, broken), tests)
            print(f"{verdict:8} {file}: {line}", flush=True)
            survivors += verdict != KILLED
    print(f"{len(chosen) - survivors} killed, {survivors} survived")
    return 1 if survivors else 0


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Tell what is not copied; a played demo lies in the root, its program elsewhere."""
    everywhere = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")
    played = {"demo"} if Path(folder) == ROOT else set()
    return everywhere(folder, names) | played


def _verdict(copy: Path, file: str, change: tuple[str, str], tests: str) -> str:
    """Tell what the tests say once the first such line of a file is another."""
    target = copy / file
    genuine = target.read_text()
    target.write_text(genuine.replace(*change, 1))
    paths = [str(path) for path in sorted(copy.glob(tests))]
    # Without the databases' servers and the long flips: the rest must be enough.
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-k", "not bit and not postgresql"]
    done = subprocess.run([*command, *paths], cwd=copy, capture_output=True, check=False)
    target.write_text(genuine)
    # 1 is red; anything else but green means that not one test could run.
    return {0: "SURVIVED", 1: KILLED}.get(done.returncode, "INVALID")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
