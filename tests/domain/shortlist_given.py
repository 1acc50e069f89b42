"""A round with a short list: a written test first, then a lecture before judges (泾川 2023)."""

from __future__ import annotations

from collections.abc import Mapping

from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment.commands import shortlisting as s
from domain.recruitment.wishes import PostSet
from domain.values.facts import Amount
from domain.values.score_items import Ballot, Gate, Rate
from domain.values.scoring import Normalised, ScoringTable
from domain.values.shortlist import LastPlace, ShortlistRules
from domain.values.tie_chain import TieChain
from tests.domain import town
from tests.domain.scoring_town import in_school, one, points
from tests.domain.town import MATHS, ROUND, intent, round_of, wish
from tests.support.desk import Desk

LOCK_FIRST, COMPUTE_LIST = s.LockFirstPart(round=ROUND), s.ComputeShortlist(round=ROUND)
PUBLISH_LIST = s.PublishShortlist(round=ROUND, channel="校务公开栏")
LOCK, COMPUTE = c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND)
ONE = ShortlistRules(by="written", per_seat=1, at_last_place=LastPlace.ALL_ENTER)
"""One bidder a seat; all who are level at the last place enter."""
JINGCHUAN = in_school("jingchuan-2023")


def with_list(rules: ShortlistRules = ONE, *, of: RulePack = JINGCHUAN) -> RulePack:
    """A pack with another rule of its short list."""
    return of.model_copy(update={"shortlist": rules})


def gated() -> RulePack:
    """A written test and a lecture, each scaled by the best, and a gate."""
    table = ScoringTable(
        title="笔试与说课",
        total_max="100",
        nodes=(
            Normalised(
                id="written_share",
                title="笔试",
                scale="50",
                items=(Rate(id="written", title="笔试", unit="分", per_unit="1"),),
            ),
            Normalised(
                id="lecture_share",
                title="说课",
                scale="50",
                items=(Rate(id="lecture", title="说课", unit="分", per_unit="1"),),
            ),
            Gate(id="ethics", title="师德"),
        ),
    )
    changes = {"scoring": table, "tie_chain": TieChain()}
    return with_list(ONE.model_copy(update={"by": "written_share"})).model_copy(update=changes)


def with_ballot() -> RulePack:
    """A written test, then the ballots of the staff."""
    table = ScoringTable(
        title="笔试与测评",
        total_max="120",
        nodes=(
            Rate(id="written", title="笔试", unit="分", per_unit="1", max="100"),
            Ballot(
                id="appraisal",
                title="民主测评",
                excellent="20",
                competent="16",
                basically_competent="12",
                not_competent="0",
            ),
        ),
    )
    changes = {"scoring": table, "tie_chain": TieChain()}
    return with_list().model_copy(update=changes)


def written(bidder: str, mark: str, *, item: str = "written") -> c.RecordScoreItem:
    """The clerk records what somebody got in the written test."""
    return town.service(bidder, item=item, fact=points(mark))


def lecture(bidder: str, mark: str = "90", *, judge: str = "j1") -> c.MarkBidder:
    """A judge marks the lecture."""
    return c.MarkBidder(
        round=ROUND,
        judge=judge,
        bidder=bidder,
        item="lecture",
        mark_milli=one(mark)["j1"],
    )


def corrected(bidder: str, mark: str) -> c.CorrectScore:
    """The mark of the written test was wrong."""
    return town.correct(bidder, 0).model_copy(update={"item": "written", "fact": points(mark)})


def sat(
    pack: RulePack,
    marks: Mapping[str, str],
    *,
    wishes: Mapping[str, PostSet] | None = None,
) -> Desk:
    """Letters are in and over, everybody is checked and has sat the written test."""
    desk = town.opened(of=pack)
    for bidder, mark in marks.items():
        wanted = (wishes or {}).get(bidder, wish(MATHS))
        desk.do(
            intent(bidder, wanted),
            c.QualifyBidder(round=ROUND, teacher=bidder),
            written(bidder, mark),
        )
    desk.at = town.LOCKED_AT
    return desk


def listed(pack: RulePack | None = None, **marks: str) -> Desk:
    """The short list is computed: a1 is on it, a2 and a3 are not."""
    desk = sat(pack or with_list(), marks or {"a1": "90", "a2": "80", "a3": "70"})
    desk.do(LOCK_FIRST, COMPUTE_LIST)
    return desk


def bonus(bidder: str) -> c.RecordScoreItem:
    """A fact of a later part that comes out of files."""
    return town.service(bidder, item="bonus", fact=Amount(amount_milli=1_000))


def entered(desk: Desk, post: str = MATHS) -> tuple[str, ...]:
    """Return who is on the list for a post."""
    found = round_of(desk).shortlisting
    assert found is not None
    (names,) = [each.entered for each in found.lists if each.post == post]
    return names
