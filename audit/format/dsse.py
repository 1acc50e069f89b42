"""Pre-authentication encoding of DSSE v1: what a signature is made over."""

from __future__ import annotations


def pre_auth(payload_type: str, body: bytes) -> bytes:
    """Return ``DSSEv1 SP len(type) SP type SP len(body) SP body``."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)
