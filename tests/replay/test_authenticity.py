"""Only genuine acts count: signed by their actors, with keys and mandates that stood then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.evidence.bundle_source import BundleSource
from audit.format.act import Actor
from audit.replay.authenticity import Authenticity
from audit.replay.case import Verdict
from audit.replay.checked_act import CheckedAct
from audit.replay.source import Source, place_of
from domain.mandate.commands import ConfirmAct, RevokeKey
from domain.mandate.roles import Role
from tests.ledger.stolen_key_given import EVE, THEFT, confirm, revoke, stolen
from tests.replay.replayed import name_of, replayed, source_of
from tests.replay.told import Tell, Told, told_otherwise
from tests.replay.town import Round
from tests.support.forge import ROOT, Forge, enrolment, grant
from tests.support.office import Office, signer


def mark_of(source: Source) -> CheckedAct:
    """Return j1's mark for a1, checked."""
    name = name_or_place(source)
    return Authenticity(source).check(name)


def name_or_place(source: Source) -> int:
    """Return the index of j1's mark for a1, genuine or not: it is the first mark of all."""
    for act in source.acts():
        if any(isinstance(body, bytes) and b"judge-marked" in body for body in act.bodies):
            return act.index
    raise AssertionError("there is a mark")


def codes(checked: CheckedAct) -> set[str]:
    return {finding.code for finding in checked.findings}


@pytest.fixture
def scored(fresh: Round) -> Round:
    fresh.prepare()
    fresh.plan()
    fresh.bid()
    fresh.score()
    return fresh


def test_a_genuine_act_counts_with_all_its_events(scored: Round) -> None:
    checked = mark_of(source_of(scored))
    assert checked.genuine
    assert checked.findings == ()
    assert [each.event.TOPIC for each in checked.events] == ["recruitment.judge-marked.v1"]


@pytest.mark.parametrize(
    ("tell", "code"),
    [
        pytest.param(lambda t: replace(t, signers=("a2",)), "signature.key", id="another's key"),
        pytest.param(
            lambda t: replace(t, signers=("j1", "head")), "signature.key", id="one too many"
        ),
        pytest.param(
            lambda t: replace(t, actors=(Actor("j1", "judge", "school-1", "no-such"),)),
            "mandate.standing",
            id="no such mandate",
        ),
        pytest.param(
            lambda t: replace(t, actors=(Actor("j1", "judge", "school-2", t.actors[0].mandate),)),
            "mandate.standing",
            id="another body",
        ),
        pytest.param(
            lambda t: replace(t, at="2026-04-30T00:00:00.000Z"), "mandate.standing", id="too early"
        ),
    ],
)
def test_an_act_without_authority_counts_for_nothing(
    scored: Round, tmp_path: Path, tell: Callable[[Told], Told], code: str
) -> None:
    def first_mark(told: Told) -> Told:
        mine = any(data.get("bidder") == "a1" for _, _, data in told.facts)
        by_j1 = any(actor.person == "j1" for actor in told.actors)
        return tell(told) if mine and by_j1 else told

    source = told_otherwise(scored.office, tmp_path, first_mark)
    checked = mark_of(source)
    assert code in codes(checked)
    assert checked.events == ()
    assert replayed(source, "recruitment.ranking-computed").verdict is Verdict.MODIFY


def test_a_mandate_that_no_registrar_granted_is_none(scored: Round, tmp_path: Path) -> None:
    tell: Tell = lambda told: (  # noqa: E731 - one line
        replace(told, actors=(Actor("a2", "self", "", ""),))
        if any(data.get("mandate") == "judge-j1-school-1" for _, _, data in told.facts)
        else told
    )
    source = told_otherwise(scored.office, tmp_path, tell)
    assert codes(mark_of(source)) >= {"mandate.standing"}


