"""What everything in one plan's campaign shares: its people, its files, and who heads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from api.demo.cast import Cast
from api.demo.files import Files
from domain.teacher.state import Teacher

SUPERVISOR, REGISTRAR = "o-supervisor", "o-registrar"


@dataclass(frozen=True)
class Campaign:
    """One plan's campaign, over the files of its schools.

    ``head`` is the official who runs what no single school runs; ``filer_of`` says who files
    contracts for an office.
    """

    cast: Cast
    files: Files
    plan: str
    head: str
    chair: str
    filer_of: Callable[[str], str]

    @property
    def today(self) -> date:
        """The day on which the story stands."""
        return self.cast.clock.now.date()

    def office_of(self, school: str) -> str:
        """Return the office above a school."""
        plan = self.files.plan
        return str(plan["schools"][school].get("zone") or plan["town_office"]["id"])

    def unplaced(self) -> list[str]:
        """Return who of the roster holds no post."""
        states = self.cast.ledger.states()
        people = (person.person for person in self.files.roster)
        return [p for p in people if (t := states.find(Teacher, p)) and t.holds is None]
