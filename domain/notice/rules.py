"""Rules of public notices, each with its basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from domain.kernel import States
from domain.notice import errors
from domain.notice.commands import PublishNotice
from domain.notice.events import Contact, NoticeEntry
from domain.notice.state import Notice, Objection, Shown, Standing
from domain.planning.sections import NoticeRules
from domain.recruitment.standing import hires_must_stand
from domain.recruitment.state import RecruitmentRound
from domain.values.calendar import earliest_final_day, working_days_between
from domain.values.digest import sha256_of


def may_be_put_up(notice: Notice | None) -> None:
    """一轮一公示: a round has one notice; only a withdrawn one is put up again. 依据: B6-08."""
    if notice is not None and notice.standing is not Standing.WITHDRAWN:
        raise errors.NoticeStandsError(round=notice.round, standing=notice.standing.value)


def selection_must_be_closed(round_: RecruitmentRound) -> None:
    """先选聘后公示: only a decided list goes up. 依据: 条例 第10条, E.2 第12步."""
    if not round_.selection_closed:
        raise errors.SelectionNotClosedError(organiser=round_.organiser)


def list_must_be_the_rounds_own(
    states: States, round_: RecruitmentRound, entries: tuple[NoticeEntry, ...]
) -> None:
    """名单一致: what is up is what was decided, line by line, on a ranking that stands.

    依据: 条例 第10条, E.6.
    """
    if round_.ranking and not round_.ranking_stands:
        raise errors.RankingStaleError(organiser=round_.organiser)
    hires_must_stand(states, round_)
    decided = round_.notice_entries()
    if entries != decided:
        raise errors.OtherListError(
            shown=len(entries),
            decided=len(decided),
            shown_sha256=sha256_of(entries),
            decided_sha256=sha256_of(decided),
        )


def period_must_be_long_enough(working_days: int, pack: NoticeRules) -> None:
    """公示期限: at least the pack's working days. 依据: B6-02."""
    if working_days < pack.working_days:
        raise errors.PeriodTooShortError(working_days=working_days, minimum=pack.working_days)


def list_must_not_be_condemned(notice: Notice | None, shown: Shown) -> None:
    """异议成立: a list about which an objection was upheld must change, or the scores behind it.

    Where the scores were put right and their ranking gives the same list, that one goes up
    anew, open to objections again. 依据: B6-08, E.6 (T45).
    """
    if notice is not None and shown in notice.condemned:
        raise errors.ListCondemnedError(list_sha256=shown.list_sha256)


def list_or_ranking_must_change(notice: Notice, round_: RecruitmentRound, list_sha256: str) -> None:
    """重新公示: a changed list, or ranking, starts the period again. 依据: B6-08, E.6 (T45)."""
    same_ranking = notice.inputs_sha256 in (None, round_.inputs_sha256)
    if list_sha256 == notice.list_sha256 and same_ranking:
        raise errors.ListUnchangedError(list_sha256=list_sha256)


def ranking_must_be_the_one_shown(notice: Notice, round_: RecruitmentRound) -> None:
    """更正后重新公示: a score corrected after publicity needs a new ranking and a new notice.

    Also where the list stays the same. 依据: E.6, B6-08 (T45).
    """
    shown = notice.inputs_sha256
    if shown is not None and shown != round_.inputs_sha256:
        raise errors.RankingChangedError(round=notice.round, shown=shown)


def must_not_be_over(notice: Notice, round_: RecruitmentRound) -> None:
    """重新公示: as long as the list is not final, also after the period ran out. 依据: B6-08."""
    if notice.standing is not Standing.ENDED or round_.finalised:
        must_be_up(notice)


def must_be_up(notice: Notice) -> None:
    """公示中: the notice has neither ended nor been withdrawn. 依据: E.2 第12步."""
    if notice.standing is not Standing.UP:
        raise errors.NotStandingError(round=notice.round, standing=notice.standing.value)


