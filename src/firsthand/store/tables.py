"""The tables of a store.

`documents` holds the current version of every document, `revisions` the versions before it,
`readings` what was read in the current one. `actors`, `attributions`, `claims` and `evidence` lay
the parts of a reading out for queries; they can be made again from `readings`.

Whoever changes a table adds a migration under `migrations/versions` and raises `VERSION`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = "0001"
"""The schema that this program reads and writes: the name of its newest migration."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

# Kept apart from alembic's usual name: another program's database is then no older store of ours.
VERSION_TABLE = "firsthand_version"
versions = Table(
    VERSION_TABLE,
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)

# `number` counts arrivals; `published_at` is in UTC and null where unknown; `day` is the day of
# publication in the document's own zone, else the day on which the version was added.
documents = Table(
    "documents",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("id", Text(), nullable=False),
    Column("url", Text()),
    Column("outlet", Text()),
    Column("title", Text()),
    Column("title_end", Integer(), nullable=False),
    Column("text", Text(), nullable=False),
    Column("published", Text()),
    Column("language", Text()),
    Column("published_at", DateTime()),
    Column("day", Date(), nullable=False),
    Column("added_at", DateTime(), nullable=False),
    Column("made_by_firsthand", Text(), nullable=False),
    Column("made_by_reader", Text(), nullable=False),
    Column("made_by_lexicon", Text(), nullable=False),
    Column("skipped_reason", Text()),
    Column("skipped_detail", Text()),
    UniqueConstraint("id"),
    Index(None, "outlet"),
    Index(None, "day"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    Column("url", Text()),
    Column("outlet", Text()),
    Column("title", Text()),
    Column("title_end", Integer(), nullable=False),
    Column("text", Text(), nullable=False),
    Column("published", Text()),
    Column("language", Text()),
    Column("added_at", DateTime(), nullable=False),
    Index(None, "document"),
    Index(None, "outlet"),
)

# `body` is the reading's JSON without its document, compressed (zstd).
readings = Table(
    "readings",
    metadata,
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Column("body", LargeBinary(), nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Column("id", Text(), primary_key=True),
    Column("name", Text(), nullable=False),
    Column("kind", Text(), nullable=False),
    Column("state", Text()),
    Column("office", Text()),
    Column("named", Boolean(), nullable=False),
    sqlite_with_rowid=False,
)

attributions = Table(
    "attributions",
    metadata,
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Column("id", Text(), primary_key=True),
    Column("speaker", Text()),
    Column("parent", Text()),
    Column("stance", Text(), nullable=False),
    Column("direct", Boolean(), nullable=False),
    Column("medium", Text()),
    sqlite_with_rowid=False,
)

# `aspects` are joined by commas; `begins` and `ends` are the ISO days of the claim's `when`.
claims = Table(
    "claims",
    metadata,
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Column("id", Text(), primary_key=True),
    Column("day", Date(), nullable=False),
    Column("actor", Text(), nullable=False),
    Column("actor_state", Text()),
    Column("recipient", Text()),
    Column("recipient_state", Text()),
    Column("reciprocal", Boolean(), nullable=False),
    Column("action", Text(), nullable=False),
    Column("quad", Text(), nullable=False),
    Column("aspects", Text(), nullable=False),
    Column("modality", Text(), nullable=False),
    Column("trend", Text()),
    Column("declared", Boolean(), nullable=False),
    Column("background", Boolean(), nullable=False),
    Column("begins", Text()),
    Column("ends", Text()),
    Column("attribution", Text()),
    Column("score", Float(), nullable=False),
    Index(None, "actor_state", "recipient_state", "day"),
    sqlite_with_rowid=False,
)

# `place` counts a claim's pieces of evidence, the most telling first; `start` and `end` are the
# places [start, end) in the document's text, in Unicode code points.
evidence = Table(
    "evidence",
    metadata,
    Column("document", Integer(), primary_key=True),
    Column("claim", Text(), primary_key=True),
    Column("place", Integer(), primary_key=True),
    Column("start", Integer(), nullable=False),
    Column("end", Integer(), nullable=False),
    ForeignKeyConstraint(
        ["document", "claim"], ["claims.document", "claims.id"], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)

# Inputs that gave no document at all.
skipped = Table(
    "skipped",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("what", Text(), nullable=False),
    Column("reason", Text(), nullable=False),
    Column("detail", Text(), nullable=False),
    UniqueConstraint("what", "reason"),
)
