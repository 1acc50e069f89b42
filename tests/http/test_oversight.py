"""Talks and mending, courses, inspections and reviews over HTTP: who sees which rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.http.app import PREFIX
from domain.appraisal import commands as a
from domain.appraisal.grades import Result
from domain.kernel import Command
from domain.mending import commands as m
from tests.domain.oversight_given import COURSE, INSPECTION, REVIEW
from tests.domain.planning_given import TOWN
from tests.http.further import appraised
from tests.http.house import House, house_at, served
from tests.http.story import SCHOOL, Story

LOW = "t1"
KEY = a.appraisal_id(body=SCHOOL, year=2026)
SAID = "课堂管理薄弱"


def graded_low(story: Story) -> None:
    """t1's year comes to 基本合格, and is told; the head has talked, and two things are planned."""
    principal, supervisor = story.offices["principal"], story.offices["supervisor"]
    members = [story.offices["m1"], story.offices["m2"]]
    appraised(story)
    for person in story.staff:
        report = a.SubmitWorkReport(appraisal=KEY, teacher=person, text="完成任务")
        story.act(report, story.self_(person))
    ballot = a.CloseBallot(appraisal=KEY, staff=3, present=3, ballots=())
    story.act(ballot, members[0], supervisor)
    low = a.ProposeGrade(
        appraisal=KEY, teacher=LOW, result=Result.BASICALLY_QUALIFIED, evidence="教学实绩"
    )
    story.act(low, *members)
    decide = a.DecideGrades(appraisal=KEY, teachers=(LOW,), members=3, present=3, in_favour=3)
    story.act(decide, principal, supervisor)
    story.act(a.NotifyGrade(appraisal=KEY, teacher=LOW, document="告知书"), principal)
    commands: list[Command] = [
        m.HoldInterview(year=2026, teacher=LOW, on=date(2026, 12, 21), text=SAID),
        m.PlanMending(
            year=2026, teacher=LOW, items=("每周听课两节", "交教案"), due_on=date(2027, 3, 1)
        ),
    ]
    story.act(commands, principal)


class School:
    """A school that is overseen, and how people ask about it."""

    def __init__(self, house: House, http: httpx.Client) -> None:
        self.house, self.http = house, http

    def ask(self, who: str, table: str, **query: str) -> httpx.Response:
        headers = {} if who == "nobody" else self.house.headers_of(who)
        return self.http.get(f"{PREFIX}/{table}", headers=headers, params=query)

    def rows(self, who: str, table: str, **query: str) -> list[dict[str, Any]]:
        answer = self.ask(who, table, **query)
        assert answer.is_success, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder: Path = tmp_path_factory.mktemp("oversight")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        story = Story(house.record, house.now)
        story.founded()
        story.planned()
        story.on(12, 21)
        town, supervisor = story.offices["town"], story.offices["supervisor"]
        graded_low(story)
        story.act(COURSE.model_copy(update={"person": "judge"}), town)
        story.act(INSPECTION, town, supervisor)
        experts = ("t2", "t3", LOW)
        review = REVIEW.model_copy(update={"experts": experts})
        story.act(review, town, *(story.self_(each) for each in experts))
        with served(house), httpx.Client(base_url=house.url) as http:
            yield School(house, http)


@pytest.mark.parametrize(
    ("who", "mending", "courses", "inspections"),
    [
        ("principal", 1, 0, 1),
        ("town", 1, 1, 1),
        ("bureau", 1, 1, 1),
        ("supervisor", 1, 1, 1),
        ("hr", 1, 0, 0),
        (LOW, 1, 0, 0),
        ("t2", 0, 0, 0),
        ("judge", 0, 1, 0),
        ("m1", 0, 0, 0),
    ],
)
def test_rows_are_for_whom_they_concern_and_for_who_answers_for_the_school(
    school: School, who: str, mending: int, courses: int, inspections: int
) -> None:
    assert len(school.rows(who, "mending")) == mending
    assert len(school.rows(who, "evaluator-courses")) == courses
    assert len(school.rows(who, "inspections")) == inspections


@pytest.mark.parametrize("table", ["mending", "evaluator-courses", "inspections"])
def test_nobody_sees_them_without_a_session(school: School, table: str) -> None:
    assert school.ask("nobody", table).status_code == 401


def test_what_was_said_is_in_no_row(school: School) -> None:
    answer = school.ask("town", "mending", names="true")
    (row,) = answer.json()["items"]
    assert (row["person"], row["name"], row["items_count"]) == (LOW, "王芳", 2)
    assert (row["status"], row["due_on"]) == ("mending_planned", "2027-03-01")
    assert SAID not in answer.text


def test_what_experts_concluded_is_everybody_s(school: School) -> None:
    (row,) = school.rows("nobody", "procedure-reviews", owner=TOWN)
    assert (row["conclusion"], row["fairness"], row["advice"]) == (
        "adjust",
        "poor",
        ["延长公示期"],
    )
    assert row["experts_count"] == 3


def test_an_inspection_shows_what_is_to_be_mended(school: School) -> None:
    (row,) = school.rows("principal", "inspections", inspection_kind="unscheduled")
    assert row["shortcomings"] == ["测评票未当场清点", "未公示"]
    sheet = school.ask("principal", "inspections", format="csv").content.decode("utf-8-sig")
    assert "2026-10-01" in sheet


@pytest.mark.parametrize(
    ("who", "status"), [("t2", 403), ("judge", 403), (LOW, 200), ("town", 200)]
)
def test_who_was_talked_with_is_told_by_no_position(school: School, who: str, status: int) -> None:
    answer = school.ask(who, f"positions/mending:2026.{LOW}")
    assert answer.status_code == status
    told = {**school.house.headers_of(who), "If-Match": f'"mending:2026.{LOW}@0"'}
    recusal = {"command": "DeclareRecusal", "person": who, "other": "x", "relation": "亲属"}
    body = {"commands": [recusal], "actors": [{"person": who, "role": "self"}]}
    answer = school.http.post(f"{PREFIX}/drafts", json=body, headers=told)
    assert answer.status_code == (412 if status == 200 else status)


@pytest.mark.parametrize("about", [LOW, "t2", "t3"])
def test_a_draft_of_what_is_not_ones_office_tells_nothing_of_another(
    school: School, about: str
) -> None:
    """Neither by a refusal nor by being granted, whoever else is named as an actor."""
    answers = [
        school.http.post(f"{PREFIX}/drafts", json=body, headers=school.house.headers_of("t3"))
        for body in (_talk("t3", about), _talk("t3", about, as_head=True))
    ]
    assert [each.status_code for each in answers] == [403, 403]
    assert {each.json()["code"] for each in answers} == {"http.forbidden"}


def _talk(who: str, about: str, *, as_head: bool = False) -> dict[str, object]:
    talk = {"command": "HoldInterview", "year": 2026, "teacher": about, "on": "2026-12-21"}
    head = {"person": who, "role": "principal", "body": SCHOOL, "mandate": "g-principal"}
    own = {"person": who, "role": "self"}
    return {"commands": [{**talk, "text": "谈话"}], "actors": [head if as_head else own]}
