"""Passages that stand in two documents, with exact places on both sides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.grouping.reuse import passages, reuse_of, shared_passages
from firsthand.grouping.rows import fingerprints
from firsthand.grouping.texts import Text
from tests.grouping.invented import reading

PASSAGE = (
    "the harbour master said that the ship had left the northern quay before dawn with "
    "forty buoys, two cranes and a crew of nine"
)


def texts(a: str, b: str) -> list[Text]:
    return [Text(reading("a", a)), Text(reading("b", b))]


def test_a_copied_passage_is_quoted_exactly_on_both_sides() -> None:
    pair = texts(
        f"In Tromso {PASSAGE}, which nobody denied.", f"Everybody knew: {PASSAGE}. So be it."
    )
    (found,) = reuse_of(pair, shared_passages(pair))
    for span, text in zip(found.spans, pair, strict=True):
        assert text.reading.document.text[span.start : span.end] == span.words == PASSAGE
    assert found.documents == ("a", "b")
    assert found.words == len(PASSAGE.split())


def test_a_changed_word_inside_makes_the_passage_edited() -> None:
    changed = PASSAGE.replace("before dawn", "at midnight")
    pair = texts(f"In Tromso {PASSAGE}.", f"In Bergen {changed}.")
    (found,) = reuse_of(pair, shared_passages(pair))
    assert found.kind == "edited"
    assert found.spans[1].words == changed


def test_most_of_a_document_is_a_copy_and_a_small_part_an_excerpt() -> None:
    whole = texts(f"{PASSAGE}.", f"{PASSAGE}. Gulls flew.")
    assert [one.kind for one in reuse_of(whole, shared_passages(whole))] == ["copy"]
    part = texts("A cow slept. " * 20 + PASSAGE, "A goat woke. " * 20 + PASSAGE)
    assert [one.kind for one in reuse_of(part, shared_passages(part))] == ["excerpt"]


def test_quote_marks_case_hyphens_and_spelling_do_not_hide_a_passage() -> None:
    left = (
        "They organise a re-opening of the sea-bed survey in the centre of Tromso’s old “harbour”"
    )
    right = (
        'they ORGANIZE a reopening of the sea bed survey in the center of Tromso\'s old "harbor"'
    )
    (found,) = passages(*texts(left, right))
    assert found.exact


def test_seven_words_in_a_row_are_no_passage() -> None:
    assert not passages(*texts("a b c d e f g and x", "a b c d e f g but y"))


def test_boilerplate_is_no_passage() -> None:
    plea = "Subscribe to the letter of the harbour and never miss a ship again in your life."
    pair = [
        Text(reading("a", f"A gull flew.\n{plea}", boilerplate=plea)),
        Text(reading("b", f"A seal swam.\n{plea}", boilerplate=plea)),
    ]
    assert not shared_passages(pair)


@given(st.lists(st.sampled_from("abcdefghij"), max_size=60), st.integers(0, 40))
def test_every_copied_row_of_fifteen_words_shares_a_fingerprint(words: list[str], at: int) -> None:
    row = [f"w{n}" for n in range(15)]
    planted = [*words[:at], *row, *words[at:]]
    assert set(fingerprints(planted, 8, 8)) & set(fingerprints(["x", *row, "y"], 8, 8))


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_aligned_with_the_words_they_have(a: str, b: str) -> None:
    pair = texts(a, b)
    for found in reuse_of(pair, shared_passages(pair)):
        for span, text in zip(found.spans, pair, strict=True):
            assert text.reading.document.text[span.start : span.end] == span.words
