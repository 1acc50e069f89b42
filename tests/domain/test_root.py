"""Nobody takes the root's place alone: keys and offices of a root need the root, or two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from domain.decisions import decide
from domain.kernel import Command
from domain.mandate import commands as c
from domain.mandate import errors
from domain.mandate import events as e
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from tests.domain.planning_given import august, noon
from tests.support.desk import Desk

TODAY = august(18)
ROOT = Mandated("root", Role.ROOT, "d1", "m-root")
REGISTRAR = Mandated("clerk", Role.REGISTRAR, "d1", "m-clerk")
OTHER = Mandated("deputy", Role.REGISTRAR, "d1", "m-deputy")
WATCH = Mandated("watch", Role.SUPERVISOR, "d1", "m-watch")
OFFICER = Mandated("officer", Role.BUREAU_OFFICER, "d1", "m-officer")
REVOKE = c.RevokeKey(person="root", kid="k-root", reason="遗失", void_from_index=3)
ENROL = c.EnrolKey(person="root", kid="k-new", suite=1, key="", proof="")
DISMISS = c.RevokeMandate(person="root", mandate="m-root", reason="另有任用")
CROWN = c.GrantMandate(
    mandate="m-2", person="clerk", role=Role.ROOT, body="d1", from_on=date(2026, 8, 18)
)
ABOUT_THE_ROOT = [REVOKE, ENROL, DISMISS, CROWN]


@dataclass
class SignedDesk(Desk):
    """A desk that remembers by whom people were given keys and offices."""

    makers: dict[str, frozenset[str]] = field(default_factory=dict)

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        made = self.makers.get(stream.partition(":")[2], frozenset({"root"}))
        return {e.MandateGranted.TOPIC: made, e.KeyEnrolled.TOPIC: frozenset({"root"})}


@pytest.fixture
def desk() -> SignedDesk:
    desk = SignedDesk(noon(TODAY))
    for actor in (ROOT, REGISTRAR):
        granted = c.GrantMandate(
            mandate=actor.mandate,
            person=actor.person,
            role=Role(actor.role),
            body="d1",
            from_on=TODAY,
        )
        key = ENROL.model_copy(update={"person": actor.person, "kid": f"k-{actor.person}"})
        desk.do(key, granted)
    return desk


def sign(desk: Desk, command: Command, *actors: Mandated) -> None:
    decision = decide(desk, command, at=desk.at)
    for recorded in decision:
        desk.given(recorded.stream, recorded.event)
    authorise(desk, [decision], actors)


@pytest.mark.parametrize("command", ABOUT_THE_ROOT)
@pytest.mark.parametrize("actors", [(REGISTRAR,), (REGISTRAR, OFFICER), (REGISTRAR, REGISTRAR)])
def test_one_registrar_alone_does_not_take_the_root_s_place(
    desk: SignedDesk, command: Command, actors: tuple[Mandated, ...]
) -> None:
    with pytest.raises(errors.RootAloneError) as caught:
        sign(desk, command, *actors)
    assert caught.value.facts["person"] in {"root", "clerk"}


@pytest.mark.parametrize("command", ABOUT_THE_ROOT)
@pytest.mark.parametrize("actors", [(ROOT,), (REGISTRAR, OTHER), (REGISTRAR, WATCH)])
def test_the_root_does_or_two_who_do_not_owe_each_other_their_offices(
    desk: SignedDesk, command: Command, actors: tuple[Mandated, ...]
) -> None:
    sign(desk, command, *actors)


@pytest.mark.parametrize(
    "makers",
    [
        {"watch": frozenset({"clerk"})},
        {"watch": frozenset({"root", "clerk"})},
        {"clerk": frozenset({"watch"})},
        {"watch": frozenset({"puppet"}), "puppet": frozenset({"clerk"})},
    ],
)
def test_whoever_hired_the_second_signs_alone(
    desk: SignedDesk, makers: dict[str, frozenset[str]]
) -> None:
    desk.makers = makers
    with pytest.raises(errors.RootAloneError):
        sign(desk, REVOKE, REGISTRAR, WATCH)


def test_other_people_s_keys_and_offices_are_a_registrar_s_matter(desk: SignedDesk) -> None:
    sign(desk, REVOKE.model_copy(update={"person": "clerk", "kid": "k-clerk"}), REGISTRAR)
    sign(desk, c.RevokeMandate(person="clerk", mandate="m-clerk", reason="任期届满"), REGISTRAR)
    sign(desk, ENROL.model_copy(update={"person": "new"}), REGISTRAR)


def test_whoever_is_the_root_no_more_is_like_others(desk: SignedDesk) -> None:
    sign(desk, DISMISS, ROOT)
    sign(desk, REVOKE, REGISTRAR)
