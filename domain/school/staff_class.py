"""Who is teaching staff (八课时规则), in a round and on an exchange alike."""

from __future__ import annotations

from collections.abc import Iterable

from domain.planning.sections import PostRules
from domain.school.posts import Post, PostKind, StaffClass


def staff_class_of(posts: Iterable[Post], rules: PostRules) -> StaffClass:
    """八课时规则: fewer weekly teaching periods than the minimum make auxiliary staff.

    Exactly the minimum counts as teaching, and a post may have a lower minimum by exemption
    of the pack. 依据: S002-09, S002-26 (T03).
    """
    teaching = [post for post in posts if post.kind is PostKind.TEACHING]
    periods = sum(post.periods_milli for post in teaching)
    enough = all(periods >= rules.min_periods_of(post.title) for post in teaching)
    return StaffClass.TEACHING if teaching and enough else StaffClass.AUXILIARY
