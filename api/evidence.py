"""Opens what replays read: a home's ledger with its index of causes, or a bundle alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.causes import CauseIndex
from adapters.evidence.ledger_source import LedgerSource
from adapters.evidence.source_feed import SourceFeed
from adapters.importers.packs import load_pack
from adapters.ledger.application import wall_clock
from adapters.ledger.database import open_engine
from api.composition import open_home
from api.messages.refusals import refusal_zh
from api.witnessing import policy_in
from audit.dossier.course import parties_in
from audit.dossier.package import Case, write_dossier
from audit.format.bundle_writer import Disclosure
from audit.format.errors import AuditError, BundleError, NoteError
from audit.format.note import NoteVerifier, open_note
from audit.format.policy import Policy
from audit.replay import facts
from audit.replay.as_found import as_found
from audit.replay.authenticity import Authenticity
from audit.replay.case import Replay, replay
from audit.replay.events import Logged
from audit.replay.folding import RecordedStates, SuppositionalStates
from audit.replay.proceedings import proceedings
from audit.replay.rerun import Changes
from audit.replay.source import Place, Source, place_of
from audit.what_if.run import WhatIf, what_if
from audit.what_if.supposing import (
    MEMBER,
    Supposition,
    SuppositionError,
    left_out,
    read_replacement,
    replaced,
    round_stream,
    with_tie_chain,
    without_members,
)
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound
from domain.values.time import beijing_date
from projections.case_views import CaseViews

CAUSES = "causes.db"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source, and what may be told of people to this reader."""

    source: Source
    disclosed: Callable[[set[str]], list[Disclosure]]
    """Opens the names of people, each with what shows that the log commits to it."""
    policy: Policy | None = None
    """Whom the reader trusts as witnesses."""

    def names_of(self, persons: set[str]) -> dict[str, str]:
        """Return the names of people, as far as they may be told and were not erased."""
        return {each.subject: str(each.value) for each in self.disclosed(persons)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks to be supposed, as typed."""

    without: Sequence[str] = ()
    replace: Sequence[str] = ()
    tie_chain: str = ""
    pack: Path | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is to be supposed."""
        return bool(self.without or self.replace or self.tie_chain or self.pack)


@contextmanager
def open_evidence(
    home: Path,
    bundle: Path | None = None,
    vkey: str | None = None,
    policy: Path | None = None,
) -> Iterator[Evidence]:
    """Open a bundle, or else the ledger of a home.

    ``policy`` is a file that names witnesses; a home has one of its own.

    Raises:
        AuditError: The bundle cannot be read, or is of another log than the key.
        PolicyError: The policy is not well formed.
        HomeError: There is no ledger.
    """
    known = Policy.from_file(policy) if policy is not None else None
    if bundle is not None:
        alone = _bundle(bundle, vkey)
        if vkey is not None:
            _must_be_signed_with(alone, vkey)
        yield Evidence(alone, lambda _: [], known)
        return
    known = known or policy_in(home)
    with open_home(home) as services:
        engine = open_engine(f"sqlite:///{home / CAUSES}")
        try:
            source = LedgerSource(services.ledger, CauseIndex(engine))
            yield Evidence(source, services.ledger.disclosed_names, known)
        finally:
            engine.dispose()


def states_now(source: Source) -> SuppositionalStates:
    """Return what the genuine events of a source come to, for the rules to be asked."""
    recorded = RecordedStates(source, Authenticity(source))
    return SuppositionalStates(recorded, Place(source.size(), 0), {})


@contextmanager
def cases_in(source: Source) -> Iterator[CaseViews]:
    """Open the register of the cases that a source tells of."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        views = CaseViews(engine)
        views.catch_up(SourceFeed(source))
        yield views
    finally:
        engine.dispose()


def _bundle(path: Path, vkey: str | None) -> BundleSource:
    if not path.exists():
        raise BundleError(f"{path}: no such bundle 没有该证据包")
    try:
        return BundleSource(path, vkey=vkey)
    except AuditError as exc:
        raise BundleError(f"{path}: cannot be read 证据包无法读取: {exc}") from exc


def _must_be_signed_with(source: Source, vkey: str) -> None:
    """Refuse a bundle of which nothing could be proved to whoever brought this key."""
    try:
        open_note(source.note(), [NoteVerifier.from_vkey(vkey)])
    except NoteError as exc:
        told = f"--vkey: the checkpoint is not signed with it ({exc}) 检查点不是以该公钥签发"
        raise NoteError(told) from exc


def replayed(
    source: Source, event: str, progress: Callable[[int, int], None] | None = None
) -> Replay:
    """Replay the event that a person named.

    Raises:
        EventUnknownError: There is none of that name.
    """
    return replay(source, place_of(source, event), progress=progress)


def _anything(_event: Logged) -> None:
    pass


def supposed(
    source: Source,
    event: str,
    asked: Asked,
    *,
    must_be_open: Callable[[Logged], None] = _anything,
) -> WhatIf:
    """Return what would have come of an event, had things been as asked.

    ``must_be_open`` is called with every event that is left out, and may raise.

    Raises:
        EventUnknownError: A name stands for nothing.
        SuppositionError: What is asked makes no sense.
        PackFileError: The pack's file holds no rule pack.
    """
    place = place_of(source, event)
    recorded = RecordedStates(source, Authenticity(source))
    target = recorded.event(place) or as_found(source, place)
    members = [each.removeprefix(MEMBER) for each in asked.without if each.startswith(MEMBER)]
    names = [each for each in asked.without if not each.startswith(MEMBER)]
    gone = left_out(source, recorded, target, names)
    fewer = without_members(source, recorded, target, members)
    for each in (*gone, *fewer):
        must_be_open(each)
    changed = [*(_replacement(source, recorded, each) for each in asked.replace), *fewer]
    changes = Changes(
        frozenset(each.place for each in gone),
        {each.place: each.event for each in changed},
    )
    told = [f"剔除{each.term}（{each.name}）" for each in gone]
    told += [f"{each.term}（{each.name}）改为 {facts.told(each.data)}" for each in changed]
    pack = _pack(source, recorded, target, asked)
    if asked.pack is not None and pack is not None:
        told.append(f"适用规则包 {pack.title} 第{pack.version}版（{pack.sha256()}）")
    if asked.tie_chain:
        told.append(f"同分依次比较 {asked.tie_chain}")
    return what_if(source, place, Supposition(changes, pack, tuple(told)))


def _replacement(source: Source, recorded: RecordedStates, text: str) -> Logged:
    name, facts = read_replacement(text)
    event = recorded.event(place_of(source, name))
    if event is None:
        raise SuppositionError(
            f"{name}: the event does not count, so nothing can replace it 该事件无效，不能改变"
        )
    return replaced(event, facts)


def _pack(
    source: Source, recorded: RecordedStates, target: Logged, asked: Asked
) -> RulePack | None:
    if asked.pack is None and not asked.tie_chain:
        return None
    pack = load_pack(asked.pack) if asked.pack is not None else None
    if not asked.tie_chain:
        return pack
    end = Place(source.size(), 0)
    round_ = recorded.state(round_stream(target), end)
    if pack is None and isinstance(round_, RecruitmentRound):
        plan = recorded.state(f"plan:{round_.plan}", end)
        pack = plan.packs[round_.pack_sha256] if isinstance(plan, Plan) else None
    if pack is None:
        raise SuppositionError(
            f"{target.name} belongs to no round, so it has no tie chain 不属于任何竞聘轮次"
        )
    return with_tie_chain(pack, asked.tie_chain.split(","))


def packed(
    evidence: Evidence,
    event: str,
    target: Path,
    *,
    title: str,
    matter: str,
    asked: Asked = Asked(),
    suppositions: Sequence[WhatIf] = (),
) -> Path:
    """Write the dossier of an event; names of parties and the person concerned are printed.

    Its bundle opens these names, and nothing else that is sealed, so that they can be checked.

    ``asked`` is supposed now; ``suppositions`` were asked before, when the case was open.

    Raises:
        EventUnknownError: There is no such event.
        FileExistsError: The directory has files.
    """
    found = replayed(evidence.source, event)
    now = (supposed(evidence.source, event, asked),) if asked else ()
    own = event if ":" in event and "#" not in event else ""
    steps = proceedings(evidence.source, own) if own else ()
    concerned = parties_in(steps) | {
        str(value)
        for name, value in found.target.data.items()
        if name in ("teacher", "bidder") and isinstance(value, str)
    }
    case = Case(
        title,
        matter,
        found,
        (*suppositions, *now),
        printed_on=beijing_date(wall_clock()).isoformat(),
        case=own,
        proceedings=steps,
    )
    return write_dossier(
        evidence.source,
        case,
        target,
        disclosed=evidence.disclosed(concerned),
        sentence=refusal_zh,
        policy=evidence.policy,
    )
