"""The Atom feed has what RFC 4287 demands, and shows texts as texts."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element, fromstring

from firsthand.export import export
from firsthand.model.story import Story
from tests.export.samples import STORIES, hostile_story, private_story

A, X = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"


def feed(*stories: Story) -> Element:
    return fromstring(export(stories, "atom")[""])


def text(of: Element, name: str) -> str:
    (found,) = of.findall(A + name)
    return found.text or ""


def entry(root: Element, title: str) -> Element:
    (found,) = [one for one in root.findall(f"{A}entry") if text(one, "title") == title]
    return found


def test_feed_and_entries_have_what_the_standard_demands() -> None:
    root = feed(*STORIES, private_story(), hostile_story())

    assert root.tag == f"{A}feed"
    assert text(root, "title")
    assert root.find(f"{A}author/{A}name") is not None
    entries = root.findall(f"{A}entry")
    assert len(entries) == sum(len(story.claims) for story in STORIES) + 3
    for one in (root, *entries):
        assert text(one, "id").startswith("urn:firsthand:")
        assert datetime.fromisoformat(text(one, "updated")).tzinfo is not None
        assert text(one, "title")
    assert len({text(one, "id") for one in entries}) == len(entries)
    for one in entries:
        assert len(one.findall(f"{A}link[@rel='alternate']")) <= 1
        (content,) = one.findall(f"{A}content")
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{X}div"]


def test_the_newest_stands_first_and_dates_the_feed() -> None:
    root = feed(*STORIES)

    moments = [text(one, "updated") for one in root.findall(f"{A}entry")]
    assert moments == sorted(moments, reverse=True)
    assert text(root, "updated") == moments[0] == "2031-03-09T00:00:00Z"


def test_an_entry_says_who_says_so_in_which_words_and_links_to_it() -> None:
    one = entry(feed(*STORIES), "Norway ↔ Chile: share (science, technology), begins")

    assert text(one, "summary") == "4 reports, 2 independent origins (between 1 and 2)."
    assert [link.get("href") for link in one.findall(f"{A}link")] == [
        f"https://news.example/d{n}" for n in (1, 2, 3, 4)
    ]
    shown = "".join(one.find(f"{A}content").itertext())  # type: ignore[union-attr]
    assert "The Harbour Gazette, 2031-03-04: Ada Lund" in shown
    assert "National Ice Survey, who cites two officials familiar with the talks" in shown
    assert "Northern Post, 2031-03-09: in its own voice" in shown
    assert "the two states had agreed to share ice data" in shown


def test_hostile_texts_are_shown_as_texts() -> None:
    raw = export([hostile_story()], "atom")[""].decode()
    (one,) = fromstring(raw).findall(f"{A}entry")

    tags = {element.tag for element in one.iter()}
    assert {tag for tag in tags if tag.startswith(X)} == {
        X + name for name in ("div", "p", "a", "span", "blockquote")
    }
    assert "javascript:" not in raw
    assert "<script" not in raw
    assert "\u202e" not in raw
    assert "\x1b" not in raw
    assert "<script>alert(1)</script> & ]]>" in "".join(one.itertext())
    (link,) = one.findall(f"{A}link")
    assert link.get("href") == "https://news.example/a?b=%22c%22&d=%3Ce%3E"


def test_a_feed_without_claims_is_a_feed() -> None:
    root = feed()

    assert text(root, "updated") == "1970-01-01T00:00:00Z"
    assert root.findall(f"{A}entry") == []
