"""``gongxin case``: complaints and appeals on the command line. 争议案件。

The steps of a case are commands like any other: ``gongxin act``.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from typing import Annotated

from cyclopts import App, Parameter

from adapters.ledger.application import wall_clock
from api.case_text import alarm_line, course_text, due_text, opinion_text, route_text
from api.cli_options import (
    DEFAULT_HOME,
    FOUND,
    GOOD,
    MISUSE,
    AsOf,
    Home,
    Json,
    Vkey,
    day_of,
    moment,
    moment_in,
    print_json,
)
from api.composition import open_home
from api.disputes_cli import Bundle, in_one_line
from api.evidence import cases_in, open_evidence, states_now
from api.messages.cases import word
from api.messages.refusals import refusal_en, refusal_zh
from audit.dossier.course import course_of, parties_in, units_of
from audit.replay.authenticity import Authenticity
from audit.replay.folding import RecordedStates
from audit.replay.proceedings import proceedings
from audit.replay.source import Place, Source
from domain.dispute.examining import examine
from domain.dispute.matters import (
    Decider,
    Grade,
    InterruptedBy,
    Interruption,
    Matter,
    MatterKind,
)
from domain.dispute.routing import route
from domain.dispute.state import DisputeCase
from domain.kernel import DomainError, stream_of
from domain.values.time import beijing_date

case_app = App(name="case")
Day = Annotated[str | None, Parameter(help="A date, 2026-08-25. 日期。")]


@case_app.command(name="list")
def list_(
    *,
    home: Home = DEFAULT_HOME,
    bundle: Bundle = None,
    vkey: Vkey = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> int:
    """Print the register of cases. 案件登记簿。"""
    if bundle is None:
        with open_home(home) as services:
            services.catch_up()
            rows = services.views.cases(**moment(as_of, services))
            bodies = services.views.bodies()
    else:
        with in_one_line(), open_evidence(home, bundle, vkey) as evidence:
            _tell_withheld(evidence.source)
            with cases_in(evidence.source) as views:
                rows = views.cases(**moment_in(as_of, evidence.source.size))
                bodies = views.bodies()
    if as_json:
        print_json(rows)
        return GOOD
    for row in rows:
        where = bodies.get(row["body"], row["body"])
        due = row["decide_by"] or "-"
        stage, channel = word("stage", row["stage"]), word("channel", row["channel"])
        print(f"{row['case_id']}  {channel}  {stage}  {where}  承办 {row['owner']}  期限 {due}")
    if not rows:
        print("没有案件 no cases")
    return GOOD


@case_app.command
def show(
    case: str,
    *,
    home: Home = DEFAULT_HOME,
    bundle: Bundle = None,
    vkey: Vkey = None,
    as_json: Json = False,
) -> int:
    """Print a case: its course, owners, clocks, decision, and what remedies are open. 案件。"""
    stream = stream_of(DisputeCase, case)
    with in_one_line(), open_evidence(home, bundle, vkey) as evidence:
        source = evidence.source
        recorded = RecordedStates(source, Authenticity(source))
        state = recorded.state(stream, Place(source.size(), 0))
        steps = proceedings(source, stream)
        course = course_of(steps, evidence.names_of(parties_in(steps)), units_of(source))
    if not isinstance(state, DisputeCase):
        print(f"no case {case} 没有该案件", file=sys.stderr)
        return MISUSE
    if as_json:
        print_json(state.model_dump(mode="json"))
        return GOOD
    print(f"案件 {case}  {word('channel', state.channel)}  {word('stage', state.stage)}")
    print(f"承办 {' → '.join(state.owners)}（{state.body}）")
    decide_by = due_text(state.decide_by) if state.decide_by else "没有规定"
    print(f"决定期限 {decide_by}")
    print(course_text(course))
    print(f"阻止公示期满 {_yes(state.blocks_finalisation)}", end="  ")
    print(f"停止执行 {_yes(state.suspends_execution)}")
    print(route_text(route(state.matter_now, on=beijing_date(wall_clock()))))
    return GOOD


@case_app.command(name="route")
def route_(
    kind: MatterKind,
    *,
    decider: Decider,
    known_on: str,
    notice_ends_on: Day = None,
    grade: Grade | None = None,
    sought_help_on: Day = None,
    on: Day = None,
    as_json: Json = False,
) -> int:
    """Say where a teacher may turn, by when, how sure that is. 救济途径。"""
    sought = day_of(sought_help_on, "--sought-help-on") if sought_help_on else None
    matter = Matter(
        kind=kind,
        affected="complainant",
        decided_by=decider.value,
        decider=decider,
        known_on=day_of(known_on, "--known-on"),
        notice_ends_on=day_of(notice_ends_on, "--notice-ends-on") if notice_ends_on else None,
        grade=grade,
        interruptions=(Interruption(by=InterruptedBy.HELP_SOUGHT, on=sought),) if sought else (),
    )
    found = route(matter, on=_on(on))
    if as_json:
        print_json(found.model_dump(mode="json"))
        return GOOD
    print(route_text(found))
    return GOOD


@case_app.command
def alarms(*, home: Home = DEFAULT_HOME, on: Day = None, as_json: Json = False) -> int:
    """Print what is overdue, for the body above. Exit 1 if anything is. 督办。"""
    with open_home(home) as services:
        services.catch_up()
        found = services.views.case_alarms(_on(on))
        bodies = services.views.bodies()
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        for each in found:
            print(alarm_line(each, bodies))
        if not found:
            print("没有逾期事项 nothing is overdue")
    return FOUND if found else GOOD


@case_app.command(name="examine")
def examine_(
    contested: Annotated[
        str,
        Parameter(
            help="plan:ID, recruitment-round:ID, notice:ID or appraisal:ID. 争议决定的流水。"
        ),
    ],
    *,
    round_: Annotated[
        tuple[str, ...],
        Parameter("--round", negative="", help="A round that rests on a plan. 依据该方案的竞聘。"),
    ] = (),
    teacher: Annotated[
        str | None, Parameter(help="Whose grade of an appraisal. 考核中的哪位教师。")
    ] = None,
    home: Home = DEFAULT_HOME,
    bundle: Bundle = None,
    vkey: Vkey = None,
    as_json: Json = False,
) -> int:
    """Recompute a contested plan, round, notice or grade, and give an opinion. 审查意见。"""
    with in_one_line(), open_evidence(home, bundle, vkey) as evidence:
        _tell_withheld(evidence.source)
        states = states_now(evidence.source)
        try:
            opinion = examine(states, contested, rounds=round_, teacher=teacher)
        except DomainError as exc:
            return _refused(exc)
    if as_json:
        print_json(opinion.model_dump(mode="json"))
        return GOOD
    print(opinion_text(opinion))
    return GOOD


def _tell_withheld(source: Source) -> None:
    if source.withholds:
        told = "本证据包有未向本人公开的事件，以下只依据已公开的事件"
        print(f"events are withheld from this reader {told}", file=sys.stderr)


def _refused(error: DomainError) -> int:
    print(f"{refusal_zh(error)}\n{refusal_en(error)}", file=sys.stderr)
    return FOUND


def _on(text: str | None) -> date:
    return day_of(text, "--on") if text else beijing_date(wall_clock())


def _yes(value: bool) -> str:  # noqa: FBT001 - one value in, its word out
    return "是" if value else "否"
