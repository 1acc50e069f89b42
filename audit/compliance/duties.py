"""Duties with a date, that no refused command could show: what was to be done, and was not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from audit.compliance.attendance_duties import AttendanceDuties
from audit.compliance.findings import Breach, Severity
from audit.compliance.office_duties import OfficeDuties
from audit.compliance.oversight_duties import MendingDuties, OversightDuties
from audit.compliance.review_duties import ReviewDuties
from audit.replay.events import Logged
from domain.contract.events import (
    ContractFiled,
    ContractSigned,
    OfficeContractFiled,
    OfficeContractSigned,
)
from domain.contract.office_signing import filing_due_on
from domain.contract.office_state import OfficeContract
from domain.kernel import Aggregate
from domain.notice.events import NoticePeriodEnded, NoticeTakenDown
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.recruitment.events import (
    SelectionClosed,
    TeacherLeftUnplaced,
    UnplacedNoticeServed,
    UnplacedRevoked,
)
from domain.recruitment.state import RecruitmentRound
from domain.school.posts import PostKind
from domain.school.state import School
from domain.teacher.state import Teacher

States = Mapping[str, Aggregate | None]
TAKE_DOWN_DAYS = 5
"""Days after which a notice that ran out and is still up is told."""


class Duties:
    """Watches duties as history goes on; what is open at the end is told at the end."""

    def __init__(self) -> None:
        self._unserved: dict[tuple[str, str], tuple[Logged, str]] = {}
        self._unfiled: dict[str, tuple[Logged, str]] = {}
        self._up: dict[str, tuple[Logged, str]] = {}
        self._left: dict[str, tuple[Logged, str]] = {}
        self._offices = OfficeDuties()
        self._reviews = ReviewDuties()
        self._attendance = AttendanceDuties()
        self._mending, self._oversight = MendingDuties(), OversightDuties()

    def after(self, events: Sequence[Logged], at: str, states: States) -> Iterator[Breach]:
        """Take an act's events; yield the breaches that they are."""
        yield from self._offices.after(events, at)
        yield from self._attendance.after(events, at)
        self._reviews.after(events, at)
        yield from self._mending.after(events, at, states)
        yield from self._oversight.after(events, at, states)
        for each in events:
            match each.event:
                case TeacherLeftUnplaced(teacher=person):
                    self._unserved[each.stream, person] = each, at
                    self._left[person] = each, at
                case UnplacedRevoked(teacher=person):
                    self._unserved.pop((each.stream, person), None)
                    self._left.pop(person, None)
                case UnplacedNoticeServed(teacher=person):
                    left = self._unserved.pop((each.stream, person), None)
                    yield from _served_late(each, at, left, states)
                case SelectionClosed():
                    yield from self._unserved_at_close(each, at)
                case ContractSigned() | OfficeContractSigned():
                    self._unfiled[each.stream] = each, at
                case ContractFiled() | OfficeContractFiled():
                    signed = self._unfiled.pop(each.stream, None)
                    yield from _filed_late(each, at, signed, states)
                case NoticePeriodEnded():
                    self._up[each.stream] = each, at
                case NoticeTakenDown():
                    self._up.pop(each.stream, None)
                case _:
                    pass

    def open_at(self, today: date, states: States) -> Iterator[Breach]:
        """Yield what is still to be done at the end of the walk."""
        yield from self._never_served()
        yield from self._never_filed(today, states)
        yield from self._still_up(today)
        yield from self._never_placed(states)
        yield from self._offices.open_at(today)
        yield from self._reviews.open_at(today, states)
        yield from self._attendance.open_at(today, states)
        yield from self._mending.open_at(today)
        yield from self._oversight.open_at(today, states)

    def _unserved_at_close(self, closed: Logged, at: str) -> Iterator[Breach]:
        for (stream, person), (left, _) in self._unserved.items():
            if stream == closed.stream:
                told = "选聘结束时落聘人员尚未收到书面告知"
                names = (closed.name, left.name)
                yield _breach("duty.closed-untold", "S002-22", told, closed, at, names, person)

    def _never_served(self) -> Iterator[Breach]:
        for (_, person), (left, at) in self._unserved.items():
            told = "落聘人员未收到落聘告知，不知去向和救济途径"
            yield _breach("duty.unplaced-untold", "S002-22", told, left, at, (left.name,), person)

    def _never_filed(self, today: date, states: States) -> Iterator[Breach]:
        for stream, (signed, at) in self._unfiled.items():
            due = _due_on(states, signed)
            if due is not None and today > due:
                what = _CONTRACT[type(signed.event)]
                told = f"{what}应于{due.isoformat()}前报镇教办备案，至今未备案"
                names = (signed.name,)
                person = str(signed.data["teacher"])
                assert stream == signed.stream, "a contract's events are in its stream"
                yield _breach("duty.unfiled", "S002-29", told, signed, at, names, person)

    def _still_up(self, today: date) -> Iterator[Breach]:
        for ended, at in self._up.values():
            assert isinstance(ended.event, NoticePeriodEnded), "only such are kept"
            if today > ended.event.on + timedelta(days=TAKE_DOWN_DAYS):
                told = "公示期满后未及时下架"
                names = (ended.name,)
                minor = Severity.MINOR
                yield _breach("duty.notice-up", "B6-09", told, ended, at, names, severity=minor)

    def _never_placed(self, states: States) -> Iterator[Breach]:
        """待岗而有空岗: whoever is unplaced is assigned where a post is free (S002-24, T08)."""
        for person, (left, at) in self._left.items():
            teacher = states.get(f"teacher:{person}")
            if not isinstance(teacher, Teacher) or teacher.holds is not None:
                continue
            round_ = states.get(left.stream)
            if not isinstance(round_, RecruitmentRound) or not round_.finalised:
                continue
            free = [post for name in round_.schools for post in _free(states.get(f"school:{name}"))]
            if free:
                told = "教师落聘后未安排岗位，而本轮学校尚有空岗，应当责令安排"
                names, facts = (left.name,), tuple(free)
                yield _breach(
                    "duty.unassigned", "S002-24", told, left, at, names, person, facts=facts
                )


