"""``python -m tests.rules_book`` writes ``docs/rules.md`` from the code and the tests."""
