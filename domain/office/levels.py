"""What an office asks for and brings, by kind and level (职务级别)."""

from __future__ import annotations

from domain.planning.office_sections import Condition, OfficeKind, OfficeLevel, OfficeRules
from domain.school.posts import Post

_LEVEL_NAMES = {
    OfficeLevel.JUNIOR: "初级",
    OfficeLevel.INTERMEDIATE: "中级",
    OfficeLevel.SENIOR: "高级",
}


def conditions_of(
    rules: OfficeRules, kind: OfficeKind, level: OfficeLevel | None
) -> tuple[Condition, ...]:
    """任职条件: those of the pack, for the level. 依据: 003-B3, 003-G2, S002-14."""
    if level is None:
        return rules.vice_principal.conditions
    return (rules.manager if kind is OfficeKind.MANAGER else rules.class_teacher).conditions_of(
        level
    )


def duties_of(
    rules: OfficeRules, kind: OfficeKind, level: OfficeLevel | None, post: Post
) -> tuple[str, ...]:
    """岗位职责: the post's own, and those of its level and the levels below. 依据: 003-B2."""
    if level is None:
        return (post.duties,)
    levelled = rules.manager if kind is OfficeKind.MANAGER else rules.class_teacher
    return (post.duties, *levelled.duties_of(level))


def term_years_of(rules: OfficeRules, kind: OfficeKind) -> int:
    """任期: as the pack says, three years for a vice-principal by default.

    依据: S002-14, S002-15.
    """
    return {
        OfficeKind.VICE_PRINCIPAL: rules.vice_principal.term_years,
        OfficeKind.MANAGER: rules.manager.term_years,
        OfficeKind.CLASS_TEACHER: rules.class_teacher.term_years,
    }[kind]


def title_of(title: str, level: OfficeLevel | None) -> str:
    """Return the title of an office at its level, for example 高级班主任."""
    return f"{_LEVEL_NAMES[level]}{title}" if level is not None else title
