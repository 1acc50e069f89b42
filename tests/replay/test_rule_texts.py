"""Rules are told by the names that people in the trade have for them."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date

import domain
from audit.replay import rule_texts
from domain.values.calendar import add_working_days


def _all_rules() -> list[rule_texts.RuleText]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    rule_texts._rules.cache_clear()  # noqa: SLF001 - as found with every module loaded
    return list(rule_texts._rules().values())  # noqa: SLF001 - as above


def test_every_rule_that_can_judge_has_a_chinese_name_and_no_more_than_a_name() -> None:
    found = _all_rules()
    assert len(found) > 400
    assert [each.where for each in found if each.name[:1].isascii()] == []
    assert [each.name for each in found if len(each.name) > 40] == []


def test_a_name_that_has_the_word_for_basis_in_it_is_a_name_all_the_same() -> None:
    named = {each.where: each for each in _all_rules()}
    rule = named["domain.planning.pack_lint.lint_ties"]
    assert rule.name == "同分依据可用"
    assert rule.basis == "B5-04 to B5-10"


def test_a_basis_is_a_place_in_a_document_and_is_told_whole() -> None:
    named = {each.where: each for each in _all_rules()}
    assert named["domain.planning.rules.must_not_be_frozen"].basis == "E.2 第6步"
    assert named["domain.appraisal.years.last_year_before"].basis == ""
    assert [each.where for each in named.values() if each.basis == each.name] == []
    assert [each.where for each in named.values() if each.basis.endswith((" no", "第"))] == []


def test_what_went_into_a_rule_is_told_as_it_went_in() -> None:
    """A rule that counts on in its argument has changed it when it comes to its result."""
    last, judgement = rule_texts.judged(lambda: add_working_days(date(2026, 8, 24), 6))
    assert last == date(2026, 9, 1)
    (worked,) = (each for each in judgement.worked if each.rule == "工作日计算")
    assert worked.inputs == (("day", "2026-08-24"), ("count", "6"))
    assert worked.result == "2026-09-01"
