"""A district of all stages, and short ways through adjustment and standby training."""

from __future__ import annotations

from datetime import date

from domain.mandate.events import BodyKind, BodyRegistered
from domain.planning.pack import RulePack
from domain.planning.timetable import StageWindow
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.state import RecruitmentRound
from domain.recruitment.wishes import PostSet
from tests.domain import town
from tests.domain.planning_given import PLAN, TIMETABLE, TOWN, august, document
from tests.domain.town import CHINESE, MATHS
from tests.domain.unplaced_given import left_unplaced
from tests.support.desk import Desk

BUREAU = "b-bureau"
ADJUSTMENT, STANDBY = "r-adjust", "r-standby"
STAGES = ["in_school", "in_zone", "cross_district", "adjustment", "standby_training"]
WINDOWS = tuple(
    StageWindow(stage=e.Stage(stage), from_on=august(25 + n), until_on=august(26 + n))
    for n, stage in enumerate(STAGES[1:])
)
THERE = PostSet(school="school-2", teaching=MATHS)
OTHER = PostSet(school="school-2", teaching=CHINESE)


def district(**sections: object) -> Desk:
    """A district plan of all stages, its two schools in one zone below the bureau."""
    pack = RulePack.from_document(document(stages=STAGES, **sections))
    desk = town.prepared(of=pack)
    plan = desk.states[f"plan:{PLAN}"]
    table = TIMETABLE.model_copy(update={"windows": WINDOWS})
    desk.states[f"plan:{PLAN}"] = plan.model_copy(update={"timetable": table})
    office = BodyRegistered(kind=BodyKind.TOWN_OFFICE, name="镇教办", parent=BUREAU)
    desk.given(f"body:{TOWN}", office)
    return desk


def opening(
    stage: e.Stage, organiser: str, after: str, *people: str, round_: str = ""
) -> c.OpenRound:
    return c.OpenRound(
        round=round_ or f"r-{stage.value}",
        plan=PLAN,
        stage=stage,
        organiser=organiser,
        schools=("school-2",),
        population=people or ("a2",),
        after=(after,),
    )


def adjusting(**sections: object) -> Desk:
    """Open the adjustment for a2, whom the stage across the district left unplaced."""
    desk = district(**sections)
    pack = RulePack.from_document(document(stages=STAGES, **sections))
    cross = left_unplaced(pack, ("a2", "a3"), e.Stage.CROSS_DISTRICT)
    desk.given("recruitment-round:r-cross", *cross)
    desk.do(opening(e.Stage.ADJUSTMENT, BUREAU, "r-cross", round_=ADJUSTMENT))
    return desk


def propose(posts: PostSet, person: str = "a2") -> c.ProposeAdjustment:
    return c.ProposeAdjustment(round=ADJUSTMENT, teacher=person, posts=posts, reason="就近安排")


def refuse(person: str = "a2") -> c.DeclineOffer:
    return c.DeclineOffer(round=ADJUSTMENT, teacher=person, school="school-2", reason="路远")


def leave(round_: str) -> c.LeaveUnplaced:
    return c.LeaveUnplaced(round=round_, teacher="a2")


def serve(round_: str) -> c.ServeUnplacedNotice:
    return c.ServeUnplacedNotice(round=round_, teacher="a2", channel="当面送达")


def on_standby(*, start: bool = True, **sections: object) -> Desk:
    """Bring a2 through two refused proposals into the standby."""
    desk = adjusting(**sections)
    desk.do(propose(THERE), refuse(), propose(OTHER), refuse())
    desk.do(leave(ADJUSTMENT), serve(ADJUSTMENT), c.CloseSelection(round=ADJUSTMENT))
    desk.do(opening(e.Stage.STANDBY_TRAINING, BUREAU, ADJUSTMENT, round_=STANDBY))
    if start:
        desk.do(standby())
    return desk


def standby(until: date = date(2027, 9, 1)) -> c.StartStandby:
    return c.StartStandby(round=STANDBY, teacher="a2", from_on=date(2026, 9, 1), until_on=until)


def sat(*, passed: bool) -> c.TakeTrainingTest:
    return c.TakeTrainingTest(round=STANDBY, teacher="a2", passed=passed, on=date(2026, 10, 9))


def bidder(desk: Desk, round_: str) -> object:
    state = desk.find(RecruitmentRound, round_)
    assert state is not None
    return state.bidders["a2"]
