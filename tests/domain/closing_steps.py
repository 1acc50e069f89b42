"""What is asked at the end of a round in the examples."""

from __future__ import annotations

from datetime import datetime

from domain.notice.commands import EndNoticePeriod, RestartNotice
from domain.recruitment import commands as c
from domain.values.time import BEIJING
from tests.domain import town
from tests.domain.town import AUXILIARY, MATHS, ROUND, wish
from tests.support.desk import Desk

BASE = wish(MATHS, aux=(AUXILIARY,))
CLOSE = c.CloseSelection(round=ROUND)
COMPUTE = c.ComputeRanking(round=ROUND)
FINALISE = c.FinaliseRound(round=ROUND, notice=ROUND)
END = EndNoticePeriod(notice=ROUND)
AFTERWARDS = datetime(2026, 9, 2, 12, tzinfo=BEIJING)
"""After five working days from 25 August."""
LATER = datetime(2026, 9, 10, 12, tzinfo=BEIJING)


def leave(teacher: str, round_: str = ROUND) -> c.LeaveUnplaced:
    return c.LeaveUnplaced(round=round_, teacher=teacher)


def restart(desk: Desk) -> RestartNotice:
    entries = town.round_of(desk).notice_entries()
    return RestartNotice(notice=ROUND, entries=entries, reason="异议成立，调整名单")
