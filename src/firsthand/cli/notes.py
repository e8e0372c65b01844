"""What is said on standard error while inputs are read, and the counts at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from firsthand.cli.ending import DONE, SKIPPED, one_line, tell
from firsthand.model.reading import Reading
from firsthand.model.story import ReadSummary, SkippedInput, Story
from firsthand.report.wording import counted

_NAMED = 3
"""So many inputs that were skipped for one reason are named; the rest are counted."""

_WHY = {
    "bad_line": "not in the form that is read",
    "broken_archive": "broken off",
    "duplicate": "given twice",
    "failed": "on which the program failed",
    "no_article": "without an article",
    "no_day": "without a day of publication",
    "no_files": "without files",
    "no_reader": "in a language that is not read",
    "no_text": "without text",
    "not_found": "not found",
    "not_readable": "closed to us",
    "older_version": "replaced by a newer version",
    "too_large": "too large",
    "unknown_encoding": "in no known encoding",
}


class Tally:
    """Counts readings as they go by, without keeping them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.documents = 0
        self._ids: set[str] = set()
        self._outlets: set[str] = set()

    def add(self, reading: Reading) -> bool:
        """Count one in; whether another version of its document came before."""
        document = reading.document
        known = document.id in self._ids
        self.documents += 1
        self._ids.add(document.id)
        if document.outlet:
            self._outlets.add(document.outlet)
        return known

    def line(self) -> str:
        """What was read, in words: "read 12 documents of 5 outlets"."""
        return read_line(self.documents, len(self._outlets))


class Notes:
    """Keeps what was skipped and says it, one line each."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.skipped: list[SkippedInput] = []

    def skip(self, skipped: SkippedInput) -> None:
        """Say at once that an input is skipped, and why."""
        self.skipped.append(skipped)
        tell(one_line(f"skipped {skipped.what}: {skipped.detail}"))

    def note(self, line: str) -> None:
        """Say what a person should know, though nothing was skipped for it."""
        tell(one_line(f"note: {line}"))

    def keep(self, skipped: Iterable[SkippedInput]) -> None:
        """Count what was said before, when it was added to a store."""
        self.skipped.extend(skipped)

    def counts(self) -> str:
        """How much was skipped and why: "skipped 3: 1 binary (x.bin), 2 without text (...)"."""
        if not self.skipped:
            return ""
        by_reason: dict[str, list[str]] = {}
        for one in self.skipped:
            by_reason.setdefault(one.reason, []).append(one.what)
        parts = (_reason(reason, names) for reason, names in sorted(by_reason.items()))
        return one_line(f"skipped {len(self.skipped):,}: {', '.join(parts)}")

    def tell_end(self, done: str, *more: str) -> None:
        """Say what was done, with what was skipped, and what came of it."""
        for line in ("; ".join(filter(None, (done, self.counts()))), *more):
            tell(one_line(line))

    def code(self, *, strict: bool) -> int:
        """The exit code of a run that got something done."""
        return SKIPPED if strict and self.skipped else DONE


def summary_of(readings: Collection[Reading], skipped: Iterable[SkippedInput]) -> ReadSummary:
    """What was read: documents, the outlets and days that they name, and what was skipped."""
    days = sorted(str(day) for reading in readings if (day := reading.document.day))
    return ReadSummary(
        documents=len(readings),
        outlets=len({reading.document.outlet for reading in readings} - {None}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        skipped=tuple(skipped),
    )


def read_line(documents: int, outlets: int) -> str:
    """What was read, in words: "read 12 documents of 5 outlets"."""
    named = f" of {counted(outlets, 'outlet')}" if outlets else ""
    return f"read {counted(documents, 'document')}{named}"


def stories_line(stories: Sequence[Story]) -> str:
    """What they tell, in words: "6 stories, 14 claims with 17 independent origins in all"."""
    claims = [claim for story in stories for claim in story.claims]
    origins = sum(claim.origin_count for claim in claims)
    of_claims = f" with {counted(origins, 'independent origin')} in all" if claims else ""
    return (
        f"{counted(len(stories), 'story', 'stories')}, {counted(len(claims), 'claim')}{of_claims}"
    )


def _reason(reason: str, names: list[str]) -> str:
    shown = "; ".join(names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{len(names):,} {_WHY.get(reason, reason.replace('_', ' '))} ({shown}{more})"
