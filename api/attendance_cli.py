"""``gongxin attendance``: a school's month, and the week's sheet to be filled in (考勤)."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from api.cli_options import (
    DEFAULT_HOME,
    GOOD,
    AsOf,
    Home,
    Json,
    MisuseError,
    day_of,
    moment,
    open_ledger,
    print_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

_MONTH = ("due_count", "attended_count", "duty_count", "leave_count", "absent_count")
COLUMNS = ("person", "name", *_MONTH, "worked_count", "status")
WEEK_COLUMNS = ("monday", "person", "name", "due_count", "attended_count", "away")


def register(app: App) -> None:
    """Add the command to the program."""
    app.command(attendance)


def attendance(
    *,
    school: str,
    month: str,
    home: Home = DEFAULT_HOME,
    weeks: Annotated[
        bool, Parameter(negative="", help="Week by week, as published. 按周列出。")
    ] = False,
    draft: Annotated[
        str | None,
        Parameter(help="A Monday: print that week's sheet, to be filled in. 生成某周考勤命令。"),
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> int:
    """Print a school's attendance of a month, in half-days, once it is public. 考勤。

    With ``--draft MONDAY`` print the command that publishes that week, with everybody who is
    known to serve in the school, at the post all week, to be completed and handed to
    ``gongxin act``.
    """
    if draft is not None:
        return _draft(home, school, month, day_of(draft, "--draft"))
    from domain.attendance.state import sheet_id

    sheet = sheet_id(school, month)
    with open_ledger(home) as services:
        services.catch_up()
        when = moment(as_of, services)
        known = {row["sheet"] for row in services.views.attendance_sheets(**when)}
        if sheet not in known:
            raise MisuseError(f"{sheet}: no attendance is kept 没有该月考勤")
        of_sheet = services.views.attendance_weeks if weeks else services.views.attendance
        rows = of_sheet(sheet, **when)
        names = services.names({row["person"] for row in rows})
    for row in rows:
        row["name"] = names.get(row["person"], "(已删除 erased)")
        if weeks:
            row["away"] = json.loads(row["away"])
    if as_json:
        print_json(rows)
        return GOOD
    from api.tabular import table_text

    if weeks:
        print(table_text(WEEK_COLUMNS, [{**row, "away": _told(row["away"])} for row in rows]))
    else:
        print(table_text(COLUMNS, rows))
    return GOOD


def _told(away: Iterable[dict[str, Any]]) -> str:
    """Return days away from the post in words, those of one kind together."""
    from api.messages.terms import value_zh

    days: dict[str, list[str]] = defaultdict(list)
    for each in away:
        part = "" if each["part"] == "whole_day" else value_zh("part", each["part"])
        days[each["kind"]].append(f"{each['on'][5:]}{part}")
    return "; ".join(f"{value_zh('kind', kind)} {'、'.join(on)}" for kind, on in days.items())


def _draft(home: Path, school: str, month: str, monday: date) -> int:
    import yaml

    from api.attendance_draft import week_command_of

    with open_ledger(home) as services:
        command = week_command_of(services.ledger.states(), school, month, monday)
    print(yaml.safe_dump([command], allow_unicode=True, sort_keys=False).rstrip())
    return GOOD
