"""``gongxin case examine`` reads a bundle as it reads a ledger, and says the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.ledger_source import LedgerSource
from api.cli import app
from api.composition import HomeError
from api.evidence import cases_in, states_now
from api.export import export_bundle
from audit.format.bundle_writer import write_bundle
from audit.format.tree import leaf_hash
from audit.format.verify import Withheld
from domain.dispute.examining import examine
from tests.replay.town import ROUND, Round


@pytest.fixture(scope="module")
def bundle(played: Round, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round's evidence bundle."""
    target = tmp_path_factory.mktemp("examined") / "bundle.zip"
    export_bundle(played.office.ledger, target)
    return target


def gongxin(*arguments: str) -> int:
    status = app(arguments, result_action="return_value")
    assert isinstance(status, int)
    return status


def test_an_opinion_out_of_a_bundle_is_that_out_of_the_ledger(
    played: Round, bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contested = f"recruitment-round:{ROUND}"
    assert gongxin("case", "examine", contested, "--bundle", str(bundle), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    live = examine(played.office.ledger.states(), contested)
    assert told == live.model_dump(mode="json")
    assert told["outcome"] == "uphold"


def test_a_ledger_and_its_bundle_come_to_the_same_states(
    source: LedgerSource, bundle: Path
) -> None:
    stream = f"recruitment-round:{ROUND}"
    assert states_now(source).state(stream) == states_now(BundleSource(bundle)).state(stream)


def test_a_bundle_without_cases_has_an_empty_register(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with cases_in(BundleSource(bundle)) as views:
        assert views.cases() == []
    assert gongxin("case", "list", "--bundle", str(bundle)) == 0
    assert "没有案件" in capsys.readouterr().out


def test_a_bundle_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="没有该证据包"):
        gongxin("case", "list", "--bundle", str(tmp_path / "none.zip"))


def test_a_reader_from_whom_events_are_kept_is_told_so(
    played: Round, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = played.office.ledger
    checkpoint, note = ledger.checkpoint()
    entries = (
        (row.data, [Withheld(leaf_hash(body)) for body in row.bodies])
        for row in ledger.entries(checkpoint.size)
    )
    write_bundle(
        tmp_path / "part", vkey=ledger.vkey, checkpoint=checkpoint, note=note, entries=entries
    )
    assert gongxin("case", "list", "--bundle", str(tmp_path / "part")) == 0
    told = capsys.readouterr()
    assert "有未向本人公开的事件" in told.err
    assert "没有案件" in told.out
