"""Writes the input files of the demo town. Run: ``python -m adapters.sample.generate DIR``.

Every person is invented; county code 000000 belongs to no place. The same files come out
of every run.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from adapters.importers.id_number import check_digit
from adapters.importers.town import BIDS, CADRES, MARKS, POSTS, ROSTER, WISHES

SEED = 20260818
CUTOFF = date(2026, 8, 18)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
COMPOUND = ("欧阳", "司马", "上官", "诸葛")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国红梅晓春海燕志远雪琴文博宇婷佳怡"
RARE = ("喆", "堃", "赟", "镕", "䶮")
PRIMARY = ("语文", "数学", "英语", "科学", "体育", "音乐", "美术", "信息技术", "道德与法治")
MIDDLE = ("语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "体育", "道德与法治")
NURSERY = ("保教",)
ADULT = ("成人教育",)
EVERY_LIGHT, EVERY_COMPOUND, EVERY_RARE = 17, 61, 70
"""One in so many: posts below eight periods, compound surnames, rare characters."""
PERSUADED, FORGETFUL = ("s05", 5), 7
OFFICES = ("教务主任", "总务主任", "政教主任", "教科室主任")


@dataclass(frozen=True)
class Unit:
    """A school: how many people it has and how many its quota lets it have."""

    code: str
    staff: int
    establishment: int
    offices: int
    subjects: Sequence[str]
    periods: int = 12


UNITS = (
    Unit("s01", 92, 80, 4, MIDDLE, 10),
    Unit("s02", 60, 50, 3, PRIMARY),
    Unit("s03", 14, 8, 1, ADULT, 9),
    Unit("s04", 40, 34, 3, PRIMARY),
    Unit("s05", 24, 34, 2, PRIMARY, 14),
    Unit("s06", 22, 32, 2, PRIMARY, 14),
    Unit("s07", 20, 30, 2, PRIMARY, 14),
    Unit("s08", 18, 26, 2, PRIMARY, 14),
    Unit("s09", 34, 30, 2, PRIMARY),
    Unit("s10", 34, 26, 2, NURSERY, 10),
    Unit("s11", 16, 24, 1, NURSERY, 10),
)
CHANGES = {"s01": 2, "s02": 2, "s03": 1, "s04": 2, "s05": 1, "s06": 1, "s07": 1, "s09": 1, "s10": 2}
"""Offices by school for which a newcomer competes against, or instead of, the incumbent."""


@dataclass
class Town:
    """Rows of every file."""

    roster: list[list[object]] = field(default_factory=list)
    posts: list[list[object]] = field(default_factory=list)
    cadres: list[list[object]] = field(default_factory=list)
    bids: list[list[object]] = field(default_factory=list)
    marks: list[list[object]] = field(default_factory=list)
    wishes: list[list[object]] = field(default_factory=list)
    id_numbers: set[str] = field(default_factory=set)


def make_town() -> Town:
    """Return the rows, the same in every run."""
    dice, town = random.Random(SEED), Town()  # noqa: S311 - invented data, the same every run
    vacancies = {unit.code: _vacancies(unit) for unit in UNITS}
    for unit in UNITS:
        add_posts(town, unit)
        people = [add_person(town, dice, unit, n) for n in range(unit.staff)]
        _add_letters(town, unit, people, vacancies)
    return town


def _vacancies(unit: Unit) -> list[str]:
    return [post_number(n) for n in range(unit.staff, unit.establishment)]


def post_number(number: int) -> str:
    """Return the number of a school's teaching post, counted from 0."""
    return f"教学-{number + 1:02}"


def add_posts(town: Town, unit: Unit) -> None:
    """Add the posts of a school: teaching, auxiliary, offices."""
    for n in range(unit.establishment):
        subject = unit.subjects[n % len(unit.subjects)]
        light = n % EVERY_LIGHT == EVERY_LIGHT - 1
        periods = 7.5 if light else unit.periods
        classes = f"{n % 6 + 1}年级{n % 3 + 1}班"
        duties = f"承担{classes}{subject}教学"
        row = [unit.code, post_number(n), "教学岗", f"{subject}教师", subject, classes, periods, 1]
        town.posts.append([*row, duties, 3])
    for n, title in enumerate(("图书室管理", "实验室管理", "宿舍管理", "门卫值班"), start=1):
        row = [unit.code, f"辅助-{n:02}", "辅助岗", title, "", "", 0, unit.establishment]
        town.posts.append([*row, f"负责{title}", 3])
    for n in range(unit.offices):
        row = [unit.code, f"职务-{n + 1:02}", "职务", OFFICES[n], "", "", 0, 1]
        town.posts.append([*row, f"负责{OFFICES[n]}工作", 1])


