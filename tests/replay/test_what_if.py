"""What would have been: a recused judge, a late letter, another tie rule, another pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.ledger_source import LedgerSource
from adapters.importers.packs import PackFileError
from api.evidence import Asked, supposed
from api.export import export_bundle
from audit.replay.source import EventUnknownError
from audit.what_if.run import WhatIf
from audit.what_if.supposing import SuppositionError
from audit.what_if.telling import as_json, as_text, status_of
from domain.planning.pack import RulePack
from tests.domain.planning_given import document
from tests.replay.replayed import name_of, source_of
from tests.replay.town import STREAM, Round


@pytest.fixture(scope="module")
def accepted(source: LedgerSource) -> str:
    """The acceptance by which a1 got the maths post."""
    return name_of(source, "recruitment.offer-accepted", teacher="a1")


def ranks(found: WhatIf) -> dict[str, tuple[int | None, int | None]]:
    return {each.person: (each.rank_was, each.rank_would) for each in found.standings}


def fates(found: WhatIf) -> dict[str, str]:
    return {
        f"{each.lead.term} {each.lead.data.get('teacher', '')}": status_of(each)
        for each in found.effects
    }


def test_without_a_recused_judge_s_marks_another_teacher_comes_first(
    source: LedgerSource, accepted: str
) -> None:
    found = supposed(source, accepted, Asked(without=["judge:j1"]))
    assert ranks(found) == {"a1": (1, 2), "a2": (2, 1)}
    assert {(each.person, each.was, each.would) for each in found.seats} == {
        ("a1", "school-1 教学-01", "")
    }
    (vacancy,) = found.vacancies
    assert (vacancy.post, vacancy.turn) == ("教学-01", ("a2", "a1"))


def test_what_rests_on_the_ranking_falls_with_it_and_the_rest_stands(
    source: LedgerSource, accepted: str
) -> None:
    found = supposed(source, accepted, Asked(without=["judge:j1"]))
    told = fates(found)
    assert told["学校选聘 a1"] == told["教师应聘 a1"] == "不成立"
    assert told["计算排名 "] == "内容改变"
    assert told["选聘结束 "] == "须重作"
    assert "教师应聘 a3" not in told
    assert "签订聘约 a3" not in told
    assert found.own is not None


def test_without_a_late_letter_the_other_bidder_is_first(
    source: LedgerSource, accepted: str
) -> None:
    found = supposed(source, accepted, Asked(without=["bidder:a1"]))
    assert ranks(found)["a2"] == (2, 1)
    assert ranks(found)["a1"] == (1, None)
    assert found.vacancies[0].turn == ("a2",)


def test_a_single_mark_may_be_supposed_otherwise(source: LedgerSource, accepted: str) -> None:
    mark = name_of(source, "recruitment.judge-marked", judge="j2", bidder="a2")
    found = supposed(source, accepted, Asked(replace=[f"{mark}:mark_milli=80000"]))
    assert [(each.person, each.total_was, each.total_would) for each in found.standings] == [
        ("a2", 72_000, 75_000)
    ]
    assert found.own is None
    assert found.seats == ()


def test_another_tie_rule_may_be_tried(fresh: Round) -> None:
    """Equal totals: a1 has served longer, a2 was marked better."""
    fresh.marks = {"j1": {"a1": 70_000, "a2": 71_000, "a3": 60_000}}
    fresh.whole()
    source = source_of(fresh)
    accepted = name_of(source, "recruitment.offer-accepted", teacher="a1")
    found = supposed(source, accepted, Asked(tie_chain="interview"))
    assert ranks(found) == {"a1": (1, 2), "a2": (2, 1)}
    assert "同分依次比较 interview" in found.told
    same = supposed(source, accepted, Asked(tie_chain="service"))
    assert same.effects == ()
    assert "依时间先后" not in as_text(same)


def test_another_version_of_the_pack_may_be_tried(
    source: LedgerSource, accepted: str, tmp_path: Path
) -> None:
    scoring = {
        "title": "量化评分表",
        "nodes": [
            {"kind": "marks", "id": "interview", "title": "面试", "max": "80"},
            {
                "kind": "rate",
                "id": "service",
                "title": "教龄",
                "unit": "年",
                "per_unit": "0",
                "max": "20",
            },
        ],
        "total_max": "100",
    }
    other = RulePack.from_document(document(version=2, scoring=scoring))
    (tmp_path / "pack.yaml").write_text(other.model_dump_json())
    found = supposed(source, accepted, Asked(pack=tmp_path / "pack.yaml"))
    totals = {each.person: each.total_would for each in found.standings}
    assert totals == {"a1": 70_000, "a2": 67_000, "a3": 60_000}
    assert found.own is None


def test_a_bundle_alone_answers_the_same(
    played: Round, source: LedgerSource, accepted: str, tmp_path: Path
) -> None:
    export_bundle(played.office.ledger, tmp_path / "bundle")
    alone = BundleSource(tmp_path / "bundle")
    asked = Asked(without=["judge:j1"])
    assert as_json(supposed(alone, accepted, asked)) == as_json(supposed(source, accepted, asked))


def test_nothing_is_written(played: Round, source: LedgerSource, accepted: str) -> None:
    before = played.office.ledger.checkpoint()
    supposed(source, accepted, Asked(without=["judge:j1", "judge:j2"]))
    assert played.office.ledger.checkpoint() == before


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Asked(), SuppositionError),
        (Asked(without=["judge:nobody"]), EventUnknownError),
        (Asked(without=[f"{STREAM}#999"]), EventUnknownError),
        (Asked(replace=["nonsense"]), SuppositionError),
        (Asked(replace=[f"{STREAM}#2:no_such_fact=1"]), SuppositionError),
        (Asked(replace=[f'{STREAM}#2:pledged="perhaps"']), SuppositionError),
        (Asked(tie_chain="no_such_item"), SuppositionError),
        (Asked(pack=Path("no-such-file.yaml")), PackFileError),
    ],
)
def test_what_makes_no_sense_is_refused(
    source: LedgerSource, accepted: str, asked: Asked, error: type[Exception]
) -> None:
    with pytest.raises(error):
        supposed(source, accepted, asked)


def test_the_view_tells_ranks_seats_and_what_falls(source: LedgerSource, accepted: str) -> None:
    found = supposed(source, accepted, Asked(without=["judge:j1"]))
    told = as_text(found, names={"a1": "王丽"})
    assert "王丽（a1）：第1名 → 第2名，76.00分 → 71.00分" in told
    assert "教学-01 空出，按名次递补：a2、王丽（a1）" in told
    assert "本决定：不成立" in told
