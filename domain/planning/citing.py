"""Reviews of the procedure that a plan, or a later version of its rules, rests on (引用评估)."""

from __future__ import annotations

from collections.abc import Sequence

from domain.kernel import States, require
from domain.oversight.state import ProcedureReview
from domain.planning import errors


def reviews_must_be_of_body(states: States, body: str, reviews: Sequence[str]) -> None:
    """引用评估结论: of a plan of the same office, on record, each once. 依据: S000-14, 003-G9."""
    if len(set(reviews)) != len(reviews):
        raise errors.ReviewsCitedError(reviews=",".join(reviews), owner="")
    for name in reviews:
        review = require(states, ProcedureReview, name)
        if review.owner != body:
            raise errors.ReviewsCitedError(reviews=name, owner=review.owner)
