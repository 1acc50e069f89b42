"""The command line against a server elsewhere: keys stay in ``--home``, acts go there."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from adapters.client.client import Client
from adapters.client.drafted import DraftedAct, HeldReceipt
from adapters.client.errors import RefusedError
from adapters.importers.commands import read_commands
from adapters.importers.sheets import ImportRefusedError
from adapters.keystore.signer import SoftwareSigner
from api.composition import HomeError, person_keys
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated

GOOD, REFUSED = 0, 1


def remote_rows(
    server: str,
    home: Path,
    person: str | None,
    table: str,
    query: Mapping[str, str | int | bool | None],
) -> list[dict[str, Any]]:
    """Return the rows of a table that a person may see.

    Raises:
        ClientError: The server refuses, or does not answer.
    """
    with _open(server, home, person) as client:
        return list(client.rows(table, **query))


def remote_notice(server: str, round_: str, *, html: bool) -> str:
    """Return a notice as text or HTML; it needs no key.

    Raises:
        ClientError: There is none, or the server does not answer.
    """
    with Client(server) as client:
        return client.text(f"/notices/{round_}/page", format="html" if html else "text")


def new_key(server: str, home: Path, person: str) -> dict[str, str | int]:
    """Make a key for a person; return the command with which a registrar enrols it.

    Raises:
        KeystoreError: There is a key of that name.
    """
    home.mkdir(parents=True, exist_ok=True)
    with Client(server) as client:
        signer = person_keys(home).create(person)
        return {"command": "EnrolKey", **signer.enrolment(client.log.name)}


def draft_and_sign(
    server: str,
    home: Path,
    told: Sequence[str],
    file: Path,
    *,
    vkey: str | None,
    ask: bool,
    only: bool = False,
) -> int:
    """Draft what a file asks for, show it, sign and record it; return the exit status.

    The first of those who act signs here. With ``only`` the draft is shown and no more.

    Raises:
        ClientError: The server does not answer, or cannot be believed.
    """
    try:
        commands = read_commands(file)
    except ImportRefusedError as refusal:
        print(refusal)
        return REFUSED
    person = told[0].partition(":")[0]
    with _open(server, home, person, vkey=vkey) as client:
        try:
            draft = client.draft(commands, [_actor(client, each) for each in told])
            if only:
                print(draft.summary)
                return GOOD
            return _sign(client, home, draft, ask=ask)
        except RefusedError as refusal:
            return _told(refusal)


def _actor(client: Client, told: str) -> Mandated:
    person, _, office = told.partition(":")
    if office in ("", Role.SELF):
        return Mandated(person, Role.SELF)
    held = list(client.rows("mandates", person=person, state="stands"))
    meant = [row for row in held if office in (row["mandate"], row["role"])]
    if len(meant) != 1:
        raise HomeError(f"{person} holds {len(meant)} mandates as {office} 没有该项职权或有多项")
    return Mandated(person, meant[0]["role"], meant[0]["body"], meant[0]["mandate"])


def cosign(server: str, home: Path, person: str, act: str, *, vkey: str | None, ask: bool) -> int:
    """Show a draft of somebody else, sign it too; return the exit status.

    Raises:
        ClientError: The server does not answer, or cannot be believed.
    """
    with _open(server, home, person, vkey=vkey) as client:
        try:
            return _sign(client, home, client.fetch(act), ask=ask)
        except RefusedError as refusal:
            return _told(refusal)


def _sign(client: Client, home: Path, draft: DraftedAct, *, ask: bool) -> int:
    print(draft.summary)
    if ask and not _agreed():
        return REFUSED
    receipt = client.record(draft, [client.sign(draft)])
    if receipt is None:
        others = client.fetch(draft.act.act).waiting_for
        print(f"{draft.act.act}: 尚待会签 waiting for {', '.join(others)}")
        return GOOD
    print(f"recorded by act {receipt.act} at index {receipt.index}: {_kept(home, receipt)} 已入账")
    return GOOD


def _agreed() -> bool:
    """Ask who signs; whom nobody can ask has not agreed."""
    try:
        return input("签署？sign? [y/N] ").strip().lower() == "y"
    except EOFError:
        print("无人确认，未签署 (nobody to ask; --yes signs without asking)")
        return False


def _kept(home: Path, receipt: HeldReceipt) -> Path:
    folder = home / "receipts"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{receipt.index}.tlog-proof"
    file.write_bytes(receipt.proof.to_bytes())
    return file


def _told(refusal: RefusedError) -> int:
    print(f"{refusal.zh}\n{refusal.en}", file=sys.stderr)
    return REFUSED


def _open(server: str, home: Path, person: str | None, *, vkey: str | None = None) -> Client:
    signer: SoftwareSigner | None = person_keys(home).load(person) if person else None
    client = Client(server, signer=signer, vkey=vkey)
    if signer is not None:
        client.login()
    return client
