"""``gongxin case``: routes without a ledger, a case in one, alarms, opinions, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from adapters.keystore.signer import SoftwareSigner
from api.case_text import alarm_line, opinion_text, route_text
from api.cli import app
from api.cli_options import FOUND, GOOD
from api.composition import create_home, open_home
from api.messages.cases import word
from domain.dispute.channels import Certainty, ChannelKind, Forum
from domain.dispute.clocks import Unit
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.dispute.opinions import Opinion
from domain.dispute.remedies import Ground, Outcome, Reason, WithdrawNotice
from domain.dispute.routing import Access, Note, route
from domain.dispute.state import Stage
from domain.kernel import Command
from domain.mandate.commands import EnrolKey, GrantMandate, RegisterBody
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from projections.cases import Alarm

ORIGIN = "gongxin.example/cases"
KNOWN = date(2026, 11, 18)
RECEIVE = {
    "case": "case-1",
    "channel": "teacher_appeal",
    "complainant": "li",
    "filed_by": "li",
    "matter": {
        "kind": "school_handling",
        "affected": "li",
        "decided_by": "s1",
        "decider": "school",
        "known_on": "2026-11-18",
    },
    "first_owner": "zhou",
    "body": "bureau",
    "text": "我不服学校的处理",
}
Run = Callable[..., int]


def gongxin(*arguments: str) -> int:
    status = app(arguments, result_action="return_value")
    assert isinstance(status, int)
    return status


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A ledger with a bureau, one officer of it, and a teacher."""
    home = tmp_path / "home"
    create_home(home, ORIGIN)
    with open_home(home) as services:
        for person in ("root", "zhou", "li"):
            services.keystore.create(person)
        root = services.keystore.load("root")
        services.ledger.found(district="d1", name="试验区", signer=root)
        grant = GrantMandate(
            mandate="m-zhou",
            person="zhou",
            role=Role.BUREAU_OFFICER,
            body="bureau",
            from_on=date(2026, 1, 1),
        )
        commands: list[Command] = [
            RegisterBody(body="bureau", kind=BodyKind.EDUCATION_BUREAU, name="教育局", parent=None),
            *(_enrol(services.keystore.load(person)) for person in ("zhou", "li")),
            grant,
        ]
        actor = Mandated("root", Role.ROOT, "d1", "root-root")
        services.ledger.execute(commands, [actor], [root])
    return home


def _enrol(signer: SoftwareSigner) -> EnrolKey:
    return EnrolKey.model_validate(signer.enrolment(ORIGIN))


@pytest.fixture
def act(home: Path, tmp_path: Path) -> Run:
    def act_(command: str, fields: dict[str, object], *by: str) -> int:
        file = tmp_path / "step.json"
        file.write_text(json.dumps([{"command": command, **fields}]))
        signed = [word_ for person in by for word_ in ("--as", person)]
        return gongxin("act", str(file), *signed, "--home", str(home))

    return act_


def test_a_route_needs_no_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--decider", "bureau", "--known-on", "2026-08-25", "--on", "2026-08-26")
    assert gongxin("case", "route", "placement", *options) == GOOD
    told = capsys.readouterr().out
    assert "行政诉讼 —— 人民法院" in told
    assert "不是有拘束力的先例" in told
    assert gongxin("case", "route", "placement", *options, "--json") == GOOD
    paths = json.loads(capsys.readouterr().out)["paths"]
    assert [path["kind"] for path in paths] == [kind.value for kind in ChannelKind]


def test_a_route_takes_grade_notice_and_complaints_into_account(
    capsys: pytest.CaptureFixture[str],
) -> None:
    contract = ("--decider", "school", "--known-on", "2025-01-10", "--on", "2026-08-10")
    gongxin("case", "route", "contract", *contract, "--sought-help-on", "2025-12-10")
    assert "稳妥期限 2026-01-12" in capsys.readouterr().out
    public = ("--decider", "school", "--known-on", "2026-08-25", "--on", "2026-08-26")
    gongxin("case", "route", "public-list", *public, "--notice-ends-on", "2026-09-01")
    assert "提出期限：2026-09-01" in capsys.readouterr().out
    gongxin("case", "route", "grade", *public, "--grade", "unqualified")
    assert "复核 —— 原处理单位" in capsys.readouterr().out.split("【不能提出】")[0]


