"""When: expressions of time in a text, as intervals of days seen from the day of publication.

General date libraries read the verb "may" as a month and lose "since", "by" and "last September";
so this is an own grammar. `date_grammar` names a period, this module finds it in the text, sets its
edges ("since" opens the end, "by" the start), joins ranges and drops what only looks like a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from firsthand.model.document import Span
from firsthand.model.reading import When
from firsthand.reading.date_frame import NO_SUCH_DAY, Frame, Open, Slots
from firsthand.reading.date_grammar import Form, forms
from firsthand.reading.date_guards import only_looks_like_time
from firsthand.reading.date_meanings import past_units
from firsthand.reading.periods import Period, middle_of
from firsthand.reading.tense import direction_at

BEFORE_THAT = "says since when nothing like it had been, not when it was"

# Every form holds one of these: most sentences are done with here.
_TRIGGER = re.compile(
    r"\d{4}|\d\ds|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|[Tt]oday|yesterday|tomorrow|tonight|overnight|Overnight|Yesterday|Tomorrow"
    r"|Tonight|[Hh]our|[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Cc]entury|fortnight|quarter"
    r"|spring|summer|autumn|fall|winter|night|morning|afternoon|evening|[Ss]oon|[Ss]hortly|Q[1-4]"
    r"|H[12]|Christmas|Halloween|half of|[Ss]ince|further notice"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|DAY"
)
_EDGE = re.compile(
    r"(?:\b(?P<edge>ever since|since|starting|beginning|effective|as of|as from|from|no later than|"
    r"not later than|by|before|ahead of|prior to|until|till|through|after|between|scheduled for|"
    r"planned for|set for|due|for) )?"
    r"(?P<loose>(?<!\w)(?:(?:early|late|later|earlier) )?(?:(?:on|in|at|during|over|around|about"
    r"|the night of|the years|as early as|at least) ){0,2}(?:the )?)$",
    re.IGNORECASE,
)
_FAR_EDGE = re.compile(r"\b(?P<edge>since|until) (?:[^\s,;.:!?\n]+\.? ){1,8}$")
_RANGE = re.compile(r" ?(?:[-–—]|to|and|until|till|through) ?(?:the )?")
_LIKE_NOTHING_SINCE = re.compile(
    r"\b(?:first|worst|most|least"
    r"|(?:high|low|bigg|larg|great|strong|weak|deadli|heavi|clos|fast|sharp|long)est)\b[^.;!?\n]{0,60}$"
)
_PERFECT = re.compile(r"(?:\b(?:has|have)|['’]ve)\b[^.;!?\n]{0,100}$")
_OPENS_CLAUSE = re.compile(r"(?:^|[;:.!?\n\"“]|, (?:and|but|while|when|so|as)) ?$")
_WHEN = re.compile(r",? when\b")
_SINCE = ("since", "ever since")
_ONWARDS = ("starting", "beginning", "effective", "as of", "as from")
_UP_TO = ("until", "till", "through", "no later than", "not later than")
_TO_COME = ("scheduled for", "planned for", "set for", "due", "for")
_LOOK_BACK = 120  # characters before an expression that may hold its edge


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when. `when` is None where their days cannot be known; `why_open` says why."""

    words: Span
    when: When | None
    why_open: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    """One match of a form, not yet resolved; places in the whole text."""

    start: int
    end: int
    form: Form
    slots: Slots


def find_times(text: str, span: Span, published: date | None) -> tuple[TimeExpression, ...]:
    """The expressions of time inside `span` of `text`, in order.

    Args:
        text: the document's text.
        span: where to look, as a sentence; nothing outside is looked at.
        published: the day from which relative expressions count; None leaves them open.

    Returns:
        Each expression with its interval (`end` exclusive) or the reason why it stays open. An
        expression with a clause inside ("since it left in 2031") overlaps the plain one ("in
        2031").
    """
    # A no-break blank is a blank here; places stay as they are.
    piece = text[span.start : span.end].replace("\xa0", " ")
    if not _TRIGGER.search(piece):
        return ()
    made: list[TimeExpression] = []
    told: Period | None = None
    found = _find(piece)
    at = 0
    while at < len(found):
        this, that = found[at], found[at + 1] if at + 1 < len(found) else None
        low = found[at - 1].end if at else 0
        if that is not None and _joins(piece, this, that, low):
            made_here, period = _range(piece, this, that, low, published)
            at += 2
        else:
            made_here, period = _single(piece, this, low, published, told)
            at += 1
        told = period or told
        made += made_here
    return tuple(_moved(expression, span.start) for expression in made)


