"""What is signed in time and handed in too late is too late: the receiving clock decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from adapters.client.errors import RefusedError
from adapters.ledger.acts import Draft, Receipt
from adapters.ledger.errors import DraftLapsedError
from api.http.app import PREFIX
from audit.format.encoding import b64
from audit.format.entry import Signature
from domain.mandate.commands import DeclareRecusal
from domain.recruitment import commands as c
from domain.recruitment.errors import OfferExpiredError, WindowClosedError
from domain.recruitment.events import SelectionReason
from domain.values.time import BEIJING
from tests.domain.town import wish
from tests.http.house import House, house_at, served
from tests.http.story import ROUND, SCHOOL, Story, intent
from tests.support.office import signer

CLOSING = datetime(2026, 8, 23, tzinfo=BEIJING)
"""Letters are taken until 24:00 of 22 August."""
LATE = timedelta(minutes=10)
OFFER = c.OfferPost(
    round=ROUND,
    teacher="t1",
    posts=wish("教学-01"),
    reason=SelectionReason.BY_RANK,
    detail="按名次",
)


@pytest.fixture
def told(database_url: str, tmp_path: Path) -> Iterator[tuple[House, Story]]:
    """A round that takes letters, some minutes before its window closes."""
    with house_at(database_url, tmp_path) as house:
        story = Story(house.record, house.now)
        story.founded()
        story.planned()
        story.opened()
        house.now[0] = CLOSING - timedelta(minutes=1)
        yield house, story


def signatures(draft: Draft) -> list[Signature]:
    return [signer(actor.person).sign(draft.to_sign) for actor in draft.actors]


def test_a_letter_drafted_in_the_window_and_recorded_after_it_is_refused_by_the_rule(
    told: tuple[House, Story],
) -> None:
    house, story = told
    late = house.ledger.draft([intent("t1", "教学-01")], [story.self_("t1")])
    size = house.ledger.size()
    house.now[0] += LATE
    with pytest.raises(WindowClosedError) as refused:
        house.ledger.record(late, signatures(late))
    assert refused.value.facts["received"] == house.now[0].isoformat()
    assert house.ledger.size() == size


def test_in_a_batch_only_the_late_one_is_refused(told: tuple[House, Story]) -> None:
    house, story = told
    late = house.ledger.draft([intent("t1", "教学-01")], [story.self_("t1")])
    recusal = DeclareRecusal(person="t2", other="t3", relation="亲属")
    other = house.ledger.draft([recusal], [story.self_("t2")])
    house.now[0] += LATE
    batch = [(each, signatures(each)) for each in (late, other)]
    assert [type(each) for each in house.ledger.record_all(batch)] == [WindowClosedError, Receipt]
    assert house.ledger.verify().findings == []


@pytest.fixture
def ranked(told: tuple[House, Story]) -> tuple[House, Story]:
    """The round's ranking stands, and posts may be offered, on 24 August at 9."""
    house, story = told
    story.letters()
    story.ranked()
    story.on(8, 24)
    closed = c.CloseCadreLayer(round=ROUND, school=SCHOOL)
    house.record(closed, story.offices["principal"])
    return house, story


def test_an_offer_accepted_by_a_signature_that_comes_too_late_has_expired(
    ranked: tuple[House, Story],
) -> None:
    house, story = ranked
    house.record(OFFER, story.offices["principal"])
    house.now[0] += timedelta(hours=23, minutes=59)
    accept = c.AcceptOffer(round=ROUND, teacher="t1", school=SCHOOL)
    draft = house.ledger.draft([accept], [story.self_("t1")])
    house.now[0] += timedelta(minutes=2)
    with pytest.raises(OfferExpiredError):
        house.ledger.record(draft, signatures(draft))


def test_hours_that_run_from_the_draft_stay_as_they_were_signed(
    ranked: tuple[House, Story],
) -> None:
    house, story = ranked
    draft = house.ledger.draft([OFFER], [story.offices["principal"]])
    house.now[0] += timedelta(minutes=3)
    assert house.ledger.record(draft, signatures(draft)).index == house.ledger.size() - 1


