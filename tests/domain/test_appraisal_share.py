"""How many may be 优秀 (T15): a fifth, more with approval, fewer after a bad year."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import commands as c
from domain.appraisal import errors
from domain.appraisal import events as e
from domain.appraisal.commands import SetExcellentShare
from domain.appraisal.grades import ShareGround, ShareKind
from domain.appraisal.quota_rules import most_excellent
from domain.planning.appraisal_sections import appraisal_rules_of
from domain.planning.errors import PackRefusedError
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import EXCELLENT, FEW, KEY, STAFF
from tests.domain.planning_given import noon, pack
from tests.support.desk import Desk


@pytest.fixture
def few() -> Desk:
    return g.opened(staff=FEW)


def share(ground: ShareGround) -> SetExcellentShare:
    return SetExcellentShare(appraisal=KEY, ground=ground, document="人社函〔2025〕7号")


class TestT15:
    """47 staff: 9 at 20 %, 11 at 25 % with approval, 7 at 15 %."""

    def test_t15_of_47_staff_the_tenth_excellent_is_refused(self) -> None:
        desk = g.opened()
        desk.do(*(g.propose(each, EXCELLENT) for each in STAFF[:9]))
        desk.refuses(
            g.propose("t10", EXCELLENT),
            errors.QuotaExceededError,
            excellent=10,
            most=9,
            staff=47,
            share="1/5",
        )
        desk.do(g.propose("t10"))
        # who is proposed anew does not count twice
        desk.do(g.propose("t09"), g.propose("t09", EXCELLENT))

    def test_t15_with_approval_of_a_quarter_there_are_eleven(self) -> None:
        desk = g.opened()
        desk.do(share(ShareGround.COLLECTIVE_MERIT))
        desk.do(*(g.propose(each, EXCELLENT) for each in STAFF[:11]))
        over = g.propose("t12", EXCELLENT)
        desk.refuses(over, errors.QuotaExceededError, excellent=12, most=11, share="1/4")

    def test_t15_a_unit_with_many_problems_has_seven(self) -> None:
        desk = g.opened()
        desk.do(share(ShareGround.MANY_PROBLEMS))
        desk.do(*(g.propose(each, EXCELLENT) for each in STAFF[:7]))
        over = g.propose("t08", EXCELLENT)
        desk.refuses(over, errors.QuotaExceededError, excellent=8, most=7, share="3/20")

    def test_the_leading_team_does_not_decide_on_more_than_the_share_either(self) -> None:
        desk = g.proposed(g.opened(), dict.fromkeys(STAFF[:9], EXCELLENT))
        desk.do(share(ShareGround.UNIT_UNQUALIFIED))
        desk.refuses(g.decide(*STAFF), errors.QuotaExceededError, excellent=9, most=7)
        desk.do(g.propose("t08"), g.propose("t09"))
        (event,) = desk.do(g.decide(*STAFF))
        assert isinstance(event, e.GradesDecided)
        assert (event.staff, event.excellent, event.most) == (47, 7, 7)
        assert event.considered == STAFF

    def test_the_share_is_raised_before_the_decision_and_lowered_at_any_time(
        self, few: Desk
    ) -> None:
        few.do(share(ShareGround.UNIT_EXCELLENT))
        few.refuses(share(ShareGround.COLLECTIVE_MERIT), errors.ShareLateError, share="approved")
        few.do(g.propose("t01"), g.decide("t01"), share(ShareGround.MANY_PROBLEMS))
        raised = share(ShareGround.MAJOR_CONTRIBUTION)
        few.refuses(raised, errors.ShareLateError, decided=1, before="weak_unit")

    def test_t15_nobody_is_told_to_be_excellent_beyond_a_share_that_was_lowered_since(self) -> None:
        nine = dict.fromkeys(STAFF[:9], EXCELLENT)
        public, over = (g.decided(g.opened(), nine) for _ in range(2))
        public.do(c.PublishExcellent(appraisal=KEY, working_days=5))
        public.do(share(ShareGround.UNIT_UNQUALIFIED))
        public.at = noon(date(2026, 1, 12))
        ended = c.EndExcellentPublicity(appraisal=KEY)
        public.refuses(ended, errors.QuotaExceededError, excellent=9, most=7)
        over.do(c.PublishExcellent(appraisal=KEY, working_days=5))
        over.at = noon(date(2026, 1, 12))
        over.do(ended, g.notify("t10"), share(ShareGround.UNIT_UNQUALIFIED), g.notify("t11"))
        over.refuses(g.notify("t01"), errors.QuotaExceededError, excellent=9, most=7)
        over.do(g.correct("t08", g.Q), g.correct("t09", g.Q), g.notify("t01"))

    def test_a_small_unit_has_what_the_district_pools_for_it_unless_it_did_badly(self) -> None:
        small = [
            {"up_to": 5, "excellent": 1, "basis": "甬人社〔2023〕1号"},
            {"up_to": 12, "excellent": 2, "basis": "甬人社〔2023〕1号"},
        ]
        of = pack(annual_appraisal={"small_units": small})
        for size, most in ((4, 1), (6, 2), (12, 2), (13, 2), (15, 3)):
            desk = g.opened(of, STAFF[:size])
            assert most_excellent(g.appraisal_of(desk), appraisal_rules_of(of)) == most
        four = g.opened(of, STAFF[:4])
        four.do(share(ShareGround.MANY_PROBLEMS))
        four.refuses(g.propose("t01", EXCELLENT), errors.QuotaExceededError, most=0)
        assert g.appraisal_of(four).share is ShareKind.WEAK_UNIT

    def test_without_pooling_a_unit_of_four_has_none(self) -> None:
        desk = g.opened(staff=STAFF[:4])
        desk.refuses(g.propose("t01", EXCELLENT), errors.QuotaExceededError, most=0, staff=4)

    @pytest.mark.parametrize(
        "section",
        [
            {"excellent_share": "3/10"},
            {"excellent_share_approved": "3/10"},
            {"excellent_share_weak": "1/5"},
            {"rounding": "ceil"},
            {"publicity_working_days": 4},
            {"leaders_quorum": "0/1"},
            {
                "small_units": [
                    {"up_to": 12, "excellent": 2, "basis": "文件"},
                    {"up_to": 6, "excellent": 1, "basis": "文件"},
                ]
            },
        ],
        ids=str,
    )
    def test_a_pack_may_be_stricter_than_the_law_and_never_laxer(
        self, section: dict[str, object]
    ) -> None:
        with pytest.raises(PackRefusedError):
            pack(annual_appraisal=section)
        assert pack(annual_appraisal={"excellent_share": "1/10"}).annual_appraisal is not None

    def test_a_pack_that_says_nothing_keeps_the_digest_that_it_had(self) -> None:
        assert b"annual_appraisal" not in pack().model_dump_json().encode()
