"""What a table of the door is: columns, filters, and whose rows they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Engine, Select, false, or_, select

from api.http.access import ALL_ROWS, BODY_ROWS, Reader
from domain.mandate.roles import Role
from projections.bodies import Bodies
from projections.temporal import TemporalTable

Clause = ColumnElement[bool]
BODIES = Bodies().names


@dataclass(frozen=True)
class Resource:
    """One table. ``persons`` and ``bodies`` name the columns that say whom a row concerns."""

    plural: str
    """In paths, and in ``list_…``."""
    singular: str
    """In ``read_…``; empty where a row has no page of its own."""
    table: TemporalTable
    zh: str
    public: bool = False
    persons: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    roles: frozenset[str] = BODY_ROWS
    whole: frozenset[Role] = ALL_ROWS
    """Who sees every row."""
    filters: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """Columns that hold JSON."""
    named: str = ""
    """The column of the person whose name may be shown beside."""
    example: Mapping[str, object] = field(default_factory=dict)
    """A row as it may look, for the document."""
    stream: str = ""
    """Kind of the stream behind a row, where there is one."""
    only: Callable[[TemporalTable], Clause] | None = None
    more: Sequence[Callable[[TemporalTable, Reader], Clause]] = field(default=())
    """Further ways for a row to concern a reader."""

    @property
    def operation(self) -> str:
        """The plural as a name of operations has it."""
        return self.plural.replace("-", "_")

    @property
    def columns(self) -> tuple[str, ...]:
        """Keys first, then values."""
        return (*self.table.keys, *self.table.values)

    def visible(self, reader: Reader) -> list[Clause]:
        """Return the conditions for the rows that this reader may see."""
        conditions = [] if self.only is None else [self.only(self.table)]
        if self.public or reader.holds_any(self.whole):
            return conditions
        columns = self.table.table.c
        ways: list[Clause] = [columns[name] == reader.person for name in self.persons]
        mine = reader.bodies(self.roles)
        if mine and self.bodies:
            ways += [of_bodies(columns[name], mine) for name in self.bodies]
        ways += [way(self.table, reader) for way in self.more]
        return [*conditions, or_(false(), *ways)]


def of_bodies(column: ColumnElement[str], bodies: frozenset[str]) -> Clause:
    """Return the condition that a column names one of these bodies, or a school under one."""
    return or_(column.in_(bodies), column.in_(_under(bodies)))


def bodies_over(engine: Engine, bodies: frozenset[str]) -> frozenset[str]:
    """Return bodies with the schools that are under them now."""
    if not bodies:
        return bodies
    with engine.connect() as connection:
        return bodies | frozenset(connection.scalars(_under(bodies)))


def _under(bodies: frozenset[str]) -> Select[tuple[str]]:
    names = BODIES.table.c
    return select(names.body).where(names.above.in_(bodies), names.until_index.is_(None))
