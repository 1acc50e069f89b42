"""A notice says how people came by their posts, and what has become of it since."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.documents.notice import notice_page
from domain.notice.events import Contact, NoticeEntry
from domain.notice.state import Notice, Standing
from domain.recruitment.events import Stage
from domain.school.posts import StaffClass

CONTACT = Contact(
    unit="某镇教办",
    address="学府路1号",
    telephone="0530-6200000",
    email="a@b.example",
    receiver="o1",
)
ENTRY = NoticeEntry(
    person="t1",
    from_school="s1",
    school="s2",
    posts=("教学-01",),
    office="职务-01",
    staff_class=StaffClass.TEACHING,
)
NOTICE = Notice(
    issuer="b1",
    round="r1",
    entries=(ENTRY,),
    list_sha256="0" * 64,
    contact=CONTACT,
    on=date(2026, 8, 7),
    working_days=5,
    last_day=date(2026, 8, 14),
)


def text(
    notice: Notice = NOTICE,
    *,
    stage: Stage = Stage.IN_ZONE,
    changed: bool = False,
    named: bool = True,
) -> tuple[str, str]:
    page = notice_page(
        notice,
        title="关于拟聘人员名单的公示",
        basis="《方案》",
        stage=stage,
        changed=changed,
        contact=CONTACT,
        names={"t1": "张某", **({"o1": "李某"} if named else {})},
        bodies={"s1": "一小", "s2": "二小"},
        checkpoint="c",
    )
    return page.to_text(), page.to_html()


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (Stage.DIRECT, ("经审核符合直聘条件", "直聘")),
        (Stage.IN_ZONE, ("经竞聘并经聘任委员会研究", "校际流动")),
        (Stage.ADJUSTMENT, ("经组织调剂并征得本人同意", "组织调剂")),
        (Stage.STANDBY_TRAINING, ("经待岗培训考核合格", "培训合格分配")),
    ],
)
def test_a_list_says_how_its_people_came_by_their_posts(
    stage: Stage, told: tuple[str, str]
) -> None:
    for page in text(stage=stage):
        assert all(each in page for each in told)


def test_an_office_stands_with_the_posts() -> None:
    assert all("教学-01、职务-01" in page for page in text())


@pytest.mark.parametrize(
    ("changes", "changed", "told"),
    [
        ({}, True, "名单已有变动，将重新公示"),
        ({"standing": Standing.ENDED}, False, "公示期已满"),
        (
            {"standing": Standing.WITHDRAWN, "withdrawn_on": date(2026, 8, 10)},
            True,
            "本公示已于2026年8月10日撤回",
        ),
    ],
)
def test_what_became_of_a_notice_stands_on_it(
    changes: dict[str, object], told: str, *, changed: bool
) -> None:
    for page in text(NOTICE.model_copy(update=changes), changed=changed):
        assert told in page
    assert all(told not in page for page in text())


def test_whoever_takes_objections_is_named_or_left_out_and_never_an_id() -> None:
    assert all("联系人：李某" in page for page in text())
    assert all("联系人" not in page and "o1" not in page for page in text(named=False))