def test_what_would_be_decided_otherwise_on_the_next_day_is_drafted_again(
    ranked: tuple[House, Story],
) -> None:
    house, story = ranked
    story.on(8, 24, 23)
    house.now[0] += timedelta(minutes=58)
    principal = story.offices["principal"]
    draft = house.ledger.draft([OFFER], [principal])
    house.now[0] += timedelta(minutes=3)
    with pytest.raises(DraftLapsedError):
        house.ledger.record(draft, signatures(draft))
    again = house.ledger.execute([OFFER], [principal], [signer("principal")])
    assert again.index == house.ledger.size() - 1


@pytest.mark.parametrize("off", [timedelta(minutes=16), -timedelta(minutes=16)])
def test_the_time_that_an_act_claims_is_near_that_of_its_receipt(
    told: tuple[House, Story], off: timedelta
) -> None:
    house, story = told
    story.on(8, 21)
    recusal = DeclareRecusal(person="t2", other="t3", relation="亲属")
    draft = house.ledger.draft([recusal], [story.self_("t2")])
    house.now[0] += off
    with pytest.raises(DraftLapsedError):
        house.ledger.record(draft, signatures(draft))
    again = house.ledger.execute([recusal], [story.self_("t2")], [signer("t2")])
    assert again.index == house.ledger.size() - 1


def test_the_door_answers_with_the_rule_s_refusal_and_forgets_the_draft(
    told: tuple[House, Story],
) -> None:
    house, story = told
    with served(house):
        client = house.client("t1")
        draft = client.draft([intent("t1", "教学-01")], [story.self_("t1")], hold_ms=5000)
        house.now[0] += LATE
        with pytest.raises(RefusedError) as refused:
            client.record(draft, [client.sign(draft)])
        assert (refused.value.status, refused.value.code) == (409, "recruitment.window-closed")
        assert refused.value.facts["received"] == house.now[0].isoformat()
        assert refused.value.basis
        with pytest.raises(RefusedError) as gone:
            client.fetch(draft.act.act)
        assert gone.value.status == 404
        house.now[0] -= LATE
        again = client.draft([intent("t1", "教学-01")], [story.self_("t1")], hold_ms=5000)
        assert client.record(again, [client.sign(again)]) is not None


def test_the_last_of_several_signatures_comes_in_time_or_the_act_is_refused(
    told: tuple[House, Story],
) -> None:
    house, story = told
    two = [story.self_("t1"), story.self_("t2")]
    with served(house):
        first, second = house.client("t1"), house.client("t2")
        draft = first.draft([intent("t1", "教学-01")], two)
        assert first.record(draft, [first.sign(draft)]) is None
        house.now[0] += LATE
        fetched = second.fetch(draft.act.act)
        with pytest.raises(RefusedError, match=r"recruitment\.window-closed"):
            second.record(fetched, [second.sign(fetched)])


def test_nobody_asks_about_another_s_letter_along_with_an_own_one(
    told: tuple[House, Story],
) -> None:
    house, story = told
    letters = [intent("t1", "教学-01"), intent("t2", "教学-01")]
    with served(house), pytest.raises(RefusedError) as refused:
        house.client("t1").draft(letters, [story.self_("t1"), story.self_("t2")])
    assert (refused.value.status, refused.value.code) == (403, "http.forbidden")


def test_a_lapsed_draft_is_a_409_that_says_draft_again(told: tuple[House, Story]) -> None:
    house, story = told
    story.on(8, 21)
    with served(house):
        client = house.client("t2")
        recusal = DeclareRecusal(person="t2", other="t3", relation="亲属")
        draft = client.draft([recusal], [story.self_("t2")])
        signature = client.sign(draft)
        house.now[0] += timedelta(minutes=20)
        body = {
            "act": draft.act.act,
            "signatures": [{"kid": signature.kid, "signature": b64(signature.value)}],
        }
        answer = httpx.post(f"{house.url}{PREFIX}/acts", json=body, headers=house.headers_of("t2"))
        assert (answer.status_code, answer.json()["code"]) == (409, "ledger.draft-lapsed")
        assert client.execute([recusal], [story.self_("t2")]).index == house.ledger.size() - 1
