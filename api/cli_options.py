"""What the files of ``gongxin``'s commands share: options, exit statuses, an open ledger."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.composition import Services


class Moment(TypedDict, total=False):
    """A moment in the log: the place of an entry, or the end of a day; neither means now."""

    index: int
    on: date


GOOD, FOUND, MISUSE = 0, 1, 2
DEFAULT_HOME = Path("~/.gongxin").expanduser()
Home = Annotated[Path, Parameter("--home", help="Where the ledger lives. 台账目录。")]
Json = Annotated[bool, Parameter("--json", negative="", help="Print JSON. 输出 JSON。")]
AsOf = Annotated[
    str | None,
    Parameter("--as-of", help="An index in the log, or a date. 截至条目序号或日期。"),
]

Vkey = Annotated[
    str | None, Parameter("--vkey", help="The log's key, got elsewhere. 另行取得的台账公钥。")
]


class MisuseError(Exception):
    """Raised when a command is asked for something that cannot be."""


def moment(as_of: str | None, services: Services) -> Moment:
    """Return what a view is asked with: an index, a date, or nothing for now.

    Raises:
        MisuseError: It is neither, or the log does not reach that far.
    """
    return moment_in(as_of, services.ledger.size)


def moment_in(as_of: str | None, size_of: Callable[[], int]) -> Moment:
    """Return a moment in a log of the size that ``size_of`` returns.

    Raises:
        MisuseError: It is neither, or the log does not reach that far.
    """
    if as_of is None:
        return {}
    if as_of.isdecimal():
        size = size_of()
        if int(as_of) >= size:
            raise MisuseError(f"--as-of {as_of}: the log ends at {size - 1} 超出台账末条序号")
        return {"index": int(as_of)}
    try:
        return {"on": date.fromisoformat(as_of)}
    except ValueError:
        raise MisuseError(
            f"--as-of {as_of!r}: neither an index of the log nor a date such as 2026-08-24"
            " 应为条目序号或日期"
        ) from None


def day_of(text: str, option: str) -> date:
    """Return the date that an option names.

    Raises:
        MisuseError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MisuseError(f"{option} {text!r}: not a date such as 2026-08-24 应为日期") from None


def open_ledger(home: Path) -> AbstractContextManager[Services]:
    """Open the ledger in a home; heavy modules are imported here, not for ``--help``."""
    from api.composition import open_home

    return open_home(home)


def print_json(document: object) -> None:
    """Print a document of plain values as JSON."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


def progress_bar(label: str) -> AbstractContextManager[Callable[[int, int], None]]:
    """Return a progress bar on standard error, where there is a person to see it."""
    from api import progress

    return progress.progress_bar(label)
