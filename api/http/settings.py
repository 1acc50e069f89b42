"""Bounds of the HTTP door. The defaults suit one district on one machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How much one caller may ask for, and how long things are kept."""

    max_body: int = 1 << 20
    """Largest request body in bytes."""
    requests_a_second: float = 50
    """Requests that one caller may make a second in the long run."""
    burst: int = 300
    """Requests that one caller may make at once."""
    session_seconds: int = 8 * 3600
    challenge_seconds: int = 120
    draft_seconds: int = 900
    max_sessions: int = 20_000
    max_challenges: int = 20_000
    max_drafts: int = 10_000
    most_in_a_batch: int = 64
    """Acts that may share one transaction."""
    hold_wait_seconds: float = 30
    """How long a draft waits for streams that another signer holds."""
    follow_seconds: float = 0.1
    """Least pause between two rounds of bringing the views up to date."""
    most_lag: int = 10_000
    """Acts by which the views may lag before ``/readyz`` says no."""
    replay_seconds: float = 20
    """How long one replay or supposition may take."""
    compliance_seconds: float = 300
    """How long one inspection of all history may take."""
    most_replays_waiting: int = 8
    """Replays that may wait for the one that runs."""
    origin: str = "http://localhost:8000"
    """Address under which people's browsers see the server; passkeys are bound to it."""
    trust_proxy: bool = False
    """Take the caller's address from ``X-Forwarded-For``; only behind a proxy that sets it."""


DEFAULTS = Settings()
