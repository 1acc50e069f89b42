"""Notices that the examples start from, and what is asked of them."""

from __future__ import annotations

from datetime import date

from domain.kernel import Recorded
from domain.notice import commands as c
from domain.notice import events as e
from domain.values.digest import sha256_of
from tests.domain import round_given as g
from tests.domain.planning_given import august
from tests.support.scenario import Scenario

STREAM = f"notice:{g.ROUND}"
CONTACT = e.Contact(
    unit="镇教办",
    address="镇政府东楼二层",
    telephone="0538-1234567",
    email="jiaoban@town.example",
    receiver="officer-1",
)
SHA, CHANGED_SHA = sha256_of(g.LIST), sha256_of(g.CHANGED)
FRIDAY = august(28)
LAST_DAY = date(2026, 9, 4)
UP = e.NoticePublished(
    issuer=g.SCHOOL,
    round=g.ROUND,
    entries=g.LIST,
    list_sha256=SHA,
    on=FRIDAY,
    working_days=5,
    last_day=LAST_DAY,
    contact=CONTACT,
)
THURSDAY = date(2026, 9, 3)
"""The fourth day of the period."""
RESTARTED = e.NoticeRestarted(
    entries=g.CHANGED,
    list_sha256=CHANGED_SHA,
    reason="异议成立，调整名单",
    on=THURSDAY,
    last_day=date(2026, 9, 10),
)
FILED = e.ObjectionFiled(objection="o-1", objector="t-03", against="t-02", blocking=True)
UPHELD = e.ObjectionUpheld(objection="o-1", reason="评分依据有误")
REJECTED = e.ObjectionRejected(objection="o-1", reason="评分依据属实")
PUBLISH = c.PublishNotice(round=g.ROUND, entries=g.LIST, working_days=5, contact=CONTACT)
END = c.EndNoticePeriod(notice=g.ROUND)
OBJECT = c.FileObjection(
    notice=g.ROUND, objection="o-1", objector="t-03", against="t-02", text="名次计算有误"
)


def notice(*events: e.NoticeEvent) -> Scenario:
    """Return a notice with a past."""
    return g.decided().given(STREAM, UP, *events)


def changed_list() -> Scenario:
    """Return a round whose own list has one more line than the notice that is up."""
    past = g.town().given(g.STREAM, g.opened(), *g.WON, *g.won("t-03", "教学-03"), g.CLOSED)
    return past.given(STREAM, UP)


def done(event: e.NoticeEvent) -> Recorded:
    """Return an event of the notice as decided."""
    return Recorded(STREAM, event)


def publish(**changes: object) -> c.PublishNotice:
    """Return the publication with some fields changed."""
    return PUBLISH.model_copy(update=changes)


ENDED = e.NoticePeriodEnded(list_sha256=SHA, on=date(2026, 9, 5))
