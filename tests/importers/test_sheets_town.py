"""Posts, letters, facts and marks of a town, as its schools write them into sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.importers.town import BIDS, MARKS, POSTS, read_bids, read_posts, read_scores
from domain.school.posts import Post, PostKind
from tests.importers.sheets_given import Cells, errors_of, places, sheet

POST: Cells = {
    "学校": "s01",
    "岗位序号": "教学-01",
    "类别": "教学岗",
    "岗位名称": "数学教师",
    "学科": "数学",
    "班级": "三年级1班",
    "周课时": 12.5,
    "人数": 2,
    "职责": "任教数学",
    "聘期": "",
}
BID: Cells = {
    "工号": "t0001",
    "学校": "s01",
    "教学岗": "教学-01",
    "辅助岗": "",
    "职务": "",
    "承诺": "是",
    "缺少材料": "",
}
SCORE: Cells = {
    **dict.fromkeys(MARKS, 1),
    "工号": "t0001",
    "学历": "bachelor",
    "担任职务": "",
    "业绩": "county、county、city",
}


class TestTown:
    """岗位, 意向书, 评分."""

    def posts(self, folder: Path, *rows: Cells) -> dict[str, list[Post]]:
        return read_posts(sheet(folder / "岗位.xlsx", POSTS, *rows))

    def test_a_post_is_read_with_its_task(self, tmp_path: Path) -> None:
        (post,) = self.posts(tmp_path, POST)["s01"]
        told = (post.number, post.kind, post.periods_milli, post.headcount, post.term_years)
        assert told == ("教学-01", PostKind.TEACHING, 12_500, 2, 1)

    @pytest.mark.parametrize("kind", ["辅助岗", "职务"])
    def test_a_post_without_lessons_need_not_say_its_weekly_periods(
        self, tmp_path: Path, kind: str
    ) -> None:
        (post,) = self.posts(tmp_path, {**POST, "类别": kind, "周课时": ""})["s01"]
        assert post.periods_milli == 0

    def test_a_teaching_post_must_say_its_weekly_periods(self, tmp_path: Path) -> None:
        errors = errors_of(lambda: self.posts(tmp_path, {**POST, "周课时": ""}))
        assert places(errors) == [(2, "周课时")]

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("类别", "管理岗"),
            ("岗位序号", ""),
            ("岗位序号", 7),
            ("岗位名称", ""),
            ("职责", ""),
            ("周课时", "十二"),
            ("周课时", -1),
            ("周课时", 1e300),
            ("人数", 1.5),
            ("人数", "两人"),
            ("学校", ""),
        ],
    )
    def test_a_bad_post_is_told_in_the_words_of_the_sheet(
        self, tmp_path: Path, column: str, value: object
    ) -> None:
        errors = errors_of(lambda: self.posts(tmp_path, {**POST, column: value}))
        assert set(places(errors)) == {(2, column)}

    def test_what_the_trade_does_not_bear_is_told_without_the_value(self, tmp_path: Path) -> None:
        long = "教学-" + "1" * 40
        errors = errors_of(lambda: self.posts(tmp_path, {**POST, "岗位序号": long}))
        assert places(errors) == [(2, "number")]
        assert long not in str(errors[0])

    def test_a_letter_for_a_post_that_is_not_listed_is_refused(self, tmp_path: Path) -> None:
        posts = self.posts(tmp_path, POST)
        file = sheet(
            tmp_path / "意向.xlsx", BIDS, BID, {**BID, "教学岗": "教学-09"}, {**BID, "学校": ""}
        )
        errors = errors_of(lambda: read_bids(file, posts))
        assert {place[0] for place in places(errors)} == {3, 4}
        assert "教学-09" in errors[0].problem

    def test_facts_and_ballots_are_read_as_counts(self, tmp_path: Path) -> None:
        (score,) = read_scores(sheet(tmp_path / "评分.xlsx", MARKS, SCORE))
        assert score.facts["achievements"].model_dump()["counts"] == {"city": 1, "county": 2}
        assert "office" not in score.facts
        assert score.facts["age"].model_dump()["amount_milli"] == 1000
        assert (score.ballots.bidder, score.ballots.excellent) == ("t0001", 1)

    @pytest.mark.parametrize("column", [name for name in MARKS if name not in {"担任职务", "业绩"}])
    def test_a_bad_mark_is_refused(self, tmp_path: Path, column: str) -> None:
        bad = {**SCORE, column: -1}
        file = sheet(tmp_path / "评分.xlsx", MARKS, bad)
        assert set(places(errors_of(lambda: read_scores(file)))) == {(2, column)}
