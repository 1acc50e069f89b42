"""Adjustment (组织调剂) and standby training (待岗培训): posts for those whom all rounds left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from adapters.importers.district import Later
from api.demo.campaign import SUPERVISOR, Campaign
from api.demo.rounds import Rounds
from api.demo.zones import BUREAU, CROSS, HEAD
from domain.kernel import Command
from domain.recruitment import commands as c
from domain.recruitment.adjusting import vacancies
from domain.recruitment.events import Stage
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet

ADJUSTMENT, STANDBY = "r-adjustment", "r-standby"


class Adjustment:
    """The bureau's last two rounds; ``later`` says how people answer and how they do."""

    def __init__(self, campaign: Campaign, rounds: Rounds, later: Mapping[str, Later]) -> None:
        self._campaign, self._cast, self._files = campaign, campaign.cast, campaign.files
        self._rounds, self._later = rounds, later

    def adjust(self) -> None:
        """Open the adjustment and propose posts a first time."""
        self._rounds.open(
            Stage.ADJUSTMENT,
            BUREAU,
            self._files.schools,
            self._campaign.unplaced(),
            after=(CROSS,),
            round_=ADJUSTMENT,
            official=HEAD,
        )
        self._propose(0)

    def adjust_again(self) -> None:
        """Propose posts to who declined, close the round and put up its list."""
        self._propose(1)
        self._rounds.close(ADJUSTMENT, HEAD)
        self._rounds.publish(ADJUSTMENT, BUREAU, HEAD)

    def train(self) -> None:
        """Open the standby round and start everybody's training."""
        people = self._campaign.unplaced()
        self._rounds.open(
            Stage.STANDBY_TRAINING,
            BUREAU,
            self._files.schools,
            people,
            after=(ADJUSTMENT,),
            round_=STANDBY,
            official=HEAD,
        )
        starts = [
            c.StartStandby(
                round=STANDBY,
                teacher=person,
                from_on=date(2026, 8, 24),
                until_on=date(2027, 8, 24),
            )
            for person in people
        ]
        self._by_head(starts)

    def test(self, turn: int) -> None:
        """Record the results of a test: ``turn`` 0 is the first, 1 the second."""
        results = {each: self._later[each].passes for each in self._waiting(STANDBY)}
        tests = [
            c.TakeTrainingTest(
                round=STANDBY, teacher=person, passed=passes[turn], on=self._campaign.today
            )
            for person, passes in results.items()
            if turn < len(passes)
        ]
        self._by_head(tests)

    def assign(self) -> None:
        """Assign a post to everybody who passed, close the round and put up its list."""
        for person in self._waiting(STANDBY):
            posts = self._vacancy(STANDBY, 0)
            self._by_head([c.AssignPost(round=STANDBY, teacher=person, posts=posts)])
        self._rounds.close(STANDBY, HEAD)
        self._rounds.publish(STANDBY, BUREAU, HEAD)

    def _propose(self, turn: int) -> None:
        """Propose a vacant post to everybody who has none; each answers as she does."""
        head, supervisor = self._cast.official(HEAD), self._cast.official(SUPERVISOR)
        for person in self._waiting(ADJUSTMENT):
            answers = self._later[person].agrees
            posts = self._vacancy(ADJUSTMENT, turn)
            propose = c.ProposeAdjustment(
                round=ADJUSTMENT, teacher=person, posts=posts, reason="按学科和就近原则调剂"
            )
            self._cast.act(propose, head, supervisor)
            answer: Command = c.DeclineOffer(
                round=ADJUSTMENT, teacher=person, school=posts.school, reason="路途较远"
            )
            if answers[min(turn, len(answers) - 1)]:
                answer = c.AcceptOffer(round=ADJUSTMENT, teacher=person, school=posts.school)
            self._cast.act(answer, self._cast.as_self(person))

    def _by_head(self, commands: Sequence[Command]) -> None:
        if commands:
            self._cast.acts(commands, self._cast.official(HEAD), self._cast.official(SUPERVISOR))

    def _waiting(self, round_: str) -> list[str]:
        bidders = self._cast.state(RecruitmentRound, round_).bidders.values()
        return [each.teacher for each in bidders if each.placement is None]

    def _vacancy(self, round_: str, turn: int) -> PostSet:
        state = self._cast.state(RecruitmentRound, round_)
        school, post = vacancies(self._cast.ledger.states(), state)[turn]
        return PostSet(school=school, teaching=post)
