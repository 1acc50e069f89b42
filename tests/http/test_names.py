"""Names of a whole page are read at once; erased people have none."""

from __future__ import annotations

from pathlib import Path

import httpx
from sqlalchemy import event

from api.http.app import PREFIX
from api.notices import OFF_THE_LIST
from domain.mandate.commands import ErasePerson
from domain.notice.commands import RestartNotice
from domain.notice.events import NoticeEntry
from domain.recruitment import commands as c
from domain.recruitment.events import SelectionReason
from domain.recruitment.state import RecruitmentRound
from tests.domain.town import revoke, wish
from tests.http.house import House, house_at, served
from tests.http.story import ROUND, SCHOOL, Story

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


def test_a_notice_as_it_stood_does_not_name_who_is_on_its_list_no_more(tmp_path: Path) -> None:
    """The page is for everybody; what was upheld against a person is not held up for ever."""
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path) as house:
        story = put_up(house)
        principal = story.offices["principal"]
        need = c.OfferPost(
            round=ROUND,
            teacher="t2",
            posts=wish("教学-01"),
            reason=SelectionReason.SUBJECT_NEED,
            detail="学科需要",
        )
        told = c.ServeUnplacedNotice(round=ROUND, teacher="t1", channel="当面送达")
        house.record(revoke("t1"), story.offices["town"], story.offices["supervisor"])
        house.record(need, principal)
        house.record(c.AcceptOffer(round=ROUND, teacher="t2", school=SCHOOL), story.self_("t2"))
        house.record([c.LeaveUnplaced(round=ROUND, teacher="t1"), told], principal)
        house.record(c.CloseSelection(round=ROUND), principal)
        before = house.ledger.size() - 1
        entries = list_of(house)
        house.record(RestartNotice(notice=ROUND, entries=entries, reason="调整名单"), principal)
        with served(house):
            path = f"{house.url}{PREFIX}/notices/{ROUND}/page"
            now, then = httpx.get(path).text, httpx.get(path, params={"as_of": before}).text
        assert "王芳" not in now
        assert "李明" in now
        assert "王芳" not in then
        assert OFF_THE_LIST in then
        assert "赵丽" in then


def test_a_notice_is_shown_before_the_views_know_its_schools(tmp_path: Path) -> None:
    """The views follow the log; what hangs is never answered with a failure."""
    with house_at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path) as house:
        with served(house):
            put_up(house)  # by another writer, of whom the server is not told
            page = httpx.get(f"{house.url}{PREFIX}/notices/{ROUND}/page")
        assert page.status_code == 200
        assert "王芳" in page.text


def put_up(house: House) -> Story:
    """Put up the list of a round; t1 and t3 are on it."""
    story = Story(house.record, house.now)
    for step in (story.founded, story.planned, story.opened, story.letters, story.ranked):
        step()
    story.selected()
    story.published(list_of(house))
    return story


def list_of(house: House) -> tuple[NoticeEntry, ...]:
    state = house.ledger.states().find(RecruitmentRound, ROUND)
    assert state is not None
    return state.notice_entries()
