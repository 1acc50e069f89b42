"""An event's facts in the words of the trade, for people who have never seen the program."""

from __future__ import annotations

import re
from collections.abc import Mapping

from audit.format.restricted_json import JsonValue

_FIELDS: Mapping[str, str] = {
    "teacher": "教师",
    "bidder": "竞聘人",
    "bidders": "计分人员",
    "judge": "评委",
    "person": "人员",
    "persons": "人员",
    "round": "竞聘轮次",
    "plan": "方案",
    "notice": "公示",
    "school": "学校",
    "schools": "学校",
    "from_school": "原学校",
    "to_school": "新学校",
    "school_year": "学年",
    "posts": "岗位",
    "post": "岗位",
    "teaching": "教学岗",
    "auxiliary": "辅助岗",
    "numbers": "岗位序号",
    "office": "职务",
    "title": "名称",
    "name": "名称",
    "kind": "类别",
    "item": "项目",
    "mark": "打分",
    "total": "总分",
    "periods": "课时",
    "amount": "数量",
    "exact": "精确值",
    "components": "分项",
    "inputs": "依据",
    "rule": "计算方法",
    "ranks": "名次",
    "rank": "名次",
    "rows": "排名",
    "ties": "同分",
    "tie_path": "同分比较",
    "fact": "事实",
    "counts": "数目",
    "option": "档次",
    "evidence": "证据",
    "reason": "理由",
    "detail": "说明",
    "authority": "批准依据",
    "after_lock": "锁定后更正",
    "wishes": "志愿",
    "pledged": "诚信承诺",
    "late_by_authority": "准予逾期至",
    "until": "截止",
    "from": "起始",
    "on": "日期",
    "from_on": "自",
    "until_on": "至",
    "due_on": "应于",
    "last_day": "最后一日",
    "late": "逾期",
    "answer_until": "答复截止",
    "intents_from": "意向开始",
    "intents_until": "意向截止",
    "working_days": "工作日数",
    "entries": "名单",
    "contact": "受理方式",
    "unit": "单位",
    "address": "地址",
    "telephone": "电话",
    "email": "邮箱",
    "receiver": "受理人",
    "issuer": "发布单位",
    "organiser": "组织单位",
    "body": "单位",
    "stage": "阶段",
    "population": "竞聘范围",
    "staff": "应参加人数",
    "present": "实到人数",
    "ballots": "测评票",
    "excellent": "优秀",
    "competent": "合格",
    "basically_competent": "基本合格",
    "not_competent": "不合格",
    "staff_class": "人员类别",
    "establishment": "编制数",
    "original_staff": "原有人员",
    "opinions": "意见数",
    "opinions_adopted": "采纳意见数",
    "staff_heard": "听取意见人数",
    "reached": "送达人数",
    "schools_present": "到会学校",
    "required": "应有人数",
    "original_hired": "已聘原有人员",
    "vacant": "空缺职务",
    "classes": "任教班级",
    "remote": "偏远",
    "ground": "事由",
    "holders": "现任人员",
    "restore": "恢复",
    "district": "区县",
    "root_person": "台账管理人",
    "parent": "上级单位",
    "kickoff_on": "启动",
    "intents_from_on": "意向开始",
    "intents_until_on": "意向截止",
    "selection_from_on": "选聘开始",
    "selection_until_on": "选聘截止",
    "coordination_on": "协调会",
    "cutoff_on": "截止日",
    "notice_on": "公示日",
    "term_starts_on": "开学",
    "version": "版本",
    "scoring": "评分表",
    "tie_chain": "同分排序",
    "nodes": "评分项目",
    "max": "最高分",
    "per_unit": "每单位分值",
    "options": "档次分值",
    "total_max": "总分上限",
    "key": "依据项目",
    "delegates": "代表总数",
    "in_favour": "赞成",
    "against": "反对",
    "abstained": "弃权",
    "passed": "通过",
    "channel": "送达方式",
    "missing": "缺少材料",
    "order": "裁定次序",
    "method": "裁定方式",
    "witnesses": "见证人",
    "mandate": "授权",
    "role": "角色",
    "kid": "密钥编号",
    "list_sha256": "名单摘要",
    "pack_sha256": "规则包摘要",
    "inputs_sha256": "计分依据摘要",
    "objection": "异议编号",
    "objector": "异议人",
    "relation": "关系",
    "other": "对方",
    "service_started_on": "参加工作日期",
    "joined_school_on": "到校日期",
    "subject": "学科",
    "town_office": "镇教办",
    "headcount": "人数",
    "duties": "职责",
    "targets": "任务目标",
    "conditions": "工作条件",
    "liability": "违约责任",
    "copies": "份数",
    "pack": "规则包",
    "timetable": "时间安排",
    "basis_docs": "制定依据",
    "document": "文号",
    "shares": "分配",
    "items": "评分项目",
    "favours": "照顾情况",
    "of": "受照顾人",
    "bonus": "加分",
    "priority": "同分优先",
    "protection": "保护登记",
    "seats": "待聘名额",
    "lists": "入围名单",
    "places": "入围名额",
    "entered": "入围",
    "outside": "未入围",
    "tied": "末位同分",
    "open_places": "待定名额",
    "points": "得分",
    "keys": "比较依据",
    "failed": "未达合格线",
    "first_part": "入围成绩",
    "for_shortlist": "入围末位同分",
}
_VALUES: Mapping[str, str] = {
    "by_rank": "按名次",
    "subject_need": "学科需要",
    "higher_ranked_declined": "前序人员放弃",
    "only_bidder": "唯一报名人",
    "not_answered": "逾期未答复",
    "placed_elsewhere": "已受聘他岗",
    "withdrawn_by_school": "学校撤回",
    "not_selected": "未被选聘",
    "not_shortlisted": "未入围",
    "disqualified": "资格不合格",
    "declined": "本人放弃",
    "no_intent": "未提交意向",
    "in_school": "校内竞聘",
    "coordination": "协调会",
    "teaching": "教学人员",
    "auxiliary": "教辅人员",
    "second_vote": "再次表决",
    "lots": "抽签",
    "added_headcount": "增加名额",
    "amount": "数量",
    "counts": "计数",
    "option": "档次",
    "appointment_revoked": "撤销聘任",
    "left_unplaced": "落聘",
    "term_ended": "聘期届满",
    "removed": "免职",
    "moved": "调离学校",
    "office_taken": "职务已另有任职人员",
    "post_elsewhere": "本人已在他校任职",
}
_MILLI = "_milli"
_WORD = re.compile(r"[a-z]+(_[a-z]+)*")


def told(facts: Mapping[str, JsonValue]) -> str:
    """Return facts as one line of Chinese: ``竞聘人：a1；评委：j1；打分：75``."""
    return "；".join(f"{field(name)}：{_value(name, each)}" for name, each in facts.items())


def field(name: str) -> str:
    """Return the word for a field; its own name where the trade has none."""
    plain = name.removesuffix(_MILLI)
    return _FIELDS.get(plain, plain)


def path(text: str) -> str:
    """Return the words for a path of fields, as differences name them."""
    return "·".join(field(part) for part in text.split("."))


def _value(name: str, value: JsonValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return _points(value) if name.endswith(_MILLI) else str(value)
    if value is None:
        return "无"
    if isinstance(value, str):
        return _VALUES.get(value, value) if _WORD.fullmatch(value) else value
    if isinstance(value, dict):
        return f"（{told(value)}）"
    return "、".join(_value(name, each) for each in value) or "无"


def _points(milli: int) -> str:
    return f"{milli / 1000:.3f}".rstrip("0").rstrip(".")
