"""Whether an act is genuine: bytes, signatures, mandates then, basis, place in the log.

Only what the act itself rests on is read: the keys and mandates of its signers, and of
those who granted them, up to the root. What is not genuine does not count in a replay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from audit.format import suites
from audit.format.act import SELF_ROLE, Act, Actor, signing_bytes
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.encoding import b64
from audit.format.entry import Entry
from audit.format.errors import AuditError, MalformedError
from audit.format.findings import Finding
from audit.format.note import NoteVerifier
from audit.format.standing import (
    ACT_CONFIRMED,
    KEY_ENROLLED,
    KEY_REVOKED,
    MANDATE_GRANTED,
    MANDATE_REVOKED,
)
from audit.format.tree import inclusion_proof, leaf_hash, root_of, verify_inclusion
from audit.replay.checked_act import CheckedAct
from audit.replay.events import Logged, Signer, day_of, public_of
from audit.replay.recent import Recent
from audit.replay.signed_events import signed_events, signed_stream
from audit.replay.source import Source, StoredAct
from audit.replay.void_ranges import no_key, no_mandate, voided_at

_REMEMBERED = 4096
_EVENTS = 30_000
"""Events of acts that are remembered after the checks."""
_DEEP = 20
"""Acts in a line, each resting on the next, that are checked within each other."""
_KEY, _MANDATE = (KEY_ENROLLED, "kid"), (MANDATE_GRANTED, "mandate")
_REGISTRARS = frozenset({"root", "registrar"})


class _TooDeepError(Exception):
    """Raised when acts rest on each other in so long a line that one further on comes first."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


