"""The dossier as one HTML page: no script, no picture, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from audit.format.restricted_json import JsonValue
from audit.replay import facts

_STYLE = """
body{font-family:"FangSong","STFangsong","Noto Serif CJK SC",serif;max-width:50em;margin:2em auto;
padding:0 1em;line-height:1.7;color:#111}
h1{text-align:center;font-size:1.8em;letter-spacing:.3em}
h2{border-bottom:2px solid #a00;font-size:1.2em;margin-top:2em}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em .5em;
text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f3f3f3;white-space:nowrap}
pre,code{font-family:monospace;white-space:pre-wrap;word-break:break-all;font-size:.85em}
.verdict{font-size:1.4em;text-align:center;border:2px solid #a00;padding:.5em;margin:1em 0}
.bad{color:#a00;font-weight:bold}section.exhibit{border-left:3px solid #ccc;padding-left:1em;
margin:1em 0}@media print{section.exhibit{page-break-inside:avoid}}
"""
_LONG = 300
"""Characters of an event's facts that are shown unfolded."""
Document = Mapping[str, JsonValue]


def as_html(document: Document) -> str:
    """Return the page of a dossier's document."""
    title = _text(document["title"])
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>',
        f"<style>{_STYLE}</style></head><body>",
        *_cover(document),
        *_parties(document),
        *_timeline(document),
        *_evidence(document),
        *_rules(document),
        *_derivations(document),
        *_suppositions(document),
        *_checkpoint(document),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _cover(document: Document) -> Iterator[str]:
    yield f"<h1>{_text(document['title'])}</h1>"
    rows = {
        "案号": str(document["case"]).removeprefix("dispute:"),
        "事项": document["matter"],
        "争议的决定": f"{document['term']}（{document['event']}）",
        "台账": document["log"],
        "制作日期": document["printed_on"],
    }
    course = [(str(each["name"]), each["told"]) for each in _dicts(document, "course")]
    yield _table(None, [*((name, value) for name, value in rows.items() if value), *course])
    if course:
        yield from _decision(document["decision"])
    yield f'<p class="verdict">对原决定的复算：{_text(document["verdict"])}</p>'
    yield _ordered(_list(document, "reasons"))
    yield (
        "<p>说明：复算结论由有效签名的原始事件按当时施行的规则重新计算得出，不采用任何已存储的"
        "结果，只回答原决定与当时在册的事实、规则是否相符；事后查明的事实和处理结果，以处理决定"
        "为准。复算结论是否采纳，由有权机关决定。</p>"
    )


def _decision(decision: JsonValue) -> Iterator[str]:
    assert isinstance(decision, dict), "the document tells the decision so"
    yield f'<p class="verdict">处理决定：{_text(decision["outcome"] or "尚未作出")}</p>'
    if decision["reasons"]:
        yield f"<p>理由：</p>{_ordered(_list(decision, 'reasons'))}"
    if decision["remedies"]:
        yield f"<p>处理事项：</p>{_ordered(_list(decision, 'remedies'))}"


def _ordered(lines: Iterable[JsonValue]) -> str:
    return "<ol>" + "".join(f"<li>{_text(each)}</li>" for each in lines) + "</ol>"


def _parties(document: Document) -> Iterator[str]:
    yield "<h2>一、当事人及有关人员</h2>"
    rows = [
        (each["person"], each["name"], "；".join(str(part) for part in _list(each, "parts")))
        for each in _dicts(document, "parties")
    ]
    yield _table(("编号", "姓名", "在本案中"), rows)
    if document["names_told"]:
        yield f"<p>{_text(document['names_told'])}</p>"
    yield "<p>未列姓名的人员，其个人信息与本案无关，只以编号表示，台账中仅存承诺值。</p>"


def _timeline(document: Document) -> Iterator[str]:
    yield "<h2>二、经过</h2>"
    rows = [
        (each["number"], each["at_told"], each["term"], _result(each))
        for each in _dicts(document, "exhibits")
    ]
    yield _table(("证据", "时间", "事项", "复算"), rows)


def _evidence(document: Document) -> Iterator[str]:
    yield "<h2>三、证据</h2>"
    for each in _dicts(document, "exhibits"):
        heading = f"证据{_text(each['number'])} {_text(each['term'])}"
        yield f'<section class="exhibit"><h3>{heading}</h3>'
        yield _table(None, list(_exhibit_rows(each)))
        yield "</section>"


def _exhibit_rows(each: Document) -> Iterator[tuple[JsonValue, JsonValue]]:
    basis = each["basis"]
    yield "文书自述时间", each["at_told"]
    yield "入账次序", each["received_told"]
    yield "事件", f"{each['event']}，第{each['index']}号文书（{each['act']}）"
    yield "签署人", "；".join(str(signer) for signer in _list(each, "signers_told"))
    if isinstance(basis, dict):
        yield "签署时所见", f"{basis['size']}件文书，根 {basis['root']}"
    for one in _dicts(each, "published"):
        yield f"公布内容 {one['event']}", _facts(one["facts"])
    rules = [f"{one['name']}（{one['basis']}）" for one in _dicts(each, "rules")]
    if rules:
        yield "适用规则", "；".join(dict.fromkeys(rules))
    yield "复算", _result(each)
    for one in _dicts(each, "differences"):
        path = str(one["path"])
        published, recomputed = (
            facts.shown(path, str(one[side])) for side in ("published", "recomputed")
        )
        yield f"不符：{facts.path(path)}", f"公布 {published}；复算 {recomputed}"
    for one in _dicts(each, "findings"):
        yield "真实性问题", f"{one['meaning_zh']}（{one['where_zh']}）"
    yield "存在性证明", f"{each['proof']}（SHA-256 {each['sha256']}）"


def _rules(document: Document) -> Iterator[str]:
    yield "<h2>四、适用的规则</h2>"
    rows = [
        (each["name"], each["basis"], f"{each['text']}（{each['where']}）")
        for each in _dicts(document, "rules")
    ]
    yield _table(("规则", "依据", "程序中的原文（英文）"), rows)
    yield (
        "<p>“依据”栏中，条例指《事业单位人事管理条例》；S、A、B、C、E、T、INV、X 开头的编号为"
        "规则手册的条目。规则手册与程序一并公布。</p>"
    )


def _derivations(document: Document) -> Iterator[str]:
    yield "<h2>五、计分与排序过程</h2>"
    told = _list(document, "derivations")
    yield from (f"<pre>{_text(each)}</pre>" for each in told)
    if not told:
        yield "<p>本案不涉及排名。</p>"


def _suppositions(document: Document) -> Iterator[str]:
    yield "<h2>六、假设推演</h2>"
    told = _dicts(document, "suppositions")
    yield from (f"<pre>{_text(each['text'])}</pre>" for each in told)
    if not told:
        yield "<p>未作假设推演。</p>"


def _checkpoint(document: Document) -> Iterator[str]:
    yield "<h2>七、检查点与核验方法</h2>"
    yield f"<pre>{_text(document['checkpoint'])}</pre>"
    yield from _witnesses(document)
    yield f"<p>台账公钥：<code>{_text(document['vkey'])}</code></p>"
    yield "<p>核验方法见“核验说明.txt”。改动本卷宗任何一件证据，核验都会失败。</p>"


def _witnesses(document: Document) -> Iterator[str]:
    seen = document["witnessing"]
    assert isinstance(seen, dict), "the package tells of witnesses"
    rows = [(each["name"], each["at_told"], each["vkey"]) for each in _dicts(seen, "witnesses")]
    if rows:
        yield _table(("见证方", "副签时间", "见证方公钥"), rows)
    yield from (f"<p>{_text(each)}</p>" for each in _list(seen, "told"))


def _result(each: Document) -> str:
    if each["refusal"]:
        return f"依规不应作出：{each['refusal']}"
    if each["stands"]:
        return "与公布一致" if each["asked"] else "以记录为准"
    return f"与公布不符（{len(_list(each, 'differences'))}处）"


class _Markup(str):
    """Text that is markup already; every other text is escaped."""

    __slots__ = ()


def _facts(value: JsonValue) -> str:
    """Return facts in words; long ones fold, and print open."""
    content = facts.told(value) if isinstance(value, dict) else str(value)
    if len(content) <= _LONG:
        return content
    head = escape(content[:_LONG])
    return _Markup(f"<details><summary>{head}……（展开全文）</summary>{escape(content)}</details>")


def _table(head: tuple[str, ...] | None, rows: Iterable[tuple[JsonValue, ...]]) -> str:
    parts = ["<table>"]
    if head is not None:
        parts.append("<tr>" + "".join(f"<th>{_text(each)}</th>" for each in head) + "</tr>")
    for row in rows:
        first, *rest = row
        tag = "th" if head is None else "td"
        cells = "".join(f"<td>{_text(each)}</td>" for each in rest)
        parts.append(f"<tr><{tag}>{_text(first)}</{tag}>{cells}</tr>")
    return "".join([*parts, "</table>"])


def _text(value: JsonValue) -> str:
    if isinstance(value, _Markup):
        return value
    return escape("" if value is None else str(value))


def _list(document: Document, name: str) -> list[JsonValue]:
    value = document[name]
    assert isinstance(value, list), "the document has a list here"
    return value


def _dicts(document: Document, name: str) -> list[dict[str, JsonValue]]:
    return [each for each in _list(document, name) if isinstance(each, dict)]
