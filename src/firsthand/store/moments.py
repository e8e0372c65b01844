"""When a document was published, as an instant, and which of two versions is the earlier."""

from __future__ import annotations

from datetime import UTC, datetime, time

from firsthand.model.document import Document


def published_at(document: Document) -> datetime | None:
    """The instant of publication in UTC, without zone; None where unknown.

    A day alone counts from its midnight, a time without zone as UTC.
    """
    day = document.day
    if day is None:
        return None
    try:
        moment = datetime.fromisoformat(document.published or "")
        return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None)
    except (ValueError, OverflowError):  # "2025-12-09, noon"; the first hours of year 1 in Tokyo
        return datetime.combine(day, time())


def is_older(one: Document, other: Document) -> bool:
    """Whether `one` was surely published before `other`; False where either is unknown.

    Where one gives only its day, the days decide: "on the 9th" is not before "the 9th, 10:00".
    """
    first, second = published_at(one), published_at(other)
    if first is None or second is None or one.day is None or other.day is None:
        return False
    if _is_day(one) or _is_day(other):
        return one.day < other.day
    return first < second


def _is_day(document: Document) -> bool:
    return len(document.published or "") <= len("2025-12-09")
