"""The walk through history: every act checked, every decision put to the rules again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from audit.compliance.anomalies import Watch
from audit.compliance.appraisals import AppraisalWatch
from audit.compliance.cures import CURING, DONE_AGAIN, cure_of, matter_of
from audit.compliance.duties import Duties
from audit.compliance.findings import Breach, Inspection, Matter, Severity
from audit.compliance.running import RunningStates
from audit.compliance.times import StatedTimes
from audit.replay import facts as words
from audit.replay.authenticity import Authenticity
from audit.replay.checked_act import CheckedAct
from audit.replay.events import Logged, instant_of
from audit.replay.folding import SuppositionalStates
from audit.replay.rerun import ActOutcome, Outcome, Rerun
from audit.replay.source import Place, Source
from domain.kernel import DomainError
from domain.values.time import beijing_date

Progress = Callable[[int, int], None]
Sentence = Callable[[DomainError], str]
"""Words a refusal for people."""
OTHER_RESULT = "audit.other-result"
_GRAVE = ("signature", "mandate", "entry", "event", "privacy")


def inspect(
    source: Source,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
    sentence: Sentence = str,
    progress: Progress = lambda *_: None,
) -> Inspection:
    """Run every rule over history; report what happened in a span of Beijing dates, both included.

    History before the span is folded, since later decisions rest on it. What was to be done is
    judged on the last day of the span, or else on that of the last act.
    """
    return _Inspector(source, from_on or date.min, to_on or date.max, sentence).run(progress)


class _Inspector:
    def __init__(self, source: Source, from_on: date, to_on: date, sentence: Sentence) -> None:
        self._source = source
        self._span = from_on, to_on
        self._sentence = sentence
        self._authenticity = Authenticity(source)
        self._running = RunningStates(source, self._authenticity)
        self._duties = Duties()
        self._watch = Watch()
        self._times = StatedTimes()
        self._appraisals = AppraisalWatch()
        self._later: list[Logged] = []
        self._wrong: set[Matter] = set()
        """Of which a result was published that the rules do not give."""
        first, last = (None if d in (date.min, date.max) else d.isoformat() for d in self._span)
        self._report = Inspection(source.log, source.size(), first or "", last or "")

    def run(self, progress: Progress) -> Inspection:
        size, today, last = self._source.size(), date.min, self._span[1]
        for stored in self._source.acts():
            checked = self._authenticity.read(stored)
            if checked.act is not None:
                today = max(today, beijing_date(instant_of(checked.act)))
                if today > last:
                    break
            self._act(checked)
            progress(stored.index + 1, size)
        ends_on = today if last == date.max else last
        self._report.breaches += self._in_span(self._duties.open_at(ends_on, self._running))
        known = SuppositionalStates(self._running, Place(size, 0), {})
        self._report.breaches += self._in_span(self._appraisals.open_at(known))
        cured = [replace(b, cured_by=b.cured_by or self._cure(b)) for b in self._report.breaches]
        self._report.breaches = sorted(cured, key=lambda b: (b.place, b.code))
        self._report.anomalies = [a for a in self._watch.anomalies() if self._is_in_span(a.at)]
        return self._report

    def _act(self, checked: CheckedAct) -> None:
        result = Rerun(self._running).act(checked)
        self._report.breaches += self._in_span(self._breaches(result))
        self._watch.before(checked, self._running)
        self._running.take(checked)
        at = "" if checked.act is None else checked.act.at
        found = self._duties.after(checked.events, at, self._running)
        self._report.breaches += self._in_span(found)
        self._appraisals.after(checked.events, at)
        self._later += [each for each in checked.events if self._may_cure(each)]

    def _may_cure(self, event: Logged) -> bool:
        return event.event.TOPIC in CURING or matter_of(event) in self._wrong

    def _in_span(self, breaches: Iterator[Breach]) -> list[Breach]:
        return [each for each in breaches if not each.at or self._is_in_span(each.at)]

    def _is_in_span(self, at: str) -> bool:
        first, last = self._span
        return first <= _date_of(at) <= last

    def _breaches(self, result: ActOutcome) -> Iterator[Breach]:
        checked = result.checked
        at = "" if checked.act is None else checked.act.at
        place, names = Place(checked.index, 0), tuple(each.name for each in checked.events)
        for finding in (*checked.findings, *self._times.after(checked)):
            told = f"{finding.meaning_zh}（{finding.where_zh}）"
            facts = (f"应为 {finding.expected_zh}", f"实为 {finding.found_zh}")
            article = "电子签名法 第13条; 在线诉讼规则 第16条"
            yield Breach(finding.code, article, told, Severity.GRAVE, place, at, names, facts)
        if result.authority is not None:
            yield self._refused(result.authority, checked.events, at)
        for outcome in result.outcomes:
            self._report.decisions += outcome.asked
            self._report.recorded += not outcome.asked
            yield from self._outcome(outcome, at)

    def _outcome(self, outcome: Outcome, at: str) -> Iterator[Breach]:
        if outcome.refusal is not None:
            yield self._refused(outcome.refusal, outcome.events, at)
        elif outcome.differences:
            facts = tuple(
                f"{words.path(each.path)}：公布 {words.shown(each.path, each.published)}，"
                f"复算 {words.shown(each.path, each.recomputed)}"
                for each in outcome.differences
            )
            lead = outcome.lead
            told = f"{lead.term}：公布的结果与按规则复算的结果不符"
            others = (each.name for each in outcome.events if each.place != lead.place)
            matter = matter_of(lead)
            self._wrong.add(matter)
            yield Breach(
                OTHER_RESULT,
                "条例 第40条; E.6 计分与排序可复算",
                told,
                Severity.SERIOUS,
                lead.place,
                at,
                (lead.name, *others),
                facts,
                matter=matter,
            )

    def _refused(self, refusal: DomainError, events: Sequence[Logged], at: str) -> Breach:
        grave = refusal.code.partition(".")[0] in _GRAVE
        facts = tuple(f"{name}={value}" for name, value in refusal.facts.items())
        told = self._sentence(refusal)
        severity = Severity.GRAVE if grave else Severity.SERIOUS
        names = tuple(each.name for each in events)
        matter = matter_of(events[0]) if refusal.code in DONE_AGAIN else None
        if matter is not None:
            self._wrong.add(matter)
        return Breach(
            refusal.code,
            refusal.basis,
            told,
            severity,
            events[0].place,
            at,
            names,
            facts,
            subject=_subject(events[0]),
            matter=matter,
        )

    def _cure(self, breach: Breach) -> str:
        unsound = {name for each in self._report.breaches for name in each.events}
        later = (each for each in self._later if each.place > breach.place)
        sound = (each for each in later if each.name not in unsound)
        return cure_of(breach, sound)


def _subject(event: Logged) -> str:
    for name in ("teacher", "bidder"):
        value = event.data.get(name)
        if isinstance(value, str):
            return value
    return ""


def _date_of(at: str) -> date:
    return beijing_date(datetime.fromisoformat(at))
