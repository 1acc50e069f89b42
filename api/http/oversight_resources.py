"""Tables of reviews of a school, of what follows a low grade, and of oversight."""

from __future__ import annotations

from api.http import oversight_examples as x
from api.http.access import ALL_ROWS, HEADS
from api.http.resource import Clause, Resource
from domain.mandate.roles import Role
from projections.mending_register import MendingRegister
from projections.oversight_register import OversightRegister
from projections.review_register import ReviewRegister
from projections.temporal import TemporalTable


def _summed_up(table: TemporalTable) -> Clause:
    """Marks are nobody's to see before the sum is made of them."""
    return table.table.c.total_milli.is_not(None)


def oversight_resources() -> tuple[Resource, ...]:
    """Return these tables: dates and counts are public, scores and talks are not."""
    reviews, oversight = ReviewRegister(), OversightRegister()
    return (
        Resource("school-reviews", "", reviews.held, "述职评议与“三评”", public=True,
                 example=x.SCHOOL_REVIEW, filters=("plan", "school", "review_kind")),
        Resource(
            "team-reviews", "", reviews.reviews, "领导班子考核", persons=("leader",),
            bodies=("school",), roles=HEADS, example=x.TEAM_REVIEW, documents=("team",),
            filters=("plan", "school", "term", "status"), named="leader",
        ),
        Resource(
            "team-scores", "", reviews.scores, "领导班子考核评分", persons=("reviewed",),
            bodies=("school",), roles=HEADS, example=x.TEAM_SCORE, named="reviewed",
            filters=("plan", "school", "term", "reviewed", "grade"), only=_summed_up,
        ),
        Resource(
            "responsibility-letters", "", reviews.letters, "目标责任书", persons=("teacher",),
            bodies=("school",), roles=HEADS, example=x.LETTER, named="teacher",
            filters=("plan", "school", "teacher", "status"),
        ),
        # Of talks and mending who, when and how much; what was said is in the vault.
        Resource(
            "mending", "", MendingRegister().people, "约谈与整改", persons=("person",),
            bodies=("school",), roles=HEADS, whole=ALL_ROWS | {Role.HR_OFFICER},
            example=x.MENDING, filters=("school", "year", "person", "status"), named="person",
        ),
        Resource(
            "evaluator-courses", "", oversight.courses, "考评人员培训", persons=("person",),
            bodies=("organiser",), roles=HEADS, example=x.COURSE,
            filters=("person", "organiser", "course"), named="person",
        ),
        Resource(
            "inspections", "", oversight.inspections, "考核工作检查", bodies=("school",),
            roles=HEADS, example=x.INSPECTION, documents=("shortcomings",),
            filters=("plan", "school", "inspection_kind"),
        ),
        Resource("procedure-reviews", "", oversight.reviews, "方案评估", public=True,
                 example=x.PROCEDURE_REVIEW, documents=("advice",),
                 filters=("plan", "owner", "conclusion")),
    )  # fmt: skip
