"""Reads entries ahead in other processes, so that a long log is checked on all cores.

Each worker is this module started by the interpreter anew: it imports nothing of the
program that verifies. Entries go out and readings come back over pipes, in the order of
the log, and no more are under way than a few chunks a worker.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Any, Self

from audit.format.encoding import HASH_SIZE
from audit.format.errors import AuditError
from audit.format.reading import Body, PublicKeys, Reading, Withheld, read_entry

Unread = tuple[bytes, Sequence[Body]]
"""An entry and the bodies of its events."""
Request = tuple[int, PublicKeys, list[Unread]]
"""How many keys of this log were sent before, those enrolled since, and entries to read."""

SMALL = 8 << 20
"""Bytes below which a log is read before workers would have started."""
CHUNK = 128 << 10
"""Bytes that are sent at once, and with them at most one entry more."""
AHEAD = 3
"""Chunks under way for each worker."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from audit.format import workers; workers.main()"


def read_all(
    entries: Iterable[Unread], keys: PublicKeys, workers: Workers | None = None
) -> Iterator[tuple[bytes, Reading]]:
    """Yield each entry with its reading, in order.

    ``keys`` may grow meanwhile, but no key in it changes. Without ``workers`` a short log is
    read here, and the rest of a long one by as many workers as there are cores.
    """
    source = iter(entries)
    if workers is not None:
        yield from workers.read(source, keys)
        return
    read = 0
    for data, bodies in source:
        yield data, read_entry(data, bodies, keys)
        read += _size((data, bodies))
        if read > SMALL and cores() > 1:
            break
    else:
        return
    with Workers(cores()) as own:
        yield from own.read(source, keys)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - depends on the system


class Workers:
    """Processes that read entries, for one log after another. Leave the context to end them.

    Where the system starts none, or fewer, the rest is read here.
    """

    def __init__(self, number: int) -> None:
        command = [sys.executable or "no interpreter", "-c", _START, *sys.path]
        self._workers: list[_Worker] = []
        with suppress(OSError):
            for _ in range(number):
                self._workers.append(_Worker(command))

    @property
    def pids(self) -> list[int]:
        """The ids of the processes."""
        return [worker.pid for worker in self._workers]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.end()

    def read(self, entries: Iterable[Unread], keys: PublicKeys) -> Iterator[tuple[bytes, Reading]]:
        """Yield each entry with its reading, in order; an error of ``entries`` comes in its place.

        Must be read to its end before another log is. The first entry is read here: as it
        founds the log, its keys are those that most others need.
        """
        for worker in self._workers:
            worker.begin()
        entries = iter(entries)
        for data, bodies in islice(entries, 1) if self._workers else entries:
            yield data, read_entry(data, bodies, keys)
        flying: deque[tuple[_Worker, list[Unread]]] = deque()
        turns = cycle(self._workers)
        error = None
        try:
            for chunk, worker in zip(_chunks(entries), turns, strict=False):
                worker.send(chunk, keys)
                flying.append((worker, chunk))
                if len(flying) >= AHEAD * len(self._workers):
                    yield from _landed(*flying.popleft(), keys)
        except AuditError as exc:
            error = exc
        while flying:
            yield from _landed(*flying.popleft(), keys)
        if error is not None:
            raise error


class _Worker:
    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.pid = self._process.pid
        self._known = 0

    def begin(self) -> None:
        """Forget the keys of another log."""
        self._known = 0

    def send(self, chunk: list[Unread], keys: PublicKeys) -> None:
        assert self._process.stdin is not None
        new = dict(islice(keys.items(), self._known, None)) if len(keys) > self._known else {}
        request: Request = (self._known, new, chunk)
        with suppress(OSError):  # of a worker that is gone nothing is taken either
            _write(self._process.stdin, request)
        self._known = len(keys)

    def take(self) -> list[Reading] | None:
        """Return the next readings, or ``None`` where the worker is gone."""
        assert self._process.stdout is not None
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            found: list[Reading] = _read(self._process.stdout)
            return found
        return None

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                assert pipe is not None
                pipe.close()
        self._process.wait()


def _landed(
    worker: _Worker, chunk: list[Unread], keys: PublicKeys
) -> Iterator[tuple[bytes, Reading]]:
    readings = worker.take()
    if readings is None:
        readings = [read_entry(data, bodies, keys) for data, bodies in chunk]
    for (data, _), reading in zip(chunk, readings, strict=True):
        yield data, reading


def _chunks(entries: Iterable[Unread]) -> Iterator[list[Unread]]:
    chunk: list[Unread] = []
    size = 0
    try:
        for unread in entries:
            chunk.append(unread)
            size += _size(unread)
            if size >= CHUNK:
                yield chunk
                chunk, size = [], 0
    except AuditError:
        yield chunk  # what came before the error is read first
        raise
    yield chunk


def _size(unread: Unread) -> int:
    data, bodies = unread
    return len(data) + sum(
        HASH_SIZE if isinstance(each, Withheld) else len(each) for each in bodies
    )


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer requests until there are no more. They are taken in while others are answered."""
    requests: SimpleQueue[Request | None] = SimpleQueue()
    Thread(target=_take_in, args=(source, requests), daemon=True).start()
    keys: dict[str, bytes] = {}
    while (request := requests.get()) is not None:
        known, new, chunk = request
        if known == 0:
            keys.clear()
        keys.update(new)
        _write(sink, [read_entry(data, bodies, keys) for data, bodies in chunk])


def _take_in(source: IO[bytes], requests: SimpleQueue[Request | None]) -> None:
    try:
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                requests.put(_read(source))
    finally:
        requests.put(None)


def _write(sink: IO[bytes], value: object) -> None:
    pickle.dump(value, sink, pickle.HIGHEST_PROTOCOL)
    sink.flush()


def _read(source: IO[bytes]) -> Any:
    return pickle.load(source)  # noqa: S301 - what this very program wrote


def main() -> None:
    """Serve the process that started this one. An interrupt is for that one to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        serve(sys.stdin.buffer, sys.stdout.buffer)
