"""Personal data in texts that will be read by many (个人信息审查).

A name must stay readable, or nobody could object; numbers that identify or reach a person
must not be there at all. 依据: C1-13, C1-16; 个人信息保护法 第6条、第25条.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum

from domain.kernel import DomainError


class PersonalDatum(StrEnum):
    """个人信息种类."""

    ID_NUMBER = "id_number"  # 公民身份号码 (GB 11643)
    MOBILE = "mobile"  # 手机号码
    BANK_CARD = "bank_card"  # 银行卡号
    BIRTH_DATE = "birth_date"  # 出生日期
    HOME_ADDRESS = "home_address"  # 家庭住址


class PersonalDataError(DomainError):
    """Raised when a text holds personal data. Says where and what kind, never the value."""

    code = "privacy.personal-data"
    basis = "C1-13, C1-16; 个人信息保护法 第6条、第25条"


_GAP = r"[ \-]?"
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_ID_NUMBER = re.compile(rf"{_START}(?:[0-9]{_GAP}){{17}}[0-9Xx]{_END}")
_MOBILE = re.compile(rf"{_START}(?:\+?86{_GAP})?1{_GAP}[3-9]{_GAP}(?:[0-9]{_GAP}){{8}}[0-9]{_END}")
_DOTTED_MOBILE = re.compile(rf"{_START}1[3-9][0-9]\.[0-9]{{4}}\.[0-9]{{4}}{_END}")
_BANK_CARD = re.compile(rf"{_START}[3-6]{_GAP}(?:[0-9]{_GAP}){{14,17}}[0-9]{_END}")
_BIRTH_DATE = re.compile(
    rf"{_START}((?:19[3-9]|200)[0-9])[-./]?([01][0-9])[-./]?([0-3][0-9]){_END}"
)
_BORN = re.compile(
    r"(?:出生[^0-9]{0,8}|生于[^0-9]{0,2})(?:19|20)[0-9]{2}年"
    r"|(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:出生|生[^0-9一-鿿]|生$)"
    r"|(?:出生[^0-9]{0,8}|生于[^0-9]{0,2})(?:19[3-9]|200)[0-9](?:[-./][0-9]|[01][0-9](?![0-9]))"
    r"|(?:19[3-9]|200)[0-9][-./][0-9]{1,2}(?:[-./][0-9]{1,2})?(?:出生|生[^0-9一-鿿]|生$)"
)
_HOME_ADDRESS = re.compile(
    r"(?:住址|家庭地址|居住地址|户籍地址)[ ]?"
    r"(?:(?:位于|[:是为在])[ ]?(?![否以本该同])"
    r"|(?![与和及或不所的变证由是为在需以未应须登核信本该]))"
    r"(?=[一-鿿]{2,}[省市县区镇乡村路街号])"
)
"""Where a person lives, told as such; an office's own address is not, nor what is said of one."""
_OLD_ID_NUMBER = re.compile(
    rf"{_START}[1-9][0-9]{{5}}([0-9]{{2}})(0[1-9]|1[0-2])([0-2][0-9]|3[01])[0-9]{{3}}{_END}"
)
"""Fifteen digits, as identity cards had them up to 1999."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK_DIGITS = "10X98765432"
_NINE = 9


def personal_data_in(text: str) -> tuple[PersonalDatum, ...]:
    """Return the kinds of personal data that a text holds, none twice.

    Full-width digits count as digits; single spaces, hyphens and dashes do not hide a number,
    nor do characters that nobody sees.
    """
    plain = _plain(text)
    found_kinds = (
        kind
        for kind, pattern, holds in _LOOKED_FOR
        if any(holds(found) for found in pattern.finditer(plain))
    )
    return tuple(dict.fromkeys(found_kinds))


def must_hold_no_personal_data(fields: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
    """公示内容审查: refuse texts, by the name of their field, that hold personal data.

    依据: C1-13, C1-16; 个人信息保护法 第6条、第25条.

    Raises:
        PersonalDataError: The first field that does, and the kind.
    """
    for field, text in dict(fields).items():
        for kind in personal_data_in(text):
            raise PersonalDataError(field=field, kind=kind.value)


def is_id_number(text: str) -> bool:
    """Tell whether 18 characters are an ID number by their check digit (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return _ID_CHECK_DIGITS[total % 11] == text[-1].upper()


def is_card_number(digits: str) -> bool:
    """Tell whether digits pass the check of bank cards (Luhn, ISO/IEC 7812)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(each - _NINE if each > _NINE else each for each in doubled) % 10 == 0


def _plain(text: str) -> str:
    seen = (each for each in text if unicodedata.category(each) != "Cf")
    return unicodedata.normalize("NFKC", "".join(seen)).translate(_DASHES)


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def _bare(found: re.Match[str]) -> str:
    return found[0].replace(" ", "").replace("-", "")


def _is_date(found: re.Match[str]) -> bool:
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _is_day_of_19(found: re.Match[str]) -> bool:
    try:
        date(1900 + int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


_LOOKED_FOR: tuple[tuple[PersonalDatum, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (PersonalDatum.ID_NUMBER, _ID_NUMBER, lambda found: is_id_number(_bare(found))),
    (PersonalDatum.ID_NUMBER, _OLD_ID_NUMBER, _is_day_of_19),
    (PersonalDatum.MOBILE, _MOBILE, lambda _found: True),
    (PersonalDatum.MOBILE, _DOTTED_MOBILE, lambda _found: True),
    (PersonalDatum.BANK_CARD, _BANK_CARD, lambda found: is_card_number(_bare(found))),
    (PersonalDatum.BIRTH_DATE, _BIRTH_DATE, _is_date),
    (PersonalDatum.BIRTH_DATE, _BORN, lambda _found: True),
    (PersonalDatum.HOME_ADDRESS, _HOME_ADDRESS, lambda _found: True),
)