def test_marks_of_a_key_that_was_stolen_are_void_until_they_are_confirmed(scored: Round) -> None:
    source = source_of(scored)
    index = mark_of(source).index
    key = signer("j1").enrolment("gongxin.example/office")["kid"]
    revoke = RevokeKey(person="j1", kid=str(key), reason="密钥被盗", void_from_index=index)
    scored.act(revoke, scored.office.root)
    stolen = source_of(scored)
    assert codes(mark_of(stolen)) == {"signature.key"}
    assert replayed(stolen, "recruitment.ranking-computed").verdict is not Verdict.UPHOLD
    arbiter = scored.office.hire("arbiter", Role.DISPUTE_OFFICER, "d1")
    for mark in range(index, index + 3):
        act = Authenticity(source).check(mark).act
        assert act is not None
        confirm = ConfirmAct(person="j1", act=act.act, reason="复核无误")
        scored.act(confirm, arbiter)
    confirmed = source_of(scored)
    assert mark_of(confirmed).genuine
    assert replayed(confirmed, "recruitment.ranking-computed").verdict is Verdict.UPHOLD


def test_both_databases_are_read_alike(open_office: Callable[[], Office]) -> None:
    round_ = Round(open_office()).whole()
    source = source_of(round_)
    name = name_of(source, "recruitment.offer-accepted", teacher="a1")
    assert place_of(source, name).n == 0
    assert replayed(source, "recruitment.offer-accepted", teacher="a1").verdict is Verdict.UPHOLD
    assert source.stream("no-such:stream") == []


@pytest.mark.parametrize("told_before", [True, False])
def test_whom_a_thief_hired_does_not_stand_by_her_own_word(
    tmp_path: Path, *, told_before: bool
) -> None:
    """Her act rests on the void one, and that on her confirmation: neither stands."""
    forge = stolen()
    if told_before:
        revoke(forge)
    confirm(forge, THEFT, by=EVE)
    if not told_before:
        revoke(forge)
    confirming = 5 + told_before
    source = BundleSource(forge.export(tmp_path / "bundle"), vkey=forge.vkey)
    authenticity = Authenticity(source)
    checked = [authenticity.check(index) for index in (confirming, THEFT)]
    assert [each.genuine for each in checked] == [False, False]
    assert [each.genuine for each in map(Authenticity(source).check, (THEFT, confirming))] == [
        False,
        False,
    ]


def test_a_replay_says_why_it_leaves_out_what_a_verifier_lets_stand(tmp_path: Path) -> None:
    forge = stolen()
    revoke(forge)
    source = BundleSource(forge.export(tmp_path / "bundle"), vkey=forge.vkey)
    hired = Authenticity(source).check(THEFT + 1)
    assert not hired.genuine
    assert {each.code for each in hired.findings} == {"signature.void", "mandate.void"}
    assert all("第3号文书" in each.found_zh for each in hired.findings)
    assert all("核验" in each.meaning_zh for each in hired.findings)
    thief = Authenticity(source).check(THEFT)
    assert {each.code for each in thief.findings} == {"signature.key"}


def test_after_the_theft_is_told_both_say_that_the_key_does_not_stand(tmp_path: Path) -> None:
    forge = stolen()
    revoke(forge)
    index = len(forge.entries)
    forge.act([("decision:eve", "school.seat-taken.v1", {"person": "eve"})], actors=[EVE])
    source = BundleSource(forge.export(tmp_path / "bundle"), vkey=forge.vkey)
    found = Authenticity(source).check(index).findings
    assert {each.code for each in found} == {"signature.key", "mandate.standing"}


def test_a_hundred_registrars_each_hired_by_the_one_before_stand(tmp_path: Path) -> None:
    """However long the line back to the founding, it is walked to its end."""
    forge, before = Forge().found(), ROOT
    for number in range(100):
        name = f"r{number}"
        stream, office = f"mandates:{name}", grant(f"m-{name}", name, "registrar", "district")
        key = (stream, "mandate.key-enrolled.v1", enrolment(name))
        forge.act([key, (stream, "mandate.mandate-granted.v1", office)], actors=[before])
        before = Actor(name, "registrar", "district", f"m-{name}")
    source = BundleSource(forge.export(tmp_path / "bundle"), vkey=forge.vkey)
    assert Authenticity(source).check(100).genuine
    assert Authenticity(source).read(source.act(100)).genuine
