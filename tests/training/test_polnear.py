from __future__ import annotations

from training.documents import IGNORE
from training.polnear import attribution_document, layer_spans
from training.tags import tagged_spans

from tests.training.invented import article


def test_spans_become_tags_on_the_readers_own_words() -> None:
    document = attribution_document(article())
    row = [int(number) for number in document.layers["content"]]
    spans = [" ".join(document.words[begin:end]) for begin, end, _ in tagged_spans(row)]
    assert spans == [
        "that the harbour would be closed on Friday",
        "that the old bridge could fall",
        "she had seen the ship",
    ]


def test_every_word_of_an_attribution_points_at_the_first_word_of_its_cue() -> None:
    document = attribution_document(article())
    cue = document.words.index("warned")
    pointing = [at for at, target in enumerate(document.layers["link"]) if target == cue + 1]
    assert [document.words[at] for at in pointing] == [
        "Officials", "warned", "that", "the", "old", "bridge", "could", "fall",
    ]  # fmt: skip
    assert document.layers["link"][document.words.index("winter")] == IGNORE


def test_an_attribution_without_a_cue_points_at_none() -> None:
    made = article([("", "", "that all is well", ".")])
    made["attributions"][0]["cues"] = []
    document = attribution_document(made)
    assert document.layers["link"][document.words.index("well")] == 0


def test_blanks_at_a_spans_ends_are_not_part_of_it() -> None:
    assert layer_spans({"cues": [[2, 9], [2, 4]]}, "cue", "He  said ,") == [(4, 8)]


def test_units_begin_at_line_breaks_and_likely_sentence_starts() -> None:
    document = attribution_document({"text": "One. Two, Three\nfour", "attributions": []})
    assert [document.words[at] for at in document.units] == ["One", "Two", "four"]
