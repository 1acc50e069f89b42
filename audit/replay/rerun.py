"""Puts recorded decisions to the rules again, act by act, over supposed or recorded states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from audit.replay.asking import UncomputableError, commands_of
from audit.replay.blocks import blocks, lead_of
from audit.replay.checked_act import CheckedAct
from audit.replay.comparing import compared, data_of
from audit.replay.differences import Difference
from audit.replay.events import Logged, instant_of
from audit.replay.folding import (
    INCOMPLETE,
    History,
    SuppositionalStates,
    assertions_must_be_on,
)
from audit.replay.question import Question
from audit.replay.rule_texts import Judgement, RuleText, judged
from audit.replay.source import Place
from audit.replay.untold import ASSUMED
from audit.replay.workings import Worked
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
        return replace(event, event=other, data=data_of(other))


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
    worked: tuple[Worked, ...] = ()
    """What the rules came to on the way to the decision."""
    reads: tuple[str, ...] = ()
    left_out: bool = False
    supposed: bool = False
    """Whether the event itself was replaced by another one."""
    formal: bool = False
    """Whether the refusal only means that a step would have had to be done again."""
    assumed: tuple[str, ...] = ()
    """Fields of the command that are nowhere in the log, and were supposed in its favour."""

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
        assertions_must_be_on()
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
        changed = kept != block
        if checked.act is None or not ask(block):
            recorded = tuple(Recorded(each.stream, each.event) for each in kept)
            return Outcome(block, recorded, asked=False, supposed=changed)
        states.reads.clear()
        put = _Put(instant_of(checked.act), self._adapt, self._is_formal, explained=explain(block))
        answers = (put.answer(each, states, block, kept) for each in _asked(kept, states))
        best = _best(answers)
        return replace(best, supposed=changed, reads=tuple(sorted(states.reads)))

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


@dataclass(frozen=True, slots=True)
class _Put:
    """How a question is put to the rules."""

    at: datetime
    adapt: Callable[[Command, States], Command]
    is_formal: Callable[[Command, DomainError], bool]
    explained: bool

    def answer(
        self,
        asked: Command | DomainError,
        states: SuppositionalStates,
        block: tuple[Logged, ...],
        kept: tuple[Logged, ...],
    ) -> Outcome:
        """Ask; a refusal is an answer too."""
        if isinstance(asked, DomainError):
            return Outcome(block, (), asked=True, refusal=asked)
        command = self.adapt(asked, states)
        assumed = ASSUMED.get(type(command), ())
        granted, how = self._judged(command, states)
        if isinstance(granted, DomainError):
            formal = self.is_formal(command, granted)
            recorded = tuple(Recorded(each.stream, each.event) for each in kept if formal)
            return Outcome(
                block,
                recorded,
                asked=True,
                refusal=granted,
                rules=how.rules,
                worked=how.worked,
                formal=formal,
                assumed=assumed,
            )
        found = tuple(compared(block, granted))
        return Outcome(
            block,
            granted,
            asked=True,
            differences=found,
            rules=how.rules,
            worked=how.worked,
            assumed=assumed,
        )

    def _judged(self, command: Command, states: States) -> tuple[Decision | DomainError, Judgement]:
        def ask() -> Decision:
            return decide(states, command, at=self.at)

        answer, how = judged(ask) if self.explained else (_answer(ask), Judgement())
        if isinstance(answer, INCOMPLETE):
            return UncomputableError(cause=type(answer).__name__), how
        if isinstance(answer, Exception) and not isinstance(answer, DomainError):
            raise answer
        return answer, how


def _asked(
    kept: tuple[Logged, ...], states: SuppositionalStates
) -> Iterator[Command | DomainError]:
    return commands_of(Question(kept, states))


def _best(answers: Iterator[Outcome]) -> Outcome:
    """Return the answer nearest to what was recorded; the first that is the very same."""
    found: Outcome | None = None
    for each in answers:
        if found is None or _distance(each) < _distance(found):
            found = each
        if not any(_distance(found)):
            break
    assert found is not None, "there is a command, or the reason why there is none"
    return found


def _distance(outcome: Outcome) -> tuple[bool, int]:
    return outcome.refusal is not None, len(outcome.differences)


def _answer(ask: Callable[[], Decision]) -> Decision | Exception:
    try:
        return ask()
    except (DomainError, *INCOMPLETE) as exc:
        return exc
