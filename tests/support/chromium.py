"""A real browser without a window, spoken to over a pipe (Chrome DevTools Protocol)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest

BINARY = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(BINARY is None, reason="no Chromium is installed")
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
_START = """
import fcntl, os, sys
ours = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3]]
os.dup2(ours[0], 3)
os.dup2(ours[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads what it is told from file 3 and answers on file 4."""
PATIENCE = 30
"""Seconds that a page may take."""


@dataclass
class Page:
    """One page, and an authenticator plugged into its browser."""

    _send: IO[bytes]
    _receive: IO[bytes]
    _numbers: Iterator[int]
    _session: str = ""

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the protocol; what happens meanwhile passes by."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._send.write(json.dumps(message).encode() + b"\0")
        self._send.flush()
        while True:
            answer = json.loads(_until_zero(self._receive))
            if answer.get("id") == number:
                assert "error" not in answer, answer
                found: dict[str, Any] = answer["result"]
                return found

    def open(self, url: str) -> None:
        """Go to a page, and wait until it is there."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.ask("Page.navigate", url=url)
        end = time.monotonic() + PATIENCE
        while not self.run(
            "document.readyState === 'complete' && location.href.startsWith('http')"
        ):
            assert time.monotonic() < end, f"{url} does not open"
            time.sleep(0.05)

    def plug_in(self) -> None:
        """Plug in a device that holds passkeys, and whose user always agrees."""
        self.ask("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.ask("WebAuthn.addVirtualAuthenticator", options=options)

    def run(self, script: str) -> Any:
        """Return what an expression of the page comes to, as JSON."""
        answer = self.ask(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Have the page make a passkey."""
        return self._credential("create", "parseCreationOptionsFromJSON", options)

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Have the page use a passkey."""
        return self._credential("get", "parseRequestOptionsFromJSON", options)

    def _credential(self, verb: str, parse: str, options: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.run(
            f"navigator.credentials.{verb}({{publicKey: PublicKeyCredential.{parse}("
            f"{json.dumps(options)})}}).then(found => found.toJSON())"
        )
        return found


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """Start a browser with a profile of its own; end it afterwards."""
    assert BINARY is not None, "mark the test with needs_chromium"
    its_in, our_out = os.pipe()
    our_in, its_out = os.pipe()
    start = [sys.executable, "-c", _START, str(its_in), str(its_out)]
    command = [*start, BINARY, *SWITCHES, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(
        command, pass_fds=(its_in, its_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(its_in)
    os.close(its_out)
    with os.fdopen(our_out, "wb") as send, os.fdopen(our_in, "rb") as receive:
        end = Timer(2 * PATIENCE, process.kill)  # so that no test waits for ever
        end.start()
        try:
            yield Page(send, receive, count(1))
        finally:
            end.cancel()
            process.terminate()
            process.wait(PATIENCE)


def _until_zero(source: IO[bytes]) -> bytes:
    found = bytearray()
    while (byte := source.read(1)) != b"\0":
        assert byte, "the browser is gone"
        found += byte
    return bytes(found)
