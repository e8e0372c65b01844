"""Parquet: a report a row."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.ingest.found import Found
from firsthand.ingest.reader import Settings
from firsthand.ingest.records import FIELDS, found_in
from firsthand.ingest.source import Source
from firsthand.ingest.unread import Unread, UnreadableError, unread

_ROWS = 256
"""Rows at a time."""


def read_parquet(source: Source, settings: Settings) -> Iterator[Found | Unread]:
    """A report, or what is wrong, for each row; only the columns that are ours are read."""
    import pyarrow.parquet

    if source.path is None or not source.head.startswith(b"PAR1"):
        raise UnreadableError(
            "binary" if source.path is None else "broken_archive",
            "is Parquet that is packed or piped" if source.path is None else "is no Parquet file",
            "give the path of the Parquet file itself",
        )
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(source.path, pre_buffer=False) as table:
            names = [str(name) for name in table.schema_arrow.names]
            wanted = {settings.fields.get(field, field) for field in FIELDS}
            columns = [name for name in names if name in wanted]
            if settings.fields.get("text", "text") not in columns:
                # Every row would say the same.
                yield _no_text(source.name, settings.fields.get("text", "text"), names)
                return
            for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield found_in(row, f"{source.name}, record {number}", settings.fields)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as fault:
        raise UnreadableError(
            "broken_archive",
            f"is damaged after record {number}",
            "copy or download the file again",
        ) from fault
    if not number:
        yield unread(source.name, "no_text", "holds no record")


def _no_text(name: str, field: str, columns: list[str]) -> Unread:
    return unread(
        name,
        "no_text",
        f"has no column {field!r}; its columns: {', '.join(columns[:20])}",
        "name the one that holds the text with --fields text=NAME",
    )
