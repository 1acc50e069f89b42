"""What the files of ``gongxin``'s commands share: options, exit statuses, an open ledger."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.composition import Services

GOOD, FOUND, MISUSE = 0, 1, 2
DEFAULT_HOME = Path("~/.gongxin").expanduser()
Home = Annotated[Path, Parameter("--home", help="Where the ledger lives. 台账目录。")]
Json = Annotated[bool, Parameter("--json", negative="", help="Print JSON. 输出 JSON。")]
AsOf = Annotated[
    str | None,
    Parameter("--as-of", help="An index in the log, or a date. 截至条目序号或日期。"),
]


def moment(as_of: str | None) -> dict[str, Any]:
    """Return what a view is asked with: an index, a date, or nothing for now."""
    if as_of is None:
        return {}
    return {"index": int(as_of)} if as_of.isdigit() else {"on": date.fromisoformat(as_of)}


def open_ledger(home: Path) -> AbstractContextManager[Services]:
    """Open the ledger in a home; heavy modules are imported here, not for ``--help``."""
    from api.composition import open_home  # noqa: PLC0415 - heavy

    return open_home(home)


def progress_bar(label: str) -> AbstractContextManager[Callable[[int, int], None]]:
    """Return a progress bar on standard error, where there is a person to see it."""
    from api import progress  # noqa: PLC0415 - heavy

    return progress.progress_bar(label)
