"""Brings the views up to date in the background, and lets readers wait for an index."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from adapters.ledger.application import Ledger
from adapters.ledger.public_log import PublicLog
from api.http.act_index import ActIndex
from api.http.metrics import Metrics
from projections.registers import Registers
from projections.views import Views

LOG = logging.getLogger("gongxin.http")
IDLE_SECONDS = 1.0
"""How long until a look at the log without being told of an act: another program may write."""


class Follower:
    """Follows the log with all views."""

    def __init__(
        self,
        ledger: Ledger,
        log: PublicLog,
        views: Views,
        registers: Registers,
        index: ActIndex,
        metrics: Metrics,
        *,
        pause: float,
    ) -> None:
        self._ledger, self._log, self._views, self._registers = ledger, log, views, registers
        self._index, self._metrics, self._pause = index, metrics, pause
        self._pool = ThreadPoolExecutor(1, "follower")
        self._told = asyncio.Event()
        self._moved = asyncio.Condition()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None
        self.reached = -1
        self.on_strange: Callable[[int], None] = lambda _size: None
        """Called with its size when the log has grown by another program's hand."""
        self.settled: Callable[[], Awaitable[None]] = _at_once
        """Awaited before growth counts as another's: our own may not have been told yet."""

    async def start(self) -> None:
        """Catch up once, then go on in the background."""
        await self._follow()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End after the page at hand."""
        self._stopping = True
        self._told.set()
        if self._task is not None:
            await self._task
        self._pool.shutdown()

    def tell(self) -> None:
        """Say that the log has grown."""
        self._told.set()

    async def wait_for(self, index: int, seconds: float) -> bool:
        """Wait until the views hold ``index``; tell whether they do."""
        if self.reached >= index:
            return True
        self.tell()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._moved:
                await self._moved.wait_for(lambda: self.reached >= index)
        return self.reached >= index

    async def _run(self) -> None:
        while not self._stopping:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), IDLE_SECONDS)
            self._told.clear()
            started = time.monotonic()
            try:
                await self._follow()
            except Exception:
                LOG.exception("the views could not follow")
            await asyncio.sleep(max(self._pause, 2 * (time.monotonic() - started)))

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()
        size = await loop.run_in_executor(self._pool, self._log.size)
        if size > self._metrics.log_size:
            await self.settled()
        if size > self._metrics.log_size:
            self.on_strange(size)
            self._metrics.log_size = size
        if size - 1 > self.reached:
            self.reached = await loop.run_in_executor(self._pool, self._catch_up)
            self._metrics.views_size = self.reached + 1
            self._metrics.log_size = max(size, self.reached + 1)
            async with self._moved:
                self._moved.notify_all()

    def _catch_up(self) -> int:
        self._index.catch_up()
        return min(self._views.catch_up(self._ledger), self._registers.catch_up(self._ledger))


async def _at_once() -> None:
    """Wait for nothing."""