def _served_late(
    served: Logged, at: str, left: tuple[Logged, str] | None, states: States
) -> Iterator[Breach]:
    """逾期告知: whoever is left unplaced is told within the days that the pack gives (S002-22)."""
    pack = _pack_of(states, served.stream)
    if left is None or pack is None:
        return
    gone, told_on = left[0].event, served.event
    assert isinstance(gone, TeacherLeftUnplaced), "only such are kept"
    assert isinstance(told_on, UnplacedNoticeServed), "asked for notices served only"
    late = (told_on.on - gone.on).days - pack.unplaced.notify_within_days
    if late > 0:
        told = f"落聘告知逾期{late}日送达"
        names, minor = (served.name, left[0].name), Severity.MINOR
        breach = _breach(
            "duty.told-late", "S002-22", told, served, at, names, gone.teacher, severity=minor
        )
        yield replace(breach, cured_by=served.name)


def _pack_of(states: States, stream: str) -> RulePack | None:
    round_ = states.get(stream)
    plan = states.get(f"plan:{round_.plan}") if isinstance(round_, RecruitmentRound) else None
    if not isinstance(plan, Plan) or not isinstance(round_, RecruitmentRound):
        return None
    return plan.packs.get(round_.pack_sha256)


def _filed_late(
    filed: Logged, at: str, signed: tuple[Logged, str] | None, states: States
) -> Iterator[Breach]:
    """逾期备案: a contract filed on day 8 is a finding, and stands (S002-29, T50)."""
    event = filed.event
    assert isinstance(event, ContractFiled | OfficeContractFiled), "asked for filings only"
    due = event.due_on if signed is None else _due_on(states, signed[0]) or event.due_on
    if event.on > due:
        days = (event.on - due).days
        told = f"聘约逾期{days}日备案；聘约有效"
        names = (filed.name, *(() if signed is None else (signed[0].name,)))
        breach = _breach(
            "duty.filed-late", "S002-29", told, filed, at, names, severity=Severity.MINOR
        )
        yield replace(breach, cured_by=filed.name)


_CONTRACT = {ContractSigned: "聘约", OfficeContractSigned: "职务聘约"}


def _due_on(states: States, signed: Logged) -> date | None:
    """备案期限: a contract for an office has that of its own plan and term (S002-29)."""
    office = states.get(signed.stream)
    if isinstance(office, OfficeContract):
        plan = states.get(f"plan:{office.plan}")
        if not isinstance(plan, Plan) or office.pack_sha256 not in plan.packs:
            return None
        return filing_due_on(office, plan)
    stream = f"recruitment-round:{signed.data['round']}"
    round_, pack = states.get(stream), _pack_of(states, stream)
    if pack is None or not isinstance(round_, RecruitmentRound):
        return None
    plan = states[f"plan:{round_.plan}"]
    assert isinstance(plan, Plan), "its pack was found there"
    assert isinstance(signed.event, ContractSigned), "the others are for an office"
    begins_on = max(plan.timetable.term_starts_on, signed.event.from_on)
    return begins_on + timedelta(days=pack.contract.file_within_days)


def _free(school: Aggregate | None) -> Iterator[str]:
    if not isinstance(school, School) or len(school.people) >= school.establishment:
        return
    for post in school.posts:
        if post.kind is PostKind.TEACHING and len(school.holders(post.number)) < post.headcount:
            yield f"{school.school} {post.number}"


def _breach(
    code: str,
    article: str,
    told: str,
    event: Logged,
    at: str,
    names: tuple[str, ...],
    subject: str = "",
    *,
    facts: tuple[str, ...] = (),
    severity: Severity = Severity.SERIOUS,
) -> Breach:
    return Breach(code, article, told, severity, event.place, at, names, facts, subject)
