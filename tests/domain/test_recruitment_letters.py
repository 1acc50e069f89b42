"""Letters of intent: what they may wish for, and when they are in time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pydantic import ValidationError

from domain.kernel import DomainError, MissingError
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from tests.domain import town
from tests.domain.coordination_given import MEET
from tests.domain.planning_given import august, noon, pack
from tests.domain.town import AUXILIARY, CHINESE, LIGHT, MATHS, OFFICE, ROUND, intent, wish
from tests.support.desk import Desk

MIDNIGHT = datetime.fromisoformat("2026-08-23T00:00:00+08:00")
ONLY_AUXILIARY = PostSet(school="school-1", teaching=None, auxiliary=(AUXILIARY,))


@pytest.fixture
def desk() -> Desk:
    """The round of a school is open."""
    return town.opened()


def late(desk: Desk, *, hours: int = 1) -> c.AuthoriseLateSubmission:
    until = desk.at + timedelta(hours=hours)
    return c.AuthoriseLateSubmission(round=ROUND, teacher="a1", until=until, reason="系统故障")


# Letters


def test_a_letter_says_posts_in_order_and_the_office_sought(desk: Desk) -> None:
    wishes = (wish(MATHS, aux=(AUXILIARY,)), wish(CHINESE))
    (submitted,) = desk.do(intent("a1", *wishes, office=OFFICE))
    assert submitted == e.IntentSubmitted(
        teacher="a1", wishes=wishes, office=OFFICE, pledged=True, late_by_authority=None
    )


def test_a_letter_may_ask_for_auxiliary_posts_only(desk: Desk) -> None:
    (submitted,) = desk.do(intent("a1", ONLY_AUXILIARY))
    assert isinstance(submitted, e.IntentSubmitted)


def test_a_letter_needs_a_round() -> None:
    town.prepared().refuses(intent("a1", wish(MATHS)), MissingError, kind="recruitment-round")


def test_a_second_letter_replaces_the_first_and_both_stay_in_history(desk: Desk) -> None:
    (first,) = desk.do(intent("a1", wish(MATHS)))
    (second,) = desk.do(intent("a1", wish(CHINESE)))
    assert isinstance(first, e.IntentSubmitted)
    assert isinstance(second, e.IntentReplaced)
    assert town.round_of(desk).bidders["a1"].wishes == (wish(CHINESE),)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        pytest.param(intent("b1", wish(MATHS)), errors.NotInPoolError, id="not in the pool"),
        pytest.param(intent("a1"), errors.TooManyWishesError, id="no wish"),
        pytest.param(intent("a1", wish("教学-99")), errors.PostUnknownError, id="no such post"),
        pytest.param(
            intent("a1", PostSet(school="school-2", teaching=MATHS)),
            errors.PostUnknownError,
            id="a post of another school",
        ),
        pytest.param(
            intent("a1", wish(AUXILIARY)), errors.PostSetError, id="auxiliary as teaching"
        ),
        pytest.param(
            intent("a1", wish(MATHS, CHINESE)), errors.PostSetError, id="two teaching posts"
        ),
        pytest.param(
            intent("a1", wish(MATHS, AUXILIARY, aux=(AUXILIARY,))),
            errors.PostSetError,
            id="a post twice",
        ),
        pytest.param(
            intent("a1", PostSet(school="school-1", teaching=None)),
            errors.PostSetError,
            id="no post at all",
        ),
        pytest.param(
            intent("a1", wish(MATHS), pledged=False), errors.PledgeMissingError, id="no pledge"
        ),
        pytest.param(
            intent("a1", wish(MATHS), office=CHINESE),
            errors.PostUnknownError,
            id="a teaching post as office",
        ),
        pytest.param(
            intent("a1", wish(MATHS), office="职务-99"),
            errors.PostUnknownError,
            id="no such office",
        ),
    ],
)
def test_a_letter_that_breaks_a_rule_is_refused(
    desk: Desk, command: c.SubmitIntent, error: type[DomainError]
) -> None:
    desk.refuses(command, error)


def test_a_pack_may_do_without_the_pledge() -> None:
    desk = town.opened(of=pack(intents={"pledge_required": False}))
    (submitted,) = desk.do(intent("a1", wish(MATHS), pledged=False))
    assert isinstance(submitted, e.IntentSubmitted)


def test_no_more_wishes_than_the_pack_allows() -> None:
    desk = town.opened(of=pack(intents={"max_wishes": 2}))
    wishes = (wish(MATHS), wish(CHINESE), wish(LIGHT))
    desk.refuses(intent("a1", *wishes), errors.TooManyWishesError, wishes=3, maximum=2)
    desk.do(intent("a1", *wishes[:2]))


def test_with_a_teaching_post_go_as_many_auxiliary_posts_as_the_pack_says() -> None:
    desk = town.opened(of=pack(posts={"auxiliary_min": 1}))
    desk.refuses(intent("a1", wish(MATHS)), errors.PostSetError, post=MATHS, wanted="1+1")
    desk.do(intent("a1", wish(MATHS, aux=(AUXILIARY,))))
    desk.do(intent("a2", ONLY_AUXILIARY))


def test_t05_nobody_competes_for_an_office_without_a_base_post(desk: Desk) -> None:
    seeking = intent("a1", ONLY_AUXILIARY, office=OFFICE)
    desk.refuses(seeking, errors.BasePostMissingError, office=OFFICE)


def test_no_office_is_sought_at_the_coordination(desk: Desk) -> None:
    desk.at = noon(august(26))
    desk.do(MEET)
    wanted = PostSet(school="school-2", teaching=MATHS)
    seeking = intent("a2", wanted, office=OFFICE).model_copy(update={"round": town.SECOND})
    desk.refuses(seeking, errors.PostUnknownError, post=OFFICE)


# The window


def test_a_letter_counts_from_the_first_instant_to_the_last(desk: Desk) -> None:
    desk.at = datetime.fromisoformat("2026-08-20T00:00:00+08:00")
    desk.do(intent("a1", wish(MATHS)))
    desk.at = MIDNIGHT - timedelta(milliseconds=1)
    desk.do(intent("a1", wish(CHINESE)))
    desk.at = MIDNIGHT
    desk.refuses(intent("a1", wish(MATHS)), errors.WindowClosedError)


def test_a_letter_before_the_window_is_refused_even_with_lateness_authorised(desk: Desk) -> None:
    desk.at = datetime.fromisoformat("2026-08-19T23:59:59+08:00")
    desk.do(late(desk, hours=200))
    desk.refuses(intent("a1", wish(MATHS)), errors.WindowClosedError)


def test_t47_the_time_of_receipt_rules_unless_lateness_was_authorised(desk: Desk) -> None:
    desk.at = MIDNIGHT + timedelta(minutes=5)
    letter = intent("a1", wish(MATHS))
    desk.refuses(letter, errors.WindowClosedError, received="2026-08-23T00:05:00+08:00")
    until = (desk.at + timedelta(hours=1)).isoformat()
    (authorised,) = desk.do(late(desk))
    assert isinstance(authorised, e.LateSubmissionAuthorised)
    desk.refuses(intent("a2", wish(MATHS)), errors.WindowClosedError)
    (submitted,) = desk.do(letter)
    assert isinstance(submitted, e.IntentSubmitted)
    assert submitted.late_by_authority == until
    desk.at += timedelta(hours=1)
    desk.refuses(letter, errors.WindowClosedError, closes=until)


def test_lateness_authorised_for_less_than_the_window_does_not_shorten_it(desk: Desk) -> None:
    desk.do(late(desk))
    desk.at += timedelta(hours=2)
    (submitted,) = desk.do(intent("a1", wish(MATHS)))
    assert isinstance(submitted, e.IntentSubmitted)
    assert submitted.late_by_authority is None


def test_lateness_is_authorised_ahead_and_for_the_pool(desk: Desk) -> None:
    desk.refuses(late(desk, hours=0), errors.WindowClosedError)
    stranger = late(desk).model_copy(update={"teacher": "b1"})
    desk.refuses(stranger, errors.NotInPoolError, teacher="b1")


def test_no_letter_comes_after_the_scores_are_locked(desk: Desk) -> None:
    town.ranked(desk)
    desk.refuses(late(desk), errors.ScoresLockedError)
    desk.refuses(intent("a1", wish(CHINESE)), errors.ScoresLockedError)


def test_whoever_was_left_unplaced_goes_on_in_the_next_stage(desk: Desk) -> None:
    desk.at = MIDNIGHT
    desk.do(c.LeaveUnplaced(round=ROUND, teacher="a1"))
    desk.refuses(late(desk), errors.NotInPoolError, unplaced=1)
    desk.refuses(intent("a1", wish(MATHS)), errors.NotInPoolError, unplaced=1)


def test_instants_know_their_zone(desk: Desk) -> None:
    naive = desk.at.replace(tzinfo=None)
    with pytest.raises(ValidationError, match="timezone"):
        c.AuthoriseLateSubmission(round=ROUND, teacher="a1", until=naive, reason="系统故障")
