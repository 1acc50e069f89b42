"""Tables for people at a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from api.messages.terms import name_zh, value_zh


def table_text(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows under Chinese headings, in columns as wide as a terminal shows them."""
    lines = [[name_zh(name) for name in columns]]
    lines += [[value_zh(name, row[name]) for name in columns] for row in rows]
    return columns_text(lines)


def columns_text(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of as many cells each, in columns as wide as a terminal shows them."""
    widths = [max(cell_len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join(padded).rstrip()
