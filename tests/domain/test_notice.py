"""Public notices: the list, its clock, its end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import MissingError
from domain.notice import commands as c
from domain.notice import errors
from domain.notice import events as e
from domain.notice.state import Notice, Standing, evolve
from domain.recruitment.errors import RoundSuspendedError
from domain.recruitment.events import RoundSuspended
from domain.values.calendar import is_working_day, last_day_of_notice
from domain.values.privacy import PersonalDataError
from domain.values.time import end_of, start_of
from tests.domain import round_given as g
from tests.domain.notice_steps import (
    CHANGED_SHA,
    CONTACT,
    END,
    ENDED,
    FILED,
    FRIDAY,
    LAST_DAY,
    PUBLISH,
    REJECTED,
    RESTARTED,
    SHA,
    STREAM,
    THURSDAY,
    UP,
    UPHELD,
    changed_list,
    done,
    notice,
    publish,
)
from tests.domain.planning_given import noon
from tests.support.scenario import Scenario


class TestPublication:
    def test_a_decided_list_is_put_up_for_five_working_days(self) -> None:
        g.decided().when(PUBLISH, at=noon(FRIDAY)).then(done(UP))

    def test_the_day_of_putting_up_is_the_beijing_day(self) -> None:
        last_minute = end_of(FRIDAY) - timedelta(minutes=1)
        g.decided().when(PUBLISH, at=last_minute).then(done(UP))

    def test_nothing_is_put_up_or_ended_while_the_round_is_stopped(self) -> None:
        stopped = RoundSuspended(
            suspended_at=noon(FRIDAY), reason="岗位表有误", document="教办〔2026〕8号"
        )
        withdrawn = e.NoticeWithdrawn(reason="误登证件号码", on=FRIDAY)
        reissue = c.ReissueNotice(notice=g.ROUND, incident="已更正", contact=CONTACT)
        restart = c.RestartNotice(notice=g.ROUND, entries=g.CHANGED, reason="更正后重新公示")
        waiting = (
            (g.decided(), PUBLISH),
            (notice(), END),
            (notice(withdrawn), reissue),
            (changed_list(), restart),
        )
        for past, command in waiting:
            halted = past.given(g.STREAM, stopped)
            halted.when(command, at=noon(FRIDAY)).then_refused(RoundSuspendedError)

    def test_a_longer_notice_than_the_pack_wants_is_fine(self) -> None:
        longer = UP.model_copy(update={"working_days": 7, "last_day": date(2026, 9, 8)})
        g.decided().when(publish(working_days=7), at=noon(FRIDAY)).then(done(longer))

    def test_a_notice_shorter_than_the_pack_wants_is_refused(self) -> None:
        g.decided().when(publish(working_days=4)).then_refused(
            errors.PeriodTooShortError, working_days=4, minimum=5
        )

    @pytest.mark.parametrize("entries", [(), g.LIST[:1], g.LIST[::-1], g.CHANGED])
    def test_a_list_other_than_the_one_decided_is_refused(
        self, entries: tuple[e.NoticeEntry, ...]
    ) -> None:
        g.decided().when(publish(entries=entries)).then_refused(
            errors.OtherListError, shown=len(entries), decided=2, decided_sha256=SHA
        )

    def test_no_list_is_put_up_while_selection_goes_on(self) -> None:
        g.town().given(g.STREAM, g.opened(), *g.WON).when(PUBLISH).then_refused(
            errors.SelectionNotClosedError
        )

    def test_a_list_whose_ranking_no_longer_stands_is_neither_put_up_nor_final(self) -> None:
        ranking, corrected = g.ranked()
        stale = g.decided().given(g.STREAM, ranking, corrected)
        stale.when(PUBLISH).then_refused(errors.RankingStaleError, organiser=g.SCHOOL)
        stale.given(STREAM, UP).when(END, at=noon(date(2026, 9, 5))).then_refused(
            errors.RankingStaleError
        )
        shown = UP.model_copy(update={"inputs_sha256": ranking.inputs_sha256})
        stale.given(g.STREAM, ranking).when(PUBLISH, at=noon(FRIDAY)).then(done(shown))

    def test_a_notice_is_about_a_round_that_exists(self) -> None:
        Scenario().when(PUBLISH).then_refused(MissingError, kind="recruitment-round")

    def test_a_round_has_one_notice(self) -> None:
        notice().when(PUBLISH).then_refused(errors.NoticeStandsError, standing="up")

    def test_t21_a_notice_with_an_id_number_is_refused_and_the_number_not_repeated(self) -> None:
        unit = CONTACT.model_copy(update={"unit": "王某（99010119850302001X）"})
        g.decided().when(publish(contact=unit)).then_refused(
            PersonalDataError, field="contact.unit", kind="id_number"
        )

    def test_t21_a_private_phone_is_no_way_to_reach_an_office(self) -> None:
        phone = CONTACT.model_copy(update={"telephone": "19912345678"})
        g.decided().when(publish(contact=phone)).then_refused(
            PersonalDataError, field="contact.telephone", kind="mobile"
        )


class TestReissued:
    """T21: what slipped through is withdrawn, recorded, and put up again with its clock."""

    REISSUE = c.ReissueNotice(
        notice=g.ROUND, incident="个人信息事件记录〔2026〕1号", contact=CONTACT
    )

    def withdrawn(self, on: date) -> Scenario:
        return notice(e.NoticeWithdrawn(reason="误登证件号码", on=on))

    def test_the_clock_of_an_unchanged_list_goes_on(self) -> None:
        """Two whole working days had run: Monday and Tuesday. The day of withdrawal does not."""
        reissued = e.NoticeReissued(
            incident="个人信息事件记录〔2026〕1号",
            contact=CONTACT,
            shown_days=2,
            on=THURSDAY,
            last_day=date(2026, 9, 8),
        )
        again = self.withdrawn(date(2026, 9, 2))
        again.when(self.REISSUE, at=noon(THURSDAY)).then(done(reissued))
        again.given(STREAM, reissued).when(END, at=noon(date(2026, 9, 8))).then_refused(
            errors.PeriodNotOverError
        )

    def test_withdrawn_on_its_first_day_it_starts_from_nothing(self) -> None:
        (recorded,) = self.withdrawn(FRIDAY).when(self.REISSUE, at=noon(FRIDAY)).decision()
        event = recorded.event
        assert isinstance(event, e.NoticeReissued)
        assert (event.shown_days, event.last_day) == (0, LAST_DAY)

    def test_what_was_withdrawn_twice_keeps_the_days_of_both_times(self) -> None:
        first = e.NoticeReissued(
            incident="1号", contact=CONTACT, shown_days=2, on=THURSDAY, last_day=date(2026, 9, 8)
        )
        again = e.NoticeWithdrawn(reason="又误登电话", on=date(2026, 9, 7))
        past = self.withdrawn(date(2026, 9, 2)).given(STREAM, first, again)
        (recorded,) = past.when(self.REISSUE, at=noon(date(2026, 9, 7))).decision()
        event = recorded.event
        assert isinstance(event, e.NoticeReissued)
        assert (event.shown_days, event.last_day) == (3, date(2026, 9, 9))

    def test_only_what_was_withdrawn_is_put_up_again(self) -> None:
        notice().when(self.REISSUE).then_refused(errors.NoticeStandsError, standing="up")

    def test_a_changed_list_is_no_reissue(self) -> None:
        changed = changed_list().given(STREAM, e.NoticeWithdrawn(reason="误登", on=THURSDAY))
        changed.when(self.REISSUE, at=noon(THURSDAY)).then_refused(errors.OtherListError)


class TestEnd:
    def test_the_list_is_final_on_the_day_after_the_last_working_day(self) -> None:
        notice().when(END, at=start_of(date(2026, 9, 5))).then(done(ENDED))

    def test_the_last_day_counts_until_midnight(self) -> None:
        notice().when(END, at=end_of(LAST_DAY) - timedelta(seconds=1)).then_refused(
            errors.PeriodNotOverError,
            elapsed=5,
            last_day="2026-09-04",
            earliest_final_day="2026-09-05",
            today="2026-09-04",
        )

    def test_a_notice_over_national_day_2025_is_final_on_11_october_at_the_earliest(self) -> None:
        up = UP.model_copy(update={"on": date(2025, 9, 26), "last_day": date(2025, 10, 10)})
        past = g.decided().given(STREAM, up)
        past.when(END, at=noon(date(2025, 10, 9))).then_refused(
            errors.PeriodNotOverError,
            elapsed=4,
            last_day="2025-10-10",
            earliest_final_day="2025-10-11",
        )
        ended = e.NoticePeriodEnded(list_sha256=SHA, on=date(2025, 10, 11))
        past.when(END, at=noon(date(2025, 10, 11))).then(done(ended))

    def test_an_open_blocking_objection_keeps_the_list_from_becoming_final(self) -> None:
        notice(FILED).when(END, at=noon(date(2026, 9, 5))).then_refused(
            errors.ObjectionBlocksError, objections="o-1", count=1
        )

    def test_an_objection_that_does_not_block_lets_the_period_end(self) -> None:
        open_only = FILED.model_copy(update={"blocking": False})
        notice(open_only).when(END, at=noon(date(2026, 9, 5))).then(done(ENDED))

    def test_a_rejected_objection_blocks_no_longer(self) -> None:
        notice(FILED, REJECTED).when(END, at=noon(date(2026, 9, 5))).then(done(ENDED))

    def test_after_an_upheld_objection_the_same_list_never_becomes_final(self) -> None:
        notice(FILED, UPHELD).when(END, at=noon(date(2026, 9, 5))).then_refused(
            errors.ListCondemnedError, list_sha256=SHA
        )

    def test_a_changed_list_ends_its_own_period(self) -> None:
        ended = e.NoticePeriodEnded(list_sha256=CHANGED_SHA, on=date(2026, 9, 11))
        past = changed_list().given(STREAM, FILED, UPHELD, RESTARTED)
        past.when(END, at=noon(date(2026, 9, 11))).then(done(ended))

    def test_a_period_ends_once(self) -> None:
        notice(ENDED).when(END, at=noon(date(2026, 9, 6))).then_refused(
            errors.NotStandingError, standing="ended"
        )


class TestTakingDown:
    DOWN = c.TakeDownNotice(notice=g.ROUND)
    WITHDRAW = c.WithdrawNotice(notice=g.ROUND, reason="名单有误")
    WITHDRAWN = e.NoticeWithdrawn(reason="名单有误", on=THURSDAY)

    def test_a_notice_is_withdrawn_before_its_end(self) -> None:
        notice().when(self.WITHDRAW, at=noon(THURSDAY)).then(done(self.WITHDRAWN))

    def test_a_notice_that_ended_is_not_withdrawn(self) -> None:
        notice(ENDED).when(self.WITHDRAW).then_refused(errors.NotStandingError)

    def test_a_withdrawn_notice_put_up_again_counts_anew_and_keeps_its_objections(self) -> None:
        monday = date(2026, 9, 7)
        again = UP.model_copy(update={"on": monday, "last_day": date(2026, 9, 14)})
        past = notice(FILED, self.WITHDRAWN)
        past.when(PUBLISH, at=noon(monday)).then(done(again))
        past.given(STREAM, again).when(END, at=noon(date(2026, 9, 15))).then_refused(
            errors.ObjectionBlocksError, objections="o-1"
        )

    def test_a_list_condemned_before_its_withdrawal_is_not_put_up_again(self) -> None:
        notice(FILED, UPHELD, self.WITHDRAWN).when(PUBLISH).then_refused(errors.ListCondemnedError)

    def test_an_expired_notice_is_taken_down(self) -> None:
        down = e.NoticeTakenDown(on=date(2026, 9, 5))
        notice().when(self.DOWN, at=noon(date(2026, 9, 5))).then(done(down))
        notice(ENDED).when(self.DOWN, at=noon(date(2026, 9, 5))).then(done(down))

    def test_a_notice_stays_up_until_its_period_has_run_out(self) -> None:
        notice().when(self.DOWN, at=noon(LAST_DAY)).then_refused(errors.PeriodNotOverError)

    def test_a_notice_is_taken_down_once(self) -> None:
        down = e.NoticeTakenDown(on=date(2026, 9, 5))
        notice(down).when(self.DOWN).then_refused(errors.TakenDownError)

    def test_nothing_is_done_to_a_notice_that_was_not_put_up(self) -> None:
        g.decided().when(self.DOWN).then_refused(MissingError, kind="notice", key=g.ROUND)


def fold(*events: e.NoticeEvent) -> Notice:
    state: Notice | None = None
    for event in events:
        state = evolve(state, event)
    assert state is not None
    return state


def test_the_state_tells_what_blocks_and_what_ended() -> None:
    assert fold(UP, FILED).blocking == ("o-1",)
    assert fold(UP, FILED, REJECTED).blocking == ()
    assert (fold(UP).ended, fold(UP, ENDED).ended) == (False, True)
    assert (fold(UP).body, fold(UP).standing) == (g.SCHOOL, Standing.UP)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 10, 31)),  # noqa: DTZ001 - zone comes next
    st.integers(5, 10),
    st.integers(0, 40),
)
def test_a_period_never_ends_before_its_working_days_have_run(
    put_up: datetime, working_days: int, days: int
) -> None:
    on = put_up.date()
    last_day = last_day_of_notice(on, working_days)
    today = on + timedelta(days=days)
    up = UP.model_copy(update={"on": on, "working_days": working_days, "last_day": last_day})
    past = g.decided().given(STREAM, up).when(END, at=noon(today))
    passed = sum(is_working_day(on + timedelta(days=n)) for n in range(1, days + 1))
    if passed >= working_days and today > last_day:
        past.then(done(e.NoticePeriodEnded(list_sha256=SHA, on=today)))
    else:
        past.then_refused(errors.PeriodNotOverError, elapsed=passed)
