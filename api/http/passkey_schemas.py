"""What browsers and this server tell each other about passkeys, in the words of WebAuthn."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from api.http.schemas import KID, Base64, Body, Challenge
from domain.values.ids import Id

Base64Url = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=2048)]
ANSWER: JsonDict = {
    "id": "Y3JlZGVudGlhbA",
    "type": "public-key",
    "response": {
        "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
        "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
        "signature": "MEUCIQ",
    },
}


class CredentialName(BaseModel):
    """A passkey that may answer."""

    type: Literal["public-key"] = "public-key"
    id: str


class PasskeyAsk(BaseModel):
    """The options of ``navigator.credentials.get``, as ``parseRequestOptionsFromJSON`` takes them.

    The challenge is the SHA-256 of the bytes that are signed; a page that trusts nobody
    computes it again.
    """

    challenge: str
    site: str = Field(serialization_alias="rpId")
    credentials: list[CredentialName] = Field(serialization_alias="allowCredentials")
    verification: Literal["required"] = Field(
        default="required", serialization_alias="userVerification"
    )


class PasskeyAnswerParts(BaseModel):
    """What the device and the browser say, and the signature over both."""

    client_data: Base64Url = Field(alias="clientDataJSON")
    authenticator_data: Base64Url = Field(alias="authenticatorData")
    signature: Base64Url


class PasskeyAnswer(BaseModel):
    """What ``navigator.credentials.get`` returned, as JSON. More members may come with it."""

    id: Base64Url
    response: PasskeyAnswerParts


class PasskeySignature(Body):
    """A passkey's answer to the draft's ``passkey``: one of the session's own person."""

    suite: Literal[2] = 2
    credential: PasskeyAnswer


class NewPasskey(Body):
    """What ``navigator.credentials.create`` returned, as JSON."""

    person: Id
    credential: dict[str, Any]


class PasskeyMade(BaseModel):
    """A key to enrol; ``passkey`` asks for the proof that it is held."""

    person: str
    kid: str
    suite: Literal[2] = 2
    key: str
    passkey: PasskeyAsk


class PasskeyProof(Body):
    """The key that was made, and its device's answer to what was asked."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"person": "t-0001", "key": "BGtleQ==", "credential": ANSWER}]
        }
    )
    person: Id
    key: Base64
    credential: PasskeyAnswer


class PasskeyEnrolment(BaseModel):
    """The command that a registrar drafts and signs; until then the passkey is worth nothing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "command": "EnrolKey",
                    "person": "t-0001",
                    "kid": KID,
                    "suite": 2,
                    "key": "BGtleQ==",
                    "proof": "ACVw",
                }
            ]
        }
    )
    command: Literal["EnrolKey"] = "EnrolKey"
    person: str
    kid: str
    suite: Literal[2] = 2
    key: str
    proof: str


class PasskeyChallenge(Challenge):
    """A challenge, and what a browser needs to have a passkey sign it."""

    passkey: PasskeyAsk


class UsedPasskey(Body):
    """A challenge, and the passkey's answer to it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"person": "t-0001", "challenge": "q83v", "credential": ANSWER}]
        }
    )
    person: Id
    challenge: Base64
    credential: PasskeyAnswer
