"""The rule pack as data: one spelling, one digest, clear refusals."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date

import pytest
import rfc8785

from domain.planning.errors import PackRefusedError
from domain.planning.pack import RulePack
from domain.planning.sections import CongressMajority, CongressRules, PostRules
from tests.domain.planning_given import PACK, document


def test_the_digest_of_a_pack_is_the_one_that_a_foreign_canonical_form_gives() -> None:
    foreign = rfc8785.dumps(PACK.model_dump(mode="json"))
    assert PACK.sha256() == hashlib.sha256(foreign).hexdigest()


def test_a_pack_read_back_from_its_events_has_the_same_digest() -> None:
    assert RulePack.model_validate_json(PACK.model_dump_json()) == PACK
    assert RulePack.model_validate_json(PACK.model_dump_json()).sha256() == PACK.sha256()


def test_every_figure_of_a_pack_is_part_of_its_digest() -> None:
    other = RulePack.from_document(document(notice={"mode": "provisional", "working_days": 7}))
    assert other.sha256() != PACK.sha256()


def test_a_section_left_out_has_the_constants_of_the_sheet() -> None:
    assert PACK.posts.teaching_min_periods_milli == 8000
    assert str(PACK.original_staff.share) == "2/3"
    assert str(PACK.democratic_appraisal.quorum) == "2/3"
    assert (PACK.contract.copies, PACK.contract.file_within_days) == (3, 7)
    assert PACK.committee_signers == 3
    assert PostRules().auxiliary_min == 1
    assert PACK.notice.working_days == 5


@pytest.mark.parametrize(
    ("changes", "where", "problem"),
    [
        ({"offers": {"answer_hours": 2.5}}, "offers.answer_hours", 'quoted strings: "2.5"'),
        ({"basis_docs": ["a", 1.0]}, "basis_docs.1", "quoted strings"),
        ({"title": date(2026, 8, 18)}, "title", "quoted text: a date"),
        ({"notice": {1: 5}}, "notice", "a field's name is text"),
        ({"version": 10_001}, "version", "must not be above 10000"),
        ({"surprise": 1}, "surprise", "not permitted"),
        ({"basis_docs": []}, "basis_docs", "at least one"),
        ({"stages": ["in_school", "in_school"]}, "stages", "once"),
        ({"stages": ["somewhere"]}, "stages.0", "in_school"),
        ({"stages": ["in_zone", "in_school"]}, "stages.1", "in_school comes before in_zone"),
        ({"stages": ["direct", "standby_training", "adjustment"]}, "stages.2", "B1-02"),
        ({"title": unicodedata.normalize("NFD", "é")}, "", "NFC"),
        ({"congress": {"quorum": "1/2"}}, "congress.quorum", "2/3 of its delegates"),
        ({"congress": {"quorum": "3/2"}}, "congress.quorum", "2/3 of its delegates"),
        ({"congress": {"quorum": "4/6"}}, "congress.quorum", "lowest terms"),
        ({"democratic_appraisal": {"quorum": "0/1"}}, "democratic_appraisal.quorum", "above 0"),
        ({"original_staff": {"share": "4/3"}}, "original_staff.share", "up to 1"),
        ({"notice": {"working_days": 0}}, "notice.working_days", "must not be under 1"),
        ({"notice": {"restart_on_change": False}}, "notice.restart_on_change", "True"),
        ({"contract": {"min_years": 1}}, "contract", "shorter_term_basis"),
        ({"contract": {"min_years": 6}}, "contract", "max_years"),
        ({"tie_chain": {"keys": [{"key": "height"}]}}, "", "no item of the table: height"),
        ({"unplaced": {"remedies": []}}, "unplaced.remedies", "remedy"),
    ],
)
def test_what_no_pack_may_say_is_refused_by_field(
    changes: dict[str, object], where: str, problem: str
) -> None:
    with pytest.raises(PackRefusedError) as caught:
        RulePack.from_document(document(**changes))
    assert caught.value.facts["where"] == where
    assert problem in str(caught.value.facts["problem"])


def test_a_document_that_contains_itself_is_no_pack() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(PackRefusedError, match="nested deeper"):
        RulePack.from_document(document(basis_docs=endless))


@pytest.mark.parametrize(("delegates", "present"), [(47, 32), (48, 32), (300, 200)])
def test_two_thirds_of_the_delegates_must_be_present(delegates: int, present: int) -> None:
    assert CongressRules().required_present(delegates) == present


@pytest.mark.parametrize(
    ("delegates", "majority", "required"),
    [
        (47, CongressMajority.MORE_THAN_HALF, 24),
        (48, CongressMajority.MORE_THAN_HALF, 25),
        (47, CongressMajority.HALF_OR_MORE, 24),
        (48, CongressMajority.HALF_OR_MORE, 24),
    ],
)
def test_the_majority_is_of_all_delegates(
    delegates: int, majority: CongressMajority, required: int
) -> None:
    assert CongressRules(majority=majority).required_in_favour(delegates) == required


def test_a_part_time_researcher_is_teaching_staff_at_two_thirds_of_a_load() -> None:
    exemption = {
        "title": "兼职教研员",
        "teaching_min_periods_milli": 5333,
        "basis": "教人〔2026〕1号",
    }
    rules = PostRules.model_validate_json(PostRules().model_dump_json())
    assert rules.min_periods_of("语文教师") == 8000
    exempt = RulePack.from_document(document(posts={"load_exemptions": [exemption]})).posts
    assert exempt.min_periods_of("兼职教研员") == 5333
    assert exempt.min_periods_of("语文教师") == 8000


def test_figures_at_their_bounds_are_lawful() -> None:
    free = {"title": "驻村支教", "teaching_min_periods_milli": 0, "basis": "教人〔2026〕1号"}
    bounds = RulePack.from_document(
        document(
            democratic_appraisal={"quorum": "1/1"},
            contract={"min_years": 3, "max_years": 3},
            posts={"load_exemptions": [free]},
        )
    )
    assert bounds.democratic_appraisal.quorum.ceil_of(150) == 150
    assert bounds.contract.min_years == bounds.contract.max_years
    assert bounds.posts.min_periods_of("驻村支教") == 0


def test_an_exemption_must_lower_the_threshold() -> None:
    raised = {"title": "语文教师", "teaching_min_periods_milli": 8000, "basis": "无"}
    with pytest.raises(PackRefusedError, match="lower the threshold"):
        RulePack.from_document(document(posts={"load_exemptions": [raised]}))
