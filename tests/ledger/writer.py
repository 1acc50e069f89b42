"""Writes acts until it is killed; tells each act's index once the ledger acknowledged it.

Run as ``python -m tests.ledger.writer URL FOLDER PERSON``.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from domain.mandate.commands import DeclareRecusal
from domain.mandate.signing import Mandated
from tests.support.office import Office


def main(url: str, folder: str, person: str) -> None:
    office = Office.at(url, Path(folder))
    actor = Mandated(person, "self")
    for number in count():
        commands = [
            DeclareRecusal(person=person, other=f"x{number}-{part}", relation="亲属")
            for part in range(number % 3 + 1)
        ]
        receipt = office.act_all(commands, actor)
        sys.stdout.write(f"{receipt.index} {receipt.act}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
