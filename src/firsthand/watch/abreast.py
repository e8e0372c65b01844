"""Several slow things at once, so that one slow host does not hold up the others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from queue import SimpleQueue
from typing import TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")


def abreast(
    work: Callable[[Task], Done], tasks: Iterable[Task], threads: int
) -> Generator[tuple[Task, Done], None, None]:
    """Do some work for each task, in so many threads; each with its result, the first done first.

    No more results wait than there are threads. Whoever stops taking them leaves nothing behind
    but what is being done, in threads that do not hold up the end of the program.

    Raises:
        Exception: what the work raised, when its result is taken.
    """
    waiting: SimpleQueue[Task | None] = SimpleQueue()
    ready: SimpleQueue[tuple[Task, Done | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        while (task := waiting.get()) is not None:
            try:
                ready.put((task, work(task), None))
            except BaseException as fault:  # handed on, to be raised where it is seen
                ready.put((task, None, fault))

    coming = iter(tasks)
    started = out = 0
    try:
        for task in coming:
            waiting.put(task)
            out += 1
            if started < threads:
                threading.Thread(target=run, daemon=True).start()
                started += 1
            if out == threads:
                break
        while out:
            task, done, fault = ready.get()
            out -= 1
            if fault is not None:
                raise fault
            following = next(coming, None)
            if following is not None:
                waiting.put(following)
                out += 1
            yield task, done  # type: ignore[misc]  # there is one where there is no fault
    finally:
        for _ in range(started):
            waiting.put(None)
