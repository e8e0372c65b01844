"""Stories that are kept, and the words of documents for searching.

The stories of documents that were kept before are made when documents are next added.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_WORDS_OF_SQLITE = (
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
    # fills it with the documents that are there
    "INSERT INTO document_words (document_words) VALUES ('rebuild')",
)
_WORDS_OF_POSTGRESQL = (
    "CREATE INDEX ix_documents_words ON documents "
    "USING gin (to_tsvector('english', coalesce(documents.title, '') || ' ' || documents.text))",
)


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_stories")),
        sa.UniqueConstraint("id", name=op.f("uq_stories_id")),
    )
    op.create_index(op.f("ix_stories_first"), "stories", ["first"], unique=False)
    op.create_index(op.f("ix_stories_last"), "stories", ["last"], unique=False)
    op.create_table(
        "story_documents",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_story_documents_documents")
        ),
        _of_a_story("story_documents"),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_story_documents")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_story_documents_mark"), "story_documents", ["mark"], unique=False)
    op.create_index(op.f("ix_story_documents_story"), "story_documents", ["story"], unique=False)
    op.create_table(
        "story_claims",
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_state", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("recipient_state", sa.Text(), nullable=True),
        sa.Column("reciprocal", sa.Boolean(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("quad", sa.Text(), nullable=False),
        sa.Column("aspects", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("trend", sa.Text(), nullable=True),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        _of_a_story("story_claims"),
        sa.PrimaryKeyConstraint("story", "id", name=op.f("pk_story_claims")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_story_claims_actor_state_recipient_state_last"),
        "story_claims",
        ["actor_state", "recipient_state", "last"],
        unique=False,
    )
    op.create_table(
        "story_actors",
        sa.Column("story", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        _of_a_story("story_actors"),
        sa.PrimaryKeyConstraint("story", "key", name=op.f("pk_story_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_story_actors_key"), "story_actors", ["key"], unique=False)
    words = {"sqlite": _WORDS_OF_SQLITE, "postgresql": _WORDS_OF_POSTGRESQL}
    for statement in words.get(op.get_bind().dialect.name, ()):
        op.execute(sa.DDL(statement))  # type: ignore[no-untyped-call]


def _of_a_story(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["story"], ["stories.number"], name=op.f(f"fk_{table}_stories"), ondelete="CASCADE"
    )
