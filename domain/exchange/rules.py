"""Rules of exchange and rotation, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.exchange import commands as c
from domain.exchange import errors
from domain.exchange.events import EndGround, Zone
from domain.exchange.state import Exchange, Movement, Step
from domain.kernel import States, require
from domain.planning.pack import RulePack
from domain.planning.quota_sections import ExchangeRules
from domain.planning.state import Plan
from domain.school.posts import Post
from domain.school.state import School
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months

_YEAR = 12


def pack_of(plan: Plan) -> RulePack:
    """方案生效: an exchange rests on a pack in force. 依据: INV3, S004-01."""
    if plan.pack_in_force is None:
        raise errors.PlanNotInForceError(plan_title=plan.title)
    return plan.pack_in_force


def rules_of(pack: RulePack) -> ExchangeRules:
    """交流规则: those of the pack, else six years, a tenth and a fifth. 依据: B12-01, B12-02."""
    return pack.exchange or ExchangeRules()


# Opening


def zones_must_be_sound(zones: Sequence[Zone]) -> None:
    """学区: every school is in one zone, and every zone has one name. 依据: 003-A1, S004-12."""
    schools = [school for zone in zones for school in zone.schools]
    names = {zone.zone for zone in zones}
    if not schools or len(set(schools)) != len(schools) or len(names) != len(zones):
        raise errors.ZonesError(schools=len(schools), different=len(set(schools)))


def staff_must_be_named_once(command: c.OpenExchange) -> None:
    """教师名单: each teacher once; the backbone is part of the staff. 依据: B12-02."""
    staff = set(command.staff)
    strangers = sorted(set(command.backbone) - staff)
    if len(staff) != len(command.staff) or strangers:
        raise errors.StaffListError(
            named=len(command.staff), different=len(staff), strangers=",".join(strangers)
        )


def school_must_take_part(zones: Sequence[Zone], school: str) -> None:
    """学区: the staff of an exchange is that of its schools. 依据: 003-A1."""
    if not any(school in zone.schools for zone in zones):
        raise errors.ZonesError(school=school, schools=sum(len(each.schools) for each in zones))


def is_eligible(unbroken_from_on: date, on: date, rules: ExchangeRules) -> bool:
    """交流条件: so many full years in one school, by dates. 依据: B12-01, B5-12."""
    return plus_months(unbroken_from_on, rules.eligible_years * _YEAR) <= on


# Proposals


def must_be_open(state: Exchange) -> None:
    """交流未总结: nobody is sent by an exchange that is over. 依据: B12-02."""
    if state.closed:
        raise errors.ExchangeOverError(required=state.required)


def move_must_be_new(state: Exchange, teacher: str) -> None:
    """一人一次: whoever was asked has answered no before being asked again. 依据: INV1."""
    move = state.moves.get(teacher)
    if move is not None and move.step is not Step.DECLINED:
        raise errors.MoveKnownError(teacher=teacher, step=move.step.value)


def teacher_must_be_eligible(state: Exchange, person: str, teacher: Teacher) -> None:
    """交流条件: those eligible when the exchange opened, whose years still run. 依据: B12-01.

    Nobody who has left service meanwhile.
    """
    must_be_in_service(teacher, person)
    candidate = state.candidates.get(person)
    known = (candidate.school, candidate.unbroken_from_on) if candidate is not None else None
    if known != (teacher.school, teacher.unbroken_from_on):
        raise errors.NotEligibleError(teacher=person, school=teacher.school)


def teacher_must_be_at_home(person: str, teacher: Teacher) -> None:
    """一人一次: whoever is away with one exchange is not sent by another. 依据: INV1."""
    if teacher.on_exchange is not None:
        raise errors.AwayError(teacher=person, exchange=teacher.on_exchange.exchange)


def way_must_lead_elsewhere(state: Exchange, move: c.Move, school: str) -> None:
    """交流去向: another school of the exchange, to named posts. 依据: S004-12."""
    named = len(set(move.posts)) == len(move.posts) > 0
    if state.zone_of(move.to_school) is None or move.to_school == school or not named:
        raise errors.DestinationError(
            from_school=school, to_school=move.to_school, posts=len(move.posts)
        )


def zone_must_be_kept(state: Exchange, move: c.Move, school: str) -> None:
    """学区内交流: the way stays inside the teacher's zone. 依据: S004-12."""
    here, there = state.zone_of(school), state.zone_of(move.to_school)
    if here != there:
        raise errors.OtherZoneError(zone=here or "", other=there or "")


def length_must_fit(move: c.Move, rules: ExchangeRules) -> None:
    """交流期限: between the pack's bounds. 依据: B12-05."""
    least = plus_months(move.from_on, rules.min_months)
    most = plus_months(move.from_on, rules.max_months)
    if not least <= move.until_on <= most:
        raise errors.DurationError(
            until_on=move.until_on.isoformat(), least=least.isoformat(), most=most.isoformat()
        )


