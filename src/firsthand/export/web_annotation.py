"""Evidence as W3C Web Annotations (Recommendation of 23 February 2017), in JSON-LD.

One annotation is one piece of evidence: its body the claim, its target the words in the document.
A reader finds them by the exact words. The offsets count in the text as it was read (title, a
blank line, body), not in the page with its menus, and the words around them are not given, since
they are no evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from firsthand.export.strict_text import json_line, urn, web_address
from firsthand.export.tables import evidence_of
from firsthand.model.story import SharedClaim, Story, StoryDocument
from firsthand.model.version import VERSION

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def collection(stories: Sequence[Story]) -> dict[str, bytes]:
    """One file: an AnnotationCollection with all annotations on its first and only page."""
    items = [item for story in stories for item in _items(story)]
    made = {
        "@context": _CONTEXT,
        "id": urn("annotations"),
        "type": "AnnotationCollection",
        "label": "Evidence for claims in news reports",
        "total": len(items),
        "first": {
            "id": urn("annotations", "1"),
            "type": "AnnotationPage",
            "partOf": urn("annotations"),
            "startIndex": 0,
            "items": items,
        },
    }
    return {"": (json_line(made) + "\n").encode()}


def _items(story: Story) -> Iterator[dict[str, Any]]:
    documents = {document.id: document for document in story.documents}
    for claim, at, document, piece, quoted in evidence_of(story):
        yield {
            "id": urn("evidence", story.id, claim.id, str(at), str(piece)),
            "type": "Annotation",
            "motivation": "describing",
            "generator": {"type": "Software", "name": f"firsthand {VERSION}"},
            "body": list(_bodies(claim, claim.reports[at].modality)),
            "target": {
                **_source(document, documents.get(document)),
                "selector": [
                    {"type": "TextQuoteSelector", "exact": quoted.words},
                    {"type": "TextPositionSelector", "start": quoted.start, "end": quoted.end},
                ],
            },
        }


def _bodies(claim: SharedClaim, modality: str) -> Iterator[dict[str, str]]:
    yield {
        "type": "TextualBody", "purpose": "describing", "format": "text/plain",
        "language": "en", "value": claim.line,
    }  # fmt: skip
    for tag in (claim.action, *claim.aspects, modality):
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}


def _source(id: str, document: StoryDocument | None) -> dict[str, str]:
    address = (web_address(document) if document else None) or urn("document", id)
    return {"type": "SpecificResource", "source": address}
