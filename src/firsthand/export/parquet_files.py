"""Parquet: a file a table, with days, whole numbers and lists as such."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.export.strict_text import sound
from firsthand.export.tables import TABLES, Cell, Kind, Table
from firsthand.model.story import Story

if TYPE_CHECKING:
    import pyarrow as pa


def parquet_files(stories: Sequence[Story]) -> dict[str, bytes]:
    """The tables as Parquet by file name."""
    return {f"{table.name}.parquet": _written(table, stories) for table in TABLES}


def _written(table: Table, stories: Sequence[Story]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = list(table.rows(stories))
    schema = pa.schema([(name, _type(kind)) for name, kind in table.columns.items()])
    columns = [
        pa.array([_value(row[at]) for row in rows], type=field.type)
        for at, field in enumerate(schema)
    ]
    made = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), made, compression="zstd")
    return made.getvalue()


def _type(kind: Kind) -> pa.DataType:
    import pyarrow as pa

    types: dict[Kind, pa.DataType] = {
        "text": pa.string(), "whole": pa.int32(), "real": pa.float64(), "flag": pa.bool_(),
        "day": pa.date32(), "texts": pa.list_(pa.string()), "wholes": pa.list_(pa.int32()),
    }  # fmt: skip
    return types[kind]


def _value(cell: Cell) -> object:
    if isinstance(cell, str):
        return sound(cell)
    if isinstance(cell, tuple):
        return [sound(one) if isinstance(one, str) else one for one in cell]
    return cell
