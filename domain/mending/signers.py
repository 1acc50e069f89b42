"""签署权限: who signs what after a low grade."""

from __future__ import annotations

from domain.mandate.needs import HEAD_ABOVE, SUPERVISED, Rule

SIGNERS: dict[str, Rule] = {
    "mending.interview-held.v1": HEAD_ABOVE,
    "mending.mending-planned.v1": HEAD_ABOVE,
    "mending.mending-completed.v1": HEAD_ABOVE,
    "mending.mending-dropped.v1": HEAD_ABOVE,
    "mending.mending-missed.v1": Rule((*HEAD_ABOVE.needs, SUPERVISED)),
}
