"""The short list of a round: first part locked, lists computed and published (入围)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import States, require
from domain.planning.pack import RulePack
from domain.recruitment import letter_rules, rules
from domain.recruitment.commands import shortlisting as c
from domain.recruitment.derivation import PostSeats, ShortlistRow
from domain.recruitment.events import shortlisting as e
from domain.recruitment.favouring import favours_of
from domain.recruitment.gone import without_those_gone
from domain.recruitment.ranking_anew import bids_by_post
from domain.recruitment.scoring import ScoreSheet, score, shown
from domain.recruitment.shortlist import first_part, keys_of, lists_of
from domain.recruitment.shortlist_rules import (
    first_part_must_be_locked,
    first_part_must_be_open,
    must_stand_without_ties,
    shortlist_rules_of,
)
from domain.recruitment.state import RecruitmentRound
from domain.school.state import School
from domain.values.digest import sha256_of
from domain.values.scoring import ScoringTable
from domain.values.shortlist import ShortlistRules
from domain.values.time import beijing_date


def draw_up(
    states: States,
    state: RecruitmentRound,
    command: c.ShortlistCommand,
    pack: RulePack,
    at: datetime,
) -> e.ShortlistEvent:
    """Decide about a short list."""
    rules.round_must_not_be_final(state)
    rules.selection_must_be_open(state)
    match command:
        case c.LockFirstPart():
            return _lock(states, state, pack, at)
        case c.ComputeShortlist():
            return compute_shortlist(state, pack)
        case c.PublishShortlist():
            found = must_stand_without_ties(state)
            return e.ShortlistPublished(
                list_sha256=found.list_sha256(), channel=command.channel, on=beijing_date(at)
            )
        case _:
            assert_never(command)


def _lock(
    states: States, state: RecruitmentRound, pack: RulePack, at: datetime
) -> e.FirstPartLocked:
    """锁定入围成绩: letters in, everybody checked, nothing missing of what the list goes by.

    The competitors and the seats to fill are frozen with it: who withdraws later leaves her
    place empty, and seats filled later change no list (T27). 依据: E.2 第9步, B5-08.
    """
    items = first_part(pack.scoring, shortlist_rules_of(pack))
    first_part_must_be_open(state)
    state = without_those_gone(states, state, state.bidders)
    letter_rules.letters_must_be_in(state, at)
    rules.everybody_must_be_checked(state)
    people = tuple(sorted(name for name, each in state.bidders.items() if each.eligible))
    inputs = [state.bidders[name].inputs() for name in people]
    score(pack.scoring, inputs, only=dict.fromkeys(people, items))
    return e.FirstPartLocked(
        bidders=people,
        items=tuple(sorted(items)),
        seats=tuple(_seats(states, state, *key) for key in sorted(bids_by_post(state, people))),
        favours=favours_of(states, pack, people, beijing_date(at)),
    )


def _seats(states: States, state: RecruitmentRound, school: str, number: str) -> PostSeats:
    post = state.post(school, number)
    assert post is not None, "a letter names posts of the list"
    taken = len(require(states, School, school).holders(number))
    return PostSeats(school=school, post=number, seats=max(post.headcount - taken, 0))


def compute_shortlist(state: RecruitmentRound, pack: RulePack) -> e.ShortlistComputed:
    """确定入围名单: a pure function of the frozen pack and the locked first part.

    After a correction it is computed anew, also after the scores were locked. 依据: B5-08.
    """
    found, going_by = first_part_must_be_locked(state), shortlist_rules_of(pack)
    population = tuple(state.bidders[name].inputs() for name in found.bidders)
    limits = dict.fromkeys(found.bidders, found.items)
    sheets = score(pack.scoring, population, only=limits)
    bids = bids_by_post(state, found.bidders)
    return e.ShortlistComputed(
        pack_sha256=state.pack_sha256,
        inputs_sha256=sha256_of(population),
        rows=tuple(_row(pack.scoring, going_by, sheet) for sheet in sheets.values()),
        lists=lists_of(going_by, sheets, bids, found.seats, found.orders),
    )


def _row(table: ScoringTable, going_by: ShortlistRules, sheet: ScoreSheet) -> ShortlistRow:
    keys = keys_of(going_by, sheet)
    return ShortlistRow(
        bidder=sheet.bidder,
        points_milli=shown(keys[0], table),
        keys=tuple(str(each) for each in keys),
        components=sheet.components,
        failed=sheet.failed,
    )
