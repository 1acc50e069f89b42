"""Writes ``docs/rules.md`` and tells which rules have no test."""

from __future__ import annotations

import sys

from tests.rules_book.page import PAGE, page, without_test

PAGE.write_text(page(), encoding="utf-8")
missing = without_test()
sys.stdout.write("".join(f"no test shows {each}\n" for each in missing))
sys.stdout.write(f"{PAGE.name} written\n")
sys.exit(1 if missing else 0)
