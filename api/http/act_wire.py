"""From a draft to what is shown of it, and from what is sent to signatures."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from adapters.ledger.acts import Draft
from adapters.ledger.mapper import data_of
from api.http.access import Reader
from api.http.act_schemas import ActRequest, DraftShown, SignatureBody
from api.http.passkey_schemas import PasskeySignature
from api.http.passkeys import PasskeyRefusedError, Passkeys, signature_in
from api.http.problems import ProblemError
from api.http.runtime import Pending
from api.http.schemas import ActorBody, EventShown
from audit.format.act import PAYLOAD_TYPE
from audit.format.encoding import b64, unb64
from audit.format.entry import Signature
from audit.format.errors import MalformedError


def draft_shown(pending: Pending, reader: Reader, passkeys: Passkeys) -> dict[str, Any]:
    """Return a draft as it goes over the wire to one of its actors."""
    draft = pending.draft
    shown = DraftShown(
        act_id=draft.act.act,
        type=PAYLOAD_TYPE,
        act=b64(draft.data),
        summary=draft.summary,
        events=_events(draft),
        positions=dict(draft.unsigned.reads),
        actors=[
            ActorBody(person=a.person, role=a.role, body=a.body, mandate=a.mandate)
            for a in draft.actors
        ],
        waiting_for=pending.waiting_for,
        expires_at=datetime.fromtimestamp(pending.expires, UTC),
        passkey=passkeys.ask(draft.to_sign, reader.passkeys) if reader.passkeys else None,
    )
    return shown.model_dump(mode="json", by_alias=True)


def _events(draft: Draft) -> list[EventShown]:
    return [
        EventShown(
            stream=recorded.stream,
            topic=recorded.event.TOPIC,
            data=dict(data_of(recorded.event)),
            sealed=[each.path for each in recorded.personal],
            body=b64(stored.state),
        )
        for recorded, stored in zip(draft.decision, draft.unsigned.events, strict=True)
    ]


def signatures_in(asked: ActRequest, reader: Reader) -> list[Signature]:
    """Return the signatures that somebody hands in.

    Raises:
        ProblemError: 409, where one cannot be read or is of a passkey not enrolled.
    """
    try:
        return [_signature(each, reader) for each in asked.signatures]
    except (MalformedError, PasskeyRefusedError) as exc:
        raise ProblemError(409, "ledger.signature-refused") from exc


def _signature(sent: SignatureBody | PasskeySignature, reader: Reader) -> Signature:
    if isinstance(sent, SignatureBody):
        return Signature(sent.suite, sent.kid, unb64(sent.signature))
    kid = dict(reader.passkeys).get(sent.credential.id)
    if kid is None:
        raise PasskeyRefusedError("a passkey that is not the reader's own")
    return Signature(sent.suite, kid, signature_in(sent.credential))
