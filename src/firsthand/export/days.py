"""Days and moments as formats want them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def day_of(text: str | None) -> date | None:
    """The day that an ISO 8601 text begins with; None where it begins with none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def moment_of(text: str | None) -> datetime | None:
    """The moment in UTC of an ISO 8601 day or date-time; a day stands for its first moment."""
    try:
        moment = datetime.fromisoformat(text or "")
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def last_day(end: str | None) -> str | None:
    """The last day of an interval whose `end` is exclusive."""
    day = day_of(end)
    return str(day - timedelta(days=1)) if day and day > date.min else None
