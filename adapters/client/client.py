"""Talks to a Gongxin server for one person, and signs locally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from adapters.client.drafted import DraftedAct, HeldReceipt, drafted_act, held_receipt
from adapters.client.errors import ClientError, RefusedError
from adapters.keystore.challenge import challenge_bytes
from adapters.keystore.signer import Signer
from audit.format.encoding import b64
from audit.format.entry import Signature
from audit.format.note import NoteVerifier
from domain.kernel import Command
from domain.mandate.signing import Mandated

API = "/api/v1"
TRIES = 20
HOLD_MS = 2000
AGAIN = frozenset({"ledger.stream-moved", "ledger.draft-lapsed"})
"""Codes of refusals that a fresh draft mends."""
_ACCEPTED = 202


class Client:
    """One person's way in. Use it as a context manager, or call ``close``."""

    def __init__(
        self,
        url: str,
        *,
        signer: Signer | None = None,
        vkey: str | None = None,
        timeout: float = 60,
    ) -> None:
        """Take the server's address; with a signer, sessions and acts are possible.

        ``vkey`` is the log's verifier key from paper or elsewhere. Without it the key that
        the server names is believed, the first time and from then on.
        """
        self._http = httpx.Client(base_url=url, timeout=timeout)
        self._signer = signer
        self._log = NoteVerifier.from_vkey(vkey) if vkey else None

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection; the session stays until it lapses."""
        self._http.close()

    @property
    def log(self) -> NoteVerifier:
        """The log's name and key."""
        if self._log is None:
            self._log = NoteVerifier.from_vkey(self.get("/checkpoints")["vkey"])
        return self._log

    @property
    def authorization(self) -> str:
        """The session, as other programs of this person may send it; empty before ``login``."""
        return str(self._http.headers.get("Authorization", ""))

    def login(self) -> list[dict[str, str]]:
        """Open a session; return the offices that one holds now.

        Raises:
            RefusedError: The key does not stand.
        """
        signer = self._need_signer()
        kid = signer.sign(b"").kid
        asked = self._send("POST", "/challenges", {"person": signer.person})
        message = challenge_bytes(
            log=self.log.name, person=signer.person, kid=kid, challenge=asked["challenge"]
        )
        opened = self._send(
            "POST",
            "/sessions",
            {
                "person": signer.person,
                "challenge": asked["challenge"],
                "kid": kid,
                "signature": b64(signer.sign(message).value),
            },
        )
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"
        return list(opened["mandates"])

    def get(self, path: str, **query: str | int | bool | None) -> Any:
        """Return what is at a path below ``/api/v1``.

        Raises:
            RefusedError: It is not there, or not for this person.
        """
        return self._send("GET", path, query=query)

    def text(self, path: str, **query: str | int | bool | None) -> str:
        """Return a document at a path below ``/api/v1``: a notice, a table as CSV.

        Raises:
            RefusedError: It is not there, or not for this person.
        """
        return self._request("GET", path, query=query).text

    def rows(self, table: str, **query: str | int | bool | None) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, page by page. Filters and ``as_of`` are as in the API."""
        cursor: str | None = None
        while True:
            page = self.get(f"/{table}", cursor=cursor, **query)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def draft(
        self,
        commands: Sequence[Command],
        actors: Sequence[Mandated],
        *,
        cause: str | None = None,
        hold_ms: int = 0,
        at: Mapping[str, int] | None = None,
    ) -> DraftedAct:
        """Ask the rules; return an act whose bytes were compared with what is shown.

        ``at`` names positions at which streams must stand.

        Raises:
            RefusedError: A rule refuses.
            UntrustworthyError: The server shows something other than it asks to sign.
        """
        tags = ", ".join(f'"{stream}@{place}"' for stream, place in (at or {}).items())
        answer = self._send(
            "POST",
            "/drafts",
            {
                "commands": [_document(each) for each in commands],
                "actors": [
                    {"person": a.person, "role": a.role, "body": a.body, "mandate": a.mandate}
                    for a in actors
                ],
                "cause": cause,
                "hold_ms": hold_ms,
            },
            headers={"If-Match": tags} if tags else None,
        )
        return drafted_act(answer, log=self.log.name, actors=actors)

    def fetch(self, act: str) -> DraftedAct:
        """Return a draft that waits for this person's signature too."""
        answer = self.get(f"/drafts/{act}")
        return drafted_act(answer, log=self.log.name, actors=None)

    def sign(self, draft: DraftedAct) -> Signature:
        """Return this person's signature."""
        return self._need_signer().sign(draft.to_sign)

    def record(self, draft: DraftedAct, signatures: Sequence[Signature]) -> HeldReceipt | None:
        """Hand in signatures; return the receipt, or ``None`` while others have still to sign.

        Raises:
            RefusedError: The signatures are not good, a stream moved, or a deadline passed.
            UntrustworthyError: The receipt does not prove that the act is in the log.
        """
        body = {
            "act": draft.act.act,
            "signatures": [
                {"suite": each.suite, "kid": each.kid, "signature": b64(each.value)}
                for each in signatures
            ],
        }
        response = self._request("POST", "/acts", body)
        if response.status_code == _ACCEPTED:
            return None
        receipt = held_receipt(response.json(), act=draft.data, log=self.log)
        self._http.headers["Gongxin-After"] = str(receipt.index)
        return receipt

    def execute(
        self, commands: Sequence[Command], actors: Sequence[Mandated], *others: Signer
    ) -> HeldReceipt:
        """Draft, sign and record, with the keys of co-signers at hand; again where a stream moved.

        Raises:
            RefusedError: A rule, or the ledger, refuses.
        """
        tries = TRIES
        while True:
            draft = self.draft(commands, actors, hold_ms=HOLD_MS)
            signatures = [self.sign(draft), *(each.sign(draft.to_sign) for each in others)]
            try:
                receipt = self.record(draft, signatures)
            except RefusedError as refusal:
                tries -= 1
                if refusal.code not in AGAIN or not tries:
                    raise
                continue
            if receipt is None:
                raise ClientError("not all actors have signed")
            return receipt

    def _need_signer(self) -> Signer:
        if self._signer is None:
            raise ClientError("this needs a key: give the client a signer")
        return self._signer

    def _send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str | int | bool | None] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        response = self._request(method, path, body, query=query, headers=headers)
        return response.json() if response.content else None

    def _request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str | int | bool | None] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        params = {name: value for name, value in (query or {}).items() if value is not None}
        try:
            response = self._http.request(
                method, f"{API}{path}", json=body, params=params, headers=headers
            )
        except httpx.HTTPError as exc:
            raise ClientError(f"the server does not answer: {exc}") from exc
        if response.is_error:
            raise RefusedError(_problem(response))
        return response


def _document(command: Command) -> dict[str, Any]:
    return {"command": type(command).__name__, **command.model_dump(mode="json")}


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        found = None
    known = isinstance(found, dict) and "code" in found
    return found if known else {"status": response.status_code, "en": response.text[:200]}
