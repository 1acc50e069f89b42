"""An act that says it is older than what it rests on contradicts itself, whoever signed it."""

from __future__ import annotations

import pytest

from audit.format.act import Basis
from audit.format.times import LatestTimes, number_of, packed, text_of, unpacked
from audit.format.tree import leaf_hash
from audit.format.verify import Withheld
from tests.audit.forgers_given import SEAT, WANG, body_of, codes, report_of
from tests.support.forge import AT, Fact, Forge, small_log

EARLIER, LATER = "2026-08-18T00:59:59.999Z", "2026-08-18T01:00:00.001Z"
OTHER: Fact = ("school:s2", "school.seat-taken.v1", {"person": "wu", "post": "1", "round": "r1"})


def test_an_act_dated_before_its_checkpoint_is_found_and_placed() -> None:
    forge = small_log()
    forge.act([OTHER], actors=[WANG], at=EARLIER)
    (found,) = report_of(forge).findings
    assert (found.code, found.where) == ("entry.time", "index 3")
    assert (found.expected, found.found) == (f"not before {AT}", EARLIER)


@pytest.mark.parametrize("at", [AT, LATER])
def test_the_same_millisecond_or_a_later_one_is_no_contradiction(at: str) -> None:
    forge = small_log()
    forge.act([OTHER], actors=[WANG], at=at)
    assert codes(forge) == []


def old_basis(forge: Forge, size: int) -> Basis:
    past = Forge(log=forge.log)
    for entry, bodies in zip(forge.entries[:size], forge.bodies[:size], strict=True):
        past.put(entry, bodies)
    return Basis(size, past.tree.root())


def test_the_latest_act_below_the_checkpoint_counts_and_not_only_its_last() -> None:
    forge = small_log()
    forge.act([OTHER], actors=[WANG], at=LATER)
    forge.act([SEAT], actors=[WANG], basis=old_basis(forge, 3))  # signed before, recorded after
    assert codes(forge) == []
    forge.act([("school:s3", OTHER[1], OTHER[2])], actors=[WANG])
    assert codes(forge) == ["entry.time"]


def test_an_old_checkpoint_does_not_help_who_follows_a_later_event() -> None:
    forge = small_log()
    forge.act([OTHER], actors=[WANG], at=LATER)
    forge.act([OTHER], actors=[WANG], basis=old_basis(forge, 3))
    assert codes(forge) == ["entry.time"]


def test_nor_where_that_event_is_withheld() -> None:
    forge = small_log()
    forge.act([OTHER], actors=[WANG], at=LATER)
    forge.act([OTHER], actors=[WANG], basis=old_basis(forge, 3))
    forge.bodies[3] = [Withheld(leaf_hash(body_of(forge, 3, 0)))]
    assert codes(forge) == ["entry.time"]


def test_a_time_that_is_no_instant_stands_in_nobody_s_way() -> None:
    forge = small_log()
    forge.act([OTHER], actors=[WANG], at="9999-12-31T23:59:59.999Z")
    forge.act([SEAT], actors=[WANG], at=LATER)
    assert codes(forge) == ["entry.malformed"]


def test_times_are_kept_as_numbers_in_the_order_of_time() -> None:
    assert number_of(EARLIER) < number_of(AT) < number_of(LATER)
    assert text_of(number_of(LATER)) == LATER
    assert unpacked(b"head" + packed(number_of(AT))) == number_of(AT)
    assert unpacked(b"") == 0
    times = LatestTimes()
    assert times.below(0) == times.below(5) == 0
    for stated in (3, 7, 5):
        times.append(stated)
    assert [times.below(size) for size in range(5)] == [0, 3, 7, 7, 7]
