"""Effects that touch rights, through the application: none comes of itself (X3, X4, C1-05).

A cadre is left unplaced, the 落聘 is set aside, and an inspection puts it all to the rules again.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.ledger.database import open_engine
from audit.compliance.inspection import inspect
from domain.contract.commands import FileOfficeContract, SignOfficeContract
from domain.mandate.commands import DeclareRecusal
from domain.mandate.errors import NotAuthorisedError
from domain.recruitment import commands as c
from domain.school.commands import DecideRestoration, RegisterOffice
from domain.school.errors import OfficeTakenError
from domain.school.state import School
from projections.views import Views
from tests.domain import town as small
from tests.domain.planning_given import PLAN
from tests.replay.town import ROUND, SCHOOL, WISHES, Round

VICE = "副校长"
LEAVE = c.LeaveUnplaced(round=ROUND, teacher="a2")
WRONG = c.RevokeUnplaced(
    round=ROUND, teacher="a2", reason="评分更正后应当聘任", authority="争议〔2026〕3号"
)


def office(person: str) -> RegisterOffice:
    return RegisterOffice(
        school=SCHOOL,
        title=VICE,
        person=person,
        from_on=date(2024, 9, 1),
        until_on=date(2027, 9, 1),
    )


@pytest.fixture
def year(fresh: Round) -> Round:
    """a2, vice-principal, has not been chosen by the end of the selection."""
    fresh.prepare()
    fresh.act(office("a2"), fresh.office.root)
    fresh.plan()
    fresh.bid()
    fresh.score()
    fresh.act(small.close_layer(), "head")
    for person in ("a1", "a3"):
        fresh.act(small.offer(person, WISHES[person]), "head")
        fresh.act(small.accept(person), fresh.themselves(person))
    return fresh


def inspected(year: Round, folder: Path) -> list[str]:
    """Put all decisions to the rules again; return the codes of what is found."""
    engine = open_engine(f"sqlite:///{folder / 'causes.db'}")
    found = inspect(LedgerSource(year.office.ledger, CauseIndex(engine)))
    engine.dispose()
    return [each.code for each in found.breaches]


def held(year: Round) -> list[str]:
    school = year.office.ledger.states().find(School, SCHOOL)
    assert school is not None
    return [each.person for each in school.offices]


def test_x4_an_office_ends_by_the_signature_of_those_who_file_offices_and_comes_back(
    year: Round, tmp_path: Path
) -> None:
    with pytest.raises(NotAuthorisedError):
        year.act(LEAVE, "head")
    assert held(year) == ["a2"], "nothing ended by itself"
    year.act([LEAVE, small.serve("a2")], "head", "officer")
    assert held(year) == []
    year.at(8, 24)
    with pytest.raises(NotAuthorisedError):
        year.act(WRONG, "officer")
    year.act(WRONG, "officer", "supervisor")
    assert held(year) == ["a2"]
    views = Views(year.office.engine)
    views.catch_up(year.office.ledger)
    (row,) = views.offices()
    assert (row["held_from"], row["granted_by"]) == ("2026-08-23", "restored")
    assert views.offices(on=date(2026, 8, 23)) == []
    assert year.office.ledger.verify().findings == []
    assert inspected(year, tmp_path) == []


def test_x4_who_has_the_office_by_now_is_put_out_of_it_by_nobody(
    year: Round, tmp_path: Path
) -> None:
    year.act([LEAVE, small.serve("a2")], "head", "officer")
    year.act(office("a3"), year.office.root)
    year.act(WRONG, "officer", "supervisor")
    assert held(year) == ["a3"]
    back = DecideRestoration(
        school=SCHOOL, title=VICE, person="a2", restore=True, reason="落聘已撤销"
    )
    with pytest.raises(OfficeTakenError):
        year.act(back, "officer", "supervisor")
    declined = back.model_copy(update={"restore": False, "reason": "职务已依程序另聘"})
    with pytest.raises(NotAuthorisedError):
        year.act(declined, "head")
    year.act(declined, "officer", "supervisor")
    views = Views(year.office.engine)
    views.catch_up(year.office.ledger)
    assert views.restorations() == []
    assert inspected(year, tmp_path) == []


SIGNING = SignOfficeContract(
    plan=PLAN,
    teacher="a2",
    school=SCHOOL,
    title=VICE,
    from_on=date(2024, 9, 1),
    copies=3,
    duties=("协助校长分管教学",),
    targets=("完成学年分管目标",),
    conditions=("提供必要的工作条件",),
    liability="依法承担责任",
)


def test_an_office_has_its_contract_signed_by_both_and_on_file(year: Round, tmp_path: Path) -> None:
    with pytest.raises(NotAuthorisedError):
        year.act(SIGNING, "head")
    year.act(SIGNING, "head", year.themselves("a2"))
    year.at(9, 9)
    year.act(FileOfficeContract(contract=SIGNING.contract), "officer")
    assert year.office.ledger.verify().findings == []
    assert inspected(year, tmp_path) == ["duty.filed-late"]


@pytest.mark.parametrize(("day", "found"), [(8, []), (9, ["duty.unfiled"])])
def test_a_contract_for_an_office_that_is_never_filed_is_told_once_its_day_has_passed(
    year: Round, tmp_path: Path, day: int, found: list[str]
) -> None:
    year.act(SIGNING, "head", year.themselves("a2"))
    year.at(9, day)
    year.act(DeclareRecusal(person="officer", other="a1", relation="亲属"), "officer")
    assert inspected(year, tmp_path) == found
    engine = open_engine(f"sqlite:///{tmp_path / 'causes.db'}")
    for breach in inspect(LedgerSource(year.office.ledger, CauseIndex(engine))).breaches:
        assert (breach.subject, breach.article, breach.cured) == ("a2", "S002-29", False)
        assert breach.told == "职务聘约应于2026-09-08前报镇教办备案，至今未备案"
    engine.dispose()
