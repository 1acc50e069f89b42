"""A database administrator with all rights cannot rewrite history unseen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.ledger.errors import CorruptStoreError, StoreMismatchError
from adapters.ledger.tables import APPEND_ONLY
from domain.mandate.commands import DeclareRecusal
from domain.mandate.state import Mandates
from tests.ledger.administrator_given import as_administrator
from tests.support.office import Office


@pytest.fixture
def written(office: Office) -> Office:
    wang = office.hire("wang")
    for other in ("zhao", "qian", "sun"):
        office.act(DeclareRecusal(person="wang", other=other, relation="亲属"), wang)
    return office


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY if table.name != "sealed"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {column} = {column}"])
def test_the_database_itself_refuses_changes(written: Office, table: str, statement: str) -> None:
    column = {"stored_events": "topic", "entries": "data", "nodes": "hash", "given": "name"}[table]
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), written.engine.begin() as c:
        c.exec_driver_sql(statement.format(table, column=column))


EVENT = "(SELECT max(id) FROM stored_events)"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        pytest.param(
            "UPDATE stored_events SET state = (SELECT state FROM stored_events e2"
            f" WHERE e2.id = {EVENT} - 1) WHERE id = {EVENT}",
            "event.hash",
            id="another event's body",
        ),
        pytest.param(f"DELETE FROM stored_events WHERE id = {EVENT}", "event.count", id="body cut"),
        pytest.param(
            "UPDATE entries SET data = (SELECT data FROM entries e2 WHERE e2.idx = 3)"
            " WHERE idx = 4",
            "entry.twice",
            id="another entry",
        ),
        pytest.param(
            "UPDATE nodes SET hash = (SELECT hash FROM nodes n2 WHERE n2.level = 0"
            " AND n2.number = 1) WHERE level = 0 AND number = 2",
            "log.tile",
            id="a tree node",
        ),
    ],
)
def test_what_an_administrator_changes_is_found_and_named(
    written: Office, statement: str, code: str
) -> None:
    as_administrator(written, statement)
    report = written.ledger.verify()
    assert code in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            "UPDATE stored_events SET originator_id = 'mandates:eve', originator_version = 1"
            f" WHERE id = {EVENT}",
            id="an event in another stream",
        ),
        pytest.param(
            f"UPDATE stored_events SET topic = 'no.weight.v1' WHERE id = {EVENT}",
            id="an event of another topic",
        ),
        pytest.param(
            "INSERT INTO stored_events SELECT -1, 'mandates:eve', 1, topic, state"
            f" FROM stored_events WHERE id = {EVENT}",
            id="an event before all acts",
        ),
        pytest.param(
            "INSERT INTO stored_events SELECT id + 9, originator_id, originator_version + 1,"
            f" topic, state FROM stored_events WHERE id = {EVENT}",
            id="an event after all acts",
        ),
        pytest.param(
            "INSERT INTO entries SELECT -1, 3, 1, data FROM entries WHERE idx = 0",
            id="an entry before the first",
        ),
        pytest.param(
            "UPDATE entries SET events = 0 WHERE idx = 3",
            id="an entry without events",
        ),
        pytest.param(
            "INSERT INTO nodes SELECT 0, 77, hash FROM nodes WHERE level = 0 AND number = 0",
            id="a node outside the tree",
        ),
        pytest.param(
            "DELETE FROM given WHERE substr(name, 1, 4) = 'key:'", id="a key to be given again"
        ),
        pytest.param("INSERT INTO given VALUES ('mandate:m-next')", id="a name that none gave"),
    ],
)
def test_an_administrator_cannot_let_decisions_find_what_nobody_signed(
    written: Office, open_office: Callable[[], Office], statement: str
) -> None:
    """No signed byte is touched, so no signature and no hash can tell."""
    as_administrator(written, statement)
    for office in (written, open_office()):
        codes = {finding.code for finding in office.ledger.verify().findings}
        assert "store.index" in codes


def test_the_phantom_would_have_been_believed(written: Office) -> None:
    phantom = "state FROM stored_events WHERE topic = 'mandate.recusal-declared.v1' LIMIT 1"
    as_administrator(
        written,
        "INSERT INTO stored_events SELECT -1, 'mandates:eve', 1, topic, " + phantom,
    )
    eve = written.ledger.states().find(Mandates, "eve")
    assert eve is not None
    assert eve.recused_from
    assert [finding.code for finding in written.ledger.verify().findings][:1] == ["store.index"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET data = 'text' WHERE idx = 2",
        "UPDATE entries SET events = 1099511627776 WHERE idx = 2",
        "UPDATE entries SET events = -5 WHERE idx = 2",
        "UPDATE entries SET events = 'many' WHERE idx = 2",
        "UPDATE entries SET first_event = 'first' WHERE idx = 2",
        "UPDATE stored_events SET state = 'text' WHERE id = 3",
        "UPDATE stored_events SET state = x'7b7d' WHERE id = 3",
        "UPDATE nodes SET hash = 'text' WHERE level = 0 AND number = 2",
        "UPDATE nodes SET hash = x'00' WHERE level = 0 AND number = 2",
        "DELETE FROM nodes WHERE level = 0 AND number = 2",
        "DELETE FROM entries WHERE idx = 2",
    ],
)
def test_whatever_stands_in_a_column_of_sqlite_is_a_finding(tmp_path: Path, statement: str) -> None:
    """It takes any value in any column, so that damage has many shapes."""
    office = Office.at(f"sqlite:///{tmp_path / 'ledger.db'}", tmp_path).founded()
    wang = office.hire("wang")
    for other in ("zhao", "qian", "sun"):
        office.act(DeclareRecusal(person="wang", other=other, relation="亲属"), wang)
    as_administrator(office, statement)
    assert office.ledger.verify().findings
    office.engine.dispose()


@pytest.mark.parametrize("level", [0, 2])
def test_a_tree_without_its_nodes_is_refused_at_the_start(
    written: Office, open_office: Callable[[], Office], level: int
) -> None:
    as_administrator(written, f"DELETE FROM nodes WHERE level = {level}")
    with pytest.raises(CorruptStoreError, match="of the tree is gone"):
        open_office()


def test_an_older_store_put_under_a_running_ledger_is_refused(
    written: Office,
) -> None:
    last = written.ledger.size() - 1
    as_administrator(
        written,
        f"DELETE FROM stored_events WHERE id = {EVENT}",
        f"DELETE FROM entries WHERE idx = {last}",
        f"DELETE FROM nodes WHERE level = 0 AND number = {last}",
    )
    with pytest.raises(StoreMismatchError, match="an older one"):
        written.act(DeclareRecusal(person="root", other="li", relation="亲属"), written.root)


def test_a_store_cut_at_its_tail_is_refused(
    written: Office, open_office: Callable[[], Office]
) -> None:
    last = f"WHERE idx = {written.ledger.size() - 1}"
    as_administrator(
        written, f"DELETE FROM stored_events WHERE id = {EVENT}", f"DELETE FROM entries {last}"
    )
    with pytest.raises(StoreMismatchError, match="an older store"):
        open_office()


def test_a_rewritten_tree_is_refused_at_the_start(
    written: Office, open_office: Callable[[], Office]
) -> None:
    as_administrator(
        written,
        "UPDATE nodes SET hash = (SELECT hash FROM nodes n2 WHERE n2.level = 0"
        " AND n2.number = 1) WHERE level = 2",
    )
    with pytest.raises(StoreMismatchError, match="history was altered"):
        open_office()


def test_a_restored_backup_does_not_fork_history(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    office = Office.at(url, tmp_path).founded()
    wang = office.hire("wang")
    office.engine.dispose()
    shutil.copy(tmp_path / "ledger.db", tmp_path / "backup.db")
    office.act(DeclareRecusal(person="wang", other="zhao", relation="亲属"), wang)
    office.engine.dispose()
    for leftover in tmp_path.glob("ledger.db*"):
        leftover.unlink()
    shutil.copy(tmp_path / "backup.db", tmp_path / "ledger.db")
    with pytest.raises(StoreMismatchError, match="an older store"):
        Office.at(url, tmp_path)


@pytest.mark.usefixtures("written")
def test_a_checkpoint_of_another_log_is_refused(
    open_office: Callable[[], Office], tmp_path: Path
) -> None:
    (tmp_path / "checkpoint").write_bytes(b"nonsense")
    with pytest.raises(StoreMismatchError):
        open_office()
