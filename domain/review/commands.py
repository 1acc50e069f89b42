"""What people may ask of reviews of a school."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.review.events import Term
from domain.review.marks import Mark, Present, TeamJudgement
from domain.review.state import team_id, year_id
from domain.values.ids import Count, Id, Milli, Text


class _OfTeam(Command):
    """Names the review of a school's leading team by plan, school and term."""

    plan: Id
    school: Id
    term: Term

    @property
    def review(self) -> str:
        """Id of the review."""
        return team_id(self.plan, self.school, self.term)


class OpenTeamReview(_OfTeam):
    """``members`` are all of the leading team, ``leader`` among them."""

    leader: Id
    members: tuple[Id, ...]


class RecordTeamReport(_OfTeam):
    on: date


class RecordTeamMeasurement(_OfTeam):
    """``staff`` are those in post, ``present`` those who took part."""

    on: date
    staff: Count
    present: Count
    marks: tuple[Mark, ...]


class RecordTeamDiscussion(_OfTeam):
    on: date
    present: Present
    marks: tuple[Mark, ...]


class SumUpTeamScores(_OfTeam):
    judgements: tuple[TeamJudgement, ...]


class WriteTeamReport(_OfTeam):
    document: Text


class _OfYear(Command):
    """Names a school's year by the plan whose school year it is."""

    plan: Id
    school: Id

    @property
    def year(self) -> str:
        """Id of the school's year."""
        return year_id(self.plan, self.school)


class RecordLeadersReports(_OfYear):
    """``bureau_leaders`` came by invitation."""

    on: date
    staff: Count
    present: Count
    bureau_leaders: Count


class RecordStaffReports(_OfYear):
    on: date
    staff: Count
    present: Count


class RecordThreeReviews(_OfYear):
    on: date
    document: Text


class FeedBackThreeReviews(_OfYear):
    """``held_on`` names the reviews whose results the school, its head and teachers get."""

    held_on: date
    on: date


class RecordMending(_OfYear):
    held_on: date
    on: date
    measures: Text


StepCommand = (
    RecordTeamReport
    | RecordTeamMeasurement
    | RecordTeamDiscussion
    | SumUpTeamScores
    | WriteTeamReport
)
TeamCommand = OpenTeamReview | StepCommand


class SignLetter(_OfYear):
    """Signed by the head of the school. ``present_milli`` is the result that it starts from."""

    teacher: Id
    title: Text
    norms: Text
    curriculum: Text
    safety: Text
    present_milli: Milli
    floor_milli: Milli


class SettleLetter(_OfYear):
    """``vetoes`` are those conditions of the pack that were found."""

    on: date
    result_milli: Milli
    vetoes: tuple[Id, ...] = ()
    document: Text


HappenedCommand = RecordLeadersReports | RecordStaffReports | RecordThreeReviews
ToldCommand = FeedBackThreeReviews | RecordMending
YearCommand = HappenedCommand | ToldCommand | SignLetter | SettleLetter
ReviewCommand = TeamCommand | YearCommand
COMMANDS: tuple[type[Command], ...] = (
    OpenTeamReview,
    RecordTeamReport,
    RecordTeamMeasurement,
    RecordTeamDiscussion,
    SumUpTeamScores,
    WriteTeamReport,
    RecordLeadersReports,
    RecordStaffReports,
    RecordThreeReviews,
    FeedBackThreeReviews,
    RecordMending,
    SignLetter,
    SettleLetter,
)
