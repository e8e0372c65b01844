"""What the user names → documents, one by one, with the file that each came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from firsthand.cli.options import Labels
from firsthand.ingest import Defaults, Unread, ingest, parse_fields
from firsthand.ingest.inputs import STANDARD_INPUT, files_of
from firsthand.model.document import Document, Skipped
from firsthand.model.errors import FirsthandError, UsageError
from firsthand.model.story import SkippedInput
from firsthand.report.shown import shown

_TITLE = 80


@dataclass(frozen=True, slots=True)
class Item:
    """A document, or what gave none, and the input that it came from, as the user knows it."""

    found: Document | Unread
    source: str

    @property
    def name(self) -> str:
        """What to call it: the input, and the title or address that tells it from its others."""
        if isinstance(self.found, Unread):
            return self.found.what
        label = shown(self.found.title or self.found.url or "", _TITLE)
        return f"{shown(self.source)} ({label})" if label else shown(self.source)

    def refused(self, reason: str, found: str, help: str = "") -> Item:
        """The same input as one that gives no document."""
        why = Skipped(reason, str(FirsthandError(self.name, found, help)))
        return Item(Unread(self.name, why), self.source)

    def skipped(self, why: Skipped) -> SkippedInput:
        """That it was skipped; the detail does not name it again."""
        return SkippedInput(self.name, why.reason, why.detail.removeprefix(f"{self.name}: "))


@dataclass(frozen=True, slots=True)
class Period:
    """Days of publication, `until` exclusive; either side None where open."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, since: str | None, until: str | None) -> Period:
        """The period that two options give.

        Raises:
            UsageError: one is no day, or the period holds none.
        """
        made = cls(_day("--since", since), _day("--until", until))
        if made.since and made.until and made.since >= made.until:
            raise UsageError(
                "--until", f"no day lies from {made.since} on and before {made.until}",
                "name a later one",
            )  # fmt: skip
        return made

    @property
    def open(self) -> bool:
        """Whether every day lies in it."""
        return self.since is None and self.until is None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.since is None or day >= self.since) and (
            self.until is None or day < self.until
        )


def documents_in(
    inputs: list[str],
    labels: Labels,
    period: Period = Period(),
) -> Iterator[Item]:
    """All that the inputs hold, in their order, without what was published outside a period.

    The same document given twice, and with a period one without a day, come as Unread.

    Raises:
        UsageError: an option for the inputs is wrong (when called, not when taken from).
    """
    defaults = Defaults(labels.outlet, labels.published, labels.language)
    fields = parse_fields(labels.fields) if labels.fields is not None else {}
    ingest([], defaults=defaults)  # says what is wrong with them, before anything is begun
    return _chosen(_found_in(inputs, defaults, fields), period)


def _chosen(items: Iterator[Item], period: Period) -> Iterator[Item]:
    seen: dict[str, bytes] = {}
    for item in items:
        document = item.found
        if isinstance(document, Unread):
            yield item
            continue
        digest = hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).digest()
        if seen.get(document.id) == digest:
            yield item.refused("duplicate", "the same document, with the same text, came before")
        elif period.open or (document.day and period.holds(document.day)):
            yield item
        elif document.day is None:
            yield item.refused(
                "no_day",
                "has no day of publication, so whether it lies in the period is not known",
                "give one with --published, or leave out --since and --until",
            )
        seen[document.id] = digest


def _found_in(inputs: list[str], defaults: Defaults, fields: Mapping[str, str]) -> Iterator[Item]:
    now = datetime.now(UTC)
    for name in inputs:
        # File by file, so that each document can be called by its own.
        for file in [name] if name == STANDARD_INPUT else files_of(name):
            if isinstance(file, Unread):
                yield Item(file, file.what)
                continue
            source = "standard input" if file == STANDARD_INPUT else str(file)
            for found in ingest([str(file)], defaults=defaults, fields=fields, now=now):
                yield Item(found, source)


def _day(option: str, given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        raise UsageError(option, f"{given!r} is no day", "write it as 2025-12-09") from None
