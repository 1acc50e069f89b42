"""The input files of a campaign, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.importers.district import (
    DirectPost,
    Later,
    read_direct,
    read_interviews,
    read_later,
)
from adapters.importers.town import (
    Bid,
    Person,
    Score,
    read_bids,
    read_plan,
    read_posts,
    read_roster,
    read_scores,
    read_wishes,
)
from domain.recruitment.wishes import PostSet
from domain.school.posts import Post


@dataclass
class Files:
    """The files of one plan: a town's, or those of the zones of a district."""

    folder: Path
    plan: dict[str, Any]
    roster: list[Person]
    posts: dict[str, list[Post]]
    bids: list[Bid]
    scores: dict[str, Score]
    wishes: dict[str, PostSet]

    @classmethod
    def read(cls, folder: Path) -> Files:
        """Read all files of a folder.

        Raises:
            ImportRefusedError: A file has errors; nothing was imported.
        """
        plan: dict[str, Any] = read_plan(folder / "plan.yaml")
        posts, wishes = read_posts(folder / "posts.xlsx"), folder / "coordination.xlsx"
        return cls(
            folder=folder,
            plan=plan,
            roster=read_roster(folder / "roster.xlsx", plan["schools"]),
            posts=posts,
            bids=read_bids(folder / "bids.xlsx", posts),
            scores={score.person: score for score in read_scores(folder / "marks.xlsx")},
            wishes=read_wishes(wishes) if wishes.exists() else {},
        )

    @property
    def schools(self) -> list[str]:
        """The codes of the schools."""
        return list(self.plan["schools"])

    def staff_of(self, school: str) -> tuple[str, ...]:
        """Return who is on the roster of a school."""
        return tuple(person.person for person in self.roster if person.school == school)


@dataclass
class ZoneFiles(Files):
    """The files of the zones: a town's, and those of the later stages."""

    interviews: dict[str, tuple[int, ...]]
    direct: list[DirectPost]
    later: dict[str, Later]
    complaint: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> ZoneFiles:
        """Read all files of a folder.

        Raises:
            ImportRefusedError: A file has errors; nothing was imported.
        """
        return cls(
            **vars(Files.read(folder)),
            interviews=read_interviews(folder / "interviews.xlsx"),
            direct=read_direct(folder / "direct.xlsx"),
            later=read_later(folder / "later.xlsx"),
            complaint=read_plan(folder / "complaint.yaml"),
        )
