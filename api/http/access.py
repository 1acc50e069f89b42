"""Who may ask what: one table, deny by default.

``GRANTS`` names every operation. An operation that is not in it cannot be served: the
application does not start. Which *rows* a person sees follows from the mandates that
stand at this moment: one's own record, the bodies for which one holds an office (a town
office's schools with it), the matters that one decides, or all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.mandate.roles import Role


class Grant(StrEnum):
    """What it takes to be let in."""

    ANYONE = "anyone"
    PERSON = "person"
    """Somebody with a session; the rows are those that concern this person."""
    OWN_OR_REGISTRAR = "own_or_registrar"
    """The person whose record it is, or the office that keeps the personal files."""
    ACTOR = "actor"
    """One of those who act in the draft."""
    AUDITOR = "auditor"
    """The offices that audit: the supervisor, and who keeps the ledger."""
    CONCERNED = "concerned"
    """Whom the decision concerns, who handles a case about it, or who audits."""


GRANTS: dict[str, Grant] = {
    "healthz": Grant.ANYONE,
    "readyz": Grant.ANYONE,
    "metrics": Grant.ANYONE,
    "read_checkpoint": Grant.ANYONE,
    "read_tile": Grant.ANYONE,
    "read_proof_file": Grant.ANYONE,
    "list_checkpoints": Grant.ANYONE,
    "read_proof": Grant.ANYONE,
    "list_acts": Grant.ANYONE,
    "read_act": Grant.ANYONE,
    "list_districts": Grant.ANYONE,
    "read_district": Grant.ANYONE,
    "list_bodies": Grant.ANYONE,
    "read_body": Grant.ANYONE,
    "list_schools": Grant.ANYONE,
    "read_school": Grant.ANYONE,
    "list_plans": Grant.ANYONE,
    "read_plan": Grant.ANYONE,
    "list_packs": Grant.ANYONE,
    "read_pack": Grant.ANYONE,
    "list_quotas": Grant.ANYONE,
    "list_quota_formula": Grant.ANYONE,
    "list_district_totals": Grant.ANYONE,
    "list_grades": Grant.ANYONE,
    "list_intakes": Grant.ANYONE,
    "list_exchanges": Grant.ANYONE,
    "read_exchange": Grant.ANYONE,
    "list_appraisal_shares": Grant.ANYONE,
    "list_honour_calls": Grant.ANYONE,
    "list_attendance_sheets": Grant.ANYONE,
    "read_sheet": Grant.ANYONE,
    "list_school_reviews": Grant.ANYONE,
    "list_procedure_reviews": Grant.ANYONE,
    "list_routes": Grant.ANYONE,
    "list_posts": Grant.ANYONE,
    "list_rounds": Grant.ANYONE,
    "read_round": Grant.ANYONE,
    "list_notices": Grant.ANYONE,
    "read_notice": Grant.ANYONE,
    "read_notice_page": Grant.ANYONE,
    "create_challenge": Grant.ANYONE,
    "create_session": Grant.ANYONE,
    "create_passkey_options": Grant.ANYONE,
    "create_passkey": Grant.ANYONE,
    "create_passkey_proof": Grant.ANYONE,
    "create_passkey_challenge": Grant.ANYONE,
    "create_passkey_session": Grant.ANYONE,
    "read_session": Grant.PERSON,
    "delete_session": Grant.PERSON,
    "list_teachers": Grant.PERSON,
    "read_teacher": Grant.PERSON,
    "read_personal": Grant.OWN_OR_REGISTRAR,
    "list_bids": Grant.PERSON,
    "list_marks": Grant.PERSON,
    "list_rankings": Grant.PERSON,
    "list_offers": Grant.PERSON,
    "list_unplaced": Grant.PERSON,
    "list_transfers": Grant.PERSON,
    "list_objections": Grant.PERSON,
    "list_contracts": Grant.PERSON,
    "read_contract": Grant.PERSON,
    "list_offices": Grant.PERSON,
    "list_mandates": Grant.PERSON,
    "list_keys": Grant.PERSON,
    "list_deadlines": Grant.PERSON,
    "list_cases": Grant.PERSON,
    "read_case": Grant.PERSON,
    "list_alarms": Grant.PERSON,
    "list_protections": Grant.PERSON,
    "list_grade_records": Grant.PERSON,
    "list_exchange_moves": Grant.PERSON,
    "list_awards": Grant.PERSON,
    "list_honours": Grant.PERSON,
    "list_named_appraisals": Grant.PERSON,
    "list_attachments": Grant.PERSON,
    "list_attendance_weeks": Grant.PERSON,
    "list_attendance": Grant.PERSON,
    "list_organs": Grant.PERSON,
    "list_appraisals": Grant.PERSON,
    "list_year_grades": Grant.PERSON,
    "list_team_reviews": Grant.PERSON,
    "list_team_scores": Grant.PERSON,
    "list_responsibility_letters": Grant.PERSON,
    "list_mending": Grant.PERSON,
    "list_evaluator_courses": Grant.PERSON,
    "list_inspections": Grant.PERSON,
    "replay_event": Grant.CONCERNED,
    "suppose_event": Grant.CONCERNED,
    "list_breaches": Grant.AUDITOR,
    "read_events": Grant.PERSON,
    "read_position": Grant.PERSON,
    "create_draft": Grant.PERSON,
    "read_draft": Grant.ACTOR,
    "record_act": Grant.ACTOR,
}

ALL_ROWS = frozenset({Role.ROOT, Role.REGISTRAR, Role.BUREAU_OFFICER, Role.SUPERVISOR})
"""Offices that see every row. The supervisor audits: facts, but no plain personal data."""
AUDITORS = frozenset({Role.ROOT, Role.SUPERVISOR})
"""Offices that see also what is kept from the offices whose decisions are complained of."""
ALL_NAMES = frozenset({Role.REGISTRAR, Role.BUREAU_OFFICER})
"""Offices that see everybody's name."""
ALL_PERSONAL = frozenset({Role.REGISTRAR})
"""Offices that see whole personal records."""
BODY_ROWS = frozenset(
    {Role.PRINCIPAL, Role.SECRETARY, Role.COMMITTEE_MEMBER, Role.JUDGE, Role.TOWN_OFFICER}
)
"""Offices that see the rows, and names, of their own body and of the schools under it."""
HEADS = frozenset({Role.PRINCIPAL, Role.SECRETARY, Role.TOWN_OFFICER})
"""Offices that answer for the staff of a school."""
HANDLERS = HEADS | {Role.DISPUTE_OFFICER, Role.BUREAU_OFFICER, Role.HR_OFFICER}
"""Offices that may handle a case that is before their body."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks, with the mandates that stand now. ``NOBODY`` has no session."""

    person: str = ""
    mandates: tuple[tuple[str, str], ...] = ()
    """Pairs of role and body."""
    passkeys: tuple[tuple[str, str], ...] = ()
    """Pairs of a passkey's name for browsers and its key id."""

    @property
    def roles(self) -> frozenset[str]:
        """The roles of all mandates."""
        return frozenset(role for role, _ in self.mandates)

    @property
    def sees_all(self) -> bool:
        """Tell whether every row is open to this reader."""
        return self.holds_any(ALL_ROWS)

    @property
    def audits(self) -> bool:
        """Tell whether also cases and their acts are open to this reader."""
        return self.holds_any(AUDITORS)

    def holds_any(self, roles: frozenset[Role]) -> bool:
        """Tell whether this reader holds one of these roles for any body."""
        return not self.roles.isdisjoint(roles)

    @property
    def sees_all_names(self) -> bool:
        """Tell whether this reader sees everybody's name."""
        return self.holds_any(ALL_NAMES)

    @property
    def sees_all_personal(self) -> bool:
        """Tell whether this reader sees whole personal records."""
        return self.holds_any(ALL_PERSONAL)

    @property
    def adjudicates(self) -> bool:
        """Tell whether matters under objection are open to this reader."""
        return Role.DISPUTE_OFFICER in self.roles

    def bodies(self, roles: Iterable[str] = BODY_ROWS) -> frozenset[str]:
        """Return the bodies for which one of these roles is held."""
        wanted = frozenset(roles)
        return frozenset(body for role, body in self.mandates if role in wanted)

    @property
    def scope(self) -> str:
        """What distinguishes this reader's answers from others', for entity tags."""
        return repr((self.person, sorted(self.mandates)))


NOBODY = Reader()
