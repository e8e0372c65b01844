"""What the terminal shows: one document as a tree, stories and claims as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from firsthand.model.document import Span
from firsthand.model.reading import Attribution, Claim, Reading
from firsthand.model.story import SharedClaim, Story
from firsthand.report.names import Cast, outlet_name
from firsthand.report.pieces import in_marks
from firsthand.report.shown import shown
from firsthand.report.wording import MODALITY, STANCE, counted, day, period, time_of

TITLE = 120
NAME = 60
CONTENT = 160
EVIDENCE = 200
# How deep attributions are drawn: a text in which everybody quotes everybody stays readable.
DEEPEST = 12


def reading_tree(reading: Reading) -> RenderableType:
    """One document as a tree: who says what, inside of whom, and the claims with their words."""
    tree = Tree(_head(reading), guide_style="dim")
    if reading.skipped:
        detail = shown(reading.skipped.detail or reading.skipped.reason, EVIDENCE)
        tree.add(Text(f"not read: {detail}", style="yellow"))
        return tree
    if not reading.attributions and not reading.claims:
        tree.add(Text("no speaker and no claim found", style="dim"))
    if reading.attributions:
        said = tree.add(_label(counted(len(reading.attributions), "attribution")))
        known = {attribution.id for attribution in reading.attributions}
        for attribution in reading.attributions:
            if attribution.parent not in known:
                _add_attribution(said, reading, attribution, 0)
    if reading.claims:
        claims = tree.add(_label(counted(len(reading.claims), "claim")))
        for claim in reading.claims:
            claims.add(_claim(reading, claim))
    return tree


def stories_table(stories: Sequence[Story]) -> RenderableType:
    """One row a story: its days, title, reports, claims, and most independent origins of one."""
    table = _table("Days", "Story", "Reports", "Claims", "Most origins of a claim")
    for story in stories:
        most = max((claim.origin_count for claim in story.claims), default=0)
        table.add_row(
            period(story.first, story.last),
            _plain(story.title, TITLE),
            str(len(story.documents)),
            str(len(story.claims)),
            str(most),
        )
    return table


def claims_table(stories: Sequence[Story]) -> RenderableType:
    """One row a claim, under its story: the line, who says so, reports and origins."""
    parts: list[RenderableType] = []
    for story in stories:
        if story.claims:
            cast = Cast(story)
            table = _table("Claim", "Who says so", "Reports", "Origins")
            for claim in story.claims:
                table.add_row(*_claim_row(claim, cast))
            parts += [_plain(story.title, TITLE, "bold"), table, Text()]
    return Group(*parts)


def _claim_row(claim: SharedClaim, cast: Cast) -> tuple[RenderableType, ...]:
    """The cells of a claim; the range stands beside the number of origins where it differs."""
    line = _plain(claim.line, EVIDENCE)
    if claim.background:
        line.append(" background", style="dim")
    firsts = dict.fromkeys(origin.first_source for origin in claim.origins)
    names = [cast.name(key) if key else "no source named" for key in firsts]
    low, high = claim.origin_range
    extent = f" ({low} to {high})" if low != high else ""
    return (
        line,
        _plain("; ".join(names), EVIDENCE),
        str(len(claim.reports)),
        f"{claim.origin_count}{extent}",
    )


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for head in heads:
        numbers = head not in ("Days", "Story", "Claim", "Who says so")
        table.add_column(
            head,
            justify="right" if numbers else "left",
            overflow="fold",
            # A wide text gets the room that the narrow columns leave.
            ratio={"Story": 3, "Claim": 3, "Who says so": 2}.get(head),
        )
    return table


def _head(reading: Reading) -> Text:
    document = reading.document
    first = next((b for b in reading.blocks if b.kind == "headline"), None)
    headline = document.text[first.start : first.end] if first else document.title
    title = shown(headline or "", TITLE) or shown(document.id, NAME)
    head = Text(title, style="bold")
    facts = (outlet_name(document.outlet), day(document.published), document.language or "")
    head.append("\n" + ", ".join(shown(fact, NAME) for fact in facts if fact), style="dim")
    return head


def _add_attribution(tree: Tree, reading: Reading, one: Attribution, depth: int) -> None:
    """An attribution with those that are told inside of it."""
    branch = tree.add(_attribution(reading, one))
    for inner in reading.attributions:
        if inner.parent == one.id and depth < DEEPEST:
            _add_attribution(branch, reading, inner, depth + 1)


def _attribution(reading: Reading, attribution: Attribution) -> Text:
    """The speaker, the words that name it and that attribute, and what is told."""
    speaker = reading.actor(attribution.speaker)
    source = _words(reading, attribution.source, NAME)
    name = shown(speaker.name, NAME) if speaker else ""
    line = Text(name or "somebody not named", style="bold" if name else "italic")
    if source and source != name:
        line.append(" ← ", style="cyan")
        line.append(_quoted(source))
    cue = _words(reading, attribution.cue, NAME)
    line.append(f"  {cue or 'no word of saying'}", style="italic cyan")
    notes = [STANCE[attribution.stance]] if attribution.stance != "neutral" else []
    notes += [f"in {shown(attribution.medium, NAME)}"] if attribution.medium else []
    said_on = time_of(attribution.said_on) if attribution.said_on else ""
    notes += [said_on] if said_on else []
    if notes:
        line.append(f"  {', '.join(notes)}", style="dim")
    content = _words(reading, attribution.content, CONTENT)
    if content:
        line.append("\n" + (_quoted(content) if attribution.direct else content))
    return line


def _claim(reading: Reading, claim: Claim) -> Text:
    """A claim's line, its certainty, time and chain, and its evidence."""
    line = Text(_line(reading, claim), style="bold")
    notes = (
        MODALITY[claim.modality],
        time_of(claim.when) if claim.when else "",
        f"in {shown(claim.place.name, NAME)}" if claim.place else "",
        "position stated by itself" if claim.declared else "",
        "background" if claim.background else "",
    )
    line.append("\n" + ", ".join(note for note in notes if note), style="dim")
    line.append("  " + _chain(reading, claim.chain), style="cyan")
    for piece in claim.evidence:
        line.append("\n" + _quoted(_words(reading, (piece,), EVIDENCE)))
    return line


def _line(reading: Reading, claim: Claim) -> str:
    parties = _name(reading, claim.actor)
    if claim.recipient:
        parties += f" {'↔' if claim.reciprocal else '→'} {_name(reading, claim.recipient)}"
    deed = claim.action + (f" ({', '.join(claim.aspects)})" if claim.aspects else "")
    return f"{parties}: {deed}" + (f", {claim.trend}" if claim.trend else "")


def _chain(reading: Reading, chain: Iterable[str]) -> str:
    names = [_name(reading, id) for id in chain]
    return "← " + " ← ".join(names) if names else "in the outlet’s own voice"


def _name(reading: Reading, id: str) -> str:
    actor = reading.actor(id)
    return shown(actor.name if actor else id, NAME)


def _words(reading: Reading, spans: Iterable[Span], limit: int) -> str:
    """The words of some spans, broken ones with an ellipsis between."""
    return shown(" … ".join(reading.words(span) for span in spans), limit)


def _quoted(words: str) -> str:
    return words if in_marks(words) else f"“{words}”"


def _label(text: str) -> Text:
    return Text(text, style="dim")


def _plain(text: str, limit: int, style: str = "") -> Text:
    """A stranger's text: never read as markup, nothing in it that moves the cursor."""
    return Text(shown(text, limit), style=style)
