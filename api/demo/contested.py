"""A contested mark: what a complainant, the office of disputes and the zone do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from api.demo.campaign import SUPERVISOR, Campaign
from api.demo.rounds import Rounds
from domain.dispute import commands as case
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.dispute.remedies import Ground, Outcome, Reason, RevokeAppointment, VoidMark
from domain.mandate.commands import DeclareRecusal

CASE, DISPUTES = "case-2026-01", "b-dispute"
CLERK, CHAIR, PANEL = "o-dispute", "o-chair", ("o-inquirer-1", "o-inquirer-2", "o-inquirer-3")


class ContestedMark:
    """One case, from the complaint to the list that is put up anew.

    ``ask`` is what the office of disputes does before it decides: what would have been.
    """

    def __init__(
        self, campaign: Campaign, rounds: Rounds, told: dict[str, Any], ask: Callable[[], None]
    ) -> None:
        self._campaign, self._cast, self._rounds = campaign, campaign.cast, rounds
        self._told, self._ask = told, ask

    def complain(self) -> None:
        """Receive the complaint and admit it."""
        told, act = self._told, self._cast.act
        zone, complainant = told["zone"], told["complainant"]
        receive = case.ReceiveCase(
            case=CASE,
            channel=ChannelKind.INTERNAL,
            complainant=complainant,
            filed_by=complainant,
            matter=Matter(
                kind=MatterKind.PLACEMENT,
                affected=complainant,
                against=told["against"],
                decided_by=zone,
                decider=Decider.TOWN_OFFICE,
                known_on=date(2026, 8, 11),
            ),
            contested=f"recruitment-round:r-{zone}",
            first_owner=CLERK,
            body=DISPUTES,
            text=told["text"],
        )
        clerk = self._cast.official(CLERK)
        act(receive, self._cast.as_self(complainant), clerk)
        act(case.AdmitCase(case=CASE), clerk)

    def investigate(self) -> None:
        """Ask what would have been, investigate, and let the judge declare what bars him."""
        self._ask()
        told, clerk = self._told, self._cast.official(CLERK)
        self._cast.act(case.AppointInvestigators(case=CASE, investigators=PANEL), clerk)
        found = Reason(
            ground=Ground.PROCEDURE_VIOLATED, text="应当回避的评委参加评分", basis="条例 第39条"
        )
        report = case.ReportInvestigation(case=CASE, findings=(found,), text=told["findings"])
        self._cast.act(report, *map(self._cast.official, PANEL))
        recusal = DeclareRecusal(
            person=self._recused, other=told["against"], relation=told["relation"]
        )
        self._cast.act(recusal, self._cast.as_self(self._recused))

    def decide(self) -> None:
        """Revoke the placement for the mark that should not have been given, and serve it."""
        told = self._told
        round_, rival = f"r-{told['zone']}", told["against"]
        decide = case.DecideCase(
            case=CASE,
            outcome=Outcome.REVOKE,
            reasons=(
                Reason(
                    ground=Ground.PROCEDURE_VIOLATED,
                    text="应当回避的评委参加评分, 影响公正处理",
                    basis="条例 第39条",
                ),
            ),
            remedies=(
                VoidMark(round=round_, judge=self._recused, bidder=rival, item=told["item"]),
                RevokeAppointment(round=round_, teacher=rival),
            ),
            presiding=CHAIR,
        )
        self._cast.act(decide, self._cast.official(CHAIR))
        serve = case.ServeDecision(case=CASE, channel="当面送达并签收")
        self._cast.act(serve, self._cast.official(CLERK))

    def carry_out(self) -> None:
        """Record what the decision brings about, select by the new ranking, publish anew."""
        zone = self._told["zone"]
        office = self._campaign.filer_of(zone)
        signers = [CHAIR, SUPERVISOR, office]
        actors = [self._cast.official(each) for each in signers]
        self._cast.act(case.ExecuteCase(case=CASE), *actors, *self._cast.committee(zone))
        self._rounds.offer_by_rank(f"r-{zone}", lambda _: True)
        self._rounds.close(f"r-{zone}", office)
        self._rounds.publish(f"r-{zone}", zone, office)

    @property
    def _recused(self) -> str:
        """The judge who should have withdrawn."""
        told = self._told
        return f"j-{told['zone']}-{told['judge'] + 1}"
