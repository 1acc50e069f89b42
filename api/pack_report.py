"""What is wrong with a rule pack, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources

import yaml

from adapters.importers.packs import PackReading, PlacedFinding
from domain.planning.pack import RulePack


def findings_as_text(findings: Iterable[PlacedFinding]) -> str:
    """Return the findings one after the other: place, problem, rule, what to do."""
    return "\n".join(_text(each) for each in findings)


def findings_as_json(reading: PackReading) -> dict[str, object]:
    """Return a reading for programs; ``pack_sha256`` only where nothing is wrong."""
    good = reading.pack is not None and not reading.findings
    return {
        "good": good,
        "pack": reading.pack.id if reading.pack else None,
        "pack_sha256": reading.pack.sha256() if reading.pack and good else None,
        "findings": [
            {
                "file": each.file,
                "place": each.place,
                "line": each.line,
                "code": each.rule,
                "rule": _words(each.rule)["rule"],
                "problem": each.problem,
                "do": _what_to_do(each),
            }
            for each in reading.findings
        ],
    }


def _text(finding: PlacedFinding) -> str:
    return (
        f"{finding}\n"
        f"  规则 rule {finding.rule}: {_words(finding.rule)['rule']}\n"
        f"  怎么办 what to do: {_what_to_do(finding)}"
    )


def _what_to_do(finding: PlacedFinding) -> str:
    advice = _words(finding.rule)["do"]
    if finding.rule != "pack.unknown-key":
        return advice
    wrong = finding.place.rpartition(".")[2]
    meant = get_close_matches(wrong, sorted(set(_known_keys())), n=1)
    return f"{advice}；是否应为 did you mean {meant[0]}?" if meant else advice


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("api.messages") / "pack_findings.yaml").read_bytes()
    document: dict[str, dict[str, str]] = yaml.safe_load(text)
    return document


def _words(rule: str) -> Mapping[str, str]:
    return _messages()[rule]


def _known_keys() -> Iterator[str]:
    """Yield every key that some part of a rule pack knows."""
    schema = RulePack.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {})
