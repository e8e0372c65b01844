"""Stories to export: the report's invented ones, one of a private person, one of hostile texts."""

from __future__ import annotations

from dataclasses import replace

from firsthand.model.reading import Place
from firsthand.model.story import Origin, Quoted, Story, StoryActor, Tie
from tests.report.invented import (
    DOCUMENTS,
    buoy_story,
    document,
    ice_story,
    quoted,
    report,
    shared_claim,
)

STORIES = (ice_story(), buoy_story())
HOSTILE = (
    '=HYPERLINK("http://evil.example","x"), \'; <script>alert(1)</script> & ]]> \u202eabc '
    '\x1b[31m\ud800 \x0b"quoted"\nsecond line'
)


def private_story() -> Story:
    """Two persons without office or state: one is cited, one acts; and an officer of no state."""
    cited, acts = "-/tom-unheard", "-/eve-nobody"
    told = report("d1", "Peru had asked Japan for buoys, Tom Unheard said", cited)
    again = report("d2", "Peru asked Japan for buoys", "-/una-speaker", cited)
    asked = shared_claim(
        "p1", "PE", "request", "JP", "Peru → Japan: request", (told, again),
        origins=(Origin("o1", cited, (0, 1)),), origin_count=1, origin_range=(1, 1),
        ties=(Tie((0, 1), "same_speaker", 1.0, True, (quoted("Tom Unheard"), quoted("Unheard"))),),
    )  # fmt: skip
    thanked = shared_claim(
        "p2", acts, "support", "JP", "Eve Nobody → Japan: support",
        (report("d1", "A sailor from Callao thanked Japan"),),
    )  # fmt: skip
    actors = (
        StoryActor("PE", "Peru", "state", "PE", None),
        StoryActor("JP", "Japan", "state", "JP", None),
        StoryActor(cited, "Tom Unheard", "person", None, None),
        StoryActor(acts, "Eve Nobody", "person", None, None),
        StoryActor("-/una-speaker", "Una Speaker", "person", None, "harbour master"),
    )
    return Story(
        "s-private", "Buoys asked for", "2031-03-04", "2031-03-04",
        (document("d1"), document("d2")), actors, (asked, thanked), (), (),
    )  # fmt: skip


def hostile_story() -> Story:
    """Texts of strangers wherever a text can stand, and an address that no reader may follow."""
    told = replace(
        report("d1", HOSTILE, "PE/x"),
        outlet=HOSTILE,
        published="9999-99-99",
        evidence=(Quoted(3, 3 + len(HOSTILE), HOSTILE),),
    )
    second = report("d2", "@SUM(A1)", "PE/x")
    claim = shared_claim(
        "h1", "PE/x", "other", "JP", f"{HOSTILE} → Japan: other", (told, second),
        place=Place(HOSTILE, None),
    )  # fmt: skip
    bad = document(
        "d1", url="javascript:alert(1)", outlet=HOSTILE, title="T" * 100_000, published="9999-99-99"
    )
    good = document("d2", url='https://news.example/a?b="c"&d=<e>')
    actors = (
        StoryActor("PE/x", HOSTILE, "person", "PE", HOSTILE),
        StoryActor("JP", "Japan", "state", "JP", None),
    )
    return Story("s-hostile", HOSTILE, None, None, (bad, good), actors, (claim,), (), ())


__all__ = ["DOCUMENTS", "HOSTILE", "STORIES", "hostile_story", "private_story"]
