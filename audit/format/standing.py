"""Keys and mandates as the log itself tells them, judged by index, never by claimed time."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from audit.format.act import SELF_ROLE, Actor
from audit.format.encoding import field as json_field
from audit.format.encoding import unb64
from audit.format.errors import MalformedError
from audit.format.keys import SUITE_ED25519, kid_of
from audit.format.suites import is_key, is_possessed

KEY_ENROLLED = "mandate.key-enrolled.v1"
KEY_REVOKED = "mandate.key-revoked.v1"
MANDATE_GRANTED = "mandate.mandate-granted.v1"
MANDATE_REVOKED = "mandate.mandate-revoked.v1"
ACT_CONFIRMED = "mandate.act-confirmed.v1"
LOG_FOUNDED = "mandate.log-founded.v1"
PERSON_ERASED = "mandate.person-erased.v1"
TOPICS = frozenset(
    (KEY_ENROLLED, KEY_REVOKED, MANDATE_GRANTED, MANDATE_REVOKED, ACT_CONFIRMED, PERSON_ERASED)
)
"""The topics that ``Standing.apply`` takes; all others pass by."""
BEIJING = timezone(timedelta(hours=8))


@dataclass(slots=True)
class Key:
    """An enrolled key, and from which index on its signatures are void."""

    person: str
    public: bytes
    since: int = 0
    suite: int = SUITE_ED25519
    void_from: int | None = None
    used_at: array[int] = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class Mandate:
    """An office as it was granted. ``until_on`` is exclusive."""

    person: str
    role: str
    body: str
    from_on: date
    until_on: date | None
    since: int = 0
    """Index of the act that granted it."""


def beijing_date(at: str) -> date:
    """Return the Beijing date of an act's time, which is spelled as acts spell it.

    Raises:
        MalformedError: No such instant.
    """
    try:
        instant = datetime.fromisoformat(at)
    except ValueError as exc:
        raise MalformedError(f"no such instant: {at}") from exc
    return instant.astimezone(BEIJING).date()


class Standing:
    """Folds the topics on keys and mandates; answers who could sign what, when."""

    def __init__(self, log: str) -> None:
        self._log = log
        self._keys: dict[str, Key] = {}
        self.publics: dict[str, bytes] = {}
        """Every key ever enrolled, by its id, in order: none is changed or taken away."""
        self._mandates: dict[str, Mandate] = {}
        self.void: dict[int, str] = {}
        """Index of each act in a void range, with the key that is to blame."""
        self._act_at: dict[int, str] = {}
        self.confirmed: set[str] = set()
        self.erased: set[str] = set()
        self._ended: set[str] = set()
        """Ids of mandates that were revoked: they are used up."""

    def key(self, kid: str) -> Key | None:
        """Return a key that stands now: not revoked, nor enrolled by an act that is void."""
        key = self._keys.get(kid)
        gone = key is None or key.void_from is not None or self._is_void(key.since)
        return None if gone else key

    def holds(self, actor: Actor, on: date) -> bool:
        """Tell whether the actor's mandate stands now, on that date."""
        if actor.role == SELF_ROLE:
            return not actor.body and not actor.mandate
        mandate = self._mandates.get(actor.mandate)
        return (
            mandate is not None
            and not self._is_void(mandate.since)
            and (mandate.person, mandate.role, mandate.body)
            == (actor.person, actor.role, actor.body)
            and mandate.from_on <= on
            and (mandate.until_on is None or on < mandate.until_on)
        )

    def _is_void(self, index: int) -> bool:
        return index in self.void and self._act_at.get(index) not in self.confirmed

    def apply(
        self, topic: str, data: Mapping[str, object], index: int, act: str | None = None
    ) -> None:
        """Take one event of the act at ``index``; topics of the trade pass by.

        Raises:
            MalformedError: An event on keys or mandates that is not as it should be.
        """
        match topic:
            case "mandate.key-enrolled.v1":
                self._enrol(data, index)
                self._remember(index, act)
            case "mandate.key-revoked.v1":
                self._revoke_key(data, index)
            case "mandate.mandate-granted.v1":
                self._grant(data, index)
                self._remember(index, act)
            case "mandate.mandate-revoked.v1":
                self._revoke_mandate(json_field(data, "mandate", str))
            case "mandate.act-confirmed.v1":
                self.confirmed.add(json_field(data, "act", str))
            case "mandate.person-erased.v1":
                self.erased.add(json_field(data, "person", str))
            case _:
                pass

    def _remember(self, index: int, act: str | None) -> None:
        if act is not None:
            self._act_at[index] = act

    def _enrol(self, data: Mapping[str, object], index: int) -> None:
        person, suite = json_field(data, "person", str), json_field(data, "suite", int)
        key = unb64(json_field(data, "key", str))
        kid = json_field(data, "kid", str)
        if not is_key(suite, key) or kid != kid_of(suite, key):
            raise MalformedError("an enrolled key does not fit its id, or is of an unknown suite")
        if kid in self._keys:
            raise MalformedError("a key was enrolled twice")
        proof = unb64(json_field(data, "proof", str))
        if not is_possessed(log=self._log, person=person, suite=suite, key=key, proof=proof):
            raise MalformedError("a key was enrolled without proof of possession")
        self._keys[kid] = Key(person, key, index, suite)
        self.publics[kid] = key

    def _revoke_key(self, data: Mapping[str, object], index: int) -> None:
        kid, void_from = json_field(data, "kid", str), json_field(data, "void_from_index", int)
        key = self._keys.get(kid)
        if key is None or key.void_from is not None or not 0 <= void_from <= index:
            raise MalformedError("a key was revoked that does not stand, or from a later index")
        key.void_from = void_from
        self.void.update((used, kid) for used in key.used_at if used >= void_from)

    def _revoke_mandate(self, name: str) -> None:
        if self._mandates.pop(name, None) is None:
            raise MalformedError("a mandate was revoked that does not stand")
        self._ended.add(name)

    def _grant(self, data: Mapping[str, object], index: int) -> None:
        name = json_field(data, "mandate", str)
        if name in self._mandates or name in self._ended:
            raise MalformedError("a mandate was granted twice")
        until = data.get("until")
        self._mandates[name] = Mandate(
            person=json_field(data, "person", str),
            role=json_field(data, "role", str),
            body=json_field(data, "body", str),
            from_on=_date(json_field(data, "from", str)),
            until_on=None if until is None else _date(json_field(data, "until", str)),
            since=index,
        )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise MalformedError(f"no such date: {text[:30]!r}") from exc
