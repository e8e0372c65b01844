"""Which source and content hang on which cue, and where they end."""

from __future__ import annotations

import numpy as np
import pytest

from firsthand.reading.decoding import Floats, WordSpan
from firsthand.reading.linking import REACHES, CueLinks, linked

_WORDS = 10
SOURCE, CUE, CONTENT = WordSpan(0, 2, 0, 0.9), WordSpan(2, 3, 0, 0.9), WordSpan(4, 8, 0, 0.9)


def scores(*high: tuple[int, int]) -> Floats:
    """Scores from each word to each place, high at some of them, else at place 0."""
    made = np.zeros((_WORDS, _WORDS + 1), np.float32)
    made[:, 0] = 5.0
    for word, place in high:
        made[word, place] = 10.0
    return made


def reaches(**places: int) -> dict[str, Floats]:
    """What the cue's word points at."""
    return {name: scores((CUE.begin, places[name])) for name in REACHES if name in places}


def test_words_that_point_at_a_cue_hang_their_stretch_on_it() -> None:
    link = scores(*((word, CUE.begin + 1) for word in (0, 1, 4, 5, 6, 7)))
    spans, links = linked([[SOURCE], [CUE], [CONTENT]], link, {})
    assert links == [CueLinks(CUE, (SOURCE,), (CONTENT,))]
    assert spans == [[SOURCE], [CUE], [CONTENT]]


def test_a_cue_takes_what_it_points_at_where_nothing_hangs_on_it() -> None:
    reach = reaches(source_begin=1, source_end=2, content_begin=5, content_end=8)
    _, links = linked([[SOURCE], [CUE], [CONTENT]], scores(), reach)
    assert links == [CueLinks(CUE, (SOURCE,), (CONTENT,))]


def test_a_cue_that_points_at_nothing_takes_nothing() -> None:
    reach = reaches(source_begin=0, source_end=0, content_begin=0, content_end=0)
    _, links = linked([[SOURCE], [CUE], [CONTENT]], scores(), reach)
    assert links == [CueLinks(CUE, (), ())]


@pytest.mark.parametrize(("begin", "end", "borders"), [(4, 8, (3, 8)), (5, 10, (4, 10))])
def test_a_border_moves_where_the_cue_is_surer(
    begin: int, end: int, borders: tuple[int, int]
) -> None:
    link = scores(*((word, CUE.begin + 1) for word in (0, 1, 4, 5, 6, 7)))
    reach = reaches(source_begin=1, source_end=2, content_begin=begin, content_end=end)
    spans, links = linked([[SOURCE], [CUE], [CONTENT]], link, reach)
    (content,) = links[0].contents
    assert (content.begin, content.end) == borders
    assert spans[2] == [content]
