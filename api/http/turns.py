"""Turns at a stream: whoever is about to sign goes first, for a moment.

An act names the place of each event in its stream, so of two drafts for one stream only
one can be recorded. With two hundred letters for one round nobody would get through by
trying again and again. So a draft may hold its streams for a second or two, and others
wait in a queue. A hold is courtesy, not safety: positions are checked at the end anyway.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class _Waiting:
    streams: frozenset[str]
    holder: str
    seconds: float
    granted: asyncio.Future[None]


class Turns:
    """Who holds which stream, and who waits. For one event loop.

    Everybody has one turn at a time, so that nobody can keep a stream by asking often.
    """

    def __init__(self) -> None:
        self._held: dict[str, str] = {}
        self._ends: dict[str, asyncio.TimerHandle] = {}
        self._waiting: list[_Waiting] = []

    async def take(
        self, streams: Iterable[str], holder: str, *, seconds: float, patience: float
    ) -> bool:
        """Hold streams for up to ``seconds``; tell whether the turn came within ``patience``."""
        if holder in self._ends or any(each.holder == holder for each in self._waiting):
            return False
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        mine = _Waiting(frozenset(streams), holder, seconds, granted)
        self._waiting.append(mine)
        self._grant()
        try:
            await asyncio.wait_for(granted, patience)
        except TimeoutError:
            return False
        finally:
            if mine in self._waiting:
                self._waiting.remove(mine)
        return True

    def release(self, holder: str) -> None:
        """Give back what somebody holds."""
        end = self._ends.pop(holder, None)
        if end is not None:
            end.cancel()
            self._held = {name: held for name, held in self._held.items() if held != holder}
            self._grant()

    def _grant(self) -> None:
        for each in list(self._waiting):
            if each.granted.done() or not each.streams.isdisjoint(self._held):
                continue
            self._waiting.remove(each)
            self._held.update(dict.fromkeys(each.streams, each.holder))
            loop = asyncio.get_running_loop()
            self._ends[each.holder] = loop.call_later(each.seconds, self.release, each.holder)
            each.granted.set_result(None)
