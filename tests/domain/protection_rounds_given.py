"""Somebody who expects a child, in a round that would leave her over."""

from __future__ import annotations

from datetime import date

from domain.protection import commands as p
from domain.protection.kinds import ConsentMatter, StatutoryKind
from domain.recruitment import commands as c
from domain.recruitment.wishes import PostSet
from tests.domain import town
from tests.domain.planning_given import august
from tests.domain.service_given import protected
from tests.domain.town import CHINESE, LIGHT, MATHS, ROUND, wish
from tests.support.desk import Desk

PREGNANT = StatutoryKind.PREGNANCY
TERM = (august(1), date(2027, 2, 1))
LEAVE_UNPLACED = c.LeaveUnplaced(round=ROUND, teacher="a2")
CONSENT = p.GiveConsent(teacher="a2", matter=ConsentMatter.UNPLACED, about=ROUND)
CLOSE = c.CloseSelection(round=ROUND)


def direct(
    teacher: str = "a2", *, posts: PostSet | None = None, by: str = "p1", round_: str = ROUND
) -> c.AppointDirectly:
    return c.AppointDirectly(
        round=round_, teacher=teacher, posts=posts or wish(LIGHT), protection=by
    )


def protect(desk: Desk, person: str = "a2", kind: StatutoryKind = PREGNANT) -> Desk:
    desk.given(f"teacher:{person}", protected(kind, *TERM))
    return desk


def without_a_post() -> Desk:
    """Return the round after a1 and a3 won posts; a2 has none yet."""
    desk = town.ranked(town.opened())
    desk.do(
        town.offer("a1", wish(MATHS, aux=(town.AUXILIARY,))),
        town.accept("a1"),
        town.close_layer(),
        town.offer("a3", wish(CHINESE)),
        town.accept("a3"),
    )
    return desk
