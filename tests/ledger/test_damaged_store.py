"""A database that is damaged, or guarded no more, is told of in findings."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from adapters.ledger.errors import LedgerError
from domain.mandate.commands import DeclareRecusal
from tests.support.office import Office

FLIPS = 150


def test_a_guard_that_guards_nothing_any_more_is_found(tmp_path: Path) -> None:
    office = Office.at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path).founded()
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER entries_no_UPDATE")
        connection.exec_driver_sql(
            "CREATE TRIGGER entries_no_UPDATE BEFORE UPDATE ON entries BEGIN SELECT 1; END"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER more AFTER INSERT ON entries BEGIN DELETE FROM sealed; END"
        )
    found = office.ledger.verify().findings
    assert [(each.code, each.where) for each in found] == [
        ("store.schema", "entries_no_UPDATE"),
        ("store.schema", "more"),
    ]


PAGE, INDEX_LEAF = 4096, 0x0A


def test_an_index_that_no_longer_leads_to_an_event_is_found(tmp_path: Path) -> None:
    file, url = tmp_path / "ledger.db", f"sqlite:///{tmp_path / 'ledger.db'}"
    office = Office.at(url, tmp_path).founded()
    office.hire("wang")
    office.engine.dispose()
    data = bytearray(file.read_bytes())
    leaves = [at for at in range(0, len(data), PAGE) if data[at] == INDEX_LEAF]
    (page,) = (at for at in leaves if b"mandates:wang" in data[at : at + PAGE])
    data[data.index(b"mandates:wang", page)] ^= 1
    file.write_bytes(data)
    office = Office.at(url, tmp_path)
    found = office.ledger.verify().findings
    office.engine.dispose()
    assert {each.code for each in found} == {"store.damaged"}
    assert any("stored_events_place" in each.found for each in found)


def _contents(file: Path) -> list[object]:
    """Return every row of every table, as far as the file can be read."""
    connection = sqlite3.connect(file)
    try:
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return [tables, *(connection.execute(f'SELECT * FROM "{n}"').fetchall() for n in names)]
    finally:
        connection.close()


def test_a_byte_altered_anywhere_in_the_file_is_found_unless_no_data_was_in_it(
    tmp_path: Path,
) -> None:
    file, url = tmp_path / "ledger.db", f"sqlite:///{tmp_path / 'ledger.db'}"
    office = Office.at(url, tmp_path).founded()
    wang = office.hire("wang")
    office.act(DeclareRecusal(person="wang", other="zhao", relation="亲属"), wang)
    office.engine.dispose()
    genuine, meant = file.read_bytes(), _contents(file)
    drawn, found = random.Random(20260824), 0
    used = [place for place, byte in enumerate(genuine) if byte]
    for place in drawn.sample(used, FLIPS):
        broken = bytearray(genuine)
        broken[place] ^= 1 << drawn.randrange(8)
        file.write_bytes(broken)
        if _found(url, tmp_path):
            found += 1
        else:
            assert _contents(file) == meant, f"byte {place} was altered unseen"
    assert found > FLIPS * 3 // 4


def _found(url: str, folder: Path) -> bool:
    try:
        office = Office.at(url, folder)
    except (LedgerError, DBAPIError):
        return True
    try:
        return not office.ledger.verify().sound
    finally:
        office.engine.dispose()
