"""The files of a town's round: plan, roster, posts, cadres, letters, scores, coordination."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from adapters.importers.id_number import birth_date_in
from adapters.importers.sheets import ImportRefusedError, Row, RowError, read_sheet
from domain.planning.timetable import Timetable
from domain.recruitment.events import BallotCount
from domain.recruitment.wishes import PostSet
from domain.school.posts import Post, PostKind
from domain.values.facts import Amount, Counts, ItemFact, Option

ROSTER = ("工号", "姓名", "身份证号", "手机", "学校", "参加工作日期", "到校日期", "学科")
POSTS = ("学校", "岗位序号", "类别", "岗位名称", "学科", "班级", "周课时", "人数", "职责", "聘期")
CADRES = ("学校", "职务", "工号", "任职日期", "届满日期")
BIDS = ("工号", "学校", "教学岗", "辅助岗", "职务", "承诺", "缺少材料")
MARKS = (
    "工号",
    "年龄",
    "教龄",
    "学历",
    "职称年限",
    "任职年限",
    "担任职务",
    "业绩",
    "校龄",
    "周课时",
    "优秀票",
    "合格票",
    "基本合格票",
    "不合格票",
)
WISHES = ("工号", "学校", "教学岗")
_KINDS = {"教学岗": PostKind.TEACHING, "辅助岗": PostKind.AUXILIARY, "职务": PostKind.OFFICE}
_YES = "是"
Holders = Callable[[Collection[str]], Mapping[str, str]]
"""Returns as whom identity numbers are registered, by number."""


def nobody_is_registered(_numbers: Collection[str]) -> Mapping[str, str]:
    """Return what a ledger says that has registered nobody yet."""
    return {}


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the roster."""

    person: str
    name: str
    id_number: str
    birth_date: date
    phone: str
    school: str
    service_started_on: date
    joined_school_on: date
    subject: str


@dataclass(frozen=True, slots=True)
class Cadre:
    """One incumbent of a middle office."""

    school: str
    title: str
    person: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Bid:
    """One letter of intent."""

    person: str
    wish: PostSet
    office: str | None
    pledged: bool
    missing: str


@dataclass(frozen=True, slots=True)
class Score:
    """One row of facts and ballots."""

    person: str
    facts: dict[str, ItemFact]
    ballots: BallotCount


def read_plan(path: Path) -> dict[str, object]:
    """Read the town's plan file."""
    document = yaml.safe_load(path.read_bytes())
    assert isinstance(document, dict)
    return document


def timetable_of(document: dict[str, object]) -> Timetable:
    """Return the timetable of a plan file."""
    return Timetable.model_validate_json(json.dumps(document["timetable"], default=str))


def read_roster(
    path: Path, schools: Collection[str], holders: Holders = nobody_is_registered
) -> list[Person]:
    """Read the roster; ``holders`` returns as whom identity numbers are registered already.

    Raises:
        ImportRefusedError: With every error of every row.
    """
    seen: dict[str, dict[str, int]] = {"工号": {}, "身份证号": {}}

    def read(row: Row) -> Person:
        number, id_number = row.id("工号"), row.text("身份证号")
        born = birth_date_in(id_number) if id_number else date(1900, 1, 1)
        if born is None:
            row.refuse("身份证号", "校验位或出生日期不正确 (not valid)", "请按证件核对18位号码")
        for column, value in (("工号", number), ("身份证号", id_number)):
            if value and value in seen[column]:
                problem = f"与第{seen[column][value]}行重复 (stands twice)"
                row.refuse(column, problem, "请删除重复行或更正")
            seen[column].setdefault(value, row.line)
        school = row.text("学校")
        if school and school not in schools:
            row.refuse("学校", f"没有学校“{school}” (unknown school)", "请填方案所列学校代码")
        return Person(
            person=number,
            name=row.text("姓名"),
            id_number=id_number,
            birth_date=born or date(1900, 1, 1),
            phone=row.text("手机"),
            school=school,
            service_started_on=row.day("参加工作日期"),
            joined_school_on=row.day("到校日期"),
            subject=row.text("学科"),
        )

    errors: list[RowError] = []
    people: list[Person] = []
    try:
        people = read_sheet(path, ROSTER, read)
    except ImportRefusedError as refused:
        errors += refused.errors
    errors += _registered_already(path, seen["身份证号"], holders)
    if errors:
        raise ImportRefusedError(sorted(errors, key=lambda error: error.row))
    return people


