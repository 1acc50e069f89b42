"""Every query, one by one: as of any moment, by pages, unchanged, as a sheet, filtered."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from python_calamine import CalamineWorkbook

from api.http.app import PREFIX
from domain.recruitment.state import RecruitmentRound
from tests.http.further import appraised, awarded, complained, organised, protected
from tests.http.house import House, house_at, served
from tests.http.story import ROUND, Story

ABOUT_NOW = {
    "healthz": "the process",
    "readyz": "the process",
    "metrics": "the process",
    "read_checkpoint": "by C2SP the newest; of the past: list_checkpoints",
    "read_tile": "never changes",
    "read_act": "never changes",
    "read_proof": "of one act, under the newest checkpoint",
    "read_proof_file": "as read_proof",
    "read_events": "never changes",
    "read_session": "who asks, now",
    "read_personal": "the vault knows no past: what is erased is gone",
    "read_draft": "what waits for signatures",
    "read_position": "for If-Match, which is about now",
    "list_routes": "has a day of its own, and reads no state",
    "replay_event": "as of the act it recomputes",
    "suppose_event": "as of the act it recomputes",
    "list_breaches": "has first and last day of its own",
}
"""Operations that are asked without a moment, and why."""
NO_LIST = {"list_routes", "list_checkpoints", "list_breaches"}
"""Answers that are one thing."""
Operation = dict[str, Any]


@dataclass
class Town:
    """A town after its round, and an auditor's way in."""

    house: House
    http: httpx.Client
    document: dict[str, Any]

    def queries(self) -> dict[str, tuple[str, Operation]]:
        """Return path and description of each ``GET``, by operation."""
        return {
            each["get"]["operationId"]: (path, each["get"])
            for path, each in self.document["paths"].items()
            if "get" in each
        }

    def lists(self) -> dict[str, tuple[str, Operation]]:
        """Return those that answer with rows."""
        return {
            name: found
            for name, found in self.queries().items()
            if name.startswith("list_") and name not in NO_LIST
        }

    def ask(self, path: str, **query: str | int) -> httpx.Response:
        return self.http.get(path.removeprefix(PREFIX), params=query)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("queries")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        story = Story(house.record, house.now)
        story.founded()
        story.planned()
        story.opened()
        story.letters()
        story.ranked()
        story.selected()
        state = house.ledger.states().find(RecruitmentRound, ROUND)
        assert state is not None
        story.published(state.notice_entries())
        story.on(9, 4)
        for further in (protected, awarded, organised, appraised, complained):
            further(story)
        with served(house):
            client = httpx.Client(
                base_url=f"{house.url}{PREFIX}", headers=house.headers_of("supervisor")
            )
            with client:
                yield Town(house, client, client.get("/openapi.json").json())


def parameters(operation: Operation) -> set[str]:
    return {each["name"] for each in operation.get("parameters", ())}


def test_every_query_is_about_any_moment_or_says_why_not(town: Town) -> None:
    timeless = {n for n, (_, each) in town.queries().items() if "as_of" not in parameters(each)}
    assert timeless == set(ABOUT_NOW)


def test_every_list_answers_as_of_an_index_a_checkpoint_and_a_date(town: Town) -> None:
    size = town.house.ledger.size()
    for name, (path, _) in town.lists().items():
        now = town.ask(path).json()["items"]
        for moment in (size - 1, f"checkpoint:{size}", "2026-09-04"):
            assert (name, town.ask(path, as_of=moment).json()["items"]) == (name, now)
        if name != "list_acts":
            assert (name, town.ask(path, as_of="2026-05-31").json()["items"]) == (name, [])
            assert len(town.ask(path, as_of=0).json()["items"]) <= len(now)


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("1000000", 404),
        ("checkpoint:1000000", 404),
        ("2026-09-05", 404),
        ("2026-02-30", 422),
        ("checkpoint:0", 422),
        ("-1", 422),
        ("", 422),
        ("yesterday", 422),
    ],
)
def test_nobody_is_told_what_is_to_come(town: Town, moment: str, status: int) -> None:
    for name, (path, operation) in town.queries().items():
        if "as_of" in parameters(operation):
            answer = town.ask(path.replace("{key}", "school-1"), as_of=moment)
            assert (name, answer.status_code) == (name, status)


