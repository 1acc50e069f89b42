"""``gongxin serve``: uvicorn over one home directory."""

from __future__ import annotations

import logging
from pathlib import Path

import uvicorn

from api.composition import open_server
from api.http.app import create_app
from api.http.settings import DEFAULTS, Settings

GRACE_SECONDS = 20


def serve(home: Path, host: str, port: int, *, settings: Settings = DEFAULTS) -> None:
    """Serve until told to stop; requests under way are answered first.

    Raises:
        HomeError: There is no ledger, or its keys cannot be opened.
        StoreMismatchError: The store is older than the last checkpoint, or differs.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with open_server(home) as services:
        config = uvicorn.Config(
            create_app(services, settings),
            host=host,
            port=port,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=30,
            log_level="warning",
        )
        uvicorn.Server(config).run()
