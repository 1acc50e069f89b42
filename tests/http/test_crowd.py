"""Two hundred letters in the same minute: none lost, none doubled, each with its receipt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from adapters.client.client import Client
from adapters.client.errors import ClientError
from domain.recruitment.state import RecruitmentRound
from tests.http.house import house_at
from tests.http.story import ROUND, Story, intent
from tests.support.office import signer

TEACHERS = tuple(f"t{n:03}" for n in range(200))
AT_ONCE, BEFORE_THE_KILL = 32, 60


@contextmanager
def server(url: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a server in a process of its own."""
    command = [sys.executable, "-m", "tests.http.standalone", url, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def address(process: subprocess.Popen[str]) -> str:
    """Return where a server listens, once it does."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def prepared(url: str, folder: Path) -> str:
    """Open a round for two hundred; return the log's key."""
    with house_at(url, folder) as house:
        story = Story(house.record, house.now, staff=TEACHERS)
        story.founded()
        story.planned()
        story.opened()
        return house.ledger.vkey


def hand_in(url: str, vkey: str, person: str) -> int | None:
    """Hand in one letter; return its index, or ``None`` where the server went away."""
    with Client(url, signer=signer(person), vkey=vkey) as client:
        try:
            client.login()
            me = Story(print, []).self_(person)
            return client.execute([intent(person, "教学-01")], [me]).index
        except ClientError:
            return None


def letters(url: str, folder: Path) -> dict[int, str]:
    """Return who handed in the letter at each index, and check that the ledger is sound."""
    with house_at(url, folder) as house:
        assert house.ledger.verify().findings == []
        page = house.ledger.after(-1, 10_000, frozenset({"recruitment.intent-submitted.v1"}))
        assert page is not None
        state = house.ledger.states().find(RecruitmentRound, ROUND)
        assert state is not None
        found = {item.index: item.event.teacher for item in page.items}  # type: ignore[attr-defined]
        assert sorted(found.values()) == sorted(t for t, b in state.bidders.items() if b.wishes)
        return found


def test_two_hundred_letters_at_once_survive_a_kill_in_the_middle_each_recorded_once(
    database_url: str, tmp_path: Path
) -> None:
    vkey = prepared(database_url, tmp_path)
    with server(database_url, tmp_path) as process, ThreadPoolExecutor(AT_ONCE) as crowd:
        url = address(process)
        handed = {t: crowd.submit(hand_in, url, vkey, t) for t in TEACHERS}
        while sum(each.done() for each in handed.values()) < BEFORE_THE_KILL:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        held = {i: t for t, each in handed.items() if (i := each.result()) is not None}
    kept = letters(database_url, tmp_path)
    assert len(held) >= BEFORE_THE_KILL
    assert held.items() <= kept.items()
    missing = [person for person in TEACHERS if person not in kept.values()]
    assert missing
    with server(database_url, tmp_path) as process, ThreadPoolExecutor(AT_ONCE) as crowd:
        url = address(process)
        places = list(crowd.map(lambda person: hand_in(url, vkey, person), missing))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) in (0, -signal.SIGTERM)
    whole = kept | {i: t for i, t in zip(places, missing, strict=True) if i is not None}
    assert letters(database_url, tmp_path) == whole
    assert sorted(whole.values()) == sorted(TEACHERS)
