"""What reports say in English, in Chinese: one table, read as patterns.

``{}`` stands for anything, and is itself put into Chinese where the table knows it. What the
table does not know (hashes, names, texts of the evidence) stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = re.compile("[\u4e00-\u9fff]")
"""A letter of Chinese: what has one speaks for itself."""
_PLACES = {
    "index {}, event {}, {} position {}": "第{}号文书第{}个事件，{}第{}位",
    "index {}, event {}": "第{}号文书第{}个事件",
    "index {}": "第{}号文书",
    "position {}": "第{}位",
    "{}, {} position {}": "{}，{}第{}位",
    "checkpoint": "检查点",
    "checkpoint {}": "规模{}的检查点",
    "archive": "压缩包",
    "database": "数据库",
    "node {}": "树节点{}",
    "tree nodes": "树节点",
    "stored event {}": "所存第{}个事件",
    "stored events": "所存事件",
    "stored entry {}": "所存第{}号条目",
    "name {}": "名称 {}",
    "disclosures.ndjson: {} of {}": "disclosures.ndjson：{1}的{0}",
}
_FACTS = {
    "act at index {} is void: key {} was revoked": "第{}号文书作废：密钥{}已被撤销",
    "act {} was confirmed": "文书{}已经确认",
    "personal data of {} was erased": "{}的个人信息已依法删除",
    "{} event bodies are withheld: a revocation among them would not be seen": (
        "有{}个事件的正文未公开：其中如有撤销，无从得知"
    ),
    "{} acts from index {} to {} rest on keys or offices that the act at index {} gave: "
    "here they keep their effects, a replay leaves them out": (
        "第{1}至{2}号文书中有{0}件，所用的密钥或授权由作废的第{3}号文书给予：核验保留其效力，重放不予计入"
    ),
    "no witness has cosigned a checkpoint of this store": "本库的检查点还没有见证方副签",
    "{} of {} acts were shown to witnesses": "{1}件文书中有{0}件经见证方见证",
    "the log key was taken from the bundle itself: compare it": (
        "台账公钥取自证据包本身：请与另行取得的公钥比对"
    ),
    "the act at index {} is in the log": "第{}号文书在台账中",
    "signed by {} whose keys are not known here, which counts for nothing: "
    "name the witnesses that you trust with --policy or --witness": (
        "另有{}个未知公钥的签名，不作数：请用 --policy 或 --witness 指明所信任的见证方"
    ),
    "no known witness cosigned the checkpoint: that nobody was shown another log is not proved": (
        "检查点没有已知见证方的副签：不能证明没有人看到另一本台账"
    ),
}
_EXPECTED = {
    "not before {}": "不早于{}",
    "a manifest": "证据包清单",
    "nothing": "无",
    "no such file": "无此文件",
    "a file": "有此文件",
    "{} bytes": "{}字节",
    "the file of that digest": "与摘要相符的文件",
    "one spelling": "唯一写法",
    "another spelling": "另一种写法",
    "-1 unreadable": "无法读取",
    "a note signed by the log": "由台账签名的检查点",
    "a tile": "树的分片",
    "disclosures": "公开的个人信息",
    "another value": "另一内容",
    "a proof that holds": "成立的证明",
    "one well-formed entry": "合规的条目",
    "a whole bundle of entries": "完整的条目包",
    "{} entries": "{}个条目",
    "no more bodies": "没有更多正文",
    "{} more": "多出{}个",
    "one well-formed body": "合规的事件正文",
    "one well-formed body a line": "每行一个合规的事件正文",
    "a known topic": "规则所知的事件类型",
    "an act id of its own": "未用过的文书编号",
    "a size from 1 to {}": "1至{}之间的规模",
    "position {} after {}": "第{}位，接在{}之后",
    "no event that can be read": "没有能读取的事件",
    "a well-formed event": "合规的事件",
    "a good signature": "有效的签名",
    "key {}": "密钥{}",
    "a key that stands": "有效的密钥",
    "nobody": "无人",
    "an instant": "时刻",
    "no such instant: {}": "没有这一时刻：{}",
    "a mandate that stands": "有效的授权",
    "{} as {} of {}": "{}以{}身份代表{}",
    "{}, given by the void act at index {}": "{}，由作废的第{}号文书给予",
    "the hash that the entries give": "由条目算出的哈希",
    "another hash": "另一哈希",
    "{} of {}, or a decision to erase it": "{1}的{0}，或删除决定",
    "neither": "两者皆无",
    "a cosignature of {} under this checkpoint": "{}对本检查点的副签",
    "one that fails": "不成立的副签",
    "cosigned by {}": "由{}副签",
    "{} of {} ({})": "{1}个中的{0}个（{2}）",
    "one that can be read": "能够读取的数据库",
    "ok": "完好",
    "none": "无",
    "number {}": "编号{}",
    "{} position {}, {}": "{}第{}位，{}",
    "{} in acts": "文书中{}个",
    "{} in the store": "库中{}个",
    "{} nodes": "{}个节点",
    "entry {} from event {}": "第{}号条目，自第{}个事件起",
    "a number of events": "事件数",
    "kept as given": "已登记为给出",
    "not kept": "未登记",
    "given by an event": "由事件给出",
    "by none": "没有事件给出",
}
_ERRORS = {
    "{}: {} due, found {}": "{}：应为{}，实为{}",
    "an act of an unknown version": "文书版本未知",
    "a hash is not text": "哈希不是文本",
    "an act's id or time is not well written": "文书编号或时间写法不合规",
    "an act's cause is not the id of an act": "文书的起因不是文书编号",
    "an act rests on a negative size": "文书所依据的规模为负",
    "an act has too few or too many events or actors": "文书的事件或行为人过少或过多",
    "an event body of an unknown version": "事件正文版本未知",
    "a stream or topic is not well named": "流水或事件类型的名称不合规",
    "position and prev of an event body do not fit": "事件正文的序号与前一事件的哈希不相符",
    "cannot read {}: {}": "无法读取{}：{}",
    "cannot read {} in the archive": "无法读取压缩包中的{}",
    "cannot read {}": "无法读取{}",
    "it is no regular file of the bundle": "不是证据包中的普通文件",
    "the proof does not carry its entry": "证明未附条目",
    "nothing is disclosed": "没有公开任何内容",
    "a value is disclosed twice": "同一内容公开了两次",
    "a manifest of an unknown version": "清单版本未知",
    "the manifest's objects are not sorted, or lead outside": "清单所列文件未排序，或指向包外",
    "a negative size": "规模为负",
    "the checkpoint is of {}, not of {}": "检查点属于{}，不属于{}",
    "a checkpoint has three lines: origin, size, root": "检查点应为三行：台账名、规模、根",
    "{} is larger than {} bytes": "{}超过{}字节",
    "{} is not a zip archive": "{}不是 zip 压缩包",
    "there is no {}": "没有{}",
    "{} is compressed in the archive": "{}在包中被压缩",
    "a line of {} does not end, or is too long": "{}中有一行没有结束或过长",
    "base64 with a second spelling: {}": "base64 有另一种写法：{}",
    "not base64: {}": "不是 base64：{}",
    "{} bytes where {} are due": "有{}字节，应为{}字节",
    "not {} bytes in lower-case hex: {}": "不是小写十六进制的{}字节：{}",
    "not hex: {}": "不是十六进制：{}",
    "not a decimal number: {}": "不是十进制数：{}",
    "number too large: {}": "数字过大：{}",
    "field {} should be {}": "字段{}应为{}",
    "{} should have the fields {}": "{}应有字段 {}",
    "an entry is cut short": "条目不完整",
    "an entry of {} bytes; the most is {}": "条目有{}字节，最多{}字节",
    "an entry of an unknown frame version": "条目框架版本未知",
    "bytes follow the end of an entry": "条目之后还有字节",
    "an entry without a signature": "条目没有签名",
    "a key id is not 16 bytes long": "密钥编号不是16字节",
    "a signature out of range": "签名数值超出范围",
    "not a signature in DER": "不是 DER 写法的签名",
    "the note is too large": "签名文本过大",
    "the note has no signatures after a blank line": "签名文本的空行之后没有签名",
    "the note has too many signatures": "签名文本的签名过多",
    "the note is not signed by a known key": "没有已知公钥的签名",
    "a signature line of the note is malformed": "签名行不合规",
    "a signature of the note is too short": "签名过短",
    "a signature of the note is not base64": "签名不是 base64",
    "a note's text ends with a line feed and has no control characters": (
        "签名文本应以换行结束且没有控制字符"
    ),
    "bad signature of {} under the note": "{}在检查点上的签名不成立",
    "not a verifier key: name+keyid+key is due": "不是公钥行：应为 名称+编号+公钥",
    "the verifier key is of kind {}, where {} is due": "公钥的类型是{}，应为{}",
    "the verifier key does not fit its key id": "公钥与编号不符",
    "the note is not UTF-8": "签名文本不是 UTF-8",
    "the verifier key is not 33 bytes in base64": "公钥不是 base64 的33字节",
    "{} is not JSON": "{}不是 JSON",
    "not an origin for passkeys: {}": "不是通行密钥的网站：{}",
    "passkeys need https, or localhost": "通行密钥需要 https 或 localhost",
    "an origin with a second spelling: {}": "网站地址有另一种写法：{}",
    "client data of more than 1024 bytes": "客户端数据超过1024字节",
    "client data that is not a plain object": "客户端数据不是普通对象",
    "a name stands twice in client data": "客户端数据中同一名称出现两次",
    "not a point of P-256": "不是 P-256 曲线上的点",
    "a passkey without an origin or a credential id": "通行密钥没有网站或凭据编号",
    "an assertion of another length than it says": "断言的长度与所称不符",
    "client data that is not JSON": "客户端数据不是 JSON",
    "number outside restricted JSON: {}": "数字不合受限 JSON：{}",
    "JSON with a second spelling": "JSON 有另一种写法",
    "integer beyond 2^53 - 1": "整数超过 2^53 - 1",
    "nested too deeply": "嵌套过深",
    "not restricted JSON": "不是受限 JSON",
    "a key is not ASCII text": "键名不是 ASCII 文本",
    "not a restricted JSON value": "不是受限 JSON 的值",
    "a string is not in Unicode NFC": "字符串不是 Unicode NFC",
    "a {} has no place in restricted JSON": "受限 JSON 中不能有 {}",
    "a log is founded once, by its first event": "台账只由第一个事件建立一次",
    "an event about a person's key, mandate or data in another stream": (
        "关于某人密钥、授权或个人信息的事件写在别的流水中"
    ),
    "a date with a second spelling: {}": "日期有另一种写法：{}",
    "an enrolled key does not fit its id, or is of an unknown suite": (
        "登记的密钥与编号不符，或算法未知"
    ),
    "a key was enrolled twice": "同一密钥登记了两次",
    "a key was enrolled without proof of possession": "登记密钥时没有持有证明",
    "a key was revoked that does not stand, or from a later index": (
        "撤销的密钥并不有效，或起点晚于撤销"
    ),
    "a mandate was revoked that does not stand": "撤销的授权并不有效",
    "a mandate was granted twice": "同一授权授予了两次",
    "no such date: {}": "没有这一日期：{}",
    "an entry bundle is cut short": "条目包不完整",
    "a tile is too short": "树的分片过短",
    "not a proof file": "不是证明文件",
    "a proof file names no index": "证明文件没有写明序号",
    "leaf {} is not in a tree of {}": "规模为{1}的树中没有第{0}号",
    "no consistency proof from {} to {}": "从{}到{}没有一致性证明",
    "the inclusion proof leads to another root": "存在性证明得出另一个根",
    "the consistency proof is empty": "一致性证明为空",
    "the consistency proof leads to other roots": "一致性证明得出另外的根",
    "the proof is too short": "证明过短",
    "the proof is too long": "证明过长",
    "a hash is not 32 bytes long": "哈希不是32字节",
    "equal sizes need an empty proof and equal roots": "规模相同时证明应为空且根相同",
    "node {}/{} of the tree is gone or damaged": "树节点{}/{}缺失或损坏",
    "node {}/{} of the tree is missing": "树节点{}/{}缺失",
    "no such time for a cosignature: {}": "副签没有这一时刻：{}",
    "acts rest on one another in a circle": "文书互为依据，成为循环",
    "an act": "文书",
    "an actor": "行为人",
    "an event body": "事件正文",
    "a basis": "所依据的检查点",
    "a disclosure": "公开的内容",
    "an object of the manifest": "清单中的一项",
    "a withheld body": "未公开的正文",
}
"""Messages of ``errors.py`` that findings quote."""


def _compiled() -> list[tuple[re.Pattern[str], str]]:
    """Return the patterns, the most definite first."""
    table = {**_PLACES, **_FACTS, **_EXPECTED, **_ERRORS}
    order = sorted(table, key=lambda text: len(text.replace("{}", "")), reverse=True)
    return [
        (re.compile(re.escape(text).replace(r"\{\}", "(.+?)"), re.DOTALL), table[text])
        for text in order
    ]


_PATTERNS = _compiled()
MAX_LENGTH = 2000
"""Characters of the longest text that is looked up: a forger may have written it."""


@lru_cache(maxsize=512)
def chinese(text: str) -> str:
    """Return a report's text in Chinese, or the text itself where it says nothing in English."""
    if len(text) > MAX_LENGTH:
        return text
    for pattern, told in _PATTERNS:
        found = pattern.fullmatch(text)
        if found is not None:
            return told.format(*map(chinese, found.groups()))
    return text


def both(text: str) -> str:
    """Return a message in English and Chinese; as it is where it has both, or one alone."""
    if _HAN.search(text):
        return text
    told = chinese(text)
    return text if told == text else f"{text} {told}"
