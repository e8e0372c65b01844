"""HTML: the article, what the page says of itself, pages without an article."""

from __future__ import annotations

import json
import lzma
import re
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from firsthand.model.document import Document

from .reports import BODY, PAGE, document, file, read, refused

MARKED = Path(__file__).parents[3] / "shared" / "data" / "html-pages"


def test_an_article_comes_with_what_the_page_says_of_itself(tmp_path: Path) -> None:
    page = document(file(tmp_path, "a.html", PAGE))
    assert page.title == "Ferry deal near"
    assert page.outlet == "The Harbour Post"
    assert page.url == "https://post.example/ferry"
    assert page.published == "2025-03-04T10:00:00+01:00"
    assert page.language == "en"


def test_the_text_is_the_article_and_tells_the_title_once(tmp_path: Path) -> None:
    page = document(file(tmp_path, "a.html", PAGE))
    assert page.text == f"Ferry deal near\n\n{BODY}\n“We are glad of it,” she told reporters."


def test_the_first_possible_day_of_the_page_is_taken(tmp_path: Path) -> None:
    meta = '<meta property="article:published_time" content="2025-03-03T08:00:00Z">'
    for impossible in ("0001-01-01T00:00:00Z", "2027-01-01", "soon"):
        page = PAGE.replace("2025-03-04T10:00:00+01:00", impossible).replace(
            "</head>", f"{meta}</head>"
        )
        assert document(file(tmp_path, "a.html", page)).published == "2025-03-03T08:00:00+00:00"


def test_a_page_is_never_younger_than_the_present(tmp_path: Path) -> None:
    page = PAGE.replace("2025-03-04T10:00:00+01:00", "2031-03-04")
    assert document(file(tmp_path, "a.html", page)).published is None


def test_without_a_name_the_host_is_the_outlet(tmp_path: Path) -> None:
    page = PAGE.replace('property="og:site_name" content="The Harbour Post"', 'name="x"')
    assert document(file(tmp_path, "a.html", page)).outlet == "post.example"


def test_a_name_for_machines_gives_way_to_a_better_one(tmp_path: Path) -> None:
    page = PAGE.replace('content="The Harbour Post"', 'content="harbourpost"')
    assert document(file(tmp_path, "a.html", page)).outlet == "Harbourpost"
    named = page.replace("</head>", '<script type="application/ld+json">{"@type": "Report", '
        '"publisher": [{"name": "The Harbour  Post"}]}</script></head>')  # fmt: skip
    assert document(file(tmp_path, "a.html", named)).outlet == "The Harbour Post"


@pytest.mark.parametrize("json_ld", ["{", "[[[[", "null", '{"@type": 3}', '"x"', "[" * 100_000])
def test_faulty_metadata_do_not_lose_the_page(tmp_path: Path, json_ld: str) -> None:
    page = PAGE.replace('{"@graph"', json_ld + '{"@graph"')
    assert BODY in document(file(tmp_path, "a.html", page)).text


def test_the_publisher_of_the_article_is_the_outlet(tmp_path: Path) -> None:
    page = PAGE.replace('property="og:site_name" content="The Harbour Post"', 'name="x"').replace(
        '"@type": "NewsArticle"', '"@type": "NewsArticle", "publisher": {"name": "Dock Times"}'
    )
    assert document(file(tmp_path, "a.html", page)).outlet == "Dock Times"


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    words = "Министр заявил, что договор будет подписан в мае."
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{words}</p><p>{words}</p></body>'
    assert words in document(file(tmp_path, "a.html", page.encode("koi8-r"))).text


@pytest.mark.parametrize("charset", ["no-such", "zip", "rot13", "punycode", "unicode_escape"])
def test_an_impossible_declared_encoding_does_no_harm(tmp_path: Path, charset: str) -> None:
    words = "Der Präsident sagte am Montag, die Gespräche würden fortgesetzt."
    page = f'<html><head><meta charset="{charset}"></head><body><p>{words}</p><p>{words}</p></body>'
    assert words in document(file(tmp_path, "a.html", page.encode("latin-1"))).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><form><input name=q><button>Log in</button></form></body></html>",
        "<html><body><ul>"
        + "".join(f"<li><a href=/{i}>Headline of number {i}</a></li>" for i in range(40))
        + "</ul></body></html>",
        "<html><body>" + "<div>" * 50_000,
        "<",
    ],
    ids=["empty", "a form", "a list of links", "nothing but depth", "no page"],
)
def test_a_page_without_an_article_says_so(tmp_path: Path, page: str) -> None:
    assert "HTML" in refused(file(tmp_path, "a.html", page), reason="no_article")


def test_a_page_of_too_many_parts_is_refused_before_it_takes_minutes(tmp_path: Path) -> None:
    page = "<html><body><article>" + f"<p>{BODY}</p>" * 60_000
    assert "50,000" in refused(file(tmp_path, "a.html", page), reason="too_large")


def test_an_empty_page_has_no_text(tmp_path: Path) -> None:
    refused(file(tmp_path, "a.html", " \n"), reason="no_text")


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _f1(found: str, expected: str) -> float:
    ours, theirs = _words(found), _words(expected)
    return 2 * sum((ours & theirs).values()) / max(1, sum(ours.values()) + sum(theirs.values()))


@pytest.mark.skipif(not MARKED.exists(), reason="the marked pages are not here")
def test_marked_pages_give_the_text_that_people_marked(tmp_path: Path) -> None:
    with tarfile.open(MARKED / "pages.tar.xz") as pages:
        pages.extractall(tmp_path, filter="data")
    scores = []
    with lzma.open(MARKED / "expected.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            (found,) = read(tmp_path / "html-pages" / row["file"])
            body = found.text[found.title_end :] if isinstance(found, Document) else ""
            scores.append(_f1(body, row["text"]))
    assert len(scores) == 80
    assert sum(scores) / len(scores) >= 0.95
    assert min(scores) >= 0.75
