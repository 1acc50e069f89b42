"""A year of honours, act by act: an award conferred jointly, a named teacher, a reserve cadre."""

from __future__ import annotations

from datetime import date

import pytest

from domain.honour import commands as c
from domain.honour.events import ContentMark, NomineeShare, RevocationGround
from domain.kernel import Command
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.office import commands as o
from tests.domain import staffing_given as g
from tests.domain.honour_given import SECTION
from tests.domain.planning_given import PLAN, pack
from tests.ledger.honour_case import CASE, play_case
from tests.ledger.staffing_acts import Year
from tests.support.office import NOON

PACK = pack(honours=SECTION)
AWARD, NAMED, RESERVE = CALLS = ("joint", "named", "reserve")
"""Categories of the pack, and ids of their calls; the nominees are those below, in order."""
SPARE = "spare"
NOMINEES = ("li", "wang", "chen")
COMMITTEE = ("b1", "b2", "b3")
MATERIALS = "任教二十年，事迹突出"


class HonourYear(Year):
    """Acts on honours, each refused to those who are too few or the wrong ones."""

    def refused(self, error: type[Exception], command: Command, *names: str) -> None:
        before = self.office.ledger.size()
        with pytest.raises(error):
            self.act(command, *names)
        assert self.office.ledger.size() == before

    def played(self) -> HonourYear:
        """Play the whole year."""
        for name in COMMITTEE:
            self.who[name] = self.office.hire(name, Role.COMMITTEE_MEMBER, "bureau")
        self.who["dispute"] = self.office.hire("dispute", Role.DISPUTE_OFFICER, "b-dispute")
        self.who["chen"] = self.office.hire("chen")
        self.nominated()
        self.published()
        self.conferred()
        self.appraised()
        self.corrected()
        self.attached()
        self.revoked()
        return self

    def nominated(self) -> None:
        """Three calls on 18 August; a nominee each on 26 August."""
        for call in CALLS:
            opening = c.OpenCall(
                call=call,
                plan=PLAN,
                bureau="bureau",
                category=call,
                occasion="2026年教师节",
                places=1,
                shares=(NomineeShare(body=g.ONE, nominees=1),),
                deadline_on=date(2026, 8, 31),
            )
            self.refused(NotAuthorisedError, opening, "bureau")
            self.act(opening, "bureau", "watch")
        self.later(8)
        for call, nominee in zip(CALLS, NOMINEES, strict=True):
            nomination = c.NominateTeacher(
                call=call,
                teacher=nominee,
                nominator=g.ONE,
                told_on=NOON.date(),
                materials=MATERIALS,
            )
            self.refused(NotAuthorisedError, nomination, g.TWO)
            self.act(nomination, g.ONE)
            self.nominated_anew(nomination)

    def nominated_anew(self, nomination: c.NominateTeacher) -> None:
        """What ends a nomination, and a call: one declines, one is withdrawn, one call ends."""
        call, nominee = nomination.call, nomination.teacher
        if call == NAMED:
            decline = c.DeclineNomination(call=call, teacher=nominee)
            self.refused(NotAuthorisedError, decline, g.ONE)
            self.act(decline, nominee)
            self.act(nomination, g.ONE)
        elif call == RESERVE:
            withdraw = c.WithdrawNomination(call=call, teacher=nominee, reason="材料有误")
            self.refused(NotAuthorisedError, withdraw, nominee)
            self.act(withdraw, g.ONE)
            self.act(nomination, g.ONE)
        else:
            self.cancelled()

    def cancelled(self) -> None:
        opening = c.OpenCall(
            call=SPARE,
            plan=PLAN,
            bureau="bureau",
            category=NAMED,
            occasion="2026年教师节",
            places=1,
            shares=(NomineeShare(body=g.ONE, nominees=1),),
            deadline_on=date(2026, 9, 30),
        )
        self.act(opening, "bureau", "watch")
        cancel = c.CancelCall(call=SPARE, reason="与市级评选重复")
        self.refused(NotAuthorisedError, cancel, "bureau")
        self.act(cancel, "bureau", "watch")

    def published(self) -> None:
        """Chosen on 1 September and made public; an objection is rejected on the 2nd."""
        self.later(14)
        for call, nominee in zip(CALLS, NOMINEES, strict=True):
            choice = c.ChooseHonourees(call=call, chosen=(nominee,), reason="综合评审")
            self.refused(NotAuthorisedError, choice, *COMMITTEE)
            self.refused(NotAuthorisedError, choice, "b1", "b2", "watch")
            self.act(choice, *COMMITTEE, "watch")
            self.act(o.PublishOutcome(matter=call, working_days=5), "bureau")
        self.later(15)
        contest = o.ContestOutcome(
            matter=AWARD, objection="o1", objector="wang", against="li", text="材料有误"
        )
        self.act(contest, "wang")
        rejected = o.RejectContest(matter=AWARD, objection="o1", reason="经核查不属实")
        self.who["chooser"] = self.office.hire("b1", Role.DISPUTE_OFFICER, "b-dispute")
        self.refused(DutiesMixedError, rejected, "bureau")
        self.refused(DutiesMixedError, rejected, "chooser")
        self.act(rejected, "dispute")

    def conferred(self) -> None:
        """On 9 September, by the deputy; what is joint, with 人社局."""
        self.later(22)
        for call in CALLS:
            self.act(o.EndPublicity(matter=call), "bureau")
            conferral = c.ConferHonours(call=call, document="教发〔2026〕20号")
            self.refused(NotAuthorisedError, conferral, "deputy")
            if call == AWARD:
                self.refused(NotAuthorisedError, conferral, "deputy", "watch")
                self.act(conferral, "deputy", "watch", "hr")
            else:
                self.act(conferral, "deputy", "watch")

    def appraised(self) -> None:
        """The named teacher's first year."""
        marks = (
            ContentMark(content="role", mark_milli=55_000),
            ContentMark(content="work", mark_milli=36_000),
        )
        command = c.AppraiseNamedTeacher(
            teacher="wang", call=NAMED, term_year=1, marks=marks, document="名师考核通报"
        )
        self.refused(NotAuthorisedError, command, *COMMITTEE)
        self.act(command, *COMMITTEE, "watch")

    def corrected(self) -> None:
        """The teacher complains of the marks; they are given anew as the case says."""
        play_case(self.office, self.who["wang"], contested="honours:wang")
        marks = (
            ContentMark(content="role", mark_milli=57_000),
            ContentMark(content="work", mark_milli=36_000),
        )
        command = c.CorrectNamedAppraisal(
            teacher="wang", call=NAMED, term_year=1, marks=marks, case=CASE, document="更正通报"
        )
        self.refused(NotAuthorisedError, command, "bureau", "watch")
        self.act(command, *COMMITTEE, "watch")

    def attached(self) -> None:
        """The reserve cadre works at the other school for three months."""
        start = c.StartAttachment(
            teacher="chen",
            call=RESERVE,
            school=g.TWO,
            aims="独立主持一次教研活动",
            from_on=date(2026, 9, 10),
            until_on=date(2026, 12, 10),
        )
        self.refused(NotAuthorisedError, start, "bureau", "watch", g.ONE)
        self.act(start, "bureau", "watch", g.TWO)
        self.later(114)
        end = c.EndAttachment(teacher="chen", call=RESERVE, passed=True, document="跟岗鉴定")
        self.refused(NotAuthorisedError, end, "bureau")
        self.act(end, "bureau", "watch")

    def revoked(self) -> None:
        """The joint award jointly, the title by the bureau; never by its holder."""
        for call, teacher in ((AWARD, "li"), (NAMED, "wang")):
            revocation = c.RevokeHonour(
                teacher=teacher,
                call=call,
                ground=RevocationGround.FALSE_MATERIALS,
                document="撤销决定",
            )
            self.refused(NotAuthorisedError, revocation, "bureau")
            if call == AWARD:
                self.refused(NotAuthorisedError, revocation, "bureau", "watch")
                self.who["holder"] = self.office.hire(teacher, Role.BUREAU_OFFICER, "bureau")
                self.refused(OwnMatterError, revocation, "holder", "watch", "hr")
                self.act(revocation, "bureau", "watch", "hr")
            else:
                self.act(revocation, "bureau", "watch")
