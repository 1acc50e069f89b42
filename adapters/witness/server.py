"""The HTTP door of a witness: ``POST /add-checkpoint``, and its key for whoever asks."""

from __future__ import annotations

import logging
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from adapters.witness.request import MAX_REQUEST, Answer
from adapters.witness.state import WitnessStateError
from adapters.witness.witness import Witness

SECONDS = 10
"""After which a caller who says nothing is let go."""
_LENGTH = re.compile(r"[0-9]{1,9}")
_LOG = logging.getLogger("gongxin.witness")


class WitnessServer(ThreadingHTTPServer):
    """Serves one witness. The state is held by one request at a time, in whatever process."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, _Handler)
        self.witness = witness


class _Handler(BaseHTTPRequestHandler):
    server: WitnessServer
    timeout = SECONDS
    server_version, sys_version = "gongxin-witness", ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Tell the verifier key, which nobody should take from here alone."""
        if self.path == "/":
            self._answer(Answer(200, f"{self.server.witness.vkey}\n".encode()))
        else:
            self._answer(Answer.refusal(404, "no such page"))

    def do_POST(self) -> None:
        """Take a checkpoint."""
        length = self.headers.get("Content-Length", "")
        if self.path != "/add-checkpoint":
            self._close(Answer.refusal(404, "POST /add-checkpoint is all there is"))
        elif not _LENGTH.fullmatch(length) or int(length) > MAX_REQUEST:
            self._close(Answer.refusal(413, f"a request has at most {MAX_REQUEST} bytes"))
        else:
            self._answer(self._answered(self.rfile.read(int(length))))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Log what was asked and answered, controls escaped; nothing of it is secret."""
        _LOG.info("%r", format % args)

    def _answered(self, body: bytes) -> Answer:
        try:
            return self.server.witness.add_checkpoint(body)
        except (WitnessStateError, OSError):
            _LOG.exception("the state cannot be used")
            return Answer.refusal(500, "this witness does not sign now")

    def _close(self, answer: Answer) -> None:
        """Answer a caller whose body was not read."""
        self.close_connection = True
        self._answer(answer)

    def _answer(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)
