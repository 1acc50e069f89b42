"""Puts recorded decisions to the rules again, act by act, over supposed or recorded states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest

from audit.format.restricted_json import JsonValue
from audit.replay.authenticity import CheckedAct
from audit.replay.differences import NOTHING, Difference, differences
from audit.replay.events import Logged, instant_of
from audit.replay.folding import History, SuppositionalStates
from audit.replay.forms import GATHERS, command_of, follows
from audit.replay.rule_texts import RuleText, judged
from audit.replay.source import Place
from domain.decisions import decide
from domain.kernel import Aggregate, Command, Decision, DomainError, DomainEvent, Recorded, States
from domain.mandate.signing import Mandated, authorise


@dataclass(frozen=True, slots=True)
class Changes:
    """What a supposition changes: events left out, and events put in the place of others."""

    without: frozenset[Place] = frozenset()
    replaced: Mapping[Place, DomainEvent] = field(default_factory=dict)

    def applied_to(self, event: Logged) -> Logged | None:
        """Return the event as it is supposed to have been; ``None`` where it was not."""
        if event.place in self.without:
            return None
        other = self.replaced.get(event.place)
        if other is None:
            return event
        data = data_of(other)
        return Logged(event.place, event.stream, event.position, other, data)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision, asked for again."""

    events: tuple[Logged, ...]
    """As published: the event that answers the command, and those that it carried along."""
    recomputed: Decision
    """What the rules grant now. As recorded where the question cannot be put again."""
    asked: bool
    """Whether the question was put to the rules again."""
    refusal: DomainError | None = None
    differences: tuple[Difference, ...] = ()
    rules: tuple[RuleText, ...] = ()
    reads: tuple[str, ...] = ()
    left_out: bool = False
    supposed: bool = False
    """Whether the event itself was replaced by another one."""
    formal: bool = False
    """Whether the refusal only means that a step would have had to be done again."""

    @property
    def lead(self) -> Logged:
        """The event that the decision is known by."""
        return lead_of(self.events)

    @property
    def stands(self) -> bool:
        """Tell whether the rules grant the very same."""
        changed = self.left_out or self.supposed or self.refusal is not None
        return not changed and not self.differences


@dataclass(frozen=True, slots=True)
class ActOutcome:
    """All decisions of an act, and whether its signers were allowed to make them."""

    checked: CheckedAct
    outcomes: tuple[Outcome, ...]
    authority: DomainError | None = None


class UncomputableError(DomainError):
    """Raised when so much was left out that the question makes no sense any more."""

    code = "replay.uncomputable"
    basis = "C4-04 所依据的事实不再成立"


Wanted = Callable[[Sequence[Logged]], bool]


class Rerun:
    """A walk through acts in their order. ``over`` holds the states that it came to."""

    def __init__(
        self,
        recorded: History,
        changes: Changes | None = None,
        *,
        adapt: Callable[[Command, States], Command] = lambda command, _: command,
        is_formal: Callable[[Command, DomainError], bool] = lambda *_: False,
        enforces: bool = False,
    ) -> None:
        """Take the recorded states and what is supposed.

        ``adapt`` may change a question to fit a supposed state; a refusal that ``is_formal``
        is told, while the recorded decision goes on to count. Where the rerun ``enforces``,
        acts of people who were not allowed to sign them do not count.
        """
        self._enforces = enforces
        self._recorded = recorded
        self._changes = changes or Changes()
        self._adapt = adapt
        self._is_formal = is_formal
        self.over: dict[str, Aggregate | None] = {}

    def act(
        self,
        checked: CheckedAct,
        *,
        ask: Wanted = lambda _: True,
        explain: Wanted = lambda _: False,
    ) -> ActOutcome:
        """Put an act's decisions to the rules again, one after the other.

        ``ask`` picks the decisions to put again; others count as recorded. ``explain`` picks
        those of which the rules are listed. Streams in ``over``, and those for which
        something else came out than was published, are carried on in ``over``.
        """
        states = SuppositionalStates(self._recorded, Place(checked.index, 0), self.over)
        outcomes, moved = [], set(self.over)
        for block in blocks(checked.events):
            outcome = self._outcome(checked, block, states, ask=ask, explain=explain)
            states.apply(outcome.recomputed)
            outcomes.append(outcome)
            if not outcome.stands:
                moved |= {each.stream for each in block}
                moved |= {each.stream for each in outcome.recomputed}
                for each in block:
                    states.own.setdefault(each.stream, states.state(each.stream))
        authority = self._authority(checked, states)
        if authority is not None and self._enforces:
            refused = tuple(_refused(each, authority) for each in outcomes)
            return ActOutcome(checked, refused, authority)
        self.over.update({name: each for name, each in states.own.items() if name in moved})
        return ActOutcome(checked, tuple(outcomes), authority)

    def _outcome(
        self,
        checked: CheckedAct,
        block: tuple[Logged, ...],
        states: SuppositionalStates,
        *,
        ask: Wanted,
        explain: Wanted,
    ) -> Outcome:
        supposed = [self._changes.applied_to(each) for each in block]
        kept = tuple(each for each in supposed if each is not None)
        if not kept or lead_of(kept).place != lead_of(block).place:
            return Outcome(block, (), asked=False, left_out=True)
        lead = lead_of(kept)
        command = command_of(lead.stream, lead.event) if ask(block) else None
        changed = kept != block
        if command is None or checked.act is None:
            recorded = tuple(Recorded(each.stream, each.event) for each in kept)
            return Outcome(block, recorded, asked=False, supposed=changed)
        states.reads.clear()
        asked_at = instant_of(checked.act)
        command = self._adapt(command, states)
        granted, rules = _put(command, states, asked_at, explained=explain(block))
        if isinstance(granted, DomainError):
            formal = self._is_formal(command, granted)
            recorded = tuple(Recorded(each.stream, each.event) for each in kept if formal)
            return Outcome(
                block,
                recorded,
                asked=True,
                refusal=granted,
                rules=rules,
                supposed=changed,
                formal=formal,
            )
        found = tuple(compared(block, granted))
        reads = tuple(states.reads)
        return Outcome(
            block,
            granted,
            asked=True,
            differences=found,
            rules=rules,
            reads=reads,
            supposed=changed,
        )

    def _authority(self, checked: CheckedAct, states: SuppositionalStates) -> DomainError | None:
        if checked.act is None or not checked.events:
            return None
        decisions = [
            tuple(Recorded(each.stream, each.event) for each in block)
            for block in blocks(checked.events)
        ]
        actors = [Mandated(a.person, a.role, a.body, a.mandate) for a in checked.act.actors]
        try:
            authorise(states, decisions, actors)
        except DomainError as refusal:
            return refusal
        except KeyError:
            return None
        return None


