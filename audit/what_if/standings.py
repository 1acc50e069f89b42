"""Who was where, and who would have been: ranks, totals, seats, and whose turn it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.recruitment.state import RecruitmentRound

Ranks = dict[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Standing:
    """A bidder's place for a post. ``None`` where there is none; totals in thousandths."""

    round: str
    person: str
    school: str
    post: str
    rank_was: int | None
    rank_would: int | None
    total_was: int | None
    total_would: int | None


@dataclass(frozen=True, slots=True)
class Seat:
    """An appointment: school and posts, empty where the person had, or would have, none."""

    round: str
    person: str
    was: str
    would: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post that would have been open; ``turn`` lists who waits for it, best rank first."""

    round: str
    school: str
    post: str
    turn: tuple[str, ...]


def standings(name: str, was: RecruitmentRound, would: RecruitmentRound) -> Iterator[Standing]:
    """Yield every rank or total that differs, by post and rank."""
    old, new = _ranks(was), _ranks(would)
    far = len(old) + len(new)
    keys = sorted(
        old.keys() | new.keys(), key=lambda k: (k[1], k[2], new.get(k, far), old.get(k, far), k[0])
    )
    for key in keys:
        person, school, post = key
        totals = _total(was, person), _total(would, person)
        if (old.get(key), totals[0]) != (new.get(key), totals[1]):
            yield Standing(name, person, school, post, old.get(key), new.get(key), *totals)


def seats(name: str, was: RecruitmentRound, would: RecruitmentRound) -> Iterator[Seat]:
    """Yield every appointment that differs."""
    for person in sorted(was.bidders.keys() | would.bidders.keys()):
        places = _seat(was, person), _seat(would, person)
        if places[0] != places[1]:
            yield Seat(name, person, *places)


def vacancies(name: str, was: RecruitmentRound, would: RecruitmentRound) -> Iterator[Vacancy]:
    """Yield the posts of appointments that would not have been, and whose turn it would be."""
    ranks = _ranks(would)
    for person in sorted(was.bidders):
        placed, supposed = was.bidders[person].placement, would.bidders.get(person)
        if placed is None or (supposed is not None and supposed.placement is not None):
            continue
        school = placed.posts.school
        for post in placed.posts.numbers:
            turn = sorted(
                (rank, each)
                for (each, at, number), rank in ranks.items()
                if (at, number) == (school, post) and _waits(would, each)
            )
            yield Vacancy(name, school, post, tuple(each for _, each in turn))


def _waits(state: RecruitmentRound, person: str) -> bool:
    bidder = state.bidders[person]
    return bidder.bids and bidder.placement is None


def _ranks(state: RecruitmentRound) -> Ranks:
    return {
        (person, each.school, each.post): each.rank
        for person, row in state.ranking.items()
        for each in row.ranks
    }


def _total(state: RecruitmentRound, person: str) -> int | None:
    row = state.ranking.get(person)
    return row.total_milli if row is not None else None


def _seat(state: RecruitmentRound, person: str) -> str:
    bidder = state.bidders.get(person)
    if bidder is None or bidder.placement is None:
        return ""
    return f"{bidder.placement.posts.school} {'、'.join(bidder.placement.posts.numbers)}"
