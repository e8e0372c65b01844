"""The tables of a store.

`documents` holds the current version of every document, `revisions` the versions before it,
`readings` what was read in the current one. `actors`, `attributions`, `claims` and `evidence` lay
the parts of a reading out for queries; they can be made again from `readings`. `stories` holds what
documents say together, `story_documents`, `story_claims` and `story_actors` lay its parts out; all
of it can be made again from `readings` too.

Whoever changes a table adds a migration under `migrations/versions` and raises `VERSION`.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    ColumnClause,
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
    column,
    event,
    literal_column,
    table,
    text,
)

VERSION = "0005"
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

_VECTOR = "to_tsvector('english', coalesce(documents.title, '') || ' ' || documents.text)"

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
    Index(None, "outlet", "day"),
    Index(None, "day"),
    # Few are skipped; without it, counting them reads every text.
    Index(
        "ix_documents_skipped_reason",
        "skipped_reason",
        sqlite_where=text("skipped_reason IS NOT NULL"),
        postgresql_where=text("skipped_reason IS NOT NULL"),
    ),
    Index("ix_documents_words", literal_column(_VECTOR), postgresql_using="gin").ddl_if(
        dialect="postgresql"
    ),
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

# `first` and `last` are days; `origins` is the most that one claim has; `body` is the story's JSON,
# compressed (zstd). A document is in one story, or in none until it is grouped.
stories = Table(
    "stories",
    metadata,
    Column("number", Integer(), primary_key=True),
    Column("id", Text(), nullable=False),
    Column("title", Text(), nullable=False),
    Column("first", Date(), nullable=False),
    Column("last", Date(), nullable=False),
    Column("documents", Integer(), nullable=False),
    Column("claims", Integer(), nullable=False),
    Column("origins", Integer(), nullable=False),
    Column("body", LargeBinary(), nullable=False),
    UniqueConstraint("id"),
    Index(None, "first"),
    Index(None, "last"),
)

# `place` is 0 for the first document; `mark` is what the id of a story ends with that has this
# document as its first.
story_documents = Table(
    "story_documents",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("story", ForeignKey("stories.number", ondelete="CASCADE"), nullable=False),
    Column("place", Integer(), nullable=False),
    Column("mark", Text(), nullable=False),
    Index(None, "story"),
    Index(None, "mark"),
    sqlite_with_rowid=False,
)

# Parties are keys of `story_actors`; `first` and `last` are the days of the first and the last
# report; `reports` and `origins` are numbers.
story_claims = Table(
    "story_claims",
    metadata,
    Column("story", ForeignKey("stories.number", ondelete="CASCADE"), primary_key=True),
    Column("id", Text(), primary_key=True),
    Column("line", Text(), nullable=False),
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
    Column("first", Date(), nullable=False),
    Column("last", Date(), nullable=False),
    Column("reports", Integer(), nullable=False),
    Column("origins", Integer(), nullable=False),
    Index(None, "actor_state", "recipient_state", "last"),
    Index(None, "actor_state", "last"),
    Index(None, "recipient_state", "last"),
    # Holds what lists are narrowed by, so that a rare choice is found without reading every row.
    Index(
        "ix_story_claims_newest",
        "last",
        "first",
        "background",
        "modality",
        "action",
        "declared",
        "aspects",
    ),
    Index(None, "actor_state", "origins", "last"),
    Index(None, "recipient_state", "origins", "last"),
    Index(None, "origins", "last"),
    sqlite_with_rowid=False,
)

story_actors = Table(
    "story_actors",
    metadata,
    Column("story", ForeignKey("stories.number", ondelete="CASCADE"), primary_key=True),
    Column("key", Text(), primary_key=True),
    Column("name", Text(), nullable=False),
    Column("kind", Text(), nullable=False),
    Column("state", Text()),
    Column("office", Text()),
    Index(None, "key"),
    sqlite_with_rowid=False,
)

# The full-text index over titles and texts. On SQLite it is a table of its own that triggers keep
# like `documents` (its rowid is their `number`); on PostgreSQL an index on this very expression.
document_words = table("document_words", column("rowid"), column("title"), column("text"))
document_vector: ColumnClause[str] = literal_column(_VECTOR)
for statement in (
    "CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='documents', "
    "content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER documents_words_come AFTER INSERT ON documents BEGIN "
    "INSERT INTO document_words (rowid, title, text) VALUES (new.number, new.title, new.text); END",
    "CREATE TRIGGER documents_words_go AFTER DELETE ON documents BEGIN "
    "INSERT INTO document_words (document_words, rowid, title, text) "
    "VALUES ('delete', old.number, old.title, old.text); END",
    "CREATE TRIGGER documents_words_change AFTER UPDATE ON documents "
    "WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN "
    "INSERT INTO document_words (document_words, rowid, title, text) "
    "VALUES ('delete', old.number, old.title, old.text); "
    "INSERT INTO document_words (rowid, title, text) VALUES (new.number, new.title, new.text); END",
):
    event.listen(documents, "after_create", DDL(statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