def must_be_withdrawn(notice: Notice) -> date:
    """撤回后重贴: only what was withdrawn goes up again; return when it was. 依据: C1-16 (T21)."""
    if notice.standing is not Standing.WITHDRAWN or notice.withdrawn_on is None:
        raise errors.NoticeStandsError(round=notice.round, standing=notice.standing.value)
    return notice.withdrawn_on


def objection_must_be_in_time(notice: Notice, today: date) -> None:
    """异议期限: objections are taken until 24:00 of the last day. 依据: B6-08, 民法典 第203条."""
    if today > notice.last_day:
        raise errors.ObjectionTooLateError(
            last_day=notice.last_day.isoformat(), today=today.isoformat()
        )


def objection_must_be_new(notice: Notice, objection: str) -> None:
    """异议编号: each objection has an id of its own. 依据: 台账编号唯一.

    Whom it is ``against`` need not be on the list, and may be the objector: that somebody is
    missing there is objected to as well; the lines of both are what is contested (B6-08).
    """
    if objection in notice.objections:
        raise errors.ObjectionKnownError(objection=objection)


def objection_must_be_open(notice: Notice, objection: str) -> Objection:
    """异议处理: each objection is decided once. 依据: B6-08."""
    found = notice.objections.get(objection)
    if found is None or not found.is_open:
        raise errors.ObjectionNotOpenError(objection=objection)
    return found


def period_must_be_over(notice: Notice, today: date) -> None:
    """公示期满: final on the day after the last working day at the earliest.

    The day of putting up is not counted; 调休 weekends are. Days on which the round stands still
    count: the list stays up and objections are taken meanwhile, so that no time for them is
    lost; only its end waits. 依据: B6-02, B6-08, B13-01, B13-03, E.2 ×.
    """
    if today <= notice.last_day:
        final = earliest_final_day(notice.on, notice.working_days)
        raise errors.PeriodNotOverError(
            on=notice.on.isoformat(),
            working_days=notice.working_days,
            elapsed=working_days_between(notice.on, today),
            last_day=notice.last_day.isoformat(),
            earliest_final_day=final.isoformat(),
            today=today.isoformat(),
        )


def no_objection_may_block(notice: Notice, _today: date) -> None:
    """异议未决: an open blocking objection keeps the list from becoming final. 依据: B6-08."""
    if notice.blocking:
        raise errors.ObjectionBlocksError(
            objections=",".join(notice.blocking), count=len(notice.blocking)
        )


def list_up_must_not_be_condemned(notice: Notice, _today: date) -> None:
    """异议成立: after an upheld objection only a changed list ends its period. 依据: B6-08."""
    list_must_not_be_condemned(notice, notice.shown)


END_CHECKS: tuple[Callable[[Notice, date], None], ...] = (
    no_objection_may_block,
    list_up_must_not_be_condemned,
    period_must_be_over,
)
"""Checked in this order, after the list was found to be the round's own."""


def must_be_expired(notice: Notice, today: date) -> None:
    """撤下公示: a notice stays up until its period has run out. 依据: B6-09."""
    if notice.standing is Standing.UP:
        period_must_be_over(notice, today)


def must_not_be_taken_down(notice: Notice) -> None:
    """撤下公示: once. 依据: B6-09."""
    if notice.taken_down:
        raise errors.TakenDownError(round=notice.round)


def texts_of(command: PublishNotice) -> Iterator[tuple[str, str]]:
    """Return every free text that a notice shows, by the name of its field (C1-16)."""
    yield from texts_of_contact(command.contact)
    yield from texts_of_entries(command.entries)


def texts_of_contact(contact: Contact) -> Iterator[tuple[str, str]]:
    """Return every free text of who takes objections, by the name of its field (C1-16)."""
    for name in ("unit", "address", "telephone", "email"):
        yield f"contact.{name}", getattr(contact, name)


def texts_of_entries(entries: Iterable[NoticeEntry]) -> Iterator[tuple[str, str]]:
    """Return every free text of a list, by the name of its field (C1-16)."""
    for line, entry in enumerate(entries, start=1):
        yield f"entries.{line}.office", entry.office or ""
        yield f"entries.{line}.posts", "、".join(entry.posts)
