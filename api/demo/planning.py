"""From the register to the posts: the plan, its vote and its quota, as the rules order them."""

from __future__ import annotations

from adapters.importers.packs import shipped_pack
from adapters.importers.registers import cadre_commands, registration_of
from adapters.importers.town import timetable_of
from api.demo.campaign import REGISTRAR, SUPERVISOR, Campaign
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.planning import commands as planning
from domain.quota.commands import AllocateQuota, FileAllocation, FixEstablishment, FixPostTotal
from domain.quota.events import FilingOffice, SchoolShare
from domain.school.commands import PublishPosts, RegisterSchool
from domain.school.events import SchoolKind


class Planning:
    """What happens to a plan before anybody bids."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign, self._cast, self._files = campaign, campaign.cast, campaign.files

    def register(self, registrar: Mandated) -> None:
        """Register schools, their heads and committees, and the staff."""
        offices = {school: self._campaign.office_of(school) for school in self._files.schools}
        schools = [
            RegisterSchool(
                school=code,
                name=school["name"],
                kind=SchoolKind(school["kind"]),
                town_office=offices[code],
                remote=school["remote"],
            )
            for code, school in self._files.plan["schools"].items()
        ]
        self._cast.acts(schools, registrar)
        held = [(f"p-{school}", Role.PRINCIPAL, school) for school in self._files.schools]
        for body in [*self._files.schools, *dict.fromkeys(offices.values())]:
            held += [(f"m-{body}-{n}", Role.COMMITTEE_MEMBER, body) for n in (1, 2, 3)]
        self._cast.acts([each for one in held for each in self._cast.office(*one)], registrar)

    def enrol_staff(self) -> None:
        """Enrol the staff's keys and register everybody, with the middle cadres."""
        registrar, roster = self._cast.official(REGISTRAR), self._files.roster
        self._cast.acts([self._cast.enrolment(person.person) for person in roster], registrar)
        self._cast.acts([registration_of(person) for person in roster], registrar)
        self._cast.acts(cadre_commands(self._files.folder / "cadres.xlsx"), registrar)

    def draft(self) -> None:
        """Draft the plan and send it to everybody (十环之一至三)."""
        plan, head = self._files.plan, self._cast.official(self._campaign.head)
        draft = planning.DraftPlan(
            plan=self._campaign.plan,
            body=head.body,
            title=plan["title"],
            school_year=plan["school_year"],
            basis_docs=tuple(plan["basis_docs"]),
            schools=tuple(self._files.schools),
            pack=shipped_pack(plan["pack"]),
            timetable=timetable_of(plan),
        )
        self._cast.act(draft, head)

    def consult(self) -> None:
        """Send the draft to everybody and meet the principals."""
        head, staff = self._cast.official(self._campaign.head), len(self._files.roster)
        sent = planning.SendDraftToAllStaff(plan=self._campaign.plan, staff=staff, reached=staff)
        self._cast.act(sent, head)
        met = planning.HoldPrincipalsMeeting(
            plan=self._campaign.plan,
            schools_present=tuple(self._files.schools),
            on=self._campaign.today,
        )
        self._cast.act(met, head)

    def report(self) -> None:
        """Let every school report what its staff think."""
        for school in self._files.schools:
            heard = len(self._files.staff_of(school))
            report = planning.ReportOpinions(
                plan=self._campaign.plan, school=school, staff_heard=heard, opinions=heard % 5
            )
            self._cast.act(report, self._cast.official(f"p-{school}"))

    def vote(self) -> None:
        """Let the congress vote, and adopt the plan."""
        sha256 = shipped_pack(self._files.plan["pack"]).sha256()
        congress = self._files.plan["congress"]
        vote = planning.RecordCongressVote(
            plan=self._campaign.plan, pack_sha256=sha256, on=self._campaign.today, **congress
        )
        self._cast.act(vote, self._cast.official(self._campaign.chair))
        adopt = planning.AdoptPlan(plan=self._campaign.plan, pack_sha256=sha256)
        self._cast.act(
            adopt, self._cast.official(self._campaign.head), self._cast.official(SUPERVISOR)
        )

    def fix_quota(self) -> None:
        """Fix establishment, posts and shares, and file them, in that order (F7)."""
        plan, act = self._files.plan, self._cast.act
        shares = tuple(
            SchoolShare(
                school=code, establishment=each["establishment"], posts=each["establishment"]
            )
            for code, each in plan["schools"].items()
        )
        total, documents = sum(share.establishment for share in shares), plan["documents"]
        fix = FixEstablishment(
            plan=self._campaign.plan,
            body=self._cast.official(self._campaign.head).body,
            school_year=plan["school_year"],
            total=total,
            document=documents["establishment"],
        )
        act(fix, self._cast.official("o-establishment"))
        posts = FixPostTotal(plan=self._campaign.plan, total=total, document=documents["posts"])
        act(posts, self._cast.official("o-hr"))
        act(AllocateQuota(plan=self._campaign.plan, shares=shares), self._cast.official("o-bureau"))
        for office, official in (
            (FilingOffice.HR_BUREAU, "o-hr"),
            (FilingOffice.FINANCE_BUREAU, "o-finance"),
        ):
            act(
                FileAllocation(plan=self._campaign.plan, office=office),
                self._cast.official(official),
            )

    def freeze(self) -> None:
        """Freeze the plan: from here on it is what everything is judged by."""
        self._cast.act(
            planning.FreezePlan(plan=self._campaign.plan), self._cast.official(self._campaign.head)
        )

    def publish_posts(self) -> None:
        """Publish every school's posts to all staff."""
        for school in self._files.schools:
            posts = tuple(self._files.posts[school])
            publish = PublishPosts(school=school, plan=self._campaign.plan, posts=posts)
            self._cast.act(publish, self._cast.official(f"p-{school}"))
