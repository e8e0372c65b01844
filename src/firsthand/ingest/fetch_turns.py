"""Each host in its turn: one connection at a time, and a pause between two."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_KEPT = 4096


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    users: int = 0


class Turns:
    """Who may speak to a host, and when; safe between threads, of bounded size."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        """Take the clock (seconds, never backwards) and the way to wait."""
        self._clock, self._sleep = clock, sleep
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, interval: float) -> Iterator[None]:
        """Wait until the host is free; afterwards it rests for `interval` seconds."""
        with self._lock:
            entry = self._hosts.setdefault(host, _Host())
            entry.users += 1
            self._hosts.move_to_end(host)
        try:
            with entry.lock:
                wait = entry.free_at - self._clock()
                if wait > 0:
                    self._sleep(wait)
                try:
                    yield
                finally:
                    entry.free_at = self._clock() + interval
        finally:
            with self._lock:
                entry.users -= 1
                self._forget()

    def _forget(self) -> None:
        now = self._clock()
        for host in list(self._hosts)[: max(0, len(self._hosts) - _KEPT)]:
            if not self._hosts[host].users and self._hosts[host].free_at <= now:
                del self._hosts[host]
