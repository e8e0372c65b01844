"""A brief as a paper: every sentence, heading and number that a page shows, before any markup.

HTML and Markdown are written from the same paper, so that they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.reading import MadeBy
from firsthand.model.story import Brief, ReadSummary, SkippedInput, Story, StoryDocument
from firsthand.report.entry import ClaimEntry, claim_entry, telling_counts
from firsthand.report.links import safe_url
from firsthand.report.names import Cast, outlet_name
from firsthand.report.pieces import Words, name, plain, quote
from firsthand.report.shown import shown
from firsthand.report.wording import NO_PROOF, REUSE, counted, day, period

TITLE = 220
PASSAGE = 240
GLANCE = 3


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One report in a story's list; `url` only where it is safe to follow."""

    id: str
    outlet: str
    published: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One of a story's first claims: the line, and "3 reports → 1 origin"."""

    anchor: str
    line: str
    counts: str


@dataclass(frozen=True, slots=True)
class Section:
    """One story. `glance` is what the head of the paper says of it."""

    anchor: str
    title: str
    period: str
    size: str
    glance: tuple[GlanceLine, ...]
    documents: tuple[DocumentLine, ...]
    news: tuple[ClaimEntry, ...]
    background: tuple[ClaimEntry, ...]
    background_size: str
    quotes: tuple[Words, ...]
    reuse: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole brief in words."""

    title: str
    period: str
    read: str
    covers: str
    skipped_size: str
    skipped: tuple[SkippedInput, ...]
    no_proof: str
    nothing: str
    sections: tuple[Section, ...]
    made_by: str


def paper_of(brief: Brief) -> Paper:
    """The paper of a brief. Texts in it are strangers': whoever prints it must escape them."""
    read = brief.read
    return Paper(
        title=shown(brief.watch, TITLE) if brief.watch else "All relations",
        period=period(read.first, read.last),
        read=_read(read),
        covers=_covers(brief),
        skipped_size=f"{counted(len(read.skipped), 'input')} not read" if read.skipped else "",
        skipped=tuple(_skipped(one) for one in read.skipped),
        no_proof=NO_PROOF,
        nothing=(
            "Nothing that was read fits this watch."
            if brief.watch is not None
            else "Nothing was read that tells of two parties."
        ),
        sections=tuple(section_of(n, story) for n, story in enumerate(brief.stories, 1)),
        made_by=_made_by(brief.made_by),
    )


def _read(read: ReadSummary) -> str:
    outlets = f" from {counted(read.outlets, 'outlet')}" if read.outlets else ""
    dated = f", published {period(read.first, read.last)}" if read.first or read.last else ""
    return counted(read.documents, "report") + outlets + dated


def _covers(brief: Brief) -> str:
    claims = [claim for story in brief.stories for claim in story.claims]
    if not brief.stories:
        return "No story"
    old = sum(claim.background for claim in claims)
    sizes = counted(len(brief.stories), "story", "stories"), counted(len(claims), "claim")
    watched = " that the watch follows" if brief.watch else ""
    return " with ".join(sizes) + watched + (f", {old} of them background" if old else "")


def _skipped(one: SkippedInput) -> SkippedInput:
    return SkippedInput(shown(one.what, TITLE), shown(one.reason, 40), shown(one.detail, TITLE))


def _made_by(made_by: MadeBy) -> str:
    """Versions in short: the whole hashes stand in the JSON."""
    parts = (f"firsthand {made_by.firsthand}", *(
        f"{what} {hash.removeprefix('sha256:')[:12]}"
        for what, hash in (("reader", made_by.reader), ("lexicon", made_by.lexicon))
    ))  # fmt: skip
    return shown(", ".join(parts), TITLE)


def section_of(number: int, story: Story) -> Section:
    """A story as a page shows it; its anchors begin with the number."""
    anchor, cast = f"story-{number}", Cast(story)
    anchors = {claim.id: f"{anchor}-claim-{n}" for n, claim in enumerate(story.claims, 1)}
    entries = [claim_entry(claim, story, cast, anchors) for claim in story.claims]
    news = tuple(entry for entry in entries if not entry.background)
    old = tuple(entry for entry in entries if entry.background)
    return Section(
        anchor=anchor,
        title=shown(story.title, TITLE) or "Untitled",
        period=period(story.first, story.last),
        size=f"{counted(len(story.documents), 'report')}, {counted(len(entries), 'claim')}",
        glance=tuple(
            GlanceLine(entry.anchor, entry.line, telling_counts(entry, " → "))
            for entry in (news or old)[:GLANCE]
        ),
        documents=tuple(_document(document) for document in story.documents),
        news=news,
        background=old,
        background_size=counted(len(old), "claim") + " older than the matter itself",
        quotes=_quotes(story, cast),
        reuse=_reuse(story, cast),
    )


def _document(document: StoryDocument) -> DocumentLine:
    return DocumentLine(
        id=document.id,
        outlet=outlet_name(document.outlet),
        published=day(document.published),
        # Without a title the id tells which of the inputs it is.
        title=shown(document.title or "", TITLE) or f"untitled ({shown(document.id, 80)})",
        url=safe_url(document.url),
    )


def _quotes(story: Story, cast: Cast) -> tuple[Words, ...]:
    """Each shared quotation with its speaker and where it stands."""
    made: list[Words] = []
    for shared in story.quotes:
        outlets = tuple(dict.fromkeys(cast.place(place.document) for place in shared.reports))
        speaker = name(cast.name(shared.speaker)) if shared.speaker else plain("speaker not named")
        where = [piece for outlet in outlets for piece in (plain("; "), name(outlet))][1:]
        made.append((quote(shared.words, PASSAGE * 3), plain(" "), speaker, plain(". In "), *where))
    return tuple(made)


def _reuse(story: Story, cast: Cast) -> tuple[Words, ...]:
    """Each passage that two documents share, with its length in words."""
    return tuple(
        (
            name(cast.place(reuse.documents[0])),
            plain(" and "),
            name(cast.place(reuse.documents[1])),
            plain(f": {REUSE[reuse.kind]}, {counted(reuse.words, 'word')}: "),
            quote(reuse.spans[0].words, PASSAGE),
        )
        for reuse in story.reuse
    )
