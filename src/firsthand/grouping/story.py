"""A story of its documents: claims with origins and differences, quotes, reuse, and its name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from firsthand.grouping.actors import Cast
from firsthand.grouping.origins import Traced
from firsthand.grouping.texts import Text
from firsthand.grouping.told import Told
from firsthand.model.story import (
    Difference,
    Report,
    Reuse,
    SharedClaim,
    SharedQuote,
    Story,
    StoryDocument,
    mark_of,
)
from firsthand.model.vocabulary import MODALITIES, Modality

# From the strongest to the weakest: a fact, a doubtful one, a sure future, an uncertain one.
_STRENGTH: tuple[Modality, ...] = (
    "asserted", "alleged", "planned", "conditional", "demanded", "feared", "denied",
)  # fmt: skip
assert set(_STRENGTH) == set(MODALITIES)  # noqa: S101
_SLUG_WORDS = 6
_TITLE_LENGTH = 120


def story_of(
    texts: Sequence[Text],
    cast: Cast,
    claims: Sequence[SharedClaim],
    quotes: tuple[SharedQuote, ...],
    reuse: tuple[Reuse, ...],
) -> Story:
    """The story of documents given in order of publication."""
    used = {key for claim in claims for key in (claim.actor, claim.recipient) if key}
    used |= {key for claim in claims for report in claim.reports for key in report.chain}
    used |= {quote.speaker for quote in quotes if quote.speaker}
    days = sorted(t.reading.document.published or "" for t in texts if t.reading.document.day)
    headline = next((found for text in texts if (found := headline_of(text))), None)
    own = title_of(texts[0])
    return Story(
        id=story_id(texts[0], own),
        title=headline or own,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        documents=tuple(_document(text) for text in texts),
        actors=tuple(cast.actors[key] for key in sorted(used) if key in cast.actors),
        claims=tuple(claims),
        quotes=quotes,
        reuse=reuse,
    )


def story_id(text: Text, title: str) -> str:
    """A name that stays while documents join behind the first one."""
    document = text.reading.document
    day = document.day.isoformat() if document.day else "undated"
    return "-".join(part for part in ("s", day, _slug(title), mark_of(document.id)) if part)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:_SLUG_WORDS])


def headline_of(text: Text) -> str | None:
    """The title that the input gives, else the headline that the text begins with."""
    reading = text.reading
    if reading.document.title:
        return reading.document.title
    for block in sorted(reading.blocks, key=lambda block: block.start):
        if block.kind == "headline":
            return " ".join(reading.document.text[block.start : block.end].split())
    return None


def title_of(text: Text) -> str:
    """The title, else the headline, else the first words."""
    headline = headline_of(text)
    if headline is not None:
        return headline
    if not text.sentences:
        return text.reading.document.id
    first = " ".join(text.sentences[0].of(text.reading.document.text).split())
    if len(first) <= _TITLE_LENGTH:
        return first
    return first[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _document(text: Text) -> StoryDocument:
    document = text.reading.document
    return StoryDocument(
        document.id,
        document.url,
        document.outlet,
        headline_of(text),
        document.published,
        document.language,
    )


def claim_ids(groups: Sequence[Sequence[Told]]) -> list[str]:
    """An id for each claim of a story, made of its first report: stable while reports join."""
    made = []
    for group in groups:
        mark = f"{group[0].text.id}\n{group[0].claim.id}"
        digest = hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        made.append(f"c-{digest}")
    return made


def shared_claim(
    id: str,
    reports: Sequence[Told],
    traced: Traced,
    denials: tuple[str, ...],
    differences: tuple[Difference, ...],
) -> SharedClaim:
    """One claim of a story. What reports say differently is taken from the most, else the first."""
    first = _typical(reports)
    trends = [told.claim.trend for told in reports if told.claim.trend]
    trend = Counter(trends).most_common(1)[0][0] if trends else None
    dated = [told.claim.when for told in reports if told.claim.when]
    placed = [told.claim.place for told in reports if told.claim.place]
    aspects = tuple(sorted({aspect for told in reports for aspect in told.claim.aspects}))
    modality = min((told.claim.modality for told in reports), key=_STRENGTH.index)
    return SharedClaim(
        id=id,
        actor=first.actor.key,
        recipient=first.recipient.key if first.recipient else None,
        reciprocal=first.claim.reciprocal,
        action=first.claim.action,
        plover=first.claim.plover,
        quad=first.claim.quad,
        aspects=aspects,
        trend=trend,
        declared=any(told.claim.declared for told in reports),
        background=all(told.claim.background for told in reports),
        when=dated[0] if dated else None,
        place=placed[0] if placed else None,
        modality=modality,
        line="",
        reports=tuple(_report(told) for told in reports),
        origins=traced.origins,
        origin_count=traced.most,
        origin_range=(traced.least, traced.most),
        ties=traced.ties,
        denials=denials,
        differences=differences,
    )


def _typical(reports: Sequence[Told]) -> Told:
    """The report that speaks for all: of the commonest sides and action, of named parties."""
    deeds = Counter((told.sides, told.claim.action) for told in reports)
    parties = Counter(_keys(told) for told in reports)
    return max(
        reports,
        key=lambda told: (
            deeds[told.sides, told.claim.action],
            sum(party is not None and party.actor.named for party in (told.actor, told.recipient)),
            parties[_keys(told)],
            -told.place,
        ),
    )


def _keys(told: Told) -> tuple[str, str | None]:
    return told.actor.key, told.recipient.key if told.recipient else None


def _report(told: Told) -> Report:
    document, claim = told.text.reading.document, told.claim
    return Report(
        document=document.id,
        claim=claim.id,
        outlet=document.outlet,
        published=document.published,
        modality=claim.modality,
        chain=tuple(party.key for party in told.chain),
        evidence=tuple(told.quoted(span) for span in claim.evidence),
    )
