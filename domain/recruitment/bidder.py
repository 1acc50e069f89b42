"""What one bidder has come to in a round (竞聘人)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.kernel import Frozen
from domain.recruitment.events import SelectionReason
from domain.recruitment.scoring import Inputs
from domain.recruitment.wishes import PostSet
from domain.school.posts import StaffClass
from domain.values.facts import Favour, ItemFact
from domain.values.ids import Count, Id, Milli, PostNumber


class Check(StrEnum):
    """资格审查状态: returned is not rejected."""

    OPEN = "open"  # 待审
    RETURNED = "returned"  # 退回补正
    QUALIFIED = "qualified"  # 合格
    DISQUALIFIED = "disqualified"  # 不合格


class OfficeStep(StrEnum):
    """职务审批状态."""

    NONE = "none"
    PROPOSED = "proposed"  # 已上报
    APPROVED = "approved"  # 已备案
    REFUSED = "refused"  # 不予备案


class Offer(Frozen):
    """要约: an offer that waits for its answer and reserves its seats."""

    posts: PostSet
    rank: Count | None
    """The place on which it was made."""
    by_rank: bool = True
    """Whether it follows the order of rank, and no need of a subject."""
    answer_until: datetime


class Placement(Frozen):
    """受聘: what the bidder accepted."""

    from_school: Id
    posts: PostSet
    staff_class: StaffClass
    rank: Count | None = None
    """The place on which she was hired; ``None`` where it was not out of a ranking."""
    by_rank: bool = False
    """Whether it followed the order of rank, and no need of a subject."""


class Bidder(Frozen):
    """竞聘人: one member of the pool, and how far she has come."""

    teacher: Id
    wishes: tuple[PostSet, ...] = ()
    office: PostNumber | None = None
    withdrawn: bool = False
    check: Check = Check.OPEN
    supplement_until: datetime | None = None
    facts: Mapping[str, ItemFact] = {}
    marks: Mapping[str, Mapping[Id, Milli]] = {}
    ballots: Mapping[str, Count] = {}
    appraised_by: Count = 0
    """How many took part in the meeting in which she was appraised."""
    favours: tuple[Favour, ...] = ()
    """Points and priority by protection, frozen with the scores."""
    offers: Mapping[Id, Offer] = {}
    """Open offers by school."""
    declined: tuple[PostSet, ...] = ()
    placement: Placement | None = None
    office_step: OfficeStep = OfficeStep.NONE
    office_reason: SelectionReason | None = None
    """Why she was proposed for her office, while the proposal waits."""
    unanswered: tuple[PostSet, ...] = ()
    """What was offered and lapsed because she did not answer."""
    standby_from: date | None = None
    standby_until: date | None = None
    passed: bool | None = None
    """Whether she passed the training's last test."""
    unplaced: bool = False
    told: bool = False

    @property
    def bids(self) -> bool:
        """Tell whether a letter of intent stands."""
        return bool(self.wishes) and not self.withdrawn

    @property
    def may_still_bid(self) -> bool:
        """Tell whether no letter of hers came yet, and one could, in its time."""
        out = self.withdrawn or self.unplaced or self.placement is not None
        return not self.wishes and not out

    @property
    def qualified(self) -> bool:
        """Tell whether a letter stands and was found good."""
        return self.bids and self.check is Check.QUALIFIED

    @property
    def eligible(self) -> bool:
        """Tell whether the bidder may be offered a post now."""
        return self.qualified and self.placement is None and not self.unplaced

    @property
    def refused(self) -> frozenset[tuple[Id, tuple[PostNumber, ...]]]:
        """不同岗位: the posts declined or left unanswered, each once, by school and number.

        Whoever says no to one post twice has refused one. 依据: B1-08, T49 (two proposals).
        """
        return frozenset((each.school, each.ranked) for each in (*self.declined, *self.unanswered))

    def waits_for(self, school: str, number: PostNumber) -> bool:
        """递补: tell whether the post is still hers to be offered before others.

        Whoever declined it, or let its offer run out, has made way; it may be offered again.
        依据: E.2 第11步 (declined, timeout: next candidate).
        """
        waits = self.eligible and school not in self.offers
        return waits and not self.has_given_up(school, number)

    def has_given_up(self, school: str, number: PostNumber) -> bool:
        """Tell whether she declined the post, or left its offer unanswered."""
        past = (*self.declined, *self.unanswered)
        return any(each.school == school and number in each.numbers for each in past)

    def is_on(self, school: str, number: PostNumber) -> bool:
        """Tell whether she was hired on the post in this round."""
        held = self.placement.posts if self.placement is not None else None
        return held is not None and held.school == school and number in held.numbers

    def after_pause(self, pause: timedelta) -> Bidder:
        """Return her as the round goes on: time that it stood is in no period of hers (E.2 ×)."""
        offers = {
            school: offer.model_copy(update={"answer_until": offer.answer_until + pause})
            for school, offer in self.offers.items()
        }
        until = self.supplement_until + pause if self.supplement_until is not None else None
        return self.model_copy(update={"offers": offers, "supplement_until": until})

    def inputs(self) -> Inputs:
        """Return what the score rests on."""
        return Inputs(
            bidder=self.teacher,
            facts=self.facts,
            marks=self.marks,
            ballots=self.ballots,
            favours=self.favours,
        )
