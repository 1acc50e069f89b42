"""The book of rules is that of the code, and every rule has its test and its basis."""

from __future__ import annotations

from tests.rules_book.page import PAGE, page, without_test
from tests.rules_book.rules import domain_refusals, rules


def test_the_book_of_rules_is_written_from_the_code_as_it_stands() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(), "run python -m tests.rules_book"


def test_every_rule_is_shown_by_a_test() -> None:
    assert without_test() == []


def test_every_rule_says_what_it_is_and_on_what_it_rests() -> None:
    assert [rule.place for rule in rules() if not rule.sentence or not rule.basis] == []


def test_every_refusal_of_the_domain_belongs_to_a_rule() -> None:
    refusals = {each for rule in rules() for each in rule.refusals}
    assert [each.code for each in domain_refusals() if each not in refusals] == []
