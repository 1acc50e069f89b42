"""A progress bar on standard error, where there is a person to see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that takes what is done and what there is in all."""
    console, screen = Console(stderr=True), sys.stdout.isatty()
    with Progress(console=console, disable=not sys.stderr.isatty(), redirect_stdout=screen) as bar:
        task = bar.add_task(label, total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show
