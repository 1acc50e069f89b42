"""A database administrator with all rights."""

from __future__ import annotations

from adapters.ledger.tables import APPEND_ONLY, create_tables
from tests.support.office import Office


def as_administrator(office: Office, *statements: str) -> None:
    """Run SQL with the triggers out of the way, and put them back."""
    with office.engine.begin() as connection:
        for table in APPEND_ONLY:
            if connection.dialect.name == "sqlite":
                for verb in ("UPDATE", "DELETE"):
                    connection.exec_driver_sql(f"DROP TRIGGER {table.name}_no_{verb}")
            else:
                name = f"{table.name}_append_only"
                connection.exec_driver_sql(f"DROP TRIGGER {name} ON {table.name}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        create_tables(connection)
