"""A witness that answers a byte now and then does not hold up whoever asks."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest

from adapters.witness.asking import over_http
from adapters.witness.errors import WitnessUnreachableError

REQUEST = b"old 0\n"
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@contextmanager
def dripping(pause: float, answer: bytes = WHOLE) -> Iterator[str]:
    """Serve one answer, a byte after each pause."""
    stop = Event()

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                asked = b""
                while not asked.endswith(REQUEST):
                    asked += connection.recv(65_536)
                for byte in answer:
                    connection.sendall(bytes([byte]))
                    if stop.wait(pause):
                        return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    "answer",
    [WHOLE, b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + b"x" * 999],
    ids=["headers", "body"],
)
def test_the_whole_exchange_is_bounded_not_only_each_read(answer: bytes) -> None:
    pause = 0.02 if len(answer) > len(WHOLE) else 0.2
    begun = time.monotonic()
    with (
        dripping(pause, answer) as url,
        pytest.raises(WitnessUnreachableError, match=r"within 0\.5 seconds"),
    ):
        over_http(url, seconds=0.5)(REQUEST)
    assert time.monotonic() - begun < 5


def test_a_slow_answer_that_comes_in_time_is_taken() -> None:
    with dripping(0.001) as url:
        answer = over_http(url, seconds=10)(REQUEST)
    assert (answer.status, answer.body) == (200, b"ok")


def test_nobody_there_is_told_as_before() -> None:
    with pytest.raises(WitnessUnreachableError, match=r"127\.0\.0\.1:1"):
        over_http("http://127.0.0.1:1")(REQUEST)
