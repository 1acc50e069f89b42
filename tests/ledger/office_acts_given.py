"""Committees, refusals and publicity, common to the matters of office."""

from __future__ import annotations

import pytest

from domain.kernel import Command
from domain.mandate.errors import NotAuthorisedError
from domain.office import commands as o
from tests.support.staffed_town import StaffedTown

COMMITTEE, TOWN_COMMITTEE, BUREAU_COMMITTEE = (
    tuple(f"{letter}{number}" for number in (1, 2, 3)) for letter in "ckb"
)


def refused(town: StaffedTown, error: type[Exception], command: Command, *people: str) -> None:
    before = town.office.ledger.size()
    with pytest.raises(error):
        town.act(command, *people)
    assert town.office.ledger.size() == before


def publicity(town: StaffedTown, matter: str, issuer: str, *, against: str) -> None:
    """Publish for five working days; an objection is rejected; the publicity ends."""
    town.act(o.PublishOutcome(matter=matter, working_days=5), issuer)
    contest = o.ContestOutcome(
        matter=matter, objection="ob-1", objector="t2", against=against, text="条件不实"
    )
    refused(town, NotAuthorisedError, contest, issuer)
    town.act(contest, "t2")
    reject = o.RejectContest(matter=matter, objection="ob-1", reason="查无实据")
    refused(town, NotAuthorisedError, reject, "t1")
    town.act(reject, "dispute")
    later = town.office.now[0].day + 9
    town.on(9, later)
    town.act(o.EndPublicity(matter=matter), issuer)
