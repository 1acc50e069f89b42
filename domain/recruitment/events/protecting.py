"""Direct appointment of the protected (直聘)."""

from __future__ import annotations

from typing import ClassVar

from domain.kernel import DomainEvent
from domain.recruitment.wishes import PostSet
from domain.school.posts import StaffClass
from domain.values.ids import Id


class DirectlyAppointed(DomainEvent):
    """直聘: a protected teacher took a free post without competing; why is not said here."""

    TOPIC: ClassVar[str] = "recruitment.directly-appointed.v1"
    teacher: Id
    from_school: Id
    posts: PostSet
    staff_class: StaffClass
    protection: Id


ProtectedEvent = DirectlyAppointed

EVENTS: tuple[type[DomainEvent], ...] = (DirectlyAppointed,)
