"""Indexes for the lists that pages show."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"


def upgrade() -> None:
    for columns in (
        ["actor_state", "last"],
        ["recipient_state", "last"],
        ["actor_state", "origins", "last"],
        ["recipient_state", "origins", "last"],
        ["origins", "last"],
    ):
        name = f"ix_story_claims_{'_'.join(columns)}"
        op.create_index(op.f(name), "story_claims", columns, unique=False)
    op.create_index(
        op.f("ix_story_claims_newest"),
        "story_claims",
        ["last", "first", "background", "modality", "action", "declared", "aspects"],
        unique=False,
    )
    op.create_index(op.f("ix_documents_outlet_day"), "documents", ["outlet", "day"], unique=False)
    read = sa.text("skipped_reason IS NOT NULL")
    op.create_index(
        op.f("ix_documents_skipped_reason"),
        "documents",
        ["skipped_reason"],
        unique=False,
        sqlite_where=read,
        postgresql_where=read,
    )
