"""Strangers' texts are made fit to show without losing a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.report.links import safe_url
from firsthand.report.shown import isolated, shown


def test_space_of_every_kind_is_one_blank() -> None:
    assert shown("  one\n\n two\tthree\u00a0four ") == "one two three four"


def test_control_characters_become_their_pictures() -> None:
    assert shown("red \x1b[31malert\x07 \x00\x7f") == "red ␛[31malert␇ ␀␡"


def test_what_turns_the_writing_direction_is_dropped() -> None:
    assert shown("a\u202etxt.exe\u2066b\u2069") == "atxt.exeb"


def test_the_marks_that_hebrew_and_arabic_need_stay() -> None:
    assert shown("שלום\u200f (א)") == "שלום\u200f (א)"


def test_a_long_text_is_shortened_visibly_at_a_word() -> None:
    assert shown("one two three four five", 12) == "one two…"
    assert shown("x" * 100_000, 10) == "xxxxxxxxx…"


def test_a_text_that_fits_is_left_whole() -> None:
    assert shown("one two", 7) == "one two"
    assert shown("one     two", 7) == "one two"


@given(st.text(alphabet=st.characters(), max_size=300), st.integers(2, 80))
def test_whatever_comes_is_one_line_within_its_limit_that_any_file_can_hold(
    text: str, limit: int
) -> None:
    line = shown(text, limit)
    assert len(line) <= limit
    assert not [letter for letter in line if unicodedata.category(letter) in ("Cc", "Cs")]
    assert "\n" not in line
    line.encode("utf-8")


@given(st.text(alphabet="abc de", max_size=60))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert shown(text).split() == text.split()


def test_only_letters_that_run_right_to_left_are_isolated() -> None:
    assert isolated("Ada Lund") == "Ada Lund"
    assert isolated("שלום") == "\u2068שלום\u2069"


@pytest.mark.parametrize("url", ["https://news.example/a?b=1#c", "http://[::1]/x", "HTTPS://A.B/"])
def test_addresses_of_the_web_are_links(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:x,y",
     "file:///etc/passwd", "//news.example/a", "/a", "https://", "https://a b/", "http://[::1",
     "https://news.example/\u202eevil", "https://x.example/" + "a" * 5000, "vbscript:x"],
)  # fmt: skip
def test_no_other_address_is(url: str | None) -> None:
    assert safe_url(url) is None
