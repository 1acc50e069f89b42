"""签署权限: who signs what about awards."""

from __future__ import annotations

from domain.mandate.needs import TOWN_ABOVE, Rule

SIGNERS: dict[str, Rule] = {
    "award.teaching-award-granted.v1": TOWN_ABOVE,
}
