"""``gongxin pack``: what a rule pack says, in words, or why it is none. 规则包。"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from api.cli_options import FOUND, GOOD, MISUSE, Json

pack_app = App(name="pack")


@pack_app.command
def check(
    file: Path,
    *,
    plan: Annotated[
        Path | None, Parameter(help="Check this plan's windows too. 同时审查方案的时间安排。")
    ] = None,
    as_json: Json = False,
) -> int:
    """Explain a rule pack in words, or say what is wrong, where, and what to do. 审查规则包。"""
    from adapters.importers.packs import PackFileError, read_pack_file
    from api.pack_report import findings_as_json, findings_as_text
    from api.pack_words import pack_in_words

    try:
        reading = read_pack_file(file, plan)
    except PackFileError as exc:
        print(f"gongxin: {exc}", file=sys.stderr)
        return MISUSE
    if as_json:
        print(json.dumps(findings_as_json(reading), ensure_ascii=False, indent=1))
    elif reading.pack is None or reading.findings:
        print(findings_as_text(reading.findings))
    else:
        print(pack_in_words(reading.pack))
    return FOUND if reading.findings else GOOD


@pack_app.command(name="list")
def list_() -> int:
    """List the packs that are shipped. 列出随附的规则包。"""
    from adapters.importers.packs import shipped_names, shipped_pack

    for name in shipped_names():
        print(f"{name}  {shipped_pack(name).title}")
    return GOOD


@pack_app.command
def fields(
    section: Annotated[str, Parameter(help="One section, such as notice. 某一部分。")] = "",
) -> int:
    """List what a pack may say, section by section: how written, what holds by default. 字段。

    Items and groups of the scoring table are in docs/guides/write-a-rule-pack.md.
    """
    from api.pack_sections import pack_fields
    from api.tabular import columns_text

    found = [
        each for each in pack_fields() if section in {"", each.path.partition(".")[0].rstrip("[]")}
    ]
    if not found:
        print(f"gongxin: {section}: no such section 没有这一部分", file=sys.stderr)
        return MISUSE
    rows = [(each.path, each.zh, "是" if each.required else "否", each.kind) for each in found]
    print(columns_text([("字段", "含义", "必填", "写法"), *rows]))
    return GOOD
