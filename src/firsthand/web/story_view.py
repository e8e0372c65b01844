"""A story as its page shows it: pure functions from a story, and two of its texts, to a view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model.document import Document
from firsthand.model.story import ReuseKind, SharedClaim, Story
from firsthand.report.chain_figure import Chains, chains_note, chains_of, outlet_key, source_chains
from firsthand.report.entry import ClaimEntry
from firsthand.report.names import Cast, outlet_name
from firsthand.report.order import ordered
from firsthand.report.paper import Section, section_of
from firsthand.report.pieces import Words
from firsthand.report.shown import shown
from firsthand.report.timeline_figure import claim_timeline, timeline_note, timeline_of
from firsthand.report.wording import REUSE, counted, day
from firsthand.web import places
from firsthand.web.article import Article, Mark, article_of
from firsthand.web.figures import HALF, Drawing, drawn

IN_FULL = 30
"""So many claims are shown with all their words; the others lead to their own pages."""

_DOCUMENTS = 60
_DIFFERENCES = 30
_SHARED = 12
_MARKS = 400


@dataclass(frozen=True, slots=True)
class At:
    """The addresses of what a story's claims name."""

    story: str

    def claim(self, id: str) -> str:
        """A claim's page."""
        return places.claim(self.story, id)

    def actor(self, key: str) -> str:
        """An actor's page."""
        return places.actor(key)

    def words(self, document: str, start: int) -> str:
        """The article, at the words."""
        return places.document(document, start)


@dataclass(frozen=True, slots=True)
class Apart:
    """Where the reports of one claim differ."""

    line: str
    href: str
    differences: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two articles that share passages; `href` shows them side by side."""

    names: tuple[str, str]
    how: str
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two articles that stand beside each other; `others` lead to the rest of them."""

    name: str
    title: str
    published: str
    href: str
    article: Article
    others: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """The page of a story. `section` is what the brief says of it."""

    section: Section
    at: At
    in_full: tuple[ClaimEntry, ...]
    in_short: tuple[ClaimEntry, ...]
    background: tuple[ClaimEntry, ...]
    undrawn_documents: str
    chains: Drawing
    timeline: Drawing
    apart: tuple[Apart, ...]
    shared: tuple[Shared, ...]


def view_of(story: Story) -> StoryView:
    """The page of a story, but for its articles."""
    claims = ordered(story.claims)
    section = section_of(1, replace(story, claims=claims))
    at = At(story.id)
    chains = chains_of(story, claims)
    timeline = timeline_of(claims)
    leads = {claim.id: at.claim(claim.id) for claim in claims}
    more = len(section.documents) - _DOCUMENTS
    return StoryView(
        section=replace(section, documents=section.documents[:_DOCUMENTS]),
        at=at,
        in_full=section.news[:IN_FULL],
        in_short=section.news[IN_FULL:],
        background=section.background[:IN_FULL],
        undrawn_documents=f"and {counted(more, 'report')} more" if more > 0 else "",
        chains=drawn(
            (source_chains(chains, one, _pages(story, chains)) for one in HALF),
            chains_note(chains),
        ),
        timeline=drawn(
            (claim_timeline(timeline, one, leads) for one in HALF),
            timeline_note(timeline),
        ),
        apart=tuple(
            Apart(entry.line, at.claim(entry.id), entry.differences)
            for entry in (*section.news, *section.background)
            if entry.differences
        )[:_DIFFERENCES],
        shared=_shared(story),
    )


def beside(story: Story, left: str | None, right: str | None) -> tuple[str, str] | None:
    """The ids of the two documents to show beside each other; None where there is only one.

    Without a choice, those that share the longest passage, else those that tell most claims.
    """
    ids = [document.id for document in story.documents]
    if len(ids) < 2:
        return None
    longest = max(story.reuse, key=lambda reuse: reuse.words, default=None)
    tellers = sorted(ids, key=lambda one: (-_told(story.claims, one), ids.index(one)))
    first = longest.documents if longest else (tellers[0], tellers[1])
    one = left if left in ids else first[0]
    other = (
        right
        if right in ids and right != one
        else next(id for id in (first[1], first[0], *ids) if id != one)
    )
    return one, other


def sides_of(
    story: Story, pair: tuple[str, str], texts: Mapping[str, Document]
) -> tuple[Side, ...]:
    """Two articles with what they share and what bears claims set apart."""
    return tuple(_side(story, pair, n, texts[pair[n]]) for n in (0, 1))


def marks_of(claims: Sequence[SharedClaim], document: str, story: str) -> list[Mark]:
    """Where a document's text bears claims of a story; each leads to the claim's page."""
    marks = [
        Mark(piece.start, piece.end, "evidence", places.claim(story, claim.id))
        for claim in claims
        for report in claim.reports
        if report.document == document
        for piece in report.evidence
    ]
    return marks[:_MARKS]


def _pages(story: Story, chains: Chains) -> dict[str, str]:
    """The pages of the tellers that have one."""
    outlets = {outlet_key(one.outlet): one.outlet for one in story.documents if one.outlet}
    pages = {key: places.outlet(name) for key, name in outlets.items()}
    tellers = (teller for column in chains.columns for teller in column if teller.link.key)
    return pages | {teller.key: places.actor(teller.link.key) for teller in tellers}


def _shared(story: Story) -> tuple[Shared, ...]:
    """The pairs of articles that share passages, those with most words first."""
    words, kinds = Counter[tuple[str, str]](), dict[tuple[str, str], ReuseKind]()
    for reuse in sorted(story.reuse, key=lambda reuse: reuse.words):
        words[reuse.documents] += reuse.words
        kinds[reuse.documents] = reuse.kind  # the longest passage's comes last
    cast = Cast(story)
    return tuple(
        Shared(
            (cast.place(pair[0]), cast.place(pair[1])),
            f"{REUSE[kinds[pair]]}, {counted(number, 'word')}",
            places.story(story.id, "beside", left=pair[0], right=pair[1]),
        )
        for pair, number in words.most_common(_SHARED)
    )


def _told(claims: Sequence[SharedClaim], document: str) -> int:
    return sum(report.document == document for claim in claims for report in claim.reports)


def _side(story: Story, pair: tuple[str, str], n: int, document: Document) -> Side:
    own, other = pair[n], pair[1 - n]
    marks = marks_of(story.claims, own, story.id)
    prefix, opposite = ("l", "r") if n == 0 else ("r", "l")
    for reuse in story.reuse:
        if set(reuse.documents) == {own, other}:
            here = reuse.documents.index(own)
            span, there = reuse.spans[here], reuse.spans[1 - here]
            marks.append(Mark(span.start, span.end, "shared", f"#{opposite}-{there.start}"))
    choices = tuple(
        (
            f"{outlet_name(one.outlet)}, {day(one.published)}",
            places.story(
                story.id,
                "beside",
                **{"left": one.id, "right": other} if n == 0 else {"left": other, "right": one.id},
            ),
            one.id == own,
        )
        for one in story.documents[:_DOCUMENTS]
        if one.id != other
    )
    return Side(
        name=outlet_name(document.outlet),
        title=shown(document.title or "", 220),
        published=day(document.published),
        href=places.document(document.id),
        article=article_of(document.text, marks, title_end=document.title_end, prefix=prefix),
        others=choices,
    )