def test_a_case_is_received_admitted_shown_and_overdue(
    home: Path, act: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--home", str(home))
    assert act("ReceiveCase", RECEIVE, "li", "zhou:bureau_officer") == GOOD
    assert act("AdmitCase", {"case": "case-1"}, "zhou:bureau_officer") == GOOD
    capsys.readouterr()
    assert gongxin("case", "list", *at) == GOOD
    assert "case-1  教师申诉  已受理  教育局  承办 zhou" in capsys.readouterr().out
    assert gongxin("case", "list", *at, "--as-of", "2", "--json") == GOOD
    assert [row["stage"] for row in json.loads(capsys.readouterr().out)] == ["received"]
    assert gongxin("case", "list", *at, "--as-of", "2026-01-01", "--json") == GOOD
    assert json.loads(capsys.readouterr().out) == []
    assert gongxin("case", "list", *at, "--as-of", "2026-01-01") == GOOD
    assert "没有案件" in capsys.readouterr().out
    assert gongxin("case", "show", "case-1", *at) == GOOD
    shown = capsys.readouterr().out
    assert "停止执行 否" in shown
    assert "  救济渠道：教师申诉" in shown
    assert "处理决定：尚未作出" in shown
    assert "我不服学校的处理" not in shown
    assert gongxin("case", "show", "case-1", *at, "--json") == GOOD
    assert json.loads(capsys.readouterr().out)["stage"] == "admitted"
    bundle = str(home / "bundle.zip")
    assert gongxin("export", bundle, *at) == GOOD
    capsys.readouterr()
    assert gongxin("case", "show", "case-1", "--bundle", bundle) == GOOD
    assert "  救济渠道：教师申诉" in capsys.readouterr().out
    assert gongxin("case", "list", "--bundle", bundle) == GOOD
    assert "case-1  教师申诉  已受理  教育局  承办 zhou" in capsys.readouterr().out
    assert gongxin("case", "list", "--bundle", bundle, "--as-of", "2", "--json") == GOOD
    assert [row["stage"] for row in json.loads(capsys.readouterr().out)] == ["received"]
    assert gongxin("case", "alarms", *at, "--on", "2026-01-01") == GOOD
    assert "没有逾期事项" in capsys.readouterr().out
    assert gongxin("case", "alarms", *at, "--on", "2999-01-01") == FOUND
    assert "督办 教育局：教育局 案件 case-1 作出决定期限" in capsys.readouterr().out
    assert gongxin("case", "alarms", *at, "--on", "2999-01-01", "--json") == FOUND
    assert json.loads(capsys.readouterr().out)[0]["step"] == "decide"


def test_a_refusal_says_why_in_both_languages(
    home: Path, act: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert act("ReceiveCase", RECEIVE, "li", "zhou:bureau_officer") == GOOD
    assert act("DeclareInadmissible", {"case": "case-1"}, "zhou:bureau_officer") == FOUND
    told = capsys.readouterr().err
    assert "不得不予受理" in told
    assert "dispute.nothing-inadmissible" in told
    contested = ("case", "examine", "school:s1", "--home", str(home))
    assert gongxin(*contested) == FOUND
    assert "没有可以据以重新审查的内容" in capsys.readouterr().err
    grade = ("case", "examine", "appraisal:2026.s1", "--teacher", "li", "--home", str(home))
    assert gongxin(*grade) == FOUND
    assert "kernel.missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("channel", ChannelKind),
        ("forum", Forum),
        ("access", Access),
        ("certainty", Certainty),
        ("note", Note),
        ("unit", Unit),
        ("outcome", Outcome),
        ("stage", Stage),
        ("ground", Ground),
    ],
)
def test_every_code_has_its_chinese_word(group: str, codes: type[StrEnum]) -> None:
    assert all(word(group, code) for code in codes)


def test_an_opinion_and_an_alarm_can_be_read_by_anybody() -> None:
    opinion = Opinion(
        outcome=Outcome.REVOKE,
        reasons=(
            Reason(ground=Ground.PROCEDURE_VIOLATED, text="公示含有身份证号", basis="C1-13"),
            Reason(ground=None, text="其余属实", basis="C1-13"),
        ),
        remedies=(WithdrawNotice(notice="r1"),),
    )
    told = opinion_text(opinion)
    assert told.startswith("审查意见：撤销")
    assert "〔违反规定程序〕公示含有身份证号（依据：C1-13）" in told
    assert "withdraw_notice" in told
    alarm = Alarm(
        case="case-1",
        step="execute",
        due="2027-01-04",
        days_over=3,
        provisional=True,
        owner="zhou",
        body="b1",
        to="b2",
    )
    assert alarm_line(alarm, {"b2": "教育局"}) == (
        "督办 教育局：b1 案件 case-1 执行期限 2027-01-04（暂定），已超过 3 日，承办 zhou"
    )


def test_a_provisional_day_is_marked_in_a_route() -> None:
    about = Matter(
        kind=MatterKind.DISMISSAL,
        affected="li",
        decided_by="s1",
        decider=Decider.SCHOOL,
        known_on=KNOWN,
    )
    assert "2027-11-18（暂定）" in route_text(route(about, on=KNOWN))
