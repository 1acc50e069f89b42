"""What the ledger itself says about a contested decision (审查意见).

Computed anew from events that stand, never read from a stored result. An opinion binds nobody:
the investigators report findings, and the panel decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.appraisal.state import Appraisal
from domain.dispute import errors
from domain.dispute import remedies as r
from domain.dispute.grading import examine_appraisal, examine_grade
from domain.dispute.opinions import Opinion, misapplied, upheld, violated
from domain.kernel import States, require
from domain.notice.rules import texts_of_entries
from domain.notice.state import Notice, Standing
from domain.planning.state import Plan
from domain.recruitment.ranking import Ranking
from domain.recruitment.ranking_anew import ranking_anew
from domain.recruitment.rules import scored_population
from domain.recruitment.state import RecruitmentRound
from domain.values.ids import Id
from domain.values.privacy import PersonalDataError, must_hold_no_personal_data


def examine(
    states: States, contested: str, *, rounds: tuple[Id, ...] = (), teacher: Id | None = None
) -> Opinion:
    """Return what the ledger says about a contested plan, round, notice or appraisal.

    ``rounds`` names the rounds that rest on a contested plan, ``teacher`` whose grade of an
    appraisal is contested; without one the whole appraisal is examined.

    Raises:
        NotExaminableError: The stream is of another kind.
        MissingError: There is no such stream.
    """
    kind, _, key = contested.partition(":")
    if kind == Plan.KIND:
        return examine_plan(states, key, rounds)
    if kind == RecruitmentRound.KIND:
        return examine_round(states, key)
    if kind == Notice.KIND:
        return examine_notice(states, key)
    if kind == Appraisal.KIND:
        if teacher is None:
            return examine_appraisal(states, key)
        return examine_grade(states, key, teacher)
    raise errors.NotExaminableError(stream=contested)


def examine_plan(states: States, key: str, rounds: tuple[Id, ...]) -> Opinion:
    """方案须经教代会通过: else it falls, with every round that rests on it (S002-06, T25)."""
    plan = require(states, Plan, key)
    if plan.adopted_on is None or plan.in_force_sha256 in plan.passed:
        return upheld("方案经教职工代表大会表决通过", "S002-06; B11-01、B11-02")
    resting = (each for each in rounds if require(states, RecruitmentRound, each).plan == key)
    redo = r.Redo(by=plan.owner, what="将方案重新提请教职工代表大会表决")
    return Opinion(
        outcome=r.Outcome.REDO,
        reasons=(violated("方案未经教职工代表大会表决通过即予施行", "S002-06; 条例 第4条; P24"),),
        remedies=(
            *(r.VoidRound(round=each) for each in resting),
            r.VoidAdoption(plan=key),
            redo,
        ),
    )


def examine_notice(states: States, key: str) -> Opinion:
    """公示内容与名单: no personal data, and the list is the round's own (C1-13, B6-08, T21)."""
    notice = require(states, Notice, key)
    round_ = require(states, RecruitmentRound, notice.round)
    found = tuple(_wrong_with(notice, round_))
    if not found or notice.standing is Standing.WITHDRAWN:
        return upheld("公示内容与决定名单一致，没有不得公开的个人信息", "B6-08; C1-13、C1-16")
    redo = r.Redo(by=notice.issuer, what="更正后重新公示，并登记个人信息安全事件")
    return Opinion(
        outcome=r.Outcome.REDO,
        reasons=found,
        remedies=(r.WithdrawNotice(notice=key), redo),
    )


def _wrong_with(notice: Notice, round_: RecruitmentRound) -> Iterator[r.Reason]:
    contact = notice.contact.model_dump(exclude={"receiver"})
    texts = (*contact.items(), *texts_of_entries(notice.entries))
    try:
        must_hold_no_personal_data(texts)
    except PersonalDataError as error:
        told = f"公示的{error.facts['field']}含有个人信息（{error.facts['kind']}）"
        yield violated(told, "C1-13、C1-16; 个人信息保护法 第6条、第25条")
    if notice.shown in notice.condemned:
        yield violated("异议已经成立，名单仍未变更", "B6-08")
    if round_.list_sha256() != notice.list_sha256:
        yield violated("公示的名单与决定的名单不一致，公示期应当重新计算", "B6-08; E.6")


def examine_round(states: States, key: str) -> Opinion:
    """重新计算: the ranking out of frozen rules and recorded facts (T30, T44, T45)."""
    round_ = require(states, RecruitmentRound, key)
    if not round_.ranking:
        raise errors.NotExaminableError(stream=f"{RecruitmentRound.KIND}:{key}")
    plan = require(states, Plan, round_.plan)
    found = tuple(_differences(round_, _recomputed(round_, plan)))
    if not found and round_.ranking_stands:
        return upheld("依冻结的规则和登记的依据重新计算，排名相同", "E.2 第10步; INV3")
    stale = violated("评分更正后没有重新排名、重新公示", "E.6; B6-08")
    return Opinion(
        outcome=r.Outcome.MODIFY,
        reasons=found if round_.ranking_stands else (stale, *found),
        remedies=(r.RankAnew(round=key),),
    )


def _recomputed(round_: RecruitmentRound, plan: Plan) -> Ranking:
    pack = plan.packs[round_.pack_sha256]
    return ranking_anew(round_, pack, scored_population(round_))


def _differences(round_: RecruitmentRound, anew: Ranking) -> Iterator[r.Reason]:
    for row in anew.rows:
        published = round_.ranking.get(row.bidder)
        if published is None or published.total_milli != row.total_milli:
            was = published.total_milli if published is not None else "无"
            told = f"{row.bidder}的总分应为{row.total_milli}，公布为{was}（千分位）"
            yield misapplied(told, "B.5; INV3")
        elif published.ranks != row.ranks:
            yield misapplied(f"{row.bidder}的名次与重新计算的不同", "B.5; INV3")