def service_must_last(person: str, teacher: Teacher, move: c.Move) -> None:
    """在职期内: nobody is sent for longer than to a day of retirement that the file knows.

    The day is known where a term to retirement was asked for; it is told by nobody else.
    依据: B12-05, 条例 第14条 (B3-06, B8-08).
    """
    retires_on = teacher.safeguards.to_retirement
    if retires_on is not None and move.until_on > retires_on:
        raise errors.RetirementError(
            teacher=person, until_on=move.until_on.isoformat(), retires_on=retires_on.isoformat()
        )


def team_must_be_sound(state: Exchange, command: c.ProposeTeam, rules: ExchangeRules) -> None:
    """团队交流: enough members, each once, led by one of them, a new name. 依据: S004-12."""
    members = {move.teacher for move in command.moves}
    known = len(state.team(command.team))
    sound = len(members) == len(command.moves) >= rules.team_min and command.leader in members
    if not sound or known:
        raise errors.TeamError(
            team=command.team, members=len(members), least=rules.team_min, known=known
        )


def team_must_share_a_zone(homes: Sequence[str | None]) -> str:
    """团队交流: all of a team come from one zone, and stay in it. 依据: S004-12."""
    zones = sorted({zone or "" for zone in homes})
    if len(zones) > 1:
        raise errors.OtherZoneError(zone=zones[0], other=zones[1])
    return zones[0]


# Going and coming back


def move_at(state: Exchange, teacher: str, *steps: Step) -> Movement:
    """交流步骤: proposed, agreed, started, ended, in this order. 依据: 003-D5, B12-01."""
    move = state.moves.get(teacher)
    if move is None or move.step not in steps:
        raise errors.MoveMissingError(
            teacher=teacher,
            step=move.step.value if move is not None else "",
            needed="/".join(step.value for step in steps),
        )
    return move


def team_must_have_agreed(state: Exchange, team: str | None) -> None:
    """团队交流: a team sets out when all have agreed. 依据: S004-12, 003-D5."""
    waiting = {Step.PROPOSED, Step.DECLINED}
    missing = sum(move.step in waiting for move in state.team(team)) if team is not None else 0
    if missing:
        raise errors.TeamIncompleteError(team=team or "", missing=missing)


def term_must_not_be_over(move: Movement, on: date) -> None:
    """交流期限: nobody sets out when the agreed term is over. 依据: B12-05."""
    if on >= move.until_on:
        raise errors.DurationError(
            until_on=move.until_on.isoformat(), least=on.isoformat(), most=on.isoformat()
        )


def seats_must_be_free(host: School, numbers: Sequence[str]) -> tuple[Post, ...]:
    """岗位有空: each post of the receiving school has a free seat. 依据: B2-10, INV2."""
    found = []
    for number in numbers:
        post, taken = host.post(number), len(host.holders(number))
        if post is None or taken >= post.headcount:
            raise errors.SeatMissingError(
                school=host.school,
                post=number,
                headcount=post.headcount if post is not None else 0,
                taken=taken,
            )
        found.append(post)
    return tuple(found)


def establishment_must_hold(host: School) -> None:
    """编制: with the guest the receiving school stays within its quota. 依据: B2-10, INV2."""
    people = len(host.people)
    if people >= host.establishment:
        raise errors.EstablishmentFullError(
            school=host.school, establishment=host.establishment, people=people
        )


def end_must_be_true(move: Movement, command: c.EndExchange, today: date) -> None:
    """交流结束: at its term, or before it for a reason that is told. 依据: B12-05, S004-03."""
    if command.ground is EndGround.TERM_ENDED and today < move.until_on:
        raise errors.TooEarlyError(until_on=move.until_on.isoformat(), today=today.isoformat())
    if command.ground is EndGround.EARLY and not command.reason:
        raise errors.ReasonMissingError(teacher=command.teacher)


def agreed_moves_must_have_started(
    states: States, state: Exchange, today: date, basis: str | None
) -> None:
    """先派出后总结: whoever agreed sets out before it closes, or a document says why not.

    Whose term is over, who left service, and whose team fell apart cannot set out any more.
    依据: B12-02, 003-D5, S004-03.
    """
    waiting = [
        person
        for person, move in state.moves.items()
        if move.step is Step.AGREED
        and today < move.until_on
        and all(each.step is not Step.DECLINED for each in state.team(move.team or ""))
        and require(states, Teacher, person).exited is None
    ]
    if waiting and basis is None:
        raise errors.MoveWaitingError(not_started=",".join(waiting), count=len(waiting))


def backbone_required(moved: int, rules: ExchangeRules) -> int:
    """骨干比例: a fifth of those who moved, rounded up. 依据: B12-02."""
    return rules.backbone_share.ceil_of(moved)


def shares_must_be_met(
    state: Exchange, backbone_moved: int, required: int, shortfall_basis: str | None
) -> None:
    """交流比例: a tenth of the eligible and a fifth of backbone teachers, or a document.

    依据: B12-02.
    """
    moved = len(state.moved)
    short = moved < state.required or backbone_moved < required
    if short and shortfall_basis is None:
        raise errors.ShareMissedError(
            moved=moved,
            required=state.required,
            backbone_moved=backbone_moved,
            backbone_required=required,
        )
