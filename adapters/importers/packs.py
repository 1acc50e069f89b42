"""Rule packs from YAML. Decimals must be quoted; a key may stand once."""

from __future__ import annotations

from collections.abc import Hashable
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from domain.planning.errors import PackRefusedError
from domain.planning.pack import RulePack

MAX_BYTES = 1_000_000


class PackFileError(Exception):
    """Raised when a file is no rule pack: names the file, the place and what to do."""


class _OneKeyLoader(yaml.SafeLoader):
    """YAML in which a key that stands twice is a mistake, not an overwriting."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.constructor.ConstructorError(
                    problem=f"key {key!r} stands twice, the second time in line {line}"
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def load_pack(path: Path) -> RulePack:
    """Read a rule pack from a YAML file.

    Raises:
        PackFileError: The file cannot be read, is not YAML, or is no rule pack.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise PackFileError(f"{path}: cannot be read: {exc.strerror}") from exc
    return parse_pack(data, str(path))


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
    if len(data) > MAX_BYTES:
        raise PackFileError(f"{name}: larger than {MAX_BYTES} bytes")
    try:
        document = yaml.load(data, _OneKeyLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as exc:
        raise PackFileError(f"{name}: not YAML: {exc}") from exc
    if not isinstance(document, dict):
        raise PackFileError(f"{name}: a rule pack is a mapping of sections")
    try:
        return RulePack.from_document(document)
    except PackRefusedError as exc:
        where, problem = exc.facts["where"], exc.facts["problem"]
        raise PackFileError(f"{name}: {where}: {problem}") from exc
