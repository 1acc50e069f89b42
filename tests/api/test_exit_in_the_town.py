"""The town's ledger: a direct post, a contract that runs on, a notice, and an end by agreement."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from api.composition import create_home, open_home
from api.demo.cast import Cast, DemoClock, beijing
from api.demo.files import Files
from api.demo.town import PLAN, TownYear
from api.show import play
from audit.replay.case import Verdict
from domain.contract import commands as contract
from domain.contract.commands import contract_id
from domain.contract.errors import GroundNotListedError
from domain.contract.grades import AnnualGrade, YearGrade
from domain.contract.state import Contract
from domain.mandate.errors import NotAuthorisedError
from domain.protection.commands import RecordProtection
from domain.protection.kinds import StatutoryKind
from domain.recruitment import commands as c
from domain.recruitment.events import Stage
from domain.school.state import School
from domain.teacher.state import Teacher
from tests.replay.matters import replayed

FOLDER = Path(str(resources.files("adapters.sample") / "town"))


def leave(person: str, from_on: date) -> RecordProtection:
    return RecordProtection(
        teacher=person,
        protection=f"p-{person}",
        kind=StatutoryKind.MATERNITY_LEAVE,
        from_on=from_on,
        evidence="县人民医院证明",
    )


def test_a_protected_teacher_takes_a_post_directly_signed_by_principal_and_herself(
    tmp_path: Path,
) -> None:
    clock = DemoClock()
    create_home(tmp_path / "home", "gongxin.example/yunxi")
    with open_home(tmp_path / "home", clock=clock) as services:
        cast = Cast(services, clock)
        steps = TownYear(cast, Files.read(FOLDER)).steps()
        before = [step for step in steps if step.at < beijing(8, 20)]
        play(before, clock, lambda _done, _all: None)
        clock.set(beijing(8, 20))
        bid = next(each for each in Files.read(FOLDER).bids if each.wish.teaching)
        person, school = bid.person, bid.wish.school
        principal = cast.official(f"p-{school}")
        opening = c.OpenRound(
            round="r-direct",
            plan=PLAN,
            stage=Stage.IN_SCHOOL,
            organiser=school,
            schools=(school,),
            population=(person,),
        )
        cast.act(opening, principal)
        cast.act(leave(person, date(2026, 8, 1)), cast.official("o-registrar"))
        appoint = c.AppointDirectly(
            round="r-direct", teacher=person, posts=bid.wish, protection=f"p-{person}"
        )
        with pytest.raises(NotAuthorisedError):
            cast.act(appoint, principal)
        cast.act(appoint, principal, cast.as_self(person))
        teacher = services.ledger.states().find(Teacher, person)
        assert teacher is not None
        assert teacher.holds is not None
        assert teacher.holds.posts == bid.wish.numbers
        assert services.ledger.verify().findings == []


def test_contracts_of_the_town_run_on_or_end_as_the_law_has_it(tmp_path: Path) -> None:
    clock = DemoClock()
    create_home(tmp_path / "home", "gongxin.example/yunxi")
    with open_home(tmp_path / "home", clock=clock) as services:
        cast = Cast(services, clock)
        play(TownYear(cast, Files.read(FOLDER)).steps(), clock, lambda _done, _all: None)
        states = services.ledger.states
        mother, failing, leaving = [each.person for each in Files.read(FOLDER).roster[:3]]

        def named(person: str) -> tuple[str, str]:
            teacher = states().find(Teacher, person)
            assert teacher is not None
            assert teacher.holds is not None
            held = teacher.holds
            return contract_id(teacher=person, round=held.round, posts=held.posts), held.school

        name, _ = named(mother)
        cast.act(leave(mother, date(2029, 7, 1)), cast.official("o-registrar"))
        extended = states().find(Contract, name)
        assert extended is not None
        assert extended.until_on == date(2029, 10, 7)

        name, school = named(failing)
        principal, supervisor = cast.official(f"p-{school}"), cast.official("o-supervisor")
        bad = AnnualGrade.UNQUALIFIED
        serve = contract.ServeTerminationNotice(
            contract=name,
            ground="unqualified_twice",
            document="校发〔2026〕9号",
            appraisals=(YearGrade(year=2024, grade=bad), YearGrade(year=2025, grade=bad)),
        )
        cast.act(serve, principal)
        clock.set(beijing(11, 9))
        dismiss = contract.TerminateContract(
            contract=name, ground="unqualified_twice", document="校发〔2026〕10号"
        )
        with pytest.raises(GroundNotListedError):
            cast.act(dismiss.model_copy(update={"ground": "not_selected"}), principal, supervisor)
        with pytest.raises(NotAuthorisedError):
            cast.act(dismiss, principal)
        cast.act(dismiss, principal, supervisor)

        name, school = named(leaving)
        agreed = contract.EndContractByAgreement(contract=name)
        with pytest.raises(NotAuthorisedError):
            cast.act(agreed, cast.official(f"p-{school}"))
        cast.act(agreed, cast.official(f"p-{school}"), cast.as_self(leaving))

        services.catch_up()
        exited = {row["person"] for row in services.views.roster() if row["status"] == "exited"}
        assert exited == {failing, leaving}
        dues = {(row["kind"], row["due"]) for row in services.views.deadlines()}
        assert ("extended_term", "2029-10-06") in dues
        found = states().find(School, school)
        assert found is not None
        assert all(leaving not in holders for holders in found.seats.values())
        assert services.ledger.verify().findings == []
        notice = replayed(
            LedgerSource(services.ledger, CauseIndex(open_engine("sqlite://"))),
            "contract.termination-notice-served",
            unqualified_years=[2024, 2025],
        )
        assert notice.verdict is Verdict.UPHOLD
        assert notice.own is not None
        assert notice.own.outcome.assumed == ()
