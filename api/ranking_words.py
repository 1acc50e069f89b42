"""A ranking's rows as people read them: totals as shown, and who was not short-listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

COLUMNS = ("post", "rank", "bidder", "name", "total", "tie_path", "remark")
_STANDINGS = {
    "shortlisted": "已入围 short-listed",
    "tied": "入围末位同分，待裁定 tied at the last place",
    "not_shortlisted": "未入围 not short-listed",
}


def told(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with ``total`` and ``remark``; a total is of the ranked alone."""
    return [
        {
            **row,
            "total": "" if row["total_milli"] is None else f"{row['total_milli'] / 1000:.2f}",
            "remark": _remark(row),
        }
        for row in rows
    ]


def _remark(row: dict[str, Any]) -> str:
    standing = _STANDINGS.get(row["standing"], "")
    points = row["first_part_milli"]
    return f"{standing} {points / 1000:.2f}" if standing else ""