def _refused(outcome: Outcome, authority: DomainError) -> Outcome:
    return replace(outcome, recomputed=(), refusal=outcome.refusal or authority)


def blocks(events: Sequence[Logged]) -> Iterator[tuple[Logged, ...]]:
    """Yield an act's events by decision: the one that leads, then those that follow from it.

    Where one event gathers what stands before it in the act, they are one decision.
    """
    ends = [n for n, event in enumerate(events, start=1) if event.event.TOPIC in GATHERS]
    if ends:
        yield tuple(events[: ends[-1]])
        events = events[ends[-1] :]
    block: list[Logged] = []
    for event in events:
        if block and not follows(event.event.TOPIC, block[0].event.TOPIC):
            yield tuple(block)
            block = []
        block.append(event)
    if block:
        yield tuple(block)


def lead_of(block: Sequence[Logged]) -> Logged:
    """Return the event by which a decision is known, and from which its command is told."""
    return next((each for each in block if each.event.TOPIC in GATHERS), block[0])


def compared(published: Sequence[Logged], granted: Decision) -> Iterator[Difference]:
    """Yield the differences between what was published and what the rules grant."""
    for old, new in zip_longest(published, granted):
        if old is None:
            yield Difference(f"{new.stream} {new.event.TOPIC}", NOTHING, str(data_of(new.event)))
        elif new is None:
            yield Difference(f"{old.stream} {old.event.TOPIC}", str(old.data), NOTHING)
        elif (old.stream, old.event.TOPIC) != (new.stream, new.event.TOPIC):
            names = f"{old.stream} {old.event.TOPIC}", f"{new.stream} {new.event.TOPIC}"
            yield Difference("event", *names)
        else:
            yield from differences(old.data, data_of(new.event))


def data_of(event: DomainEvent) -> dict[str, JsonValue]:
    """Return an event's facts as JSON values."""
    data: dict[str, JsonValue] = event.model_dump(mode="json", by_alias=True)
    return data


def _put(
    command: Command, states: SuppositionalStates, at: datetime, *, explained: bool
) -> tuple[Decision | DomainError, tuple[RuleText, ...]]:
    """Ask the rules; a refusal is an answer too."""

    def ask() -> Decision:
        return decide(states, command, at=at)

    answer, rules = judged(ask) if explained else (_answer(ask), ())
    if isinstance(answer, AssertionError | KeyError):
        return UncomputableError(cause=type(answer).__name__), rules
    if isinstance(answer, Exception) and not isinstance(answer, DomainError):
        raise answer
    return answer, rules


def _answer(ask: Callable[[], Decision]) -> Decision | Exception:
    try:
        return ask()
    except (DomainError, AssertionError, KeyError) as exc:
        return exc
