"""What an inspection finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from audit.replay.source import Place


class Severity(StrEnum):
    """程度."""

    GRAVE = "grave"  # 严重: the decision has no lawful ground
    SERIOUS = "serious"  # 较重: a rule of procedure or substance was not kept
    MINOR = "minor"  # 一般: the decision stands, the duty was neglected

    @property
    def term(self) -> str:
        """The term of the trade."""
        return {"grave": "严重", "serious": "较重", "minor": "一般"}[self]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a result is about. Two results of one matter cannot both be right."""

    stream: str
    topic: str
    about: tuple[str, ...]
    """Whom, which post, which item: ``name=value``."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach of one rule, at one event."""

    code: str
    article: str
    """Article, seed or rule that was not kept."""
    told: str
    severity: Severity
    place: Place
    at: str
    """Instant of the act, as its signers stated it."""
    events: tuple[str, ...]
    """Names of the events, the one that breaches first."""
    facts: tuple[str, ...] = ()
    subject: str = ""
    """The person concerned, where it is one."""
    matter: Matter | None = None
    """What the result is about, where it is not what the rules give."""
    cured_by: str = ""
    """Name of the later event that made it good; empty while it is open."""

    @property
    def cured(self) -> bool:
        """Tell whether it was made good."""
        return bool(self.cured_by)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something lawful that asks for a look, with its evidence."""

    code: str
    told: str
    at: str
    """Instant of the latest act that is evidence of it, as its signers stated it."""
    events: tuple[str, ...]
    facts: tuple[str, ...] = ()


@dataclass(slots=True)
class Inspection:
    """A whole inspection."""

    log: str
    size: int
    from_on: str
    to_on: str
    decisions: int = 0
    """Decisions put to the rules again."""
    recorded: int = 0
    """Decisions whose question cannot be put again; they count as recorded."""
    breaches: list[Breach] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Tell whether no breach is open."""
        return all(each.cured for each in self.breaches)

    def by_article(self) -> dict[str, list[Breach]]:
        """Return the breaches by article, the gravest first."""
        order = list(Severity)
        listed = sorted(
            self.breaches, key=lambda b: (order.index(b.severity), b.article, b.code, b.place)
        )
        found: dict[str, list[Breach]] = {}
        for each in listed:
            found.setdefault(each.article, []).append(each)
        return found

    def counts(self) -> Counter[str]:
        """Return the number of breaches by severity."""
        return Counter(each.severity.value for each in self.breaches)
