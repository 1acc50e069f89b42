"""What a verifier reports: findings, which are wrong, and facts, which are declared."""

from __future__ import annotations

from dataclasses import dataclass, field

from audit.format.chinese import chinese
from audit.format.cosignature import Cosignature

MEANINGS: dict[str, tuple[str, str]] = {
    "bundle.manifest": (
        "证据包清单缺失或不合规范，无法逐件核对。",
        "The manifest is missing or malformed, so that nothing can be checked against it.",
    ),
    "bundle.missing": (
        "清单所列文件不在证据包中：证据不完整。",
        "A file that the manifest lists is not there: the evidence is incomplete.",
    ),
    "bundle.stranger": (
        "证据包中有清单未列的文件：来源不明。",
        "A file is there that the manifest does not list: nobody vouches for it.",
    ),
    "bundle.changed": (
        "文件内容与清单中的摘要不符：导出后被改动。",
        "A file differs from its digest in the manifest: it was changed after the export.",
    ),
    "bundle.archive": (
        "压缩包不是规定的唯一写法，可能被改动。",
        "The archive is not written the one way it should be; it may have been altered.",
    ),
    "log.key": (
        "证据包中的台账公钥与另行取得的公钥不符：这可能是另一本台账。",
        "The log key in the bundle is not the one got elsewhere: this may be another log.",
    ),
    "log.checkpoint": (
        "检查点的签名或内容不成立，无法证明台账的规模与根。",
        "The checkpoint is not properly signed, so size and root of the log are not proved.",
    ),
    "log.size": (
        "条目数与检查点不符：有条目被增删。",
        "The number of entries is not the one of the checkpoint: entries were added or dropped.",
    ),
    "log.root": (
        "由条目重新计算的根与检查点不符：有条目被改动、调换或增删。",
        "The root recomputed from the entries is not the signed one: history was altered.",
    ),
    "log.tile": (
        "存储的哈希与由条目算出的不符：条目或树节点被改动。",
        "A stored hash is not the one that the entries give: an entry or a node was altered.",
    ),
    "log.founding": (
        "第一条文书不是合规的建账文书。",
        "The first act does not found the log as it should.",
    ),
    "entry.malformed": (
        "条目不是规定的唯一写法：被改动或损坏。",
        "The entry is not written the one way it should be: altered or damaged.",
    ),
    "entry.log": (
        "文书属于另一本台账：被移植。",
        "The act belongs to another log: it was transplanted.",
    ),
    "entry.basis": (
        "文书所依据的检查点与历史不符：签署人看到的是另一段历史。",
        "The checkpoint that the act rests on is not of this history: signers saw another one.",
    ),
    "entry.time": (
        "文书所称的时间早于其所依据的检查点或者前序事件：时间是倒填的。",
        "The time that the act states lies before what it rests on: it was back-dated.",
    ),
    "entry.twice": (
        "同一文书编号出现两次。",
        "The same act id stands in the log twice.",
    ),
    "event.count": (
        "事件正文的数目与文书所列不符：有事件被增删。",
        "The number of event bodies is not the one the act lists: events were added or dropped.",
    ),
    "event.malformed": (
        "事件正文不是规定的唯一写法：被改动或损坏。",
        "The event body is not written the one way it should be: altered or damaged.",
    ),
    "event.hash": (
        "事件正文与已签署的摘要不符：签署之后被改动。",
        "The event body is not the one that was signed: it was changed after the signature.",
    ),
    "event.misplaced": (
        "事件所载的台账、文书或序号与所在位置不符：被移植。",
        "The event names another log, act or number than where it stands: it was transplanted.",
    ),
    "stream.broken": (
        "事件与本流水的前一事件不相接：有事件被删除、调换或插入。",
        "The event does not follow the one before it in its stream: one was dropped or moved.",
    ),
    "signature.bad": (
        "签名不成立：文书在签署后被改动，或并非此人所签。",
        "The signature is not good: the act was changed, or this person did not sign it.",
    ),
    "signature.key": (
        "签名所用的密钥在该位置未登记或已撤销。",
        "The key was not enrolled, or was revoked, at this place in the log.",
    ),
    "signature.actor": (
        "签名人与文书所列行为人不一致。",
        "Those who signed are not those whom the act names.",
    ),
    "mandate.standing": (
        "行为人当时并不持有所称的授权：无权作出该文书。",
        "The actor did not hold the mandate claimed at that time: there was no authority.",
    ),
    "mandate.malformed": (
        "授权类事件的内容不合规范。",
        "An event about keys or mandates is malformed.",
    ),
    "signature.void": (
        "签名所用的密钥由事后作废的文书登记：核验不作为问题，重放不予计入，除非该文书经确认。",
        "An act void since enrolled the key: a verifier lets it sign, a replay leaves it out.",
    ),
    "mandate.void": (
        "行为人的授权由事后作废的文书授予：核验不作为问题，重放不予计入，除非该文书经确认。",
        "An act void since granted the mandate: a verifier lets it count, a replay does not.",
    ),
    "disclosure.commitment": (
        "所公开的个人信息与当时的承诺不符：不是原来的内容。",
        "A disclosed personal value does not fit its commitment: it is not what was recorded.",
    ),
    "store.index": (
        "数据库据以查找事件的列与事件本身不符：决定可能读到不在台账中的内容。",
        "Columns by which the store finds events belie the events: decisions may rest on others.",
    ),
    "vault.missing": (
        "个人信息缺失而无删除决定：证据可能被毁。",
        "A personal value is gone without a decision to erase it: evidence may be destroyed.",
    ),
    "store.damaged": (
        "数据库损坏，有内容无法读取：请用备份恢复，并与库外检查点核对。",
        "The database is damaged and cannot all be read: restore a backup and compare it.",
    ),
    "store.schema": (
        "数据库的表、索引或防改触发器与规定不符：防护可能被拆除。",
        "A table, index or guard of the database is not as it should be: a guard may be gone.",
    ),
    "witness.signature": (
        "见证方的副签不成立：伪造，或是从另一检查点移来的。",
        "A witness's cosignature does not hold: forged, or moved here from another checkpoint.",
    ),
    "witness.quorum": (
        "检查点的见证不足：不能排除给不同的人看了不同的台账。",
        "Too few witnesses cosigned: that others were shown another log cannot be ruled out.",
    ),
    "proof.broken": (
        "存在性证明不成立：不能证明该文书在台账中。",
        "The proof does not hold: that the act is in the log is not proved.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, where, what was expected and what was found."""

    code: str
    where: str
    expected: str
    found: str

    @property
    def meaning_zh(self) -> str:
        """Say in Chinese what the finding means."""
        return MEANINGS[self.code][0]

    @property
    def meaning_en(self) -> str:
        """Say in English what the finding means."""
        return MEANINGS[self.code][1]

    @property
    def where_zh(self) -> str:
        """Say the place in Chinese."""
        return chinese(self.where)

    @property
    def expected_zh(self) -> str:
        """Say in Chinese what was expected; bytes and names as they are."""
        return chinese(self.expected)

    @property
    def found_zh(self) -> str:
        """Say in Chinese what was found; bytes and names as they are."""
        return chinese(self.found)

    def as_json(self) -> dict[str, str]:
        """Return the finding with its meaning, for programs."""
        return {
            "code": self.code,
            "where": self.where,
            "where_zh": self.where_zh,
            "expected": self.expected,
            "expected_zh": self.expected_zh,
            "found": self.found,
            "found_zh": self.found_zh,
            "meaning_zh": self.meaning_zh,
            "meaning_en": self.meaning_en,
        }


@dataclass(slots=True)
class Report:
    """Outcome of a verification. Sound means that there is no finding."""

    log: str = ""
    size: int = 0
    root: bytes = b""
    events: int = 0
    signatures: int = 0
    withheld: int = 0
    disclosed: int = 0
    findings: list[Finding] = field(default_factory=list)
    witnesses: list[Cosignature] = field(default_factory=list)
    """Which of the witnesses that the reader trusts cosigned the checkpoint."""
    facts: list[str] = field(default_factory=list)
    """Declared facts that are no findings: void acts, confirmations, erasures."""

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.findings
