"""Every operation for every role: who is let in, and how many rows they see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from api.http.access import GRANTS, Grant
from api.http.app import PREFIX
from domain.mandate.commands import DeclareRecusal, RevokeKey
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.notice.commands import FileObjection
from domain.recruitment.state import RecruitmentRound
from tests.http.further import (
    appraised,
    attended,
    awarded,
    complained,
    organised,
    place_of_topic,
    protected,
)
from tests.http.house import House, house_at, served
from tests.http.story import ROUND, Story
from tests.support.office import signer

ROWS, NAMES, STATUSES = (
    Path(__file__).with_name("access.txt").read_text(encoding="utf-8").split("\n\n")
)
ELSEWHERE = {
    "healthz", "readyz", "metrics", "read_checkpoint", "read_tile", "create_challenge",
    "create_session", "delete_session", "create_draft", "record_act",
    "create_passkey_options", "create_passkey", "create_passkey_proof",
    "create_passkey_challenge", "create_passkey_session",
}  # fmt: skip
"""Shown below, or in other tests, one by one."""


@dataclass
class Town:
    house: House
    known: dict[str, str]
    http: httpx.Client

    def ask(self, who: str, path: str) -> httpx.Response:
        headers = {} if who == "nobody" else self.house.headers_of(who)
        return self.http.get(f"{PREFIX}{path.format(**self.known)}", headers=headers)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose round is over; somebody objected, and t1 has a draft open."""
    folder: Path = tmp_path_factory.mktemp("access")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        story = Story(house.record, house.now)
        for part in (story.founded, story.planned, story.opened):
            part()
        letter = house.ledger.size()
        for part in (story.letters, story.ranked, story.selected):
            part()
        state = house.ledger.states().find(RecruitmentRound, ROUND)
        assert state is not None
        story.published(state.notice_entries())
        objection = FileObjection(
            notice=ROUND, objection="o1", objector="t2", against="t1", blocking=False, text="不公"
        )
        house.record(objection, story.self_("t2"))
        contracts = story.finished()
        story.on(9, 4)
        for further in (protected, awarded, organised, appraised, attended, complained):
            further(story)
        with served(house):
            recusal = DeclareRecusal(person="t1", other="t2", relation="亲属")
            draft = house.client("t1").draft([recusal], [story.self_("t1")])
            known = {
                "letter": str(letter),
                "contract": contracts[0],
                "pack": state.pack_sha256,
                "draft": draft.act.act,
                "ranking": place_of_topic(house, "recruitment.ranking-computed.v1"),
            }
            with httpx.Client(base_url=house.url) as http:
                yield Town(house, known, http)


def cells(table: str, *, paths: bool = False) -> Iterator[tuple[str, str, str, int]]:
    """Yield name, path, role and figure of every cell."""
    _title, head, *lines = table.strip("\n").splitlines()
    for line in lines:
        name, *rest = line.split()
        path = rest.pop(0) if paths else f"/{name.replace('_', '-')}"
        for who, figure in zip(head.split(), rest, strict=True):
            yield name, path, who, int(figure)


def test_rows_are_those_that_concern_the_reader(town: Town) -> None:
    for name, path, who, expected in cells(ROWS):
        answer = town.ask(who, path)
        found = len(answer.json()["items"]) if answer.is_success else answer.status_code
        assert (name, who, found) == (name, who, expected)


def test_names_are_shown_to_those_whose_office_needs_them(town: Town) -> None:
    for name, path, who, expected in cells(NAMES):
        rows = town.ask(who, f"{path}?names=true").json()["items"]
        assert (name, who, sum(r["name"] is not None for r in rows)) == (name, who, expected)
        assert all(row["name"] is None for row in town.ask(who, path).json()["items"])


def test_single_records_open_to_those_whom_the_table_names(town: Town) -> None:
    for name, path, who, expected in cells(STATUSES, paths=True):
        assert (name, who, town.ask(who, path).status_code) == (name, who, expected)


def test_every_operation_is_in_one_of_these_tables() -> None:
    lists = {f"list_{name}" for name, *_ in cells(ROWS)}
    shown = lists | {name for name, *_ in cells(STATUSES, paths=True)} | ELSEWHERE
    assert shown == set(GRANTS)


def test_without_a_session_only_what_is_for_anybody_answers(town: Town) -> None:
    for method, path, name in (
        ("DELETE", "/sessions/current", "delete_session"),
        ("POST", "/drafts", "create_draft"),
        ("POST", "/acts", "record_act"),
    ):
        assert GRANTS[name] is not Grant.ANYONE
        url = f"{town.house.url}{PREFIX}{path}"
        assert httpx.request(method, url, json={}).status_code == 401
        wrong = {"Authorization": "Bearer nothing"}
        assert httpx.request(method, url, json={}, headers=wrong).status_code == 401


def test_nobody_drafts_for_others(town: Town) -> None:
    body = {
        "commands": [{"command": "WithdrawIntent", "round": ROUND, "teacher": "t1"}],
        "actors": [{"person": "t1", "role": "self"}],
    }
    url = f"{town.house.url}{PREFIX}/drafts"
    answer = httpx.post(url, json=body, headers=town.house.headers_of("t2"))
    assert answer.status_code == 403


def test_a_session_ends_with_its_key(town: Town) -> None:
    headers = town.house.headers("t3")
    url = f"{town.house.url}{PREFIX}/sessions/current"
    assert httpx.get(url, headers=headers).status_code == 200
    lost = RevokeKey(person="t3", kid=signer("t3").kid, reason="遗失", void_from_index=1)
    town.house.act(lost, Mandated("registrar", Role.REGISTRAR, "d1", "g-registrar"))
    assert httpx.get(url, headers=headers).status_code == 401
