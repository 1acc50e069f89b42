"""Writes the package of a case: pages, facts, proofs, and a bundle of the log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.dossier.course import Unit, course_of, units_of
from audit.dossier.named import Named, named_in
from audit.dossier.page import as_html
from audit.dossier.parties import parties_of
from audit.format.body import EventBody
from audit.format.bundle_writer import DISCLOSURES, Disclosure, write_bundle
from audit.format.checkpoint import Checkpoint, open_checkpoint
from audit.format.errors import MalformedError
from audit.format.note import NoteVerifier
from audit.format.policy import Policy
from audit.format.restricted_json import JsonValue, encode
from audit.format.tlog_proof import TlogProof
from audit.format.tree import inclusion_proof, leaf_hash
from audit.format.verify import Body, Withheld
from audit.replay import telling, wording
from audit.replay.case import Replay, Step
from audit.replay.derivations import derivations
from audit.replay.source import Place, Source
from audit.replay.witnesses import NOBODY, Witnessed, witnessed
from audit.replay.wording import Names, Sentence
from audit.what_if import telling as what_if_telling
from audit.what_if.run import WhatIf

PAGE, FACTS, GUIDE = "dossier.html", "dossier.json", "核验说明.txt"
PROOFS, BUNDLE, KEY = "proofs", "bundle", "log.vkey"
_KEYS_AND_OFFICES = "mandates:"
_FOUNDING = "district:"


@dataclass(frozen=True, slots=True)
class Case:
    """What a dossier is about. ``title`` and ``matter`` are the office's own words."""

    title: str
    matter: str
    replay: Replay
    suppositions: tuple[WhatIf, ...] = ()
    printed_on: str = ""
    """Date on the cover, in ISO form; empty for none, so that two prints are alike."""
    case: str = ""
    """Name of the case's own stream, where the office keeps one."""
    proceedings: tuple[Step, ...] = ()
    """What happened in the case itself, after the decision that it is about."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are exhibits, in order."""
        return tuple(each for each in self.replay.steps if each.matters) + self.proceedings


@dataclass(frozen=True, slots=True)
class Exhibit:
    """证据: one act with the events of the case in it, and the file that proves it."""

    number: int
    step: Step
    proof: str
    sha256: str
    """Digest of the proof file, so that a printed list vouches for it."""


def write_dossier(
    source: Source,
    case: Case,
    target: Path,
    *,
    disclosed: Sequence[Disclosure] = (),
    sentence: Sentence = wording.refusal,
    policy: Policy | None = None,
    with_bundle: bool = True,
) -> Path:
    """Write the package of a case into a new directory; return the path of its page.

    ``disclosed`` are the names to print: give those of the parties and no others. The bundle
    opens them, so a name to which no registration in the log commits is not printed. All other
    sealed values stay commitments. ``policy`` names the witnesses whose cosignatures are printed
    by name and time. The bundle lists every act of the log; leave it out where that is very large.

    Raises:
        FileExistsError: The directory has files.
    """
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty")
    exhibits = list(_exhibits(source, case, target))
    named = named_in(source, disclosed)
    seen = witnessed(source, policy)
    document = _document(case, exhibits, named.names, sentence, units_of(source))
    document["witnessing"] = seen.as_json()
    document["names_told"] = named.told(with_bundle=with_bundle)
    (target / FACTS).write_bytes(encode(document))
    (target / KEY).write_text(f"{source.vkey}\n", encoding="utf-8")
    guide = _guide(source.vkey, seen, named, with_bundle=with_bundle)
    (target / GUIDE).write_text(guide, encoding="utf-8")
    if with_bundle:
        _write_bundle(source, case, named, target / BUNDLE)
    page = target / PAGE
    page.write_text(as_html(document), encoding="utf-8")
    return page


def _exhibits(source: Source, case: Case, target: Path) -> Iterator[Exhibit]:
    (target / PROOFS).mkdir()
    written: dict[int, tuple[str, str]] = {}
    for number, step in enumerate(case.steps, start=1):
        index = step.checked.index
        if index not in written:
            name = f"{PROOFS}/{index:08}.tlog-proof"
            proof = _proof(source, index)
            (target / name).write_bytes(proof)
            written[index] = name, hashlib.sha256(proof).hexdigest()
        yield Exhibit(number, step, *written[index])


def _proof(source: Source, index: int) -> bytes:
    size = source.size()
    path = inclusion_proof(index, size, source.read_node)
    return TlogProof(index, tuple(path), source.note(), source.act(index).entry).to_bytes()


