"""Parts of a story beside each other, in the order of their days: a ledger's clock goes forward."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

_START = datetime.min.replace(tzinfo=UTC)


class Turns:
    """Lets one part at a time go on: the one whose next day comes first, then the earlier part."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[int, datetime] = {}
        self._names: dict[int, int] = {}
        self._alive = 0
        self._failed: list[BaseException] = []

    def wait_for(self, day: datetime) -> None:
        """Go on once no other part has anything to do before that day."""
        part = self._names.get(threading.get_ident())
        if part is None:  # nobody plays beside
            return
        with self._changed:
            self._waiting[part] = day
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_next(part))
            del self._waiting[part]

    def _is_next(self, part: int) -> bool:
        return len(self._waiting) == self._alive and part == min(
            self._waiting, key=lambda each: (self._waiting[each], each)
        )

    def play(self, parts: Sequence[Callable[[], None]]) -> None:
        """Play all parts to their end."""
        self._alive = len(parts)
        threads = [
            threading.Thread(target=self._run, args=(number, part))
            for number, part in enumerate(parts)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._failed:
            raise self._failed[0]

    def _run(self, number: int, part: Callable[[], None]) -> None:
        self._names[threading.get_ident()] = number
        try:
            self.wait_for(_START)
            part()
        except BaseException as exc:  # noqa: BLE001 - raised again where the parts were begun
            self._failed.append(exc)
        finally:
            with self._changed:
                self._alive -= 1
                self._changed.notify_all()
            del self._names[threading.get_ident()]
