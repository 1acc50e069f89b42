"""``gongxin``: the ledger on the command line.

Exit status: 0 good, 1 findings or a refusal, 2 misuse. Heavy modules are imported by the
commands that need them, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from api import acts_cli, attendance_cli, commands_cli, disputes_cli, lots_cli, views_cli
from api.acts_cli import answer
from api.cli_options import (
    DEFAULT_HOME,
    FOUND,
    GOOD,
    MISUSE,
    Home,
    Json,
    MisuseError,
    open_ledger,
    progress_bar,
)

if TYPE_CHECKING:
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
app.command("api.witness_cli:witness_app", name="witness", help="Be a witness. 做见证方。")
app.command(
    "api.witness_cli:checkpoint_app",
    name="checkpoint",
    help="Checkpoints and their witnesses. 检查点与见证。",
)
disputes_cli.register(app)
acts_cli.register(app, key_app)
commands_cli.register(app)
views_cli.register(app)
attendance_cli.register(app)
lots_cli.register(app)


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
        from audit.format.chinese import both

        print(f"gongxin: {both(str(exc))}", file=sys.stderr)
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
    from api.show import run_demo

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
    from api.http.serve import serve as run
    from api.http.settings import Settings

    run(home, host, port, settings=Settings(trust_proxy=proxied, origin=origin))
    return GOOD


@app.command
def verify(*, home: Home = DEFAULT_HOME, as_json: Json = False) -> int:
    """Check every byte, signature and mandate of the store. 核验整本台账。"""
    from api.witnessing import policy_in, tell_of_witnesses
    from audit.format.cli import report_as_json, report_as_text

    with open_ledger(home) as services, progress_bar("verify 核验") as progress:
        report = services.ledger.verify(progress=progress)
        tell_of_witnesses(report, services.ledger, policy_in(home))
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
    from api.export import export_bundle

    with open_ledger(home) as services, progress_bar("export 导出") as progress:
        size = export_bundle(services.ledger, target, disclose=disclose, progress=progress)
        told = {"bundle": str(target), "acts": size, "vkey": services.ledger.vkey}
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("{bundle}: {acts} acts 文书; log key 台账公钥 {vkey}".format_map(told))
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
    from api import acting
    from domain.mandate.commands import ErasePerson

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
    """List the keys in the keystore with their ids, by which they are revoked. 列出密钥。"""
    with open_ledger(home) as services:
        kept = services.keystore
        keys = [{"name": name, "kid": kept.load(name).kid} for name in kept.names()]
    width = max((len(key["name"]) for key in keys), default=0)
    lines = [f"{key['name']:{width}}  {key['kid']}" for key in keys]
    print(json.dumps(keys, ensure_ascii=False) if as_json else "\n".join(lines))
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
    from adapters.client.errors import ClientError
    from adapters.keystore.files import KeystoreError
    from adapters.ledger.errors import LedgerError
    from api.composition import HomeError

    return (MisuseError, KeystoreError, LedgerError, HomeError, OSError, ClientError)


def _unreadable() -> tuple[type[Exception], ...]:
    from sqlalchemy.exc import DBAPIError

    from adapters.ledger.errors import UnreadableStoreError

    return (DBAPIError, UnreadableStoreError)


def _status(report: Report) -> int:
    return GOOD if report.sound else FOUND
