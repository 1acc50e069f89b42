"""YAML that says one thing: no key twice, nothing that stands for another, no hidden types."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, cast

import yaml

Place = tuple[str | int, ...]
"""Where a value stands: keys and positions, from the outermost in."""


class StrictYamlError(Exception):
    """Raised when bytes are not such YAML. ``line`` counts from 1, and is 0 where there is none."""

    def __init__(self, told: str, line: int = 0) -> None:
        super().__init__(told)
        self.line = line


class StrictLoader(yaml.SafeLoader):
    """YAML in which a key that stands twice is a mistake, and nothing stands for another."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            told = f"不用别名 alias *{event.anchor}: this file says everything where it stands"
            raise _refused(told, event.start_mark)
        if event.tag is not None:
            told = f"不用标签 tag {event.tag}: only text, numbers, lists and mappings, without tags"
            raise _refused(told, event.start_mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        seen: set[object] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refused(
                    "键须为文字: a key is text, no list and no mapping", key_node.start_mark
                )
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                told = f"键 {key} 重复: key {key!r} stands twice, the second time in line {line}"
                raise _refused(told, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


class PlainLoader(StrictLoader):
    """Strict YAML that reads words as words: ``on`` is no truth, ``007`` no seven.

    Only ``true`` and ``false`` are truths, only plain decimals are whole numbers, as in
    YAML 1.2.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"}
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_add: Any = PlainLoader.add_implicit_resolver
_add("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_add("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


def parsed(data: bytes, loader_type: type[StrictLoader]) -> tuple[object, yaml.Node | None]:
    """Return a document and the nodes that say where its values stand.

    Raises:
        StrictYamlError: The bytes are no YAML of this kind, or more than one document.
    """
    try:
        loader = loader_type(data)
        root = loader.get_single_node()
        document = loader.construct_document(root) if root is not None else None
    except RecursionError as exc:
        raise StrictYamlError("嵌套过深 nested too deep") from exc
    except yaml.reader.ReaderError as exc:
        told = "不是 UTF-8 编码，请另存为 UTF-8 not UTF-8 text"
        raise StrictYamlError(told) from exc
    except (yaml.YAMLError, ValueError) as exc:
        mark = getattr(exc, "problem_mark", None)
        told = getattr(exc, "problem", None) or str(exc)
        raise StrictYamlError(told, 0 if mark is None else mark.line + 1) from exc
    return document, root


def line_of(root: yaml.Node, place: Place) -> int:
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


def _refused(told: str, mark: object) -> yaml.constructor.ConstructorError:
    found = cast("yaml.error.Mark | None", mark)
    return yaml.constructor.ConstructorError(problem=told, problem_mark=found)
