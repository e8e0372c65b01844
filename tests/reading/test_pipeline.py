"""Any document gives a reading whose every span stands in its text."""

from __future__ import annotations

import time
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model.contract import reading_from_json, to_json
from firsthand.model.document import Document, Span
from firsthand.model.reading import Reading
from firsthand.reading.pipeline import Reader

PIECES = st.sampled_from(
    [
        "Norway", "Chile", "said", "that", "“", "”", '"', "he", "the minister", "sold", "to", ".",
        "\n", ",", "Ada Lund", "President", "will", "not", "according to", "Reuters", "in June",
        "between", "and", "—", ":", "if", "drones", "It", "'s", "?", "US", "denied", "🇳🇴", "it",
    ]
)  # fmt: skip


def spans(reading: Reading) -> Iterator[Span]:
    for actor in reading.actors:
        yield from actor.mentions
    for told in reading.attributions:
        yield from (*told.source, *told.cue, *told.content)
        if told.said_on:
            yield told.said_on.words
    for claim in reading.claims:
        yield from (*claim.evidence, *claim.things)
        if claim.when:
            yield claim.when.words
    yield from (Span(block.start, block.end) for block in reading.blocks)
    yield from reading.sentences
    yield from (Span(tag.start, tag.end) for tag in reading.tagged)


def assert_sound(reading: Reading) -> None:
    size = len(reading.document.text)
    assert all(0 <= span.start < span.end <= size for span in spans(reading))
    ids = {actor.id for actor in reading.actors}
    told = {attribution.id for attribution in reading.attributions}
    for attribution in reading.attributions:
        assert attribution.speaker is None or attribution.speaker in ids
        assert attribution.parent is None or attribution.parent in told - {attribution.id}
    for claim in reading.claims:
        assert claim.actor in ids
        assert claim.recipient is None or claim.recipient in ids - {claim.actor}
        assert set(claim.chain) <= ids
        assert claim.attribution is None or claim.attribution in told
    assert reading_from_json(to_json(reading)) == reading


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(PIECES, max_size=60))
def test_any_mixture_of_news_words_gives_a_sound_reading(reader: Reader, pieces: list[str]) -> None:
    assert_sound(reader.read(Document.of(" ".join(pieces), published="2031-03-04")))


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_gives_a_sound_reading(reader: Reader, text: str) -> None:
    assert_sound(reader.read(Document.of(text)))


def test_parents_never_form_a_ring(reader: Reader) -> None:
    reading = reader.read(
        Document.of(
            "Reuters, citing two officials, reported that the ministry said, according to the "
            "agency, that Norway had told Chile that it would sell gas to Peru, the minister said."
        )
    )
    parents = {a.id: a.parent for a in reading.attributions}
    for id in parents:
        seen: list[str] = []
        at: str | None = id
        while at is not None:
            assert at not in seen
            seen.append(at)
            at = parents[at]


def test_a_text_in_capitals_is_read(reader: Reader) -> None:
    reading = reader.read(
        Document.of("NORWAY SELLS GAS TO POLAND, MINISTER SAYS\n\nTHE TALKS TOOK PLACE IN OSLO.")
    )
    assert_sound(reading)


def test_a_document_in_another_language_is_kept_and_not_read(reader: Reader) -> None:
    reading = reader.read(Document.of("两国外长举行会谈。", language="zh"))
    assert reading.skipped is not None
    assert reading.skipped.reason == "no_reader"
    assert reading.skipped.detail == "not read: no reader for zh"
    assert (reading.claims, reading.attributions, reading.blocks) == ((), (), ())


def test_a_document_without_words_says_so(reader: Reader) -> None:
    reading = reader.read(Document.of("1234 — 5678"))
    assert reading.skipped is not None
    assert reading.skipped.reason == "no_text"


def test_five_thousand_one_line_documents_differ_only_in_their_ids(reader: Reader) -> None:
    text = "Norway sold gas to Poland on Monday."
    first = reader.read(Document.of(text, id="0", published="2031-03-04"))
    for n in range(1, 200):
        again = reader.read(Document.of(text, id=str(n), published="2031-03-04"))
        assert again.claims == first.claims


def test_time_grows_with_the_text_and_no_faster(reader: Reader) -> None:
    piece = (
        "The minister said that Norway had sold gas to Poland. “We will go on,” he added. "
        "Chile denied that it had bought ships from Peru, according to two officials.\n"
    )

    def seconds(copies: int) -> float:
        document = Document.of(piece * copies, published="2031-03-04", language="en")
        began = time.perf_counter()
        reader.read(document)
        return time.perf_counter() - began

    seconds(10)
    small, large = seconds(40), seconds(320)
    assert large < 8 * small * 3  # eight times the text; three leaves room for a noisy machine
