"""``gongxin replay | what-if | dossier | compliance``: for the arbitration office and auditors.

Exit status: 0 nothing to object to, 1 a decision that does not hold or an open breach, 2 misuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from api.cli_options import (
    DEFAULT_HOME,
    FOUND,
    GOOD,
    Home,
    Json,
    MisuseError,
    Vkey,
    day_of,
    print_json,
)

Event = Annotated[
    str,
    Parameter(
        name="event", help="stream#position, ACT, ACT#n, INDEX#n, or a case's stream. 事件或案件。"
    ),
]
Bundle = Annotated[
    Path | None,
    Parameter("--bundle", help="Read this evidence bundle and nothing else. 只读证据包。"),
]
Witnesses = Annotated[
    Path | None,
    Parameter("--policy", help="The witnesses that you trust, C2SP tlog-policy. 见证方策略。"),
]
Without = Annotated[
    list[str] | None,
    Parameter(
        ("--without", "--void"),
        consume_multiple=True,
        negative="",
        help="Leave out: EVENT, ACT, judge:ID, bidder:ID or member:ID. 剔除。",
    ),
]
Replace = Annotated[
    list[str] | None,
    Parameter(
        "--replace",
        negative="",
        help="EVENT:field=value, value in JSON or as text. 改变一项内容。",
    ),
]
TieChain = Annotated[
    str, Parameter("--tie-chain", help="Items compared on equal totals, a,b,-c. 同分排序。")
]
Pack = Annotated[Path | None, Parameter("--pack", help="A rule pack's file. 另一规则包。")]


def register(app: App) -> None:
    """Add the commands to the program."""
    app.command(replay)
    app.command(what_if, name="what-if")
    app.command(dossier)
    app.command(compliance)


def replay(
    event: Event,
    *,
    home: Home = DEFAULT_HOME,
    bundle: Bundle = None,
    vkey: Vkey = None,
    as_json: Json = False,
) -> int:
    """Recompute a decision out of signed events, and say where it differs. 重放一项决定。"""
    from api.evidence import open_evidence, replayed
    from api.messages.refusals import refusal_zh
    from api.progress import progress_bar
    from audit.replay import telling
    from audit.replay.case import Verdict
    from audit.replay.events import people_in

    with in_one_line(), open_evidence(home, bundle, vkey) as evidence:
        with progress_bar("replay 重放") as progress:
            found = replayed(evidence.source, event, progress)
        if as_json:
            print_json(telling.as_json(found, sentence=refusal_zh))
        else:
            names = evidence.names_of(people_in(each.outcome.lead for each in found.steps))
            print(telling.as_text(found, names=names, sentence=refusal_zh))
    told = found.findings or found.misdated
    return GOOD if found.verdict is Verdict.UPHOLD and not told else FOUND


def what_if(
    event: Event,
    *,
    without: Without = None,
    replace: Replace = None,
    tie_chain: TieChain = "",
    pack: Pack = None,
    home: Home = DEFAULT_HOME,
    bundle: Bundle = None,
    vkey: Vkey = None,
    as_json: Json = False,
) -> int:
    """Ask what would have come of a decision, had things been otherwise. 假设推演, 不写入台账。"""
    from api.evidence import Asked, open_evidence, supposed
    from api.messages.refusals import refusal_zh
    from audit.replay.events import people_in
    from audit.what_if import telling

    with in_one_line(), open_evidence(home, bundle, vkey) as evidence:
        asked = Asked(without or (), replace or (), tie_chain, pack)
        found = supposed(evidence.source, event, asked)
        if as_json:
            print_json(telling.as_json(found, sentence=refusal_zh))
        else:
            told = [found.target, *(each.lead for each in found.effects)]
            names = evidence.names_of(people_in(told))
            print(telling.as_text(found, names=names, sentence=refusal_zh))
    return GOOD if found.own is None else FOUND


def dossier(
    event: Event,
    target: Path,
    *,
    title: str = "卷宗",
    matter: str = "对本决定的复核",
    without: Without = None,
    replace: Replace = None,
    tie_chain: TieChain = "",
    pack: Pack = None,
    home: Home = DEFAULT_HOME,
    bundle: Bundle = None,
    vkey: Vkey = None,
    policy: Witnesses = None,
    as_json: Json = False,
) -> int:
    """Write a case as one package that proves itself offline. 制作卷宗。"""
    from api.evidence import Asked, open_evidence, packed

    with in_one_line(), open_evidence(home, bundle, vkey, policy) as evidence:
        asked = Asked(without or (), replace or (), tie_chain, pack)
        page = packed(evidence, event, target, title=title, matter=matter, asked=asked)
        vkey_told, proof = evidence.source.vkey, target / "bundle"
    if as_json:
        print_json({"page": str(page), "bundle": str(proof), "vkey": vkey_told})
    else:
        print(f"{page}\n  gongxin-verify {proof} --vkey '{vkey_told}'")
    return GOOD


def compliance(
    *,
    from_on: Annotated[str, Parameter("--from", help="First date, ISO. 起始日期。")] = "",
    to_on: Annotated[str, Parameter("--to", help="Last date, ISO. 截止日期。")] = "",
    home: Home = DEFAULT_HOME,
    bundle: Bundle = None,
    vkey: Vkey = None,
    policy: Witnesses = None,
    as_json: Json = False,
) -> int:
    """Run every rule over history and report breaches by article. 合规检查。"""
    from api.evidence import open_evidence
    from api.messages.refusals import refusal_zh
    from api.progress import progress_bar
    from audit.compliance import telling
    from audit.compliance.inspection import inspect
    from audit.replay.witnesses import witnessed

    first = day_of(from_on, "--from") if from_on else None
    last = day_of(to_on, "--to") if to_on else None
    if first is not None and last is not None and last < first:
        raise MisuseError(f"--to {last} lies before --from {first} 截止日期早于起始日期")
    with in_one_line(), open_evidence(home, bundle, vkey, policy) as evidence:
        with progress_bar("compliance 合规检查") as progress:
            found = inspect(
                evidence.source,
                from_on=first,
                to_on=last,
                sentence=refusal_zh,
                progress=progress,
            )
        seen = witnessed(evidence.source, evidence.policy)
        if as_json:
            print_json({**telling.as_json(found), "witnessing": seen.as_json()})
        else:
            names = evidence.names_of({each.subject for each in found.breaches if each.subject})
            print(telling.as_text(found, names=names))
            print("\n".join(("四、检查点见证", *(f"    {line}" for line in seen.lines()))))
    return GOOD if found.clean else FOUND


@contextmanager
def in_one_line() -> Iterator[None]:
    """Let what users can put right end the program with one line (exit status 2)."""
    from adapters.importers.packs import PackFileError
    from api.composition import HomeError
    from audit.format.errors import AuditError
    from audit.replay.source import EventUnknownError
    from audit.what_if.supposing import SuppositionError

    try:
        yield
    except (EventUnknownError, SuppositionError, PackFileError, AuditError) as exc:
        raise HomeError(str(exc)) from exc
