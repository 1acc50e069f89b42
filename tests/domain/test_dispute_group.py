"""Which cases the dispute group of a plan hears: all that rest on it, while it stands."""

from __future__ import annotations

import pytest

from domain.dispute import commands as dispute
from domain.dispute.errors import NotOfGroupError
from domain.office.events import OutcomePublished
from domain.planning.events import AdoptionVoided
from tests.domain import dispute_steps as d
from tests.domain import organ_given as g
from tests.domain.planning_given import august, noon
from tests.domain.test_organ_at_work import ANNOUNCED
from tests.domain.town import PLAN, TOWN
from tests.support.desk import Desk

PANEL = dispute.AppointInvestigators(case=d.CASE, investigators=d.PANEL)
PUBLISHED = OutcomePublished(
    issuer=TOWN, chosen=("a1",), on=august(20), working_days=5, last_day=august(27)
)


@pytest.fixture
def desk() -> Desk:
    """The group is set up, and a competition of the plan made public whom it chose."""
    seated = g.seated()
    seated.given("office-competition:c1", ANNOUNCED)
    seated.given("outcome-notice:c1", PUBLISHED)
    seated.at = noon(d.KNOWN)
    return seated


def test_whom_a_competition_of_the_plan_chose_is_a_matter_of_the_plan(desk: Desk) -> None:
    """Shows only_the_group_may_hear."""
    d.admitted(d.offices(desk), d.receive(contested="outcome-notice:c1"))
    desk.refuses(PANEL, NotOfGroupError, person=d.PANEL[0], plan=PLAN)


def test_a_group_of_a_meeting_that_no_longer_counts_hears_nothing(desk: Desk) -> None:
    """The vote was set aside, and with it the organs that the meeting set up."""
    desk.given(f"plan:{PLAN}", AdoptionVoided(case="c-0", on=august(24)))
    d.admitted(d.offices(desk), d.receive(contested="outcome-notice:c1"))
    desk.do(PANEL)
