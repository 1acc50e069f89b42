"""Files of commands: what people ask for, written as YAML or JSON, one item a command."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import NoReturn, TypeGuard

import yaml
from pydantic import ValidationError

from adapters.importers.packs import PackFileError, PackReading, read_pack_file, shipped_pack
from adapters.importers.sheets import ImportRefusedError, RowError
from adapters.importers.strict_yaml import Place, PlainLoader, StrictYamlError, line_of, parsed
from adapters.importers.wrong_values import told_zh
from domain.decisions import COMMAND_TYPES
from domain.kernel import Command

MAX_BYTES = 8 << 20
PACK_FIELD = "pack"
"""The field of commands that holds a rule pack: a file beside theirs, or a shipped one."""
_KIND = "command"
_HOW = "各命令的写法见 gongxin commands"


def read_commands(path: Path) -> list[Command]:
    """Read a list of commands, each a mapping with ``command`` and the command's fields.

    JSON is YAML, so either may be written. Numbers with a decimal point are refused where
    the command does not take them: amounts are whole thousandths. A rule pack is named by
    its file, relative to this one, or by the name under which it is shipped.

    Raises:
        ImportRefusedError: With every error of every item, each with its line.
    """
    items, root = _items(path)
    reading = _Reading(path, root)
    commands = [reading.command(number, item) for number, item in enumerate(items, start=1)]
    if reading.errors:
        raise ImportRefusedError(reading.errors)
    return [each for each in commands if each is not None]


def _items(path: Path) -> tuple[list[object], yaml.Node]:
    try:
        data = _bytes_of(path)
        document, root = parsed(data.decode("utf-8-sig").encode(), PlainLoader)
    except OSError as exc:
        _refuse(path, 0, f"不能读取 (cannot be read: {exc.strerror})", "请核对文件名")
    except UnicodeDecodeError:
        _refuse(path, 0, "不是 UTF-8 编码 (not UTF-8)", "请另存为 UTF-8 编码后重试")
    except StrictYamlError as exc:
        _refuse(path, exc.line, f"不能读取 (not YAML: {exc})", "请核对缩进、引号和冒号")
    if root is None or not isinstance(document, list) or not document:
        fix = f"请写成以“- command: …”开头的清单; {_HOW}"
        _refuse(path, 0, "不是命令清单 (not a list of commands)", fix)
    return document, root


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        _refuse(path, 0, f"大于{MAX_BYTES >> 20}MB (too large)", "请分成几个文件")
    return data.replace(b"\t", b" ") if path.suffix == ".json" else data


def _refuse(path: Path, line: int, problem: str, fix: str) -> NoReturn:
    raise ImportRefusedError([RowError(path.name, line, "", problem, fix)])


class _Reading:
    """The items of one file, and the errors found while reading them."""

    def __init__(self, path: Path, root: yaml.Node) -> None:
        self._path, self._root = path, root
        self.errors: list[RowError] = []

    def command(self, number: int, item: object) -> Command | None:
        """Return the command of an item; note what is wrong with it."""
        fields = {str(name): value for name, value in item.items()} if _is_mapping(item) else {}
        name = str(fields.pop(_KIND, ""))
        kind = COMMAND_TYPES.get(name)
        if kind is None:
            problem = f"没有这种命令 {name} (unknown)" if name else "没有写明 command (none named)"
            self._note(number, "", (_KIND,), problem, _nearest(name))
            return None
        if isinstance(fields.get(PACK_FIELD), str) and PACK_FIELD in kind.model_fields:
            fields[PACK_FIELD] = self._pack(number, name, str(fields[PACK_FIELD]))
            if fields[PACK_FIELD] is None:
                return None
        try:
            return kind.model_validate_json(json.dumps(fields, default=str))
        except ValidationError as exc:
            for each in exc.errors(include_url=False, include_input=False):
                self._note(number, name, each["loc"], *told_zh(each))
            return None

    def _pack(self, number: int, name: str, told: str) -> object:
        """Return the rule pack that a command names by file, or by the name it is shipped under."""
        try:
            if Path(told).suffix not in {".yaml", ".yml"}:
                return shipped_pack(told).model_dump(mode="json")
            reading = read_pack_file(self._path.parent / told)
        except PackFileError as exc:
            fix = "请写规则包的文件名 (.yaml), 或随附规则包的名称 (gongxin pack list)"
            self._note(number, name, (PACK_FIELD,), str(exc), fix)
            return None
        if reading.pack is not None and not reading.findings:
            return reading.pack.model_dump(mode="json")
        self._note_findings(number, name, told, reading)
        return None

    def _note_findings(self, number: int, name: str, told: str, reading: PackReading) -> None:
        fix = f"请用 gongxin pack check {told} 审查并更正"
        for finding in reading.findings:
            self._note(number, name, (PACK_FIELD,), str(finding), fix)

    def _note(self, number: int, name: str, loc: Place, problem: str, fix: str) -> None:
        line = line_of(self._root, (number - 1, *loc))
        path = ".".join([name, *map(str, loc)]).lstrip(".")
        self.errors.append(RowError(self._path.name, line, path, problem, fix))


def _is_mapping(item: object) -> TypeGuard[dict[object, object]]:
    return isinstance(item, dict)


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, COMMAND_TYPES, n=3)
    return f"是否为 {'、'.join(near)}? {_HOW}" if near else _HOW
