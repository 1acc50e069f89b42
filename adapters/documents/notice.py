"""Public notices as text and HTML, from the list that was decided (公示)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from domain.notice.events import Contact
from domain.notice.state import Notice

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
    lines: tuple[NoticeLine, ...]
    first_day: str
    last_day: str
    working_days: int
    unit: str
    address: str
    telephone: str
    email: str
    receiver: str
    issued_on: str
    list_sha256: str
    checkpoint: str

    def to_text(self) -> str:
        """Return the notice as plain text."""
        return _environment.get_template("notice.txt").render(page=self)

    def to_html(self) -> str:
        """Return the notice as one HTML page without anything from elsewhere."""
        return _environment.get_template("notice.html").render(page=self)


def notice_page(
    notice: Notice,
    *,
    title: str,
    basis: str,
    contact: Contact,
    names: Mapping[str, str],
    bodies: Mapping[str, str],
    checkpoint: str,
) -> NoticePage:
    """Fill in a notice; ``names`` and ``bodies`` give what opaque ids stand for."""
    lines = tuple(
        NoticeLine(
            number=number,
            name=names.get(entry.person, "(已删除)"),
            from_school=bodies[entry.from_school],
            school=bodies[entry.school],
            posts="、".join(entry.posts),
            manner="续聘本校" if entry.from_school == entry.school else "校际流动",
        )
        for number, entry in enumerate(notice.entries, start=1)
    )
    return NoticePage(
        title=title,
        basis=basis,
        lines=lines,
        first_day=chinese_date(notice.on),
        last_day=chinese_date(notice.last_day),
        working_days=notice.working_days,
        unit=contact.unit,
        address=contact.address,
        telephone=contact.telephone,
        email=contact.email,
        receiver=contact.receiver,
        issued_on=chinese_date(notice.on),
        list_sha256=notice.list_sha256,
        checkpoint=checkpoint,
    )


def chinese_date(day: date) -> str:
    """Return a date as official documents write it: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
