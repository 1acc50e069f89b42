"""What a bidder asks for, and in what order (志愿)."""

from __future__ import annotations

from domain.kernel import Frozen
from domain.values.ids import Id, PostNumber


class PostSet(Frozen):
    """岗位组合: the "1+N" of ``[S002-08]``: one teaching post and auxiliary posts of one school.

    ``teaching`` is ``None`` for a bidder who asks for auxiliary posts only and so
    becomes auxiliary staff.
    """

    school: Id
    teaching: PostNumber | None
    auxiliary: tuple[PostNumber, ...] = ()

    @property
    def numbers(self) -> tuple[PostNumber, ...]:
        """All post numbers of the set, the teaching post first."""
        return (*((self.teaching,) if self.teaching else ()), *self.auxiliary)

    @property
    def ranked(self) -> tuple[PostNumber, ...]:
        """The posts for which bidders are ranked: the teaching post, else the auxiliary ones."""
        return (self.teaching,) if self.teaching else self.auxiliary
