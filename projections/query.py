"""Pages of a view's rows, filtered, as of any moment, in order of key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, or_, select

from projections.temporal import TemporalTable


@dataclass(frozen=True, slots=True)
class Moment:
    """When a question is about: at an index, on a date in ISO form, or now."""

    index: int | None = None
    on: str | None = None

    def holds(self, table: TemporalTable) -> ColumnElement[bool]:
        """Return the condition for rows that held then."""
        columns = table.table.c
        if self.index is not None:
            until = columns.until_index
            return and_(columns.from_index <= self.index, or_(until.is_(None), until > self.index))
        if self.on is not None:
            ended = columns.until_on
            return and_(columns.from_on <= self.on, or_(ended.is_(None), ended > self.on))
        return columns.until_index.is_(None)


NOW = Moment()


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some rows, and the key after which the next page begins, if there is one."""

    rows: list[dict[str, Any]]
    after: tuple[str, ...] | None


def read_page(
    engine: Engine,
    table: TemporalTable,
    *,
    limit: int,
    moment: Moment = NOW,
    where: Sequence[ColumnElement[bool]] = (),
    equal: Mapping[str, str] | None = None,
    after: Sequence[str] | None = None,
) -> RowPage:
    """Return up to ``limit`` rows after a key. ``equal`` filters by column."""
    columns = table.table.c
    shown = [columns[name] for name in (*table.keys, *table.values)]
    keys = [columns[name] for name in table.keys]
    query = select(*shown).where(moment.holds(table), *where)
    query = query.where(*(columns[name] == value for name, value in (equal or {}).items()))
    if after is not None:
        query = query.where(_beyond(keys, after))
    with engine.connect() as connection:
        found = connection.execute(query.order_by(*keys).limit(limit + 1)).all()
    names = (*table.keys, *table.values)
    rows = [dict(zip(names, row, strict=True)) for row in found]
    last = tuple(str(rows[limit - 1][key]) for key in table.keys) if len(rows) > limit else None
    return RowPage(rows[:limit], last)


def _beyond(keys: Sequence[ColumnElement[Any]], after: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition for keys greater than ``after`` in lexical order of columns."""
    values = [key.type.python_type(value) for key, value in zip(keys, after, strict=True)]
    steps = [
        and_(*(keys[m] == values[m] for m in range(n)), keys[n] > values[n])
        for n in range(len(keys))
    ]
    return or_(*steps)
