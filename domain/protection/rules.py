"""Rules of protection, each with its basis."""

from __future__ import annotations

from datetime import date, timedelta

from domain.planning.protection_sections import Category, ProtectionRules, SeniorityRule
from domain.protection import errors
from domain.protection.commands import RecordCategory, RecordProtection
from domain.protection.kinds import ConsentMatter, Effect, StatutoryKind
from domain.protection.state import Protection, Safeguards
from domain.values.calendar import plus_months

_MONTHS_A_YEAR = 12


def must_keep_place(
    safeguards: Safeguards, teacher: str, day: date, matter: ConsentMatter, about: str
) -> None:
    """不得因竞聘被挤出: a protected teacher ends without a post by her own signed consent only.

    依据: INV6, B3-01, B.3.2 (exempt_from_elimination).
    """
    if safeguards.agreed(matter, about):
        return
    for each in safeguards.with_effect(day, Effect.EXEMPT_FROM_ELIMINATION):
        raise _protected(teacher, each)


def must_not_be_dismissed(safeguards: Safeguards, teacher: str, day: date) -> None:
    """不得无过失解除: while the law protects her the unit ends no contract without her fault.

    依据: B3-01, B3-05; 劳动合同法 第42条、第45条; 妇女权益保障法 第48条.
    """
    for each in safeguards.with_effect(day, Effect.BARS_TERMINATION):
        raise _protected(teacher, each)


def _protected(teacher: str, by: Protection) -> errors.ProtectedError:
    return errors.ProtectedError(
        teacher=teacher, protection=by.protection, until=by.until_on.isoformat()
    )


def must_be_new(safeguards: Safeguards, protection: str) -> None:
    """保护编号: one id, one protection; another ground is recorded beside it. 依据: B3-05."""
    if safeguards.find(protection) is not None:
        raise errors.ProtectionKnownError(protection=protection)


def must_be_in_force(safeguards: Safeguards, protection: str, day: date) -> Protection:
    """保护有效: only what has not ended is prolonged or ended. 依据: B.3.2 有效期."""
    found = safeguards.find(protection)
    if found is None or found.until_on <= day:
        raise errors.ProtectionUnknownError(protection=protection, on=day.isoformat())
    return found


def evidence_must_be_given(evidence: str) -> None:
    """证明材料: nothing is recorded on somebody's word alone. 依据: B.3.2, C1-03."""
    if not evidence.strip():
        raise errors.FactMissingError(fact="evidence")


def dates_must_follow(from_on: date, until_on: date) -> None:
    """保护起止: a protection lasts at least a day. 依据: B3-03."""
    if until_on <= from_on:
        raise errors.ProtectionDatesError(
            from_on=from_on.isoformat(), until_on=until_on.isoformat()
        )


def end_of(command: RecordProtection, unit_since: date, rules: ProtectionRules) -> date:
    """保护期限: the first day after a protection, by its kind. 依据: B3-03, B3-05."""
    match command.kind:
        case StatutoryKind.MATERNITY_LEAVE:
            return _end_of_leave(command, rules)
        case StatutoryKind.NURSING:
            born_on = _given(command.child_born_on, "child_born_on")
            until_on = plus_months(born_on, rules.nursing_months)
            nobody_nurses_before_the_birth(command.from_on, born_on, until_on)
            return until_on
        case StatutoryKind.NEAR_RETIREMENT:
            retires_on = _given(command.retires_on, "retires_on")
            seniority_must_suffice(unit_since, command.from_on, retires_on, rules.near_retirement)
            return retires_on
        case _:
            return _given(command.until_on, "until_on")


def nobody_nurses_before_the_birth(from_on: date, born_on: date, until_on: date) -> None:
    """哺乳期起算: from the birth on, which no record may put ahead. 依据: B3-03."""
    if from_on < born_on:
        raise errors.ProtectionDatesError(
            from_on=from_on.isoformat(), until_on=until_on.isoformat()
        )


def _end_of_leave(command: RecordProtection, rules: ProtectionRules) -> date:
    """产假: 98 days, 15 more after a difficult birth and for each further child.

    A plan may give more, never less; the leave begins up to 15 days before the birth.
    依据: B3-03; 女职工劳动保护特别规定 第7条.
    """
    days = rules.maternity_leave_days + (command.children - 1) * rules.extra_child_days
    days += rules.difficult_birth_days if command.difficult_birth else 0
    least = command.from_on + timedelta(days=days)
    if command.until_on is not None and command.until_on < least:
        raise errors.LeaveTooShortError(days=days, earliest_end=least.isoformat())
    return command.until_on or least


def _given(value: date | None, fact: str) -> date:
    """保护所需事实: the date that this kind of protection is counted from. 依据: B3-03, B3-05."""
    if value is None:
        raise errors.FactMissingError(fact=fact)
    return value


def seniority_must_suffice(
    unit_since: date, day: date, retires_on: date, rule: SeniorityRule
) -> None:
    """工龄与退休年限: full years in the unit, and less than so many years left.

    The day of retirement is data: it is not derived from sex. 依据: B3-05, B3-06, B8-08.
    """
    served = plus_months(unit_since, rule.service_years * _MONTHS_A_YEAR)
    near = plus_months(day, rule.years_left * _MONTHS_A_YEAR)
    if day < served or retires_on >= near or retires_on <= day:
        raise errors.NotNearRetirementError(
            in_unit_since=unit_since.isoformat(),
            service_years=rule.service_years,
            years_left=rule.years_left,
            on=day.isoformat(),
        )


def category_must_be_listed(command: RecordCategory, rules: ProtectionRules) -> Category:
    """直聘类别: the plan lists it, with the kind of evidence. 依据: B.3.2 protected_categories."""
    category = rules.category(command.category)
    if category is None:
        raise errors.CategoryUnknownError(category=command.category, plan=command.plan)
    if command.evidence_kind is not category.evidence:
        raise errors.EvidenceKindError(
            given=command.evidence_kind.value, wanted=category.evidence.value
        )
    return category


def end_of_category(command: RecordCategory, category: Category) -> date:
    """类别有效期: as long as the record says, within what the plan allows. 依据: B.3.2 validity."""
    longest = (
        None
        if category.valid_months is None
        else plus_months(command.from_on, category.valid_months)
    )
    until = command.until_on or longest
    if until is None:
        raise errors.FactMissingError(fact="until_on")
    if longest is not None and until > longest:
        raise errors.ProtectionDatesError(
            from_on=command.from_on.isoformat(), until_on=until.isoformat()
        )
    return until


def consent_must_change(
    safeguards: Safeguards, matter: ConsentMatter, about: str, *, to: bool
) -> None:
    """本人同意: given once, and withdrawn only where it was given. 依据: INV6."""
    if safeguards.agreed(matter, about) is to:
        raise errors.ConsentError(matter=matter.value, about=about, stands=int(to))
