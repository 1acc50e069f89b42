"""Every refusal, topic and event has its words, its code and its basis."""

from __future__ import annotations

import pytest

from api.messages.refusals import refusal_en, refusal_zh
from domain.catalog import EVENT_TYPES
from domain.kernel import DomainError
from domain.signers import DUTIES, SIGNERS


def every_refusal() -> list[type[DomainError]]:
    found, waiting = [], [DomainError]
    while waiting:
        for each in waiting.pop().__subclasses__():
            if each.__module__.startswith("domain."):
                found.append(each)
            waiting.append(each)
    return found


@pytest.mark.parametrize("error", every_refusal(), ids=lambda error: error.code)
def test_every_refusal_has_its_sentence_its_code_and_its_basis(error: type[DomainError]) -> None:
    assert error.basis
    assert error.__doc__ is not None
    assert error.__doc__.startswith("Raised when ")
    assert error.code in refusal_en(error())
    assert "不予办理" in refusal_zh(error())


def test_codes_of_refusals_are_used_once() -> None:
    codes = [error.code for error in every_refusal()]
    assert len(codes) == len(set(codes))


def test_for_every_topic_the_table_says_who_signs() -> None:
    assert SIGNERS.keys() == EVENT_TYPES.keys()
    assert DUTIES.keys() <= EVENT_TYPES.keys()


@pytest.mark.parametrize("event", EVENT_TYPES.values(), ids=lambda event: event.TOPIC)
def test_every_event_begins_with_its_chinese_term(event: type) -> None:
    assert event.__doc__ is not None
    assert "\u4e00" <= event.__doc__[0] <= "\u9fff"
