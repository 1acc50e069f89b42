"""What views show of the acts of a desk."""

from __future__ import annotations

from projections.views import Views
from tests.projections.story import Fact, in_acts
from tests.support.desk import Desk


def shown(views: Views, desk: Desk, *more: Fact) -> Views:
    """Let the views read what happened at the desk, an event an act."""
    views.catch_up(in_acts([*desk.history, *more], [1]))
    return views
