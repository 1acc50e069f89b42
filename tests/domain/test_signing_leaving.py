"""Who resigned leaves after the days of notice, whether the unit signs or not (条例 第17条)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.mandate.errors import NotAuthorisedError, OwnMatterError
from domain.mandate.signing import Mandated
from tests.domain.signing_given import OWN, Matter, happened, may_sign

TOPIC = "teacher.resignation-completed.v1"
TEACHER = Mandated("m1", "self")
PRINCIPAL = Mandated("p-principal", "principal", OWN, "mandate-1")


def test_after_the_notice_the_teacher_leaves_alone_and_the_unit_may_say_so_too() -> None:
    for actor in (TEACHER, PRINCIPAL):
        may_sign(Matter(), (happened(TOPIC, agreed=False),), [actor])


def test_before_it_the_unit_agrees() -> None:
    may_sign(Matter(), (happened(TOPIC, agreed=True),), [PRINCIPAL])
    with pytest.raises(NotAuthorisedError):
        may_sign(Matter(), (happened(TOPIC, agreed=True),), [TEACHER])


def test_nobody_else_lets_a_teacher_leave_nor_a_principal_himself_as_principal() -> None:
    with pytest.raises(NotAuthorisedError):
        may_sign(Matter(), (happened(TOPIC, agreed=False),), [Mandated("m2", "self")])
    own = Mandated("m1", "principal", OWN, "mandate-1")
    completed = replace(happened(TOPIC, agreed=False), stream="teacher:m1")
    with pytest.raises(OwnMatterError):
        may_sign(Matter(), (completed,), [own])
