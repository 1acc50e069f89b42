"""Every school's own round (校内竞聘), named after the school."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from api.demo.campaign import SUPERVISOR, Campaign
from api.demo.cast import beijing
from api.demo.rounds import Rounds
from domain.recruitment import commands as c
from domain.recruitment.events import SelectionReason, Stage

Interview = Callable[[str, Sequence[str]], None]


def _nothing_to_mark(_school: str, _people: Sequence[str]) -> None:
    """Do nothing: a town's table has nothing for judges to mark."""


class SchoolRounds:
    """The rounds of all schools, one step of all of them at a time.

    ``placed`` do not compete: they were appointed before; ``interview`` lets the judges of a
    school mark those who do.
    """

    def __init__(
        self,
        campaign: Campaign,
        rounds: Rounds,
        *,
        placed: Collection[str] = (),
        interview: Interview = _nothing_to_mark,
    ) -> None:
        self._campaign, self._cast, self._files = campaign, campaign.cast, campaign.files
        self._rounds, self._placed, self._interview = rounds, placed, interview

    def open(self) -> None:
        """Open every school's own round."""
        for school in self._files.schools:
            self._rounds.open(Stage.IN_SCHOOL, school, (school,), self._competitors(school))

    def letters(self) -> None:
        """Let everybody hand in a letter; what is incomplete is returned and supplemented."""
        for bid in self._files.bids:
            intent = c.SubmitIntent(
                round=f"r-{bid.wish.school}",
                teacher=bid.person,
                wishes=(bid.wish,),
                office=bid.office,
                pledged=bid.pledged,
            )
            self._cast.act(intent, self._cast.as_self(bid.person))
        for bid in self._files.bids:
            if not bid.missing:
                continue
            returned = c.ReturnBid(
                round=f"r-{bid.wish.school}",
                teacher=bid.person,
                missing=(bid.missing,),
                until=beijing(8, 23),
            )
            self._cast.act(returned, self._cast.committee(bid.wish.school)[0])
            supplement = c.SupplementBid(round=f"r-{bid.wish.school}", teacher=bid.person)
            self._cast.act(supplement, self._cast.as_self(bid.person))

    def score(self) -> None:
        """Check, score and rank in every school, with the ballots of its staff."""
        for school in self._files.schools:
            round_, staff = f"r-{school}", self._competitors(school)
            committee = self._cast.committee(school)
            self._rounds.check(round_, staff, committee[0])
            facts = [each for person in staff for each in self._rounds.facts(round_, person)]
            self._cast.acts(facts, committee[0])
            appraisal = c.CloseDemocraticAppraisal(
                round=round_,
                school=school,
                staff=len(self._files.staff_of(school)),
                present=len(self._files.staff_of(school)),
                ballots=tuple(self._files.scores[person].ballots for person in staff),
            )
            self._cast.act(appraisal, committee[0], self._cast.official(SUPERVISOR))
            self._interview(school, staff)
            self._rounds.rank(round_, committee)

    def select(self) -> None:
        """Hire cadres first, then teachers, in the order of the ranking."""
        for school in self._files.schools:
            self._select_in(school)

    def close(self) -> None:
        """Tell who is unplaced, close every school's round and put up its list."""
        for school in self._files.schools:
            self._rounds.close(f"r-{school}", f"p-{school}")
            self._rounds.publish(f"r-{school}", school, f"p-{school}")

    def finalise(self) -> None:
        """End the notices of the schools' own rounds."""
        for school in self._files.schools:
            self._rounds.finalise(f"r-{school}", f"p-{school}")

    def _select_in(self, school: str) -> None:
        round_ = f"r-{school}"
        self._rounds.offer_by_rank(round_, lambda bidder: bidder.office is not None)
        taken: set[str] = set()
        for bidder in self._rounds.by_total(round_):
            seeks = bidder.office is not None and bidder.office not in taken
            if not (seeks and bidder.placement is not None):
                continue
            propose = c.ProposeOffice(
                round=round_,
                teacher=bidder.teacher,
                reason=SelectionReason.BY_RANK,
                detail="按量化总分择优",
            )
            self._cast.act(propose, *self._cast.committee(school))
            approve = c.ApproveOffice(round=round_, teacher=bidder.teacher)
            above = self._cast.official(self._campaign.filer_of(self._campaign.office_of(school)))
            self._cast.act(approve, above, self._cast.official(SUPERVISOR))
            taken.add(bidder.office or "")
        close = c.CloseCadreLayer(round=round_, school=school)
        self._cast.act(close, self._cast.official(f"p-{school}"))
        self._rounds.offer_by_rank(round_, lambda bidder: bidder.office is None)

    def _competitors(self, school: str) -> tuple[str, ...]:
        """Return who of a school's staff competes in its own round."""
        return tuple(each for each in self._files.staff_of(school) if each not in self._placed)
