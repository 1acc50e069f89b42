"""Decisions replayed by their topic, and results that were published wrongly."""

from __future__ import annotations

from collections.abc import Callable

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.messages.refusals import refusal_zh
from audit.format.restricted_json import JsonValue, encode
from audit.replay.authenticity import Authenticity
from audit.replay.case import Replay, replay
from audit.replay.folding import RecordedStates
from audit.replay.source import Source, place_of
from audit.replay.telling import reasons
from domain.recruitment.derivation import RankRow
from domain.recruitment.events import RankingComputed
from tests.replay.told import Told
from tests.replay.town import ROUND, STREAM, Round


def name_of(source: Source, topic: str, **about: str) -> str:
    """Return the name of the last event of a topic that has those facts."""
    context = topic.partition(".")[0]
    stream = f"notice:{ROUND}" if context == "notice" else STREAM
    found = RecordedStates(source, Authenticity(source)).events(source.stream(stream))
    return [
        each.name
        for each in found
        if f"{topic}.v1" == each.event.TOPIC and about.items() <= each.data.items()
    ][-1]


def replayed(source: Source, topic: str, **about: str) -> Replay:
    return replay(source, place_of(source, name_of(source, topic, **about)))


def why(found: Replay) -> str:
    return "\n".join(reasons(found, refusal_zh))


def with_rows(told: Told, change: Callable[[RankRow], RankRow]) -> Told:
    """Return the act with the rows of its ranking changed."""
    topic = "recruitment.ranking-computed"
    rankings = [data for _, each, data in told.facts if each == f"{topic}.v1"]
    if not rankings:
        return told
    ranking = RankingComputed.model_validate_json(encode(dict(rankings[0])))
    rows: list[JsonValue] = [change(row).model_dump(mode="json") for row in ranking.rows]
    return told.where(topic, rows=rows)


def published_86_7(told: Told) -> Told:
    """Publish 86.7 for a1, where 87.2 is right."""
    too_low = {"total_milli": 86_700}
    return with_rows(told, lambda row: row.model_copy(update=too_low if row.bidder == "a1" else {}))


def source_of(round_: Round) -> LedgerSource:
    return LedgerSource(round_.office.ledger, CauseIndex(open_engine("sqlite://")))
