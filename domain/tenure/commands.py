"""What people may ask of somebody's tenure of an office."""

from __future__ import annotations

import hashlib

from domain.kernel import Command
from domain.tenure.events import RemovalGround
from domain.values.ids import Count, Id, Sealed, Text


def tenure_id(*, school: str, teacher: str, title: str) -> str:
    """Return the id of a person's tenure of an office of a school; it follows from the three."""
    return hashlib.sha256(f"{school}\n{teacher}\n{title}".encode()).hexdigest()[:32]


class _OfTenure(Command):
    """Names the tenure by school, holder and title."""

    school: Id
    teacher: Id
    title: Text

    @property
    def tenure(self) -> str:
        """Id of the tenure, see ``tenure_id``."""
        return tenure_id(school=self.school, teacher=self.teacher, title=self.title)


class OpenTermReview(_OfTenure):
    plan: Id


class RecordTermAppraisal(_OfTenure):
    """``staff`` are those in post, ``present`` those who voted."""

    staff: Count
    present: Count
    in_favour: Count


class ExtendTenure(_OfTenure):
    document: Text


class RecordLetterRefusal(_OfTenure):
    plan: Id
    reason: Text


class ReportOnFile(_OfTenure):
    """Asks for a removal that rests on the file: on one sanction, or on a year's grade."""

    plan: Id
    sanction: Id | None = None
    year: Count | None = None
    reason: Text


class ReportForRemoval(_OfTenure):
    ground: RemovalGround
    reason: Text


class ApproveRemoval(_OfTenure):
    document: Text


class RejectRemoval(_OfTenure):
    reason: Text


class ResignFromOffice(_OfTenure):
    letter: Sealed


TenureCommand = (
    OpenTermReview
    | RecordTermAppraisal
    | ExtendTenure
    | RecordLetterRefusal
    | ReportOnFile
    | ReportForRemoval
    | ApproveRemoval
    | RejectRemoval
    | ResignFromOffice
)
COMMANDS: tuple[type[Command], ...] = (
    OpenTermReview,
    RecordTermAppraisal,
    ExtendTenure,
    RecordLetterRefusal,
    ReportOnFile,
    ReportForRemoval,
    ApproveRemoval,
    RejectRemoval,
    ResignFromOffice,
)
