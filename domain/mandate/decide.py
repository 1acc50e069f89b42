"""Decisions on keys and mandates (授权)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.mandate import commands as c
from domain.mandate import errors
from domain.mandate import events as e
from domain.mandate.state import Body, District, Mandates


def decide(states: States, command: c.MandateCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    match command:
        case c.FoundLog():
            return _found(states, command)
        case c.RegisterBody():
            return _register(states, command)
        case c.EnrolKey() | c.RevokeKey():
            return _decide_key(states, command)
        case c.GrantMandate() | c.RevokeMandate():
            return _decide_mandate(states, command)
        case c.ConfirmAct():
            return _confirm(states, command)
        case c.DeclareRecusal():
            declared = e.RecusalDeclared(other=command.other, relation=command.relation)
            return _of(command.person, declared)
        case c.ErasePerson():
            return _erase(states, command)
        case _:
            assert_never(command)


def _found(states: States, command: c.FoundLog) -> Decision:
    require_absent(states, District, command.district)
    founded = e.LogFounded(
        district=command.district, name=command.name, root_person=command.root_person
    )
    return (Recorded(stream_of(District, command.district), founded),)


def _register(states: States, command: c.RegisterBody) -> Decision:
    require_absent(states, Body, command.body)
    registered = e.BodyRegistered(kind=command.kind, name=command.name, parent=command.parent)
    return (Recorded(stream_of(Body, command.body), registered),)


def _decide_key(states: States, command: c.EnrolKey | c.RevokeKey) -> Decision:
    now = states.find(Mandates, command.person) or Mandates()
    if isinstance(command, c.RevokeKey):
        if now.key(command.kid) is None:
            raise errors.KeyUnknownError(person=command.person, kid=command.kid)
        revoked = e.KeyRevoked(
            kid=command.kid, reason=command.reason, void_from_index=command.void_from_index
        )
        return _of(command.person, revoked)
    if any(key.kid == command.kid for key in now.keys):
        raise errors.KeyKnownError(person=command.person, kid=command.kid)
    enrolled = e.KeyEnrolled(
        person=command.person,
        kid=command.kid,
        suite=command.suite,
        key=command.key,
        proof=command.proof,
    )
    return _of(command.person, enrolled)


def _decide_mandate(states: States, command: c.GrantMandate | c.RevokeMandate) -> Decision:
    now = states.find(Mandates, command.person) or Mandates()
    known = now.mandate(command.mandate)
    if isinstance(command, c.RevokeMandate):
        if known is None or known.revoked:
            raise errors.MandateUnknownError(person=command.person, mandate=command.mandate)
        revoked = e.MandateRevoked(mandate=command.mandate, reason=command.reason)
        return _of(command.person, revoked)
    if known is not None:
        raise errors.MandateKnownError(person=command.person, mandate=command.mandate)
    if command.until_on is not None and command.until_on <= command.from_on:
        raise errors.MandateDatesError(
            start=command.from_on.isoformat(), end=command.until_on.isoformat()
        )
    granted = e.MandateGranted(
        mandate=command.mandate,
        person=command.person,
        role=command.role.value,
        body=command.body,
        from_on=command.from_on,
        until_on=command.until_on,
    )
    return _of(command.person, granted)


def _confirm(states: States, command: c.ConfirmAct) -> Decision:
    person = require(states, Mandates, command.person)
    if not any(key.revoked for key in person.keys):
        raise errors.NothingVoidError(person=command.person, act=command.act)
    return _of(command.person, e.ActConfirmed(act=command.act, reason=command.reason))


def _erase(states: States, command: c.ErasePerson) -> Decision:
    """删除个人信息: once, on a legal ground that is named and signed for.

    Whether the ground holds, against a record that must be kept, an open case or a service that
    goes on, is for who signs: no state here tells a person's matters.
    依据: 个人信息保护法 第47条 (C1-06).
    """
    now = states.find(Mandates, command.person)
    if now is not None and now.erased:
        raise errors.PersonErasedError(person=command.person)
    return _of(command.person, e.PersonErased(person=command.person, ground=command.ground))


def _of(person: str, event: e.MandatesEvent) -> Decision:
    return (Recorded(stream_of(Mandates, person), event),)
