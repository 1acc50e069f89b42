"""Names of a whole page are read at once; erased people have none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event

from domain.mandate.commands import ErasePerson
from tests.http.house import house_at
from tests.http.story import Story

STAFF = tuple(f"t{n:03}" for n in range(60))


def test_a_page_of_names_is_one_query_whoever_is_in_it(database_url: str, tmp_path: Path) -> None:
    with house_at(database_url, tmp_path) as house:
        story = Story(house.record, house.now, staff=STAFF)
        story.founded()
        asked: list[str] = []
        engine = house.app.state.runtime.services.engine
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        found = house.ledger.names_of(STAFF)
        assert found == {person: f"教师{person}" for person in STAFF}
        assert sum("sealed" in statement for statement in asked) == 1
        assert found["t000"] == house.ledger.personal("t000")["name"]


def test_who_was_erased_or_is_unknown_has_no_name(database_url: str, tmp_path: Path) -> None:
    with house_at(database_url, tmp_path) as house:
        story = Story(house.record, house.now)
        story.founded()
        erase = ErasePerson(person="t2", ground="依法删除")
        house.record(erase, story.offices["registrar"], story.offices["supervisor"])
        assert house.ledger.names_of({"t1", "t2", "nobody"}) == {"t1": "王芳"}
        assert house.ledger.names_of(()) == {}
