"""Keys and mandates as the log itself tells them, judged by index, never by claimed time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from itertools import chain
from typing import NamedTuple

from audit.format.act import SELF_ROLE, Actor
from audit.format.encoding import field as json_field
from audit.format.encoding import unb64
from audit.format.errors import MalformedError
from audit.format.holdings import Key, Mandate
from audit.format.keys import kid_of
from audit.format.suites import is_key, is_possessed

KEY_ENROLLED = "mandate.key-enrolled.v1"
KEY_REVOKED = "mandate.key-revoked.v1"
MANDATE_GRANTED = "mandate.mandate-granted.v1"
MANDATE_REVOKED = "mandate.mandate-revoked.v1"
ACT_CONFIRMED = "mandate.act-confirmed.v1"
LOG_FOUNDED = "mandate.log-founded.v1"
PERSON_ERASED = "mandate.person-erased.v1"
TOPICS = frozenset(
    (
        LOG_FOUNDED,
        KEY_ENROLLED,
        KEY_REVOKED,
        MANDATE_GRANTED,
        MANDATE_REVOKED,
        ACT_CONFIRMED,
        PERSON_ERASED,
    )
)
"""The topics that ``Standing.apply`` takes."""
_RESTING = frozenset((KEY_ENROLLED, MANDATE_GRANTED, PERSON_ERASED))
BEIJING = timezone(timedelta(hours=8))


def beijing_date(at: str) -> date:
    """Return the Beijing date of an act's time, which is spelled as acts spell it.

    Raises:
        MalformedError: No such instant.
    """
    try:
        return datetime.fromisoformat(at).astimezone(BEIJING).date()
    except (ValueError, OverflowError) as exc:  # the last evening of the year 9999
        raise MalformedError(f"no such instant: {at}") from exc


class Told(NamedTuple):
    """An event that tells of keys or mandates: its number in its act, and what it says."""

    number: int
    act: str
    stream: str
    topic: str
    data: Mapping[str, object]


class Standing:
    """Folds the topics on keys and mandates; answers who could sign what, when."""

    def __init__(self, log: str) -> None:
        self._log = log
        self._keys: dict[str, Key] = {}
        self.publics: dict[str, bytes] = {}
        """Every key ever enrolled, by its id, in order: none is changed or taken away."""
        self._mandates: dict[str, Mandate] = {}
        self.void: dict[int, dict[str, str]] = {}
        """Index of each act in a void range, with the persons and keys that are to blame."""
        self._act_at: dict[int, str] = {}
        """Ids of the acts on which something rests that falls with them."""
        self._confirmations: dict[tuple[str, str], list[int]] = {}
        """By whose key an act was void, and its id: where it was confirmed."""
        self._erasures: dict[str, list[int]] = {}
        self._ended: set[str] = set()
        """Ids of mandates that were revoked: they are used up."""
        self._used_up: list[Mandate] = []

    def key(self, kid: str) -> Key | None:
        """Return a key that stands now: not revoked, nor enrolled by an act that is void."""
        key = self._keys.get(kid)
        gone = key is None or key.void_from is not None or self._is_void(key.since)
        return None if gone else key

    def holds(self, actor: Actor, on: date, index: int) -> bool:
        """Tell whether the actor's mandate stands now, at ``index``, on that date."""
        if actor.role == SELF_ROLE:
            return not actor.body and not actor.mandate
        mandate = self._mandates.get(actor.mandate)
        if mandate is None or self._is_void(mandate.since):
            return False
        mandate.used_at.append(index)
        return (
            (mandate.person, mandate.role, mandate.body) == (actor.person, actor.role, actor.body)
            and mandate.from_on <= on
            and (mandate.until_on is None or on < mandate.until_on)
        )

    def resting_on_void(self) -> dict[int, list[int]]:
        """Return indexes of acts that keep their effects, by the act that gave what they used.

        That act is void and not confirmed, or itself rests on one that is. Whoever replays
        decisions leaves all of them out.
        """
        uses: dict[int, set[int]] = {}
        given: list[Key | Mandate] = [*self._keys.values(), *self._mandates.values()]
        for each in chain(given, self._used_up):
            if each.since:  # what founds the log rests on nothing
                uses.setdefault(each.since, set()).update(each.used_at)
        gone = {index for index in self.void if self._is_in_doubt(index)}
        found: dict[int, list[int]] = {}
        for since in sorted(uses):  # an act uses what earlier ones gave, so one walk is enough
            kept = sorted(uses[since] - self.void.keys())
            if since in gone and kept:
                found[since] = kept
                gone.update(kept)
        return found

    @property
    def confirmed(self) -> set[str]:
        """Ids of acts that somebody confirmed, by an act that is not itself in a void range."""
        since: dict[str, int] = {}
        for key in self._keys.values():
            if key.revoked_at is not None:
                since[key.person] = min(key.revoked_at, since.get(key.person, key.revoked_at))
        return {
            act
            for person, act in self._confirmations
            if person in since and self._is_confirmed_since(since[person], person, act)
        }

    @property
    def erased(self) -> set[str]:
        """Persons whose data acts that stand have erased."""
        return {
            person
            for person, places in self._erasures.items()
            if not all(map(self._is_void, places))
        }

    def _is_in_doubt(self, index: int) -> bool:
        """Tell whether an act is void that gave something: only such acts have their ids kept."""
        return index in self._act_at and self._is_void(index)

    def _is_void(self, index: int) -> bool:
        act = self._act_at.get(index, "")
        return any(
            not self._is_confirmed_since(self._keys[kid].revoked_at, person, act)
            for person, kid in self.void.get(index, {}).items()
        )

    def _is_confirmed_since(self, revoked_at: int | None, person: str, act: str) -> bool:
        """Tell whether an act was confirmed, as for one person's key, after that was revoked.

        What a thief signed confirms nothing, not even where it was itself confirmed; nor do
        those confirm it whom he hired by it: once it is void, they cannot sign.
        """
        assert revoked_at is not None, "what is void is so by a key that was revoked"
        places = self._confirmations.get((person, act), ())
        return any(place > revoked_at and place not in self.void for place in places)

    def apply(self, told: Told, index: int) -> None:
        """Take one event of the act at ``index``.

        Raises:
            MalformedError: An event on keys or mandates that is not as it should be.
        """
        data, about = told.data, _person_of(told.stream)
        match told.topic:
            case "mandate.log-founded.v1":
                _must_found(told, index)
            case "mandate.key-enrolled.v1":
                self._enrol(data, about, index)
            case "mandate.key-revoked.v1":
                self._revoke_key(data, about, index)
            case "mandate.mandate-granted.v1":
                self._grant(data, about, index)
            case "mandate.mandate-revoked.v1":
                self._revoke_mandate(data, about)
            case "mandate.act-confirmed.v1":
                confirmed = (about, json_field(data, "act", str))
                json_field(data, "reason", str)
                self._confirmations.setdefault(confirmed, []).append(index)
            case "mandate.person-erased.v1":
                _must_be_about(about, json_field(data, "person", str))
                json_field(data, "ground", str)
                self._erasures.setdefault(about, []).append(index)
        if told.topic in _RESTING:
            self._act_at[index] = told.act

    def _enrol(self, data: Mapping[str, object], about: str, index: int) -> None:
        person, suite = json_field(data, "person", str), json_field(data, "suite", int)
        _must_be_about(about, person)
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

    def _revoke_key(self, data: Mapping[str, object], about: str, index: int) -> None:
        kid, void_from = json_field(data, "kid", str), json_field(data, "void_from_index", int)
        json_field(data, "reason", str)
        key = self._keys.get(kid)
        if key is None or key.void_from is not None or not 0 <= void_from <= index:
            raise MalformedError("a key was revoked that does not stand, or from a later index")
        _must_be_about(about, key.person)
        key.void_from, key.revoked_at = void_from, index
        for used in key.used_at:
            if used >= void_from:
                self.void.setdefault(used, {})[key.person] = kid

    def _revoke_mandate(self, data: Mapping[str, object], about: str) -> None:
        name = json_field(data, "mandate", str)
        json_field(data, "reason", str)
        mandate = self._mandates.get(name)
        if mandate is None:
            raise MalformedError("a mandate was revoked that does not stand")
        _must_be_about(about, mandate.person)
        self._used_up.append(self._mandates.pop(name))
        self._ended.add(name)

    def _grant(self, data: Mapping[str, object], about: str, index: int) -> None:
        name = json_field(data, "mandate", str)
        if name in self._mandates or name in self._ended:
            raise MalformedError("a mandate was granted twice")
        person = json_field(data, "person", str)
        _must_be_about(about, person)
        endless = data.get("until", "") is None
        self._mandates[name] = Mandate(
            person=person,
            role=json_field(data, "role", str),
            body=json_field(data, "body", str),
            from_on=_date(json_field(data, "from", str)),
            until_on=None if endless else _date(json_field(data, "until", str)),
            since=index,
        )


def _must_found(told: Told, index: int) -> None:
    if (index, told.number) != (0, 0):
        raise MalformedError("a log is founded once, by its first event")
    for name in ("district", "name", "root_person"):
        json_field(told.data, name, str)


def _person_of(stream: str) -> str:
    """Return whose stream of keys and mandates it is; nobody's where it is another."""
    kind, _, person = stream.partition(":")
    return person if kind == "mandates" else ""


def _must_be_about(about: str, person: str) -> None:
    if about != person:
        raise MalformedError("an event about a person's key, mandate or data in another stream")


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as exc:
        raise MalformedError(f"no such date: {text[:30]!r}") from exc
    if found.isoformat() != text:
        raise MalformedError(f"a date with a second spelling: {text[:30]!r}")
    return found
