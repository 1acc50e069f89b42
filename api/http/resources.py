"""The tables that the door shows: rounds, plans, people, offices; others in ``staff_resources``."""

from __future__ import annotations

from functools import cache

from sqlalchemy import and_, false, not_, or_, select, true

from api.http.access import AUDITORS, HANDLERS, Reader
from api.http.resource import BODIES, Clause, Resource, of_bodies
from api.http.staff_resources import CASE_PERSONS, CASES, staff_resources
from domain.mandate.roles import Role
from domain.school.events import SchoolKind
from projections.deadlines import DeadlineCalendar
from projections.notice_board import NoticeBoard
from projections.offices_held import OfficesHeld
from projections.post_board import PostBoard
from projections.ranking import RankingList
from projections.registers import ContractBook, KeyBook, ObjectionBook, PlanBook
from projections.roster import Roster
from projections.round_book import RoundBook
from projections.temporal import TemporalTable
from projections.transfers import Transfers
from projections.unplaced_register import UnplacedRegister

_OBJECTIONS, _BIDS = ObjectionBook().objections, RoundBook().bids
_SCHOOLS = tuple(kind.value for kind in SchoolKind)


def _only_schools(table: TemporalTable) -> Clause:
    return table.table.c.kind.in_(_SCHOOLS)


def _no_schools(table: TemporalTable) -> Clause:
    return table.table.c.kind.not_in(_SCHOOLS)


def _of_a_round_one_bids_in(table: TemporalTable, reader: Reader) -> Clause:
    """Totals and ranks are open to those who take part; marks are not."""
    bids = _BIDS.table.c
    return table.table.c.round.in_(select(bids.round).where(bids.teacher == reader.person))


def _under_objection(table: TemporalTable, reader: Reader) -> Clause:
    """A round's matters are open to whoever adjudicates once somebody objected."""
    if not reader.adjudicates:
        return false()
    return table.table.c.round.in_(select(_OBJECTIONS.table.c.notice))


def _objections_to_decide(_table: TemporalTable, reader: Reader) -> Clause:
    return _OBJECTIONS.table.c.notice.is_not(None) if reader.adjudicates else false()


def _own_facts(table: TemporalTable, reader: Reader) -> Clause:
    """One's own recorded facts; what judges gave stays sealed."""
    return and_(table.table.c.bidder == reader.person, table.table.c.judge == "")


def _everybody(table: TemporalTable, _reader: Reader) -> Clause:
    return table.table.c.from_index >= 0


def _own_answer(table: TemporalTable, reader: Reader) -> Clause:
    """Windows and notices are everybody's; an answer that is due is the bidder's."""
    columns = table.table.c
    own = and_(
        columns.kind == "answer", columns.matter.endswith(f"/{reader.person}", autoescape=True)
    )
    return or_(columns.kind.in_(("intents", "notice")), own)


def _of_offices(table: TemporalTable, reader: Reader) -> Clause:
    """District offices see what is due, but for what is kept from them elsewhere."""
    kind = table.table.c.kind
    kept = or_(kind == "protection", kind.startswith("case-"))
    return not_(kept) if reader.sees_all else false()


def _of_cases(table: TemporalTable, reader: Reader) -> Clause:
    cases, columns = CASES.table.c, table.table.c
    mine = or_(*(cases[name] == reader.person for name in CASE_PERSONS))
    handled = of_bodies(cases.body, reader.bodies(HANDLERS))
    open_to = select(cases.case_id).where(or_(mine, handled))
    return and_(columns.kind.startswith("case-"), columns.matter.in_(open_to))


def _of_protection(table: TemporalTable, reader: Reader) -> Clause:
    """One's own, and all for the office that records them."""
    columns = table.table.c
    own = columns.matter.startswith(f"{reader.person}/", autoescape=True)
    keeps = true() if reader.sees_all_personal else own
    return and_(columns.kind == "protection", keeps)