def _find(piece: str) -> list[_Found]:
    """Matches of the forms, leftmost and longest first, without overlaps."""
    every = [
        _Found(match.start(), match.end(), form, Slots(_filled(match)))
        for form in forms()
        for match in form.pattern.finditer(piece)
    ]
    every.sort(key=lambda found: (found.start, -found.end))
    kept: list[_Found] = []
    for found in every:
        if (not kept or found.start >= kept[-1].end) and not only_looks_like_time(
            piece, found.start, found.end, found.slots.found
        ):
            kept.append(found)
    return kept


def _filled(match: re.Match[str]) -> dict[str, str]:
    return {name: value for name, value in match.groupdict().items() if value is not None}


# ------------------------------------------------------------------------------ edges and ranges


def _edge(piece: str, low: int, start: int) -> tuple[str, int]:
    """The word that sets the period's edge, if any, and where the whole expression begins."""
    at = max(low, start - _LOOK_BACK)
    found = _EDGE.search(piece, max(at, start - 45), start)
    if found is None:
        return "", start
    loose = found.group("loose")
    begin = found.start() if found.group("edge") else found.start("loose")
    if not found.group("edge") and loose.lower() == "the ":
        begin = start
    return (found.group("edge") or "").lower(), begin


def _frame(
    piece: str, begin: int, end: int, edge: str, published: date | None, told: Period | None
) -> Frame:
    """The direction that words and edge give together."""
    opens = _OPENS_CLAUSE.search(piece, max(0, begin - 12), begin) is not None
    # "lets us use two piers from January, and we let": what follows "from" does not count
    direction, told_by = direction_at(
        piece, begin, end, ahead_first=opens, ahead=edge not in ("from", *_ONWARDS)
    )
    if edge in _SINCE:
        direction = "past"
    elif edge in ("by", *_UP_TO) and told_by not in ("had", "was", "were"):
        direction = "future"  # "has offered power through the end of May"
    elif edge in (*_ONWARDS, *_TO_COME, "from") and (direction is None or edge in _TO_COME[:3]):
        direction = "future"
    perfect = _PERFECT.search(piece, max(0, begin - _LOOK_BACK), begin) is not None
    return Frame(published, direction, told, piece[begin].isupper(), perfect)


def _single(
    piece: str, found: _Found, low: int, published: date | None, told: Period | None
) -> tuple[list[TimeExpression], Period | None]:
    """The expressions of one match, and the period that later ones may count from."""
    edge, begin = _edge(piece, low, found.start)
    frame = _frame(piece, begin, found.end, edge, published, told)
    words = Span(begin, found.end)
    try:
        period = found.form.meaning(found.slots, frame)
    except Open as why:
        return [TimeExpression(words, None, str(why))], None
    except (ValueError, OverflowError):
        return [TimeExpression(words, None, NO_SUCH_DAY)], None
    if edge in _SINCE and _LIKE_NOTHING_SINCE.search(piece, max(0, begin - 90), begin):
        return [TimeExpression(words, None, BEFORE_THAT)], period
    if found.form.meaning is past_units:  # "was capped by the last two months": no edge
        edge, words = "", Span(found.start, found.end)
    edged = _edged(period, edge, found.slots, frame, _of_event(piece, begin, found))
    made = [_expression(words, edged)]
    if edge in _SINCE and _WHEN.match(piece, found.end):  # "since 1856, when Russia accepted"
        made.append(_expression(Span(found.start, found.end), period))
    dated = {"year", "month", "weekday"} & found.slots.found.keys()  # not "since I feel ill today"
    if dated and not edge and (far := _FAR_EDGE.search(piece, max(low, begin - _LOOK_BACK), begin)):
        edged = _edged(period, far.group("edge").lower(), found.slots, frame, False)
        made.insert(0, _expression(Span(far.start(), found.end), edged))
    return made, period


