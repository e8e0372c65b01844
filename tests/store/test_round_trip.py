"""Whatever a reading holds, the store gives it back."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.document import Document, Skipped, Span
from firsthand.model.reading import (
    SCHEMA,
    Actor,
    Attribution,
    Block,
    Claim,
    MadeBy,
    Place,
    Reading,
    Tagged,
    When,
)
from firsthand.model.vocabulary import (
    ACTIONS,
    ASPECTS,
    MODALITIES,
    TRENDS,
    ActorKind,
    BlockKind,
    Precision,
    Quad,
    Stance,
    TagKind,
)
from firsthand.store import open_store

T = TypeVar("T")

_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
_maybe = st.none() | _words
_scores = st.floats(0, 1)
_spans = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
_published = st.none() | _words | st.dates().map(str) | st.datetimes().map(lambda at: f"{at}Z")
_whens = st.none() | st.builds(When, _maybe, _maybe, st.sampled_from(get_args(Precision)), _spans)


def _several(of: st.SearchStrategy[T], least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


def _one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


def _with_own_ids(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3, unique_by=lambda part: part.id).map(tuple)


_documents = st.builds(
    Document,
    id=_words,
    url=_maybe,
    outlet=_maybe,
    title=_maybe,
    title_end=st.integers(0, 100),
    text=_words,
    published=_published,
    language=_maybe,
)
_actors = st.builds(
    Actor, _words, _words, _one_of(ActorKind), _maybe, _maybe, st.booleans(), _several(_spans)
)
_attributions = st.builds(
    Attribution,
    id=_words,
    speaker=_maybe,
    source=_several(_spans),
    cue=_several(_spans),
    content=_several(_spans),
    parent=_maybe,
    stance=_one_of(Stance),
    direct=st.booleans(),
    medium=_maybe,
    said_on=_whens,
    score=_scores,
)
_claims = st.builds(
    Claim,
    id=_words,
    actor=_words,
    recipient=_maybe,
    reciprocal=st.booleans(),
    action=st.sampled_from(ACTIONS),
    plover=_words,
    quad=_one_of(Quad),
    aspects=_several(st.sampled_from(ASPECTS)),
    modality=st.sampled_from(MODALITIES),
    trend=st.none() | st.sampled_from(TRENDS),
    declared=st.booleans(),
    background=st.booleans(),
    when=_whens,
    place=st.none() | st.builds(Place, _words, _maybe),
    things=_several(_spans),
    chain=_several(_words),
    attribution=_maybe,
    evidence=_several(_spans, least=1),
    score=_scores,
)
_readings = st.builds(
    Reading,
    schema=st.just(SCHEMA),
    made_by=st.builds(MadeBy, _words, _words, _words),
    document=_documents,
    skipped=st.none() | st.builds(Skipped, _words, _words),
    blocks=_several(
        st.builds(Block, _one_of(BlockKind), st.integers(0, 99), st.integers(0, 99)),
    ),
    sentences=_several(_spans),
    tagged=_several(
        st.builds(Tagged, _one_of(TagKind), st.integers(0, 99), st.integers(0, 99), _scores)
    ),
    actors=_with_own_ids(_actors),
    attributions=_with_own_ids(_attributions),
    claims=_with_own_ids(_claims),
)


@settings(max_examples=150, deadline=None)
@given(_readings)
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    with open_store("sqlite://") as store:
        assert store.add(reading) == "added"
        assert store.add(reading) == "unchanged"
        assert list(store.readings()) == [reading]
        assert store.known(reading.document, reading.made_by)
        assert store.forget(reading.document.id) == 1
        assert list(store.readings()) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(_readings, max_size=5))
def test_the_same_readings_in_the_same_order_leave_the_same_store(readings: list[Reading]) -> None:
    with open_store("sqlite://") as once, open_store("sqlite://") as twice:
        for reading in readings:
            once.add(reading)
        for reading in [*readings, *readings]:
            twice.add(reading)
        ids = {reading.document.id for reading in readings}
        assert {reading.document.id for reading in once.readings()} == ids
        assert {reading.document.id for reading in twice.readings()} == ids
        assert once.counts().documents == twice.counts().documents == len(ids)
