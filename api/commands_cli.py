"""``gongxin commands``: what may be asked of the ledger, and how it is written. 命令一览。"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from api.cli_options import GOOD, MISUSE, Json

if TYPE_CHECKING:
    from api.command_words import CommandWords


def register(app: App) -> None:
    """Add the command to ``gongxin``."""
    app.command(commands)


def commands(
    words: Annotated[str, Parameter(help="A name, or a part of one. 命令名或其中几个字。")] = "",
    *,
    as_json: Json = False,
) -> int:
    """List the commands that ``act`` takes; of one: who signs, fields, example. 命令一览。

    ``gongxin commands 意向`` finds by Chinese words, ``gongxin commands SubmitIntent`` by name.
    """
    from api.command_words import describe, matching

    found = [describe(name) for name in matching(words)]
    if not found:
        told = f"gongxin: {words}: no such command 没有这种命令; gongxin commands 列出全部"
        print(told, file=sys.stderr)
        return MISUSE
    if as_json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    else:
        print(_whole(found[0]) if len(found) == 1 else _listed(found))
    return GOOD


def _listed(found: Sequence[CommandWords]) -> str:
    from api.tabular import columns_text

    lines = [("命令", "名称", "由谁签署")]
    lines += [(each.command, each.zh, each.signers) for each in found]
    return (
        columns_text(lines) + f"\n共 {len(found)} 种; 某一种的字段和示例: gongxin commands 命令名"
    )


def _whole(one: CommandWords) -> str:
    from api.tabular import columns_text

    fields = [("字段", "含义", "必填", "写法")]
    fields += [
        (each.path, each.zh, "是" if each.required else "否", each.kind) for each in one.fields
    ]
    told = (
        f"{one.command} {one.zh}",
        one.meaning,
        f"由谁签署: {one.signers}",
        "",
        columns_text(fields),
        "",
        "示例 (存为 UTF-8 文件, 用 gongxin act 文件 --as 人员:职权 入账):",
        one.example.rstrip(),
    )
    return "\n".join(told)
