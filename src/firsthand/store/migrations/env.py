"""What alembic runs: the migrations, on the connection that it is handed."""

from alembic import context

from firsthand.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    version_table=tables.VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
