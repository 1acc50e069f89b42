"""What no section on honours may leave standing although each part of it is lawful (荣誉自洽)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from domain.planning.honour_sections import (
    HonourCategory,
    HonourKind,
    HonourRules,
    NamedTeacherRules,
)
from domain.planning.pack_findings import PackFinding, finding_at

_CODE = "pack.honour"


def lint_honours(rules: HonourRules | None) -> Iterator[PackFinding]:
    """荣誉自洽: every category can be conferred, and every title be appraised.

    依据: S004-08, S004-14, S004-17.
    """
    if rules is None:
        return
    for index, each in enumerate(rules.categories):
        earlier = {before.id for before in rules.categories[:index]}
        for problem in _wrong_with(each, earlier, rules):
            told = f"category {each.id}: {problem}"
            yield finding_at(("honours", "categories", index), _CODE, told)
    if rules.named_teacher is not None:
        yield from lint_named(rules.named_teacher)


def _wrong_with(one: HonourCategory, earlier: set[str], rules: HonourRules) -> Iterator[str]:
    if one.id in earlier:
        yield "it stands there before"
    if (one.kind is HonourKind.AWARD) != (one.term_years is None):
        yield "titles and the reserve have term_years, awards have none"
    if one.kind is HonourKind.NAMED_TEACHER and rules.named_teacher is None:
        yield "without named_teacher its holders are appraised by nothing"
    if one.excellent_years > one.appraisal_years:
        yield "excellent_years are among appraisal_years, so no more of them"


def lint_named(rules: NamedTeacherRules) -> Iterator[PackFinding]:
    """名师考核自洽: 作用发挥 is outweighed by nothing, and grades fall. 依据: S004-08."""
    place = ("honours", "named_teacher")
    points = {each.id: Fraction(each.points) for each in rules.contents}
    grades = {each.id for each in rules.grades}
    if (len(points), len(grades)) != (len(rules.contents), len(rules.grades)):
        yield finding_at(place, _CODE, "name each content and each grade once")
    if rules.key_content not in points or points[rules.key_content] < max(points.values()):
        told = f"{rules.key_content} is to be a content that has no fewer points than any other"
        yield finding_at((*place, "key_content"), _CODE, told)
    ladder = [Fraction(each.from_points) for each in rules.grades]
    allowances = [Fraction(each.allowance) for each in rules.grades]
    falls = all(high > low for high, low in pairwise(ladder))
    pays = all(high >= low for high, low in pairwise(allowances))
    if not ladder or ladder[0] > sum(points.values()) or not (falls and pays):
        told = "grades fall from one that can be reached, and allowances with them"
        yield finding_at((*place, "grades"), _CODE, told)
