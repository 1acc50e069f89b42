"""Dangerous lines, what each becomes, and the tests that must turn red; a room each."""

from __future__ import annotations

from tests.mutants.listed import (
    adapters,
    api,
    appraisal,
    audit,
    audit_format,
    disputes,
    domain,
    honours,
    offices,
    organs,
    oversight,
    projections,
    recruitment,
    rounds,
)

ROOMS = (
    adapters,
    api,
    appraisal,
    audit,
    audit_format,
    disputes,
    domain,
    honours,
    offices,
    organs,
    oversight,
    projections,
    recruitment,
    rounds,
)
MUTANTS = tuple(each for room in ROOMS for each in room.MUTANTS)
