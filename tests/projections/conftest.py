"""Views over a database of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from projections.views import Views


@pytest.fixture
def views() -> Iterator[Views]:
    """Views over an empty database in memory."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    yield Views(engine)
    engine.dispose()
