"""Decisions recomputed over HTTP: who sees how much, within which bounds."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.evidence.bounded_source import BoundedSource, Limit, TooLongError
from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.evidence import Asked, replayed, supposed
from api.http.app import PREFIX
from api.http.evidence_telling import whole_replay, whole_supposition
from api.http.settings import Settings
from audit.compliance.inspection import inspect
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.dispute.routing import route
from tests.http.further import CERTIFICATE, COMPLAINT, complained, place_of_topic, protected
from tests.http.house import House, house_at, served
from tests.http.story import Story

RANKING, MARK = "recruitment.ranking-computed.v1", "recruitment.judge-marked.v1"


@dataclass
class Town:
    house: House
    story: Story
    ranking: str
    mark: str
    folder: Path

    def get(self, who: str, path: str, **query: str | list[str]) -> httpx.Response:
        headers = self.house.headers_of(who) if who else {}
        url = f"{self.house.url}{PREFIX}{path}"
        return httpx.get(url, headers=headers, params=query, timeout=60)

    def source(self) -> LedgerSource:
        causes = open_engine(f"sqlite:///{self.folder / 'causes.db'}")
        return LedgerSource(self.house.ledger, CauseIndex(causes))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A round with its ranking, and t2's case against it; t1 is protected."""
    folder: Path = tmp_path_factory.mktemp("evidence")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        story = Story(house.record, house.now)
        for part in (story.founded, story.planned, story.opened, story.letters):
            part()
        for part in (story.ranked, story.selected):
            part()
        story.on(9, 4)
        protected(story)
        complained(story)
        ranking, mark = place_of_topic(house, RANKING), place_of_topic(house, MARK)
        with served(house):
            yield Town(house, story, ranking, mark, folder)


def plain(document: object) -> Any:
    return json.loads(json.dumps(document))


def topics(document: dict[str, Any]) -> dict[str, bool]:
    """Return the topics of a replay's steps, and whether any step shows its facts."""
    found: dict[str, bool] = {}
    for step in document["steps"]:
        found[step["topic"]] = found.get(step["topic"], False) or "published" in step
    return found


def test_the_arbitration_office_gets_what_the_command_line_prints(town: Town) -> None:
    told = town.get("dispute", f"/events/{town.ranking}/replay").json()
    source = town.source()
    assert told == plain(whole_replay(replayed(source, town.ranking.replace("@", "#"))))
    assert told["verdict"] == "uphold"
    asked = town.get("dispute", f"/events/{town.ranking}/what-if", without="bidder:t1").json()
    event = town.ranking.replace("@", "#")
    supposition = supposed(source, event, Asked(without=("bidder:t1",)))
    assert asked == plain(whole_supposition(supposition))
    assert asked["standings"]


def test_a_case_stands_for_the_decision_that_it_contests(town: Town) -> None:
    by_case = town.get("dispute", "/events/dispute:case-1/replay").json()
    assert by_case["event"].startswith("recruitment-round:")
    assert town.get("t2", "/events/dispute:case-1/replay").json()["event"] == by_case["event"]
    for who in ("t3", "judge"):
        assert town.get(who, "/events/dispute:case-1/replay").status_code == 403


def test_the_person_concerned_sees_it_without_what_judges_gave_and_facts_of_others(
    town: Town,
) -> None:
    whole = town.get("supervisor", f"/events/{town.ranking}/replay").json()
    own = town.get("t2", f"/events/{town.ranking}/replay").json()
    assert own["verdict"] == whole["verdict"]
    assert own["reasons"] == whole["reasons"]
    assert topics(whole)[MARK]
    assert not topics(own)[MARK]
    assert own["withheld"] > 0 == whole["withheld"]
    shown = [step for step in own["steps"] if "published" in step and step["topic"] != RANKING]
    others = [step for step in shown if '"t1"' in json.dumps(step["published"])]
    assert shown
    assert others == []
    assert any(step["worked"] for step in whole["steps"])
    assert not any(step["worked"] for step in own["steps"]), "they hold everybody's marks"


def test_a_supposition_does_not_open_what_judges_gave(town: Town) -> None:
    path = f"/events/{town.ranking}/what-if"
    for term in ("judge:judge", town.mark, town.mark.replace("@", "#")):
        assert town.get("t2", path, without=term).status_code == 403
        assert town.get("dispute", path, without=term).status_code == 200
    whole = town.get("dispute", path, without="bidder:t1").json()
    own = town.get("t2", path, without="bidder:t1").json()
    assert {each["person"] for each in own["standings"]} == {"t2"}
    assert own["withheld"] > 0
    assert len(whole["standings"]) > len(own["standings"])


def test_marks_themselves_are_replayed_for_the_office_and_nobody_else(town: Town) -> None:
    path = f"/events/{town.mark}/replay"
    found = {who: town.get(who, path).status_code for who in ("dispute", "supervisor", "t1", "m1")}
    assert found == {"dispute": 200, "supervisor": 200, "t1": 403, "m1": 403}


def test_what_nobody_contests_is_not_the_arbitration_offices_matter(town: Town) -> None:
    adopted = place_of_topic(town.house, "planning.plan-adopted.v1")
    assert town.get("dispute", f"/events/{adopted}/replay").status_code == 403
    assert town.get("supervisor", f"/events/{adopted}/replay").status_code == 200


