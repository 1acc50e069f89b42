"""Exact shares (比例): 2/3 of a number of people is never 0.6667 of it."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor, gcd
from typing import Self

from pydantic import model_serializer, model_validator

from domain.kernel import Frozen

_SPELLING = re.compile(r"(0|[1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


class Share(Frozen):
    """比例: an exact fraction, written ``"2/3"``, in lowest terms so that it has one spelling."""

    numerator: int
    denominator: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the share that ``text`` spells, for example ``"2/3"``.

        Raises:
            ValidationError: The text is no fraction in lowest terms.
        """
        return cls.model_validate(text)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = _SPELLING.fullmatch(value)
        if found is None:
            raise ValueError(f"a share is written like '2/3', not {value!r}")
        return {"numerator": int(found[1]), "denominator": int(found[2])}

    @model_validator(mode="after")
    def _must_be_lowest(self) -> Self:
        if self.numerator < 0 or self.denominator < 1:
            raise ValueError("a share is not negative")
        if gcd(self.numerator, self.denominator) != 1:
            raise ValueError(f"a share is written in lowest terms, not {self}")
        return self

    @model_serializer
    def _write(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    @property
    def fraction(self) -> Fraction:
        """The share as an exact number."""
        return Fraction(self.numerator, self.denominator)

    def ceil_of(self, whole: int) -> int:
        """Return the smallest count that is at least this share: 2/3 of 47 are 32."""
        return ceil(self.fraction * whole)

    def floor_of(self, whole: int) -> int:
        """Return the largest count that is at most this share: 1/5 of 47 are 9."""
        return floor(self.fraction * whole)
