"""Alerts in the store: each kept once, with what is left to deliver of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec
import zstandard
from sqlalchemy import Connection, delete, func, insert, select, update

from firsthand.model.alert import Alert, AlertKind
from firsthand.store.feeds import Connected
from firsthand.store.watch_tables import alerts, deliveries


@dataclass(frozen=True, slots=True)
class Kept:
    """An alert, and when the store took it (UTC, without zone)."""

    alert: Alert
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery to be tried: of which alert, and how often that failed."""

    kept: Kept
    tries: int


class Alerts:
    """The alerts of an open store; `Store.alerts` makes one."""

    def __init__(self, reads: Connected, writes: Connected, moment: Callable[[], datetime]) -> None:
        """Take the store's ways to its database, and its clock (UTC, without zone)."""
        self._reads, self._writes, self._moment = reads, writes, moment

    def keep(self, alert: Alert, targets: Collection[str]) -> bool:
        """Keep an alert that is not kept yet, due at once at every target.

        Returns:
            Whether it is new.
        """
        now = self._moment()
        with self._writes() as connection:
            if connection.scalar(select(alerts.c.number).where(alerts.c.id == alert.id)):
                return False
            number = connection.execute(
                insert(alerts)
                .values(
                    id=alert.id,
                    watch=alert.watch,
                    kind=alert.kind,
                    subject=alert.subject,
                    day=date.fromisoformat(alert.day),
                    made_at=now,
                    body=_body(alert),
                )
                .returning(alerts.c.number)
            ).scalar_one()
            rows = [
                {"alert": number, "target": target, "tries": 0, "due_at": now}
                for target in dict.fromkeys(targets)
            ]
            if rows:
                connection.execute(insert(deliveries), rows)
        return True

    def newest(self, most: int | None = None, *, watch: str | None = None) -> Iterator[Kept]:
        """The alerts kept last, the newest first; all of them, or those of one watch."""
        chosen = select(alerts).order_by(alerts.c.number.desc())
        if watch is not None:
            chosen = chosen.where(alerts.c.watch == watch)
        with self._reads() as connection:
            rows = connection.execute(chosen.limit(most)).all()
        for row in rows:
            yield Kept(_alert(row.body), row.made_at)

    def told(self, watch: str, since: date) -> dict[tuple[AlertKind, str], list[Alert]]:
        """The alerts of a watch on days from `since` on, by kind and subject, in order of day."""
        chosen = (
            select(alerts.c.body)
            .where(alerts.c.watch == watch, alerts.c.day >= since)
            .order_by(alerts.c.day, alerts.c.number)
        )
        found: dict[tuple[AlertKind, str], list[Alert]] = {}
        with self._reads() as connection:
            bodies = connection.scalars(chosen).all()
        for alert in map(_alert, bodies):
            found.setdefault((alert.kind, alert.subject), []).append(alert)
        return found

    def due(self, target: str, most: int) -> list[Due]:
        """What is due at a target, the oldest first."""
        chosen = (
            select(alerts.c.body, alerts.c.made_at, deliveries.c.tries)
            .join(deliveries, deliveries.c.alert == alerts.c.number)
            .where(deliveries.c.target == target, deliveries.c.due_at <= self._moment())
            .order_by(alerts.c.number)
            .limit(most)
        )
        with self._reads() as connection:
            rows = connection.execute(chosen).all()
        return [Due(Kept(_alert(row.body), row.made_at), row.tries) for row in rows]

    def delivered(self, id: str, target: str) -> None:
        """Keep that a target has an alert."""
        self._mark(id, target, {"due_at": None, "done_at": self._moment(), "detail": None})

    def not_delivered(self, id: str, target: str, detail: str, again: datetime | None) -> None:
        """Keep that a try failed, and when the next is due; None: there is none."""
        tries = deliveries.c.tries + 1
        self._mark(id, target, {"tries": tries, "due_at": again, "detail": detail})

    def outstanding(self) -> tuple[int, int]:
        """How many deliveries are still to be made, and how many were given up."""
        open_ = deliveries.c.done_at.is_(None)
        with self._reads() as connection:
            row = connection.execute(
                select(
                    func.count().filter(open_, deliveries.c.due_at.is_not(None)),
                    func.count().filter(open_, deliveries.c.due_at.is_(None)),
                ).select_from(deliveries)
            ).one()
        return row[0], row[1]

    def _mark(self, id: str, target: str, values: dict[str, object]) -> None:
        number = select(alerts.c.number).where(alerts.c.id == id).scalar_subquery()
        changed = update(deliveries).where(
            deliveries.c.alert == number, deliveries.c.target == target
        )
        with self._writes() as connection:
            connection.execute(changed.values(values))


def forget_reports(connection: Connection, gone: Collection[str], outlet: str) -> None:
    """Take the reports of forgotten documents, or of a forgotten outlet, out of all alerts.

    An alert that no report is left of goes whole.
    """
    for row in connection.execute(select(alerts.c.number, alerts.c.body)).all():
        alert = _alert(row.body)
        left = tuple(
            replace(claim, reports=reports)
            for claim in alert.claims
            if (
                reports := tuple(
                    report
                    for report in claim.reports
                    if report.document not in gone and report.outlet != outlet
                )
            )
        )
        if left == alert.claims:
            continue
        same = alerts.c.number == row.number
        if left:
            body = _body(replace(alert, claims=left))
            connection.execute(update(alerts).where(same).values(body=body))
        else:
            connection.execute(delete(alerts).where(same))


def _body(alert: Alert) -> bytes:
    return zstandard.compress(msgspec.json.encode(alert))


def _alert(body: bytes) -> Alert:
    return msgspec.json.decode(zstandard.decompress(body), type=Alert)
