"""Drafts and signatures as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.passkey_schemas import ANSWER, PasskeyAsk, PasskeySignature
from api.http.schemas import ACT, KID, ActId, ActorBody, Base64, Body, EventShown, Kid


class DraftShown(BaseModel):
    """An act that the rules grant. Sign ``act`` as ``type``, over DSSE.

    ``passkey`` asks the reader's own passkeys for the same signature; ``null`` without any.
    """

    act_id: str
    type: str
    act: str
    summary: str
    events: list[EventShown]
    positions: dict[str, int]
    actors: list[ActorBody]
    waiting_for: list[str]
    expires_at: datetime
    passkey: PasskeyAsk | None


class SignatureBody(Body):
    """A signature over the pre-authentication encoding of the act's bytes, as the log holds it."""

    suite: Literal[1, 2] = 1
    kid: Kid
    signature: Base64


class ActRequest(Body):
    """Signatures of a draft. Sent again, the same act gives the same receipt.

    A browser hands in what the passkey answered as it is.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"act": ACT, "signatures": [{"suite": 1, "kid": KID, "signature": "c2ln"}]},
                {"act": ACT, "signatures": [{"suite": 2, "credential": ANSWER}]},
            ]
        }
    )
    act: ActId
    signatures: Annotated[
        list[SignatureBody | PasskeySignature], Field(min_length=1, max_length=100)
    ]