def test_what_makes_no_sense_is_said_so(town: Town) -> None:
    path = f"/events/{town.ranking}/what-if"
    assert town.get("dispute", "/events/plan:none@1/replay").status_code == 404
    assert town.get("dispute", path, without="bidder:nobody").status_code == 404
    assert town.get("dispute", path).status_code == 422
    assert town.get("dispute", path, without=["x@1"] * 21).status_code == 422


def test_auditors_get_every_rule_over_all_of_history(town: Town) -> None:
    told = town.get("supervisor", "/compliance").json()
    assert told["decisions"] == inspect(town.source()).decisions > 0
    assert told["size"] == town.house.ledger.size()
    none = town.get("supervisor", "/compliance", from_on="2026-12-01").json()
    assert none["articles"] == []
    assert town.get("registrar", "/compliance").status_code == 403


def test_why_somebody_is_protected_and_what_she_complains_of_never_leaves_the_vault(
    town: Town,
) -> None:
    own = town.get("t1", "/protections").json()["items"]
    assert [row["person"] for row in own] == ["t1"]
    paths = ["/protections", "/cases", "/cases/case-1", "/deadlines", "/compliance"]
    paths += [f"/acts/{n}/events" for n in range(town.house.ledger.size())]
    answers = [town.get("supervisor", path) for path in paths]
    answers.append(town.get("supervisor", "/events/dispute:case-1/replay"))
    assert {answer.status_code for answer in answers} == {200}
    secret = (COMPLAINT, CERTIFICATE, "pregnancy")
    assert not any(word in answer.text for answer in answers for word in secret)


def test_events_of_a_case_are_for_who_acts_in_it_and_auditors(town: Town) -> None:
    last = town.house.ledger.size() - 1
    found = {
        who: town.get(who, f"/acts/{last}/events").status_code
        for who in ("t2", "dispute", "supervisor", "bureau", "registrar", "t1")
    }
    assert found == {
        "t2": 200, "dispute": 200, "supervisor": 200, "bureau": 403, "registrar": 403, "t1": 403
    }  # fmt: skip


def test_everybody_may_ask_where_to_turn(town: Town) -> None:
    query = {"kind": "placement", "decider": "school", "known_on": "2026-08-25"}
    told = town.get("", "/routes", on="2026-09-04", **query).json()
    matter = Matter(
        kind=MatterKind.PLACEMENT,
        affected="complainant",
        decided_by="school",
        decider=Decider.SCHOOL,
        known_on=date(2026, 8, 25),
    )
    assert told == route(matter, on=date(2026, 9, 4)).model_dump(mode="json")
    assert town.get("", "/routes", **query).json() == told, "the ledger's clock says what today is"
    query["known_on"] = "2026-02-30"
    assert town.get("", "/routes", **query).status_code == 422


def test_an_overdue_case_is_told_to_whoever_handles_it_and_auditors_alone(town: Town) -> None:
    due = town.get("dispute", "/alarms", on="2026-12-31").json()["items"]
    assert {each["case"] for each in due} == {"case-1"}
    assert town.get("supervisor", "/alarms", on="2026-12-31").json()["items"] == due
    for who in ("t2", "principal", "hr", "bureau"):
        assert town.get(who, "/alarms", on="2026-12-31").json()["items"] == []


def test_the_server_answers_others_while_it_recomputes(town: Town) -> None:
    desk, begun, gate = town.house.app.state.runtime.evidence, threading.Event(), threading.Event()

    def question(_source: object) -> bool:
        begun.set()
        return gate.wait(60)

    def inspected() -> int:
        return town.get("supervisor", "/compliance").status_code

    with ThreadPoolExecutor(2) as others:
        first = others.submit(lambda: asyncio.run(desk.ask(question, seconds=60)))
        begun.wait(60)
        second = others.submit(inspected)
        for _ in range(20):
            assert httpx.get(f"{town.house.url}/healthz").is_success
        assert not second.done()
        gate.set()
        assert (first.result(), second.result()) == (True, 200)


def test_a_replay_ends_with_its_time(tmp_path: Path) -> None:
    impatient = Settings(
        requests_a_second=100_000, burst=100_000, replay_seconds=0, compliance_seconds=0
    )
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path, settings=impatient) as house:
        story = Story(house.record, house.now)
        story.founded()
        with served(house):
            url, headers = f"{house.url}{PREFIX}", house.headers_of("supervisor")
            for path in ("/compliance", "/events/0@0/replay"):
                answer = httpx.get(f"{url}{path}", headers=headers)
                assert (answer.status_code, answer.json()["code"]) == (503, "evidence.too-long")


def test_too_many_replays_at_once_are_turned_away(tmp_path: Path) -> None:
    strict = Settings(requests_a_second=100_000, burst=100_000, most_replays_waiting=-1)
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path, settings=strict) as house:
        Story(house.record, house.now).founded()
        with served(house):
            headers = house.headers_of("supervisor")
            answer = httpx.get(f"{house.url}{PREFIX}/compliance", headers=headers)
            assert answer.status_code == 429


def test_whoever_closes_stops_also_who_has_time_left(town: Town) -> None:
    limit = Limit()
    source = BoundedSource(town.source(), limit)
    limit.begin(time.monotonic() + 60)
    assert source.act(0).index == 0
    limit.close()
    with pytest.raises(TooLongError):
        source.act(0)
