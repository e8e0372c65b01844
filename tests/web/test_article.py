"""An article in pieces is the article: nothing is lost, and what cannot be seen is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.web.article import LONGEST, Mark, Piece, article_of, name_of_sign

TEXT = "Ice charts\n\nThe minister said the charts came late.\nNobody denied it."
marks = st.builds(
    Mark,
    st.integers(-5, 200),
    st.integers(-5, 200),
    st.sampled_from(["evidence", "shared"]),
    st.sampled_from(["", "/claims/1"]),
)


def pieces(text: str, *given: Mark) -> list[Piece]:
    return [piece for line in article_of(text, given).paragraphs for piece in line.pieces]


@given(st.text(max_size=200).filter(lambda text: "\ufffd" not in text), st.lists(marks, max_size=8))
def test_every_letter_is_there_once_and_in_order(text: str, some: list[Mark]) -> None:
    article = article_of(text, some)
    shown = [piece for line in article.paragraphs for piece in line.pieces]
    seen = "".join(piece.text for piece in shown if not piece.sign)
    rest = iter(text)
    assert all(letter in rest for letter in seen)  # in this order
    visible = [letter for line in text.split("\n") if line.strip() for letter in line]
    assert len(visible) == len(seen) + sum(piece.sign for piece in shown)


@given(st.lists(marks, max_size=8))
def test_a_letter_is_marked_where_a_mark_lies_over_it(some: list[Mark]) -> None:
    fitting = [mark for mark in some if 0 <= mark.start < mark.end <= len(TEXT)]
    at = 0
    for line in article_of(TEXT, some).paragraphs:
        at = line.start
        for piece in line.pieces:
            for place in range(at, at + len(piece.text)):
                kinds = {mark.kind for mark in fitting if mark.start <= place < mark.end}
                assert set(piece.marks) == kinds
            at += len(piece.text)


def test_a_mark_has_its_place_as_id_where_it_begins_alone() -> None:
    found = pieces(TEXT, Mark(12, 60, "evidence", "/claims/1"), Mark(20, 30, "shared", "#r-9"))
    assert [piece.ids for piece in found if piece.marks] == [("w-12",), ("w-20",), (), ()]
    assert {piece.href for piece in found if "evidence" in piece.marks} == {"/claims/1"}


def test_the_title_is_set_apart() -> None:
    assert [line.title for line in article_of(TEXT, title_end=10).paragraphs] == [
        True,
        False,
        False,
    ]


def test_letters_that_turn_the_line_become_signs_with_names() -> None:
    found = pieces("a\u202eb\x00c\u200dd")
    assert [(piece.text, piece.sign) for piece in found] == [
        ("a", False), ("RLO", True), ("b", False), ("U+0000", True), ("c\u200dd", False),
    ]  # fmt: skip
    assert name_of_sign("RLO") == "Right-to-left override"
    assert name_of_sign("U+0000") == "Control character"


def test_a_long_text_is_shown_in_parts_that_make_the_whole() -> None:
    text = "x" * (2 * LONGEST + 5)
    at, seen = 0, 0
    while at < len(text):
        part = article_of(text, at=at)
        assert part.start <= at < part.end
        assert not part.whole
        seen += sum(len(piece.text) for line in part.paragraphs for piece in line.pieces)
        at = part.end
    assert seen == len(text)


def test_a_place_beyond_the_text_shows_its_end() -> None:
    assert article_of("short", at=10**9).whole
    assert article_of("", at=5).paragraphs == ()
