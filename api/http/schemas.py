"""What goes over the wire, beside commands and rows."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from domain.values.ids import Id

ActId = Annotated[
    str,
    StringConstraints(
        pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    ),
]
Kid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]*={0,2}$", max_length=8192)]
ACT = "0198d3f0-5a7e-7c11-9d20-6f3f1b2c4d5e"
KID = "5f1d7e3a9b2c4d5e6f708192a3b4c5d6"


class Body(BaseModel):
    """A request body; fields that it does not know are refused."""

    model_config = ConfigDict(extra="forbid")


class ChallengeRequest(Body):
    """Who wants to sign a challenge."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"person": "t-0001"}]})
    person: Id


class Challenge(BaseModel):
    """Sign ``DSSEv1`` over type and statement with an enrolled key; see the guide."""

    log: str
    person: str
    challenge: str
    expires_at: datetime


class SessionRequest(Body):
    """A challenge and its signature."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"person": "t-0001", "challenge": "q83v", "kid": KID, "signature": "c2ln"}]
        }
    )
    person: Id
    challenge: Base64
    kid: Kid
    signature: Base64


class MandateHeld(BaseModel):
    """An office that a person holds now."""

    role: str
    body: str


class Who(BaseModel):
    """Whose session it is, and the offices held at this moment."""

    person: str
    mandates: list[MandateHeld]


class OpenedSession(Who):
    """A session; send the token as ``Authorization: Bearer …``."""

    token: str
    expires_at: datetime


class ActorBody(Body):
    """Who acts, by which mandate. Role ``self`` has neither body nor mandate."""

    person: Id
    role: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    body: Annotated[str, StringConstraints(max_length=64)] = ""
    mandate: Annotated[str, StringConstraints(max_length=64)] = ""


class EventShown(BaseModel):
    """An event that the act would record. ``body`` is what is hashed, in base64."""

    stream: str
    topic: str
    data: dict[str, object]
    sealed: list[str]
    body: str


class ReceiptShown(BaseModel):
    """That the act is in the log. ``proof`` is a ``.tlog-proof`` file with the entry in it."""

    act: str
    index: int
    checkpoint: str
    proof: str


class Waiting(BaseModel):
    """The signatures are kept; these persons have still to sign."""

    act: str
    waiting_for: list[str]


class ActShown(BaseModel):
    """One entry of the log: who acted, when, on what basis, and the hashes of its events."""

    index: int
    act: str
    at: str
    actors: list[ActorBody]
    basis_size: int
    cause: str | None
    summary: str
    events: list[str]
    signed_by: list[str]


class ActPage(BaseModel):
    """Entries of the log in order, and where the next page begins."""

    size: int
    items: list[ActShown]
    next: str | None


class CheckpointShown(BaseModel):
    """A signed checkpoint of the log."""

    origin: str
    vkey: str
    size: int
    root: str
    note: str


class PersonalShown(BaseModel):
    """A person's sealed values by path; ``erased`` where nothing is left."""

    person: str
    values: dict[str, str]
    erased: bool


class RecordedEvent(BaseModel):
    """An event of an act."""

    stream: str
    position: int
    topic: str
    data: dict[str, object]


class ActEvents(BaseModel):
    """The events of one act, as far as they are open to this reader."""

    index: int
    items: list[RecordedEvent]


class Position(BaseModel):
    """At which position a stream stands; for ``If-Match`` of a draft."""

    stream: str
    position: int


class Health(BaseModel):
    """How the server is."""

    status: str
    log_size: int
    views_size: int
    lag: int
