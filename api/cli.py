"""``gongxin``: the ledger on the command line.

Exit status: 0 good, 1 findings or a refusal, 2 misuse. Heavy modules are imported by the
commands that need them, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from api import acts_cli, commands_cli, disputes_cli
from api.acts_cli import answer
from api.cli_options import (
    DEFAULT_HOME,
    FOUND,
    GOOD,
    MISUSE,
    AsOf,
    Home,
    Json,
    MisuseError,
    moment,
    open_ledger,
    progress_bar,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.composition import Services
    from audit.format.findings import Report

app = App(
    name="gongxin",
    help="公信: a signed ledger of appraisal and staffing decisions. 教师聘任与考核决定台账。",
    version_flags=[],
)
key_app = App(name="key", help="Keys of people. 密钥。")
app.command(key_app)
app.command(
    "api.cases_cli:case_app", name="case", help="Complaints, appeals, arbitration. 争议案件。"
)
app.command("api.packs_cli:pack_app", name="pack", help="Rule packs. 规则包。")
disputes_cli.register(app)

acts_cli.register(app, key_app)
commands_cli.register(app)
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


def main() -> None:
    """Run the command of this process and exit with its status."""
    try:
        status = app(result_action="return_value")
    except BrokenPipeError:  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FOUND)
    except _unreadable() as exc:
        print(
            f"gongxin: the store cannot be read 台账数据库无法读取: {getattr(exc, 'orig', exc)}",
            file=sys.stderr,
        )
        sys.exit(FOUND)
    except _known_errors() as exc:
        print(f"gongxin: {exc}", file=sys.stderr)
        sys.exit(MISUSE)
    sys.exit(status or GOOD)


@app.command
def demo(
    *,
    home: Home = Path("demo"),
    town: Annotated[
        bool, Parameter("--town", negative="", help="One town only, in seconds. 只演示一个镇。")
    ] = False,
) -> int:
    """Run a district's year from plan to contract, and verify it. 演示一个区的一轮竞聘。"""
    from api.show import run_demo  # noqa: PLC0415 - heavy

    return run_demo(home, town_only=town)


@app.command
def serve(
    *,
    home: Home = DEFAULT_HOME,
    host: str = "127.0.0.1",
    port: int = 8000,
    proxied: bool = False,
    origin: str = "http://localhost:8000",
) -> int:
    """Serve the ledger over HTTP, to this machine alone unless told otherwise. 开启服务。

    With ``--proxied`` the caller's address is what a reverse proxy says in X-Forwarded-For.
    ``--origin`` is the address that people's browsers see; passkeys are bound to it.
    """
    from api.http.serve import serve as run  # noqa: PLC0415 - heavy
    from api.http.settings import Settings  # noqa: PLC0415

    run(home, host, port, settings=Settings(trust_proxy=proxied, origin=origin))
    return GOOD


@app.command
def verify(*, home: Home = DEFAULT_HOME, as_json: Json = False) -> int:
    """Check every byte, signature and mandate of the store. 核验整本台账。"""
    from audit.format.cli import report_as_json, report_as_text  # noqa: PLC0415 - heavy

    with open_ledger(home) as services, progress_bar("verify 核验") as progress:
        report = services.ledger.verify(progress=progress)
    print(report_as_json(report) if as_json else report_as_text(report))
    return _status(report)


@app.command
def export(
    target: Path,
    *,
    home: Home = DEFAULT_HOME,
    disclose: str | None = None,
    as_json: Json = False,
) -> int:
    """Write an evidence bundle, a directory or a .zip. 导出证据包。

    With ``--disclose PERSON`` the bundle opens that person's data to its reader.
    """
    from api.export import export_bundle  # noqa: PLC0415 - heavy

    with open_ledger(home) as services, progress_bar("export 导出") as progress:
        size = export_bundle(services.ledger, target, disclose=disclose, progress=progress)
        told = {"bundle": str(target), "acts": size, "vkey": services.ledger.vkey}
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("{bundle}: {acts} acts 文书; log key 台账公钥 {vkey}".format_map(told))
    return GOOD


@app.command
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
        from api.remote import remote_rows  # noqa: PLC0415 - heavy

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


@app.command
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
        from api.remote import remote_rows  # noqa: PLC0415 - heavy

        query = {"round": round_, "post": post, "as_of": as_of, "names": True}
        rows = remote_rows(server, home, person, "rankings", query)
    else:
        rows = _ranking_here(home, round_, post, as_of)
    _print_rows(rows, RANKING_COLUMNS, as_json=as_json)
    return GOOD


