"""The end of an office as the school's register shows it (职务终止)."""

from __future__ import annotations

from datetime import date

from domain.kernel import Recorded, stream_of
from domain.school.events import OfficeEnded, OfficeEndGround
from domain.school.state import School


def office_ended(
    school: str, title: str, person: str, ground: OfficeEndGround, on: date
) -> Recorded:
    """Return the event by which nobody holds the office any more from a day on."""
    ended = OfficeEnded(title=title, person=person, ground=ground, on=on)
    return Recorded(stream_of(School, school), ended)
