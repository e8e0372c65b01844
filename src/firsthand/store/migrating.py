"""Bring an older store's tables up to date with alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from firsthand.model.errors import StoreError


def configuration() -> Config:
    """Alembic's configuration: where the migrations lie, and nothing else."""
    config = Config()
    place = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", place.replace("%", "%%"))
    return config


def migrate(connection: Connection, address: str) -> None:
    """Run the migrations that the store at `address` lacks, in the connection's transaction.

    Either all of them take hold or, where one fails and the transaction ends, none.

    Raises:
        StoreError: no version of the program ever made tables of the store's version.
    """
    config = configuration()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as fault:
        raise StoreError(
            address, "the version of its tables is none of firsthand's", "bring it back from a copy"
        ) from fault
