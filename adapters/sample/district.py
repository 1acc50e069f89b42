"""Writes the input files of two zones beside the demo town: 29 schools, 2 626 people.

Everybody is invented. The same files come out of every run. East has more people than
posts, west more posts than people, so that every stage has something to do.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from adapters.importers.district import DIRECT, INTERVIEWS, LATER
from adapters.importers.town import BIDS, CADRES, MARKS, POSTS, ROSTER
from adapters.sample.generate import (
    PRIMARY,
    Town,
    Unit,
    add_person,
    add_posts,
    post_number,
    write_sheet,
)

SEED = 20260803
SIZES = {
    "b-east": [(94, 88)] * 9 + [(84, 88)] * 6,
    "b-west": [(97, 95)] * 4 + [(89, 95)] * 8 + [(88, 95)] * 2,
}
"""Staff and establishment of each school."""
ZONES = {"b-east": "云溪县东片学区", "b-west": "云溪县西片学区"}
PLACES = "柳杨松柏梅兰竹菊荷桂枫榆槐桐桃"
PROTECTED_EVERY = 6
"""One school in so many has somebody who is appointed directly."""
COMPLAINANT, RIVAL, WAITING = 10, 34, 24
"""Places, among the people whom east leaves over, of those in the story; posts that wait."""
RECUSED = 0
"""Which judge of the zone should have withdrawn."""
PLAN = {
    "district": {"id": "d-yunxi", "name": "云溪县教育局"},
    "town_office": {"id": "b-bureau", "name": "云溪县教育局"},
    "title": "云溪县东西片区2026—2027学年教师竞聘上岗实施方案",
    "school_year": "2026-2027",
    "basis_docs": ["县教育局2026年度人事工作安排", "事业单位人事管理条例"],
    "pack": "district-yunxi",
    "timetable": {
        "kickoff_on": "2026-08-01",
        "intents_from_on": "2026-08-03",
        "intents_until_on": "2026-08-05",
        "selection_from_on": "2026-08-05",
        "selection_until_on": "2026-08-07",
        "coordination_on": "2026-08-08",
        "cutoff_on": "2026-08-31",
        "notice_on": "2026-08-31",
        "term_starts_on": "2026-09-01",
        "windows": [
            {"stage": "in_zone", "from_on": "2026-08-08", "until_on": "2026-08-09"},
            {"stage": "cross_district", "from_on": "2026-08-17", "until_on": "2026-08-18"},
            {"stage": "adjustment", "from_on": "2026-08-20", "until_on": "2026-08-23"},
            {"stage": "standby_training", "from_on": "2026-08-24", "until_on": "2026-08-31"},
        ],
    },
    "congress": {"delegates": 180, "present": 171, "in_favour": 158, "against": 9, "abstained": 4},
    "documents": {"establishment": "云编〔2026〕9号", "posts": "云人社〔2026〕22号"},
    "contact": {
        "address": "云溪县学府路8号",
        "telephone": "0530-6200001",
        "email": "zones@yunxi.example",
    },
}


@dataclass
class District(Town):
    """Rows of every file of the two zones."""

    schools: dict[str, dict[str, object]] = field(default_factory=dict)
    interviews: list[list[object]] = field(default_factory=list)
    direct: list[list[object]] = field(default_factory=list)
    later: list[list[object]] = field(default_factory=list)
    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By zone: who competes for one post in a school; one of them will be left over."""
    vacant: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def make_district() -> District:
    """Return the rows, the same in every run."""
    dice, district = random.Random(SEED), District()  # noqa: S311 - invented data
    for zone, sizes in SIZES.items():
        district.pairs[zone], district.vacant[zone] = [], []
        for number, (staff, establishment) in enumerate(sizes):
            code = f"{zone[2]}{number + 1:02}"
            unit = Unit(code, staff, establishment, 0, PRIMARY)
            district.schools[code] = {
                "name": f"{ZONES[zone][3]}片{PLACES[number]}林小学",
                "kind": "primary",
                "remote": number >= len(sizes) - 2,
                "establishment": establishment,
                "zone": zone,
            }
            _add_school(district, dice, zone, unit)
    _add_later(district, dice)
    return district


