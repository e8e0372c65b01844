"""Alerts in pages, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import msgspec
import zstandard
from sqlalchemy import Connection, select

from firsthand.model.alert import Alert
from firsthand.store.queries import counted_to
from firsthand.store.watch_tables import alerts


@dataclass(frozen=True, slots=True)
class ListedAlert:
    """An alert with its number, and when the store took it (UTC, without zone)."""

    number: int
    alert: Alert
    made_at: datetime


def list_alerts(
    connection: Connection,
    *,
    most: int,
    after: int | None = None,
    since: date | None = None,
    watch: str = "",
) -> list[ListedAlert]:
    """Alerts on days from `since` on, all of them or those of one watch, the last kept first.

    `after` is the number of the last alert of the page before.
    """
    chosen = select(alerts).order_by(alerts.c.number.desc()).limit(most)
    if after is not None:
        chosen = chosen.where(alerts.c.number < after)
    if since is not None:
        chosen = chosen.where(alerts.c.day >= since)
    if watch:
        chosen = chosen.where(alerts.c.watch == watch)
    return [
        ListedAlert(
            row.number,
            msgspec.json.decode(zstandard.decompress(row.body), type=Alert),
            row.made_at,
        )
        for row in connection.execute(chosen)
    ]


def number_of_alerts(connection: Connection, since: date) -> int:
    """How many alerts there are on days from `since` on, as far as lists are counted."""
    return counted_to(connection, select(alerts.c.number).where(alerts.c.day >= since))
