"""A replay notices incomplete states by the rules' own assertions, and says so without them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from audit.format.errors import AuditError
from audit.replay.folding import AssertionsOffError, assertions_must_be_on, folded
from domain.kernel import Recorded
from domain.planning.events import PlanFrozen
from tests.domain.planning_given import SHA, TIMETABLE

ASK = "from audit.replay.folding import assertions_must_be_on as ask; ask()"


def test_an_event_whose_foundation_was_left_out_changes_nothing() -> None:
    frozen = PlanFrozen(pack_sha256=SHA, timetable=TIMETABLE)
    assert folded("plan:p1", None, Recorded("plan:p1", frozen)) is None


def test_a_replay_is_refused_where_python_leaves_assertions_out() -> None:
    done = subprocess.run([sys.executable, "-O", "-c", ASK], capture_output=True, check=False)
    assert b"AssertionsOffError" in done.stderr
    with pytest.raises(AssertionsOffError, match="python -O") as refused:
        assertions_must_be_on(on=False)
    assert isinstance(refused.value, AuditError)


def test_with_assertions_it_goes_on() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, check=False)
    assert done.returncode == 0
