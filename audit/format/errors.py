"""What can be wrong with bytes of the ledger. Nothing else is raised by this package."""

from __future__ import annotations


class AuditError(Exception):
    """Raised when evidence cannot be trusted. Root of all errors of this package."""


class MalformedError(AuditError):
    """Raised when bytes are not written in the one spelling that the format allows."""


class ProofError(AuditError):
    """Raised when a Merkle proof does not prove what it should."""


class NoteError(AuditError):
    """Raised when a signed note is malformed, or not signed by a known key."""


class BundleError(AuditError):
    """Raised when a bundle cannot be read at all, so that no finding can be placed."""


class PolicyError(AuditError):
    """Raised when a file does not say whom its reader trusts as witnesses."""
