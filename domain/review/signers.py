"""签署权限: who signs what in reviews of a school."""

from __future__ import annotations

from domain.mandate.needs import PRINCIPAL, SUPERVISED, TOWN, TOWN_ABOVE, Rule, by_self

_SUPERVISED_TOWN = Rule((*TOWN.needs, SUPERVISED))
"""考核评价 is one of the matters that are supervised. [S004-03]"""

SIGNERS: dict[str, Rule] = {
    "review.team-review-opened.v1": TOWN,
    "review.team-reported.v1": TOWN,
    "review.team-measured.v1": _SUPERVISED_TOWN,
    "review.team-discussed.v1": _SUPERVISED_TOWN,
    "review.team-scored.v1": _SUPERVISED_TOWN,
    "review.team-report-written.v1": TOWN,
    "review.leaders-reported.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "review.staff-reported.v1": Rule((*PRINCIPAL.needs, SUPERVISED)),
    "review.three-reviews-held.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "review.three-reviews-fed-back.v1": TOWN_ABOVE,
    "review.letter-signed.v1": Rule((*TOWN_ABOVE.needs, *by_self("teacher").needs)),
    "review.letter-settled.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
    "review.shortcomings-mended.v1": PRINCIPAL,
}
