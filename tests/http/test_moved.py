"""Which streams moved lately, and what counts as moved."""

from __future__ import annotations

from api.http.moved import Moved


def test_a_draft_is_asked_for_anew_only_where_a_stream_that_it_read_moved() -> None:
    moved = Moved()
    moved.take(["teacher:a"], 7)
    assert not moved.since({"teacher:b": 1}, 5)
    assert moved.since({"teacher:a": 1}, 6)
    assert not moved.since({"teacher:a": 2}, 7)
    moved.take_all(9)
    assert moved.since({"teacher:b": 1}, 8)
    assert not moved.since({"teacher:b": 1}, 9)


def test_what_was_forgotten_counts_as_moved() -> None:
    moved = Moved(most=2)
    for size, name in enumerate(("a", "b", "c"), start=1):
        moved.take([name], size)
    assert moved.since({"x": 1}, 0)
    assert not moved.since({"x": 1}, 1)
    assert moved.since({"c": 1}, 1)
