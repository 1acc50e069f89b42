"""登记簿: the district, plans and packs, contracts, objections and keys, a row each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import Engine

from domain.contract.events import ContractFiled, ContractSigned
from domain.mandate.events import ActConfirmed, KeyEnrolled, KeyRevoked, LogFounded
from domain.notice import events as n
from domain.planning import events as p
from domain.values.time import beijing_date
from projections.award_register import AwardRegister
from projections.feed import Feed, FeedItem
from projections.grants import Grants
from projections.mending_register import MendingRegister
from projections.organ_register import OrganRegister
from projections.oversight_register import OversightRegister
from projections.projector import Projector
from projections.review_register import ReviewRegister
from projections.round_book import RoundBook
from projections.temporal import TemporalTable, Value


class PlanBook:
    """One row a plan, one a rule pack."""

    name: ClassVar[str] = "plan_book.v1"
    topics: ClassVar[frozenset[str]] = frozenset(each.TOPIC for each in p.EVENTS)

    def __init__(self) -> None:
        self.plans = TemporalTable(
            "plans",
            keys=("plan",),
            values=("owner", "title", "school_year", "schools", "pack_sha256", "state"),
        )
        self.packs = TemporalTable("packs", keys=("pack_sha256",), values=("plan", "pack"))

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.plans, self.packs)

    def apply(self, item: FeedItem) -> None:
        on, event = beijing_date(item.at), item.event
        if isinstance(event, p.PlanDrafted | p.DraftRevised | p.PackAmended):
            pack = json.dumps(event.pack.model_dump(mode="json"), ensure_ascii=False)
            self.packs.put((event.pack_sha256,), item.index, on, plan=item.key, pack=pack)
        changes = _plan_changes(event)
        if changes is not None:
            self.plans.put((item.key,), item.index, on, **changes)


def _plan_changes(event: object) -> dict[str, Value] | None:
    match event:
        case p.PlanDrafted():
            return {
                "owner": event.body,
                "title": event.title,
                "school_year": event.school_year,
                "schools": json.dumps(event.schools),
                "pack_sha256": event.pack_sha256,
                "state": "drafted",
            }
        case p.DraftRevised():
            return {"pack_sha256": event.pack_sha256, "state": "revised"}
        case p.CongressVoted():
            return {"state": "passed" if event.passed else "lost"}
        case p.PlanAdopted():
            return {"pack_sha256": event.pack_sha256, "state": "adopted"}
        case p.PlanFrozen():
            return {"pack_sha256": event.pack_sha256, "state": "frozen"}
        case p.PackAmended():
            return {"pack_sha256": event.pack_sha256}
        case _:
            return None


class ContractBook:
    """One row a contract, with the day on which it was filed."""

    name: ClassVar[str] = "contract_book.v1"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC for each in (ContractSigned, ContractFiled)
    )

    def __init__(self) -> None:
        self.contracts = TemporalTable(
            "contracts",
            keys=("contract",),
            values=(
                "teacher",
                "school",
                "round",
                "posts",
                "staff_class",
                "starts_on",
                "ends_on",
                "filed_on",
            ),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.contracts,)

    def apply(self, item: FeedItem) -> None:
        event = item.event
        if isinstance(event, ContractSigned):
            changes: dict[str, Value] = {
                "teacher": event.teacher,
                "school": event.school,
                "round": event.round,
                "posts": json.dumps(event.posts, ensure_ascii=False),
                "staff_class": event.staff_class.value,
                "starts_on": event.from_on.isoformat(),
                "ends_on": event.until_on.isoformat(),
            }
        else:
            assert isinstance(event, ContractFiled)
            changes = {"filed_on": event.on.isoformat()}
        self.contracts.put((item.key,), item.index, beijing_date(item.at), **changes)


class ObjectionBook:
    """One row an objection. Its text is in the vault."""

    name: ClassVar[str] = "objection_book.v1"
    topics: ClassVar[frozenset[str]] = frozenset(
        each.TOPIC
        for each in (n.NoticePublished, n.ObjectionFiled, n.ObjectionUpheld, n.ObjectionRejected)
    )

    def __init__(self) -> None:
        self.issuers = TemporalTable("notice_issuers", keys=("notice",), values=("issuer",))
        self.objections = TemporalTable(
            "objections",
            keys=("notice", "objection"),
            values=("issuer", "objector", "against", "blocking", "state", "reason"),
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.issuers, self.objections)

    def apply(self, item: FeedItem) -> None:
        event, on = item.event, beijing_date(item.at)
        if isinstance(event, n.NoticePublished):
            self.issuers.put((item.key,), item.index, on, issuer=event.issuer)
            return
        assert isinstance(event, n.ObjectionFiled | n.ObjectionUpheld | n.ObjectionRejected)
        if isinstance(event, n.ObjectionFiled):
            row = self.issuers.get(item.key)
            changes: dict[str, Value] = {
                "issuer": row["issuer"] if row is not None else None,
                "objector": event.objector,
                "against": event.against,
                "blocking": "yes" if event.blocking else "no",
                "state": "open",
            }
        else:
            upheld = isinstance(event, n.ObjectionUpheld)
            changes = {"state": "upheld" if upheld else "rejected", "reason": event.reason}
        self.objections.put((item.key, event.objection), item.index, on, **changes)


class KeyBook:
    """One row a key, and the district that founded the log.

    A key is enrolled, revoked, or void: given by an act that is void.
    """

    name: ClassVar[str] = "key_book.v2"
    topics: ClassVar[frozenset[str]] = Grants.TOPICS | {LogFounded.TOPIC, KeyEnrolled.TOPIC}

    def __init__(self) -> None:
        self._grants = Grants("keys")
        self.districts = TemporalTable("districts", keys=("district",), values=("name",))
        self.keys = TemporalTable(
            "signing_keys", keys=("kid",), values=("person", "suite_count", "public", "state")
        )

    @property
    def tables(self) -> Sequence[TemporalTable]:
        return (self.districts, self.keys, *self._grants.tables)

    def apply(self, item: FeedItem) -> None:
        on = beijing_date(item.at)
        match item.event:
            case LogFounded(district=district, name=name):
                self.districts.put((district,), item.index, on, name=name)
            case KeyEnrolled() as fresh:
                changes: dict[str, Value] = {
                    "person": fresh.person,
                    "suite_count": fresh.suite,
                    "public": fresh.key,
                    "state": _state(void=self._grants.give(fresh.kid, item)),
                }
                self.keys.put((fresh.kid,), item.index, on, **changes)
            case KeyRevoked() | ActConfirmed() as event:
                if isinstance(event, KeyRevoked):
                    self.keys.put((event.kid,), item.index, on, state="revoked")
                for kid, void in self._grants.judge(item):
                    row = self.keys.get(kid)
                    if row is not None and row["state"] != "revoked":
                        self.keys.put((kid,), item.index, on, state=_state(void=void))
            case _:
                pass


def _state(*, void: bool) -> str:
    return "void" if void else "enrolled"


class Registers:
    """The registers over one database, followed as one beside ``Views``."""

    def __init__(self, engine: Engine) -> None:
        self.rounds, self.plans = RoundBook(), PlanBook()
        self.contracts, self.objections, self.keys = ContractBook(), ObjectionBook(), KeyBook()
        self.awards, self.organs, self.reviews = AwardRegister(), OrganRegister(), ReviewRegister()
        self.mending, self.oversight = MendingRegister(), OversightRegister()
        books = (
            self.rounds,
            self.plans,
            self.contracts,
            self.objections,
            self.keys,
            self.awards,
            self.organs,
            self.reviews,
            self.mending,
            self.oversight,
        )
        self._projector = Projector(engine, books)

    def catch_up(self, feed: Feed) -> int:
        """Apply all that is new in the ledger; return the index reached."""
        return self._projector.catch_up(feed)

    def digest(self) -> str:
        """Return a digest of all rows, so that two machines can compare."""
        return self._projector.digest()
