"""Categories of protection that a plan adds, and what a pack may say of protection at all."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import DomainError
from domain.planning.errors import PackRefusedError
from domain.planning.pack import RulePack
from domain.protection import commands as c
from domain.protection import errors
from domain.protection import events as e
from domain.protection.kinds import Effect, EvidenceKind
from tests.domain import service_given as s
from tests.domain.planning_given import PACK, PLAN, SHA, august, frozen, pack
from tests.domain.protection_given import CATEGORIES, KIND_PACK
from tests.domain.service_given import WHO
from tests.support.scenario import Scenario


class TestCategories:
    def claim(self, **changes: object) -> c.RecordCategory:
        command = c.RecordCategory(
            teacher=WHO,
            protection="p1",
            plan=PLAN,
            category="remote-service",
            from_on=august(1),
            evidence_kind=EvidenceKind.SECONDMENT_ORDER,
            evidence="支教派遣文件",
        )
        return command.model_copy(update=changes)

    def past(self, of: RulePack = KIND_PACK) -> Scenario:
        return s.registered().given(f"plan:{PLAN}", *frozen(of))

    def test_a_category_of_the_plan_has_the_effects_and_the_length_that_the_plan_says(
        self,
    ) -> None:
        (recorded,) = self.past().when(self.claim()).decision()
        assert recorded.event == e.ProtectionRecorded(
            protection="p1",
            effects=(Effect.DIRECT_APPOINTMENT,),
            from_on=august(1),
            until_on=date(2027, 8, 1),
            pack_sha256=KIND_PACK.sha256(),
        )
        assert {each.path for each in recorded.personal} == {
            "protection.p1.category",
            "protection.p1.evidence_kind",
            "protection.p1.evidence",
        }
        assert "remote" not in recorded.event.model_dump_json()

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"category": "nobody"}, errors.CategoryUnknownError),
            ({"evidence_kind": EvidenceKind.PERSONNEL_FILE}, errors.EvidenceKindError),
            ({"evidence": " "}, errors.FactMissingError),
            ({"until_on": date(2027, 8, 2)}, errors.ProtectionDatesError),
            ({"until_on": august(1)}, errors.ProtectionDatesError),
            (
                {"category": "martyr-family", "evidence_kind": EvidenceKind.FAMILY_CERTIFICATE},
                errors.FactMissingError,
            ),
        ],
    )
    def test_a_category_is_claimed_as_the_plan_lists_it(
        self, changes: dict[str, object], error: type[DomainError]
    ) -> None:
        self.past().when(self.claim(**changes)).then_refused(error)

    def test_a_plan_without_categories_has_none(self) -> None:
        self.past(PACK).when(self.claim()).then_refused(errors.CategoryUnknownError)


class TestThePack:
    def test_a_pack_without_these_sections_keeps_the_digest_that_it_had(self) -> None:
        told = PACK.model_dump(mode="json").keys()
        assert not told & {"protection", "disqualification", "exit"}
        again = RulePack.model_validate_json(PACK.model_dump_json())
        assert again.sha256() == SHA
        assert KIND_PACK.sha256() != SHA
        assert RulePack.model_validate_json(KIND_PACK.model_dump_json()) == KIND_PACK

    @pytest.mark.parametrize(
        "section",
        [
            {"maternity_leave_days": 97},
            {"nursing_months": 11},
            {"near_retirement": {"service_years": 16, "years_left": 5}},
            {"near_retirement": {"service_years": 15, "years_left": 4}},
            {"to_retirement": {"service_years": 11, "years_left": 10}},
            {"categories": [{**CATEGORIES[0], "effects": ["bars_termination"]}]},
            {"categories": [{**CATEGORIES[0], "effects": []}]},
            {"categories": [CATEGORIES[0], CATEGORIES[0]]},
        ],
    )
    def test_a_plan_may_be_kinder_than_the_law_and_never_harder(
        self, section: dict[str, object]
    ) -> None:
        with pytest.raises(PackRefusedError) as caught:
            pack(protection=section)
        assert str(caught.value.facts["where"]).startswith("protection")

    @pytest.mark.parametrize(
        "section",
        [
            {"absence_consecutive_days": 14},
            {"absence_year_days": 29},
            {"termination_notice_days": 29},
            {"resignation_notice_days": 31},
        ],
    )
    def test_a_plan_may_not_make_dismissal_easier_or_leaving_harder(
        self, section: dict[str, object]
    ) -> None:
        with pytest.raises(PackRefusedError):
            pack(exit=section)

    @pytest.mark.parametrize(
        "section",
        [
            {"reasons": []},
            {"reasons": ["ethics_veto", "ethics_veto"]},
            {"reasons": ["leave_over_limit"]},
            {
                "reasons": ["ethics_veto"],
                "leave_limit": {
                    "look_back_years": 3,
                    "personal_days": 30,
                    "sick_and_personal_days": 90,
                },
            },
        ],
    )
    def test_a_list_of_reasons_is_whole(self, section: dict[str, object]) -> None:
        with pytest.raises(PackRefusedError):
            pack(disqualification=section)
