"""Dangerous lines of command line and HTTP."""

from __future__ import annotations

THIEF = "tests/http/test_stolen_key.py"
BROWSERS = "tests/http/test_passkeys.py"
NAMES = "tests/http/test_names.py"

MUTANTS = (
    ("api/http/notice_routes.py", "on=day, named=named", "on=day, named=None", NAMES),
    ("api/http/passkeys.py", "if origin != self.origin:", "if False:", BROWSERS),
    (
        "api/http/passkeys.py",
        "if not self.sessions.take(challenge, person):",
        "if False:",
        BROWSERS,
    ),
    ("api/http/routing.py", "if strangers:", "if not strangers:", "tests/http/test_parts.py"),
    ("api/http/runtime.py", "if states.is_void(person, key", "if not (person or key", THIEF),
    ("api/http/runtime.py", "self._readers.clear()  # also", "pass  # also", THIEF),
    (
        "api/http/evidence_telling.py",
        '"worked": _NOTHING}',
        "}",
        "tests/http/test_evidence.py",
    ),
)
