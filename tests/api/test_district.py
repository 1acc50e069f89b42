"""The district's year: every stage does its part, and a contested mark is set right."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from adapters.sample.district import write_district
from api.composition import Services, create_home, open_home
from api.demo.adjustment import ADJUSTMENT, STANDBY
from api.demo.cast import Cast, DemoClock
from api.demo.contested import CASE
from api.demo.district import ZonesYear
from api.demo.files import Files, ZoneFiles
from api.demo.town import TownYear
from api.demo.zones import CROSS
from api.show import ORIGIN, play
from domain.contract.state import Contract
from domain.dispute.state import DisputeCase, Stage
from domain.recruitment.state import RecruitmentRound
from domain.teacher.state import Teacher
from projections.views import Outcome

TOWN = Path(str(resources.files("adapters.sample") / "town"))
Played = tuple[Services, ZoneFiles, TownYear]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The whole year of 40 schools and 3 000 people."""
    home, clock = tmp_path_factory.mktemp("district") / "home", DemoClock()
    create_home(home, ORIGIN)
    write_district(home / "input")
    with open_home(home, clock=clock) as services:
        cast, files = Cast(services, clock), ZoneFiles.read(home / "input")
        town = TownYear(cast, Files.read(TOWN))
        zones = ZonesYear(cast, files, lambda: None)
        play([*town.steps(), *zones.steps()], clock, lambda _done, _all: None)
        services.catch_up()
        yield services, files, town


def state_of(services: Services, name: str) -> RecruitmentRound:
    found = services.ledger.states().find(RecruitmentRound, name)
    assert found is not None
    return found


def test_the_town_has_the_seed_s_own_outcome_beside_the_zones(district: Played) -> None:
    services, files, town = district
    assert services.views.outcome(town.files.schools) == Outcome(13, 46, 0)
    assert services.views.outcome(files.schools).left_unplaced == 0
    assert len(services.views.roster()) == 3000


def test_every_stage_places_somebody_and_nobody_is_placed_twice(district: Played) -> None:
    services, files, _ = district
    direct = [f"d-{each.posts.school}" for each in files.direct]
    schools = [f"r-{school}" for school in files.schools]
    stages = [direct, schools, ["r-b-east"], ["r-b-west"], [CROSS], [ADJUSTMENT], [STANDBY]]
    seen: list[str] = []
    for rounds in stages:
        placed = [
            bidder.teacher
            for name in rounds
            for bidder in state_of(services, name).bidders.values()
            if bidder.placement is not None
        ]
        assert placed, rounds
        seen += placed
    assert len(seen) == len(set(seen)) == len(files.roster)


def test_who_failed_the_test_was_trained_again_and_assigned(district: Played) -> None:
    services, files, _ = district
    people = state_of(services, STANDBY).bidders
    assert {len(files.later[person].passes) for person in people} == {1, 2}
    assert all(bidder.passed and bidder.placement for bidder in people.values())


def test_without_the_mark_of_the_recused_judge_the_complainant_has_the_post(
    district: Played,
) -> None:
    services, files, _ = district
    told = files.complaint
    round_ = state_of(services, f"r-{told['zone']}")
    won, lost = round_.bidders[told["complainant"]], round_.bidders[told["against"]]
    assert won.placement is not None
    assert won.placement.posts == won.wishes[0] == lost.wishes[0]
    assert lost.placement is None
    case = services.ledger.states().find(DisputeCase, CASE)
    assert case is not None
    assert case.stage is Stage.EXECUTED
    other = services.ledger.states().find(Teacher, told["against"])
    assert other is not None
    assert other.holds is not None, "a later stage placed her"


def test_everybody_s_contract_is_signed_and_filed_in_time(district: Played) -> None:
    services, _, _ = district
    states, rows = services.ledger.states(), services.views.deadlines()
    filings = [row for row in rows if row["settled"] == "in_time"]
    assert len(filings) == 3000
    contract = states.find(Contract, filings[0]["matter"])
    assert contract is not None
    assert contract.filed_on is not None
