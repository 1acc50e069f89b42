"""The parts of the door, one by one."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from adapters.client.client import Client
from adapters.client.drafted import drafted_act
from adapters.client.errors import RefusedError, UntrustworthyError
from api.http.access import GRANTS
from api.http.middleware import RateLimit
from api.http.routing import part, put_up
from api.http.sessions import Sessions
from api.http.settings import Settings
from api.http.turns import Turns
from audit.format.encoding import b64
from audit.format.note import NoteVerifier
from domain.mandate.commands import DeclareRecusal
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.http.house import GENEROUS, house_at, served
from tests.support.office import ORIGIN, signer

ME = Mandated("a", Role.SELF)
RECUSAL = DeclareRecusal(person="a", other="x", relation="亲属")


def test_turns_at_a_stream_come_in_order_and_end_with_their_time() -> None:
    async def story() -> list[str]:
        turns, order = Turns(), []

        async def take(name: str, streams: set[str], patience: float = 5) -> None:
            came = await turns.take(streams, name, seconds=0.05, patience=patience)
            order.append(name if came else f"{name} gave up")

        await take("first", {"r"})
        await asyncio.gather(
            take("second", {"r", "s"}),
            take("elsewhere", {"t"}),
            take("third", {"s"}),
            take("hasty", {"r"}, 0.001),
            take("first", {"u"}),
        )
        return order

    told = ["first", "first gave up", "elsewhere", "third", "hasty gave up", "second"]
    assert sorted(asyncio.run(story())) == sorted(told)


def test_of_several_who_wait_the_first_goes_first() -> None:
    async def story() -> list[str]:
        turns, order = Turns(), []

        async def take(name: str) -> None:
            await turns.take({"r"}, name, seconds=60, patience=5)
            order.append(name)
            turns.release(name)

        await asyncio.gather(*(take(name) for name in "abcdef"))
        return order

    assert asyncio.run(story()) == list("abcdef")


def test_a_released_stream_goes_to_the_next_at_once() -> None:
    async def story() -> bool:
        turns = Turns()
        await turns.take({"r"}, "me", seconds=60, patience=1)
        waiting = asyncio.create_task(turns.take({"r"}, "you", seconds=1, patience=1))
        await asyncio.sleep(0)
        turns.release("me")
        return await waiting

    assert asyncio.run(story())


def test_a_caller_has_a_burst_and_then_a_rate() -> None:
    limit = RateLimit(rate=2, burst=3)
    assert [limit.wait("a", 0.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert limit.wait("b", 0.0) == 0
    assert limit.wait("a", 0.5) == 0
    assert limit.wait("a", 0.5) > 0


def test_sessions_and_challenges_lapse_and_a_challenge_serves_once() -> None:
    now = [datetime(2026, 8, 18, tzinfo=UTC)]
    sessions = Sessions(
        session_seconds=60,
        challenge_seconds=10,
        most_sessions=2,
        most_challenges=2,
        clock=lambda: now[0],
    )
    challenge, _ = sessions.challenge("a")
    assert not sessions.take(challenge, "b")
    assert not sessions.take(challenge, "a"), "it was used up by the wrong person"
    challenge, _ = sessions.challenge("a")
    now[0] += timedelta(seconds=11)
    assert not sessions.take(challenge, "a")
    token, session = sessions.open("a", "k")
    assert sessions.find(token) == session
    now[0] += timedelta(seconds=60)
    assert sessions.find(token) is None
    assert len(sessions) == 0


def test_an_operation_that_the_access_table_does_not_name_is_not_served() -> None:
    more = part()
    more.add_api_route("/more", lambda: None, operation_id="more")
    with pytest.raises(PermissionError, match="more"):
        put_up(FastAPI(), [more])
    assert "more" not in GRANTS


def test_an_operation_that_does_not_ask_the_access_table_is_not_served() -> None:
    asks, does_not = part(), APIRouter()
    for name in GRANTS:
        router = does_not if name == "list_teachers" else asks
        router.add_api_route(f"/{name}", lambda: None, operation_id=name)
    with pytest.raises(PermissionError, match="list_teachers"):
        put_up(FastAPI(), [asks, does_not])
    asks.add_api_route("/teachers", lambda: None, operation_id="list_teachers")
    put_up(FastAPI(), [asks])


def test_bodies_and_callers_have_their_bounds(tmp_path: Path) -> None:
    bounds = Settings(max_body=1000, burst=6, requests_a_second=0.001)
    url = f"sqlite:///{tmp_path / 'l.db'}"
    with (
        house_at(url, tmp_path, settings=bounds) as house,
        served(house),
        httpx.Client(base_url=house.url) as http,
    ):
        large = http.post("/api/v1/challenges", content=b"x" * 1001)
        assert (large.status_code, large.json()["code"]) == (413, "http.too-large")
        assert large.json()["request"] == large.headers["x-request-id"]
        chunks = iter([b"x" * 600, b"y" * 600])
        assert http.post("/api/v1/challenges", content=chunks).status_code == 413
        for _ in range(4):
            assert http.get("/checkpoint").status_code == 200
        refused = http.get("/checkpoint")
        assert (refused.status_code, refused.json()["code"]) == (429, "http.too-many")
        assert int(refused.headers["retry-after"]) > 0
        assert refused.json()["request"] == refused.headers["x-request-id"]
        assert http.get("/healthz").status_code == 200


def test_nothing_changed_is_told_by_the_entity_tag_until_the_log_grows(tmp_path: Path) -> None:
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as house:
        house.hire("a")
        with served(house), httpx.Client(base_url=f"{house.url}/api/v1") as http:
            tag = http.get("/schools").headers["etag"]
            again = http.get("/schools", headers={"If-None-Match": tag})
            assert (again.status_code, again.content) == (304, b"")
            index = house.act(RECUSAL, ME)
            headers = {"If-None-Match": tag, "Gongxin-After": str(index)}
            assert http.get("/schools", headers=headers).status_code == 200


def test_the_log_of_the_server_names_operations_and_no_people(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "gongxin.http")
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as house:
        house.hire("teacher-wang")
        with served(house):
            client = house.client("teacher-wang")
            with pytest.raises(RefusedError):
                client.get("/teachers/teacher-wang")
    lines = [json.loads(record.message) for record in caplog.records if record.levelno == 20]
    assert {line["route"] for line in lines} >= {"create_session", "read_teacher"}
    assert all(line.keys() == {"request", "method", "route", "status", "ms"} for line in lines)
    assert "wang" not in caplog.text


def test_the_same_act_twice_is_recorded_once_also_after_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'l.db'}"
    with house_at(url, tmp_path) as house:
        house.hire("a")
        with served(house):
            client = house.client("a")
            draft = client.draft([RECUSAL], [ME])
            first = client.record(draft, [client.sign(draft)])
            again = client.record(draft, [client.sign(draft)])
    with house_at(url, tmp_path) as house, served(house):
        client = house.client("a")
        later = client.record(draft, [client.sign(draft)])
        assert first is not None
        assert again is not None
        assert later is not None
        assert first.index == again.index == later.index == house.ledger.size() - 1


def test_acts_on_their_way_are_recorded_before_the_server_ends(tmp_path: Path) -> None:
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as house:
        house.hire("a")
        runtime = house.app.state.runtime
        draft = house.ledger.draft([RECUSAL], [ME])

        async def story() -> int:
            await runtime.start()
            recording = asyncio.create_task(
                runtime.writer.record(draft, [signer("a").sign(draft.to_sign)])
            )
            await asyncio.sleep(0)
            await runtime.stop()
            return int((await recording).index)

        assert asyncio.run(story()) == house.ledger.size() - 1


def test_a_draft_that_says_one_thing_and_shows_another_is_not_signed(tmp_path: Path) -> None:
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as house:
        house.hire("a")
        house.hire("b")
        with served(house):
            client = house.client("a")
            body = {
                "commands": [{"command": "DeclareRecusal", **RECUSAL.model_dump()}],
                "actors": [{"person": "a", "role": "self"}],
            }
            with httpx.Client(headers={"Authorization": client.authorization}) as http:
                answer = http.post(f"{house.url}/api/v1/drafts", json=body).json()
            good = drafted_act(answer, log=ORIGIN, actors=[ME])
            assert good.events[0].data == {"other": "x", "relation": "亲属"}
            event = answer["events"][0]
            for change, why in (
                ({"summary": "a as self\nnothing"}, "another summary"),
                ({"events": []}, "other events"),
                ({"events": [{**event, "data": {"other": "y"}}]}, "other facts"),
                ({"events": [{**event, "body": b64(b"{}")}]}, "cannot be read"),
                ({"act": b64(b"{}")}, "cannot be read"),
            ):
                with pytest.raises(UntrustworthyError, match=why):
                    drafted_act({**answer, **change}, log=ORIGIN, actors=[ME])
            with pytest.raises(UntrustworthyError, match="other actors"):
                drafted_act(answer, log=ORIGIN, actors=[Mandated("b", Role.SELF)])
            with pytest.raises(UntrustworthyError, match="for the log"):
                drafted_act(answer, log="elsewhere.example/log", actors=[ME])


def test_a_receipt_of_another_log_is_not_believed(tmp_path: Path) -> None:
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path, settings=GENEROUS) as house:
        house.hire("a")
        with served(house):
            client = house.client("a")
            draft = client.draft([RECUSAL], [ME])
            vkey = NoteVerifier(ORIGIN, signer("nobody").public).vkey
            with Client(house.url, signer=signer("a"), vkey=vkey) as wary:
                wary.login()
                with pytest.raises(UntrustworthyError, match="proves nothing"):
                    wary.record(draft, [wary.sign(draft)])


def test_a_failure_is_told_with_its_request_and_its_place_and_names_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as house:

        async def broken(_question: object) -> None:
            raise ValueError("王芳, 110101199003077379")

        house.app.state.runtime.writer.ask = broken  # whoever asks the ledger fails
        with served(house), httpx.Client(base_url=house.url) as http:
            answer = http.get("/checkpoint")
    told = answer.json()
    assert (answer.status_code, told["code"], told["zh"][:4]) == (500, "http.failed", "服务出错")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    (line,) = (json.loads(each.message) for each in caplog.records if each.levelname == "ERROR")
    assert line["request"] == told["request"] == answer.headers["x-request-id"]
    assert line["failed"] == "ValueError"
    assert line["at"][-1].endswith(" broken")
    assert "王芳" not in caplog.text
