"""A server that tests can kill; it prints its address once it listens.

Run as ``python -m tests.http.standalone DATABASE_URL FOLDER``. Its clock runs from a day on
which letters are taken.
"""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from api.http.settings import Settings
from domain.values.time import BEIJING
from tests.http.house import house_at

OPEN = datetime(2026, 8, 21, 9, tzinfo=BEIJING)
BUSY = Settings(requests_a_second=100_000, burst=100_000)


async def main(url: str, folder: str) -> None:
    began = time.monotonic()

    def clock() -> datetime:
        return OPEN + timedelta(seconds=time.monotonic() - began)

    with house_at(url, Path(folder), settings=BUSY, clock=clock) as house:
        config = uvicorn.Config(house.app, port=0, log_level="error", timeout_graceful_shutdown=10)
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has a flag, and no event
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        sys.stdout.write(f"http://127.0.0.1:{port}\n")
        sys.stdout.flush()
        await running


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
