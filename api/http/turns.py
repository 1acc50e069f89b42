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
    token: object
    seconds: float
    granted: asyncio.Future[None]


class Turns:
    """Who holds which stream, and who waits. For one event loop."""

    def __init__(self) -> None:
        self._held: dict[str, object] = {}
        self._waiting: list[_Waiting] = []

    async def take(
        self, streams: Iterable[str], token: object, *, seconds: float, patience: float
    ) -> bool:
        """Hold streams for up to ``seconds``; tell whether the turn came within ``patience``."""
        wanted = frozenset(streams)
        mine = _Waiting(wanted, token, seconds, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        self._grant()
        try:
            await asyncio.wait_for(mine.granted, patience)
        except TimeoutError:
            return False
        finally:
            if mine in self._waiting:
                self._waiting.remove(mine)
        return True

    def release(self, token: object) -> None:
        """Give back what is held under ``token``."""
        self._held = {name: held for name, held in self._held.items() if held is not token}
        self._grant()

    def _grant(self) -> None:
        for each in list(self._waiting):
            if each.granted.done() or not each.streams.isdisjoint(self._held):
                continue
            self._waiting.remove(each)
            self._held.update(dict.fromkeys(each.streams, each.token))
            each.granted.set_result(None)
            asyncio.get_running_loop().call_later(each.seconds, self.release, each.token)
