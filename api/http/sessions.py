"""Who are you: a challenge, signed with an enrolled key, opens a session.

Only a digest of the token is kept. Sessions live in memory: after a restart people sign
a new challenge.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from audit.format import suites
from audit.format.encoding import b64, unb64
from audit.format.errors import MalformedError

_SIZE = 32


def proves(suite: int, public: str, signature: str, message: bytes) -> bool:
    """Tell whether a signature in base64 is that of the public key in base64."""
    try:
        return suites.verify(suite, unb64(public), unb64(signature), message)
    except MalformedError:
        return False


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who proved to hold a key."""

    person: str
    kid: str
    expires: datetime


def wall() -> datetime:
    """Return the instant now: sessions end by the server's clock, whatever the ledger's is."""
    return datetime.now(UTC)


class Sessions:
    """Challenges that wait for a signature, and sessions that are open."""

    def __init__(
        self,
        *,
        session_seconds: int,
        challenge_seconds: int,
        most_sessions: int,
        most_challenges: int,
        clock: Callable[[], datetime] = wall,
    ) -> None:
        self._session = timedelta(seconds=session_seconds)
        self._challenge = timedelta(seconds=challenge_seconds)
        self._most_sessions, self._most_challenges = most_sessions, most_challenges
        self._clock = clock
        self._challenges: OrderedDict[str, tuple[str, datetime]] = OrderedDict()
        self._open: OrderedDict[bytes, Session] = OrderedDict()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._open)

    def challenge(self, person: str) -> tuple[str, datetime]:
        """Return a fresh challenge for a person, known or not, and when it lapses."""
        fresh, expires = b64(secrets.token_bytes(_SIZE)), self._clock() + self._challenge
        self._challenges[fresh] = (person, expires)
        if len(self._challenges) > self._most_challenges:
            self._challenges.popitem(last=False)
        return fresh, expires

    def take(self, challenge: str, person: str) -> bool:
        """Use up a challenge; tell whether it was this person's and has not lapsed."""
        found = self._challenges.pop(challenge, None)
        return found is not None and found[0] == person and self._clock() < found[1]

    def open(self, person: str, kid: str) -> tuple[str, Session]:
        """Open a session; return its token, which is nowhere else."""
        token = secrets.token_urlsafe(_SIZE)
        session = Session(person, kid, self._clock() + self._session)
        self._open[_digest(token)] = session
        if len(self._open) > self._most_sessions:
            self._open.popitem(last=False)
        return token, session

    def find(self, token: str) -> Session | None:
        """Return the session of a token, unless it has ended."""
        session = self._open.get(_digest(token))
        if session is not None and session.expires <= self._clock():
            self.close(token)
            return None
        return session

    def close(self, token: str) -> None:
        """End a session."""
        self._open.pop(_digest(token), None)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
