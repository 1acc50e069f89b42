"""The page of a notice, out of the ledger: now, or as it stood."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, cast

from adapters.documents.notice import NoticePage, notice_page
from adapters.ledger.application import Ledger
from adapters.ledger.mapper import envelope_of, event_of, head_of
from api.composition import HomeError
from domain.catalog import evolve
from domain.kernel import require, stream_of
from domain.notice.events import Contact
from domain.notice.state import Notice
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound
from domain.values.time import beijing_date
from projections.views import Views

BLANK = "（请填写）"
OFF_THE_LIST = "（已不在名单）"
TITLE = "关于拟聘人员名单的公示"


def page_of(
    ledger: Ledger,
    views: Views,
    key: str,
    *,
    index: int | None = None,
    on: date | None = None,
    named: Collection[str] | None = None,
) -> NoticePage:
    """Return the notice of a round, filled in with names; as of an index or the end of a day.

    ``named`` are the only people of the list whose names may be told; without it, all.

    Raises:
        HomeError: The round has no notice, or had none at that time.
    """
    states = ledger.states()
    round_ = states.find(RecruitmentRound, key)
    notice = _notice_as_of(ledger, key, index, on)
    if notice is None or round_ is None:
        raise HomeError(f"no notice for round {key} 没有该轮竞聘的公示")
    plan = states.find(Plan, round_.plan)
    changed = index is None and on is None and round_.list_sha256() != notice.list_sha256
    people = {entry.person for entry in notice.entries}
    gone = dict.fromkeys(people - set(people if named is None else named), OFF_THE_LIST)
    _, note = ledger.checkpoint()
    return notice_page(
        notice,
        title=TITLE,
        basis=f"《{plan.title}》" if plan is not None else "竞聘上岗实施方案",
        stage=round_.stage,
        changed=changed,
        contact=notice.contact,
        names=ledger.names_of({notice.contact.receiver, *(people - gone.keys())}) | gone,
        bodies=views.bodies(),
        checkpoint=note.decode(),
    )


def command_of(ledger: Ledger, key: str) -> dict[str, Any]:
    """Return the command that would put up the list of a round as it stands, anew if one is up.

    Contact and reason are left for people to fill in.

    Raises:
        HomeError: There is no such round.
    """
    states = ledger.states()
    round_ = states.find(RecruitmentRound, key)
    if round_ is None:
        raise HomeError(f"{key}: no such round 没有该轮竞聘")
    entries = [entry.model_dump(mode="json") for entry in round_.notice_entries()]
    if states.find(Notice, key) is not None:
        return {"command": "RestartNotice", "notice": key, "reason": BLANK, "entries": entries}
    pack = require(states, Plan, round_.plan).packs[round_.pack_sha256]
    return {
        "command": "PublishNotice",
        "round": key,
        "working_days": pack.notice.working_days,
        "contact": dict.fromkeys(Contact.model_fields, BLANK),
        "entries": entries,
    }


def _notice_as_of(ledger: Ledger, key: str, index: int | None, on: date | None) -> Notice | None:
    stream = stream_of(Notice, key)
    state: Notice | None = None
    for place, number in ledger.places(stream):
        (row,) = ledger.entries(place + 1, start=place)
        later = on is not None and beijing_date(head_of(row.data).at) > on
        if later or (index is not None and place > index):
            break
        state = cast("Notice", evolve(stream, state, event_of(envelope_of(row.bodies[number]))))
    return state