def _document(
    case: Case,
    exhibits: list[Exhibit],
    names: Names,
    sentence: Sentence,
    unit: Unit,
) -> dict[str, JsonValue]:
    replay, course = case.replay, course_of(case.proceedings, names, unit)
    return {
        "v": 1,
        "title": case.title,
        "matter": case.matter,
        "case": case.case,
        "printed_on": case.printed_on,
        "log": replay.log,
        "vkey": replay.vkey,
        "size": replay.size,
        "checkpoint": replay.note.decode(),
        "verdict": replay.verdict.term,
        "reasons": list(telling.reasons(replay, sentence)),
        "event": replay.target.name,
        "term": replay.target.term,
        "course": [{"name": name, "told": told} for name, told in course.rows],
        "decision": {
            "outcome": course.outcome,
            "reasons": list(course.reasons),
            "remedies": list(course.remedies),
        },
        "parties": [
            {"person": each.person, "name": names.get(each.person, ""), "parts": list(each.parts)}
            for each in parties_of(replay.target, case.steps, course.parts, unit)
        ],
        "exhibits": [
            {
                "number": each.number,
                "proof": each.proof,
                "sha256": each.sha256,
                **telling.step_json(each.step, sentence),
                "signers_told": [
                    wording.signer(signer, names) for signer in each.step.checked.signers
                ],
                "at_told": _told_at(each),
                "received_told": _told_received(each),
            }
            for each in exhibits
        ],
        "rules": _rules(exhibits),
        "derivations": [
            "\n".join(line.strip() for line in telling.derivation_lines(each, names))
            for each in derivations(replay)
        ],
        "suppositions": [
            {
                **what_if_telling.as_json(each, sentence=sentence),
                "text": what_if_telling.as_text(each, names=names, sentence=sentence),
            }
            for each in case.suppositions
        ],
    }


def _told_at(exhibit: Exhibit) -> str:
    act = exhibit.step.checked.act
    return wording.beijing("" if act is None else act.at)


def _told_received(exhibit: Exhibit) -> str:
    found = exhibit.step.received
    return "" if found is None else wording.received(found.after, found.before)


def _rules(exhibits: list[Exhibit]) -> list[JsonValue]:
    found = dict.fromkeys(rule for each in exhibits for rule in each.step.outcome.rules)
    return [
        {"name": each.name, "basis": each.basis, "text": each.text, "where": each.where}
        for each in sorted(found)
    ]


def _write_bundle(source: Source, case: Case, named: Named, target: Path) -> None:
    """Write the log with the events of the case shown, and of keys and offices; hashes else.

    The registrations of those who are named are shown too, and their names opened.
    """
    of_case = frozenset(each.place for step in case.steps for each in step.outcome.events)
    shown = of_case | named.places

    def entries() -> Iterator[tuple[bytes, list[Body]]]:
        for act in source.acts():
            bodies = [
                body if _is_shown(body, Place(act.index, n), shown) else _withheld(body)
                for n, body in enumerate(act.bodies)
            ]
            yield act.entry, bodies

    checkpoint: Checkpoint = open_checkpoint(source.note(), NoteVerifier.from_vkey(source.vkey))
    write_bundle(
        target,
        vkey=source.vkey,
        checkpoint=checkpoint,
        note=source.note(),
        entries=entries(),
        disclosures=named.disclosures,
    )


def _is_shown(body: Body, at: Place, shown: frozenset[Place]) -> bool:
    if isinstance(body, Withheld) or at in shown:
        return True
    try:
        stream = EventBody.from_bytes(body).stream
    except MalformedError:
        return True
    return stream.startswith((_KEYS_AND_OFFICES, _FOUNDING))


def _withheld(body: Body) -> Body:
    return body if isinstance(body, Withheld) else Withheld(leaf_hash(body))


def _guide(vkey: str, seen: Witnessed, named: Named, *, with_bundle: bool) -> str:
    lines = [
        "核验说明",
        "",
        "本卷宗可以离线核验，不需要信任制作卷宗的单位。",
        "1. 另行取得台账公钥（纸质公告或主管部门网站），与下列公钥比对：",
        f"   {vkey}",
        "2. 逐件核验文书在台账中存在：",
        f"   gongxin-verify proofs/文件名.tlog-proof --vkey '{vkey}'",
    ]
    if with_bundle:
        lines += [
            "3. 核验整本台账（与本案无关的内容只留摘要）、全部签名和授权：",
            f"   gongxin-verify bundle --vkey '{vkey}'",
            *named.guide(f"{BUNDLE}/{DISCLOSURES}"),
        ]
    if seen.found.good:
        lines += [
            "见证方公钥也应另行取得。核验时加上下列各项，缺少任何一个副签都会报告问题：",
            *(f"   --witness '{each.witness.vkey}'" for each in seen.found.good),
        ]
    else:
        lines.append(NOBODY)
    return "\n".join(lines) + "\n"
