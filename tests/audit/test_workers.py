"""However many workers read the log, the report is the same."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.format import workers as workers_module
from audit.format.act import Act, Actor, Basis
from audit.format.body import EventBody
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.findings import Report
from audit.format.reading import Reading, Withheld, read_entry
from audit.format.restricted_json import JsonValue
from audit.format.tree import leaf_hash
from audit.format.verify import LedgerVerifier
from audit.format.workers import Request, Unread, Workers, serve
from tests.support.forge import ROOT, Fact, Forge, kid, sign, small_log

Facts = Mapping[str, JsonValue]


@pytest.fixture(scope="module")
def two() -> Iterator[Workers]:
    with Workers(2) as workers:
        yield workers


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "CHUNK", 1500)


def entries(forge: Forge) -> list[Unread]:
    return list(zip(forge.entries, forge.bodies, strict=True))


def report_by(forge: Forge, workers: Workers | None) -> Report:
    verifier = LedgerVerifier(forge.log)
    nodes = list(verifier.check(entries(forge), workers=workers))
    assert len(nodes) == len(forge.entries)
    return verifier.finish()


def a_year() -> Forge:
    """Return a log in which keys come, are used at once, and go."""
    forge = Forge().found()
    for number in range(8):
        person = f"p{number}"
        forge.enrol(person)
        mine = Actor(person, "principal", "s1", f"m-{person}")
        forge.act([seat(number)], actors=[mine])
        forge.act([seat(number), seat(99)], actors=[mine, ROOT])
    gone: Facts = {"kid": kid("p3"), "reason": "被盗", "void_from_index": 11}
    forge.act([("mandates:p3", "mandate.key-revoked.v1", gone)])
    forge.act([("mandates:p2", "mandate.person-erased.v1", {"person": "p2", "ground": "期满"})])
    return forge


def seat(number: int) -> Fact:
    return (f"school:s{number}", "school.seat-taken.v1", {"person": "zhao", "round": "r1"})


def rewrite(forge: Forge, index: int, **changes: object) -> None:
    """Let the genuine signers sign an act that they change."""
    act = Act.from_bytes(Entry.from_bytes(forge.entries[index]).act)
    changed = replace(act, **changes)  # type: ignore[arg-type]
    forge.entries[index] = sign(changed.to_bytes(), [each.person for each in act.actors])


def forge_signature(forge: Forge, index: int) -> None:
    entry = Entry.from_bytes(forge.entries[index])
    bad = tuple(each._replace(value=bytes(64)) for each in entry.signatures)
    forge.entries[index] = replace(entry, signatures=bad).to_bytes()


def change_body(forge: Forge, index: int, **changes: object) -> None:
    body = EventBody.from_bytes(bytes(forge.bodies[index][0]))  # type: ignore[arg-type]
    forge.bodies[index][0] = replace(body, **changes).to_bytes()  # type: ignore[arg-type]


def withhold(forge: Forge, index: int) -> None:
    forge.bodies[index] = [Withheld(leaf_hash(bytes(each))) for each in forge.bodies[index]]  # type: ignore[arg-type]


def truncate(forge: Forge, index: int) -> None:
    del forge.entries[index:], forge.bodies[index:]


def drop(forge: Forge, index: int) -> None:
    del forge.entries[index], forge.bodies[index]


CRIMES: dict[str, Callable[[Forge, int], object]] = {
    "signature.bad": forge_signature,
    "entry.malformed": lambda forge, at: forge.entries.__setitem__(at, b"\x01garbage"),
    "entry.basis": lambda forge, at: rewrite(forge, at, basis=Basis(1, bytes(32))),
    "entry.log": lambda forge, at: rewrite(forge, at, log="other.example"),
    "entry.twice": lambda forge, at: forge.put(forge.entries[at], forge.bodies[at]),
    "mandate.standing": lambda forge, at: rewrite(forge, at, at="2025-01-01T00:00:00.000Z"),
    "event.hash": lambda forge, at: change_body(forge, at, data={"person": "sun"}),
    "event.misplaced": lambda forge, at: change_body(forge, at, n=7),
    "event.malformed": lambda forge, at: forge.bodies[at].__setitem__(0, b"{}"),
    "event.count": lambda forge, at: forge.bodies[at].clear(),
    "stream.broken": drop,
    "nothing of a withheld body": withhold,
    "nothing of a truncated log": truncate,
}


@pytest.mark.parametrize("code", CRIMES)
def test_two_workers_find_what_one_finds(two: Workers, code: str) -> None:
    forge = a_year()
    CRIMES[code](forge, 12)
    alone = report_by(forge, None)
    assert code in {each.code for each in alone.findings} or code.startswith("nothing")
    assert asdict(report_by(forge, two)) == asdict(alone)


def test_a_genuine_log_is_sound_however_it_is_read(two: Workers) -> None:
    forge = a_year()
    report = report_by(forge, two)
    assert report.findings == []
    assert asdict(report) == asdict(report_by(forge, None))


@given(st.lists(st.tuples(st.sampled_from(sorted(CRIMES)), st.integers(1, 20)), max_size=4))
@settings(max_examples=40, deadline=None)
def test_two_workers_find_all_crimes_in_the_same_order(
    two: Workers, crimes: list[tuple[str, int]]
) -> None:
    forge = a_year()
    for code, at in crimes:
        try:
            CRIMES[code](forge, at)
        except (IndexError, MalformedError, TypeError):
            continue  # an earlier crime left nothing there to be forged
    assert asdict(report_by(forge, two)) == asdict(report_by(forge, None))


def test_the_same_workers_know_no_key_of_the_log_before(two: Workers) -> None:
    ours = report_by(a_year(), two)
    theirs = Forge(log="other.example").found()
    theirs.act([seat(1)], actors=[Actor("p1", "self", "", "")])
    codes = [each.code for each in report_by(theirs, two).findings]
    assert (ours.sound, codes) == (True, ["signature.key", "signature.actor"])


def test_what_comes_before_an_unreadable_entry_is_checked(two: Workers) -> None:
    forge = a_year()
    verifier = LedgerVerifier(forge.log)

    def torn() -> Iterator[Unread]:
        yield from entries(forge)[:9]
        raise MalformedError("an entry bundle is cut short")

    done: list[object] = []
    with pytest.raises(MalformedError, match="cut short"):
        done.extend(verifier.check(torn(), workers=two))
    assert (len(done), verifier.finish().size, verifier.report.findings) == (9, 9, [])


def test_a_worker_that_is_killed_changes_no_verdict() -> None:
    forge = a_year()
    forge_signature(forge, 20)
    with Workers(2) as workers:
        for pid in workers.pids[:1]:
            os.kill(pid, signal.SIGKILL)
        assert asdict(report_by(forge, workers)) == asdict(report_by(forge, None))


def test_a_worker_that_is_killed_while_it_reads_changes_no_verdict() -> None:
    forge = a_year()
    forge_signature(forge, 20)
    verifier = LedgerVerifier(forge.log)
    with Workers(2) as workers:
        for done, _ in enumerate(verifier.check(entries(forge), workers=workers)):
            if done == 5:
                for pid in workers.pids:
                    os.kill(pid, signal.SIGKILL)
        assert asdict(verifier.finish()) == asdict(report_by(forge, None))


@pytest.mark.parametrize("interpreter", ["/no/such/python", ""])
def test_where_no_worker_can_be_started_the_log_is_read_here(
    monkeypatch: pytest.MonkeyPatch, interpreter: str
) -> None:
    monkeypatch.setattr("sys.executable", interpreter)
    forge = a_year()
    forge_signature(forge, 20)
    with Workers(2) as none:
        assert none.pids == []
        assert asdict(report_by(forge, none)) == asdict(report_by(forge, None))


def test_a_long_log_gets_workers_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "SMALL", 4000)
    monkeypatch.setattr(workers_module, "cores", lambda: 2)
    started: list[int] = []

    def start(number: int) -> Workers:
        started.append(number)
        return Workers(number)

    monkeypatch.setattr(workers_module, "Workers", start)
    forge = a_year()
    report = report_by(forge, None)
    assert (report.findings, report.size, started) == ([], len(forge.entries), [2])


def test_a_worker_answers_until_there_is_no_more_to_read() -> None:
    forge = small_log()
    requests: list[Request] = [(0, {}, entries(forge)[:1]), (0, {}, entries(forge)[1:])]
    sink = BytesIO()
    serve(BytesIO(b"".join(map(pickle.dumps, requests)) + b"cut"), sink)
    sink.seek(0)
    answers: list[Reading] = [*pickle.load(sink), *pickle.load(sink)]
    assert answers == [read_entry(*each, {}) for each in entries(forge)]
    assert sink.read() == b""
