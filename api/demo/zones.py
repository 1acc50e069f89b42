"""The rounds of the zones (片区内竞聘), and the one across them (跨片区竞聘)."""

from __future__ import annotations

from collections.abc import Sequence

from api.demo.campaign import Campaign
from api.demo.files import ZoneFiles
from api.demo.rounds import Rounds
from domain.recruitment import commands as c
from domain.recruitment.events import Stage
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet

BUREAU, HEAD, CROSS = "b-bureau", "o-bureau", "r-cross"
JUDGES = (1, 2, 3)
INTERVIEW = "interview"


class ZoneRounds:
    """The rounds of those whom their own schools left unplaced; judges interview in all."""

    def __init__(self, campaign: Campaign, rounds: Rounds, files: ZoneFiles) -> None:
        self._campaign, self._cast, self._files = campaign, campaign.cast, files
        self._rounds = rounds
        self._zones: dict[str, str] = files.plan["zones"]

    def interview(self, school: str, people: Sequence[str]) -> None:
        """Let the judges of a school mark everybody who competes in it."""
        marks = {person: self._files.interviews[person] for person in people}
        self._mark(f"r-{school}", school, marks)

    def open(self) -> None:
        """Open every zone's round to those whom its schools left; they hand in letters."""
        left = set(self._campaign.unplaced())
        for zone in self._zones:
            schools = [
                each for each in self._files.schools if self._campaign.office_of(each) == zone
            ]
            people = [p for each in schools for p in self._files.staff_of(each) if p in left]
            self._rounds.open(
                Stage.IN_ZONE,
                zone,
                schools,
                people,
                after=[f"r-{school}" for school in schools],
                official=self._campaign.filer_of(zone),
            )
            wishes = {person: self._files.later[person].in_zone for person in people}
            self._hear(f"r-{zone}", wishes)

    def fill(self) -> None:
        """Check, mark, rank and hire in every zone."""
        for zone in self._zones:
            people = self._bidding(f"r-{zone}")
            marks = {person: self._files.later[person].zone_marks for person in people}
            self._fill(f"r-{zone}", zone, marks)

    def close(self) -> None:
        """Close every zone's round and put up its list."""
        for zone in self._zones:
            self._rounds.close(f"r-{zone}", self._campaign.filer_of(zone))
            self._rounds.publish(f"r-{zone}", zone, self._campaign.filer_of(zone))

    def finalise(self) -> None:
        """End the notices of the zones' rounds."""
        for zone in self._zones:
            self._rounds.finalise(f"r-{zone}", self._campaign.filer_of(zone))

    def open_across(self) -> None:
        """Open the round across the zones to those whom the zones left."""
        people = self._campaign.unplaced()
        self._rounds.open(
            Stage.CROSS_DISTRICT,
            BUREAU,
            self._files.schools,
            people,
            after=[f"r-{zone}" for zone in self._zones],
            round_=CROSS,
            official=HEAD,
        )
        self._hear(CROSS, {person: self._files.later[person].across for person in people})

    def fill_across(self) -> None:
        """Check, mark, rank and hire across the zones, close and put up the list."""
        people = self._bidding(CROSS)
        marks = {person: self._files.later[person].across_marks for person in people}
        self._fill(CROSS, BUREAU, marks)
        self._rounds.close(CROSS, HEAD)
        self._rounds.publish(CROSS, BUREAU, HEAD)

    def _mark(self, round_: str, body: str, marks: dict[str, tuple[int, ...]]) -> None:
        """Let each judge of a body sign the marks of all bidders in one act."""
        for n in JUDGES:
            judge = f"j-{body}-{n}"
            given = [
                c.MarkBidder(
                    round=round_, judge=judge, bidder=person, item=INTERVIEW, mark_milli=of[n - 1]
                )
                for person, of in marks.items()
            ]
            self._cast.acts(given, self._cast.official(judge))

    def _hear(self, round_: str, wishes: dict[str, PostSet]) -> None:
        for person, wish in wishes.items():
            intent = c.SubmitIntent(round=round_, teacher=person, wishes=(wish,), pledged=True)
            self._cast.act(intent, self._cast.as_self(person))

    def _fill(self, round_: str, body: str, marks: dict[str, tuple[int, ...]]) -> None:
        committee = self._cast.committee(body)
        self._rounds.check(round_, list(marks), committee[0])
        facts = [
            each for person in marks for each in self._rounds.facts(round_, person, carried=True)
        ]
        self._cast.acts(facts, committee[0])
        self._mark(round_, body, marks)
        self._rounds.rank(round_, committee)
        self._rounds.offer_by_rank(round_, lambda _: True)

    def _bidding(self, round_: str) -> list[str]:
        return list(self._cast.state(RecruitmentRound, round_).bidders)
