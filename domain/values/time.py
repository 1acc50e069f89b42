"""Beijing dates and instants (北京时间)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def beijing_date(at: datetime) -> date:
    """Return the Beijing date of an instant, which must know its zone."""
    return at.astimezone(BEIJING).date()


def start_of(day: date) -> datetime:
    """Return the first instant of a Beijing day."""
    return datetime.combine(day, time(), BEIJING)


def end_of(day: date) -> datetime:
    """Return the first instant after a Beijing day."""
    return start_of(day + timedelta(days=1))
