"""Public conformance data, read from beside the project and skipped where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

VECTORS = Path(__file__).parents[3] / "shared" / "vectors"
needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the folder ../shared/vectors is absent"
)
