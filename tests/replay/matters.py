"""A town's matters of office, and a year of staff, each played once in a ledger of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.messages.refusals import refusal_zh
from audit.format.act import Actor
from audit.format.restricted_json import JsonValue
from audit.replay.authenticity import Authenticity
from audit.replay.case import Replay, replay
from audit.replay.events import Logged
from audit.replay.source import Source
from audit.replay.telling import reasons
from domain.award import commands as award
from domain.award.events import AwardKind
from domain.mandate.signing import Mandated
from domain.protection import commands as pr
from domain.protection.kinds import ConsentMatter, EvidenceKind, StatutoryKind
from domain.teacher import commands as teacher
from tests.domain import staffing_given as g
from tests.domain.favours_given import BONUS, PRIORITY, table
from tests.domain.planning_given import PLAN, pack
from tests.domain.protection_given import CATEGORIES
from tests.ledger import office_acts as acts
from tests.ledger import staffing_acts as staffing
from tests.ledger.review_acts import reviews
from tests.replay.told import Told, told_otherwise
from tests.support.office import Office
from tests.support.staffed_town import StaffedTown

PACK = pack(
    scoring=table(BONUS, PRIORITY),
    tie_chain={"keys": [{"key": "service"}, {"key": "first"}]},
    quota={},
    grades=g.GRADES,
    exchange={"backbone_share": "1/1"},
    intake={"opening_ratio": "3/1"},
    protection={"maternity_leave_days": 158, "categories": CATEGORIES},
)

Facts = tuple[tuple[str, str, Mapping[str, JsonValue]], ...]
"""Stream, topic and data of an act's events."""


@dataclass(frozen=True)
class World:
    """A ledger that has been played, its people by name, and its events."""

    office: Office
    people: dict[str, Mandated]

    @property
    def source(self) -> LedgerSource:
        return LedgerSource(self.office.ledger, CauseIndex(open_engine("sqlite://")))

    def actors(self, *names: str) -> tuple[Actor, ...]:
        """Return people as they stand in acts."""
        who = (self.people[name] for name in names)
        return tuple(Actor(each.person, each.role, each.body, each.mandate) for each in who)


def events_of(source: Source) -> list[Logged]:
    """Return every genuine event of a log in order."""
    authenticity = Authenticity(source)
    return [e for index in range(source.size()) for e in authenticity.check(index).events]


def found(source: Source, topic: str, **about: object) -> Logged:
    """Return the last event of a topic that has those facts."""
    matching = (
        each
        for each in events_of(source)
        if f"{topic}.v1" == each.event.TOPIC and about.items() <= each.data.items()
    )
    return list(matching)[-1]


def replayed(source: Source, topic: str, **about: object) -> Replay:
    """Replay the last event of a topic that has those facts."""
    return replay(source, found(source, topic, **about).place)


def why(told: Replay) -> str:
    """Return the reasons of a verdict in Chinese."""
    return "\n".join(reasons(told, refusal_zh))


def recorded_past_the_rules(
    world: World, folder: Path, signers: Sequence[str], facts: Facts
) -> BundleSource:
    """Return the world's log with one more act at its end, signed with genuine keys."""
    at = f"{world.office.now[0].astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
    last = Told(-1, at, world.actors(*signers), facts)
    return told_otherwise(world.office, folder, lambda told: told, more=[last])


def town_of_offices(folder: Path) -> World:
    """Play competitions, a selection, terms and a research year."""
    town = StaffedTown.at(folder)
    town.play(*acts.PARTS, reviews)
    return World(town.office, town.people)


class ProtectedYear(staffing.Year):
    """A year of quota, grades, intake and exchange; and protections and awards in it."""

    def protected(self) -> ProtectedYear:
        """Record protections by law, by the plan, and by a category of the plan."""
        self.who["registrar"] = self.office.root
        self.who["chen"] = self.office.hire("chen")
        for name, kind, until in (
            ("p-1", StatutoryKind.PREGNANCY, date(2026, 12, 1)),
            ("p-2", StatutoryKind.WORK_INJURY, date(2026, 10, 1)),
        ):
            record = pr.RecordProtection(
                teacher="li",
                protection=name,
                kind=kind,
                from_on=date(2026, 8, 1),
                until_on=until,
                evidence="诊断证明",
            )
            self.act(record, "registrar")
        nursing = pr.RecordProtection(
            teacher="wang",
            protection="p-3",
            kind=StatutoryKind.NURSING,
            from_on=date(2026, 8, 1),
            child_born_on=date(2026, 2, 28),
            evidence="出生证明",
            plan=PLAN,
        )
        self.act(nursing, "registrar")
        serving = pr.RecordCategory(
            teacher="wang",
            protection="p-4",
            plan=PLAN,
            category="remote-service",
            from_on=date(2026, 8, 1),
            evidence_kind=EvidenceKind.SECONDMENT_ORDER,
            evidence="支教派遣文件",
        )
        self.act(serving, "registrar")
        longer = pr.ProlongProtection(
            teacher="li", protection="p-1", until_on=date(2027, 1, 1), evidence="诊断证明"
        )
        self.act(longer, "registrar")
        end = pr.EndProtection(teacher="li", protection="p-2", evidence="治愈证明")
        self.act(end, "registrar", "watch")
        consent = {"teacher": "li", "matter": ConsentMatter.STANDBY, "about": "r1"}
        self.act(pr.GiveConsent.model_validate(consent), "li")
        self.act(pr.WithdrawConsent.model_validate(consent), "li")
        retiring = pr.RequestTermToRetirement(teacher="chen", retires_on=date(2030, 1, 1))
        self.act(retiring, "chen")
        return self

    def awarded(self) -> ProtectedYear:
        """Grant an award for a class above the mean, and note an absence."""
        self.act(prize(), "town", "watch")
        absence = teacher.RecordAbsence(
            teacher="wang",
            absence="a-1",
            from_on=date(2026, 8, 17),
            until_on=date(2026, 8, 18),
            document="考勤1号",
        )
        self.act(absence, g.ONE, "watch")
        return self


def prize(**changes: object) -> award.GrantTeachingAward:
    """Return an award for a class six points above the mean."""
    given = award.GrantTeachingAward(
        teacher="li",
        plan=PLAN,
        kind=AwardKind.REACHED,
        examination="2026年期末",
        subject="语文",
        classes="三年级1班",
        class_mean_milli=86_000,
        mean_milli=80_000,
        evidence="成绩册1号",
    )
    return given.model_copy(update=changes)


def year_of_staff(folder: Path) -> World:
    """Play quota, grades, intake, exchange, protections and an award."""
    office = Office.at(f"sqlite:///{folder / 'ledger.db'}", folder).founded()
    year = ProtectedYear(office, PACK)
    year.founded().quota().graded().staffed().exchanged()
    year.protected().awarded()
    return World(office, year.who)
