"""Where a teacher may turn, by when, and how sure that is (救济途径).

``route`` names every channel: the open ones, those of which nobody can be sure, and the
closed ones with the reason. It gives no verdict, and the end of one channel never bars
another unless the law says so (A.6 X6).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from domain.dispute import scopes
from domain.dispute.channels import CHANNELS, Certainty, ChannelKind, Forum
from domain.dispute.clocks import Due, Period
from domain.dispute.matters import Decider, InterruptedBy, Matter
from domain.kernel import Frozen
from domain.values.ids import Text

_OWN_BUREAU = frozenset({Decider.SCHOOL, Decider.TOWN_OFFICE})


class Access(StrEnum):
    """渠道状态."""

    OPEN = "open"  # 可以提出
    DOUBTFUL = "doubtful"  # 能否受理尚无定论
    CLOSED = "closed"  # 不能提出


class Note(StrEnum):
    """提示: why a channel is closed, or what nobody can be sure of."""

    OUT_OF_SCOPE = "out_of_scope"  # 不属于该渠道的受理范围
    OUT_OF_TIME = "out_of_time"  # 已超过提出期限
    STEP_MISSING = "step_missing"  # 须先经过前一程序
    ALREADY_DECIDED = "already_decided"  # 该渠道已经作出决定
    COURTS_REFUSED = "courts_refused"  # 所见裁判均不予受理, 但不是有拘束力的先例
    ARBITRATION_FIRST = "arbitration_first"  # 聘用合同争议须先申请仲裁
    INTERRUPTION_UNSETTLED = "interruption_unsettled"  # 信访室是否属于有关部门尚无定论
    NO_FILING_PERIOD = "no_filing_period"  # 法律没有规定提出期限
    NO_FIXED_DAYS = "no_fixed_days"  # 法律没有规定办理期限
    LOCAL_NUMBERS = "local_numbers"  # 期限为当地规则或缺省值
    TEXT_UNCHECKED = "text_unchecked"  # 部分条文尚待核对
    CALENDAR_MISSING = "calendar_missing"  # 该年度放假安排尚未公布, 日期为暂定
    BARS_NOTHING = "bars_nothing"  # 内部处理不妨碍申诉和仲裁
    READING_UNSETTLED = "reading_unsettled"  # 待岗待遇是否属于履行聘用合同尚无定论


class Path(Frozen):
    """途径: one channel as it stands for this matter on this day."""

    kind: ChannelKind
    access: Access
    forum: Forum
    file_by: Due | None
    safe_by: Due | None
    """Last day that no reading of the law disputes; ``None`` where there is no limit."""
    decide_within: Period | None
    extension: Period | None
    basis: Text
    certainty: Certainty
    notes: tuple[Note, ...]
    blocks_finalisation: bool
    suspends_execution: bool


class Route(Frozen):
    """救济途径一览: every channel, in the order of the table."""

    paths: tuple[Path, ...]

    @property
    def open(self) -> tuple[Path, ...]:
        """Channels that can be taken, those in doubt included."""
        return tuple(path for path in self.paths if path.access is not Access.CLOSED)

    def path(self, kind: ChannelKind) -> Path:
        """Return how one channel stands."""
        return next(path for path in self.paths if path.kind is kind)


def route(matter: Matter, *, on: date) -> Route:
    """Return every channel as it stands for a matter on a Beijing date. 依据: B.7."""
    return Route(paths=tuple(_path(matter, kind, on) for kind in ChannelKind))


def forum_of(kind: ChannelKind, matter: Matter) -> Forum:
    """Return who is competent; against the bureau itself: government or the level above.

    依据: 教师法 第39条 (B7-02).
    """
    if kind is ChannelKind.TEACHER_APPEAL and matter.decider not in _OWN_BUREAU:
        return Forum.GOVERNMENT_OR_ABOVE
    return CHANNELS[kind].forum


def _path(matter: Matter, kind: ChannelKind, on: date) -> Path:
    rules = CHANNELS[kind]
    file_by, safe_by = _limits(matter, kind)
    closing = tuple(_closing(matter, kind, file_by, on))
    doubts = tuple(_doubts(matter, kind, file_by, safe_by))
    forum = forum_of(kind, matter)
    elsewhere = forum is not rules.forum
    return Path(
        kind=kind,
        access=_access(closing, doubts, safe_by, on),
        forum=forum,
        file_by=file_by,
        safe_by=safe_by,
        decide_within=None if elsewhere else rules.decide_within,
        extension=rules.extension,
        basis=rules.basis,
        certainty=Certainty.UNSETTLED if doubts else rules.certainty,
        notes=closing or (*doubts, *_remarks(kind, rules.certainty, file_by, elsewhere=elsewhere)),
        blocks_finalisation=rules.blocks_finalisation,
        suspends_execution=rules.suspends_execution,
    )


def _access(
    closing: tuple[Note, ...], doubts: tuple[Note, ...], safe_by: Due | None, on: date
) -> Access:
    if closing:
        return Access.CLOSED
    late_by_one_reading = safe_by is not None and safe_by.is_over(on)
    if late_by_one_reading or set(doubts) - {Note.INTERRUPTION_UNSETTLED}:
        return Access.DOUBTFUL
    return Access.OPEN


def _limits(matter: Matter, kind: ChannelKind) -> tuple[Due | None, Due | None]:
    """Return the last day for filing, by the widest reading and by the surest one."""
    if kind is ChannelKind.OBJECTION:
        due = Due(last_day=matter.notice_ends_on) if matter.notice_ends_on else None
        return due, due
    period = CHANNELS[kind].file_within
    if period is None:
        return None, None
    if kind is ChannelKind.ARBITRATION:
        return _limitation(matter, period, wide=True), _limitation(matter, period, wide=False)
    before = scopes.STEP_BEFORE.get(kind)
    start = matter.known_on if before is None else matter.served_in(before)
    if kind is ChannelKind.INTERNAL and matter.notice_ends_on is not None:
        start = matter.notice_ends_on
    due = period.after(start) if start is not None else None
    return due, due


def _limitation(matter: Matter, period: Period, *, wide: bool) -> Due:
    """时效中断: each interruption within the running year starts it anew (L3 第27条).

    Whether a complaint to the district's own office is one is unsettled (X6, T42).
    """
    due = period.after(matter.known_on)
    for each in sorted(matter.interruptions, key=lambda each: each.on):
        counts = wide or each.by is not InterruptedBy.HELP_SOUGHT
        if counts and not due.is_over(each.on):
            due = period.after(each.on)
    return due


def _closing(matter: Matter, kind: ChannelKind, file_by: Due | None, on: date) -> Iterator[Note]:
    if not scopes.covers(kind, matter):
        arbitrable = matter.kind in scopes.ARBITRABLE
        suit = kind is ChannelKind.ADMINISTRATIVE_SUIT
        yield Note.ARBITRATION_FIRST if suit and arbitrable else Note.OUT_OF_SCOPE
        return
    before = scopes.STEP_BEFORE.get(kind)
    if before is not None and matter.served_in(before) is None:
        yield Note.STEP_MISSING
    if matter.served_in(kind) is not None:
        yield Note.ALREADY_DECIDED
    if file_by is not None and file_by.is_over(on):
        yield Note.OUT_OF_TIME


def _doubts(
    matter: Matter, kind: ChannelKind, file_by: Due | None, safe_by: Due | None
) -> Iterator[Note]:
    if kind is ChannelKind.ADMINISTRATIVE_SUIT:
        yield Note.COURTS_REFUSED
    if kind in scopes.FOR_CONTRACTS and matter.kind in scopes.BY_READING:
        yield Note.READING_UNSETTLED
    if file_by != safe_by:
        yield Note.INTERRUPTION_UNSETTLED


def _remarks(
    kind: ChannelKind, certainty: Certainty, file_by: Due | None, *, elsewhere: bool
) -> Iterator[Note]:
    if kind is ChannelKind.TEACHER_APPEAL:
        yield Note.NO_FILING_PERIOD
    if elsewhere:
        yield Note.NO_FIXED_DAYS
    if certainty is Certainty.LOCAL:
        yield Note.LOCAL_NUMBERS
        yield Note.BARS_NOTHING
    if certainty is Certainty.RULE:
        yield Note.TEXT_UNCHECKED
    if file_by is not None and file_by.provisional:
        yield Note.CALENDAR_MISSING
