"""Follows the events of a store as they come, by asking again and again."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from threading import Event

from eventsourcing.persistence import ApplicationRecorder, Notification, Subscription

PAGE = 500
"""Notifications that are held at most."""
PAUSE = 0.05
"""Seconds between two questions once everything was read."""


class PollingSubscription(Subscription[ApplicationRecorder]):
    """Yields every notification in order, then waits for the next until it is stopped.

    A reader at the tail never misses an event: ids are given under the write lock. ``stop``
    may be called from any thread, and ends a wait at once.
    """

    def __init__(
        self, recorder: ApplicationRecorder, gt: int | None = None, topics: Sequence[str] = ()
    ) -> None:
        """Begin after the notification with id ``gt``, or with the first."""
        super().__init__(recorder, gt, topics)
        self._held: deque[Notification] = deque()
        self._stopping = Event()

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if not self._held:
                self._held.extend(self._page())
            if self._held:
                return self._held.popleft()
            self._stopping.wait(PAUSE)
        raise StopIteration

    def stop(self) -> None:
        """End the subscription; whoever waits is woken."""
        super().stop()
        self._stopping.set()

    def _page(self) -> Sequence[Notification]:
        found = self._recorder.select_notifications(
            self._last_notification_id,
            PAGE,
            topics=self._topics,
            inclusive_of_start=False,
        )
        if found:
            self._last_notification_id = found[-1].id
        return found
