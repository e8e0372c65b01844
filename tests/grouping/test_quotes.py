"""The same quoted words in two documents or more."""

from __future__ import annotations

from firsthand.grouping.actors import Cast
from firsthand.grouping.quotes import shared_quotes
from firsthand.grouping.texts import Text
from firsthand.model.reading import Reading
from firsthand.model.story import SharedQuote
from tests.grouping.invented import Speech, actor, reading

LUND = actor("lund", "Ada Lund", state="NO", office="marine minister")
WORDS = "The ice doesn't wait for our committees"


def quotes(*readings: Reading) -> tuple[SharedQuote, ...]:
    texts = [Text(one) for one in readings]
    return shared_quotes(texts, Cast(list(readings)))


def test_curly_and_straight_marks_are_the_same_and_the_speaker_is_known() -> None:
    said = Speech("lund", "Lund", WORDS, direct=True)
    curly = WORDS.replace("'", "’")
    (found,) = quotes(
        reading("a", f'"{WORDS}," Lund said.', actors=[LUND], speeches=[said]),
        reading("b", f"Everyone heard it. “{curly}”, she had said."),
    )
    assert found.words == WORDS
    assert found.speaker == "NO/ada-lund"
    assert [place.document for place in found.reports] == ["a", "b"]


def test_every_place_quotes_exactly() -> None:
    one = reading("a", f"«{WORDS}», said Lund.")
    two = reading("b", f'He wrote: "{WORDS}, and never did."')
    (found,) = quotes(one, two)
    for place, source in zip(found.reports, (one, two), strict=True):
        assert source.document.text[place.start : place.end] == WORDS


def test_spelling_variants_are_the_same_words() -> None:
    (found,) = quotes(
        reading("a", 'It is "a de-sovereignisation of parts of the coast", he said.'),
        reading("b", 'It is "a desovereignization of parts of the coast", they wrote.'),
    )
    assert len(found.reports) == 2


def test_four_words_are_too_few() -> None:
    assert not quotes(reading("a", '"We shall see then."'), reading("b", '"We shall see then."'))


def test_the_same_words_outside_quotation_marks_are_no_quote() -> None:
    assert not quotes(reading("a", f"{WORDS}."), reading("b", f"{WORDS}."))


def test_a_quotation_twice_in_one_document_is_not_shared() -> None:
    assert not quotes(reading("a", f'"{WORDS}." Later: "{WORDS}."'), reading("b", "Nothing."))


def test_a_short_quotation_is_the_same_with_a_word_changed_left_out_or_put_in() -> None:
    words = "We never sold ice to the glaciers"
    for other in (
        "We never gave ice to the glaciers",
        "We never sold ice to glaciers",
        "We have never sold ice to the glaciers",
    ):
        pair = reading("a", f"“{words}”, said Lund."), reading("b", f'"{other}", she said.')
        (found,) = quotes(*pair)
        assert [place.document for place in found.reports] == ["a", "b"]


def test_words_here_and_there_in_a_long_quotation_are_not_a_short_one() -> None:
    short = "We never sold ice to the glaciers"
    long = (
        "We sold a boat, and we never sold ice; the pilots went to the moor, "
        "the glaciers went to the sea"
    )
    assert not quotes(reading("a", f"“{short}”, said Lund."), reading("b", f"“{long}”, she said."))
