"""What replays, suppositions and inspections look like over the wire."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

Anything = dict[str, object]


class ReplayShown(BaseModel):
    """A decision recomputed. ``verdict``: uphold, modify, revoke or redo."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "log": "ledger.example.org",
                    "size": 1200,
                    "checkpoint": "ledger.example.org\n1200\n…",
                    "event": "recruitment-round:r-s01#956",
                    "topic": "recruitment.ranking-computed.v1",
                    "term": "计算排名",
                    "decided_by": "recruitment-round:r-s01#956",
                    "verdict": "uphold",
                    "verdict_zh": "维持",
                    "reasons": ["按当时有效的规则、依据真实的事件复算，结果与公布一致。"],
                    "published": {},
                    "recomputed": [],
                    "differences": [],
                    "streams": ["recruitment-round:r-s01", "plan:plan-2026"],
                    "steps": [],
                    "surroundings": [],
                    "findings": [],
                    "withheld": 0,
                }
            ]
        }
    )
    log: str
    size: int
    checkpoint: str
    event: str
    topic: str
    term: str
    decided_by: str
    verdict: str
    verdict_zh: str
    reasons: list[str]
    published: Anything
    recomputed: list[Anything]
    differences: list[Anything]
    streams: list[str]
    steps: list[Anything]
    surroundings: list[Anything]
    findings: list[Anything]
    withheld: int = Field(description="Steps of which this reader sees only the name")


class SuppositionShown(BaseModel):
    """What would have been otherwise. ``target`` says what would have become of the decision."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": "recruitment-round:r-s01#956",
                    "supposed": ["剔除提交意向书（recruitment-round:r-s01#7）"],
                    "asked": 31,
                    "target": "内容改变",
                    "effects": [],
                    "standings": [],
                    "seats": [],
                    "vacancies": [],
                    "withheld": 0,
                }
            ]
        }
    )
    event: str
    supposed: list[str]
    asked: int
    target: str
    effects: list[Anything]
    standings: list[Anything]
    seats: list[Anything]
    vacancies: list[Anything]
    withheld: int = Field(description="Changes for others, which this reader does not see")


class Article(BaseModel):
    """One article, with what was done against it."""

    article: str
    breaches: list[Anything]


class InspectionShown(BaseModel):
    """Every rule over a span of history. ``clean`` where no breach is open."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "log": "ledger.example.org",
                    "size": 1200,
                    "from": "",
                    "to": "",
                    "decisions": 2100,
                    "recorded": 800,
                    "clean": True,
                    "articles": [],
                    "anomalies": [],
                }
            ]
        }
    )
    log: str
    size: int
    first: str = Field(alias="from")
    last: str = Field(alias="to")
    decisions: int
    recorded: int
    clean: bool
    articles: list[Article]
    anomalies: list[Anything]
