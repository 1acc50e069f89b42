"""Dangerous lines of what a round, and those who leave it or go on exchange, may still do."""

from __future__ import annotations

RETURNED = "tests/domain/test_recruitment_returned.py"
WAYS, TIED = "domain/recruitment/tie_ways.py", "tests/domain/test_tie_ways.py"
RECOUNT = "domain/recruitment/recounting.py"
RECOUNTED = "tests/domain/test_recruitment_ballots_corrected.py"

MUTANTS = (
    ("domain/recruitment/qualifying.py", "is not None and at < until:", "is None:", RETURNED),
    ("domain/recruitment/qualifying.py", "is not None and at < until:", "is not None:", RETURNED),
    (WAYS, "for_shortlist=command.for_shortlist)", "for_shortlist=True)", TIED),
    (WAYS, "return named or tuple(possible)", "return named", TIED),
    (RECOUNT, "<= bidder.appraised_by:", "<= 1_000:", RECOUNTED),
    (RECOUNT, "after_lock=state.scored is not None", "after_lock=False", RECOUNTED),
    (
        "domain/recruitment/state.py",
        "e.FavoursCorrected | e.BallotsCorrected\n)",
        "e.FavoursCorrected\n)",
        RECOUNTED,
    ),
    (
        "domain/recruitment/scoring.py",
        "1000 * (len(marks) or 1)",
        "1000",
        "tests/domain/test_tie_panels.py",
    ),
    (
        "domain/mandate/signing.py",
        "and not getattr(recorded.event, need.self_unless, True)",
        "",
        "tests/domain/test_signing_leaving.py",
    ),
    (
        "domain/mandate/signing.py",
        'own_file = actor.person == _field(recorded, "stream")',
        "own_file = True",
        "tests/domain/test_signing_leaving.py",
    ),
)
