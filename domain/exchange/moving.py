"""Sending a teacher out and taking her back: exchange, both schools and teacher in one act."""

from __future__ import annotations

from datetime import date, datetime

from domain.exchange import commands as c
from domain.exchange import events as e
from domain.exchange import rules
from domain.exchange.state import Exchange, Movement, Step
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.pack import RulePack
from domain.school.events import GuestLeft, GuestReceived, SeatTaken
from domain.school.staff_class import staff_class_of
from domain.school.state import School
from domain.teacher.events import (
    PostLeftReason,
    PostTaken,
    ReturnedFromExchange,
    SentOnExchange,
)
from domain.teacher.posts_left import post_left
from domain.teacher.state import PostHeld, Teacher
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def start(
    states: States, state: Exchange, command: c.StartExchange, pack: RulePack, at: datetime
) -> Decision:
    """派出: own seats are freed and the host's are taken, so that one post set stays (INV1).

    It may be done ahead, as before a term; her time there runs from the first day that she
    agreed to, or from a later one on which she is sent. 依据: 003-D5, B12-05.
    """
    move = rules.move_at(state, command.teacher, Step.AGREED)
    rules.team_must_have_agreed(state, move.team)
    teacher = require(states, Teacher, command.teacher)
    rules.teacher_must_be_at_home(command.teacher, teacher)
    rules.teacher_must_be_eligible(state, command.teacher, teacher)
    host = require(states, School, move.to_school)
    posts = rules.seats_must_be_free(host, move.posts)
    rules.establishment_must_hold(host)
    on = beijing_date(at)
    rules.term_must_not_be_over(move, on)
    first_day = max(on, move.from_on)
    started = e.ExchangeStarted(
        teacher=command.teacher, from_school=move.from_school, to_school=move.to_school, on=on
    )
    taken = PostTaken(
        round=command.exchange,
        school=move.to_school,
        posts=move.posts,
        staff_class=staff_class_of(posts, pack.posts),
        periods_milli=sum(post.periods_milli for post in posts),
        from_on=first_day,
    )
    sent = SentOnExchange(
        exchange=command.exchange,
        to_school=move.to_school,
        remote=host.remote,
        from_on=first_day,
        until_on=move.until_on,
    )
    person = stream_of(Teacher, command.teacher)
    return (
        Recorded(stream_of(Exchange, command.exchange), started),
        *_leaving(command.teacher, teacher.holds, on),
        *_seats(command, move),
        Recorded(person, taken),
        Recorded(person, sent),
    )


def end(states: States, state: Exchange, command: c.EndExchange, at: datetime) -> Decision:
    """返校: the host's seats are free again; the teacher waits in her own school for a post."""
    move, on = rules.move_at(state, command.teacher, Step.STARTED), beijing_date(at)
    rules.end_must_be_true(move, command, on)
    must_hold_no_personal_data({"reason": command.reason or ""})
    teacher = require(states, Teacher, command.teacher)
    ended = e.ExchangeEnded(
        teacher=command.teacher,
        from_school=move.from_school,
        to_school=move.to_school,
        ground=command.ground,
        reason=command.reason,
        on=on,
    )
    back = ReturnedFromExchange(exchange=command.exchange, from_school=move.to_school, on=on)
    held = teacher.holds
    guest = held if held is not None and held.round == command.exchange else None
    return (
        Recorded(stream_of(Exchange, command.exchange), ended),
        *_leaving(command.teacher, guest, on),
        Recorded(
            stream_of(School, move.to_school),
            GuestLeft(person=command.teacher, exchange=command.exchange, on=on),
        ),
        Recorded(stream_of(Teacher, command.teacher), back),
    )


def _seats(command: c.StartExchange, move: Movement) -> Decision:
    host = stream_of(School, move.to_school)
    guest = GuestReceived(person=command.teacher, exchange=command.exchange, until_on=move.until_on)
    seats = tuple(
        Recorded(host, SeatTaken(post=number, person=command.teacher, round=command.exchange))
        for number in move.posts
    )
    return (Recorded(host, guest), *seats)


def _leaving(person: str, held: PostHeld | None, on: date) -> Decision:
    if held is None:
        return ()
    return post_left(person, held.school, held.posts, PostLeftReason.MOVED, on)
