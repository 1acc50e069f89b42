"""Rules of quota and posts, each with its basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.planning.quota_sections import QuotaRules
from domain.quota import errors
from domain.quota.events import FilingOffice, LevelFigures, SchoolShare
from domain.quota.formula import Need
from domain.quota.state import DistrictTotals, Quota


def must_be_step(state: Quota, *, posts_fixed: bool, allocated: bool) -> None:
    """先编制、后岗位、再分配、后备案: each step once, on the one before it.

    依据: 003-F7, 003-D1–D3, B1-01.
    """
    found = (state.posts is not None, bool(state.shares))
    if found != (posts_fixed, allocated):
        raise errors.QuotaOrderError(posts_fixed=int(found[0]), allocated=int(found[1]))


def posts_must_fit(posts: int, establishment: int, where: str) -> None:
    """岗位不得超过编制: posts never exceed the quota, in total and in each school. 依据: B2-10."""
    if posts > establishment:
        raise errors.PostsBeyondEstablishmentError(
            where=where, posts=posts, establishment=establishment
        )


def shares_must_fit(state: Quota, shares: Sequence[SchoolShare]) -> None:
    """总量内分配: each school once, and the sums stay within both totals. 依据: 003-D2, B2-10."""
    schools = [share.school for share in shares]
    for school in schools:
        if schools.count(school) > 1:
            raise errors.SchoolTwiceError(school=school)
    for share in shares:
        posts_must_fit(share.posts, share.establishment, share.school)
    assert state.posts is not None, "the order of steps is checked before"
    establishment = sum(share.establishment for share in shares)
    posts = sum(share.posts for share in shares)
    if establishment > state.establishment or posts > state.posts:
        raise errors.SharesBeyondTotalError(
            establishment=establishment,
            establishment_total=state.establishment,
            posts=posts,
            posts_total=state.posts,
        )


def must_not_be_filed(state: Quota, office: FilingOffice) -> None:
    """分配备案: once with each office. 依据: 003-D3."""
    if office in state.filed_with:
        raise errors.FiledTwiceError(office=office.value)


# The district's totals


def district_posts_must_follow(totals: DistrictTotals, posts: int) -> None:
    """先编制、后岗位: the district's posts once, within its quota. 依据: 003-F7, B2-10."""
    if totals.posts is not None:
        raise errors.DistrictOrderError(posts_fixed=totals.posts)
    posts_must_fit(posts, totals.establishment, "district")


def establishment_must_be_left(totals: DistrictTotals, wanted: int) -> None:
    """总量控制: plans never draw more quota than the district has. 依据: B2-10, 003-D1."""
    _must_be_left(totals.establishment_drawn.values(), wanted, totals.establishment)


def posts_must_be_left(totals: DistrictTotals, plan: str, wanted: int) -> None:
    """总量控制: plans never draw more posts than the district has. 依据: B2-10, 003-F7."""
    if plan not in totals.establishment_drawn:
        raise errors.OutsideDistrictTotalError(plan=plan)
    if totals.posts is None:
        raise errors.DistrictOrderError(posts_fixed=0)
    _must_be_left(totals.posts_drawn.values(), wanted, totals.posts)


def _must_be_left(drawn: Iterable[int], wanted: int, total: int) -> None:
    """总量控制: plans draw no more than the district's total. 依据: 003-F7, B2-10."""
    taken = sum(drawn)
    if taken + wanted > total:
        raise errors.BeyondDistrictTotalError(drawn=taken, wanted=wanted, total=total)


# Figures and formula


def figures_may_change(state: Quota) -> None:
    """生源上报: figures come before the allocation that rests on them. 依据: 003-D2, 003-F7."""
    if state.shares:
        raise errors.QuotaOrderError(posts_fixed=1, allocated=1)


def must_be_reported_once(state: Quota, school: str) -> None:
    """生源上报: a second report says that it corrects the first. 依据: E.6."""
    if school in state.figures:
        raise errors.EnrolmentReportedTwiceError(school=school)


def must_have_been_reported(state: Quota, school: str) -> tuple[LevelFigures, ...]:
    """生源上报: a formula needs its figures, a correction what it corrects. 依据: 003-D2."""
    figures = state.figures.get(school)
    if figures is None:
        raise errors.EnrolmentMissingError(school=school)
    return figures


def levels_must_differ(school: str, figures: Sequence[LevelFigures]) -> None:
    """按学段上报: each level once, and at least one. 依据: B2-01."""
    levels = {each.level for each in figures}
    if not figures or len(levels) != len(figures):
        raise errors.LevelTwiceError(school=school, levels=len(figures), different=len(levels))


def levels_must_have_ratios(
    school: str, figures: Sequence[LevelFigures], formula: QuotaRules
) -> None:
    """师生比: the pack names a ratio for every level that the school has. 依据: B2-01."""
    for each in figures:
        if formula.ratio_of(each.level) is None:
            raise errors.LevelWithoutRatioError(school=school, level=each.level.value)


def deviation_must_be_explained(share: SchoolShare, need: Need, reason: str | None) -> None:
    """据实核编: a share that is not the formula's says why. 依据: 003-D2, B2-02."""
    if share.establishment != need.staff and reason is None:
        raise errors.DeviationUnexplainedError(
            school=share.school, need=need.staff, establishment=share.establishment
        )


def formula_must_be_of(quota: Quota, formula: QuotaRules | None, pack_sha256: str) -> None:
    """规则包一致: the quota was computed with the formula that is frozen. 依据: INV3, B2-02."""
    if formula is not None and quota.computed_with != pack_sha256:
        raise errors.FormulaNotAppliedError(
            computed_with=quota.computed_with or "", pack_sha256=pack_sha256
        )
