"""What facts that came in later say of results that stand, and results that are missing.

A decision was put to the rules when it was taken. An investigation or a leave that entered the
file afterwards, with dates before the decision, shows only here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.compliance.findings import Breach, Severity
from audit.replay.events import Logged
from domain.appraisal import events as e
from domain.appraisal.state import Appraisal
from domain.dispute.grading import fault_of, is_owed
from domain.kernel import States, require

_Seen = tuple[Logged, str]


class AppraisalWatch:
    """Remembers who was decided on where; looks at all that stands at the end of the walk."""

    def __init__(self) -> None:
        self._decided: dict[tuple[str, str], _Seen] = {}
        self._filed: dict[str, _Seen] = {}

    def after(self, events: Sequence[Logged], at: str) -> None:
        """Take an act's events."""
        for each in events:
            match each.event:
                case e.GradesDecided(considered=people):
                    self._decided |= {(each.stream, person): (each, at) for person in people}
                case e.GradeAdded(teacher=person) | e.GradeCorrected(teacher=person):
                    self._decided[each.stream, person] = each, at
                case e.ResultsFiled():
                    self._filed.setdefault(each.stream, (each, at))
                case _:
                    pass

    def open_at(self, states: States) -> Iterator[Breach]:
        """Yield what does not hold, or is missing, by all that is known at the end."""
        for (stream, person), seen in self._decided.items():
            yield from _of_person(states, _key(stream), person, seen)
        for stream, seen in self._filed.items():
            people = require(states, Appraisal, _key(stream)).people
            for person, each in people.items():
                if not each.version:
                    told = "已有结果存档，参加考核人员尚未确定考核结论"
                    yield _breach("duty.not-graded", _ART_17, told, seen, person)


def _key(stream: str) -> str:
    return stream.partition(":")[2]


def _of_person(states: States, key: str, person: str, seen: _Seen) -> Iterator[Breach]:
    fault = fault_of(states, key, person)
    if fault is not None:
        told, basis = fault
        yield _breach("duty.grade-not-open", basis, f"{told}，所定结论与此不符", seen, person)
    elif is_owed(states, key, person):
        told = "立案调查已经结束，尚未补定档次"
        yield _breach("duty.grade-owed", "考核规定 第42条 (B9-18)", told, seen, person)


def _breach(code: str, article: str, told: str, seen: _Seen, person: str) -> Breach:
    logged, at = seen
    serious = Severity.SERIOUS
    return Breach(code, article, told, serious, logged.place, at, (logged.name,), (), person)


_ART_17 = "考核规定 第10、17条 (B9-03, B9-08)"
