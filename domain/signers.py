"""签署权限表: every topic with its signers and its duty, each context's beside its events."""

from __future__ import annotations

from domain.appraisal import signers as appraisal
from domain.attendance import signers as attendance
from domain.award import signers as award
from domain.contract import signers as contract
from domain.dispute import signers as dispute
from domain.exchange import signers as exchange
from domain.grade import signers as grade
from domain.honour import signers as honour
from domain.intake import signers as intake
from domain.mandate import signers as mandate
from domain.mandate.needs import Rule
from domain.mandate.roles import Duty
from domain.mandate.root import GIVEN
from domain.mending import signers as mending
from domain.notice import signers as notice
from domain.office import signers as office
from domain.organ import signers as organ
from domain.oversight import signers as oversight
from domain.planning import signers as planning
from domain.principal import signers as principal
from domain.protection import signers as protection
from domain.quota import signers as quota
from domain.recruitment import signers as recruitment
from domain.research import signers as research
from domain.review import signers as review
from domain.school import signers as school
from domain.teacher import signers as teacher
from domain.tenure import signers as tenure

SIGNERS: dict[str, Rule] = {
    **appraisal.SIGNERS,
    **attendance.SIGNERS,
    **award.SIGNERS,
    **contract.SIGNERS,
    **dispute.SIGNERS,
    **exchange.SIGNERS,
    **grade.SIGNERS,
    **honour.SIGNERS,
    **intake.SIGNERS,
    **mandate.SIGNERS,
    **mending.SIGNERS,
    **notice.SIGNERS,
    **office.SIGNERS,
    **organ.SIGNERS,
    **oversight.SIGNERS,
    **planning.SIGNERS,
    **principal.SIGNERS,
    **protection.SIGNERS,
    **quota.SIGNERS,
    **recruitment.SIGNERS,
    **research.SIGNERS,
    **review.SIGNERS,
    **school.SIGNERS,
    **teacher.SIGNERS,
    **tenure.SIGNERS,
}
"""For every topic: who may sign it. A topic that is not here cannot be recorded."""
DUTIES: dict[str, Duty] = {
    **appraisal.DUTIES,
    **attendance.DUTIES,
    **contract.DUTIES,
    **dispute.DUTIES,
    **exchange.DUTIES,
    **honour.DUTIES,
    **notice.DUTIES,
    **office.DUTIES,
    **principal.DUTIES,
    **recruitment.DUTIES,
    **research.DUTIES,
    **tenure.DUTIES,
}
"""Topics that carry one of the duties that are kept apart (职责分离)."""
REMEMBERED = frozenset(DUTIES) | GIVEN
"""Topics of which it matters later who signed them: for duties, and for who gave what to whom."""
