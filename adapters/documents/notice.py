"""Public notices as text and HTML, from the list that was decided (公示)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from domain.notice.events import Contact, NoticeEntry
from domain.notice.state import Notice, Standing
from domain.recruitment.events import Stage

_environment = Environment(
    loader=PackageLoader("adapters.documents"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line of the list."""

    number: int
    name: str
    from_school: str
    school: str
    posts: str
    manner: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """What a notice says, ready to print."""

    title: str
    basis: str
    grounds: str
    """How the people in the list came by their posts, as an official document says it."""
    lines: tuple[NoticeLine, ...]
    first_day: str
    last_day: str
    working_days: int
    unit: str
    address: str
    telephone: str
    email: str
    receiver: str
    """The name of whoever takes objections; empty where the vault has none."""
    issued_on: str
    remarks: tuple[str, ...]
    """What became of the notice since: withdrawn, run out, overtaken by a changed list."""
    list_sha256: str
    checkpoint: str

    def to_text(self) -> str:
        """Return the notice as plain text."""
        return _environment.get_template("notice.txt").render(page=self)

    def to_html(self) -> str:
        """Return the notice as one HTML page without anything from elsewhere."""
        return _environment.get_template("notice.html").render(page=self)


_GROUNDS = {
    Stage.DIRECT: "经审核符合直聘条件",
    Stage.ADJUSTMENT: "经组织调剂并征得本人同意",
    Stage.STANDBY_TRAINING: "经待岗培训考核合格",
}
_MANNERS = {
    Stage.DIRECT: "直聘",
    Stage.ADJUSTMENT: "组织调剂",
    Stage.STANDBY_TRAINING: "培训合格分配",
}


def notice_page(
    notice: Notice,
    *,
    title: str,
    basis: str,
    stage: Stage,
    changed: bool,
    contact: Contact,
    names: Mapping[str, str],
    bodies: Mapping[str, str],
    checkpoint: str,
) -> NoticePage:
    """Fill in a notice; ``names`` and ``bodies`` give what opaque ids stand for.

    A school that ``bodies`` do not know yet is told by its id.

    ``changed`` says that the round's list is no longer the one that hangs.
    """
    lines = tuple(
        NoticeLine(
            number=number,
            name=names.get(entry.person, "(已删除)"),
            from_school=bodies.get(entry.from_school, entry.from_school),
            school=bodies.get(entry.school, entry.school),
            posts="、".join(filter(None, (*entry.posts, entry.office))),
            manner=_manner(entry, stage),
        )
        for number, entry in enumerate(notice.entries, start=1)
    )
    return NoticePage(
        title=title,
        basis=basis,
        grounds=_GROUNDS.get(stage, "经竞聘并经聘任委员会研究"),
        lines=lines,
        first_day=chinese_date(notice.on),
        last_day=chinese_date(notice.last_day),
        working_days=notice.working_days,
        unit=contact.unit,
        address=contact.address,
        telephone=contact.telephone,
        email=contact.email,
        receiver=names.get(contact.receiver, ""),
        issued_on=chinese_date(notice.on),
        remarks=tuple(_remarks(notice, changed=changed)),
        list_sha256=notice.list_sha256,
        checkpoint=checkpoint,
    )


def _manner(entry: NoticeEntry, stage: Stage) -> str:
    stays = "续聘本校" if entry.from_school == entry.school else "校际流动"
    return _MANNERS.get(stage, stays)


def _remarks(notice: Notice, *, changed: bool) -> Iterator[str]:
    if notice.standing is Standing.WITHDRAWN and notice.withdrawn_on is not None:
        yield f"本公示已于{chinese_date(notice.withdrawn_on)}撤回。"
    elif notice.standing is Standing.ENDED:
        yield "公示期已满。"
    elif changed:
        yield "名单已有变动，将重新公示；以重新公示的名单为准。"


def chinese_date(day: date) -> str:
    """Return a date as official documents write it: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
