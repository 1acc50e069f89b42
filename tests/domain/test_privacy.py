"""What a text for many eyes may not hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.privacy import (
    PersonalDataError,
    PersonalDatum,
    is_card_number,
    is_id_number,
    must_hold_no_personal_data,
    personal_data_in,
)

ID_NUMBER = "99010119850302001X"
"""Of no county, with a valid check digit."""


def checked(seventeen: str) -> str:
    return next(seventeen + last for last in "0123456789X" if is_id_number(seventeen + last))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"王某某（{ID_NUMBER}）", (PersonalDatum.ID_NUMBER,)),
        (ID_NUMBER.lower(), (PersonalDatum.ID_NUMBER,)),
        ("990101 19850302 001X", (PersonalDatum.ID_NUMBER, PersonalDatum.BIRTH_DATE)),
        ("９９０１０１１９８５０３０２００１Ｘ", (PersonalDatum.ID_NUMBER,)),
        ("联系电话19912345678。", (PersonalDatum.MOBILE,)),
        ("电话 +86 199-1234-5678", (PersonalDatum.MOBILE,)),
        ("账号6222021234567890128", (PersonalDatum.BANK_CARD,)),
        ("6222 0212 3456 7890 128", (PersonalDatum.BANK_CARD,)),
        ("19850302出生", (PersonalDatum.BIRTH_DATE,)),
        ("1985-03-02", (PersonalDatum.BIRTH_DATE,)),
        ("王某1985年3月2日生", (PersonalDatum.BIRTH_DATE,)),
        ("出生日期：1985年3月", (PersonalDatum.BIRTH_DATE,)),
        ("1985年3月2日出生的教师", (PersonalDatum.BIRTH_DATE,)),
        ("一代证990101850302001", (PersonalDatum.ID_NUMBER,)),
        (f"990101850302001，{ID_NUMBER}", (PersonalDatum.ID_NUMBER,)),
        ("1985/3/2出生", (PersonalDatum.BIRTH_DATE,)),
        ("王某，1985.3.2生", (PersonalDatum.BIRTH_DATE,)),
        ("出生日期1985-3-2", (PersonalDatum.BIRTH_DATE,)),
        ("出生年月：1985.03", (PersonalDatum.BIRTH_DATE,)),
        ("出生年月：198503", (PersonalDatum.BIRTH_DATE,)),
        ("电话199—1234—5678", (PersonalDatum.MOBILE,)),
        ("电话199.1234.5678", (PersonalDatum.MOBILE,)),
        ("199\u200b12345678", (PersonalDatum.MOBILE,)),
        ("家庭住址：幸福路12号", (PersonalDatum.HOME_ADDRESS,)),
        ("现住址为东城镇西村", (PersonalDatum.HOME_ADDRESS,)),
        ("现住址 东城镇幸福路12号", (PersonalDatum.HOME_ADDRESS,)),
        ("家庭地址在东城镇西村", (PersonalDatum.HOME_ADDRESS,)),
        ("19850302，手机19912345678", (PersonalDatum.MOBILE, PersonalDatum.BIRTH_DATE)),
    ],
)
def test_numbers_of_a_person_are_found(text: str, kinds: tuple[PersonalDatum, ...]) -> None:
    assert personal_data_in(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "镇中心小学 教学-07",
        "电话 0538-1234567，邮编 271000",
        "文号 20260825 号",
        "公示时间自2026年8月28日至2026年9月4日",
        "19851302",
        "2003年8月27日公布，2010年9月生效",
        "990101851302001",
        "990101850230001",
        "990101198503021230",
        "6222021234567890127",
        "a19912345678b",
        "地址：幸福路12号，镇教办二楼",
        "按规定登记学生家庭住址和联系人",
        "户籍地址与片区不符，材料不齐",
        "请说明住址是否在本片区",
        "居住地址在本镇，住址证明由街道出具",
        "住址：以村委会和乡镇出具的证明为准",
        "出生人口2016—2025年预测",
        "2005.9生效",
        "得分199.12，排名3",
    ],
)
def test_names_offices_and_office_numbers_may_be_shown(text: str) -> None:
    assert personal_data_in(text) == ()


def test_the_refusal_tells_the_field_and_never_the_number() -> None:
    with pytest.raises(PersonalDataError) as caught:
        must_hold_no_personal_data({"contact.unit": "镇教办", "reason": f"王某 {ID_NUMBER}"})
    assert caught.value.facts == {"field": "reason", "kind": "id_number"}
    assert ID_NUMBER not in str(caught.value)


@given(st.from_regex(r"[1-9][0-9]{5}19[5-9][0-9]0[1-9]1[0-9][0-9]{3}", fullmatch=True))
def test_every_id_number_with_a_right_check_digit_is_found(seventeen: str) -> None:
    assert PersonalDatum.ID_NUMBER in personal_data_in(f"姓名 张三 {checked(seventeen)} 教师")


@given(st.from_regex(r"62[0-9]{13,16}", fullmatch=True))
def test_every_card_number_with_a_right_check_digit_is_found(digits: str) -> None:
    card = next(digits + last for last in "0123456789" if is_card_number(digits + last))
    assert PersonalDatum.BANK_CARD in personal_data_in(f"卡号{card}")
