"""Files of commands: what people ask for, written as YAML or JSON, one item a command."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from pydantic import ValidationError

from adapters.importers.sheets import ImportRefusedError, RowError
from domain.decisions import COMMAND_TYPES
from domain.kernel import Command

MAX_BYTES = 8 << 20
_KIND = "command"


def read_commands(path: Path) -> list[Command]:
    """Read a list of commands, each a mapping with ``command`` and the command's fields.

    JSON is YAML, so either may be written. Numbers with a decimal point are refused where
    the command does not take them: amounts are whole thousandths.

    Raises:
        ImportRefusedError: With every error of every item, counted from 1.
    """
    items = _items(path)
    errors: list[RowError] = []
    commands = [
        command
        for number, item in enumerate(items, start=1)
        if (command := _command(path.name, number, item, errors)) is not None
    ]
    if errors:
        raise ImportRefusedError(errors)
    return commands


def _items(path: Path) -> list[object]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        document = yaml.safe_load(data) if len(data) <= MAX_BYTES else None
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as exc:
        problem = f"不能读取 (cannot be read: {exc})"
        raise ImportRefusedError([RowError(path.name, 0, "", problem, "请核对文件")]) from exc
    if not isinstance(document, list) or not document:
        problem = "不是命令清单 (not a list of commands)"
        fix = "请写成以“- command: …”开头的清单, 不超过8MB"
        raise ImportRefusedError([RowError(path.name, 0, "", problem, fix)])
    return document


def _command(name: str, number: int, item: object, errors: list[RowError]) -> Command | None:
    fields = dict(item) if isinstance(item, dict) else {}
    kind = COMMAND_TYPES.get(str(fields.pop(_KIND, "")))
    if kind is None:
        known = "、".join(sorted(COMMAND_TYPES))
        errors.append(RowError(name, number, _KIND, "没有这种命令 (unknown)", f"可用: {known}"))
        return None
    try:
        return kind.model_validate_json(json.dumps(fields, default=str))
    except ValidationError as exc:
        errors += [
            RowError(name, number, ".".join(map(str, each["loc"])), each["msg"], _FIX)
            for each in exc.errors(include_url=False, include_input=False)
        ]
        return None


_FIX = "请按该命令的字段更正 (see the command's fields)"
