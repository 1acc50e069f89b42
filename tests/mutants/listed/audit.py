"""Dangerous lines of replay, dossier and compliance."""

from __future__ import annotations

GENUINE = "tests/replay/test_authenticity.py"
ALTERED = "tests/replay/test_replay_altered_records.py"
MATTERS = "tests/replay/test_matters*.py"
FORGED = "tests/replay/test_forged_*.py"
SUPPOSED = "tests/replay/test_what_if_matters.py"
INSPECTION = "tests/replay/test_compliance*.py"
DOSSIER = "tests/replay/test_dossier.py"

MUTANTS = (
    ("audit/dossier/named.py", "if each.path == _NAME and commit", "if commit", DOSSIER),
    ("audit/dossier/named.py", "== each.commitment", "!= b''", DOSSIER),
    ("audit/dossier/package.py", "of_case | named.places", "of_case", DOSSIER),
    ("audit/compliance/cures.py", "matter_of(event) == breach.matter", "event", INSPECTION),
    ("audit/replay/authenticity.py", "(told and min(told) >= index)", "told", GENUINE),
    ("audit/replay/authenticity.py", "if index in self._under_way:", "if index < 0:", GENUINE),
    ("audit/replay/case.py", "Verdict.REDO if _rests_on", "Verdict.UPHOLD if _rests_on", ALTERED),
    (
        "audit/compliance/duties.py",
        "case ContractSigned() | OfficeContractSigned():",
        "case ContractSigned():",
        "tests/replay/test_office_given_back.py",
    ),
    ("audit/replay/asking.py", "further = (question.before, *", "further = (None, *", FORGED),
    ("audit/replay/blocks.py", "while start > done and", "while False and", MATTERS),
    ("audit/replay/blocks.py", 'event.data.get("team") != lead', "False and lead", MATTERS),
    ("audit/replay/comparing.py", "not in old.sealed:", "in old.sealed:", MATTERS),
    ("audit/replay/rerun.py", "if not any(_distance(found)):", "if True:", MATTERS),
    ("audit/replay/untold.py", "if not _may_move(each, opened.on, rules)", "", MATTERS),
    ("audit/replay/untold.py", "if each.effects == recorded.effects:", "if True:", MATTERS),
    (
        "audit/replay/causes.py",
        "if kind in each), frozenset())",
        "if False), frozenset())",
        SUPPOSED,
    ),
    ("audit/what_if/adapting.py", "if each.teacher in there)", "if True)", SUPPOSED),
    ("audit/what_if/supposing.py", "if votes.teacher == chosen else 0", "* 0", SUPPOSED),
    ("audit/compliance/office_duties.py", "if event.on > due_on:", "if False:", MATTERS),
    (
        "audit/compliance/running.py",
        "if stream in self._gone else None",
        "if False else None",
        INSPECTION,
    ),
    ("audit/replay/recent.py", "while self._held > self._most and", "while False and", INSPECTION),
)
