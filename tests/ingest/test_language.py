"""Languages: told by the body, and only where there is enough of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.ingest.language import language_code, language_of

from .reports import BODY, document, file


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (BODY, "en"),
        ("Die Energieministerin sagte am Montag, der Vertrag werde im Mai unterschrieben.", "de"),
        ("Министр энергетики заявила в понедельник, что договор будет подписан в мае.", "ru"),
        ("能源部长周一表示，合同将于五月签署。", "zh"),
        ("Министр", None),
        ("エネルギー大臣は月曜日に述べた。", "ja"),
    ],
)
def test_the_language_of_a_body(words: str, code: str | None) -> None:
    found = language_of(words)
    # One word in another script is guessed, rightly or not; it is never taken for English.
    assert found == code if code else found != "en"


@pytest.mark.parametrize("words", ["US, Iran agree", "", "12 345", "Ferry deal near"])
def test_a_few_latin_words_are_not_guessed(words: str) -> None:
    assert language_of(words) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [("en", "en"), (" EN ", "en"), ("en-GB", "en"), ("pt_BR", "pt"), ("English", None),
     ("other", None), ("", None), (None, None), ("eng", None), ("12", None)],
)  # fmt: skip
def test_the_code_that_an_input_gives(given: str | None, code: str | None) -> None:
    assert language_code(given) == code


def test_a_title_does_not_count(tmp_path: Path) -> None:
    title = "Die Energieministerin unterschreibt den Vertrag über die Fähren im Mai"
    line = f'{{"title": "{title}", "text": "Kurz."}}'
    assert document(file(tmp_path, "a.jsonl", line)).language is None


def test_a_code_that_is_none_is_told_by_the_body(tmp_path: Path) -> None:
    line = f'{{"language": "English", "text": "{BODY}"}}'
    assert document(file(tmp_path, "a.jsonl", line)).language == "en"
