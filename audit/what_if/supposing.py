"""What is supposed: events left out or replaced, another pack, another tie rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from audit.format.restricted_json import JsonValue, encode
from audit.replay.causes import kin_of
from audit.replay.events import Logged
from audit.replay.folding import RecordedStates
from audit.replay.rerun import Changes
from audit.replay.source import EventUnknownError, Place, Source, place_of
from domain.catalog import EVENT_TYPES
from domain.planning.pack import RulePack
from domain.principal.events import MeetingOpened, ResultAnnounced, Votes
from domain.values.tie_chain import TieChain, TieKey

_MARKS = frozenset(
    {
        "recruitment.judge-marked.v1",
        "recruitment.mark-corrected.v1",
        "office.interview-marked.v1",
    }
)
_LETTERS = frozenset(
    {
        "recruitment.intent-submitted.v1",
        "recruitment.intent-replaced.v1",
        "office.application-submitted.v1",
        "principal.candidate-stood.v1",
        "exchange.move-agreed.v1",
    }
)
MEMBER = "member:"
"""Begins the name of a member of a committee that selects a principal."""


class SuppositionError(Exception):
    """Raised when what is to be supposed makes no sense; says why."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """``pack`` takes the place of the pack under which the round was opened."""

    changes: Changes
    pack: RulePack | None = None
    told: tuple[str, ...] = field(default=())
    """What is supposed, in words."""


def round_stream(target: Logged) -> str:
    """Return the stream of the round that a decision belongs to; its own where there is none."""
    kind, _, key = target.stream.partition(":")
    if kind == "recruitment-round":
        return target.stream
    named = target.data.get("round")
    if isinstance(named, str):
        return f"recruitment-round:{named}"
    return f"recruitment-round:{key}" if kind == "notice" else target.stream


def left_out(
    source: Source, recorded: RecordedStates, target: Logged, names: Iterable[str]
) -> list[Logged]:
    """Return the events that names stand for.

    A name is an event's (``stream#position``), an act's id for all its events,
    ``judge:ID`` for all marks of a judge in the target's round, competition or selection, or
    ``bidder:ID`` for all letters, applications and agreements of a person there.

    Raises:
        EventUnknownError: A name stands for nothing.
    """
    found: list[Logged] = []
    for name in names:
        matching = recorded.events(_places(source, recorded, target, name))
        if not matching:
            raise EventUnknownError(f"{name}: stands for no event that counts 不对应任何有效事件")
        found += matching
    return found


def _places(source: Source, recorded: RecordedStates, target: Logged, name: str) -> Sequence[Place]:
    kind, _, key = name.partition(":")
    if kind in ("judge", "bidder"):
        events = recorded.events(_matter(source, target))
        field_, topics = ("judge", _MARKS) if kind == "judge" else ("teacher", _LETTERS)
        return [e.place for e in events if e.event.TOPIC in topics and e.data[field_] == key]
    place = place_of(source, name)
    if "#" in name:
        return [place]
    return [Place(place.index, n) for n in range(len(source.act(place.index).bodies))]


def _matter(source: Source, target: Logged) -> list[Place]:
    """Return the places of what the target is about: its round, or competition and publicity."""
    names = {round_stream(target), target.stream, *kin_of(target.stream)}
    return sorted(place for name in names for place in source.stream(name))


def without_members(
    source: Source, recorded: RecordedStates, target: Logged, persons: Sequence[str]
) -> list[Logged]:
    """Return the events of a selection as they would be, had members not been at the meeting.

    The ballot is secret, so their votes are taken from whoever won: what stands even so
    would have stood whomever they voted for.

    Raises:
        SuppositionError: One of them was not there as a member.
    """
    found: list[Logged] = []
    for each in recorded.events(_matter(source, target)) if persons else ():
        match each.event:
            case MeetingOpened(present=present) if set(persons) <= set(present):
                there: list[JsonValue] = [name for name in present if name not in persons]
                found.append(replaced(each, {"present": there}))
            case ResultAnnounced(votes=votes, chosen=chosen) if found:
                fewer: list[JsonValue] = [
                    _fewer(one, chosen, len(set(persons))).model_dump() for one in votes
                ]
                found.append(replaced(each, {"votes": fewer}))
            case _:
                pass
    if persons and not found:
        raise SuppositionError(
            f"{', '.join(persons)}: not at a meeting that {target.name} rests on 未出席相关会议"
        )
    return found


def _fewer(votes: Votes, chosen: str | None, by: int) -> Votes:
    less = min(by, votes.votes) if votes.teacher == chosen else 0
    return votes.model_copy(update={"votes": votes.votes - less})


def replaced(event: Logged, facts: Mapping[str, JsonValue]) -> Logged:
    """Return an event with some of its facts put otherwise.

    Raises:
        SuppositionError: The event has no such fact, or cannot have that value.
    """
    unknown = sorted(facts.keys() - event.data.keys())
    if unknown:
        raise SuppositionError(f"{event.name} has no {', '.join(unknown)} 没有该项内容")
    data = {**event.data, **facts}
    try:
        other = EVENT_TYPES[event.event.TOPIC].model_validate_json(encode(data))
    except ValidationError as exc:
        problem = exc.errors(include_url=False)[0]["msg"]
        raise SuppositionError(f"{event.name} cannot be so 不可能如此: {problem}") from exc
    return replace(event, event=other, data=data)


def read_replacement(text: str) -> tuple[str, dict[str, JsonValue]]:
    """Return what ``EVENT:field=value`` says: the event's name and the fact.

    Raises:
        SuppositionError: It is not written so.
    """
    head, equals, value = text.partition("=")
    name, colon, fact = head.rpartition(":")
    if not (equals and colon and "#" in name and fact):
        raise SuppositionError(
            f"{text}: write EVENT:field=value, EVENT as stream#position 应写作 事件:字段=值"
        )
    try:
        return name, {fact: json.loads(value)}
    except ValueError:
        return name, {fact: value}


def with_tie_chain(pack: RulePack, keys: Sequence[str]) -> RulePack:
    """Return the pack with another chain of tie keys; ``-key`` puts lower values first.

    Raises:
        SuppositionError: The scoring table has no such item.
    """
    chain = TieChain(
        keys=tuple(TieKey(key=key.lstrip("-"), higher_first=key[:1] != "-") for key in keys)
    )
    try:
        chain.must_fit(pack.scoring)
    except ValueError as exc:
        raise SuppositionError(f"{exc} 评分表中没有该项目") from exc
    return pack.model_copy(update={"tie_chain": chain})
