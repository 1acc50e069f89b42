"""Words of the trade for what programs call otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from audit.replay.events import Signer
from audit.replay.rule_texts import RuleText
from domain.kernel import DomainError
from domain.values.time import BEIJING

Sentence = Callable[[DomainError], str]
"""Words a refusal for people."""
Names = Mapping[str, str]
"""Names of people by their ids, as far as the reader may know them."""

ROLES: Mapping[str, str] = {
    "root": "台账管理人",
    "registrar": "人事股",
    "establishment_officer": "编办",
    "hr_officer": "人社局",
    "finance_officer": "财政局",
    "bureau_officer": "教育局",
    "town_officer": "镇教办",
    "principal": "校长",
    "secretary": "书记",
    "committee_member": "聘任委员会成员",
    "congress_chair": "教代会主席",
    "union": "工会",
    "supervisor": "监督",
    "judge": "评委",
    "dispute_officer": "争议仲裁办",
    "self": "本人",
}


def person(name: str, names: Names) -> str:
    """Return a person's name with the id, or the id alone."""
    return f"{names[name]}（{name}）" if name in names else name


def signer(one: Signer, names: Names) -> str:
    """Return who signed, in what office, and whether the mandate stood."""
    actor = one.actor
    office = ROLES.get(actor.role, actor.role) + (f"·{actor.body}" if actor.body else "")
    term = (
        f"，授权{actor.mandate}（{one.from_on}至{one.until_on or '无限期'}）" if one.from_on else ""
    )
    faults = "" if one.stood else "，授权当时不成立"
    faults += "" if one.signed else "，签名不成立"
    return f"{person(actor.person, names)} {office}{term}{faults}"


def rule(one: RuleText) -> str:
    """Return a rule's name and basis."""
    return f"{one.name}（依据：{one.basis}）" if one.basis else one.name


def refusal(error: DomainError) -> str:
    """Return a refusal for people where no better words are at hand."""
    facts = "，".join(f"{name}={value}" for name, value in error.facts.items())
    return f"规则不予准许：{error.code}（依据：{error.basis}；事实：{facts}）"


def beijing(at: str) -> str:
    """Return an act's instant in Beijing time, to the minute."""
    return f"{datetime.fromisoformat(at).astimezone(BEIJING):%Y-%m-%d %H:%M}" if at else "时间不明"


def received(after: str, before: str) -> str:
    """Return between which acts an act came in, by the times that those state."""
    told = [
        f"{word}一号文书（自述{beijing(at)}）之{side}"
        for word, at, side in (("前", after, "后"), ("后", before, "前"))
        if at
    ]
    return "、".join(told) or "台账中没有其他文书"


def points(milli: int | None) -> str:
    """Return thousandths as points: two decimals, and a third where it tells two apart."""
    if milli is None:
        return "—"
    return f"{milli / 1000:.{2 if milli % 10 == 0 else 3}f}"
