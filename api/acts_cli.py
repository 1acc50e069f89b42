"""Commands that decide: found a ledger, act by a file of commands, import sheets, make keys."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from api.cli_options import (
    DEFAULT_HOME,
    FOUND,
    GOOD,
    Home,
    Json,
    MisuseError,
    Vkey,
    open_ledger,
    progress_bar,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapters.ledger.acts import Receipt
    from api.composition import Services
    from domain.kernel import Command

By = Annotated[
    list[str],
    Parameter(
        "--as",
        help="Who acts: PERSON for oneself, PERSON:ROLE or PERSON:MANDATE. 行为人。",
        negative=(),
    ),
]
Server = Annotated[
    str | None, Parameter("--server", help="Act on this server, not on a ledger here. 服务器地址。")
]
_SHOWN = 20
"""Events of an act that are told in lines."""
Sheet = Literal["roster", "cadres", "posts", "scores"]


def register(app: App, key_app: App) -> None:
    """Add these commands to ``gongxin``."""
    app.command(init)
    app.command(act)
    app.command(import_, name="import")
    app.command(template)
    app.command(sign)
    key_app.command(new)


def init(
    *,
    district: str,
    name: str,
    origin: str,
    root: str = "root",
    home: Home = DEFAULT_HOME,
) -> int:
    """Found a ledger of your own in an empty home. 建立台账。

    ``--origin`` names the log for ever, like ``ledger.example.gov.cn/yunxi``. ``--root`` is
    the person whose key founds it and grants the first mandates.
    """
    from api.composition import create_home

    create_home(home, origin)
    with open_ledger(home) as services:
        signer = services.keystore.create(root)
        services.ledger.found(district=district, name=name, signer=signer)
        print(f"{home}: ledger founded 台账已建立; log key 台账公钥 {services.ledger.vkey}")
    return GOOD


def act(
    file: Path,
    *,
    as_: By,
    home: Home = DEFAULT_HOME,
    dry_run: bool = False,
    proof: Path | None = None,
    as_json: Json = False,
    server: Server = None,
    vkey: Vkey = None,
    yes: bool = False,
) -> int:
    """Record one act: the commands in a YAML or JSON file, signed by all who act. 作出文书。

    With ``--dry-run`` the rules answer and nothing is recorded. ``--proof`` writes the
    receipt, which ``gongxin-verify`` checks. With ``--server`` the first who acts signs here
    what is shown, with the key in ``--home``; others co-sign with ``gongxin sign``.
    """
    if server is not None:
        from api.remote import draft_and_sign

        return draft_and_sign(server, home, as_, file, vkey=vkey, ask=not yes, only=dry_run)
    from adapters.importers.commands import read_commands
    from api import acting

    def run(services: Services) -> int:
        commands = read_commands(file)
        actors = [acting.actor_of(services, told) for told in as_]
        if dry_run:
            print(acting.draft(services, commands, actors).summary)
            return GOOD
        receipt = acting.perform(services, commands, actors)
        if proof is not None:
            proof.write_bytes(receipt.proof.to_bytes())
        _tell(services, receipt, as_json=as_json)
        return GOOD

    return answer(home, run, as_json=as_json)


def _tell(services: Services, receipt: Receipt, *, as_json: bool) -> None:
    """Print what was recorded, with the streams: some are named by the ledger alone."""
    from api.log_rows import events_of
    from api.messages.terms import value_zh

    events = events_of(services.ledger, receipt.index)
    if as_json:
        print(json.dumps({"act": receipt.act, "index": receipt.index, "events": events}))
        return
    print(f"act {receipt.act} at index {receipt.index} 已入账")
    for event in events[:_SHOWN]:
        print(f"  {value_zh('topic', event['topic'])}  {event['stream']}")
    if len(events) > _SHOWN:
        print(f"  … 共 {len(events)} 项 in all")


def import_(
    kind: Sheet,
    file: Path,
    *,
    as_: By = [],  # noqa: B006 - read only
    home: Home = DEFAULT_HOME,
    plan: str | None = None,
    round_: Annotated[str | None, Parameter("--round")] = None,
    check: bool = False,
    as_json: Json = False,
) -> int:
    """Record a sheet: roster, cadres, posts (--plan) or scores (--round). 导入表格。

    Every row's errors are shown, and a file with one error is refused whole. With
    ``--check`` nothing is recorded.
    """
    from api import acting

    def run(services: Services) -> int:
        commands = _commands_of(services, kind, file, plan, round_)
        if not commands:
            raise MisuseError(f"{file}: no rows under the headings 表头以下没有数据")
        if check:
            print(f"{file}: {len(commands)} records, no error 无误; nothing recorded 未入账")
            return GOOD
        actors = [acting.actor_of(services, told) for told in as_]
        with progress_bar("import 导入") as progress:
            receipts = acting.perform_all(services, commands, actors, progress)
        print(f"{file}: {len(commands)} records in {len(receipts)} acts 已入账")
        return GOOD

    return answer(home, run, as_json=as_json)


def template(
    kind: Sheet,
    file: Annotated[Path, Parameter(help="An .xlsx to write. 要生成的 .xlsx 文件。")],
    *,
    home: Home = DEFAULT_HOME,
    round_: Annotated[str | None, Parameter("--round")] = None,
) -> int:
    """Write an empty sheet to fill in for ``import``, with an explanation. 生成导入模板。

    That of scores has the columns of a round's own scoring table: name it with ``--round``.
    """
    from adapters.importers.templates import write_template

    if file.suffix != ".xlsx":
        raise MisuseError(f"{file}: a template is an .xlsx 模板文件名须以 .xlsx 结尾")
    if file.exists():
        raise MisuseError(f"{file}: there is such a file 文件已存在")
    if kind != "scores":
        write_template(kind, file)
    elif round_ is None:
        raise MisuseError("template scores: say --round ROUND 评分模板须写明 --round 竞聘编号")
    else:
        status = answer(home, lambda services: _scores_template(services, round_, file))
        if status != GOOD:
            return status
    print(f"{file}: 模板已生成 template written")
    return GOOD


def _scores_template(services: Services, round_: str, file: Path) -> int:
    from adapters.importers.templates import write_scores_template
    from api.acting import scoring_table

    write_scores_template(scoring_table(services, round_), file)
    return GOOD


def sign(
    act_id: str,
    *,
    server: Annotated[str, Parameter("--server")],
    person: Annotated[str, Parameter("--as")],
    home: Home = DEFAULT_HOME,
    vkey: Vkey = None,
    yes: bool = False,
) -> int:
    """Show a draft that waits for your signature too, and sign it here. 会签文书。"""
    from api.remote import cosign

    return cosign(server, home, person, act_id, vkey=vkey, ask=not yes)


def new(
    person: str,
    *,
    home: Home = DEFAULT_HOME,
    as_: By = [],  # noqa: B006 - read only
    server: Server = None,
) -> int:
    """Make a key for a person; with --as, enrol it at once. 生成密钥。

    Without ``--as`` the command is printed that an official has to record. With
    ``--server`` the key stays here, for the log of that server.
    """
    if server is not None:
        from api.remote import new_key

        print(json.dumps([new_key(server, home, person)]))
        return GOOD
    from api import acting

    def run(services: Services) -> int:
        command = acting.enrolment_of(services, person)
        if not as_:
            print(json.dumps([{"command": "EnrolKey", **command.model_dump(mode="json")}]))
            return GOOD
        actors = [acting.actor_of(services, told) for told in as_]
        receipt = acting.perform(services, [command], actors)
        print(f"{person}: key {command.kid} enrolled by act {receipt.act} 已登记")
        return GOOD

    return answer(home, run)


def _commands_of(
    services: Services, kind: Sheet, file: Path, plan: str | None, round_: str | None
) -> Sequence[Command]:
    from adapters.importers import registers
    from api.acting import school_codes, scoring_table
    from api.composition import HomeError

    match kind:
        case "roster":
            return registers.roster_commands(
                file, school_codes(services), services.ledger.identity_holders
            )
        case "cadres":
            return registers.cadre_commands(file)
        case "posts" if plan is not None:
            return registers.post_commands(file, plan)
        case "scores" if round_ is not None:
            return registers.score_commands(file, round_, scoring_table(services, round_))
    raise HomeError(
        f"to import {kind}, say --plan PLAN (posts) or --round ROUND (scores)"
        " 导入岗位须写明 --plan 方案编号, 导入评分须写明 --round 竞聘编号"
    )


def answer(home: Path, run: Callable[[Services], int], *, as_json: bool = False) -> int:
    """Run over an open ledger; tell a refusal by rule, facts and basis, in both languages."""
    from adapters.importers.sheets import ImportRefusedError
    from api.messages.refusals import refusal_en, refusal_zh
    from domain.kernel import DomainError

    try:
        with open_ledger(home) as services:
            return run(services)
    except ImportRefusedError as exc:
        found = [str(error) for error in exc.errors]
        print(json.dumps(found, ensure_ascii=False, indent=1) if as_json else "\n".join(found))
    except DomainError as exc:
        if as_json:
            told = {"code": exc.code, "basis": exc.basis, "facts": exc.facts}
            print(json.dumps(told, ensure_ascii=False))
        print(f"{refusal_zh(exc)}\n{refusal_en(exc)}", file=sys.stderr)
    return FOUND
