"""Killed at any moment, the ledger keeps what it acknowledged, whole and without a gap."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from audit.format.act import Act
from audit.format.entry import Entry
from tests.ledger.writer import Writer
from tests.support.office import Office

KILLS = 100
"""On each of the two databases."""
ENOUGH, PATIENCE = 300, 120
"""Events to see while four write, and seconds to wait for them on a slow machine."""


def test_kill_nine_loses_no_acknowledged_act_and_leaves_none_half_stored(
    open_office: Callable[[], Office], database_url: str, tmp_path: Path
) -> None:
    office = open_office().founded()
    office.hire("wang")
    moment = random.Random(20260818)
    acknowledged: dict[int, str] = {}
    for _ in range(KILLS // 4):
        writers = [Writer(database_url, tmp_path, "wang") for _ in range(4)]
        while not any(writer.acknowledged for writer in writers):
            time.sleep(0.005)
        for writer in writers:
            time.sleep(moment.random() * 0.05)
            writer.kill()
        for writer in writers:
            assert writer.wait() == -signal.SIGKILL
            acknowledged.update(writer.acknowledged)
    fresh = open_office()
    stored = [Act.from_bytes(Entry.from_bytes(row.data).act) for row in fresh.ledger.entries()]
    assert {index: stored[index].act for index in acknowledged} == acknowledged
    with fresh.engine.connect() as connection:
        events = connection.scalar(text("SELECT count(*) FROM stored_events"))
        last = connection.scalar(text("SELECT max(id) FROM stored_events"))
        entries = connection.scalar(text("SELECT count(*) FROM entries"))
    assert events == last == sum(len(act.events) for act in stored)
    assert entries == len(stored)
    report = fresh.ledger.verify()
    assert report.findings == []
    assert len(acknowledged) >= KILLS // 4


def test_four_writers_and_a_reader_at_the_tail_who_misses_nothing(
    open_office: Callable[[], Office], database_url: str, tmp_path: Path
) -> None:
    office = open_office().founded()
    for person in ("a1", "a2", "a3", "a4"):
        office.hire(person)
    topics = frozenset({"mandate.recusal-declared.v1"})
    writers = [Writer(database_url, tmp_path, person) for person in ("a1", "a2", "a3", "a4")]
    seen: list[tuple[int, int]] = []
    tail, end = -1, time.monotonic() + PATIENCE
    while len(seen) <= ENOUGH and time.monotonic() < end:
        page = office.ledger.after(tail, 50, topics)
        if page is not None:
            seen += [(item.index, item.n) for item in page.items]
            tail = page.last_index
    for writer in writers:
        writer.kill()
    for writer in writers:
        writer.wait()
    while (page := office.ledger.after(tail, 50, topics)) is not None:
        seen += [(item.index, item.n) for item in page.items]
        tail = page.last_index
    from_start = office.ledger.after(-1, 1_000_000, topics)
    assert from_start is not None
    assert seen == [(item.index, item.n) for item in from_start.items]
    assert len(seen) > ENOUGH
