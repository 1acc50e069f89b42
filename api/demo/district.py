"""Two zones of the district: every stage from direct posts to standby, and a contested mark."""

from __future__ import annotations

from collections.abc import Callable

from api.demo.adjustment import ADJUSTMENT, STANDBY, Adjustment
from api.demo.campaign import REGISTRAR, Campaign
from api.demo.cast import Cast, Step, beijing
from api.demo.contested import CHAIR, CLERK, DISPUTES, PANEL, ContestedMark
from api.demo.contracts import Contracts
from api.demo.files import ZoneFiles
from api.demo.planning import Planning
from api.demo.rounds import Rounds
from api.demo.schools import SchoolRounds
from api.demo.zones import BUREAU, CROSS, HEAD, JUDGES, ZoneRounds
from domain.kernel import Command
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.protection.commands import RecordProtection
from domain.recruitment import commands as c
from domain.recruitment.events import Stage

PLAN = "plan-zones-2026"


class ZonesYear:
    """The campaign of two zones under one plan of the bureau."""

    def __init__(self, cast: Cast, files: ZoneFiles, ask: Callable[[], None]) -> None:
        """Take what the office of disputes does before it decides: ``ask`` what would have been."""
        self.cast, self.files = cast, files
        campaign = Campaign(
            cast, files, plan=PLAN, head=HEAD, chair="o-assembly", filer_of=_officer_of
        )
        self._campaign = campaign
        self._planning, self._rounds = Planning(campaign), Rounds(campaign)
        self._zones = ZoneRounds(campaign, self._rounds, files)
        self._schools = SchoolRounds(
            campaign,
            self._rounds,
            placed={each.person for each in files.direct},
            interview=self._zones.interview,
        )
        self._case = ContestedMark(campaign, self._rounds, files.complaint, ask)
        self._adjustment = Adjustment(campaign, self._rounds, files.later)
        self._contracts = Contracts(campaign)

    def steps(self) -> list[Step]:
        """Return what happens, in order of time."""
        return [
            Step(beijing(7, 2), self.prepare, "东西片区入册 two zones are enrolled"),
            Step(beijing(7, 6, 10), self._planning.draft),
            Step(beijing(7, 7, 10), self._planning.consult),
            Step(beijing(7, 9, 10), self._planning.report),
            Step(beijing(7, 10, 10), self._planning.vote),
            Step(beijing(7, 13, 10), self._planning.fix_quota),
            Step(beijing(7, 31), self._planning.freeze, "片区方案冻结 the zones' plan is frozen"),
            Step(beijing(7, 31, 10), self._planning.publish_posts),
            Step(beijing(8, 1), self._appoint_directly, "直聘 protected people have their posts"),
            Step(beijing(8, 3), self._schools.open),
            Step(beijing(8, 4), self._schools.letters, "校内意向书 letters to 29 schools are in"),
            Step(beijing(8, 6), self._schools.score),
            Step(beijing(8, 6, 14), self._schools.select, "校内竞聘 each school has hired"),
            Step(beijing(8, 7, 16), self._schools.close),
            Step(beijing(8, 8), self._zones.open),
            Step(beijing(8, 10), self._zones.fill),
            Step(beijing(8, 11), self._zones.close, "片区内竞聘 each zone has hired"),
            Step(beijing(8, 12), self._case.complain),
            Step(beijing(8, 13), self._case.investigate),
            Step(beijing(8, 14), self._case.decide),
            Step(
                beijing(8, 14, 14), self._case.carry_out, "争议处理 a contested mark was set right"
            ),
            Step(beijing(8, 17), self._zones.open_across),
            Step(beijing(8, 17, 10), self._finalise_before_zones),
            Step(beijing(8, 19), self._zones.fill_across, "跨片区竞聘 hiring across the zones"),
            Step(beijing(8, 20), self._adjustment.adjust),
            Step(beijing(8, 22), self._adjustment.adjust_again, "组织调剂 posts were proposed"),
            Step(beijing(8, 24), self._adjustment.train),
            Step(beijing(8, 24, 10), self._zones.finalise),
            Step(beijing(8, 28), lambda: self._adjustment.test(0)),
            Step(beijing(8, 30), lambda: self._adjustment.test(1)),
            Step(
                beijing(8, 31), self._adjustment.assign, "培训上岗 who passed the test is assigned"
            ),
            Step(beijing(9, 1), self._finalise_later),
            Step(beijing(9, 6, 10), self._contracts.sign),
            Step(
                beijing(9, 7, 10),
                self._contracts.file,
                "片区聘约备案 the zones' contracts are filed",
            ),
            Step(beijing(9, 8), lambda: self._rounds.finalise(STANDBY, HEAD)),
        ]

    def prepare(self) -> None:
        """Register the zones with their offices, schools and staff, and who hears disputes."""
        registrar = self.cast.official(REGISTRAR)
        bodies: list[Command] = [
            RegisterBody(body=zone, kind=BodyKind.TOWN_OFFICE, name=name, parent=BUREAU)
            for zone, name in self.files.plan["zones"].items()
        ]
        name = "云溪县教育局争议仲裁领导小组办公室"
        bodies.append(
            RegisterBody(body=DISPUTES, kind=BodyKind.DISPUTE_OFFICE, name=name, parent=BUREAU)
        )
        self.cast.act(bodies, registrar)
        held = [(_officer_of(zone), Role.TOWN_OFFICER, zone) for zone in self.files.plan["zones"]]
        held += [(self._campaign.chair, Role.CONGRESS_CHAIR, BUREAU)]
        held += [(person, Role.DISPUTE_OFFICER, DISPUTES) for person in (CLERK, CHAIR, *PANEL)]
        held += [(f"m-{BUREAU}-{n}", Role.COMMITTEE_MEMBER, BUREAU) for n in (1, 2, 3)]
        for body in (*self.files.schools, *self.files.plan["zones"], BUREAU):
            held += [(f"j-{body}-{n}", Role.JUDGE, body) for n in JUDGES]
        self.cast.acts([each for one in held for each in self.cast.office(*one)], registrar)
        self._planning.register(registrar)
        self._planning.enrol_staff()

    def _appoint_directly(self) -> None:
        for each in self.files.direct:
            record = RecordProtection(
                teacher=each.person,
                protection=f"g-{each.person}",
                kind=each.kind,
                from_on=each.from_on,
                until_on=each.until_on,
                evidence=each.evidence,
            )
            self.cast.act(record, self.cast.official(REGISTRAR))
            school, round_ = each.posts.school, f"d-{each.posts.school}"
            self._rounds.open(Stage.DIRECT, school, (school,), (each.person,), round_=round_)
            appoint = c.AppointDirectly(
                round=round_,
                teacher=each.person,
                posts=each.posts,
                protection=f"g-{each.person}",
            )
            principal = self.cast.official(f"p-{school}")
            self.cast.act(appoint, principal, self.cast.as_self(each.person))
            self.cast.act(c.CloseSelection(round=round_), principal)
            self._rounds.publish(round_, school, f"p-{school}")

    def _finalise_before_zones(self) -> None:
        for each in self.files.direct:
            self._rounds.finalise(f"d-{each.posts.school}", f"p-{each.posts.school}")
        self._schools.finalise()

    def _finalise_later(self) -> None:
        for round_ in (CROSS, ADJUSTMENT):
            self._rounds.finalise(round_, HEAD)


def _officer_of(zone: str) -> str:
    """Return the officer of a zone, who also files its contracts."""
    return f"o-{zone.removeprefix('b-')}"
