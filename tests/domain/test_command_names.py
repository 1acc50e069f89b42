"""Commands are asked for by name, so no two have one."""

from __future__ import annotations

import pytest

from domain.decisions import by_name
from domain.teacher.commands import RecordAbsence


def test_no_two_commands_have_one_name() -> None:
    with pytest.raises(ValueError, match="name used twice: RecordAbsence"):
        by_name([RecordAbsence, RecordAbsence])
