"""The register of cases, what is due in them, and the alarms to the body that supervises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import MatterKind, Step
from projections.feed import FeedItem, Page
from projections.views import Views
from tests.domain import dispute_steps as d
from tests.domain.planning_given import noon
from tests.support.desk import Desk

K = ChannelKind
REDO = r.Redo(by="school-1", what="重新组织评分")


@dataclass
class History:
    """The history of a desk as a feed: one act an event, on the day of the desk."""

    desk: Desk

    def after(self, index: int, limit: int, topics: frozenset[str]) -> Page | None:
        rows = self.desk.history[index + 1 : index + 1 + limit]
        if not rows:
            return None
        items = [
            FeedItem(n, 0, f"act-{n}", self.desk.at, stream, n + 1, event)
            for n, (stream, event) in enumerate(rows, start=index + 1)
            if event.TOPIC in topics
        ]
        return Page(items, index + len(rows))


@pytest.fixture
def views(tmp_path: Path) -> Iterator[Views]:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'views.db'}")
    yield Views(engine)
    engine.dispose()


@pytest.fixture
def desk() -> Desk:
    return d.offices()


def row(views: Views, desk: Desk) -> dict[str, Any]:
    views.catch_up(History(desk))
    (found,) = views.cases()
    return found


def dues(views: Views, desk: Desk) -> dict[str, str]:
    views.catch_up(History(desk))
    return {each["kind"]: each["due"] for each in views.deadlines()}


def test_the_register_follows_a_case_to_its_end(views: Views, desk: Desk) -> None:
    hand_over = c.HandOverCase(
        case=d.CASE, to_owner="officer", body=d.OFFICE, reason="属争议办受理"
    )
    desk.do(d.receive(body="school-1"), hand_over)
    first = row(views, desk)
    assert (first["first_owner"], first["owner"], first["body"]) == (
        d.CLERK,
        "officer",
        d.OFFICE,
    )
    assert (first["stage"], first["decide_by"], first["provisional"]) == (
        "received",
        "2026-09-08",
        "no",
    )
    material = c.RequestMaterial(case=d.CASE, missing=("通知书",), until=date(2026, 9, 1))
    desk.do(material)
    assert row(views, desk)["stage"] == "returned"
    desk.do(c.SupplyMaterial(case=d.CASE, by="a2", text="一份"), c.AdmitCase(case=d.CASE))
    assert row(views, desk)["stage"] == "admitted"
    d.investigate(desk)
    desk.do(d.decide(r.Outcome.REDO, REDO))
    assert (row(views, desk)["stage"], row(views, desk)["outcome"]) == ("decided", "redo")
    desk.do(d.SERVE)
    assert row(views, desk)["execute_by"] == "2026-09-24"
    desk.do(d.EXECUTE.model_copy(update={"report": "已重新评分"}), c.ArchiveCase(case=d.CASE))
    assert row(views, desk)["stage"] == "archived"
    assert dues(views, desk) == {}


@pytest.mark.parametrize(
    "ending", [c.WithdrawCase(case=d.CASE, by="a2"), c.DeclareInadmissible(case=d.CASE)]
)
def test_a_blocking_case_blocks_only_while_it_is_open_and_suspends_nothing(
    views: Views, desk: Desk, ending: c.WithdrawCase | c.DeclareInadmissible
) -> None:
    about = d.matter(MatterKind.PUBLIC_LIST, notice_ends_on=date(2026, 9, 1))
    desk.do(d.receive(K.OBJECTION, about=about, body=d.HR))
    assert (row(views, desk)["blocks_finalisation"], row(views, desk)["suspends_execution"]) == (
        "yes",
        "no",
    )
    desk.do(ending)
    assert row(views, desk)["blocks_finalisation"] == "no"


def test_what_is_due_in_a_case_is_in_the_calendar_of_deadlines(views: Views, desk: Desk) -> None:
    about = d.matter(MatterKind.CONTRACT)
    desk.do(d.receive(K.ARBITRATION, about=about, body=d.COMMISSION))
    assert dues(views, desk) == {"case-acceptance": "2026-08-31"}
    desk.do(c.RequestMaterial(case=d.CASE, missing=("合同",), until=date(2026, 9, 1)))
    assert dues(views, desk)["case-material"] == "2026-09-01"
    desk.do(c.SupplyMaterial(case=d.CASE, by="a2", text="合同"), c.AdmitCase(case=d.CASE))
    assert dues(views, desk) == {"case-decision": "2026-10-09"}
    desk.do(c.ExtendPeriod(case=d.CASE, reason="案情复杂"))
    assert dues(views, desk) == {"case-decision": "2026-10-26"}
    assert row(views, desk)["decide_by"] == "2026-10-26"
    desk.do(c.StartMediation(case=d.CASE, mediator="m"))
    assert dues(views, desk)["case-mediation"] == "2026-09-09"
    desk.do(c.EndMediation(case=d.CASE, agreed=False, text="未达成"))
    d.investigate(desk)
    desk.do(d.decide(r.Outcome.REDO, REDO), d.SERVE)
    assert dues(views, desk) == {
        "case-execution": "2026-09-24",
        "case-further-remedy": "2026-09-09",
    }
    desk.do(c.RecordFurtherRemedy(case=d.CASE, channel=K.SUIT))
    assert dues(views, desk) == {"case-execution": "2026-09-24"}


def test_an_overdue_decision_is_told_to_the_body_above(views: Views, desk: Desk) -> None:
    d.admitted(desk)
    views.catch_up(History(desk))
    assert views.case_alarms(date(2026, 9, 8)) == []
    (alarm,) = views.case_alarms(date(2026, 9, 10))
    assert (alarm.case, alarm.step, alarm.due, alarm.days_over) == (
        d.CASE,
        "decide",
        "2026-09-08",
        2,
    )
    assert (alarm.owner, alarm.body, alarm.to) == (d.CLERK, d.OFFICE, d.BUREAU)
    assert not alarm.provisional


def test_a_suspended_case_raises_no_alarm_and_its_clock_goes_on_later(
    views: Views, desk: Desk
) -> None:
    d.admitted(desk)
    desk.do(c.SuspendCase(case=d.CASE, waiting_for="公安机关结论"))
    views.catch_up(History(desk))
    assert views.case_alarms(date(2026, 10, 20)) == []
    assert dues(views, desk) == {}
    desk.at = noon(date(2026, 9, 4))
    desk.do(c.ResumeCase(case=d.CASE))
    views.catch_up(History(desk))
    assert [alarm.due for alarm in views.case_alarms(date(2026, 10, 20))] == ["2026-09-18"]


def test_acceptance_and_execution_have_alarms_of_their_own(views: Views, desk: Desk) -> None:
    contract = d.matter(MatterKind.CONTRACT)
    desk.do(d.receive(K.ARBITRATION, about=contract, body=d.COMMISSION, case="case-2"))
    d.ordered(desk, REDO, outcome=r.Outcome.REDO)
    views.catch_up(History(desk))
    told = [(each.case, each.step, each.to) for each in views.case_alarms(date(2026, 10, 1))]
    assert told == [("case-2", "accept", d.COMMISSION), (d.CASE, "execute", d.BUREAU)]


def test_a_clock_into_a_year_without_holidays_gives_a_provisional_alarm(views: Views) -> None:
    desk = d.offices(Desk(noon(date(2026, 12, 20))))
    about = d.matter(known_on=date(2026, 12, 18))
    desk.do(d.receive(K.TEACHER_APPEAL, about=about, body=d.BUREAU))
    views.catch_up(History(desk))
    (alarm,) = views.case_alarms(date(2027, 1, 25))
    assert (alarm.due, alarm.provisional, alarm.to) == ("2027-01-19", True, d.BUREAU)


def test_the_register_can_be_read_as_it_stood(views: Views, desk: Desk) -> None:
    desk.do(d.receive())
    received = len(desk.history) - 1
    desk.do(c.AdmitCase(case=d.CASE))
    views.catch_up(History(desk))
    assert [each["stage"] for each in views.cases(index=received)] == ["received"]
    assert [each["stage"] for each in views.cases()] == ["admitted"]


def test_two_rebuilds_agree_bit_for_bit(views: Views, desk: Desk) -> None:
    about = d.matter(
        MatterKind.SANCTION, steps=(Step(channel=K.REVIEW, served_on=date(2026, 8, 20)),)
    )
    d.admitted(desk, d.receive(K.APPEAL, about=about, body=d.HR))
    views.catch_up(History(desk))
    before = views.digest()
    views.rebuild(History(desk))
    assert views.digest() == before
