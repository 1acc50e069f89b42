"""Where a bundle's files lie: a directory, or one uncompressed zip with one spelling."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Protocol

from audit.format.errors import BundleError, MalformedError

CHUNK = 1 << 20
MAX_LINE = 64 << 20
"""Longest line that is read."""
UNREADABLE = (
    zipfile.BadZipFile,
    EOFError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the standard library raises on damaged archives and files.

``RuntimeError`` is zipfile's word for a password that is missing, and that of which its error
about archives of another make (a version, a method, an encryption that it cannot read) is a kind.
A bundle has none of these, so it is damaged too.
"""
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


class Container(Protocol):
    """Files by path, to read."""

    def names(self) -> set[str]:
        """Return the paths of all files."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Open a file.

        Raises:
            BundleError: There is none, or it cannot be read.
        """
        ...

    def size(self, name: str) -> int:
        """Return how many bytes a file says that it has.

        Raises:
            BundleError: There is none.
        """
        ...


class DirectoryContainer:
    """Regular files below a directory.

    A link, a pipe or a device has a name, so that it is noticed, but is never read: it would
    lead out of the bundle, or have no end.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sizes = _sizes_below(root)

    def names(self) -> set[str]:
        return set(self._sizes)

    def open(self, name: str) -> IO[bytes]:
        self.size(name)
        try:
            return (self._root / name).open("rb")
        except OSError as exc:
            raise BundleError(f"cannot read {name}: {exc.strerror}") from exc

    def size(self, name: str) -> int:
        size = self._sizes.get(name)
        if size is None:
            raise BundleError(f"cannot read {name}: it is no regular file of the bundle")
        return size


def _sizes_below(root: Path) -> dict[str, int | None]:
    """Return the sizes of the files below a directory; of what is no regular file, none."""
    found: dict[str, int | None] = {}
    folders = [("", str(root))]
    while folders:
        prefix, folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for each in entries:
                    name = prefix + each.name
                    if each.is_dir(follow_symlinks=False):
                        folders.append((f"{name}/", each.path))
                    else:
                        size = each.stat(follow_symlinks=False).st_size
                        found[name] = size if each.is_file(follow_symlinks=False) else None
        except OSError:  # a folder that hides what is in it is itself a stranger
            found[prefix] = None
    return found


class ZipContainer:
    """Files in one archive, stored uncompressed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as exc:
            raise BundleError(f"there is no {path}") from exc
        except UNREADABLE as exc:
            raise BundleError(f"{path.name} is not a zip archive") from exc

    def names(self) -> set[str]:
        return set(self._zip.namelist())

    def open(self, name: str) -> IO[bytes]:
        try:
            member = self._zip.getinfo(name)
            if member.compress_type != zipfile.ZIP_STORED:
                raise BundleError(f"{name} is compressed in the archive")
            return self._zip.open(member)
        except UNREADABLE as exc:
            raise BundleError(f"cannot read {name} in the archive") from exc

    def size(self, name: str) -> int:
        try:
            return self._zip.getinfo(name).file_size
        except KeyError as exc:
            raise BundleError(f"cannot read {name} in the archive") from exc

    def has_one_spelling(self, order: Iterable[str]) -> bool:
        """Tell whether the archive is what this program writes for these files, bit for bit."""
        digest = _Sink()
        try:
            _write_zip(digest, self, order)
            return digest.hexdigest() == _digest_of(self._path)
        except (BundleError, *UNREADABLE):
            return False


def pack(directory: Path, target: Path, order: Iterable[str]) -> None:
    """Write the files of a bundle directory into one archive, in this order."""
    with target.open("wb") as out:
        _write_zip(_Sink(out), DirectoryContainer(directory), order)


def open_container(path: Path) -> Container:
    """Return the container at ``path``.

    Raises:
        BundleError: Neither a directory nor an archive.
    """
    return DirectoryContainer(path) if path.is_dir() else ZipContainer(path)


def read_small(container: Container, name: str, limit: int) -> bytes:
    """Return a whole file of at most ``limit`` bytes.

    Raises:
        BundleError: There is none, it cannot be read, or it is larger.
    """
    try:
        with container.open(name) as stream:
            data = stream.read(limit + 1)
    except UNREADABLE as exc:
        raise BundleError(f"cannot read {name}") from exc
    if len(data) > limit:
        raise BundleError(f"{name} is larger than {limit} bytes")
    return data


def read_lines(container: Container, name: str) -> Iterator[bytes]:
    """Yield the lines of a file of any size, without their line feeds.

    Raises:
        BundleError: There is no such file, or it cannot be read.
        MalformedError: A line does not end, or is longer than ``MAX_LINE`` bytes.
    """
    try:
        with container.open(name) as raw, io.BufferedReader(raw, CHUNK) as stream:  # type: ignore[type-var]
            while line := stream.readline(MAX_LINE + 1):
                if not line.endswith(b"\n"):
                    raise MalformedError(f"a line of {name} does not end, or is too long")
                yield line[:-1]
    except UNREADABLE as exc:
        raise BundleError(f"cannot read {name}") from exc


class _Sink(io.RawIOBase):
    """Takes an archive from front to back: keeps its digest, and hands it on if asked.

    It cannot seek, so that zipfile writes the same bytes into a file and into nothing.
    """

    def __init__(self, target: IO[bytes] | None = None) -> None:
        super().__init__()
        self._target = target
        self._sha256 = hashlib.sha256()
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        chunk = bytes(data)
        self._sha256.update(chunk)
        self._size += len(chunk)
        if self._target is not None:
            self._target.write(chunk)
        return len(chunk)

    def tell(self) -> int:
        return self._size

    def hexdigest(self) -> str:
        return self._sha256.hexdigest()


def _write_zip(out: _Sink, container: Container, order: Iterable[str]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in order:
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = _UNIX  # on every system
            info.file_size = container.size(name)
            with container.open(name) as stream, archive.open(info, "w") as target:
                shutil.copyfileobj(stream, target, CHUNK)


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
