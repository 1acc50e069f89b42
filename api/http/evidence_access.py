"""Who may see a decision recomputed, and how much of it.

The auditors see all; so does the arbitration office, once somebody objected to the matter
or brought it before that office. Whom the decision concerns sees it recomputed without what
judges gave and without the facts of others; so does whoever handles a case about it.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Engine, exists, or_, select

from api.http.access import Reader
from api.http.resources import resources
from api.http.staff_resources import CASES
from audit.replay.events import Logged, persons_in
from audit.what_if.supposing import round_stream
from domain.award.state import TeachingAwards
from domain.catalog import EVENT_TYPES
from domain.dispute.state import DisputeCase
from domain.grade.state import GradeRecord
from domain.honour.state import Honours
from domain.mandate.roles import Role
from domain.oversight.state import EvaluatorTraining
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher
from projections.query import read_page
from projections.registers import ObjectionBook
from projections.round_book import RoundBook

SEALED = frozenset(topic for topic, kind in EVENT_TYPES.items() if "judge" in kind.model_fields)
"""Topics of what judges gave: for the auditors and the arbitration office alone."""
_OF_A_PERSON = frozenset(
    {Teacher.KIND, TeachingAwards.KIND, GradeRecord.KIND, Honours.KIND, EvaluatorTraining.KIND}
)


class Sight(StrEnum):
    """How much somebody sees."""

    WHOLE = "whole"
    OWN = "own"
    NOTHING = "nothing"


def sight(engine: Engine, reader: Reader, asked: str, target: Logged) -> Sight:
    """Return how much of a decision a reader sees, who asked for it by this name."""
    if reader.audits or (reader.adjudicates and _is_contested(engine, reader, target)):
        return Sight.WHOLE
    if target.event.TOPIC in SEALED:
        return Sight.NOTHING
    if _is_about(engine, reader.person, target) or _is_case_of(engine, reader, asked):
        return Sight.OWN
    return Sight.NOTHING


def names(target: Logged, person: str) -> bool:
    """Tell whether an event is about a person."""
    kind, _, key = target.stream.partition(":")
    return person in persons_in(target) or (kind in _OF_A_PERSON and key == person)


def _is_about(engine: Engine, person: str, target: Logged) -> bool:
    """Tell whether a person is concerned: named, or bidding in a round that concerns all."""
    if names(target, person):
        return True
    kind, _, key = target.stream.partition(":")
    if kind != RecruitmentRound.KIND or any(persons_in(target)):
        return False
    bids = RoundBook().bids.table.c
    bid = select(bids.round).where(bids.round == key, bids.teacher == person)
    with engine.connect() as connection:
        return bool(connection.scalar(select(exists(bid))))


def _is_case_of(engine: Engine, reader: Reader, asked: str) -> bool:
    """Tell whether the decision was asked for by a case that the reader may see."""
    kind, _, key = asked.partition(":")
    if kind != DisputeCase.KIND or "#" in key:
        return False
    cases = next(each for each in resources() if each.plural == "cases")
    seen = read_page(engine, CASES, limit=1, where=cases.visible(reader), equal={"case_id": key})
    return bool(seen.rows)


def _is_contested(engine: Engine, reader: Reader, target: Logged) -> bool:
    """Tell whether there was an objection, or a case before an office of this reader."""
    stream = round_stream(target)
    objections, cases = ObjectionBook().objections.table.c, CASES.table.c
    objected = select(objections.notice).where(objections.notice == stream.partition(":")[2])
    brought = select(cases.case_id).where(
        cases.contested.in_((stream, target.stream)),
        cases.body.in_(reader.bodies({Role.DISPUTE_OFFICER})),
    )
    with engine.connect() as connection:
        return bool(connection.scalar(select(or_(exists(objected), exists(brought)))))
