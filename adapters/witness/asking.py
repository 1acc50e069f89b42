"""How a log asks a witness for its cosignature: the same steps over the network and by files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

from adapters.witness.errors import (
    OtherHistoryError,
    WitnessRefusedError,
    WitnessUnreachableError,
)
from adapters.witness.request import MAX_REQUEST, SIZE, AddCheckpoint, Answer
from audit.format.checkpoint import Checkpoint
from audit.format.cosignature import WitnessKey, cosignatures_by
from audit.format.encoding import decimal
from audit.format.errors import MalformedError, NoteError
from audit.format.note import NoteSignature, signatures_in
from audit.format.tree import ReadNode, consistency_proof

SECONDS = 20
"""For a connection, and for each part of an answer."""
SECONDS_IN_ALL = 60
"""For a whole exchange: a witness that sends a byte now and then would hold us for ever."""
TRIES = 3
"""A witness that others ask meanwhile may be at another size each time."""
Post = Callable[[bytes], Answer]
"""Hands a request to a witness."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A checkpoint of a log as it is brought to witnesses, and the tree that proves it."""

    checkpoint: Checkpoint
    note: bytes
    read_node: ReadNode

    def request(self, old: int) -> AddCheckpoint:
        """Return the request to a witness that cosigned ``old`` entries last.

        Raises:
            OtherHistoryError: The witness has cosigned more entries than there are.
        """
        size = self.checkpoint.size
        if old > size:
            raise OtherHistoryError(
                f"the witness has cosigned {old} entries of this log, the store has {size}: an"
                " older store was put in its place. Restore the newer one; do not write"
                " 见证方已副签的条目多于本库：本库被换成了旧库，请恢复新库，勿再写入"
            )
        proof = consistency_proof(old, size, self.read_node) if old else []
        return AddCheckpoint(old, tuple(proof), self.note)

    def ask(self, witness: WitnessKey, post: Post) -> tuple[NoteSignature, ...]:
        """Return the witness's lines, which hold under the checkpoint.

        Raises:
            WitnessError: It did not cosign.
        """
        old = 0
        for _ in range(TRIES):
            answer = post(self.request(old).to_bytes())
            if answer.status != 409:  # noqa: PLR2004 - conflict
                return self.accepted(answer, witness)
            size = _size_in(answer)
            if size == old:
                raise OtherHistoryError(_SPLIT.format(size=size))
            old = size
        raise WitnessUnreachableError("the witness moves on faster than it can be asked")

    def accepted(self, answer: Answer, witness: WitnessKey) -> tuple[NoteSignature, ...]:
        """Return the lines in an answer that hold; those of others are left out.

        Raises:
            WitnessError: The witness refused, or its answer holds no line of its key.
        """
        if answer.status == 422:  # noqa: PLR2004 - unprocessable
            raise OtherHistoryError(_SPLIT.format(size=self.checkpoint.size))
        if answer.status in (400, 403, 404):
            told = answer.body[:200].decode("utf-8", "replace").strip()
            raise WitnessRefusedError(f"{witness.name}: {answer.status} {told}")
        if answer.status != 200:  # noqa: PLR2004 - ok
            raise WitnessUnreachableError(f"{witness.name}: {answer.status}")
        try:
            lines = signatures_in(answer.body.decode())
        except (NoteError, UnicodeDecodeError) as exc:
            raise WitnessUnreachableError(f"{witness.name}: no signature lines") from exc
        good = tuple(cosignatures_by(self.note, lines, [witness]))
        if not good:
            raise WitnessRefusedError(
                f"{witness.name}: the answer holds no cosignature of this key over this"
                " checkpoint 应答中没有该公钥对本检查点的副签"
            )
        return good


_SPLIT = (
    "the witness has cosigned another history of this log up to {size} entries. Keep the store and"
    " the witness's answer, stop writing, and call the auditor"
    " 见证方副签过本台账的另一段历史：请保留现库和应答，停止写入，通知审计"
)


def over_http(
    url: str, client: httpx.Client | None = None, *, seconds: float = SECONDS_IN_ALL
) -> Post:
    """Return how to hand requests to the witness whose submission prefix is ``url``.

    A request that has no whole answer after ``seconds`` is given up.
    """
    address = f"{url.rstrip('/')}/add-checkpoint"

    def post(body: bytes) -> Answer:
        def exchange() -> Answer:
            if client is not None:
                return _posted(client, address, body)
            with httpx.Client(timeout=SECONDS) as own:
                return _posted(own, address, body)

        try:
            return _within(seconds, exchange)
        except (httpx.HTTPError, httpx.InvalidURL) as exc:
            raise WitnessUnreachableError(f"{url}: {exc}") from exc
        except Empty:
            told = f"no whole answer within {seconds:g} seconds 未在限时内答复"
            raise WitnessUnreachableError(f"{url}: {told}") from None

    return post


def _within(seconds: float, exchange: Callable[[], Answer]) -> Answer:
    """Return what an exchange comes to in time.

    Timeouts of a connection bound each read alone, so another thread reads, and is left to
    itself where it takes too long.

    Raises:
        Empty: It came to nothing in time.
    """
    outcome: SimpleQueue[Answer | Exception] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put(exchange())
        except Exception as exc:  # noqa: BLE001 - raised again by whoever waits
            outcome.put(exc)

    Thread(target=run, daemon=True).start()
    found = outcome.get(timeout=seconds)
    if isinstance(found, Exception):
        raise found
    return found


def _posted(client: httpx.Client, address: str, body: bytes) -> Answer:
    """Post, and read no more of the answer than there can be; nothing of it is unpacked."""
    plain = {"Accept-Encoding": "identity"}
    with client.stream("POST", address, content=body, headers=plain) as response:
        content = b""
        for part in response.iter_raw(MAX_REQUEST):
            content += part
            if len(content) >= MAX_REQUEST:
                break
        kind = response.headers.get("content-type", "")
        return Answer(response.status_code, content[:MAX_REQUEST], kind)


def _size_in(answer: Answer) -> int:
    if answer.kind.partition(";")[0].strip() != SIZE:
        raise WitnessUnreachableError("the witness is at another size and does not say which")
    try:
        return decimal(answer.body.decode("ascii", "replace").removesuffix("\n"))
    except MalformedError as exc:
        raise WitnessUnreachableError(f"the witness's size is none: {exc}") from exc
