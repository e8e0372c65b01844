"""Documents → readings, in their order, in this process or in several beside it.

Each process has one reader and one thread. A document whose reading fails is skipped, and says so;
the run goes on.
"""

from __future__ import annotations

import hashlib
import os
import signal
import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand.cli.ending import one_line
from firsthand.cli.intake import Item
from firsthand.cli.options import Running
from firsthand.model.document import Document, Skipped
from firsthand.model.errors import NothingUsableError, UsageError
from firsthand.model.reading import SCHEMA, Reading

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from firsthand.reading.lexicon import Lexicon
    from firsthand.reading.pipeline import Reader

WORTH_STARTING = 150_000
"""Characters from which on more processes are started.

Each takes a second until it reads, in which this one reads some 15,000: on two busy cores, 80,000
take as long either way.
"""

_MANY = 500
"""Inputs from which on more processes are started, however short they are."""

_WAITING = 4
"""Documents held for each process: read but not yet handed on, or not yet read."""

Read = tuple[Item, Reading]
Readings = Generator[Read, None, None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a reader: the folders of a user's own lexicon."""

    folders: tuple[Path, ...]
    debug: bool = False

    @classmethod
    def of(cls, running: Running) -> Recipe:
        """The recipe that the options give.

        Raises:
            UsageError: a folder is not there.
        """
        for folder in running.lexicon or ():
            if not folder.is_dir():
                raise UsageError("--lexicon", f"{folder} is no folder", "name the folder of files")
        return cls(tuple(running.lexicon or ()), running.debug)

    def lexicon(self) -> Lexicon:
        """The packaged lexicon, with the user's own.

        Raises:
            UsageError: a file of the user's own cannot be used.
        """
        return _lexicon(self.folders)

    def reader(self) -> Reader:
        """The reader; made once a process."""
        return _reader(self.folders)


def read_all(items: Iterable[Item], recipe: Recipe, jobs: int | None) -> Readings:
    """Each item with its reading, in order; what gave no document has an empty, skipped one.

    Args:
        items: documents and what gave none; taken only a little ahead of what is handed on.
        recipe: what reads them.
        jobs: how many processes read; one a core where None. Few documents are read here.

    Raises:
        UsageError: the lexicon cannot be used.
        NothingUsableError: a process that read was ended from outside.
    """
    coming = iter(items)
    processes = jobs or _cores()
    if processes > 1:
        first, worth_it = _look_ahead(coming)
        coming = chain(first, coming)
        if worth_it:
            recipe.lexicon()  # what is wrong with it is said once, here
            return _read_beside(coming, recipe, processes)
    return _read_here(coming, recipe)


def _look_ahead(items: Iterator[Item]) -> tuple[list[Item], bool]:
    """The first items, and whether they are so much text that more processes pay."""
    first: list[Item] = []
    size = 0
    for item in items:
        first.append(item)
        size += len(item.found.text) if isinstance(item.found, Document) else 0
        if (size > WORTH_STARTING and len(first) > 1) or len(first) >= _MANY:
            return first, True
    return first, False


def _read_here(items: Iterator[Item], recipe: Recipe) -> Readings:
    reader: Reader | None = None
    for item in items:
        reader = reader or recipe.reader()
        yield item, _reading(reader, item, debug=recipe.debug)


def _reading(reader: Reader, item: Item, *, debug: bool) -> Reading:
    found = item.found
    if not isinstance(found, Document):
        id = hashlib.sha256(f"input\n{found.what}".encode()).hexdigest()[:16]
        return Reading(SCHEMA, reader.made_by, Document.of("", id=id), found.skipped)
    try:
        return reader.read(found)
    # Whatever is wrong with the program, the other documents are still read.
    except Exception as fault:
        if debug:
            traceback.print_exc()
        detail = f"reading it failed: {type(fault).__name__}: {fault}"
        why = Skipped("failed", one_line(detail)[:300] + " (--debug shows where)")
        return Reading(SCHEMA, reader.made_by, found, why)


@cache
def _lexicon(folders: tuple[Path, ...]) -> Lexicon:
    from firsthand.reading.lexicon import load_lexicon, packaged_lexicon

    return load_lexicon(folders) if folders else packaged_lexicon()


@cache
def _reader(folders: tuple[Path, ...]) -> Reader:
    # One thread a process: more of them only wait for each other in work of this size.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from firsthand.reading.pipeline import Reader

    return Reader(_lexicon(folders))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# ---- processes beside this one


class _Slot:
    """An item's place in the order, and its reading once there is one."""

    __slots__ = ("item", "reading")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.reading: Reading | None = None


class _Worker:
    """A process that reads one item after another, as they come through a pipe."""

    def __init__(self, recipe: Recipe) -> None:
        context = get_context("spawn")  # a fork would take along the locks of other threads
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_work, args=(theirs, recipe), daemon=True
        )
        self.process.start()
        # Closed here, so that the end of either process is the end of the pipe.
        theirs.close()
        self.slot: _Slot | None = None

    def give(self, slot: _Slot) -> None:
        """Send an item; only while none is out, since two full pipes would wait for each other."""
        self.slot = slot
        try:
            self.pipe.send(slot.item)
        except OSError as fault:
            raise self._ended() from fault

    def take(self) -> None:
        """Receive the reading of the item that is out."""
        if self.slot is None:
            return
        try:
            reading: Reading | str = self.pipe.recv()
        except (EOFError, OSError) as fault:
            raise self._ended() from fault
        if isinstance(reading, str):
            raise NothingUsableError("the reader", reading)
        self.slot.reading = reading
        self.slot = None

    def stop(self) -> None:
        """End it, whatever it is at."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()

    def _ended(self) -> NothingUsableError:
        return NothingUsableError(
            self.slot.item.name if self.slot else "reading",
            "the process that was reading it was ended from outside",
            "memory may have run out; try fewer --jobs",
        )


def _read_beside(items: Iterator[Item], recipe: Recipe, processes: int) -> Readings:
    """Read in several processes; started one by one, as far as there is something to do."""
    workers: list[_Worker] = []
    slots: deque[_Slot] = deque()  # in the order of the items, until handed on
    undone: deque[_Slot] = deque()  # of these, what no worker has yet
    try:
        while True:
            while len(slots) < _WAITING * processes and (item := next(items, None)):
                slots.append(_Slot(item))
                undone.append(slots[-1])
                _hand_out(undone, workers, recipe, processes)
            while slots and (reading := slots[0].reading):
                yield slots.popleft().item, reading
            if not slots and item is None:
                return
            _collect(workers)
            _hand_out(undone, workers, recipe, processes)
    finally:
        for worker in workers:
            worker.stop()


def _hand_out(undone: deque[_Slot], workers: list[_Worker], recipe: Recipe, processes: int) -> None:
    while undone:
        idle = next((worker for worker in workers if worker.slot is None), None)
        if idle is None:
            if len(workers) == processes:
                return
            idle = _Worker(recipe)
            workers.append(idle)
        idle.give(undone.popleft())


def _collect(workers: list[_Worker]) -> None:
    """Wait until a reading is there, and take all that are."""
    busy = {worker.pipe: worker for worker in workers if worker.slot is not None}
    for pipe in wait(list(busy)) if busy else ():
        busy[pipe].take()  # type: ignore[index]


def _work(pipe: Connection, recipe: Recipe) -> None:
    """What a worker does, until its pipe ends."""
    # An interrupt at the terminal reaches all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The pipe ends when the first process does, in whatever way.
    with suppress(EOFError, OSError):
        item = pipe.recv()
        try:
            reader = recipe.reader()
        except Exception as fault:
            if recipe.debug:
                traceback.print_exc()
            pipe.send(f"it cannot be made: {type(fault).__name__}: {fault}")
            return
        while True:
            pipe.send(_reading(reader, item, debug=recipe.debug))
            item = pipe.recv()
