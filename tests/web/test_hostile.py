"""What strangers write is text on every page: no markup, no link that runs, no turned letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from firsthand.model.document import Document
from firsthand.web import places
from tests.web.desk import asking, laid_out, parsed, reading_of, stocked
from tests.web.hostile import EVIL, LONG_TITLE, NESTED, QUOTES, hostile_story

STORY = hostile_story()
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PATHS = (
    "/", "/?since=2031-03-01", "/stories", "/search", "/search?view=reports", places.search(q=EVIL),
    places.search(q="said", outlet=EVIL), places.search(actor=EVIL[:200], partner=QUOTES),
    places.story("s-hostile"), places.claim("s-hostile", "k1"), places.claim("s-hostile", EVIL),
    places.document(STORY.documents[0].id), places.document("nested"), places.document(EVIL),
    places.actor("NO/ada-lund"), places.actor(EVIL), places.pair("NO", "CL"),
    places.pair(EVIL, "NO"),
    places.outlet(f"{EVIL} d1"), places.outlet(EVIL), "/outlets", "/health", "/sign-in",
    places.address("/alerts", watch=EVIL[:200]),
)  # fmt: skip


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    story, documents = laid_out(STORY)
    with stocked(story) as store:
        store.add(
            reading_of(
                Document.of(NESTED, id="nested", title=LONG_TITLE, outlet=EVIL, language="en",
                            published="2031-03-09", url="https://evil.example/\"onclick=x"),
            )
        )  # fmt: skip
        assert len(documents) == 4
        with asking(store) as made:
            yield made


@pytest.mark.parametrize("path", PATHS)
def test_no_word_becomes_markup_or_a_link_that_runs(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (200, 404, 422)
    assert len(answer.content) < 1_500_000
    found = parsed(answer.text)
    assert len(found.xpath("//script")) == 2
    assert not found.xpath("//img | //iframe | //object | //*[@style] | //b[.='title']")
    for element in found.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.startswith("on")], path
    for href in found.xpath("//@href | //@action | //@src | //@hx-get"):
        assert href.startswith(("/", "#", 'https://evil.example/"')), href
    assert "49" not in found.xpath("string(//title)")


@pytest.mark.parametrize("path", PATHS)
def test_letters_that_turn_the_line_are_shown_or_left_out(client: TestClient, path: str) -> None:
    found = parsed(client.get(path).text)
    for fields in found.xpath("//input"):
        fields.attrib.pop("value", None)  # a field holds what was typed, and turns nothing else
    said = found.text_content()
    assert not set(said) & set(TURNS)
    assert "\x1b" not in said


def test_an_article_shows_the_signs_that_cannot_be_seen(client: TestClient) -> None:
    found = parsed(client.get(places.document(STORY.documents[0].id)).text)
    signs = found.xpath("//abbr[@class='sign']")
    assert {"RLO", "LRI", "PDF", "PDI", "RLM"} <= {sign.text for sign in signs}
    assert "Right-to-left override" in {sign.get("title") for sign in signs}
    for paragraph in found.xpath("//article//p"):
        assert paragraph.get("dir") == "auto"


def test_names_and_titles_are_kept_apart_from_the_line_around_them(client: TestClient) -> None:
    found = parsed(client.get(places.story("s-hostile")).text)
    assert found.xpath("//h1/bdi")
    for element in found.xpath("//bdi"):
        element.text = ""
        for child in list(element):
            element.remove(child)
    left = " ".join(found.xpath("//main//text()[not(ancestor::*[@class='text'])]"))
    assert "window.hit" not in left.replace(" ".join(found.xpath("//*[name()='svg']//text()")), "")


def test_a_megabyte_of_tags_is_shown_in_parts(client: TestClient) -> None:
    seen, path = 0, places.document("nested")
    while path:
        found = parsed(client.get(path).text)
        seen += len("".join(found.xpath("//article//p//text()")))
        path = next(iter(found.xpath("//p[@class='legend']/a[.='After']/@href")), "")
    assert seen >= len(NESTED)


def test_the_api_gives_hostile_words_as_they_are_and_as_json(client: TestClient) -> None:
    answer = client.get("/api/v1/stories/s-hostile")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["title"] == LONG_TITLE


def test_a_document_with_dots_and_slashes_in_its_id_is_found_by_its_link(
    client: TestClient,
) -> None:
    for one in STORY.documents:
        assert client.get(places.document(one.id)).status_code == 200