def _registered_already(
    path: Path, lines: Mapping[str, int], holders: Holders
) -> Iterator[RowError]:
    for number, known_as in holders(lines.keys()).items():
        problem = f"此人已登记, 编号“{known_as}” (registered already)"
        fix = "请删除该行, 或在原编号下办理"
        yield RowError(path.name, lines[number], "身份证号", problem, fix)


def read_posts(path: Path) -> dict[str, list[Post]]:
    """Read the post lists, by school.

    Raises:
        ImportRefusedError: With every error of every row.
    """
    posts: dict[str, list[Post]] = {}

    def read(row: Row) -> None:
        kind = _KINDS.get(row.text("类别"))
        if kind is None:
            row.refuse("类别", "不是教学岗、辅助岗或职务", "请改为三者之一")
            return
        post = Post(
            number=row.text("岗位序号"),
            kind=kind,
            title=row.text("岗位名称"),
            subject=row.text("学科", required=False) or None,
            classes=row.text("班级", required=False) or None,
            periods_milli=_periods_milli(row, kind),
            headcount=max(row.count("人数"), 1),
            duties=row.text("职责"),
            term_years=max(row.count("聘期"), 1),
        )
        posts.setdefault(row.text("学校"), []).append(post)

    read_sheet(path, POSTS, read)
    return posts


def _periods_milli(row: Row, kind: PostKind) -> int:
    """Return the weekly periods; only whoever teaches must have them."""
    if kind is not PostKind.TEACHING and row.is_empty("周课时"):
        return 0
    return row.milli("周课时")


def read_cadres(path: Path) -> list[Cadre]:
    """Read the incumbents of middle offices."""
    return read_sheet(
        path,
        CADRES,
        lambda row: Cadre(
            school=row.text("学校"),
            title=row.text("职务"),
            person=row.id("工号"),
            from_on=row.day("任职日期"),
            until_on=row.day("届满日期"),
        ),
    )


def read_bids(path: Path, posts: dict[str, list[Post]]) -> list[Bid]:
    """Read the letters of intent, in the order of their receipt."""
    known = {(school, post.number) for school, listed in posts.items() for post in listed}

    def read(row: Row) -> Bid:
        school, teaching = row.text("学校"), row.text("教学岗", required=False)
        auxiliary = tuple(filter(None, row.text("辅助岗", required=False).split("、")))
        office = row.text("职务", required=False) or None
        for number in filter(None, (teaching, *auxiliary, office)):
            if (school, number) not in known:
                row.refuse("教学岗", f"没有岗位 {number} (unknown post)", "请按公布的岗位序号填写")
        return Bid(
            person=row.id("工号"),
            wish=PostSet(school=school, teaching=teaching or None, auxiliary=auxiliary),
            office=office,
            pledged=row.text("承诺") == _YES,
            missing=row.text("缺少材料", required=False),
        )

    return read_sheet(path, BIDS, read)


def read_scores(path: Path) -> list[Score]:
    """Read facts and ballots for the 100-point table."""

    def read(row: Row) -> Score:
        person = row.id("工号")
        facts: dict[str, ItemFact] = {
            "age": Amount(amount_milli=row.milli("年龄")),
            "service_years": Amount(amount_milli=row.milli("教龄")),
            "education": Option(option=row.text("学历")),
            "title_years": Amount(amount_milli=row.milli("职称年限")),
            "appointment_years": Amount(amount_milli=row.milli("任职年限")),
            "school_years": Amount(amount_milli=row.milli("校龄")),
            "workload": Amount(amount_milli=row.milli("周课时")),
        }
        for column, item in (("担任职务", "office"), ("业绩", "achievements")):
            held = [name for name in row.text(column, required=False).split("、") if name]
            if held:
                facts[item] = Counts(counts={name: held.count(name) for name in sorted(set(held))})
        ballots = BallotCount(
            bidder=person or "unknown",
            excellent=row.count("优秀票"),
            competent=row.count("合格票"),
            basically_competent=row.count("基本合格票"),
            not_competent=row.count("不合格票"),
        )
        return Score(person, facts, ballots)

    return read_sheet(path, MARKS, read)


def read_wishes(path: Path) -> dict[str, PostSet]:
    """Read what people want in the coordination, should they be left unplaced."""
    rows = read_sheet(
        path,
        WISHES,
        lambda row: (
            row.id("工号"),
            PostSet(school=row.text("学校"), teaching=row.text("教学岗")),
        ),
    )
    return dict(rows)
