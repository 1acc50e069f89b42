"""Dangerous lines of ledger, vault, witness and importers."""

from __future__ import annotations

BACKWARD = "tests/ledger/test_back_dated.py"
GIVEN = "tests/ledger/test_given_once.py"
ROOTS = "tests/*/test_root.py"
STOLEN = "tests/ledger/test_stolen_key*.py"
RECEIVED = "tests/http/test_late_signatures.py"
TAMPERING = "tests/ledger/test_tampering*.py"
CHECKPOINTS = "tests/ledger/test_checkpoints.py"
FOUNDING = "tests/ledger/test_founding.py"
LEDGER = "adapters/ledger/"
ENROLLED = "tests/ledger/test_passkeys.py"
STORE = "tests/ledger/test_damaged_store.py"
WITNESS = "tests/witness/test_witness.py"
ASKING = "tests/witness/test_asking*.py"

IDENTITIES = "tests/ledger/test_identities.py"
SLOW = "tests/witness/test_slow_witness.py"

MUTANTS = (
    (
        LEDGER + "act_recorder.py",
        "return self._registered_meanwhile(cursor, act)",
        "return None",
        IDENTITIES,
    ),
    ("adapters/vault/identities.py", "if name in there}", "}", IDENTITIES),
    ("adapters/witness/asking.py", "timeout=seconds", "timeout=60", SLOW),
    (LEDGER + "witnessed.py", "last[:2] == (log, note)", "last[0] == log", ASKING),
    ("adapters/witness/asking.py", "if len(content) >= MAX_REQUEST:", "if False:", ASKING),
    ("adapters/witness/witness.py", "if request.old != size:", "if False:", WITNESS),
    ("adapters/witness/witness.py", "if last.checkpoint.root !=", "if b'' ==", WITNESS),
    ("adapters/witness/witness.py", "            self._state.keep(seen)\n", "", WITNESS),
    ("adapters/witness/witness.py", "return not request.proof and (", "return (", WITNESS),
    ("adapters/witness/asking.py", "if size == old:", "if False:", ASKING),
    (LEDGER + "application.py", "must_extend(cosigned[0],", "print(cosigned[0],", ASKING),
    (LEDGER + "witnessed.py", "if kept and _size_in(kept) >", "if b'' and 0 >", ASKING),
    (LEDGER + "log_reader.py", "and cosigned[0] == checkpoint:", "and checkpoint:", ASKING),
    (
        LEDGER + "store_check.py",
        "except MalformedError as exc:",
        "except OSError as exc:",
        TAMPERING,
    ),
    (LEDGER + "act_recorder.py", "with preparing(engine)", "with engine.begin()", GIVEN),
    ("adapters/ledger/judging.py", "or clock >= (latest", "or (latest", BACKWARD),
    ("adapters/ledger/judging.py", "if latest - clock > MOST_OFF:", "if False:", BACKWARD),
    (
        "adapters/ledger/newest.py",
        "self._read(since, size)",
        "self._read(size - 1, size)",
        BACKWARD,
    ),
    (LEDGER + "checks.py", "or signature.suite != used.suite:", "or False:", ENROLLED),
    (LEDGER + "checks.py", "suites.is_key(event.suite, key)", "True", ENROLLED),
    (LEDGER + "checks.py", "if is_given(name):", "if False:", GIVEN),
    (LEDGER + "act_recorder.py", "if self._is_given(cursor, name):", "if False:", GIVEN),
    (LEDGER + "given.py", "if name in found:", "if False:", GIVEN),
    (LEDGER + "checks.py", "or states.is_void(actor.person, mandate", "or bool(mandate", STOLEN),
    (
        LEDGER + "checks.py",
        "if key is not None and states.is_void(",
        "if states is None and (",
        STOLEN,
    ),
    (LEDGER + "index_check.py", "if found != expected:", "if False:", TAMPERING),
    (LEDGER + "checkpoints.py", "if size > 1:", "if False:", CHECKPOINTS),
    (LEDGER + "act_recorder.py", "if act.size == 0:", "if False:", FOUNDING),
    (LEDGER + "states.py", "not self._is_confirmed(blamed, giving) for", "True for", STOLEN),
    (LEDGER + "states.py", "each.index > max(revoked) and not", "not", STOLEN),
    (LEDGER + "states.py", "and not self._blamed(each)", "", STOLEN),
    (LEDGER + "judging.py", "if abs(now - draft.at) > MOST_OFF:", "if now < draft.at:", RECEIVED),
    (LEDGER + "judging.py", "if now == draft.at:", "if True:", RECEIVED),
    (LEDGER + "judging.py", "today != draft.decision:", "not today:", RECEIVED),
    (
        "adapters/ledger/states.py",
        "_sign(stream, row.topic, frozenset(giving.persons))",
        "pass",
        ROOTS,
    ),
    ("adapters/ledger/database_check.py", "if expected != found:", "if False:", STORE),
    ("adapters/ledger/database_check.py", 'if told != "ok":', "if False:", STORE),
)
