"""Whatever anybody sends: every answer is one that the OpenAPI document names, never a 5xx."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from unittest import SkipTest

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from api.http.app import PREFIX
from tests.http.house import House, house_at, served
from tests.http.story import Story

LEAST_CASES = 2000
EACH, OTHERS = {"create_draft": 40, "record_act": 30}, 24
"""How many cases an operation gets, of good ones and of bad ones each."""
CHECKS = [
    # and positive_data_acceptance, but for rule packs, since no schema can say all that they
    # must hold, and for If-Match, since no schema knows where the streams stand
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.missing_required_header,
    checks.unsupported_method,
    checks.use_after_free,
    checks.ensure_resource_availability,
    checks.ignored_auth,
]
PACK = "'pack'"
READERS = ("registrar", "town", "t1", "")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A town in the middle of its round."""
    folder: Path = tmp_path_factory.mktemp("document")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        story = Story(house.record, house.now)
        story.founded()
        story.planned()
        story.opened()
        story.letters()
        story.ranked()
        story.selected()
        house.offices = story.offices
        with served(house):
            yield house


def test_nothing_that_is_sent_brings_a_5xx_or_an_answer_that_the_document_does_not_name(
    town: House,
) -> None:
    sent = count()
    document = requests.get(f"{town.url}{PREFIX}/openapi.json", timeout=60).json()
    with requests.Session() as session:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            if mode is GenerationMode.NEGATIVE:
                _without_sessions(document)
            for result in schemathesis.openapi.from_dict(document).get_all_operations():
                assert isinstance(result, Ok)
                _send(town, session, result.ok(), mode, sent)
    assert next(sent) >= LEAST_CASES


def _without_sessions(document: dict[str, Any]) -> None:
    """Leave sessions out: a missing one is no fault of the data, and we send it beside them."""
    for path in document["paths"].values():
        for operation in path.values():
            operation.pop("security", None)


def _send(
    town: House,
    session: requests.Session,
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    sent: Iterator[int],
) -> None:
    name = operation.definition.raw["operationId"]
    headers, sent_by = {who: town.headers(who) for who in READERS}, count()

    @seed(20260818)
    @settings(
        max_examples=EACH.get(name, OTHERS),
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), who=st.sampled_from(READERS))
    def hold(case: Case[Any], who: str) -> None:
        next(sent)
        if name == "create_draft" and mode is GenerationMode.POSITIVE and next(sent_by) % 2:
            assert isinstance(case.body, dict)
            case.body["actors"] = list(town.mandates(who))
        conditional = any(name.lower() == "if-match" for name in case.headers or ())
        open_ = conditional or PACK in str(case.body)
        told = CHECKS if open_ else [*CHECKS, checks.positive_data_acceptance]
        case.call_and_validate(
            base_url=town.url, session=session, headers=headers[who], checks=told
        )

    with suppress(SkipTest, Unsatisfiable):  # nothing about this operation can be wrong
        hold()
