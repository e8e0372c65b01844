"""How far long work is, while it goes on: on a terminal only, and gone when it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[str], None]
"""Says that one more is done, and what it was."""

_LONGEST = 60


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """Show how many are done, how many a second, and the last one; nothing where none looks on.

    Lines that are written meanwhile stand above it.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from firsthand.report.shown import shown

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}: {task.completed:,}", markup=False),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}", markup=False, style="dim"),
    )
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        # Results that go into a file or another program must not end up on the terminal.
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task(what, total=None, last="")

        def advance(last: str) -> None:
            bar.update(task, advance=1, last=shown(last, _LONGEST))

        yield advance
