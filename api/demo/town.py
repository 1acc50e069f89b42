"""A town's year (seed 002): each school's own round, then the coordination meeting."""

from __future__ import annotations

from api.demo.campaign import REGISTRAR, Campaign
from api.demo.cast import Cast, Step, beijing
from api.demo.contracts import Contracts
from api.demo.files import Files
from api.demo.planning import Planning
from api.demo.rounds import Rounds
from api.demo.schools import SchoolRounds
from domain.kernel import DomainError
from domain.mandate.commands import RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.recruitment import commands as c
from domain.recruitment.events import Stage

PLAN, COORDINATION, HEAD = "plan-2026", "r-town", "o-town"
BODIES = {
    "b-establishment": (BodyKind.ESTABLISHMENT_OFFICE, "云溪县编办"),
    "b-hr": (BodyKind.HR_BUREAU, "云溪县人社局"),
    "b-finance": (BodyKind.FINANCE_BUREAU, "云溪县财政局"),
    "b-bureau": (BodyKind.EDUCATION_BUREAU, "云溪县教育局"),
    "b-supervision": (BodyKind.SUPERVISION, "云溪县教育局纪检组"),
}
OFFICIALS = {
    REGISTRAR: (Role.REGISTRAR, "d-yunxi"),
    "o-establishment": (Role.ESTABLISHMENT_OFFICER, "b-establishment"),
    "o-hr": (Role.HR_OFFICER, "b-hr"),
    "o-finance": (Role.FINANCE_OFFICER, "b-finance"),
    "o-bureau": (Role.BUREAU_OFFICER, "b-bureau"),
    "o-supervisor": (Role.SUPERVISOR, "b-supervision"),
    HEAD: (Role.TOWN_OFFICER, "b-town"),
    "o-congress": (Role.CONGRESS_CHAIR, "b-town"),
}


class TownYear:
    """The town's campaign, and the founding of the ledger before it."""

    def __init__(self, cast: Cast, files: Files) -> None:
        self.cast, self.files = cast, files
        self._campaign = Campaign(
            cast, files, plan=PLAN, head=HEAD, chair="o-congress", filer_of=lambda _office: HEAD
        )
        self._planning, self._rounds = Planning(self._campaign), Rounds(self._campaign)
        self._schools = SchoolRounds(self._campaign, self._rounds)
        self._contracts = Contracts(self._campaign)
        self.refused: DomainError | None = None
        self._met: list[str] = []

    def steps(self) -> list[Step]:
        """Return what happens, in order of time."""
        return [
            Step(
                beijing(7, 1),
                self.prepare,
                "台账建立 the log is founded; offices and keys are enrolled",
            ),
            Step(beijing(7, 6), self._planning.draft),
            Step(beijing(7, 7), self._planning.consult),
            Step(beijing(7, 9), self._planning.report),
            Step(beijing(7, 10), self._planning.vote),
            Step(beijing(7, 13), self._planning.fix_quota),
            Step(
                beijing(8, 18),
                self._planning.freeze,
                "镇方案表决通过并冻结 the town's plan is voted and frozen",
            ),
            Step(beijing(8, 20, 8), self._planning.publish_posts),
            Step(beijing(8, 20), self._schools.open),
            Step(beijing(8, 21), self._schools.letters, "意向书填报完毕 the town's letters are in"),
            Step(beijing(8, 23, 0, minute=5), self._try_late_letter),
            Step(beijing(8, 23), self._schools.score, "量化评分完毕 the town's bidders are ranked"),
            Step(beijing(8, 24), self._schools.select, "各校选聘完毕 each school has hired"),
            Step(beijing(8, 25, 8), self._schools.close),
            Step(beijing(8, 25, 10), self._open_coordination),
            Step(beijing(8, 26), self._hear_the_unplaced),
            Step(beijing(8, 27), self._match),
            Step(
                beijing(8, 28),
                self._close_coordination,
                "第二次协调会 the unplaced met the vacancies",
            ),
            Step(beijing(9, 2), self._schools.finalise),
            Step(beijing(9, 5), lambda: self._rounds.finalise(COORDINATION, HEAD)),
            Step(beijing(9, 6), self._contracts.sign),
            Step(
                beijing(9, 7),
                self._contracts.file,
                "镇聘约签订并备案 the town's contracts are filed",
            ),
        ]

    def prepare(self) -> None:
        """Found the log; enrol keys, offices, schools and staff."""
        district, town = self.files.plan["district"], self.files.plan["town_office"]
        root = self.cast.found(district=district["id"], name=district["name"])
        bodies = [
            RegisterBody(body=body, kind=kind, name=name) for body, (kind, name) in BODIES.items()
        ]
        office = RegisterBody(
            body=town["id"], kind=BodyKind.TOWN_OFFICE, name=town["name"], parent="b-bureau"
        )
        self.cast.act([*bodies, office], root)
        officials = [
            each for name, held in OFFICIALS.items() for each in self.cast.office(name, *held)
        ]
        self.cast.act(officials, root)
        self._planning.register(root)
        self._planning.enrol_staff()

    def _try_late_letter(self) -> None:
        """Hand in a letter five minutes after the window has closed: the rules refuse it."""
        bid = self.files.bids[0]
        letter = c.SubmitIntent(
            round=f"r-{bid.wish.school}", teacher=bid.person, wishes=(bid.wish,), pledged=True
        )
        try:
            self.cast.ledger.draft([letter], [self.cast.as_self(bid.person)])
        except DomainError as refusal:
            self.refused = refusal

    def _open_coordination(self) -> None:
        """Open the town's round for those whom their schools left unplaced."""
        self._met = self._campaign.unplaced()
        self._rounds.open(
            Stage.COORDINATION,
            self.cast.official(HEAD).body,
            self.files.schools,
            self._met,
            after=[f"r-{school}" for school in self.files.schools],
            round_=COORDINATION,
            official=HEAD,
        )

    def _hear_the_unplaced(self) -> None:
        for person in self._met:
            wish = self.files.wishes[person]
            intent = c.SubmitIntent(
                round=COORDINATION, teacher=person, wishes=(wish,), pledged=True
            )
            self.cast.act(intent, self.cast.as_self(person))
        member = self.cast.committee(self.cast.official(HEAD).body)[0]
        self._rounds.check(COORDINATION, self._met, member)
        facts = [
            each
            for person in self._met
            for each in self._rounds.facts(COORDINATION, person, carried=True)
        ]
        self.cast.acts(facts, member)

    def _match(self) -> None:
        self._rounds.rank(COORDINATION, self.cast.committee(self.cast.official(HEAD).body))
        self._rounds.offer_by_rank(COORDINATION, lambda _: True)

    def _close_coordination(self) -> None:
        self._rounds.close(COORDINATION, HEAD)
        self._rounds.publish(COORDINATION, self.cast.official(HEAD).body, HEAD)
