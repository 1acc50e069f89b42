"""Leaving a post (离岗): the teacher's post and the school's seats go together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.kernel import Decision, Recorded, stream_of
from domain.school.events import SeatFreed, SeatFreedReason
from domain.school.state import School
from domain.teacher.events import PostLeft, PostLeftReason
from domain.teacher.state import Teacher


def post_left(
    person: str, school: str, posts: Sequence[str], reason: PostLeftReason, on: date
) -> Decision:
    """离岗腾岗: with the post its seats are free, the same day. 依据: INV1."""
    left = PostLeft(school=school, posts=tuple(posts), reason=reason, on=on)
    freed = SeatFreedReason(reason.value)
    seats = (SeatFreed(post=number, person=person, reason=freed, on=on) for number in posts)
    return (
        Recorded(stream_of(Teacher, person), left),
        *(Recorded(stream_of(School, school), each) for each in seats),
    )
