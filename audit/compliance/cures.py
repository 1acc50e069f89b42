"""What makes a breach good: the later events that cure it, by kind of breach.

A result that is not what the rules give is cured by the right one alone: a later event of the
same kind, in the same stream, about the same people, posts and items.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.compliance.findings import Breach, Matter
from audit.replay.events import Logged

_RESTARTED = ("notice.notice-restarted.v1", "notice.notice-published.v1")
CURES: Mapping[str, tuple[str, ...]] = {
    "notice.period-too-short": _RESTARTED,
    "notice.period-not-over": _RESTARTED,
    "notice.other-list": _RESTARTED,
    "notice.ranking-stale": _RESTARTED,
    "privacy.personal-data": (
        "notice.notice-withdrawn.v1",
        "notice.notice-restarted.v1",
        "notice.notice-reissued.v1",
    ),
    "appraisal.quota-exceeded": ("appraisal.excellent-published.v1",),
}
"""Topics of the events that make a breach good, by its code."""
DONE_AGAIN = frozenset({"recruitment.facts-missing"})
"""Codes of refusals that are cured, as wrong results are, by doing the same again and right."""
_UNDONE = "recruitment.appointment-revoked.v1"
_REGRADED = frozenset(
    {
        "appraisal.grade-corrected.v1",
        "appraisal.grade-added.v1",
        "appraisal.grade-voided.v1",
    }
)
CURING = frozenset({topic for topics in CURES.values() for topic in topics}) | {
    _UNDONE,
    *_REGRADED,
}
"""Topics of events that can cure anything."""


_ABOUT = (
    "teacher",
    "bidder",
    "judge",
    "person",
    "appraisee",
    "applicant",
    "complainant",
    "objector",
    "against",
    "for_shortlist",
    "school",
    "body",
    "office",
    "posts",
    "post",
    "item",
    "subject",
    "group",
    "team",
    "contract",
    "mandate",
)
"""Facts that say whom or what a result is about, and not how it came out."""


def matter_of(event: Logged) -> Matter:
    """Return what a result is about: its stream, its topic, and whom or what it names."""
    about = tuple(f"{name}={event.data[name]}" for name in _ABOUT if name in event.data)
    return Matter(event.stream, event.event.TOPIC, about)


def cure_of(breach: Breach, later: Iterable[Logged]) -> str:
    """Return the name of the first later event that cures a breach; empty where none does.

    ``later`` are sound events after the breach, in order. An appointment that was revoked
    is no breach any more, whatever it was.
    """
    stream = breach.events[0].partition("#")[0] if breach.events else ""
    wanted = CURES.get(breach.code, ())
    for event in later:
        topic = event.event.TOPIC
        if event.stream != stream:
            continue
        if breach.matter is not None and matter_of(event) == breach.matter:
            return event.name
        regraded = topic in _REGRADED and f"teacher={event.data['teacher']}" in breach.facts
        if topic in wanted or regraded:
            return event.name
        if topic == _UNDONE and breach.subject and event.data.get("teacher") == breach.subject:
            return event.name
    return ""
