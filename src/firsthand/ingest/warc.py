"""WARC, the form of web archives (ISO 28500): an article a page that was fetched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, cast

from firsthand.ingest.found import Found
from firsthand.ingest.page import MAX_PAGE, article
from firsthand.ingest.reader import Settings
from firsthand.ingest.source import HEAD, Source
from firsthand.ingest.unread import Unread, UnreadableError, unread

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(source: Source, settings: Settings) -> Iterator[Found | Unread]:
    """The article of each HTML page that was fetched; all other records are passed over.

    `WARC-Target-URI` is the address. `WARC-Date` is the day of collection: it is no day of
    publication, but the article is not younger.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    if not source.head.startswith(b"WARC/"):
        raise UnreadableError("broken_archive", "is no WARC file", "copy or download it again")
    number = pages = 0
    try:
        for record in ArchiveIterator(
            cast(BinaryIO, _Stream(source)),
            record_types=WarcRecordType.any_type,
            parse_http=False,
            stream_detect=False,
        ):
            number += 1
            if record.record_type != WarcRecordType.response:
                continue
            found = _read_page(record, f"{source.name}, record {number}", settings.now)
            if found is not None:
                pages += 1
                yield found
    except OSError as fault:
        raise UnreadableError(
            "broken_archive",
            f"is damaged after record {number}",
            "copy or download the file again",
        ) from fault
    if not pages:
        yield unread(source.name, "no_text", f"holds no HTML page among its {number} records")


class _Stream:
    """A source to FastWARC, which asks where it is."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._at = 0

    def read(self, size: int = HEAD) -> bytes:
        piece = self._source.read(size if size >= 0 else HEAD)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def _apart(record: WarcRecord) -> WarcRecord:
    """The HTTP response of a record as a record of its own, as far as a page may be long.

    FastWARC takes a record that breaks off for a whole one, and a response that it cannot unpack
    would end the archive.
    """
    from fastwarc.warc import WarcRecord

    url = record.headers.get("WARC-Target-URI") or "without an address"
    length = min(record.content_length, MAX_PAGE + HEAD)
    raw = record.reader.read(length) if record.reader else b""
    if len(raw) < length:
        raise UnreadableError(
            "broken_archive",
            f"breaks off within the page {url}",
            "copy or download the file again",
        )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    )
    return WarcRecord.from_bytes(head.encode() + raw + b"\r\n\r\n")


def _is_page(record: WarcRecord) -> bool:
    status = record.http_headers.status_code if record.http_headers else None
    return record.http_content_type in _PAGES and status in (200, None)


def _read_page(record: WarcRecord, where: str, now: datetime) -> Found | Unread | None:
    """The article of a record, if it is a page."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    place = f"{where} ({url})" if url else where
    response = _apart(record)
    try:
        response.parse_http(auto_decode="all")
        if not _is_page(response):
            return None
        raw = response.reader.read(MAX_PAGE + 1) if response.reader else b""
        now = _collected(record, now)
        return article(raw, where, now, url=url, charset=response.http_charset)
    except UnreadableError as fault:
        return fault.at(place)
    except OSError:
        return unread(place, "no_article", "is a page whose HTTP record is damaged")


def _collected(record: WarcRecord, now: datetime) -> datetime:
    """The time of collection, up to now."""
    collected = record.record_date
    if collected is None:
        return now
    return min(now, collected if collected.tzinfo else collected.replace(tzinfo=UTC))
