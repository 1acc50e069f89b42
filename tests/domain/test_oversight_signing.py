"""Nobody certifies his or her own training."""

from __future__ import annotations

import pytest

from domain.decisions import decide
from domain.mandate.errors import OwnMatterError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from tests.domain import office_given as g
from tests.domain.oversight_given import COURSE
from tests.domain.planning_given import TOWN


def test_an_officer_does_not_record_a_course_of_his_own() -> None:
    desk = g.staffed()
    officer = Mandated("officer", Role.TOWN_OFFICER, TOWN, "m-1")
    authorise(desk, [decide(desk, COURSE, at=desk.at)], [officer])
    own = COURSE.model_copy(update={"person": "officer"})
    with pytest.raises(OwnMatterError):
        authorise(desk, [decide(desk, own, at=desk.at)], [officer])
