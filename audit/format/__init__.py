"""Bytes of the ledger and the checks that need nothing else of this program. See SPEC.md."""