def _add_school(district: District, dice: random.Random, zone: str, unit: Unit) -> None:
    add_posts(district, unit)
    people = [
        add_person(district, dice, unit, n, prefix="z", phone="1880000") for n in range(unit.staff)
    ]
    settled, surplus = people[: unit.establishment], people[unit.establishment :]
    direct = 0 if int(unit.code[1:]) % PROTECTED_EVERY else 1
    for n, person in enumerate(settled):
        if n < direct:
            _add_direct(district, unit, person, n)
        else:
            _add_letter(district, unit, person, n)
        _add_interview(district, dice, person)
    for back, rival in enumerate(surplus):
        n = len(settled) - 1 - back
        _add_letter(district, unit, rival, n)
        _add_interview(district, dice, rival)
        district.pairs[zone].append((settled[n], rival))
    for n in range(unit.staff, unit.establishment):
        district.vacant[zone].append((unit.code, post_number(n)))


def _add_letter(district: District, unit: Unit, person: str, n: int) -> None:
    auxiliary = f"辅助-{n % 4 + 1:02}"
    district.bids.append([person, unit.code, post_number(n), auxiliary, "", "是", ""])


def _add_direct(district: District, unit: Unit, person: str, n: int) -> None:
    kinds = ("孕期", "医疗期", "工伤")
    kind = kinds[len(district.direct) % len(kinds)]
    days = [date(2026, 6, 1), date(2027, 3, 1)]
    row = [person, kind, *days, "县人民医院证明", unit.code, post_number(n)]
    district.direct.append(row)


def _add_interview(district: District, dice: random.Random, person: str) -> None:
    level = dice.randint(30, 46)
    district.interviews.append([person, *(level + dice.randint(-3, 3) for _ in range(3))])


def _add_later(district: District, dice: random.Random) -> None:
    """Say what both of every pair would do next: nobody knows yet which one it will be."""
    across = district.vacant["b-west"][len(district.pairs["b-west"]) :]
    for zone, pairs in district.pairs.items():
        for k, pair in enumerate(pairs):
            here = district.vacant[zone][k % WAITING]
            there = across[k // 2]
            for person in pair:
                level = dice.randint(30, 46)
                marks = [level + dice.randint(-2, 2) for _ in range(3)]
                answers = "不同意、不同意" if k % 3 == 0 else "同意"
                tests = "合格" if k % 2 else "不合格、合格"
                told = "、".join(map(str, marks))
                district.later.append([person, *here, told, *there, told, answers, tests])
    _tell_the_story(district)


def _tell_the_story(district: District) -> None:
    """Let two of east meet over one post: a judge's mark for a relative decides between them."""
    pairs = district.pairs["b-east"]
    for place, service, marks in ((COMPLAINANT, 12, (40, 40, 40)), (RIVAL, 10, (48, 40, 40))):
        _, person = pairs[place]
        _lose_at_home(district, person)
        scores = next(row for row in district.marks if row[0] == person)
        scores[2], scores[3], scores[8] = service, "bachelor", 6
        scores[10:14] = [40, 50, 0, 0]
        later = next(row for row in district.later if row[0] == person)
        later[3] = "、".join(map(str, marks))


def _lose_at_home(district: District, person: str) -> None:
    row = next(each for each in district.interviews if each[0] == person)
    row[1:] = [5, 5, 5]


def _complaint(district: District) -> dict[str, object]:
    (_, complainant), (_, rival) = (district.pairs["b-east"][n] for n in (COMPLAINANT, RIVAL))
    return {
        "complainant": complainant,
        "against": rival,
        "zone": "b-east",
        "judge": RECUSED,
        "relation": "姐妹",
        "item": "interview",
        "text": "面试评委一与竞争同一岗位的人员系姐妹，应当回避而没有回避，其打分影响了我的名次。",
        "findings": "经查户籍资料，评委一与该竞聘人系姐妹关系，应当回避而未回避，影响公正。",
    }


def write_district(target: Path) -> None:
    """Write all files into a directory."""
    district = make_district()
    target.mkdir(parents=True, exist_ok=True)
    sheets: tuple[tuple[str, Sequence[str], list[list[object]]], ...] = (
        ("roster", ROSTER, district.roster),
        ("posts", POSTS, district.posts),
        ("cadres", CADRES, district.cadres),
        ("bids", BIDS, district.bids),
        ("marks", MARKS, district.marks),
        ("interviews", INTERVIEWS, district.interviews),
        ("direct", DIRECT, district.direct),
        ("later", LATER, district.later),
    )
    for name, headings, rows in sheets:
        write_sheet(target / f"{name}.xlsx", headings, rows)
    plan = {**PLAN, "zones": ZONES, "schools": district.schools}
    for name, document in (("plan", plan), ("complaint", _complaint(district))):
        told = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
        (target / f"{name}.yaml").write_text(told)
