"""Reviews of a school over HTTP: who sees steps, scores, letters, and what everybody sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.http.app import PREFIX
from tests.http.house import House, house_at, served
from tests.http.reviewing import HELD_ON, LEADER, MEMBER, held, reviewed, team_steps
from tests.http.story import SCHOOL, Story


class School:
    """A school that was reviewed, and how people ask about it."""

    def __init__(self, house: House, http: httpx.Client, summed_at: int) -> None:
        self.house, self.http, self.summed_at = house, http, summed_at

    def ask(self, who: str, table: str, **query: str | int) -> httpx.Response:
        headers = {} if who == "nobody" else self.house.headers_of(who)
        return self.http.get(f"{PREFIX}/{table}", headers=headers, params=query)

    def rows(self, who: str, table: str, **query: str | int) -> list[dict[str, Any]]:
        answer = self.ask(who, table, **query)
        assert answer.is_success, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder: Path = tmp_path_factory.mktemp("reviews")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        story = Story(house.record, house.now)
        story.founded()
        story.planned()
        story.on(9, 4)
        reviewed(story, summed_up=False)
        summed_at = house.ledger.size()
        for step in team_steps()[4:]:
            story.act(step, story.offices["town"], story.offices["supervisor"])
        held(story)
        with served(house), httpx.Client(base_url=house.url) as http:
            yield School(house, http, summed_at)


@pytest.mark.parametrize(
    ("who", "reviews", "scores", "letters"),
    [
        ("principal", 1, 3, 1),
        ("town", 1, 3, 1),
        ("bureau", 1, 3, 1),
        ("supervisor", 1, 3, 1),
        ("t1", 1, 1, 1),
        ("t2", 0, 1, 0),
        ("t3", 0, 0, 0),
        ("judge", 0, 0, 0),
        ("m1", 0, 0, 0),
        ("hr", 0, 0, 0),
    ],
)
def test_scores_are_for_whom_they_are_about_and_for_who_answers_for_the_school(
    school: School, who: str, reviews: int, scores: int, letters: int
) -> None:
    assert len(school.rows(who, "team-reviews")) == reviews
    assert len(school.rows(who, "team-scores")) == scores
    assert len(school.rows(who, "responsibility-letters")) == letters


@pytest.mark.parametrize("table", ["team-reviews", "team-scores", "responsibility-letters"])
def test_nobody_sees_them_without_a_session(school: School, table: str) -> None:
    assert school.ask("nobody", table).status_code == 401


def test_days_and_counts_are_everybody_s(school: School) -> None:
    rows = school.rows("nobody", "school-reviews")
    assert [(row["review_kind"], row["held_on"], row["present_count"]) for row in rows] == [
        ("leaders_report", HELD_ON.isoformat(), 3),
        ("staff_report", HELD_ON.isoformat(), 2),
    ]
    (staff,) = school.rows("nobody", "school-reviews", review_kind="staff_report")
    assert staff["school"] == SCHOOL


def test_marks_are_shown_to_no_one_before_the_sum_is_made(school: School) -> None:
    before = school.summed_at - 1
    for who in ("supervisor", "principal", "t1"):
        assert school.rows(who, "team-scores", as_of=before) == []
        assert len(school.rows(who, "team-scores", as_of=before + 1)) > 0


def test_a_member_sees_the_own_score_with_its_parts(school: School) -> None:
    (row,) = school.rows(MEMBER, "team-scores")
    assert row["reviewed"] == MEMBER
    assert (row["total_milli"], row["grade"]) == (87_200, None)


def test_names_stand_beside_people_and_not_beside_the_team_as_a_whole(school: School) -> None:
    rows = school.rows("town", "team-scores", names="true")
    named = {row["reviewed"]: row["name"] for row in rows}
    assert named == {SCHOOL: None, "t1": "王芳", "t2": "李明"}
    (review,) = school.rows("town", "team-reviews", names="true")
    assert (review["leader"], review["team"], review["name"]) == (LEADER, ["t1", "t2"], "王芳")


def test_a_sheet_of_scores_is_told_as_a_file(school: School) -> None:
    answer = school.ask("town", "team-scores", format="csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("review,reviewed,plan,school,term,leaders_milli")
    assert len(lines) == 4


def test_what_has_not_changed_is_not_sent_again(school: School) -> None:
    first = school.ask("town", "team-reviews")
    headers = {**school.house.headers_of("town"), "If-None-Match": first.headers["ETag"]}
    again = school.http.get(f"{PREFIX}/team-reviews", headers=headers)
    assert again.status_code == 304
