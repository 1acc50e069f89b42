"""Applies each mutant in a copy of the tree and expects its tests to fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
FORMAT, ROUND, SCORES, STAFFING = (
    "tests/audit",
    "tests/domain",
    "tests/domain/test_scoring.py",
    "tests/domain",
)
CASES = "tests/domain"
TABLES, TIES, PACKS = (
    "tests/domain/test_shipped_tables.py",
    "tests/domain/test_tie_chains.py",
    "tests/domain/test_pack_check.py",
)
POINTS = "domain/recruitment/item_points.py"
SELECTION = "domain/recruitment/selection_rules.py"
MUTANTS = (
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
    ("audit/format/verify.py", "if raw_id in self._acts:", "if False:", FORMAT),
    ("audit/format/verify.py", "if signers != actors:", "if False:", FORMAT),
    ("audit/format/verify.py", "if not good:", "if False:", FORMAT),
    ("audit/format/verify.py", "if before != head and not", "if False and not", FORMAT),
    ("audit/format/reading.py", "if n != number or act !=", "if act !=", FORMAT),
    ("audit/format/plain.py", "return ascends and", "return True and", FORMAT),
    ("audit/format/standing.py", "and mandate.from_on <= on", "", FORMAT),
    ("audit/format/standing.py", "if not verify(key, proof, asked):", "if False:", FORMAT),
    ("audit/format/bundle.py", "if found != (size, digest):", "if False:", FORMAT),
    ("audit/format/note.py", "if not any(good):", "if False:", FORMAT),
    ("domain/recruitment/bidding.py", "rules.selection_must_be_open(state)", "pass", ROUND),
    (
        "domain/recruitment/rules.py",
        "if not state.intents_from <= at < until:",
        "if not state.intents_from <= at <= until:",
        ROUND,
    ),
    ("domain/recruitment/rules.py", "if present < required or", "if present < 1 or", ROUND),
    ("domain/recruitment/rules.py", "if at < state.intents_until and", "if False and", ROUND),
    (SELECTION, "if taken + reserved >= post.headcount:", "if taken > post.headcount:", ROUND),
    (SELECTION, "if len(hired | reserved) >= quota:", "if len(hired) >= quota:", ROUND),
    (SELECTION, "and bidder.office is None:", "and False:", ROUND),
    (SELECTION, "| {bidder.teacher}) <= room", "| {bidder.teacher}) <= room + 1", ROUND),
    (SELECTION, "if original < required and", "if False and", ROUND),
    (SELECTION, "or rank >= place:", "or rank > 0:", ROUND),
    (SELECTION, "and bidder.teacher in tie.bidders and waiting:", "and False:", ROUND),
    ("domain/recruitment/offers.py", "if teacher.holds is not None:", "if False:", ROUND),
    ("domain/recruitment/offers.py", "if at >= offer.answer_until:", "if False:", ROUND),
    ("domain/recruitment/offers.py", "periods >= pack", "periods > pack", ROUND),
    (
        "domain/recruitment/closing.py",
        "*_offices_lost(states, teacher, command.teacher, on),",
        "",
        ROUND,
    ),
    (
        "domain/recruitment/closing.py",
        "if notice.round != command.round or not notice.ended:",
        "if False:",
        ROUND,
    ),
    ("domain/recruitment/closing.py", "if notice.list_sha256 != ", "if '' != ", ROUND),
    ("domain/recruitment/revoking.py", "*_seats_freed(placed, command.teacher, on),", "", ROUND),
    ("domain/recruitment/state.py", 'changes["ranking_stands"] = False', "pass", ROUND),
    ("domain/quota/rules.py", "if taken + wanted > total:", "if wanted > total:", STAFFING),
    ("domain/quota/rules.py", "if establishment > state.establishment or", "if", STAFFING),
    ("domain/quota/formula.py", "floor(exact + _HALF)", "round(exact)", STAFFING),
    ("domain/grade/rules.py", "if taken >= seats:", "if taken > seats:", STAFFING),
    ("domain/grade/rules.py", "share.floor_of(posts)", "share.ceil_of(posts)", STAFFING),
    ("domain/grade/rules.py", "if grade < highest:", "if False:", STAFFING),
    ("domain/intake/rules.py", "or today <= announced.until_on:", ":", STAFFING),
    ("domain/intake/rules.py", "if school.staff + wanted >", "if wanted >", STAFFING),
    (
        "domain/intake/decide.py",
        "require_absent(states, Replacement, command.retired)",
        "pass",
        STAFFING,
    ),
    ("domain/exchange/rules.py", "or taken >= post.headcount:", ":", STAFFING),
    ("domain/exchange/rules.py", "if people >= host.establishment:", "if False:", STAFFING),
    ("domain/exchange/rules.py", "if teacher.on_exchange is not None:", "if False:", STAFFING),
    ("domain/exchange/moving.py", "*_leaving(command.teacher, teacher.holds, on),", "", STAFFING),
    ("domain/recruitment/scoring.py", "raw / most * Fraction", "raw * Fraction", SCORES),
    (
        "domain/recruitment/ranking.py",
        "tied = order is None and len(together) > 1",
        "tied = False",
        SCORES,
    ),
    (
        "domain/dispute/recusal.py",
        "if is_contested(states, case, case.body) and not case.rules.same_unit:",
        "if False:",
        CASES,
    ),
    ("domain/dispute/recusal.py", "if person in hands:", "if False:", CASES),
    ("domain/dispute/recusal.py", "if kin:", "if False:", CASES),
    ("domain/dispute/recusal.py", "if person in case.parties:", "if False:", CASES),
    ("domain/dispute/clocks.py", "not self.provisional and on >", "on >", CASES),
    ("domain/dispute/routing.py", "if counts and not due.is_over(each.on):", "if counts:", CASES),
    ("domain/dispute/rules.py", "if case.material_told:", "if False:", CASES),
    ("domain/dispute/rules.py", "good = bool(found & r.TO_REVOKE)", "good = bool(found)", CASES),
    ("domain/dispute/execution.py", "    if state.finalised:", "    if False:", CASES),
    ("domain/dispute/execution.py", "and not state.ranking_stands and not gap:", "and gap:", CASES),
    ("domain/mandate/signing.py", "(stream,) if contested is None else", "(stream,) or", CASES),
    (
        POINTS,
        "return cutoff.year - start.year - before",
        "return cutoff.year - start.year #",
        TABLES,
    ),
    (POINTS, "max(most - total, Fraction(0))", "most - total", TABLES),
    (POINTS, "(2 if each.single and item.single_half else 1)", "1", TABLES),
    (
        POINTS,
        "cutoff_on.year - item.within_years <",
        "cutoff_on.year - item.within_years <=",
        TABLES,
    ),
    (
        "domain/recruitment/scoring.py",
        "< Fraction(line.at_least)",
        "<= Fraction(line.at_least)",
        TABLES,
    ),
    (SELECTION, "if row is not None and row.failed:", "if False:", TABLES),
    ("domain/recruitment/ranking.py", "if not sheets[each].failed]", "]", TABLES),
    ("domain/recruitment/ranking.py", "key.by is TieMeasure.ALL_MARKS\n", "False\n", TIES),
    ("domain/recruitment/marking.py", "if ways and command", "if False and command", TIES),
    ("domain/planning/pack_lint.py", "if same & set(before):", "if False:", PACKS),
    ("domain/values/scoring.py", "if total != Fraction(self.total_max):", "if False:", PACKS),
)
"""File, line, what it becomes, and the tests that must turn red."""


def main() -> int:
    """Return 1 where a mutant survived."""
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        ignore = shutil.ignore_patterns(".git", ".venv", "demo", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, copy, ignore=ignore)
        for file, line, broken, tests in MUTANTS:
            target = copy / file
            genuine = target.read_text()
            if genuine.count(line) < 1:
                sys.exit(f"{file} has no line {line!r}: mend the list of mutants")
            target.write_text(genuine.replace(line, broken, 1))
            command = [sys.executable, "-m", "pytest", "-q", "-x", tests, "-k", "not bit"]
            done = subprocess.run(command, cwd=copy, capture_output=True, check=False)
            target.write_text(genuine)
            print(f"{'killed  ' if done.returncode else 'SURVIVED'} {file}: {line}", flush=True)
            if not done.returncode:
                survivors.append(line)
    print(f"{len(MUTANTS) - len(survivors)} killed, {len(survivors)} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
