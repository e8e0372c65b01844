"""What the reports of a claim share and where they differ, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from firsthand.model.story import Difference, SharedClaim, Tie, TieReason
from firsthand.report.names import Cast
from firsthand.report.pieces import Piece, Words, name, plain, quote
from firsthand.report.wording import DIFFERENCE, counted, listed

WORDS = 160
LINES = 12
NAMES = 4

_REASON: dict[TieReason, str] = {
    "same_speaker": "same speaker: ",
    "same_quote": "same quotation: ",
    "same_text": "same passage: ",
    "credit": "one credits the other, or both the same third: ",
    "no_source": "no source named, so counted with the earliest report",
    "unnamed": "unnamed sources of like description: ",
}


@dataclass(slots=True)
class _Bundle:
    """Ties of one reason that hang together, told in one line."""

    reason: TieReason
    reports: set[int]
    words: dict[Piece, None] = field(default_factory=dict)


def tie_lines(
    claim: SharedClaim, cast: Cast, numbers: Mapping[int, int], *, joined: bool
) -> tuple[Words, ...]:
    """The ties that join reports, or the unsure ones, in plain words.

    Many reports of one speaker have a tie for every pair; they are told in one line.
    """
    bundles: list[_Bundle] = []
    for tie in claim.ties:
        if tie.joined == joined:
            _bundle(bundles, tie, _told(tie, claim, cast))
    lines = []
    for bundle in bundles:
        words = list(bundle.words)[:NAMES]
        rest = [piece for word in words for piece in (plain(" / "), word)][1:]
        reason = _REASON[bundle.reason]
        # Without words on either side the reason stands alone.
        head = reason if rest else reason.rstrip(": ")
        which = plain(f"{_listed(bundle.reports, numbers)}: {head}")
        lines.append((which, *rest, *([plain(" / …")] if len(bundle.words) > NAMES else [])))
    return _capped(lines, "tie")


def difference_lines(claim: SharedClaim, numbers: Mapping[int, int]) -> tuple[Words, ...]:
    """Where reports do not say the same, each one's words with its number."""
    return _capped([_difference(one, numbers) for one in claim.differences], "difference")


def _bundle(bundles: list[_Bundle], tie: Tie, words: tuple[Piece, ...]) -> None:
    """Put a tie to those of its reason that it hangs together with, or start a bundle."""
    for bundle in bundles:
        # One speaker has many names; quotations and passages are one only by the same words.
        linked = (
            not bundle.reports.isdisjoint(tie.reports)
            if tie.reason in ("same_speaker", "unnamed", "no_source")
            else tuple(bundle.words) == words
        )
        if bundle.reason == tie.reason and linked:
            bundle.reports.update(tie.reports)
            bundle.words.update(dict.fromkeys(words))
            return
    bundles.append(_Bundle(tie.reason, set(tie.reports), dict.fromkeys(words)))


def _told(tie: Tie, claim: SharedClaim, cast: Cast) -> tuple[Piece, ...]:
    """The words that show a tie."""
    words = tuple(dict.fromkeys(quote(one.words, WORDS) for one in tie.words))
    match tie.reason:
        case "same_speaker":
            one, other = (claim.reports[n].chain for n in tie.reports)
            shared = [name(cast.name(key)) for key in one if key in other]
            return tuple(shared[:1]) or words
        case "same_quote" | "same_text":
            return words[:1]
        case "no_source":
            return ()
        case _:
            return words


def _difference(difference: Difference, numbers: Mapping[int, int]) -> Words:
    paired = len(difference.reports) == len(difference.words)
    pieces = [plain(f"{DIFFERENCE[difference.kind]}: ")]
    for n, words in enumerate(difference.words):
        if n:
            pieces.append(plain(", "))
        pieces.append(quote(words.words, WORDS))
        if paired:
            pieces.append(plain(f" ({numbers[difference.reports[n]]})"))
    if not difference.words:
        # Without words of both sides the numbers alone say which reports are meant.
        pieces.append(plain(_listed(difference.reports, numbers)))
    if difference.note:
        pieces += [plain("; "), name(difference.note)]
    return tuple(pieces)


def _listed(reports: Iterable[int], numbers: Mapping[int, int]) -> str:
    return listed([str(number) for number in sorted(numbers[report] for report in reports)])


def _capped(lines: list[Words], what: str) -> tuple[Words, ...]:
    more = len(lines) - LINES
    return (*lines[:LINES], (plain(f"and {counted(more, what)} more"),)) if more > 0 else (*lines,)
