"""Dangerous lines of the format and the offline verifier."""

from __future__ import annotations

BACK_DATED = "tests/audit/test_back_dated.py"
FORMAT = "tests/audit"
EDGES = "tests/audit/test_edges.py"
STOLEN = "tests/ledger/test_stolen_key*.py"
BUNDLES = "tests/audit/test_bundle*.py"
PASSKEYS = "tests/audit/test_passkey*.py"
WITNESSES = "tests/audit/test_witness*.py"
ASKING = "tests/witness/test_asking*.py"

MUTANTS = (
    ("audit/format/cosignature.py", "if len(lines) > MAX_SIGNATURES:", "if False:", ASKING),
    ("audit/format/cosignature.py", ", key=_stated_in):", ", key=str):", ASKING),
    ("audit/format/cosignature.py", "and verify(", "or verify(", WITNESSES),
    ("audit/format/policy.py", "if key.public in self._publics:", "if False:", WITNESSES),
    ("audit/format/policy.py", "if each in self._grouped:", "if False:", WITNESSES),
    ("audit/format/policy.py", ">= group.least", ">= 1", WITNESSES),
    ("audit/format/witnessed.py", "if any(given.public ==", "if any(given ==", WITNESSES),
    ("audit/format/witnessed.py", "not policy.is_met_by(found.keys):", "False:", WITNESSES),
    ("audit/format/standing.py", "                gone.update(kept)\n", "", STOLEN),
    ("audit/format/restricted_json.py", "if _write(value) != data:", "if False:", FORMAT),
    (
        "audit/format/ed25519.py",
        "if public in BLOCKED or signature[:32] in BLOCKED:",
        "if False:",
        FORMAT,
    ),
    ("audit/format/tree.py", "if computed != root:", "if False:", FORMAT),
    ("audit/format/tree.py", "if old != root1 or new != root2:", "if new != root2:", FORMAT),
    ("audit/format/tree.py", "if last != 0:", "if False:", FORMAT),
    ("audit/format/entry.py", "if at != len(data):", "if False:", FORMAT),
    ("audit/format/verify.py", "if reading.log != self._log:", "if False:", FORMAT),
    ("audit/format/verify.py", "if self._acts.get(raw_id) is not None:", "if False:", FORMAT),
    ("audit/format/spilling.py", "if row is None else row[0]", "", FORMAT),
    ("audit/format/verify.py", "if signers != actors:", "if False:", FORMAT),
    ("audit/format/verify.py", "if not good:", "if False:", FORMAT),
    ("audit/format/verify.py", "elif before != head:", "elif False:", FORMAT),
    (
        "audit/format/verify.py",
        "max(newest, self._times.below(reading.basis.size))",
        "newest",
        BACK_DATED,
    ),
    ("audit/format/verify.py", "reading.stated < earliest", "False", BACK_DATED),
    (
        "audit/format/verify.py",
        "follows = self._withheld.pop(before[8:])",
        "follows = 0",
        BACK_DATED,
    ),
    ("audit/format/reading.py", "if n != number or act !=", "if act !=", FORMAT),
    ("audit/format/plain.py", "return ascends and", "return True and", FORMAT),
    ("audit/format/standing.py", "and mandate.from_on <= on", "", FORMAT),
    ("audit/format/standing.py", "if not is_possessed(", "if False and not is_possessed(", FORMAT),
    ("audit/format/bundle.py", "if found != (size, digest):", "if False:", FORMAT),
    ("audit/format/es256.py", "if low_s(der) != der:", "if False:", PASSKEYS),
    ("audit/format/es256.py", "if not is_point(point):", "if False:", PASSKEYS),
    ("audit/format/es256.py", "x < PRIME and y < PRIME and", "", PASSKEYS),
    ("audit/format/passkey.py", 'said.get("type") == "webauthn.get"', "True", PASSKEYS),
    (
        "audit/format/passkey.py",
        'and said.get("challenge") == challenge_of(message)',
        "",
        PASSKEYS,
    ),
    ("audit/format/passkey.py", 'and said.get("origin") == passkey.origin', "", PASSKEYS),
    ("audit/format/passkey.py", 'and said.get("crossOrigin", False) is False', "", PASSKEYS),
    ("audit/format/passkey.py", "and data[_FLAGS_AT] in FLAGS", "", PASSKEYS),
    ("audit/format/passkey.py", "and len(data) == AUTHENTICATOR_DATA", "", PASSKEYS),
    (
        "audit/format/passkey.py",
        "and data[:_FLAGS_AT] == hashlib.sha256(passkey.site.encode()).digest()",
        "",
        PASSKEYS,
    ),
    ("audit/format/passkey.py", "if len(found) != len(pairs):", "if False:", PASSKEYS),
    ("audit/format/passkey.py", "if at != len(data):", "if False:", PASSKEYS),
    (
        "audit/format/keys.py",
        "key[:POINT_SIZE] if suite == SUITE_WEBAUTHN else key",
        "key",
        PASSKEYS,
    ),
    ("audit/format/verify.py", "or suite != key.suite:", "or False:", PASSKEYS),
    ("audit/format/note.py", "if not any(good):", "if False:", FORMAT),
    ("audit/format/standing.py", "self._ended.add(name)", "pass", EDGES),
    ("audit/format/standing.py", "if kid in self._keys:", "if False:", FORMAT),
    ("audit/format/standing.py", "    if found.isoformat() != text:", "    if False:", EDGES),
    ("audit/format/bundle.py", "elif name.startswith(FILES) and name !=", "elif '' >", BUNDLES),
    ("audit/format/bundle_reader.py", "if count != width:", "if False:", BUNDLES),
    ("audit/format/standing.py", "and place not in self.void for", "for", STOLEN),
    ("audit/format/standing.py", "place > revoked_at and", "place >= revoked_at and", STOLEN),
    ("audit/format/standing.py", "    if about != person:", "    if False:", EDGES),
)
