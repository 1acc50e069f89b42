"""The one task that records: acts that wait together are stored together.

Everything that touches the ledger's states runs in one thread of its own, so that the
ledger needs no locks and the event loop never waits for the disk.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from adapters.ledger.acts import Draft, Receipt
from adapters.ledger.application import Ledger
from api.http.act_index import ActIndex
from api.http.metrics import Metrics
from audit.format.entry import Signature

T = TypeVar("T")
LOG = logging.getLogger("gongxin.http")


@dataclass(slots=True)
class _Job:
    draft: Draft
    signatures: Sequence[Signature]
    done: asyncio.Future[Receipt]


class Writer:
    """Asks the ledger, and records in batches."""

    def __init__(self, ledger: Ledger, index: ActIndex, metrics: Metrics, *, most: int) -> None:
        self._ledger, self._index, self._metrics, self._most = ledger, index, metrics, most
        self._pool = ThreadPoolExecutor(1, "ledger")
        self._queue: asyncio.Queue[_Job | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._storing = asyncio.Lock()
        self.on_stored: Callable[[Sequence[Draft]], None] = lambda _drafts: None

    def start(self) -> None:
        """Begin to record."""
        self._task = asyncio.create_task(self._run())

    @property
    def running(self) -> bool:
        """Tell whether acts are being recorded."""
        return self._task is not None and not self._task.done()

    async def stop(self) -> None:
        """Record what waits, then end."""
        await self._queue.put(None)
        if self._task is not None:
            await self._task
        self._pool.shutdown()

    async def ask(self, question: Callable[[], T]) -> T:
        """Run a question to the ledger in its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, question)

    async def record(self, draft: Draft, signatures: Sequence[Signature]) -> Receipt:
        """Record a draft with its signatures, together with others that wait now.

        Raises:
            LedgerError: As ``Ledger.record``.
            MalformedError: The entry would be too large.
        """
        done: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._metrics.waiting += 1
        await self._queue.put(_Job(draft, signatures, done))
        return await asyncio.shield(done)

    async def _run(self) -> None:
        while (job := await self._queue.get()) is not None:
            batch = [job]
            while len(batch) < self._most and not self._queue.empty():
                following = self._queue.get_nowait()
                if following is None:
                    self._queue.put_nowait(None)
                    break
                batch.append(following)
            async with self._storing:
                await self._store(batch)
            self._metrics.waiting -= len(batch)

    async def settled(self) -> None:
        """Wait until what is being stored now has been told."""
        async with self._storing:
            pass

    async def _store(self, batch: Sequence[_Job]) -> None:
        started = time.perf_counter()
        try:
            signed = [(job.draft, job.signatures) for job in batch]
            outcomes = await self.ask(lambda: self._ledger.record_all(signed))
        except Exception as failure:
            LOG.exception("a batch of %d acts failed", len(batch))
            await self._rescue(batch, failure)
            return
        self._metrics.commit_seconds.add(time.perf_counter() - started)
        self._metrics.batches += 1
        stored = [
            (job.draft, each.index)
            for job, each in zip(batch, outcomes, strict=True)
            if isinstance(each, Receipt)
        ]
        indexes = [index for _, index in stored]
        self._metrics.acts += len(indexes)
        self._metrics.log_size = max(self._metrics.log_size, *(n + 1 for n in indexes), 0)
        self.on_stored([draft for draft, _ in stored])
        for job, outcome in zip(batch, outcomes, strict=True):
            _settle(job.done, outcome)

    async def _rescue(self, batch: Sequence[_Job], failure: Exception) -> None:
        """Find out what was stored after all; try the others one by one."""
        for job in batch:
            try:
                await self._rescue_one(job, failure, alone=len(batch) == 1)
            except Exception as worse:  # noqa: BLE001 - told to whoever waits
                _settle(job.done, worse)

    async def _rescue_one(self, job: _Job, failure: Exception, *, alone: bool) -> None:
        act = job.draft.act.act
        place = await self.ask(lambda: self._index.find(act))
        if place is not None:
            index = place
            _settle(job.done, await self.ask(lambda: self._ledger.prove(index)))
        elif alone:
            _settle(job.done, failure)
        else:
            await self._store([job])


def _settle(done: asyncio.Future[Receipt], outcome: Receipt | Exception) -> None:
    if done.done():
        return
    if isinstance(outcome, Exception):
        done.set_exception(outcome)
    else:
        done.set_result(outcome)