@cache
def resources() -> tuple[Resource, ...]:
    """Return all tables."""
    rounds, plans, contracts = RoundBook(), PlanBook(), ContractBook()
    keys, offices = KeyBook(), OfficesHeld()
    return (
        Resource("districts", "district", keys.districts, "区", public=True, stream="district"),
        Resource(
            "bodies", "body", BODIES, "机构", public=True, filters=("kind", "above"),
            only=_no_schools, stream="body",
        ),
        Resource(
            "schools", "school", BODIES, "学校", public=True, filters=("kind", "above"),
            only=_only_schools, stream="school",
        ),
        Resource(
            "plans", "plan", plans.plans, "方案", public=True, documents=("schools",),
            filters=("owner", "school_year", "state"), stream="plan",
        ),
        Resource(
            "packs", "pack", plans.packs, "规则包", public=True, documents=("pack",),
            filters=("plan",),
        ),
        Resource("posts", "", PostBoard().posts, "岗位", public=True,
                 filters=("school", "kind", "subject")),
        Resource(
            "rounds", "round", rounds.rounds, "竞聘轮次", public=True,
            filters=("plan", "stage", "organiser", "state"), stream="recruitment-round",
        ),
        Resource("notices", "notice", NoticeBoard().notices, "公示", public=True,
                 filters=("round", "issuer", "state"), stream="notice"),
        Resource(
            "teachers", "teacher", Roster().people, "教师名册", persons=("person",),
            bodies=("school",), filters=("school", "status", "staff_class"), named="person",
            stream="teacher",
        ),
        Resource(
            "bids", "", rounds.bids, "意向书", persons=("teacher",),
            bodies=("organiser", "school"), filters=("round", "teacher", "school", "state"),
            documents=("wishes",), named="teacher", more=(_under_objection,),
        ),
        Resource(
            "marks", "", rounds.marks, "评分", persons=("judge",), bodies=("organiser",),
            roles=frozenset({Role.COMMITTEE_MEMBER, Role.TOWN_OFFICER}),
            filters=("round", "bidder", "item", "judge"), documents=("fact",), named="bidder",
            more=(_own_facts, _under_objection),
        ),
        Resource(
            "rankings", "", RankingList().places, "排名", persons=("bidder",),
            bodies=("school",), filters=("round", "school", "post", "bidder"),
            documents=("derivation",), named="bidder",
            more=(_of_a_round_one_bids_in, _under_objection),
        ),
        Resource(
            "offers", "", rounds.offers, "要约", persons=("teacher",),
            bodies=("organiser", "school"), filters=("round", "school", "teacher", "state"),
            documents=("posts",), named="teacher", more=(_under_objection,),
        ),
        Resource(
            "unplaced", "", UnplacedRegister().people, "落聘登记", persons=("person",),
            roles=frozenset({Role.TOWN_OFFICER}), filters=("round", "reason"), named="person",
            more=(_unplaced_in_own_round,),
        ),
        Resource(
            "transfers", "", Transfers().moves, "流动登记", persons=("person",),
            bodies=("from_school", "to_school"), filters=("round", "from_school", "to_school"),
            named="person",
        ),
        Resource(
            "objections", "", _OBJECTIONS, "异议", persons=("objector",), bodies=("issuer",),
            roles=frozenset({Role.PRINCIPAL, Role.TOWN_OFFICER}),
            filters=("notice", "state", "objector"), more=(_objections_to_decide,),
        ),
        Resource(
            "contracts", "contract", contracts.contracts, "聘约", persons=("teacher",),
            bodies=("school",), roles=frozenset({Role.PRINCIPAL, Role.TOWN_OFFICER}),
            filters=("school", "round", "teacher"), documents=("posts",), named="teacher",
            stream="contract",
        ),
        Resource("offices", "", offices.offices, "职务", persons=("person",), more=(_everybody,),
                 filters=("school", "person")),
        Resource("mandates", "", offices.mandates, "授权", persons=("person",), more=(_everybody,),
                 filters=("person", "role", "body", "state")),
        Resource("keys", "", keys.keys, "公钥", persons=("person",), more=(_everybody,),
                 filters=("person", "state")),
        Resource("deadlines", "", DeadlineCalendar().dues, "期限", whole=AUDITORS,
                 more=(_own_answer, _of_offices, _of_cases, _of_protection),
                 filters=("kind", "settled")),
        *staff_resources(),
    )  # fmt: skip


def _unplaced_in_own_round(table: TemporalTable, reader: Reader) -> Clause:
    """落聘 concerns the school, or town office, whose round it was."""
    mine, rounds = reader.bodies({Role.PRINCIPAL, Role.TOWN_OFFICER}), RoundBook().rounds.table.c
    if not mine:
        return false()
    own = select(rounds.round).where(
        of_bodies(rounds.organiser, mine), rounds.until_index.is_(None)
    )
    return table.table.c.round.in_(own)
