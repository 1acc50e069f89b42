"""What people may ask about honours."""

from __future__ import annotations

from datetime import date

from domain.honour.events import ContentMark, NomineeShare, RevocationGround, YearOnPaper
from domain.kernel import Command
from domain.values.ids import Count, Id, Sealed, Text


class OpenCall(Command):
    """``category`` is one of the pack's. Places and shares are ceilings: fewer is fine."""

    call: Id
    plan: Id
    bureau: Id
    category: Id
    occasion: Text
    places: Count
    shares: tuple[NomineeShare, ...]
    deadline_on: date


class NominateTeacher(Command):
    """``nominator`` is the teacher's school, or its town office; it told its staff ``told_on``.

    ``papers`` show results of years that the personnel file does not know.
    """

    call: Id
    teacher: Id
    nominator: Id
    told_on: date
    papers: tuple[YearOnPaper, ...] = ()
    materials: Sealed


class DeclineNomination(Command):
    """Up to conferral. Where the nominee had been chosen, the others are chosen anew."""

    call: Id
    teacher: Id


class WithdrawNomination(Command):
    """As ``DeclineNomination``, by the body that nominated."""

    call: Id
    teacher: Id
    reason: Text


class CancelCall(Command):
    """Ends a call of which nothing was conferred."""

    call: Id
    reason: Text


class ChooseHonourees(Command):
    """``chosen`` are nominees; chosen anew, they are published anew."""

    call: Id
    chosen: tuple[Id, ...]
    reason: Text


class ConferHonours(Command):
    """Confers on all who were chosen. What the pack calls joint, 人社局 signs as well."""

    call: Id
    document: Text


class RevokeHonour(Command):
    """``undone_by`` is the case, measure or inquiry; none where materials were false.

    What was conferred jointly, 人社局 signs as well.
    """

    teacher: Id
    call: Id
    ground: RevocationGround
    undone_by: Id | None = None
    document: Text


class AppraiseNamedTeacher(Command):
    """``term_year`` counts the years of the term from 1. Total, grade and allowance follow."""

    teacher: Id
    call: Id
    term_year: Count
    marks: tuple[ContentMark, ...]
    document: Text


class CorrectNamedAppraisal(AppraiseNamedTeacher):
    """``case`` is about this person's honours, was decided for a change and served."""

    case: Id


class StartAttachment(Command):
    """``until_on`` is exclusive."""

    teacher: Id
    call: Id
    school: Id
    aims: Text
    from_on: date
    until_on: date


class EndAttachment(Command):
    teacher: Id
    call: Id
    passed: bool
    document: Text


NomineeCommand = NominateTeacher | DeclineNomination | WithdrawNomination
CallCommand = OpenCall | NomineeCommand | CancelCall | ChooseHonourees | ConferHonours
RegisterCommand = (
    RevokeHonour | AppraiseNamedTeacher | CorrectNamedAppraisal | StartAttachment | EndAttachment
)
HonourCommand = CallCommand | RegisterCommand
COMMANDS: tuple[type[Command], ...] = (
    OpenCall,
    NominateTeacher,
    DeclineNomination,
    WithdrawNomination,
    CancelCall,
    ChooseHonourees,
    ConferHonours,
    RevokeHonour,
    AppraiseNamedTeacher,
    CorrectNamedAppraisal,
    StartAttachment,
    EndAttachment,
)
