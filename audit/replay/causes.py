"""Which streams an event names: the index by which later decisions are found.

The names of fields are the words of the trade and mean the same in every event, so the
index needs no knowledge of the single topics and holds for contexts that come later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audit.format.restricted_json import JsonValue

_PERSONS = ("teacher",)
CONTESTED = "contested"
"""Field by which a case names the stream that it is about."""
_KINDS: Mapping[str, tuple[str, ...]] = {
    "teacher": _PERSONS,
    "bidder": _PERSONS,
    "bidders": _PERSONS,
    "population": _PERSONS,
    "person": _PERSONS,
    "against": _PERSONS,
    "objector": _PERSONS,
    "applicant": _PERSONS,
    "complainant": _PERSONS,
    "appraisee": _PERSONS,
    "round": ("recruitment-round",),
    "plan": ("plan", "quota"),
    "notice": ("notice",),
    "contract": ("contract",),
    "call": ("honour-call",),
    "nominator": ("school",),
    "school": ("school",),
    "from_school": ("school",),
    "to_school": ("school",),
}
_FAMILIES = (
    frozenset({"plan", "quota", "intake", "plan-organs"}),
    frozenset({"school", "grade-structure"}),
    frozenset(
        {
            "teacher",
            "grade-record",
            "teaching-awards",
            "replacement",
            "honours",
            "evaluator-training",
        }
    ),
    frozenset({"outcome-notice", "office-competition", "principal-selection", "honour-call"}),
)
"""Kinds of streams about one thing: they have one key, so their events need not name it."""


def kin_of(stream: str) -> frozenset[str]:
    """Return the other streams that are about the very thing that a stream is about."""
    kind, _, key = stream.partition(":")
    kinds = next((each for each in _FAMILIES if kind in each), frozenset())
    return frozenset(f"{each}:{key}" for each in kinds) - {stream}


def streams_named(stream: str, data: Mapping[str, JsonValue]) -> frozenset[str]:
    """Return the streams that an event's facts name, its own apart."""
    return frozenset(_named(data)) - {stream}


def _named(value: JsonValue | Mapping[str, JsonValue], field: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _named(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _named(each, field)
    elif isinstance(value, str) and field == CONTESTED:
        yield value
    elif isinstance(value, str) and value:
        for kind in _KINDS.get(field, ()):
            yield f"{kind}:{value}"
