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

from api import acts_cli, disputes_cli, ranking_words
from api.acts_cli import answer
from api.cli_options import (
    DEFAULT_HOME,
    FOUND,
    GOOD,
    MISUSE,
    AsOf,
    Home,
    Json,
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
Server = Annotated[
    str | None, Parameter("--server", help="Ask this server, not a ledger here. 服务器地址。")
]
Person = Annotated[str | None, Parameter("--as", help="Whose key in --home signs. 用谁的密钥。")]


def main() -> None:
    """Run the command of this process and exit with its status."""
    try:
        status = app(result_action="return_value")
    except _known_errors() as exc:
        print(f"gongxin: {exc}", file=sys.stderr)
        sys.exit(MISUSE)
    except BrokenPipeError:  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FOUND)
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
def export(target: Path, *, home: Home = DEFAULT_HOME, disclose: str | None = None) -> int:
    """Write an evidence bundle, a directory or a .zip. 导出证据包。

    With ``--disclose PERSON`` the bundle opens that person's data to its reader.
    """
    from api.export import export_bundle  # noqa: PLC0415 - heavy

    with open_ledger(home) as services, progress_bar("export 导出") as progress:
        size = export_bundle(services.ledger, target, disclose=disclose, progress=progress)
        print(f"{target}: {size} acts 文书; log key 台账公钥 {services.ledger.vkey}")
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
        rows = services.views.roster(school=school, **moment(as_of))
        names = services.names({row["person"] for row in rows})
        bodies = services.views.bodies()
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
    _print_rows(ranking_words.told(rows), ranking_words.COLUMNS, as_json=as_json)
    return GOOD


def _ranking_here(
    home: Path, round_: str, post: str | None, as_of: str | None
) -> list[dict[str, Any]]:
    with open_ledger(home) as services:
        services.catch_up()
        rows: list[dict[str, Any]] = services.views.ranking(round_, **moment(as_of))
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
    server: Server = None,
) -> int:
    """Print the notice of a round as text, or as HTML. 公示。"""
    if server is not None:
        from api.remote import remote_notice  # noqa: PLC0415 - heavy

        print(remote_notice(server, round_, html=html))
        return GOOD
    from api.show import page_of  # noqa: PLC0415 - heavy

    with open_ledger(home) as services:
        services.catch_up()
        page = page_of(services, round_)
    print(page.to_html() if html else page.to_text())
    return GOOD


@app.command
def log(*, home: Home = DEFAULT_HOME, last: int = 20, as_json: Json = False) -> int:
    """Print the newest acts: index, time, who, what. 文书目录。"""
    from audit.format.act import Act  # noqa: PLC0415 - heavy
    from audit.format.body import EventBody  # noqa: PLC0415
    from audit.format.entry import Entry  # noqa: PLC0415

    rows: list[dict[str, Any]] = []
    with open_ledger(home) as services:
        for entry in services.ledger.entries(start=max(0, services.ledger.size() - last)):
            act = Act.from_bytes(Entry.from_bytes(entry.data).act)
            topics = [EventBody.from_bytes(body).topic for body in entry.bodies]
            rows.append(
                {
                    "index": entry.index,
                    "at": act.at,
                    "act": act.act,
                    "actors": ", ".join(f"{a.person}/{a.role}" for a in act.actors),
                    "events": len(topics),
                    "first": topics[0],
                }
            )
    _print_rows(rows, ("index", "at", "actors", "events", "first"), as_json=as_json)
    return GOOD


@app.command
def erase(
    person: str,
    *,
    ground: str,
    by: Annotated[str, Parameter("--as", help="The official who acts: PERSON:ROLE. 经办人。")],
    home: Home = DEFAULT_HOME,
) -> int:
    """Erase a person's data on a legal ground, signed by an official. 依法删除个人信息。"""
    from api import acting  # noqa: PLC0415 - heavy
    from domain.mandate.commands import ErasePerson  # noqa: PLC0415

    def run(services: Services) -> int:
        actor = acting.actor_of(services, by)
        command = ErasePerson(person=person, ground=ground)
        receipt = acting.perform(services, [command], [actor])
        print(f"erased by act {receipt.act} at index {receipt.index} 已删除")
        return GOOD

    return answer(home, run)


@key_app.command(name="list")
def key_list(*, home: Home = DEFAULT_HOME) -> int:
    """List the keys in the keystore. 列出密钥。"""
    with open_ledger(home) as services:
        for name in services.keystore.names():
            print(name)
    return GOOD


@key_app.command(name="log")
def key_log(*, home: Home = DEFAULT_HOME) -> int:
    """Print the log's verifier key, to be published. 台账公钥。"""
    with open_ledger(home) as services:
        print(services.ledger.vkey)
    return GOOD


def _known_errors() -> tuple[type[Exception], ...]:
    """Return what users are told in one line; read only when something was raised."""
    from adapters.client.errors import ClientError  # noqa: PLC0415
    from adapters.keystore.files import KeystoreError  # noqa: PLC0415 - heavy
    from adapters.ledger.errors import LedgerError  # noqa: PLC0415
    from api.composition import HomeError  # noqa: PLC0415

    return (KeystoreError, LedgerError, HomeError, FileExistsError, ClientError)


def _print_rows(rows: Sequence[dict[str, Any]], columns: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    for row in rows:
        print("  ".join(str(row[column] if row[column] is not None else "-") for column in columns))


def _status(report: Report) -> int:
    return GOOD if report.sound else FOUND
