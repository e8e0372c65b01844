"""Days of publication, as inputs write them → ISO 8601."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST_YEAR = 1900
"""Before it, a "day of publication" is an empty field of a database or a slip."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d.{0,30})?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEAR}{_TIME}",
        rf"{_YEAR}/(?P<number>\d{{1,2}})/{_DAY}(?:[T\s].{{0,40}})?",
    )
)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s+\S+"
)
_TWO_WAYS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})(?:\D.*)?")
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|\d{13}")


@dataclass(frozen=True, slots=True)
class Published:
    """A day (`2025-12-09`) or a date-time with zone, or None; `note` says what is amiss."""

    value: str | None
    note: str | None = None


def published_of(given: object, *, now: datetime) -> Published:
    """Make one form of the many that inputs use.

    ISO 8601, RFC 2822, seconds (or milliseconds) since 1970, `2025/12/9`, `December 9, 2025` and
    `9 December 2025` are understood. A time without a zone is left out, since it cannot be set
    beside others. Days that can be read in two ways (`03/04/2024`) are left out, years before
    1900 too; a day after tomorrow is kept and noted.

    Args:
        given: what the input has in the field.
        now: the present, with zone.
    """
    words = str(given).strip()
    found = _understood(given if isinstance(given, (int, float, date)) else words)
    if found is None:
        if _TWO_WAYS.fullmatch(words):
            return Published(None, f"published {words[:40]!r} can be read in two ways; left out")
        return Published(None, f"published {words[:40]!r} is no day that is understood; left out")
    day = found.date() if isinstance(found, datetime) else found
    if day.year < EARLIEST_YEAR:
        return Published(None, f"published lies before {EARLIEST_YEAR} ({day}); left out")
    value = found.isoformat(timespec="seconds") if isinstance(found, datetime) else str(found)
    if is_future(value, now):
        return Published(value, f"published lies in the future ({value}); kept as it is given")
    return Published(value)


def is_future(value: str, now: datetime) -> bool:
    """Whether a day or date-time lies more than a day after now (zones differ by as much)."""
    return date.fromisoformat(value[:10]) > now.date() + timedelta(days=1)


def _understood(given: int | float | date | str) -> date | datetime | None:
    """A day, or a date-time with its zone."""
    if isinstance(given, datetime):
        return given if given.tzinfo else given.date()
    if isinstance(given, date):
        return given
    try:
        if not isinstance(given, str):
            return _since_1970(given)
        if _EPOCH.fullmatch(given):
            return _since_1970(float(given))
        return _iso(given) or _mail(given) or _written(given)
    except (ValueError, OverflowError, OSError):
        return None


def _since_1970(seconds: float) -> datetime | None:
    if isinstance(seconds, bool):
        return None
    # Thirteen digits are milliseconds: as seconds they would lie beyond the year 5000.
    return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= 1e11 else seconds, UTC)


def _iso(words: str) -> date | datetime | None:
    words = re.sub(r"\s*(?:UTC|GMT|z)$", "+00:00", words) if len(words) > 10 else words
    try:
        if len(words) <= 10:
            return date.fromisoformat(words)
        found = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d)", "", words))
    except ValueError:
        return None
    return found if found.tzinfo else found.date()


def _mail(words: str) -> date | datetime | None:
    """RFC 2822; a zone by an unknown name (CEST) leaves the day alone."""
    if not _MAIL.fullmatch(words):
        return None
    try:
        found = parsedate_to_datetime(words)
    except ValueError:
        return None
    return found if found.tzinfo else found.date()


def _written(words: str) -> date | None:
    for form in _FORMS:
        if match := form.fullmatch(words):
            parts = match.groupdict()
            number = parts.get("number")
            month = int(number) if number else _month(parts["month"])
            return date(int(parts["year"]), month, int(parts["day"]))
    return None


def _month(name: str) -> int:
    for number, full in enumerate(_MONTHS, start=1):
        if full.startswith(name.lower()):
            return number
    raise ValueError(name)
