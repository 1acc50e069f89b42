"""A year of quota, grades, intake and exchange as signed acts, and what the views show of it."""

from __future__ import annotations

import pytest

from adapters.ledger.errors import StreamMovedError
from domain.catalog import EVENT_TYPES
from domain.exchange import commands as x
from domain.exchange import events as xe
from domain.grade import commands as gr
from domain.grade.errors import NoFreeGradeSeatError
from domain.grade.events import GradeSeats
from domain.kernel import Command
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.quota import commands as q
from domain.values.staffing import Level, Title
from projections.feed import FeedItem
from projections.views import Views
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, TOWN
from tests.ledger.staffing_acts import TERM, YEAR, Year, appoint, move
from tests.support.office import Office, signer

NEW_CONTEXTS = ("grade.", "intake.", "exchange.", "quota.")


def whole_year(office: Office) -> Year:
    return Year(office).founded().quota().graded().staffed().exchanged()


def all_items(office: Office) -> list[FeedItem]:
    page = office.ledger.after(-1, 10_000, frozenset(EVENT_TYPES))
    assert page is not None
    return list(page.items)


def picked(rows: list[dict[str, object]], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_every_new_event_is_signed_recorded_and_shown(office: Office) -> None:
    whole_year(office)
    by_a_round = {"grade.grade-restored.v1"}  # a move that a round undoes
    topics = {topic for topic in EVENT_TYPES if topic.startswith(NEW_CONTEXTS)} - by_a_round
    assert topics <= {item.event.TOPIC for item in all_items(office)}
    assert office.ledger.verify().findings == []
    views = Views(office.engine)
    views.catch_up(office.ledger)
    assert picked(
        views.quota_formula(),
        "school",
        "pupils_count",
        "need_count",
        "establishment_count",
        "reason",
    ) == [(g.ONE, 270, 20, 20, None), (g.TWO, 225, 17, 18, "寄宿制学校")]
    assert picked(views.district_totals(), "plan", "establishment_count", "posts_count") == [
        ("*", 60, 60),
        (PLAN, 40, 40),
    ]
    assert picked(views.grades(), "school", "grade_rank", "seats_count", "taken_count") == [
        (g.ONE, 9, 1, 1)
    ]
    assert picked(views.grade_records(), "person", "title", "grade_rank", "pay_grade_rank") == [
        ("li", "first", 9, 9),
        ("wang", "first", None, None),
    ]
    assert picked(views.intake(), "line", "places_count", "announced_count", "admitted_count") == [
        ("for-chen", 1, 1, 1),
        ("open_exam", 1, 1, 1),
        ("talent", 1, None, 0),
    ]
    assert picked(
        views.exchanges(), "eligible_count", "required_count", "moved_count", "status"
    ) == [(3, 1, 2, "closed")]
    assert picked(views.exchange_moves(), "person", "to_school", "team", "status") == [
        ("li", g.TWO, "chinese", "started"),
        ("wang", g.TWO, "chinese", "ended"),
    ]
    roster = {row["person"]: (row["school"], row["status"]) for row in views.roster()}
    assert roster["li"] == (g.ONE, "exchange")
    assert roster["wang"] == (g.ONE, "registered")
    assert roster["xu"] == (g.ONE, "registered")
    digest = views.digest()
    views.rebuild(office.ledger)
    assert views.digest() == digest


def test_t33_of_two_clerks_who_fill_the_last_seat_at_once_only_one_does(office: Office) -> None:
    year = Year(office).founded().quota()
    structure = gr.FixGradeStructure(
        plan=PLAN,
        school=g.ONE,
        level=Level.JUNIOR,
        teaching_posts=17,
        seats=(GradeSeats(grade=10, seats=1),),
        document="人社3号",
    )
    year.act(structure, "hr")
    for person in ("li", "wang"):
        confer = gr.ConferTitle(
            plan=PLAN, teacher=person, title=Title.FIRST, document="职改1号", from_on=TERM
        )
        year.act(confer, "hr", "watch")
    signers = (g.ONE, "hr")
    actors = [year.who[name] for name in signers]
    drafts = [office.ledger.draft([appoint(who, 10)], actors) for who in ("li", "wang")]
    signed = [[signer(name).sign(draft.to_sign) for name in signers] for draft in drafts]
    office.ledger.record(drafts[0], signed[0])
    with pytest.raises(StreamMovedError):
        office.ledger.record(drafts[1], signed[1])
    with pytest.raises(NoFreeGradeSeatError):
        year.act(appoint("wang", 10), *signers)


@pytest.fixture
def year(office: Office) -> Year:
    return Year(office).founded().quota()


class TestWhoSigns:
    def refused(self, year: Year, error: type[Exception], command: Command, *names: str) -> None:
        before = year.office.ledger.size()
        with pytest.raises(error):
            year.act(command, *names)
        assert year.office.ledger.size() == before

    def test_a_title_needs_a_supervisor_s_signature(self, year: Year) -> None:
        confer = gr.ConferTitle(
            plan=PLAN, teacher="li", title=Title.FIRST, document="职改1号", from_on=TERM
        )
        self.refused(year, NotAuthorisedError, confer, "hr")
        self.refused(year, NotAuthorisedError, confer, "bureau", "watch")
        year.act(confer, "hr", "watch")

    def test_an_enrolment_is_reported_by_the_school_s_own_principal(self, year: Year) -> None:
        report = q.ReportEnrolment(plan="plan-2", school=g.TWO, figures=g.pupils(40))
        fix = q.FixEstablishment(
            plan="plan-2", body=TOWN, school_year=YEAR, total=20, document="编办3号"
        )
        year.act(fix, "editor")
        self.refused(year, NotAuthorisedError, report, g.ONE)
        year.act(report, g.TWO)

    def test_whoever_proposed_a_move_does_not_decide_on_it(self, year: Year) -> None:
        open_ = x.OpenExchange(
            exchange="x1",
            body="bureau",
            plan=PLAN,
            zones=(xe.Zone(zone="east", schools=g.BOTH),),
            staff=("li", "wang"),
        )
        year.act(open_, "bureau")
        year.act(x.ProposeMove(exchange="x1", move=move("li")), "bureau")
        year.act(x.AgreeToMove(exchange="x1", teacher="li"), "li")
        start = x.StartExchange(exchange="x1", teacher="li")
        self.refused(year, DutiesMixedError, start, "bureau", g.TWO, "watch")
        self.refused(year, NotAuthorisedError, start, "deputy", g.ONE, "watch")
        self.refused(year, NotAuthorisedError, start, "deputy", g.TWO)
        year.act(start, "deputy", g.TWO, "watch")

    def test_nobody_agrees_for_another(self, year: Year) -> None:
        agree = x.AgreeToMove(exchange="x1", teacher="li")
        open_ = x.OpenExchange(
            exchange="x1",
            body="bureau",
            plan=PLAN,
            zones=(xe.Zone(zone="east", schools=g.BOTH),),
            staff=("li",),
        )
        year.act(open_, "bureau")
        year.act(x.ProposeMove(exchange="x1", move=move("li")), "bureau")
        self.refused(year, NotAuthorisedError, agree, "wang")

    def test_a_principal_does_not_appoint_herself(self, year: Year) -> None:
        year.who["li-principal"] = year.office.hire("li", Role.PRINCIPAL, g.ONE)
        assert isinstance(year.who["li-principal"], Mandated)
        structure = gr.FixGradeStructure(
            plan=PLAN,
            school=g.ONE,
            level=Level.JUNIOR,
            teaching_posts=17,
            seats=(GradeSeats(grade=12, seats=1),),
            document="人社3号",
        )
        year.act(structure, "hr")
        confer = gr.ConferTitle(
            plan=PLAN, teacher="li", title=Title.SECOND, document="职改1号", from_on=TERM
        )
        year.act(confer, "hr", "watch")
        self.refused(year, OwnMatterError, appoint("li", 12), "li-principal", "hr")
        year.act(appoint("li", 12), g.ONE, "hr")