def test_every_list_has_an_entity_tag_and_says_when_nothing_changed(town: Town) -> None:
    for name, (path, operation) in town.lists().items():
        first = town.ask(path)
        headers = {"If-None-Match": f'"other", {first.headers["etag"]}'}
        again = town.http.get(path.removeprefix(PREFIX), headers=headers)
        assert (name, again.status_code, again.content) == (name, 304, b"")
        assert "304" in operation["responses"]
        other = town.http.get(path.removeprefix(PREFIX), headers=headers, params={"as_of": 1})
        assert (name, other.status_code) == (name, 200)


def test_every_list_is_a_sheet_too(town: Town) -> None:
    for name, (path, _) in town.lists().items():
        rows = town.ask(path, **({} if name == "list_alarms" else {"limit": 500})).json()["items"]
        text = town.ask(path, format="csv")
        assert text.headers["content-type"] == "text/csv; charset=utf-8"
        assert ".csv" in text.headers["content-disposition"]
        book = CalamineWorkbook.from_filelike(io.BytesIO(town.ask(path, format="xlsx").content))
        assert (name, len(book.get_sheet_by_index(0).to_python())) == (name, len(rows) + 1)
        if rows:
            first, *_ = rows[0]
            assert text.content.decode("utf-8-sig").startswith(first)


def test_every_filter_leaves_the_rows_that_fit_it(town: Town) -> None:
    common = {"as_of", "cursor", "limit", "format", "names", "gongxin-after", "start", "on"}
    tried = 0
    for name, (path, operation) in town.lists().items():
        rows = town.ask(path).json()["items"]
        for filter_ in parameters(operation) - common:
            values = {row[filter_] for row in rows} - {None}
            for value in list(values)[:2]:
                due = [row for row in rows if row[filter_] == value]
                found = town.ask(path, **{filter_: value}).json()["items"]
                assert (name, filter_, found) == (name, filter_, due)
                tried += 1
            assert (name, town.ask(path, **{filter_: "no-such"}).json()["items"]) == (name, [])
    assert tried > 50


def test_pages_of_one_row_come_to_the_whole_list(town: Town) -> None:
    for name, (path, operation) in town.lists().items():
        if "limit" not in parameters(operation):
            continue
        rows = town.ask(path, limit=500).json()["items"]
        step = "start" if name == "list_acts" else "cursor"
        page = town.ask(path, limit=1).json()
        found = page["items"]
        while page["next"] is not None and len(found) <= len(rows):
            page = town.ask(path, limit=1, **{step: page["next"]}).json()
            found += page["items"]
        assert (name, found) == (name, rows)


def test_a_past_checkpoint_has_the_root_of_its_time(town: Town) -> None:
    size = town.house.ledger.size()
    now = town.ask("/checkpoints").json()
    assert town.ask("/checkpoints", as_of=size - 1).json() == now
    past = town.ask("/checkpoints", as_of="checkpoint:3").json()
    assert (past["size"], past["root"] == now["root"]) == (3, False)
    assert town.ask("/checkpoints", as_of=2).json() == past
    assert town.ask("/checkpoints", as_of="2026-09-04").json() == now
    assert town.ask("/checkpoints", as_of="2026-05-31").status_code == 404


def test_the_page_of_a_notice_is_shown_as_it_stood_while_it_is_up(town: Town) -> None:
    path = f"/notices/{ROUND}/page"
    up = town.ask(path)
    assert (up.status_code, town.ask(path, as_of="2026-09-04").text) == (200, up.text)
    assert town.ask(path, as_of="2026-08-19").status_code == 404
    again = town.http.get(path, headers={"If-None-Match": up.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query",
    [
        "kind=primary&kind=middle",
        "as_of=1&as_of=2",
        "limit=1&limit=2",
        "cursor=a&cursor=b",
    ],
)
def test_a_parameter_given_twice_is_malformed(town: Town, query: str) -> None:
    answer = town.http.get(f"/schools?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "http.malformed")


@pytest.mark.parametrize("part", ['["\\ud800"]', "[1]", "{}", "[" * 500, '["a","b"]', ""])
def test_a_cursor_that_no_page_gave_is_unknown(town: Town, part: str) -> None:
    cursor = base64.urlsafe_b64encode(part.encode()).decode()
    assert town.ask("/schools", cursor=cursor).status_code == 404


def test_who_asks_for_the_head_alone_gets_no_body(town: Town) -> None:
    whole = town.http.get("/schools")
    head = town.http.head("/schools")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length", "cache-control"):
        assert head.headers[name] == whole.headers[name]
    assert town.http.head("/nothing").status_code == 404
    assert town.http.head("/drafts").status_code == 405


def test_an_address_has_one_spelling(town: Town) -> None:
    for path in ("/schools/", "//schools", "/schools//s01"):
        assert town.http.get(path).status_code == 404
