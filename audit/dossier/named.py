"""Names that a dossier prints, and what proves to a stranger that they are those recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.format.body import Commitment, EventBody, commit
from audit.format.bundle_writer import Disclosure
from audit.format.errors import MalformedError
from audit.format.verify import Withheld
from audit.replay.source import Place, Source, body_at
from audit.replay.wording import Names

_NAME = "name"
"""The path under which a registration commits to a person's name."""


@dataclass(frozen=True, slots=True)
class Named:
    """Those who are printed by name, and the registrations that commit to their names."""

    disclosures: tuple[Disclosure, ...] = ()
    places: frozenset[Place] = frozenset()

    @property
    def names(self) -> Names:
        """The names by person."""
        return {each.subject: str(each.value) for each in self.disclosures}

    def told(self, *, with_bundle: bool) -> str:
        """Say on the page how the names are checked; empty where nothing is to check."""
        if not self.disclosures:
            return ""
        if with_bundle:
            return "所列姓名可凭封存承诺核验：见“核验说明.txt”。"
        return "本卷宗未附证据包，所列姓名无法离线核验。"

    def guide(self, file: str) -> Iterator[str]:
        """Yield the lines of the guide that say how the names are checked."""
        if self.disclosures:
            yield f"   姓名可凭封存承诺核验：上述命令核对{file}中的姓名与登记时的承诺值，"
            yield "   请再与卷宗所列姓名比对。"


def named_in(source: Source, disclosed: Sequence[Disclosure]) -> Named:
    """Return those of the names to which a registration in the log commits.

    Whatever else is handed in stays sealed.
    """
    found = {
        each.subject: (each, place)
        for each in disclosed
        if each.path == _NAME and commit(each.salt, each.path, each.value) == each.commitment
        for place in source.stream(f"teacher:{each.subject}")
        if _commits(source, place, each)
    }
    kept = [found[person] for person in sorted(found)]
    return Named(tuple(each for each, _ in kept), frozenset(place for _, place in kept))


def _commits(source: Source, place: Place, name: Disclosure) -> bool:
    body = body_at(source, place)
    if body is None or isinstance(body, Withheld):
        return False
    try:
        return (
            Commitment(name.path, name.subject, name.commitment) in EventBody.from_bytes(body).pii
        )
    except MalformedError:
        return False
