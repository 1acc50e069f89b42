"""Golden exchanges: what is sent, what comes back, and why, in one file that people can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.http.house import House, house_at, served
from tests.http.story import Story

FILE = Path(__file__).with_name("exchanges.txt")


@dataclass
class Exchange:
    """One request and what is due."""

    why: str
    sent: list[str]
    due: list[str]

    @property
    def headers(self) -> list[str]:
        """Headers that are due."""
        return [line for line in self.due[1:] if _HEADER.match(line)]

    @property
    def body(self) -> list[str]:
        """Lines of the body that are due; empty where any body will do."""
        return self.due[1 + len(self.headers) :]


_HEADER = re.compile(r"[a-z-]+: ")


def exchanges() -> Iterator[Exchange]:
    """Yield what the file holds."""
    _preface, *blocks = FILE.read_text(encoding="utf-8").split("\n\n# ")
    for block in blocks:
        lines = block.splitlines()
        sent = [line[2:] for line in lines if line.startswith("> ")]
        due = [line[2:] for line in lines if line.startswith("<")]
        yield Exchange(lines[0], sent, due)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A town whose round takes letters."""
    folder: Path = tmp_path_factory.mktemp("exchanges")
    with house_at(f"sqlite:///{folder / 'ledger.db'}", folder) as house:
        story = Story(house.record, house.now)
        story.founded()
        story.planned()
        story.opened()
        story.on(8, 21)
        with served(house):
            yield house


@pytest.mark.parametrize("exchange", list(exchanges()), ids=lambda each: each.why[:60])
def test_as_written(town: House, exchange: Exchange) -> None:
    first, *rest = exchange.sent
    method, path = first.split(" ", 1)
    session = town.headers_of("t1")["Authorization"]
    headers = dict(
        line.replace("{t1}", session).split(": ", 1) for line in rest if _HEADER.match(line)
    )
    body = "".join(line for line in rest if not _HEADER.match(line))
    if body:
        headers["content-type"] = "application/json"
    answer = httpx.request(method, f"{town.url}{path}", headers=headers, content=body.encode())
    assert str(answer.status_code) == exchange.due[0], answer.text
    for line in exchange.headers:
        name, value = line.split(": ", 1)
        assert _fits(value, answer.headers[name])
    if exchange.body:
        found = "\n".join(answer.text.strip("\ufeff").splitlines())
        assert _fits("\n".join(exchange.body), found)


def _fits(due: str, found: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in due.split("~"))
    assert re.fullmatch(pattern, found, re.DOTALL), f"due:   {due}\nfound: {found}"
    return True
