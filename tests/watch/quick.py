"""A reader that reads nothing but "NO supply CL" and is quick, for tests of what surrounds it.

Every "XX action YY" in the text is a claim between two states by code; "says ZZ" behind it names
the state that says so.
"""

from __future__ import annotations

import re

from firsthand.model.document import Document, Span
from firsthand.model.reading import SCHEMA, Actor, Block, Claim, MadeBy, Reading
from firsthand.model.vocabulary import ACTIONS, PLOVER, QUAD

MADE_BY = MadeBy("0.1.0", "quick", "quick")
_CLAIM = re.compile(
    rf"\b(not )?([A-Z]{{2}}) ({'|'.join(ACTIONS)}) ([A-Z]{{2}})(?:, says ([A-Z]{{2}}))?"
)


def quick_reading(document: Document) -> Reading:
    """The reading of a document, made at once."""
    actors: dict[str, Actor] = {}

    def actor(code: str) -> str:
        made = Actor(f"a{len(actors) + 1}", code, "state", code, None, True, ())
        return actors.setdefault(code, made).id

    claims = tuple(
        Claim(
            f"c{n}", actor(found[2]), actor(found[4]), False, found[3], PLOVER[found[3]],  # type: ignore[index, arg-type]
            QUAD[found[3]], (), "denied" if found[1] else "asserted", None,  # type: ignore[index]
            found[3] == "position", False, None, None, (),
            (actor(found[5]),) if found[5] else (), None, (Span(found.start(), found.end()),), 0.9,
        )
        for n, found in enumerate(_CLAIM.finditer(document.text), 1)
    )  # fmt: skip
    whole = Span(0, len(document.text))
    block = Block("body", whole.start, whole.end)
    return Reading(
        SCHEMA, MADE_BY, document, None, (block,), (whole,), (), tuple(actors.values()), (), claims
    )
