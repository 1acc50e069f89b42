"""``gongxin witness`` and ``gongxin checkpoint``: being a witness, and asking one. 见证。

Exit status: 0 good, 1 a witness refused or the quorum is not met, 2 misuse.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from adapters.witness.errors import WitnessError
from adapters.witness.server import WitnessServer
from adapters.witness.state import WitnessStateError
from api import witnessing
from api.cli_options import DEFAULT_HOME, FOUND, GOOD, Home, Json, MisuseError, open_ledger
from api.composition import create_witness, open_witness
from audit.format.checkpoint import Checkpoint
from audit.format.cosignature import WitnessKey
from audit.format.errors import AuditError
from audit.format.policy import Policy

PORT = 8701
witness_app = App(name="witness", help="Be a witness of logs. 做见证方。")
checkpoint_app = App(name="checkpoint", help="Checkpoints and witnesses. 检查点与见证。")
Folder = Annotated[
    Path, Parameter("--dir", help="Where key and state of the witness live. 见证方目录。")
]
Logs = Annotated[
    list[str],
    Parameter("--log", help="Verifier key of a log to witness. 所见证台账的公钥。", negative=()),
]
By = Annotated[str, Parameter("--witness", help="The witness's verifier key. 见证方公钥。")]


@witness_app.command
def new(name: str, *, folder: Folder) -> int:
    """Make a witness with a key of its own; prints the key to publish. 新建见证方。"""
    print(create_witness(folder, name))
    return GOOD


@witness_app.command
def key(*, folder: Folder) -> int:
    """Print the witness's verifier key. 见证方公钥。"""
    print(open_witness(folder, ()).vkey)
    return GOOD


@witness_app.command
def serve(*, folder: Folder, logs: Logs, host: str = "127.0.0.1", port: int = PORT) -> int:
    """Take checkpoints over HTTP, from this machine alone unless told otherwise. 开启见证服务。"""
    with _telling():
        witness = open_witness(folder, logs)
        witness.must_know_what_it_saw()
        with WitnessServer((host, port), witness) as server:
            print(f"{witness.vkey}\nhttp://{host}:{server.server_port}/", flush=True)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return GOOD
    return GOOD


@witness_app.command
def cosign(request: Path, *, folder: Folder, logs: Logs, out: Path | None = None) -> int:
    """Cosign a request that came as a file; the lines go back as a file. 离线副签。"""
    with _telling():
        answer = open_witness(folder, logs).add_checkpoint(request.read_bytes())
    if answer.status != 200:  # noqa: PLR2004 - ok
        print(f"{answer.status} {answer.body.decode().strip()}", file=sys.stderr)
        return FOUND
    if out is None:
        print(answer.body.decode(), end="")
    else:
        out.write_bytes(answer.body)
    return GOOD


@checkpoint_app.command
def show(*, home: Home = DEFAULT_HOME, as_json: Json = False) -> int:
    """Print the newest checkpoint, and how far witnesses have seen. 检查点与见证情况。"""
    with _telling(), open_ledger(home) as services:
        ledger, policy = services.ledger, witnessing.policy_in(home)
        newest, note = ledger.checkpoint()
        cosigned = ledger.witnessed()
        seen = cosigned or (Checkpoint(ledger.origin, 0, b""), note)
        found = witnessing.standing_of(seen[1], ledger.vkey, policy)
    met = policy is not None and seen[0] == newest and policy.is_met_by(found.keys)
    witnesses = [{"name": each.witness.name, "at": each.at} for each in found.good]
    if as_json:
        told = {"note": note.decode(), "size": newest.size, "witnessed_size": seen[0].size}
        print(json.dumps({**told, "witnesses": witnesses, "quorum_met": met}, ensure_ascii=False))
    else:
        print(note.decode())
        print(f"witnessed 已见证 {seen[0].size} / {newest.size}")
        print("\n".join(f"  {each['name']}  {each['at']}" for each in witnesses))
    return GOOD if met or policy is None else FOUND


@checkpoint_app.command
def witness(
    *,
    home: Home = DEFAULT_HOME,
    url: Annotated[str | None, Parameter(help="Where a witness listens. 见证方地址。")] = None,
    by: By | None = None,
) -> int:
    """Bring the newest checkpoint to the witnesses and keep what they sign. 请见证方副签。

    The witnesses are those of the file ``witnesses`` in the home (C2SP tlog-policy), or the one
    at ``--url`` whose key is ``--witness``.
    """
    with _telling(), open_ledger(home) as services:
        policy = _named(url, by) or witnessing.policy_in(home)
        if policy is None:
            raise MisuseError("name a witness: --url with --witness, or the file `witnesses`")
        for each in witnessing.ask_all(services.ledger, policy):
            told = (
                "cosigned 已副签" if each.error is None else f"did not cosign 未副签: {each.error}"
            )
            print(f"{each.witness.name}: {told}")
        checkpoint, note = services.ledger.checkpoint()
        keys = witnessing.standing_of(note, services.ledger.vkey, policy).keys
    met = policy.is_met_by(keys)
    quorum = "quorum met 见证足数" if met else "quorum NOT met 见证不足"
    print(f"{checkpoint.size} acts 文书: {quorum} ({policy.asks})")
    return GOOD if met else FOUND


@checkpoint_app.command
def request(old: int, *, home: Home = DEFAULT_HOME, out: Path) -> int:
    """Write a request for a witness without network, which cosigned OLD acts last. 离线请求。"""
    with _telling(), open_ledger(home) as services:
        out.write_bytes(witnessing.request_from(services.ledger, old))
    return GOOD


@checkpoint_app.command
def accept(request: Path, lines: Path, *, by: By, home: Home = DEFAULT_HOME) -> int:
    """Keep the lines that a witness signed for a request of ours. 收存离线副签。"""
    with _telling(), open_ledger(home) as services:
        key_of = WitnessKey.from_vkey(by)
        wanted, signed = request.read_bytes(), lines.read_bytes()
        size = witnessing.accept(services.ledger, wanted, signed, key_of)
    print(f"{key_of.name}: {size} acts 文书 cosigned 已副签")
    return GOOD


def _named(url: str | None, by: str | None) -> Policy | None:
    if (url is None) != (by is None):
        raise MisuseError("--url and --witness go together")
    if url is None or by is None:
        return None
    return Policy.from_bytes(f"witness one {by} {url}\nquorum one\n".encode())


class _StopError(SystemExit):
    """Ends the program with a finding that was told."""


@contextmanager
def _telling() -> Iterator[None]:
    """Tell what a witness or its state says on standard error; misuse is misuse."""
    try:
        yield
    except (WitnessError, WitnessStateError) as exc:
        print(f"gongxin: {exc}", file=sys.stderr)
        raise _StopError(FOUND) from exc
    except AuditError as exc:
        raise MisuseError(str(exc)) from exc
