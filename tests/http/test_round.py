"""A whole in-school round over HTTP; the server holds no key but the log's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.client.client import Client
from adapters.client.errors import RefusedError
from api.export import export_bundle
from audit.format.bundle import verify_bundle
from domain.notice.events import NoticeEntry
from domain.recruitment import commands as c
from domain.school.posts import StaffClass
from tests.http.house import House, house_at, served
from tests.http.story import ROUND, SCHOOL, Story


def entries_from(client: Client) -> list[NoticeEntry]:
    """Return the list to publish, as an office reads it from the round's accepted offers."""
    entries = [
        NoticeEntry(
            person=row["teacher"],
            from_school=SCHOOL,
            school=row["school"],
            posts=(row["posts"]["teaching"],),
            office=None,
            staff_class=StaffClass.TEACHING,
        )
        for row in client.rows("offers", round=ROUND, state="accepted")
    ]
    return sorted(entries, key=lambda each: (each.school, each.posts, each.person))


def test_a_whole_round_by_clients_that_hold_their_own_keys(tmp_path: Path) -> None:
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path) as house, served(house):
        story = Story(house.act, house.now)
        story.founded()
        story.planned()
        story.opened()
        story.letters()
        story.ranked()
        story.selected()
        story.published(entries_from(house.client("principal")))
        contracts = story.finished()
        size = house.client("town").get("/checkpoints")["size"]
        _check_what_is_told(house, contracts, size - 1)
        bundle = tmp_path / "bundle"
        export_bundle(house.ledger, bundle)
        assert verify_bundle(bundle, vkey=house.ledger.vkey).findings == []


def _check_what_is_told(house: House, contracts: list[str], index: int) -> None:
    town, t1, t2 = house.client("town"), house.client("t1"), house.client("t2")
    rows = list(town.rows("teachers", names=True, as_of=index))
    assert [(r["person"], r["name"], r["status"]) for r in rows] == [
        ("t1", "王芳", "contracted"),
        ("t2", "李明", "unplaced"),
        ("t3", "赵丽", "contracted"),
    ]
    assert [r["person"] for r in t1.rows("teachers")] == ["t1"]
    assert [r["rank"] for r in t2.rows("rankings", round=ROUND, post="教学-01")] == [1, 2]
    assert [r["contract"] for r in town.rows("contracts")] == sorted(contracts)
    assert [r["contract"] for r in t1.rows("contracts")] == [contracts[0]]
    assert [r["person"] for r in town.rows("unplaced")] == ["t2"]
    assert [r["state"] for r in town.rows("rounds")] == ["finalised"]
    assert [r["state"] for r in town.rows("rounds", as_of="2026-08-21")] == ["open"]
    page = town.text(f"/notices/{ROUND}/page", format="text")
    assert "王芳" in page
    assert "赵丽" in page


def test_a_second_person_signs_what_the_first_has_drafted(tmp_path: Path) -> None:
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path) as house, served(house):
        story = Story(house.act, house.now)
        story.founded()
        town, supervisor = house.client("town"), house.client("supervisor")
        story.planned()
        story.opened()
        story.on(8, 23)
        until = house.now[0] + timedelta(hours=6)
        late = c.AuthoriseLateSubmission(round=ROUND, teacher="t1", until=until, reason="住院")
        actors = [story.offices["town"], story.offices["supervisor"]]
        draft = town.draft([late], actors)
        assert draft.waiting_for == ("supervisor", "town")
        assert town.record(draft, [town.sign(draft)]) is None
        with pytest.raises(RefusedError, match=r"draft\.unknown"):
            house.client("t1").fetch(draft.act.act)
        theirs = supervisor.fetch(draft.act.act)
        assert theirs.data == draft.data
        assert theirs.waiting_for == ("supervisor",)
        receipt = supervisor.record(theirs, [supervisor.sign(theirs)])
        assert receipt is not None
        again = town.record(draft, [town.sign(draft)])
        assert again is not None
        assert (again.act, again.index) == (receipt.act, receipt.index)