def add_person(
    town: Town,
    dice: random.Random,
    unit: Unit,
    n: int,
    *,
    prefix: str = "t",
    phone: str = "1990000",
) -> str:
    """Add one person with facts and ballots; return the id."""
    person = f"{prefix}{len(town.roster) + 1:04}"
    remote = unit.staff < unit.establishment
    age = dice.randint(38, 58) if remote else dice.randint(24, 55)
    born = date(CUTOFF.year - age, 1, 1) + timedelta(days=dice.randint(0, 227))
    service = max(1, min(age - 22, dice.randint(1, 35)))
    school_years = dice.randint(0, service)
    sequence = len(town.roster) % 1000
    while (id_number := _id_number(born, sequence)) in town.id_numbers:
        sequence = (sequence + 1) % 1000
    town.id_numbers.add(id_number)
    town.roster.append(
        [
            person,
            _name(dice, len(town.roster)),
            id_number,
            f"{phone}{len(town.roster):04}",
            unit.code,
            _years_ago(service),
            _years_ago(school_years),
            unit.subjects[n % len(unit.subjects)],
        ]
    )
    excellent = dice.randint(6, unit.staff - 4)
    rest = unit.staff - excellent
    basically = dice.randint(0, rest // 6)
    office = dice.choice(["", "", "class_teacher", "class_teacher", "group_leader"])
    honours = "、".join(dice.choices(["county", "city"], k=dice.randint(0, 2)))
    town.marks.append(
        [
            person,
            age,
            service,
            dice.choice(["bachelor", "bachelor", "college", "postgraduate"]),
            min(service, dice.randint(0, 14)),
            min(service, dice.randint(0, 12)),
            office,
            honours,
            school_years,
            dice.choice([10, 12, 14, 16, 7.5]),
            excellent,
            rest - basically,
            basically,
            0,
        ]
    )
    return person


def _id_number(born: date, sequence: int) -> str:
    first = f"000000{born:%Y%m%d}{sequence:03}"
    return first + check_digit(first)


def _name(dice: random.Random, count: int) -> str:
    surname = dice.choice(SURNAMES if count % EVERY_COMPOUND else COMPOUND)
    given = "".join(dice.sample(GIVEN, 1 if count % 4 == 0 else 2))
    rare = RARE[count // EVERY_RARE % len(RARE)]
    return surname + (given if count % EVERY_RARE else rare)


def _years_ago(years: int) -> date:
    return date(CUTOFF.year - years, 7, 1)


def _add_letters(
    town: Town, unit: Unit, people: Sequence[str], vacancies: dict[str, list[str]]
) -> None:
    """Everybody asks for the post that was hers; whoever has none competes for somebody's."""
    settled, surplus = people[: unit.establishment], people[unit.establishment :]
    contested = {len(settled) - 1 - n: rival for n, rival in enumerate(surplus)}
    _add_cadres(town, unit, settled, contested)
    seekers = _seekers(unit)
    for n, person in enumerate(settled):
        office = seekers.get(n, "")
        if (unit.code, n) == PERSUADED:  # came back: her letter is replaced
            town.bids.append(_letter(person, unit, post_number(unit.staff), "", ""))
        missing = "教师资格证复印件" if n == FORGETFUL else ""
        town.bids.append(_letter(person, unit, post_number(n), office, missing))
    for n, rival in contested.items():
        town.bids.append(_letter(rival, unit, post_number(n), "", ""))
        school, post = _next_vacancy(unit, vacancies)
        town.wishes += [[settled[n], school, post], [rival, school, post]]


def _letter(person: str, unit: Unit, post: str, office: str, missing: str) -> list[object]:
    return [person, unit.code, post, f"辅助-{int(person[1:]) % 4 + 1:02}", office, "是", missing]


def _seekers(unit: Unit) -> dict[int, str]:
    """Return who seeks which office, by place in the school's list."""
    changes = CHANGES.get(unit.code, 0)
    keep = {n: f"职务-{n + 1:02}" for n in range(changes, unit.offices)}
    new = {unit.offices + n: f"职务-{n + 1:02}" for n in range(changes)}
    return keep | new


def _add_cadres(town: Town, unit: Unit, settled: Sequence[str], contested: dict[int, str]) -> None:
    """Incumbents: some seek the office again, some do not, one competes for her own post."""
    for n in range(unit.offices):
        threatened = n == 0 and unit.code in ("s01", "s04")
        holder = settled[max(contested)] if threatened else settled[n]
        row = [unit.code, OFFICES[n], holder, date(2023, 9, 1), date(2026, 9, 1)]
        town.cadres.append(row)


def _next_vacancy(unit: Unit, vacancies: dict[str, list[str]]) -> tuple[str, str]:
    nursery = unit.subjects is NURSERY
    for other in UNITS:
        fits = (other.subjects is NURSERY) == nursery
        if fits and vacancies[other.code]:
            return other.code, vacancies[other.code].pop(0)
    raise ValueError("more people than posts")


def write_sheet(path: Path, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one sheet; text stays text, dates are dates."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime(2026, 8, 1)})  # noqa: DTZ001 - Excel knows no zone
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for row, values in enumerate((headings, *rows)):
        for column, value in enumerate(values):
            if isinstance(value, date):
                moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
                sheet.write_datetime(row, column, moment, day)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)
    book.close()


def bad_roster(town: Town) -> list[list[object]]:
    """Return the first rows of the roster with one mistake of each kind."""
    rows = [list(row) for row in town.roster[:9]]
    rows[0][2] = 110101199003072516.0  # typed as a number: the last digits are gone
    rows[1][2] = str(rows[1][2])[:17] + ("1" if str(rows[1][2])[17] != "1" else "2")
    rows[2][1] = ""
    rows[3][4] = "s99"
    rows[4][0] = rows[5][0]
    rows[6][5] = "去年"
    rows[8][2] = rows[7][2]
    return rows


def main(target: Path) -> None:
    """Write all files into a directory."""
    town = make_town()
    target.mkdir(parents=True, exist_ok=True)
    for name, headings, rows in (
        ("roster", ROSTER, town.roster),
        ("posts", POSTS, town.posts),
        ("cadres", CADRES, town.cadres),
        ("bids", BIDS, town.bids),
        ("marks", MARKS, town.marks),
        ("coordination", WISHES, town.wishes),
        ("roster-bad", ROSTER, bad_roster(town)),
    ):
        write_sheet(target / f"{name}.xlsx", headings, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
