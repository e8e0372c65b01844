from __future__ import annotations

from training.labels import Labels
from training.names import NEWSWIRE_KINDS, WNUT_KINDS, named_document
from training.spacing import guessed_gaps
from training.tags import tag_numbers, tagged_spans

from firsthand.reading.words import AFTER_BLANK, AFTER_NOTHING


def _spaced(words: str) -> str:
    split = words.split()
    return "".join(
        ("" if gap == AFTER_NOTHING or at == 0 else " ") + word
        for at, (word, gap) in enumerate(zip(split, guessed_gaps(split), strict=True))
    )


def test_spacing_is_guessed_as_printed() -> None:
    assert _spaced('He said : " We wo n\'t ( ever ) go . "') == 'He said: "We won\'t (ever) go."'
    assert _spaced("the anti - gay bill , 27 January - David") == (
        "the anti-gay bill, 27 January - David"
    )


def test_the_first_word_follows_a_blank() -> None:
    assert guessed_gaps([",", "so"]) == [AFTER_BLANK, AFTER_BLANK]


def test_kinds_are_folded_into_the_readers_own(labels: Labels) -> None:
    tags = ["B-Facility", "I-Facility", "O", "B-Person", "B-Person", "I-Organization"]
    row = tag_numbers(tags, labels.names, NEWSWIRE_KINDS)
    spans = [(begin, end, labels.names[kind]) for begin, end, kind in tagged_spans(row)]
    assert spans == [(0, 2, "LOC"), (3, 4, "PER"), (4, 5, "PER"), (5, 6, "ORG")]


def test_a_kind_that_a_set_does_not_mark_is_known_as_such(labels: Labels) -> None:
    article = {"sentences": [{"tokens": ["hi"], "labels": ["O"]}]}
    assert named_document(article, labels, "wnut", WNUT_KINDS).unmarked == {"NORP", "DATE", "MONEY"}
    assert not named_document(article, labels, "newswire", NEWSWIRE_KINDS).unmarked
