"""What people may ask of a notice. Its id is the id of the round whose list it shows."""

from __future__ import annotations

from domain.kernel import Command
from domain.notice.events import Contact, NoticeEntry
from domain.values.ids import Count, Id, Sealed, Text


class PublishNotice(Command):
    """``entries`` must be the round's own list; the issuer is the round's organiser."""

    round: Id
    entries: tuple[NoticeEntry, ...]
    working_days: Count
    contact: Contact

    @property
    def notice(self) -> str:
        """Id of the notice: a round has one, so that no objection is left behind in another."""
        return self.round


class RestartNotice(Command):
    """Puts up a changed list; the working days count anew."""

    notice: Id
    entries: tuple[NoticeEntry, ...]
    reason: Text


class ReissueNotice(Command):
    """Puts up the same list again; ``incident`` names the record of why it was withdrawn."""

    notice: Id
    incident: Text
    contact: Contact


class FileObjection(Command):
    """``text`` goes to the vault, sealed for the objector; the event never carries it."""

    notice: Id
    objection: Id
    objector: Id
    against: Id
    blocking: bool = True
    text: Sealed


class UpholdObjection(Command):
    notice: Id
    objection: Id
    reason: Text


class RejectObjection(Command):
    notice: Id
    objection: Id
    reason: Text


class EndNoticePeriod(Command):
    notice: Id


class WithdrawNotice(Command):
    notice: Id
    reason: Text


class TakeDownNotice(Command):
    notice: Id


NoticeCommand = (
    PublishNotice
    | RestartNotice
    | ReissueNotice
    | FileObjection
    | UpholdObjection
    | RejectObjection
    | EndNoticePeriod
    | WithdrawNotice
    | TakeDownNotice
)
COMMANDS: tuple[type[Command], ...] = (
    PublishNotice,
    RestartNotice,
    ReissueNotice,
    FileObjection,
    UpholdObjection,
    RejectObjection,
    EndNoticePeriod,
    WithdrawNotice,
    TakeDownNotice,
)
