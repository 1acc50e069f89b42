"""Writes acts until it is killed; tells each act's index once the ledger acknowledged it."""

from __future__ import annotations

import multiprocessing
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.ledger.errors import StreamMovedError
from domain.mandate.commands import DeclareRecusal
from domain.mandate.signing import Mandated
from tests.support.office import Office

# A server imports the program once; what it forks is a process of its own, to be killed.
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload([__name__])


def write(url: str, folder: Path, person: str, told: Connection) -> None:
    """Record acts of one person for ever, and tell index and id of each that was recorded."""
    office = Office.at(url, folder)
    actor = Mandated(person, "self")
    for number in count():
        commands = [
            DeclareRecusal(person=person, other=f"x{number}-{part}", relation="亲属")
            for part in range(number % 3 + 1)
        ]
        # Another process may have been quicker at the stream: whoever writes drafts anew.
        with suppress(StreamMovedError):
            receipt = office.act_all(commands, actor)
            told.send((receipt.index, receipt.act))


@dataclass
class Writer:
    """A process that writes, and what it told until it was killed."""

    url: str
    folder: Path
    person: str
    acknowledged: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._heard, told = _SERVER.Pipe(duplex=False)
        arguments = (self.url, self.folder, self.person, told)
        self._process = _SERVER.Process(target=write, args=arguments, daemon=True)
        self._process.start()
        told.close()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def kill(self) -> None:
        """Send signal 9."""
        self._process.kill()

    def wait(self) -> int | None:
        """Return the exit code when the process is gone and all that it told is heard."""
        self._process.join()
        self._reader.join()
        self._heard.close()
        return self._process.exitcode

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self.acknowledged.append(self._heard.recv())
