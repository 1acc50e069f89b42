"""Dangerous lines of what a round, and those who leave, go on exchange or complain, may still do."""

from __future__ import annotations

RETURNED = "tests/domain/test_recruitment_returned.py"
WAYS, TIED = "domain/recruitment/tie_ways.py", "tests/domain/test_tie_ways.py"
RECOUNT = "domain/recruitment/recounting.py"
RECOUNTED = "tests/domain/test_recruitment_ballots_corrected.py"
EXCHANGE = "tests/domain/test_exchange_days.py"
HEAD = "tests/domain/test_office_principal_left.py"
OFFICE, BY_RANK = "domain/recruitment/offices.py", "tests/domain/test_office_proposed_by_rank.py"

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
    ("domain/exchange/moving.py", "max(on, move.from_on)", "on", EXCHANGE),
    ("domain/exchange/rules.py", "move.until_on > retires_on:", "False:", EXCHANGE),
    ("domain/exchange/rules.py", "move.until_on > retires_on:", "True:", EXCHANGE),
    ("domain/teacher/state.py", "max(away.from_on, event.on)", "event.on", EXCHANGE),
    ("domain/principal/decide.py", "*_left(states, state, teacher, today),", "", HEAD),
    (
        "domain/principal/decide.py",
        "if teacher.school == state.school:",
        "if False:",
        HEAD,
    ),
    (OFFICE, "rules.ranking_must_stand(state)\n    assert", "assert", BY_RANK),
    (OFFICE, "reason_must_be_true(state, bidder, bidder.office_reason)", "pass", BY_RANK),
    (OFFICE, "_total(state, each) > _total(state, bidder)]", "False]", BY_RANK),
    (OFFICE, "and other.office_step is OfficeStep.NONE", "", BY_RANK),
    (
        "domain/dispute/rules.py",
        "previous.served_on or previous.turned_away_on",
        "previous.served_on",
        "tests/domain/test_dispute_turned_away.py",
    ),
)
