"""Who cosigned the checkpoint that evidence rests on, in words: for dossiers and reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.format.cosignature import Cosignature, Witnessing, witnessing
from audit.format.note import NoteVerifier
from audit.format.policy import Policy
from audit.format.restricted_json import JsonValue
from audit.replay import wording
from audit.replay.source import Source

NOBODY = (
    "本检查点没有见证方副签。这意味着：仅凭这份材料，不能排除台账保管单位给不同的人看了不同的台账。"
    "请将检查点与当事人手中的回执、张贴的公示，或他人所存的证据包比对。"
)
STATEMENT = (
    "见证方以副签声明：在所列时刻，这是它所见过的本台账的最新状态，并且与它以前所见前后一致。"
    "见证方不审查决定的内容。"
)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The witnesses under a checkpoint, as far as the reader's policy knows them."""

    size: int
    found: Witnessing
    policy: Policy | None

    @property
    def is_enough(self) -> bool:
        """Tell whether a quorum is asked for, and met."""
        return self.policy is not None and self.policy.is_met_by(self.found.keys)

    def as_json(self) -> dict[str, JsonValue]:
        """Return it for programs."""
        return {
            "witnesses": [
                {
                    "name": each.witness.name,
                    "vkey": each.witness.vkey,
                    "at": each.at,
                    "at_told": _told_at(each),
                }
                for each in self.found.good
            ],
            "quorum": "" if self.policy is None else self.policy.asks,
            "quorum_met": self.is_enough,
            "told": list(self.told()),
        }

    def told(self) -> Iterator[str]:
        """Yield what is to be said of it, in Chinese."""
        if self.found.good:
            yield STATEMENT
        else:
            yield NOBODY
        for name in self.found.bad:
            yield f"以{name}名义的副签不成立：伪造，或是从另一检查点移来的。"
        if self.found.unknown:
            names = "、".join(self.found.unknown)
            yield f"另有{names}的签名，其公钥不在所信任的见证方之列，不作数。"
        if self.policy is not None:
            met = "已达到" if self.is_enough else "未达到"
            yield f"见证要求 {self.policy.asks}：{met}。"

    def lines(self) -> Iterator[str]:
        """Yield the lines of a report."""
        for each in self.found.good:
            yield f"{each.witness.name} 于 {_told_at(each)} 副签第{self.size}件文书为止的台账"
        yield from self.told()


def witnessed(source: Source, policy: Policy | None) -> Witnessed:
    """Return who cosigned the checkpoint of a source.

    Raises:
        NoteError: The checkpoint is malformed, or the source's key is none.
    """
    log = NoteVerifier.from_vkey(source.vkey)
    known = () if policy is None else policy.keys
    found = witnessing(source.note(), known, signer=(log.name, log.key_id))
    return Witnessed(source.size(), found, policy)


def _told_at(cosignature: Cosignature) -> str:
    return wording.beijing(cosignature.at) if cosignature.has_date else cosignature.at