def _edged(period: Period, edge: str, slots: Slots, frame: Frame, of_event: bool) -> Period:
    """The period as "since", "by" and the like leave it."""
    start, end = period.start, period.end
    if edge in _SINCE or (edge in _ONWARDS and edge != "as of"):
        return Period(start, None, "open")
    # "down from last year", "as of 2016": no edge, but "from next year", "as of 1 May" to come are
    ahead = bool(start and frame.published and start > frame.published)
    if edge in ("from", "as of") and not of_event and (ahead or frame.direction == "future"):
        return Period(start, None, "open")
    if edge in _UP_TO:
        return Period(None, end, "open")
    if edge == "by":
        # "by 2035" is over when 2035 begins, "by Friday" when Friday ends
        if slots.part == "mid":
            return Period(None, middle_of(period), "open")
        counted = period.precision == "day" and "named" not in slots.found  # not "by Christmas"
        return Period(None, end if counted or slots.at_end else start, "open")
    if edge in ("before", "ahead of", "prior to"):
        return Period(None, end if slots.at_end else start, "open")
    if edge == "after" and not of_event:
        return Period(end, None, "open")
    return period


def _of_event(piece: str, begin: int, found: _Found) -> bool:
    """Whether it dates another thing: "after the Sept. 14 attacks", "from Monday's talks"."""
    return piece.startswith(("'s", "’s"), found.end) or piece[begin : found.start].endswith("the ")


def _joins(piece: str, this: _Found, that: _Found, low: int) -> bool:
    """Whether two periods are the two ends of one: "from 2012 to 2017"."""
    if not _RANGE.fullmatch(piece, this.end, that.start):
        return False
    edge, _ = _edge(piece, low, this.start)
    same_kind = this.form is that.form
    years = same_kind and piece[: this.start].endswith("years ")
    return (
        edge in ("from", "between")
        or years
        or (same_kind and piece[this.end : that.start].strip() in "-–—")
    )


def _range(
    piece: str, this: _Found, that: _Found, low: int, published: date | None
) -> tuple[list[TimeExpression], Period | None]:
    """From the start of the one to the end of the other; a year said once is meant for both."""
    edge, begin = _edge(piece, low, this.start)
    if edge not in ("from", "between", "for"):
        begin = this.start
    words = Span(begin, that.end)
    frame = _frame(piece, begin, that.end, "", published, None)
    try:
        last = that.form.meaning(that.slots, frame)
        first_slots = this.slots
        if "year" not in first_slots.found and "month" in first_slots.found and last.start:
            first_slots = Slots({**first_slots.found, "year": str(last.start.year)})
        first = this.form.meaning(first_slots, frame)
        if first.start and last.start and first.start > last.start and "month" in first_slots.found:
            earlier = Slots({**first_slots.found, "year": str(last.start.year - 1)})
            first = this.form.meaning(earlier, frame)
    except Open as why:
        return [TimeExpression(words, None, str(why))], None
    except (ValueError, OverflowError):
        return [TimeExpression(words, None, NO_SUCH_DAY)], None
    whole = Period(first.start, last.end, "interval")
    return [_expression(words, whole)], whole


# ------------------------------------------------------------------------------ results


def _expression(words: Span, period: Period) -> TimeExpression:
    """A period with its words."""
    start, end = (side.isoformat() if side else None for side in (period.start, period.end))
    precision = period.precision if start and end else "open"
    return TimeExpression(words, When(start, end, precision, words), None)


def _moved(made: TimeExpression, by: int) -> TimeExpression:
    """From places in the piece to places in the text."""
    words = Span(made.words.start + by, made.words.end + by)
    return replace(made, words=words, when=made.when and replace(made.when, words=words))
