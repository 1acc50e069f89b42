"""A selection of a principal, step by step."""

from __future__ import annotations

from domain.planning.office_sections import Condition
from domain.principal import commands as c
from domain.principal import events as e
from domain.principal.state import PrincipalSelection
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, SCHOOLS, noon
from tests.support.desk import Desk

MATTER = "sel-1"
MEMBERS = (
    e.Member(person="m-party", seat=e.CommitteeSeat.TOWN_PARTY),
    e.Member(person="m-leader", seat=e.CommitteeSeat.BUREAU_LEADER),
    e.Member(person="m-personnel", seat=e.CommitteeSeat.PERSONNEL),
    e.Member(person="m-liaison", seat=e.CommitteeSeat.TOWN_LIAISON),
    e.Member(person="m-principal", seat=e.CommitteeSeat.PRINCIPAL),
)
PRESENT = tuple(member.person for member in MEMBERS)
CONDITIONS = (
    Condition(id="vice", title="任副校长满三年", min_years=3),
    Condition(id="record", title="近三年考核合格以上"),
)
OPEN = c.OpenSelection(
    selection=MATTER, plan=PLAN, bureau=g.BUREAU, school=g.SCHOOL, members=MEMBERS
)
CONDITIONS_OUT = c.PublishConditions(
    selection=MATTER, conditions=CONDITIONS, schools=SCHOOLS, deadline_on=g.september(10)
)
MEET = c.OpenMeeting(
    selection=MATTER, chair="m-leader", present=PRESENT, staff=30, staff_present=28
)
DRAW = c.DrawSpeakingOrder(selection=MATTER, lot_seed="38-17-22", witnesses=("w-a", "w-b"))


def stand(teacher: str) -> c.StandForPrincipal:
    return c.StandForPrincipal(selection=MATTER, teacher=teacher, materials="述职材料")


def screen(teacher: str, years: int = 3) -> c.ScreenCandidate:
    first, second = g.met(*CONDITIONS)
    return c.ScreenCandidate(
        selection=MATTER,
        teacher=teacher,
        checks=(first.model_copy(update={"years": years}), second),
        evidence="任职文件",
    )


def report(teacher: str) -> c.DeliverWorkReport:
    return c.DeliverWorkReport(selection=MATTER, teacher=teacher)


def defend(teacher: str) -> c.HearDefence:
    return c.HearDefence(selection=MATTER, teacher=teacher, questions=3)


def absent(teacher: str) -> c.RecordCandidateAbsence:
    return c.RecordCandidateAbsence(selection=MATTER, teacher=teacher)


def result(**votes: int) -> c.AnnounceResult:
    counted = tuple(e.Votes(teacher=teacher, votes=count) for teacher, count in votes.items())
    return c.AnnounceResult(selection=MATTER, votes=counted)


def selection_of(desk: Desk) -> PrincipalSelection:
    state = desk.find(PrincipalSelection, MATTER)
    assert state is not None
    return state


def screened(desk: Desk, *candidates: str) -> Desk:
    """Publish on 7 September, stand, screen; it is 11 September."""
    desk.do(OPEN, CONDITIONS_OUT, *(stand(each) for each in candidates))
    desk.do(*(screen(each) for each in candidates))
    desk.at = noon(g.september(11))
    return desk


def drawn(desk: Desk, *candidates: str) -> tuple[str, ...]:
    """Open the meeting and draw lots; return the speaking order."""
    screened(desk, *candidates)
    desk.do(MEET, DRAW)
    return selection_of(desk).order


def heard(desk: Desk, *candidates: str) -> Desk:
    """Let everybody speak and answer, in the order drawn."""
    for each in drawn(desk, *candidates):
        desk.do(report(each), defend(each))
    return desk
