"""``gongxin roster | ranking | notice | log``: what the ledger says, now or as of a day."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from api.cli_options import (
    DEFAULT_HOME,
    GOOD,
    AsOf,
    Home,
    Json,
    MisuseError,
    moment,
    open_ledger,
    print_json,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RANKING_COLUMNS = (
    "post",
    "rank",
    "bidder",
    "name",
    "total_milli",
    "tie_path",
    "standing",
    "first_part_milli",
)
Server = Annotated[
    str | None, Parameter("--server", help="Ask this server, not a ledger here. 服务器地址。")
]
Person = Annotated[str | None, Parameter("--as", help="Whose key in --home signs. 用谁的密钥。")]


def register(app: App) -> None:
    """Add the commands to the program."""
    for command in (roster, ranking, notice, log):
        app.command(command)


def roster(
    *,
    home: Home = DEFAULT_HOME,
    school: str | None = None,
    as_of: AsOf = None,
    as_json: Json = False,
    server: Server = None,
    person: Person = None,
) -> int:
    """Print who works where, now or as of a checkpoint or date. 教师名册。"""
    columns = ("person", "name", "school", "posts", "staff_class", "status")
    if server is not None:
        from api.remote import remote_rows

        query = {"school": school, "as_of": as_of, "names": True}
        rows = remote_rows(server, home, person, "teachers", query)
        _print_rows(rows, columns, as_json=as_json)
        return GOOD
    with open_ledger(home) as services:
        services.catch_up()
        bodies = services.views.bodies()
        if school is not None and school not in bodies:
            raise MisuseError(f"--school {school}: no such school 没有该学校")
        rows = services.views.roster(school=school, **moment(as_of, services))
        names = services.names({row["person"] for row in rows})
    for row in rows:
        row["name"] = names.get(row["person"], "(已删除 erased)")
        row["school"] = bodies.get(row["school"], row["school"])
    _print_rows(rows, columns, as_json=as_json)
    return GOOD


def ranking(
    round_: Annotated[str, Parameter(name="round")],
    *,
    home: Home = DEFAULT_HOME,
    post: str | None = None,
    as_of: AsOf = None,
    as_json: Json = False,
    server: Server = None,
    person: Person = None,
) -> int:
    """Print a round's ranking; JSON carries the whole derivation. 排名榜。"""
    if server is not None:
        from api.remote import remote_rows

        query = {"round": round_, "post": post, "as_of": as_of, "names": True}
        rows = remote_rows(server, home, person, "rankings", query)
    else:
        rows = _ranking_here(home, round_, post, as_of)
    _print_rows(rows, RANKING_COLUMNS, as_json=as_json)
    return GOOD


def _ranking_here(
    home: Path, round_: str, post: str | None, as_of: str | None
) -> list[dict[str, Any]]:
    from domain.recruitment.state import RecruitmentRound

    with open_ledger(home) as services:
        services.catch_up()
        if services.ledger.states().find(RecruitmentRound, round_) is None:
            raise MisuseError(f"{round_}: no such round 没有该轮竞聘")
        rows: list[dict[str, Any]] = services.views.ranking(round_, **moment(as_of, services))
        rows = [row for row in rows if post in (None, row["post"])]
        names = services.names({row["bidder"] for row in rows})
    for row in rows:
        row["name"] = names.get(row["bidder"], "(已删除 erased)")
        row["derivation"] = json.loads(row["derivation"])
    return rows


def notice(
    round_: Annotated[str, Parameter(name="round")],
    *,
    home: Home = DEFAULT_HOME,
    html: bool = False,
    draft: Annotated[
        bool, Parameter(negative="", help="The command that puts the list up. 生成公示命令。")
    ] = False,
    as_of: AsOf = None,
    as_json: Json = False,
    server: Server = None,
) -> int:
    """Print the notice of a round as text, as HTML, or as JSON. 公示。

    With ``--draft`` print the command that publishes the round's list as it stands, to be
    completed and handed to ``gongxin act``.
    """
    if draft:
        return _draft_of_notice(home, round_)
    if server is not None:
        if as_of is not None or as_json:
            raise MisuseError("--server gives the notice as it is now, as text or --html")
        from api.remote import remote_notice

        print(remote_notice(server, round_, html=html))
        return GOOD
    from api.notices import page_of

    with open_ledger(home) as services:
        services.catch_up()
        page = page_of(services.ledger, services.views, round_, **moment(as_of, services))
    if as_json:
        print_json(asdict(page))
    else:
        print(page.to_html() if html else page.to_text())
    return GOOD


def _draft_of_notice(home: Path, round_: str) -> int:
    import yaml

    from api.notices import command_of

    with open_ledger(home) as services:
        command = command_of(services.ledger, round_)
    print(yaml.safe_dump([command], allow_unicode=True, sort_keys=False).rstrip())
    return GOOD


def log(
    *, home: Home = DEFAULT_HOME, last: int = 20, as_of: AsOf = None, as_json: Json = False
) -> int:
    """Print the newest acts: index, time, who, what. 文书目录。"""
    from api.log_rows import newest_acts

    with open_ledger(home) as services:
        rows = newest_acts(services.ledger, last, **moment(as_of, services))
    _print_rows(rows, ("index", "at", "actors", "events", "first"), as_json=as_json)
    return GOOD


def _print_rows(rows: Sequence[dict[str, Any]], columns: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    from api.tabular import table_text

    print(table_text(columns, rows))
