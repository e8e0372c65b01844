"""Alerts to where they are wished: files of lines, an Atom feed, webhooks.

At least once: what was handed over is marked only afterwards, so that an alert whose delivery was
cut off comes again, with the same id. Receivers drop what they have.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from firsthand.model.reading import SCHEMA
from firsthand.model.watch import Delivery
from firsthand.store.alerts import Alerts, Due, Kept
from firsthand.watch.webhook import Refused, send

TRIES = 12
"""So often an alert is tried at a target, over about a day; then it is given up."""

_AT_ONCE = 100  # alerts handed to a target in one round
_IN_FEED = 200  # alerts that an Atom feed holds
_LONGEST = timedelta(hours=6)

Publish = Callable[[Path, Sequence[Kept]], None]
"""Writes alerts as a feed into a file; raises FirsthandError or OSError."""


def message(kept: Kept) -> bytes:
    """An alert as one line of JSON."""
    made_at = kept.made_at.replace(tzinfo=UTC, microsecond=0).isoformat()
    return msgspec.json.encode(
        {"schema": SCHEMA, "type": "alert", "made_at": made_at, "alert": kept.alert}
    )


@dataclass(frozen=True, slots=True)
class Courier:
    """Hands alerts over.

    Attributes:
        to: the targets that the watch names.
        secret: what signs messages to webhooks.
        publish: writes the feed.
        watch: the name of the watch whose alerts these are.
    """

    to: Delivery
    secret: bytes
    publish: Publish
    watch: str

    @property
    def targets(self) -> tuple[str, ...]:
        """What the store calls them."""
        files = [f"{kind}:{path}" for kind, path in self._files() if path]
        return (*files, *self.to.webhooks)

    def deliver(self, alerts: Alerts, now: datetime) -> Iterator[tuple[str, str]]:
        """Hand over what is due; yields each target that did not take it, and why."""
        for kind, path in self._files():
            target = f"{kind}:{path}"
            if path and (due := alerts.due(target, _AT_ONCE)):
                try:
                    self._write(kind, Path(path), due, alerts)
                except Exception as fault:  # a full disk must not stop the watch
                    yield path, self._failed(alerts, target, due[0], str(fault), now)
                    continue
                for one in due:
                    alerts.delivered(one.kept.alert.id, target)
        for url in self.to.webhooks:
            for one in alerts.due(url, _AT_ONCE):
                refused = self._send(url, one, now)
                if refused:
                    # The others wait for the next round: what fails once fails again just now.
                    host = url.split("/")[2] if "://" in url else url
                    detail = refused.detail
                    yield host, self._failed(alerts, url, one, detail, now, final=refused.final)
                    break
                alerts.delivered(one.kept.alert.id, url)

    def _files(self) -> tuple[tuple[str, str | None], ...]:
        return (("lines", self.to.lines), ("atom", self.to.atom))

    def _write(self, kind: str, path: Path, due: Sequence[Due], alerts: Alerts) -> None:
        if kind == "atom":
            self.publish(path, list(alerts.newest(_IN_FEED, watch=self.watch)))
        else:
            append_lines(path, [message(one.kept) for one in due])

    def _send(self, url: str, due: Due, now: datetime) -> Refused | None:
        id, body = due.kept.alert.id, message(due.kept)
        return send(url, id, body, self.secret, now, allow_private=self.to.private)

    def _failed(
        self,
        alerts: Alerts,
        target: str,
        due: Due,
        detail: str,
        now: datetime,
        *,
        final: bool = False,
    ) -> str:
        tries = due.tries + 1
        again = None
        if tries < TRIES and not final:
            pause = min(timedelta(minutes=1) * 2 ** (tries - 1), _LONGEST)
            again = now.astimezone(UTC).replace(tzinfo=None) + pause
        alerts.not_delivered(due.kept.alert.id, target, detail[:300], again)
        return detail


def append_lines(path: Path, lines: Sequence[bytes]) -> None:
    """Add lines to a file, and see them on the disk; a line that was cut off is ended first."""
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(b"".join(line + b"\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
