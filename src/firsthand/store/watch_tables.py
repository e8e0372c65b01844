"""The tables of a watch: its feeds, the pages that they name, its alerts and their delivery.

Times are in UTC, without zone.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from firsthand.store.tables import metadata

# `failures` counts the tries since the feed was had last; `reason` and `detail` are the last one's.
feeds = Table(
    "feeds",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("address", Text(), nullable=False),
    Column("etag", Text()),
    Column("last_modified", Text()),
    Column("tried_at", DateTime()),
    Column("got_at", DateTime()),
    Column("last_new_at", DateTime()),
    Column("failures", Integer(), nullable=False),
    Column("reason", Text()),
    Column("detail", Text()),
    UniqueConstraint("address"),
)

# A page that a feed names, with what the feed says of it. `due_at` is when to get it (again), null
# where nothing is to be done; `looks` counts how often it was had.
pages = Table(
    "pages",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("address", Text(), nullable=False),
    Column("feed", ForeignKey("feeds.number", ondelete="CASCADE"), nullable=False),
    Column("outlet", Text()),
    Column("title", Text()),
    Column("published", Text()),
    Column("language", Text()),
    Column("updated", Text()),
    Column("etag", Text()),
    Column("last_modified", Text()),
    Column("seen_at", DateTime(), nullable=False),
    Column("due_at", DateTime()),
    Column("looks", Integer(), nullable=False),
    Column("failures", Integer(), nullable=False),
    Column("reason", Text()),
    Column("detail", Text()),
    UniqueConstraint("address"),
    Index(None, "due_at"),
    Index(None, "feed", "seen_at"),
)

# `body` is the alert's JSON, compressed (zstd).
alerts = Table(
    "alerts",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("id", Text(), nullable=False),
    Column("watch", Text(), nullable=False),
    Column("kind", Text(), nullable=False),
    Column("subject", Text(), nullable=False),
    Column("day", Date(), nullable=False),
    Column("made_at", DateTime(), nullable=False),
    Column("body", LargeBinary(), nullable=False),
    UniqueConstraint("id"),
    Index(None, "watch", "day"),
)

# `due_at` is null where nothing is left to try: `done_at` then tells done from given up.
deliveries = Table(
    "deliveries",
    metadata,
    Column("alert", ForeignKey("alerts.number", ondelete="CASCADE"), primary_key=True),
    Column("target", Text(), primary_key=True),
    Column("tries", Integer(), nullable=False),
    Column("due_at", DateTime()),
    Column("done_at", DateTime()),
    Column("detail", Text()),
    Index(None, "target", "due_at"),
    sqlite_with_rowid=False,
)