def _ranking_here(
    home: Path, round_: str, post: str | None, as_of: str | None
) -> list[dict[str, Any]]:
    from domain.recruitment.state import RecruitmentRound  # noqa: PLC0415 - heavy

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


@app.command
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
        from api.remote import remote_notice  # noqa: PLC0415 - heavy

        print(remote_notice(server, round_, html=html))
        return GOOD
    from dataclasses import asdict  # noqa: PLC0415

    from api.notices import page_of  # noqa: PLC0415 - heavy

    with open_ledger(home) as services:
        services.catch_up()
        page = page_of(services.ledger, services.views, round_, **moment(as_of, services))
    if as_json:
        print(json.dumps(asdict(page), ensure_ascii=False, indent=1))
    else:
        print(page.to_html() if html else page.to_text())
    return GOOD


def _draft_of_notice(home: Path, round_: str) -> int:
    import yaml  # noqa: PLC0415 - heavy

    from api.notices import command_of  # noqa: PLC0415 - heavy

    with open_ledger(home) as services:
        command = command_of(services.ledger, round_)
    print(yaml.safe_dump([command], allow_unicode=True, sort_keys=False).rstrip())
    return GOOD


@app.command
def log(
    *, home: Home = DEFAULT_HOME, last: int = 20, as_of: AsOf = None, as_json: Json = False
) -> int:
    """Print the newest acts: index, time, who, what. 文书目录。"""
    from api.log_rows import newest_acts  # noqa: PLC0415 - heavy

    with open_ledger(home) as services:
        rows = newest_acts(services.ledger, last, **moment(as_of, services))
    _print_rows(rows, ("index", "at", "actors", "events", "first"), as_json=as_json)
    return GOOD


@app.command
def erase(
    person: str,
    *,
    ground: str,
    by: Annotated[str, Parameter("--as", help="The official who acts: PERSON:ROLE. 经办人。")],
    home: Home = DEFAULT_HOME,
    as_json: Json = False,
) -> int:
    """Erase a person's data on a legal ground, signed by an official. 依法删除个人信息。"""
    from api import acting  # noqa: PLC0415 - heavy
    from domain.mandate.commands import ErasePerson  # noqa: PLC0415

    def run(services: Services) -> int:
        actor = acting.actor_of(services, by)
        command = ErasePerson(person=person, ground=ground)
        receipt = acting.perform(services, [command], [actor])
        told = {"erased": person, "act": receipt.act, "index": receipt.index}
        text = f"erased by act {receipt.act} at index {receipt.index} 已删除"
        print(json.dumps(told, ensure_ascii=False) if as_json else text)
        return GOOD

    return answer(home, run, as_json=as_json)


@key_app.command(name="list")
def key_list(*, home: Home = DEFAULT_HOME, as_json: Json = False) -> int:
    """List the keys in the keystore. 列出密钥。"""
    with open_ledger(home) as services:
        names = list(services.keystore.names())
    print(json.dumps(names, ensure_ascii=False) if as_json else "\n".join(names))
    return GOOD


@key_app.command(name="log")
def key_log(*, home: Home = DEFAULT_HOME, as_json: Json = False) -> int:
    """Print the log's verifier key, to be published. 台账公钥。"""
    with open_ledger(home) as services:
        vkey = services.ledger.vkey
    print(json.dumps({"vkey": vkey}) if as_json else vkey)
    return GOOD


def _known_errors() -> tuple[type[Exception], ...]:
    """Return what users are told in one line; read only when something was raised."""
    from adapters.client.errors import ClientError  # noqa: PLC0415
    from adapters.keystore.files import KeystoreError  # noqa: PLC0415 - heavy
    from adapters.ledger.errors import LedgerError  # noqa: PLC0415
    from api.composition import HomeError  # noqa: PLC0415

    return (MisuseError, KeystoreError, LedgerError, HomeError, OSError, ClientError)


def _unreadable() -> tuple[type[Exception], ...]:
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - heavy

    from adapters.ledger.errors import UnreadableStoreError  # noqa: PLC0415

    return (DBAPIError, UnreadableStoreError)


def _print_rows(rows: Sequence[dict[str, Any]], columns: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    from api.tabular import table_text  # noqa: PLC0415 - heavy

    print(table_text(columns, rows))


def _status(report: Report) -> int:
    return GOOD if report.sound else FOUND
