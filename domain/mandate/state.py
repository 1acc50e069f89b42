"""What the streams of the district, its bodies and its people have come to."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, assert_never

from domain.kernel import Aggregate, Frozen
from domain.mandate import events as e
from domain.values.ids import Id


class District(Aggregate):
    """区: founded once, at index 0 of the log."""

    KIND: ClassVar[str] = "district"
    district: Id
    name: str

    @property
    def body(self) -> str:
        return self.district


class Body(Aggregate):
    """机构: an office, and the body above it."""

    KIND: ClassVar[str] = "body"
    kind: e.BodyKind
    name: str
    parent: Id | None

    @property
    def body(self) -> str:
        return self.parent or ""


class Key(Frozen):
    """密钥: public key in base64, as its suite writes it."""

    kid: str
    suite: int
    key: str
    revoked: bool = False
    void_from: int | None = None
    """Index of the log from which its signatures are void."""


class Mandate(Frozen):
    """授权: an office held. ``until_on`` is exclusive."""

    mandate: Id
    role: str
    body: Id
    from_on: date
    until_on: date | None
    revoked: bool = False

    def stands(self, on: date) -> bool:
        """Tell whether the mandate stands on a Beijing date."""
        return not self.revoked and self.from_on <= on and (not self.until_on or on < self.until_on)


class Mandates(Aggregate):
    """个人授权: one person's keys, offices and recusals."""

    KIND: ClassVar[str] = "mandates"
    keys: tuple[Key, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    recused_from: frozenset[str] = frozenset()
    erased: bool = False

    @property
    def body(self) -> str:
        return ""

    def key(self, kid: str) -> Key | None:
        """Return a key of this person that is not revoked."""
        return next((key for key in self.keys if key.kid == kid and not key.revoked), None)

    def is_void(self, kids: frozenset[str], index: int) -> bool:
        """Tell whether what these keys signed at an index is void by a key of this person."""
        return any(
            key.kid in kids and key.void_from is not None and key.void_from <= index
            for key in self.keys
        )

    def mandate(self, name: str) -> Mandate | None:
        """Return a mandate of this person by its id."""
        return next((each for each in self.mandates if each.mandate == name), None)


def evolve_district(_state: District | None, event: e.DistrictEvent) -> District:
    """Return the district after ``event``."""
    return District(district=event.district, name=event.name)


def evolve_body(_state: Body | None, event: e.BodyEvent) -> Body:
    """Return the body after ``event``."""
    return Body(kind=event.kind, name=event.name, parent=event.parent)


def evolve_mandates(state: Mandates | None, event: e.MandatesEvent) -> Mandates:
    """Return the person's keys and offices after ``event``."""
    now = state or Mandates()
    match event:
        case e.KeyEnrolled():
            fresh = Key(kid=event.kid, suite=event.suite, key=event.key)
            return now.model_copy(update={"keys": (*now.keys, fresh)})
        case e.KeyRevoked():
            keys = tuple(
                key.model_copy(update={"revoked": True, "void_from": event.void_from_index})
                if key.kid == event.kid
                else key
                for key in now.keys
            )
            return now.model_copy(update={"keys": keys})
        case e.MandateGranted():
            return now.model_copy(update={"mandates": (*now.mandates, _mandate(event))})
        case e.MandateRevoked():
            mandates = tuple(
                each.model_copy(update={"revoked": True}) if each.mandate == event.mandate else each
                for each in now.mandates
            )
            return now.model_copy(update={"mandates": mandates})
        case e.RecusalDeclared():
            return now.model_copy(update={"recused_from": now.recused_from | {event.other}})
        case e.PersonErased():
            return now.model_copy(update={"erased": True})
        case e.ActConfirmed():
            return now  # which act confirms counts too, and only the ledger knows it
        case _:
            assert_never(event)


def _mandate(event: e.MandateGranted) -> Mandate:
    return Mandate(
        mandate=event.mandate,
        role=event.role,
        body=event.body,
        from_on=event.from_on,
        until_on=event.until_on,
    )
