"""Rule packs from YAML. Decimals must be quoted; a key may stand once.

``read_pack`` tells everything that is wrong with a file, each with its place and line;
``parse_pack`` and the others raise with the first of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import yaml

from adapters.importers.strict_yaml import StrictLoader, StrictYamlError, line_of, parsed
from domain.planning.pack import RulePack
from domain.planning.pack_findings import PackFinding, Place
from domain.planning.pack_lint import lint_windows
from domain.planning.timetable import Timetable

MAX_BYTES = 1_000_000


class PackFileError(Exception):
    """Raised when a file is no rule pack: names the file, the place and what to do."""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """One thing that is wrong in a file. ``place`` is its YAML path, ``line`` counts from 1.

    ``place`` is empty and ``line`` is 0 where the file as a whole is meant.
    """

    file: str
    place: str
    line: int
    rule: str
    problem: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        return ": ".join(each for each in (self.file, line, self.place, self.problem) if each)


@dataclass(frozen=True, slots=True)
class PackReading:
    """What a file holds, and everything that is wrong with it."""

    pack: RulePack | None
    findings: tuple[PlacedFinding, ...]


def load_pack(path: Path) -> RulePack:
    """Read a rule pack from a YAML file.

    Raises:
        PackFileError: The file cannot be read, is not YAML, or is no rule pack.
    """
    return parse_pack(pack_bytes(path), str(path))


def pack_bytes(path: Path) -> bytes:
    """Return the bytes of a pack's file.

    Raises:
        PackFileError: The file cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as exc:
        raise PackFileError(f"{path}: cannot be read 无法读取: {exc.strerror}") from exc


def shipped_names() -> tuple[str, ...]:
    """Return the names of the packs that are shipped, sorted."""
    files = (file.name for file in resources.files("domain.packs").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))


def shipped_pack(name: str) -> RulePack:
    """Return a pack that is shipped with the program, for example ``town-002``.

    Raises:
        PackFileError: There is none of that name.
    """
    file = resources.files("domain.packs") / f"{name}.yaml"
    if not file.is_file():
        raise PackFileError(f"没有随附的规则包 {name} (none of that name is shipped)")
    return parse_pack(file.read_bytes(), f"{name}.yaml")


def parse_pack(data: bytes, name: str) -> RulePack:
    """Return the rule pack that YAML bytes spell; ``name`` is the file's, for messages.

    Raises:
        PackFileError: Not YAML, or no rule pack.
    """
    reading = read_pack(data, name)
    if reading.pack is None or reading.findings:
        raise PackFileError(str(reading.findings[0]))
    return reading.pack


def read_pack(data: bytes, name: str) -> PackReading:
    """Return what YAML bytes hold and everything that is wrong with them; never raises."""
    try:
        document, root = _parsed(data)
    except _NotAPackError as exc:
        finding = PlacedFinding(name, "", exc.line, exc.rule, str(exc))
        return PackReading(None, (finding,))
    pack, findings = RulePack.inspected(document)
    placed = (_placed(name, root, each) for each in findings)
    return PackReading(pack, tuple(sorted(placed, key=lambda each: each.line)))


def read_pack_file(file: Path, plan: Path | None = None) -> PackReading:
    """Return what a pack's file holds, checked against the windows of a plan's file if given.

    Raises:
        PackFileError: A file cannot be read.
    """
    reading = read_pack(pack_bytes(file), str(file))
    if plan is None or reading.pack is None:
        return reading
    return PackReading(reading.pack, (*reading.findings, *windows_of(plan, reading.pack)))


def windows_of(plan: Path, pack: RulePack) -> tuple[PlacedFinding, ...]:
    """Return what is wrong with the windows of a plan's file under a pack's notice rules.

    Raises:
        PackFileError: The file cannot be read, or holds no timetable.
    """
    data = pack_bytes(plan)
    try:
        document, root = yaml.safe_load(data), yaml.compose(data, yaml.SafeLoader)
        timetable = Timetable.model_validate(document["timetable"])
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as exc:
        raise PackFileError(f"{plan}: no timetable of a plan: {exc}") from exc
    assert root is not None, "what has a timetable has nodes"
    return tuple(_placed(str(plan), root, each) for each in lint_windows(timetable, pack.notice))


class _NotAPackError(Exception):
    def __init__(self, rule: str, told: str, line: int = 0) -> None:
        super().__init__(told)
        self.rule = rule
        self.line = line


def _parsed(data: bytes) -> tuple[dict[str, object], yaml.Node]:
    """Return the document and the nodes that say where its values stand."""
    if len(data) > MAX_BYTES:
        raise _NotAPackError("pack.yaml", f"larger than {MAX_BYTES} bytes")
    try:
        document, root = parsed(data, StrictLoader)
    except StrictYamlError as exc:
        raise _NotAPackError("pack.yaml", f"not YAML: {exc}", exc.line) from exc
    if root is None or not isinstance(document, dict):
        raise _NotAPackError(
            "pack.yaml",
            "规则包由各部分组成，每部分写作“名称: 内容” a rule pack is a mapping of sections",
        )
    return document, root


def _placed(file: str, root: yaml.Node, finding: PackFinding) -> PlacedFinding:
    line = line_of(root, finding.place)
    return PlacedFinding(file, _spelt(finding.place), line, finding.code, finding.problem)


def _spelt(place: Place) -> str:
    """Return a path as people write it: ``scoring.nodes[2].max``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).lstrip(".")
