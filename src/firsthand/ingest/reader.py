"""What a reader of a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from firsthand.ingest.found import Found
from firsthand.ingest.source import Source
from firsthand.ingest.unread import Unread


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader is told: the input's names for our fields, and the present, with zone."""

    fields: Mapping[str, str]
    now: datetime


Reader = Callable[[Source, Settings], Iterator[Found | Unread]]
"""Reports and unread places of one source, as they are read; may raise UnreadableError."""
