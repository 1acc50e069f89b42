"""Rule packs from YAML. Decimals must be quoted; a key may stand once.

``read_pack`` tells everything that is wrong with a file, each with its place and line;
``parse_pack`` and the others raise with the first of it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, cast

import yaml

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


def _refused(told: str, mark: object) -> yaml.constructor.ConstructorError:
    found = cast("yaml.error.Mark | None", mark)
    return yaml.constructor.ConstructorError(problem=told, problem_mark=found)


class _PackLoader(yaml.SafeLoader):
    """YAML in which a key that stands twice is a mistake, and nothing stands for another."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            told = f"alias *{event.anchor}: a pack says everything where it stands"
            raise _refused(told, event.start_mark)
        if event.tag is not None:
            told = f"tag {event.tag}: a pack holds text, numbers, lists and mappings without tags"
            raise _refused(told, event.start_mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen: set[object] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refused("a key is text, no list and no mapping", key_node.start_mark)
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                told = f"key {key!r} stands twice, the second time in line {line}"
                raise _refused(told, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


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
        raise PackFileError(f"no rule pack {name} is shipped")
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
        loader = _PackLoader(data)
        root = loader.get_single_node()
        document = loader.construct_document(root) if root is not None else None
    except (yaml.YAMLError, ValueError, RecursionError) as exc:
        mark = getattr(exc, "problem_mark", None)
        line = 0 if mark is None else mark.line + 1
        told = getattr(exc, "problem", None) or str(exc)
        raise _NotAPackError("pack.yaml", f"not YAML: {told}", line) from exc
    if root is None or not isinstance(document, dict):
        raise _NotAPackError("pack.yaml", "a rule pack is a mapping of sections")
    return document, root


def _placed(file: str, root: yaml.Node, finding: PackFinding) -> PlacedFinding:
    line = _line_of(root, finding.place)
    return PlacedFinding(file, _spelt(finding.place), line, finding.code, finding.problem)


def _spelt(place: Place) -> str:
    """Return a path as people write it: ``scoring.nodes[2].max``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).lstrip(".")


def _line_of(root: yaml.Node, place: Place) -> int:
    """Return the line of a value, or of what it is missing from."""
    node, line = root, root.start_mark.line
    for part in place:
        found = _inside(node, part)
        if found is None:
            break
        line, node = found
    return line + 1


def _inside(node: yaml.Node, part: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key.start_mark.line, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line, node.value[part]
    return None
