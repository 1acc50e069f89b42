"""Figures of the HTTP door: ``python -m tests.bench.http``.

Reads of a roster page beside a hello world on the same server; acts by 32 clients at once
beside acts in process. Server and clients are two processes on one machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from adapters.client.client import Client
from domain.mandate.commands import DeclareRecusal
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.http.house import house_at
from tests.http.story import Story, registration
from tests.support.office import signer

CLIENTS, ACTS_EACH, READS = 32, 10, 600
PEOPLE = tuple(f"t{n:03}" for n in range(200))


def main() -> None:
    """Measure and print."""
    print(f"\nHTTP door, one server and {CLIENTS} clients on this machine")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'ledger.db'}"
        with house_at(url, folder) as house:
            Story(house.record, house.now, staff=PEOPLE).founded()
            assert registration("t000").teacher == "t000"
            busy = time.process_time()
            inside = _rate(lambda n: _act_inside(house.record, n), CLIENTS * ACTS_EACH)
            own = (time.process_time() - busy) / (CLIENTS * ACTS_EACH)
        print(f"acts a second in process          {inside:8.0f}")
        print(f"processor time of an act          {own * 1000:8.1f} ms in process")
        command = [sys.executable, "-m", "tests.http.standalone", url, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            try:
                _over_http(address, inside, server.pid)
            finally:
                server.kill()


def _over_http(address: str, inside: float, pid: int) -> None:
    with Client(address, signer=signer("registrar")) as office:
        office.login()
        headers = {"Authorization": office.authorization}
    with httpx.Client(base_url=address, headers=headers) as http:
        hello, _ = _reads(http, "/healthz")
        roster, late = _reads(http, "/api/v1/teachers?limit=100")
        fresh, _ = _reads(http, "/api/v1/teachers?limit=100", changing=True)
        named, slow = _reads(http, "/api/v1/teachers?limit=100&names=true")
    print(f"smallest answers a second         {hello:8.0f}")
    print(
        f"roster pages of 100 a second      {roster:8.0f}   ratio {roster / hello:.2f}   p99 {late:.1f} ms"
    )
    print(f"the same, not changed (304)       {fresh:8.0f}   ratio {fresh / hello:.2f}")
    print(
        f"the same with names               {named:8.0f}   ratio {named / hello:.2f}   p99 {slow:.1f} ms"
    )
    people = [Client(address, signer=signer(person)) for person in PEOPLE[:CLIENTS]]
    for each in people:
        each.login()
    times: list[float] = []
    ours, theirs = time.process_time(), _cpu_of(pid)
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as crowd:
        list(crowd.map(lambda n: _acts(people[n], PEOPLE[n], times), range(CLIENTS)))
    rate = CLIENTS * ACTS_EACH / (time.perf_counter() - started)
    acts = CLIENTS * ACTS_EACH
    ours, theirs = ((time.process_time() - ours) / acts, (_cpu_of(pid) - theirs) / acts)
    p99 = statistics.quantiles(times, n=100)[98] * 1000
    print(
        f"acts a second by {CLIENTS} clients       {rate:8.0f}   ratio {rate / inside:.2f}   p99 {p99:.0f} ms"
    )
    print(
        f"processor time of an act          {theirs * 1000:8.1f} ms in the server, {ours * 1000:.1f} ms in its client"
    )
    metrics = dict(
        line.rsplit(" ", 1)
        for line in httpx.get(f"{address}/metrics").text.splitlines()
        if line.startswith(("gongxin_acts_total", "gongxin_batches_total"))
    )
    print(
        f"acts in a commit                  {int(metrics['gongxin_acts_total']) / int(metrics['gongxin_batches_total']):8.1f}"
    )
    for each in people:
        each.close()


def _cpu_of(pid: int) -> float:
    """Return the seconds of processor time that a process has had; 0 where nobody says so."""
    if not Path("/proc").exists():
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _act_inside(record: Callable[..., int], n: int) -> None:
    person = PEOPLE[n % CLIENTS]
    record(_recusal(person, f"inside-{n}"), Mandated(person, Role.SELF))


def _acts(client: Client, person: str, times: list[float]) -> None:
    for n in range(ACTS_EACH):
        started = time.perf_counter()
        client.execute([_recusal(person, f"x{n}")], [Mandated(person, Role.SELF)])
        times.append(time.perf_counter() - started)


def _recusal(person: str, other: str) -> DeclareRecusal:
    return DeclareRecusal(person=person, other=other, relation="亲属")


def _reads(http: httpx.Client, path: str, *, changing: bool = False) -> tuple[float, float]:
    times: list[float] = []
    headers = {"If-None-Match": http.get(path).headers.get("etag", "")} if changing else {}

    def read(_n: int) -> None:
        started = time.perf_counter()
        assert http.get(path, headers=headers).status_code in (200, 304)
        times.append(time.perf_counter() - started)

    rate = _rate(read, READS)
    return rate, statistics.quantiles(times, n=100)[98] * 1000


def _rate(work: Callable[[int], object], count: int) -> float:
    started = time.perf_counter()
    for n in range(count):
        work(n)
    return count / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
