"""The rule pack (规则包): every number that a town may set, as data with a digest.

A pack is written in YAML, voted on by the staff congress and frozen by its SHA-256.
Decimals are quoted strings there: a float has no one spelling, so it is refused.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Self

from pydantic import Field, ValidationError, field_validator, model_validator

from domain.kernel import Frozen
from domain.planning.errors import PackRefusedError
from domain.planning.office_sections import OfficeRules
from domain.planning.sections import (
    AppraisalRules,
    CongressRules,
    ContractRules,
    IntentRules,
    NoticeRules,
    OfferRules,
    OriginalStaffRules,
    Positive,
    PostRules,
    UnplacedRules,
)
from domain.recruitment.events import Stage
from domain.values.digest import canonical, sha256_of
from domain.values.ids import Id, Text
from domain.values.scoring import ScoringTable, TieChain

_MAX_DEPTH = 20


class RulePack(Frozen):
    """规则包: the rules of a plan that are data.

    Digest, votes and rounds name a pack by ``sha256()``. A section that the document
    leaves out has the defaults of the constants sheet, and they are part of the digest.
    """

    id: Id
    title: Text
    version: Positive
    basis_docs: tuple[Text, ...]
    """Documents that the pack rests on. [S002-02]"""
    stages: tuple[Stage, ...]
    """Stages of a round, in order. [E.2]"""
    posts: PostRules = PostRules()
    intents: IntentRules = IntentRules()
    original_staff: OriginalStaffRules = OriginalStaffRules()
    congress: CongressRules = CongressRules()
    democratic_appraisal: AppraisalRules = AppraisalRules()
    committee_signers: Positive = 3
    """Members of the 聘任委员会 who sign its decisions. [S002-19]"""
    offers: OfferRules = OfferRules()
    notice: NoticeRules = NoticeRules()
    contract: ContractRules = ContractRules()
    unplaced: UnplacedRules = UnplacedRules()
    offices: OfficeRules | None = Field(default=None, exclude_if=lambda rules: rules is None)
    """职务规则; a pack without them keeps the digest that it had. [S002-14, S001-12, 003-G]"""
    scoring: ScoringTable
    """评分表. [B.4]"""
    tie_chain: TieChain
    """同分排序. [B.5]"""

    @classmethod
    def from_document(cls, document: dict[str, object]) -> Self:
        """Return the pack that a parsed YAML or JSON document holds.

        Raises:
            PackRefusedError: The document is no pack; ``where`` and ``problem`` say why.
        """
        _must_be_plain(document, "")
        try:
            return cls.model_validate_json(json.dumps(document, ensure_ascii=False))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            problem = first["msg"].removeprefix("Value error, ")
            raise PackRefusedError(where=where, problem=problem) from error

    @field_validator("basis_docs", "stages")
    @classmethod
    def _must_name_once(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        if not values:
            raise ValueError("name at least one")
        if len(set(values)) != len(values):
            raise ValueError("name each one once")
        return values

    @model_validator(mode="after")
    def _tie_chain_must_fit(self) -> Self:
        self.tie_chain.must_fit(self.scoring)
        return self

    @model_validator(mode="after")
    def _must_be_normal(self) -> Self:
        if not unicodedata.is_normalized("NFC", canonical(self).decode()):
            raise ValueError("text must be in Unicode form NFC, so that it has one spelling")
        return self

    @property
    def office_rules(self) -> OfficeRules:
        """The rules of offices: the pack's own, or the defaults of the constants sheet."""
        return self.offices or OfficeRules()

    def sha256(self) -> str:
        """Return the digest by which votes, rounds and rankings name this pack, in hex."""
        return sha256_of(self)


def _must_be_plain(value: object, where: str, depth: int = 0) -> None:
    """Refuse what has no one spelling in JSON: floats first of all."""
    if depth > _MAX_DEPTH:
        raise PackRefusedError(where="", problem=f"nested deeper than {_MAX_DEPTH}")
    if isinstance(value, float):
        raise PackRefusedError(
            where=where, problem=f'write decimals as quoted strings: "{value}", not {value}'
        )
    if isinstance(value, dict):
        for name, each in value.items():
            if not isinstance(name, str):
                raise PackRefusedError(where=where, problem=f"a field's name is text, not {name}")
            _must_be_plain(each, f"{where}.{name}".lstrip("."), depth + 1)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _must_be_plain(each, f"{where}.{index}", depth + 1)
    elif value is not None and not isinstance(value, str | int):
        kind = type(value).__name__
        raise PackRefusedError(where=where, problem=f"write it as quoted text: a {kind} is none")
