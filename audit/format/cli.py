"""``gongxin-verify``: checks a bundle or a proof offline, with nothing else of this program.

Exit status: 0 sound, 1 findings, 2 misuse.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from audit.format.bundle import verify_bundle, verify_proof
from audit.format.chinese import both, chinese
from audit.format.cosignature import WitnessKey
from audit.format.encoding import b64
from audit.format.errors import AuditError
from audit.format.findings import Report
from audit.format.note import NoteVerifier
from audit.format.policy import Policy
from audit.format.tlog_proof import HEADER

SOUND, FINDINGS, MISUSE = 0, 1, 2
MAX_SHOWN = 500
"""Characters of a value that people are shown."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; return the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):  # whatever the terminal can show, say the verdict
        sys.stdout.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        if arguments.vkey is not None:
            NoteVerifier.from_vkey(arguments.vkey)
        policy = policy_of(arguments.policy, arguments.witness)
        report = _verify(arguments.path, arguments.vkey, policy, quiet=arguments.json)
    except AuditError as exc:
        print(f"gongxin-verify: {both(str(exc))}", file=sys.stderr)
        return MISUSE
    print(report_as_json(report) if arguments.json else report_as_text(report))
    return SOUND if report.sound else FINDINGS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongxin-verify",
        description="Check an evidence bundle or a .tlog-proof offline. 离线核验证据包或证明。",
        epilog="Exit status: 0 sound, 1 findings, 2 misuse.",
    )
    parser.add_argument("path", type=Path, metavar="BUNDLE|PROOF")
    parser.add_argument(
        "--vkey", help="the log's verifier key, got elsewhere (on paper, from the bureau's site)"
    )
    parser.add_argument(
        "--policy",
        type=Path,
        metavar="FILE",
        help="the witnesses that you trust and how many are enough (C2SP tlog-policy) 见证方策略",
    )
    parser.add_argument(
        "--witness",
        action="append",
        default=[],
        metavar="VKEY",
        help="a witness that must have cosigned the checkpoint; may be repeated 见证方公钥",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser


def policy_of(file: Path | None, witnesses: Sequence[str]) -> Policy | None:
    """Return whom the reader trusts as witnesses; ``None`` where nobody is named.

    Raises:
        AuditError: The file or a key is not well formed, or both are given.
    """
    if file is not None and witnesses:
        raise AuditError("give --policy or --witness, not both")
    if file is not None:
        return Policy.from_file(file)
    return Policy.of([WitnessKey.from_vkey(each) for each in witnesses]) if witnesses else None


def _verify(path: Path, vkey: str | None, policy: Policy | None, *, quiet: bool) -> Report:
    if path.is_file() and _starts_like_a_proof(path):
        if vkey is None and policy is not None and len(policy.logs) == 1:
            vkey = policy.logs[0].vkey
        if vkey is None:
            raise AuditError("a proof needs --vkey: it does not carry the log's key")
        return verify_proof(path, vkey=vkey, policy=policy)
    progress = None if quiet or not sys.stderr.isatty() else _show_progress
    return verify_bundle(path, vkey=vkey, policy=policy, progress=progress)


def _starts_like_a_proof(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(HEADER)) == HEADER.encode()
    except OSError as exc:
        raise AuditError(f"cannot read {path}: {exc.strerror}") from exc


def _show_progress(done: int, total: int) -> None:
    end = "\n" if done >= total else ""
    print(f"\r{done} / {total}", end=end, file=sys.stderr, flush=True)


def report_as_json(report: Report) -> str:
    """Return a report for programs."""
    document = {
        "sound": report.sound,
        "log": report.log,
        "size": report.size,
        "root": b64(report.root),
        "events": report.events,
        "signatures": report.signatures,
        "withheld": report.withheld,
        "disclosed": report.disclosed,
        "witnesses": [
            {"name": each.witness.name, "vkey": each.witness.vkey, "at": each.at}
            for each in report.witnesses
        ],
        "facts": report.facts,
        "facts_zh": [chinese(fact) for fact in report.facts],
        "findings": [finding.as_json() for finding in report.findings],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode()  # names of files need not be text


def report_as_text(report: Report) -> str:
    """Return a report for people, in Chinese and English.

    What the evidence says itself is shown without anything that a terminal would obey: a
    forger may have written it.
    """
    counted = f"{report.size} acts 文书, {report.events} events 事件"
    lines = [f"log 台账 {_shown(report.log)}: {counted}, {report.signatures} signatures 签名"]
    lines += [
        f"witness 见证: {_shown(each.witness.name)} cosigned at 副签于 {each.at}"
        for each in report.witnesses
    ]
    lines += [f"fact 已声明: {_both(fact, chinese(fact))}" for fact in report.facts]
    for finding in report.findings:
        lines += [
            f"FINDING 问题 {finding.code} at 位于 {_both(finding.where, finding.where_zh)}",
            f"  expected 应为: {_both(finding.expected, finding.expected_zh)}",
            f"  found 实为:    {_both(finding.found, finding.found_zh)}",
            f"  {finding.meaning_zh}",
            f"  {finding.meaning_en}",
        ]
    verdict = "SOUND 完整可信" if report.sound else f"{len(report.findings)} FINDING(S) 发现问题"
    return "\n".join([*lines, verdict])


def _both(english: str, in_chinese: str) -> str:
    """Return both, or one where nothing is to be said: a hash is a hash."""
    told = _shown(english)
    return told if in_chinese == english else f"{told} | {_shown(in_chinese)}"


def _shown(text: str) -> str:
    cut = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]} …"
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in cut)
