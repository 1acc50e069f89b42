"""签署权限: who signs what about awards."""

from __future__ import annotations

from domain.mandate.needs import SUPERVISED, TOWN_ABOVE, Rule

SIGNERS: dict[str, Rule] = {
    # 评先表模 is one of the matters that are supervised [S004-03]
    "award.teaching-award-granted.v1": Rule((*TOWN_ABOVE.needs, SUPERVISED)),
}
