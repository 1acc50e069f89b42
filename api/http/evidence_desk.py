"""Answers questions out of signed events: one at a time, in a thread of its own, bounded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine

from adapters.evidence.bounded_source import BoundedSource, Limit, TooLongError
from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.application import Ledger
from api.http.problems import ProblemError
from audit.format.errors import AuditError
from audit.replay.source import EventUnknownError, Source
from audit.what_if.supposing import SuppositionError

T = TypeVar("T")


class EvidenceDesk:
    """Reads the ledger as an outsider would, beside the server's own work."""

    def __init__(self, ledger: Ledger, engine: Engine, *, most_waiting: int) -> None:
        """Keep the index of causes in ``engine``; it may be thrown away like the views."""
        self._ledger, self._engine, self._most = ledger, engine, most_waiting
        self._pool = ThreadPoolExecutor(1, "evidence")
        self._source: LedgerSource | None = None
        self._limit = Limit()
        self._waiting = 0

    async def ask(self, question: Callable[[Source], T], *, seconds: float) -> T:
        """Return what a question to the log comes to.

        Raises:
            ProblemError: Nothing has that name; the supposition makes no sense; too many
                wait; or it takes longer than ``seconds``, counted from its turn.
        """
        if self._waiting > self._most:
            raise ProblemError(429, "http.too-many", headers={"Retry-After": "10"})
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, self._answer, question, seconds)
        except EventUnknownError as exc:
            raise ProblemError(404, "http.not-found") from exc
        except SuppositionError as exc:
            facts = {"reason": str(exc)[:300]}
            raise ProblemError(409, "evidence.supposition", facts=facts) from exc
        except AuditError as exc:
            facts = {"reason": str(exc)[:300]}
            raise ProblemError(409, "evidence.unreadable", facts=facts) from exc
        except TooLongError as exc:
            raise ProblemError(503, "evidence.too-long") from exc
        finally:
            self._waiting -= 1

    def stop(self) -> None:
        """Let what runs end at its next step, and what waits not begin."""
        self._limit.close()
        self._pool.shutdown(cancel_futures=True)

    def _answer(self, question: Callable[[Source], T], seconds: float) -> T:
        if self._source is None or self._source.size() != self._ledger.size():
            self._source = LedgerSource(self._ledger, CauseIndex(self._engine))
        self._limit.begin(time.monotonic() + seconds)
        return question(BoundedSource(self._source, self._limit))