class Authenticity:
    """Checks acts of one source, each once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._checked = Recent(self._check, _weight_of, _EVENTS)
        self._mandate_events = lru_cache(_REMEMBERED)(
            lambda person: signed_stream(source, f"mandates:{person}")
        )
        self._checkpoint: Checkpoint | None = None
        self._under_way: set[int] = set()
        """Indexes of the acts whose check waits for that of another."""

    def check(self, index: int) -> CheckedAct:
        """Return an act by its index, checked without its place in the tree."""
        if self._under_way:
            return self._checked(index)
        return self._step_by_step(lambda: self._checked(index))

    def read(self, stored: StoredAct) -> CheckedAct:
        """Return an act that was read already, checked without its place in the tree."""
        judged = self._step_by_step(lambda: self._judged(stored))
        return self._checked.keep(stored.index, judged)

    def _step_by_step(self, make: Callable[[], CheckedAct]) -> CheckedAct:
        """Return what ``make`` does, having checked first what is too far from it in the log."""
        waiting: list[int] = []
        for _ in range(2 * self._source.size() + 2):
            try:
                if not waiting:
                    return make()
                self._checked(waiting[-1])
                waiting.pop()
            except _TooDeepError as deeper:
                waiting.append(deeper.index)
        raise MalformedError("acts rest on one another in a circle")

    def proved(self, index: int) -> list[Finding]:
        """Check an act against the tree: that it is in the log, and what its signers saw."""
        stored, checked = self._source.act(index), self.check(index)
        where, found = f"index {index}", list[Finding]()
        try:
            signed = self._signed_checkpoint()
            path = inclusion_proof(index, signed.size, self._source.read_node)
            leaf = leaf_hash(stored.entry)
            verify_inclusion(index, signed.size, leaf, path, signed.root)
            found += self._basis(where, index, checked.act)
        except AuditError as exc:
            found.append(Finding("proof.broken", where, "a proof that holds", str(exc)))
        return found

    def _basis(self, where: str, index: int, act: Act | None) -> Iterator[Finding]:
        if act is None or not 0 < act.basis.size <= index:
            return
        root = root_of(act.basis.size, self._source.read_node)
        if root != act.basis.root:
            yield Finding("entry.basis", where, b64(act.basis.root), b64(root))

    def _signed_checkpoint(self) -> Checkpoint:
        if self._checkpoint is None:
            log = NoteVerifier.from_vkey(self._source.vkey)
            self._checkpoint = open_checkpoint(self._source.note(), log)
        return self._checkpoint

    def _check(self, index: int) -> CheckedAct:
        return self._judged(self._source.act(index))

    def _is_genuine(self, index: int) -> bool:
        """Tell whether another act is genuine; one whose own check asks this stands by nothing."""
        if index in self._under_way:
            return False
        if len(self._under_way) >= _DEEP and index not in self._checked:
            raise _TooDeepError(index)
        return self.check(index).genuine

    def _judged(self, stored: StoredAct) -> CheckedAct:
        index = stored.index
        where = f"index {index}"
        try:
            entry = Entry.from_bytes(stored.entry)
            act = Act.from_bytes(entry.act)
        except MalformedError as exc:
            finding = Finding("entry.malformed", where, "one well-formed entry", str(exc))
            return CheckedAct(index, None, (), (), (finding,))
        findings: list[Finding] = []
        if act.log != self._source.log:
            findings.append(Finding("entry.log", where, self._source.log, act.log))
        self._under_way.add(index)
        try:
            signed = self._signers(index, act, entry, findings)
            signers = tuple(
                self._signer(index, act, actor, signed, findings) for actor in act.actors
            )
        finally:
            self._under_way.discard(index)
        genuine = not findings
        events = tuple(signed_events(stored, act, findings)) if genuine else ()
        return CheckedAct(index, act, signers, events, tuple(findings))

    def _signers(self, index: int, act: Act, entry: Entry, findings: list[Finding]) -> set[str]:
        """Return the persons whose good signatures the entry holds."""
        where, message = f"index {index}", signing_bytes(entry.act)
        keys = {kid: key for actor in act.actors for kid, key in self._keys(actor.person, index)}
        found: set[str] = set()
        for signature in entry.signatures:
            person, suite, public = keys.get(signature.kid, ("", 0, b""))
            if not person or signature.suite != suite:
                givers = (
                    self._void_giver(a.person, _KEY, signature.kid, index) for a in act.actors
                )
                findings.append(no_key(where, signature.kid, givers))
            elif not suites.verify(suite, public, signature.value, message):
                text = f"key {signature.kid}"
                findings.append(Finding("signature.bad", where, "a good signature", text))
            else:
                found.add(person)
        wanted_names = {actor.person for actor in act.actors}
        if found != wanted_names and not findings:
            told = ", ".join(sorted(found)) or "nobody"
            names = ", ".join(sorted(wanted_names))
            findings.append(Finding("signature.actor", where, names, told))
        return found

    def _keys(self, person: str, index: int) -> Iterator[tuple[str, tuple[str, int, bytes]]]:
        """Yield the keys of a person that stood at an index, and were not voided for it later."""
        events = self._mandate_events(person)
        for each in events:
            kid = str(each.data.get("kid"))
            stands = each.event.TOPIC == KEY_ENROLLED and self._counts(each, index)
            if stands and not self._is_void(person, kid, index):
                yield kid, (person, *public_of(each))

    def _is_void(self, person: str, kid: str, index: int) -> bool:
        """Tell whether a key was revoked before an index, or for it (formats: void range)."""
        for each in self._mandate_events(person):
            if each.event.TOPIC == KEY_REVOKED and each.data.get("kid") == kid:
                void_from = each.data.get("void_from_index")
                later = isinstance(void_from, int) and index >= void_from
                if self._counts(each, index):
                    return True
                if later and not self._is_confirmed(person, index, since=each.place.index):
                    return True
        return False

    def _is_confirmed(self, person: str, index: int, *, since: int) -> bool:
        """Tell whether an act was confirmed after one person's key was revoked (SPEC §7)."""
        act = Act.from_bytes(Entry.from_bytes(self._source.act(index).entry).act).act
        return any(
            each.event.TOPIC == ACT_CONFIRMED
            and each.data.get("act") == act
            and each.place.index > since
            and not self._voided_at(each.place.index)
            and self._is_genuine(each.place.index)
            for each in self._mandate_events(person)
        )

    def _voided_at(self, index: int) -> tuple[int, ...]:
        """Return where keys that signed an act were voided for it: such an act confirms nothing."""
        entry = self._source.act(index).entry
        return tuple(voided_at(entry, index, self._mandate_events))

    def _void_giver(self, person: str, kind: tuple[str, str], name: str, index: int) -> int | None:
        """Return the act that gave a key or mandate and was told void only after ``index``.

        A verifier, which goes through the log once, lets such a key sign (SPEC §12).
        """
        topic, field = kind
        for each in self._mandate_events(person):
            giver = each.place.index
            if topic != each.event.TOPIC or each.data.get(field) != name or giver >= index:
                continue
            told = self._voided_at(giver)
            if (told and min(told) >= index) or (not told and self._rests_on_void(giver)):
                return giver
        return None

    def _rests_on_void(self, index: int) -> bool:
        return not self._is_genuine(index) and any(
            each.code in ("signature.void", "mandate.void") for each in self.check(index).findings
        )

    def _signer(
        self, index: int, act: Act, actor: Actor, signed: set[str], findings: list[Finding]
    ) -> Signer:
        has_signed = actor.person in signed
        if actor.role == SELF_ROLE and not actor.body and not actor.mandate:
            return Signer(actor, "", "", "", stood=True, signed=has_signed)
        grant = self._grant(index, actor)
        from_on = str(grant.data["from"]) if grant else ""
        until_on = str(grant.data["until"] or "") if grant else ""
        on = day_of(act)
        stood = grant is not None and from_on <= on and (not until_on or on < until_on)
        if not stood:
            claimed = f"{actor.person} as {actor.role} of {actor.body or 'nobody'}"
            giver = self._void_giver(actor.person, _MANDATE, actor.mandate, index)
            findings.append(no_mandate(f"index {index}", claimed, giver))
        name = grant.name if grant else ""
        return Signer(actor, name, from_on, until_on, stood=stood, signed=has_signed)

    def _grant(self, index: int, actor: Actor) -> Logged | None:
        """Return the grant on which an actor acts, if it was not revoked before the index."""
        found: Logged | None = None
        for each in self._mandate_events(actor.person):
            if each.data.get("mandate") != actor.mandate or not self._counts(each, index):
                continue
            if each.event.TOPIC == MANDATE_REVOKED:
                return None
            claimed = (actor.person, actor.role, actor.body)
            granted = tuple(each.data.get(name) for name in ("person", "role", "body"))
            if each.event.TOPIC == MANDATE_GRANTED and granted == claimed:
                found = each
        return found

    def _counts(self, event: Logged, index: int) -> bool:
        """Tell whether an event about keys counts for an act at ``index``.

        It lies before and was itself made by a registrar with authority, so the question
        goes back to the founding; what founds the log counts for itself.
        """
        place = event.place
        if place.index == 0:
            return True
        if place.index >= index:
            return False
        return self._is_genuine(place.index) and any(
            each.actor.role in _REGISTRARS for each in self.check(place.index).signers
        )


def _weight_of(checked: CheckedAct) -> int:
    return len(checked.events) + 1
