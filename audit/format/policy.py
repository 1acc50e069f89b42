"""Whom a reader trusts to witness a log (C2SP tlog-policy): logs, witnesses, groups, a quorum."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit.format.cosignature import WitnessKey
from audit.format.encoding import decimal
from audit.format.errors import MalformedError, NoteError, PolicyError
from audit.format.note import NoteVerifier

MAX_POLICY = 100_000
NO_QUORUM = "none"
_SPACE = re.compile(r"[ \t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Group:
    """Counts as a witness where at least ``least`` of its members do."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may sign and witness, and how many witnesses are enough."""

    quorum: str
    logs: tuple[NoteVerifier, ...] = ()
    witnesses: Mapping[str, WitnessKey] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    """By the name of the witness: where it takes checkpoints."""
    groups: Mapping[str, Group] = field(default_factory=dict)

    @classmethod
    def of(cls, witnesses: Sequence[WitnessKey]) -> Policy:
        """Return the policy that every one of these must have cosigned.

        Raises:
            PolicyError: One stands twice, or there is none.
        """
        reader = _Reader()
        for number, each in enumerate(witnesses, start=1):
            reader.add_witness(f"w{number}", each, "")
        if not witnesses:
            raise PolicyError("a policy names no witness")
        names = tuple(reader.witnesses)
        reader.groups["all"] = Group(len(names), names)
        reader.quorum = "all"
        return reader.policy()

    @classmethod
    def from_file(cls, path: Path) -> Policy:
        """Return the policy in a file.

        Raises:
            PolicyError: It cannot be read, or is no policy.
        """
        try:
            with path.open("rb") as stream:
                data = stream.read(MAX_POLICY + 1)
        except OSError as exc:
            raise PolicyError(f"cannot read {path}: {exc.strerror}") from exc
        return cls.from_bytes(data)

    @classmethod
    def from_bytes(cls, data: bytes) -> Policy:
        """Return the policy in a file's content.

        Raises:
            PolicyError: It is no policy; the message names the line.
        """
        # Octets with the high bit set are opaque (C2SP), but every key name is UTF-8.
        text = data.decode("utf-8", "surrogateescape")
        if len(data) > MAX_POLICY or _CONTROL.search(text):
            raise PolicyError("a policy is too large, or has control characters")
        reader = _Reader()
        for number, line in enumerate(text.split("\n"), start=1):
            words = [word for word in _SPACE.split(line) if word]
            if words and not words[0].startswith("#"):
                try:
                    reader.take(words)
                except (NoteError, MalformedError, PolicyError) as exc:
                    raise PolicyError(f"line {number} of the policy: {exc}") from exc
        return reader.policy()

    @property
    def keys(self) -> tuple[WitnessKey, ...]:
        """The witnesses that it knows."""
        return tuple(self.witnesses.values())

    @property
    def asks(self) -> str:
        """Say in short what the quorum asks."""
        group = self.groups.get(self.quorum)
        if group is None:
            return self.quorum
        return f"{group.least} of {len(group.members)} ({', '.join(group.members)})"

    def is_met_by(self, keys: Collection[WitnessKey]) -> bool:
        """Tell whether these witnesses are enough."""
        counts = {name: key in keys for name, key in self.witnesses.items()}
        for name, group in self.groups.items():  # members stand above their group
            counts[name] = sum(counts[each] for each in group.members) >= group.least
        return self.quorum == NO_QUORUM or counts[self.quorum]


class _Reader:
    def __init__(self) -> None:
        self.logs: list[NoteVerifier] = []
        self.witnesses: dict[str, WitnessKey] = {}
        self.urls: dict[str, str] = {}
        self.groups: dict[str, Group] = {}
        self.quorum = ""
        self._grouped: set[str] = set()
        self._publics: set[bytes] = set()

    def take(self, words: Sequence[str]) -> None:
        """Take a line. What stands above it is known; what stands below is not yet."""
        kinds: dict[str, Callable[[Sequence[str]], None]] = {
            "log": self._log,
            "witness": self._witness,
            "group": self._group,
            "quorum": self._quorum,
        }
        if words[0] not in kinds:
            raise PolicyError(f"an unknown word {words[0][:20]}")
        kinds[words[0]](words[1:])

    def policy(self) -> Policy:
        if not self.quorum:
            raise PolicyError("a policy has one quorum line")
        return Policy(self.quorum, tuple(self.logs), self.witnesses, self.urls, self.groups)

    def add_witness(self, name: str, key: WitnessKey, url: str) -> None:
        self._must_be_new(name)
        self._take_key(key)
        self.witnesses[name] = key
        self.urls[name] = url

    def _log(self, words: Sequence[str]) -> None:
        if len(words) not in (1, 2):
            raise PolicyError("log takes a key and perhaps an address")
        key = NoteVerifier.from_vkey(words[0])
        if any(each.name == key.name for each in self.logs):
            raise PolicyError(f"the log {key.name} stands twice")
        self._take_key(key)
        self.logs.append(key)

    def _witness(self, words: Sequence[str]) -> None:
        if len(words) not in (2, 3):
            raise PolicyError("witness takes a name, a key and perhaps an address")
        url = words[2] if len(words) > 2 else ""  # noqa: PLR2004 - the third word
        self.add_witness(words[0], WitnessKey.from_vkey(words[1]), url)

    def _group(self, words: Sequence[str]) -> None:
        if len(words) < 3:  # noqa: PLR2004 - name, number and a member
            raise PolicyError("group takes a name, a number and its members")
        name, number, *members = words
        self._must_be_new(name)
        for each in members:
            self._must_be_known(each)
            if each in self._grouped:
                raise PolicyError(f"{each} is in a group already")
            self._grouped.add(each)
        words_for = {"any": 1, "all": len(members)}
        least = words_for[number] if number in words_for else decimal(number)
        if not 1 <= least <= len(members):
            raise PolicyError(f"a group of {len(members)} cannot ask for {least}")
        self.groups[name] = Group(least, tuple(members))

    def _quorum(self, words: Sequence[str]) -> None:
        if len(words) != 1 or self.quorum:
            raise PolicyError("a policy has one quorum line")
        if words[0] != NO_QUORUM:
            self._must_be_known(words[0])
        self.quorum = words[0]

    def _take_key(self, key: NoteVerifier | WitnessKey) -> None:
        """Let no key count twice; nor is a log a witness of itself."""
        if key.public in self._publics:
            raise PolicyError(f"the key of {key.name} stands twice")
        self._publics.add(key.public)

    def _must_be_new(self, name: str) -> None:
        if name == NO_QUORUM or name in self.witnesses or name in self.groups:
            raise PolicyError(f"the name {name} is taken")

    def _must_be_known(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise PolicyError(f"{name} is not defined above")
