"""Pages show what is stored; each number opens its list, each claim its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from firsthand.model.story import SkippedInput, StoryActor
from firsthand.store import Store
from firsthand.web import places
from tests.report.invented import buoy_story, ice_story, report, shared_claim
from tests.web.desk import asking, parsed, stocked

ICE = places.story("s-2031-03-04-ice")
PAGES = (
    "/", "/?since=2031-03-01", "/stories", "/search", "/search?view=reports", ICE,
    places.claim("s-2031-03-04-ice", "k1"), places.document("d1", 60), places.pair("NO", "CL"),
    places.actor("NO"), places.actor("NO/ada-lund"), places.outlet("Polar Wire"), "/outlets",
    "/alerts", "/health", "/sign-in",
)  # fmt: skip


def page(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return parsed(answer.text)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_title_one_main_part_and_a_way_past_the_bar(
    client: TestClient, path: str
) -> None:
    found = page(client, path)
    assert found.xpath("string(//title)").endswith(" · firsthand")
    assert len(found.xpath("//main[@id='main']")) == 1
    assert found.xpath("//body/a[1]/@href") == ["#main"]
    assert found.get("lang") == "en"
    assert len(found.xpath("//h1")) == 1 or "claims/" in path
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(
    client: TestClient, path: str
) -> None:
    for href in set(page(client, path).xpath("//a/@href | //*[@hx-get]/@hx-get")):
        if href.startswith("https://news.example/"):
            continue
        target, _, anchor = href.partition("#")
        assert not target or target.startswith("/"), href
        found = page(client, target or path)
        if anchor and not anchor.startswith("w-"):
            assert found.xpath("//*[@id=$id]", id=anchor), href


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_for_anything_but_our_own_files(client: TestClient, path: str) -> None:
    found = page(client, path)
    asked = found.xpath("//script/@src | //link/@href | //img/@src | //iframe/@src")
    assert set(asked) == {
        "/assets/brief.css", "/assets/pages.css", "/assets/mark.svg", "/assets/htmx.min.js",
        "/assets/keys.js",
    }  # fmt: skip
    assert not found.xpath("//script[not(@src)] | //style | //@style | //object | //embed")
    for file in asked:
        assert client.get(file).status_code == 200


@pytest.mark.parametrize("path", ["/?since=2031-03-01", places.pair("NO", "CL"), "/health",
                                  places.actor("NO"), places.outlet("Polar Wire")])  # fmt: skip
def test_each_number_opens_a_list_of_so_many_lines(client: TestClient, path: str) -> None:
    numbers = page(client, path).xpath("//ul[@class='numbers']//a | //a[contains(@class,'counts')]")
    looked_at = 0
    for number in numbers:
        said = text(number)
        if not number.get("href").startswith(("/search", "/stories")) or "stor" in said:
            continue
        opened = page(client, number.get("href"))
        count = int(re.match(r"[\d,]+", said)[0])  # type: ignore[index]
        assert len(opened.xpath("//ol[contains(@class,'lines')]/li")) == count, (path, said)
        looked_at += 1
    assert looked_at


def test_the_figure_s_numbers_open_their_lists_too(client: TestClient) -> None:
    drawn = page(client, places.pair("NO", "CL")).xpath("//*[name()='svg'][1]")[0]
    links = drawn.xpath(".//*[name()='a']")
    assert links
    for link in links:
        count = int(re.search(r"(\d+) claim", link.get("aria-label"))[1])  # type: ignore[index]
        opened = page(client, link.get("href"))
        assert len(opened.xpath("//ol[contains(@class,'lines')]/li")) == count


def test_the_overview_tells_what_came_since_a_day(client: TestClient) -> None:
    said = text(page(client, "/?since=2031-03-07").xpath("//main")[0])
    assert "What is new since 7 March 2031" in said
    assert "Peru buys sea buoys from Japan" in said
    assert "Chile → Norway: supply (trade, transport), denied" in said
    # The accord of the 4th was told again on the 9th, by a report that names nobody: no new origin.
    assert "1 claim told again" in said
    assert "No older claim has a new origin." in said


def test_the_overview_looks_back_a_day_from_the_newest_report(client: TestClient) -> None:
    # The newest came without a date on the 10th.
    assert "What is new since 9 March 2031" in text(page(client, "/"))


def test_a_claim_with_a_new_origin_is_told_with_what_it_had_before(client: TestClient) -> None:
    said = text(page(client, "/?since=2031-03-05").xpath("//section[@id='more-origins']")[0])
    assert "Norway ↔ Chile: share" in said
    assert "4 reports → 2 origins, 1 origin before" in said


def test_a_day_of_the_future_is_not_the_newest() -> None:
    late = replace(buoy_story(), id="s-late")
    late = replace(late, documents=tuple(
        replace(one, id=f"late-{one.id}", published="2099-01-01") for one in late.documents
    ), claims=())  # fmt: skip
    with stocked(ice_story(), late) as store, asking(store) as client:
        assert "Newest report of 9 March 2031" in text(page(client, "/"))


def test_a_store_of_the_first_day_of_time_has_an_overview() -> None:
    first = replace(buoy_story(), documents=tuple(
        replace(one, published="0001-01-01") for one in buoy_story().documents
    ))  # fmt: skip
    with stocked(first) as store, asking(store) as client:
        assert "What is new since 1 January 1" in text(page(client, "/"))


def test_an_empty_store_says_how_to_fill_it() -> None:
    from firsthand.store import open_store

    with open_store("sqlite://") as store, asking(store) as client:
        assert "firsthand add" in text(page(client, "/"))
        for path in ("/stories", "/search", "/outlets", "/alerts", "/health"):
            page(client, path)


def test_the_story_page_draws_who_told_whom_and_when(client: TestClient) -> None:
    found = page(client, ICE)
    titles = found.xpath("//*[name()='svg']/*[name()='title']/text()")
    assert set(titles) == {"Who told whom", "When each claim was reported"}
    said = " ".join(found.xpath("//*[name()='desc']/text()"))
    assert "The Harbour Gazette from Ada Lund, 1 report" in said
    assert "National Ice Survey from two officials familiar with the talks" in said


def test_the_story_page_shows_ties_differences_and_quotations_with_their_words(
    client: TestClient,
) -> None:
    said = text(page(client, ICE))
    assert "1 and 2: same speaker: Ada Lund" in said
    assert "Numbers differ: “twelve ships”" in said
    assert "“ice is nobody’s secret any more” Ada Lund" in said
    assert "2 origins (1 to 2, as unsure ties are counted or not)" in said


def test_two_articles_stand_side_by_side_with_what_they_share(client: TestClient) -> None:
    sides = page(client, ICE).xpath("//section[@class='side']")
    assert [text(side.xpath("./h3")[0]) for side in sides] == [
        "The Harbour Gazette 4 March 2031", "Polar Wire 4 March 2031",
    ]  # fmt: skip
    for side, opposite in zip(sides, sides[::-1], strict=True):
        (shared,) = side.xpath(".//mark[contains(@class,'shared')]")
        anchor = shared.xpath("./a/@href")[0].removeprefix("#")
        assert opposite.xpath(".//*[@id=$id]", id=anchor)
        assert side.xpath(".//mark[contains(@class,'evidence')]")


def test_other_articles_can_be_put_side_by_side(client: TestClient) -> None:
    chosen = page(client, f"{ICE}?left=d3&right=d4")
    heads = [text(head) for head in chosen.xpath("//section[@class='side']/h3")]
    assert heads == ["Santiago Ledger 5 March 2031", "Northern Post 9 March 2031"]
    for left, right in (("d3", "d3"), ("nothing", "d3"), ("d5", ""), ("", "d1")):
        other = page(client, places.story("s-2031-03-04-ice", left=left, right=right))
        assert len(set(other.xpath("//section[@class='side']/h3/a/@href"))) == 2


def test_a_claim_s_page_shows_its_words_in_every_article(client: TestClient) -> None:
    found = page(client, places.claim("s-2031-03-04-ice", "k1"))
    marked = [text(mark) for mark in found.xpath("//mark")]
    assert marked == [
        "the two states had agreed to share ice data",
        "Norway and Chile will share what twelve ships measure",
        "the data of eleven ships is to be exchanged with Norway",
        "Norway and Chile exchange ice data",
    ]


def test_the_words_of_a_claim_lead_to_their_place_in_the_article(client: TestClient) -> None:
    found = page(client, places.claim("s-2031-03-04-ice", "k1"))
    hrefs = found.xpath("//blockquote/a/@href")
    assert len(hrefs) == 4
    for href, words in zip(hrefs, found.xpath("//blockquote/a"), strict=True):
        _, _, anchor = href.partition("#")
        (mark,) = page(client, href).xpath("//mark[@id=$id]", id=anchor)
        assert text(mark) == text(words).strip("“”")


def test_a_pair_is_the_same_in_either_order(client: TestClient) -> None:
    one, other = (page(client, places.pair(*pair)) for pair in (("NO", "CL"), ("CL", "NO")))
    numbers = "//ul[@class='numbers']//b/text()"
    assert one.xpath(numbers) == other.xpath(numbers) == ["4", "0", "1", "1"]


def test_what_an_actor_declares_stands_beside_what_is_reported() -> None:
    stance = shared_claim(
        "k5", "CL", "position", "NO", "Chile: position", (report("d1", "Chile is neutral"),),
        declared=True,
    )  # fmt: skip
    story = replace(ice_story(), claims=(*ice_story().claims, stance))
    with stocked(story) as store, asking(store) as client:
        columns = page(client, places.pair("NO", "CL")).xpath(
            "//div[@class='columns even']/section"
        )
        assert [len(column.xpath("./ol/li")) for column in columns] == [1, 4]
        assert "Chile: position" in text(columns[0])


# ---- persons


PRIVATE = StoryActor("-/otto-berg", "Otto Berg", "person", None, None)


@pytest.fixture(scope="module")
def with_a_private_person() -> Iterator[TestClient]:
    """A story in which somebody without office or state does something."""
    met = shared_claim(
        "k6", PRIVATE.key, "meet", "NO", "Otto Berg → Norway: meet",
        (report("d1", "a neighbour met the envoys"),),
    )  # fmt: skip
    story = replace(
        ice_story(), claims=(*ice_story().claims, met), actors=(*ice_story().actors, PRIVATE)
    )
    with stocked(story) as store, asking(store) as client:
        yield client


def test_a_private_person_has_no_page(with_a_private_person: TestClient) -> None:
    client = with_a_private_person
    assert client.get(places.actor(PRIVATE.key)).status_code == 404
    assert client.get(places.pair(PRIVATE.key, "NO")).status_code == 404
    assert client.get(f"/api/v1/actors/{PRIVATE.key}").status_code == 404


def test_a_private_person_is_in_no_facet_and_no_list_of_actors(
    with_a_private_person: TestClient,
) -> None:
    client = with_a_private_person
    facets = page(client, "/search").xpath("//aside")[0]
    assert "Ice" in text(facets) or "Norway" in text(facets)
    assert "Otto" not in text(facets)
    assert PRIVATE.key not in [one["key"] for one in client.get("/api/v1/actors").json()["items"]]
    assert PRIVATE.key not in str(client.get("/api/v1/search").json()["facets"])
    assert client.get("/search", params={"actor": PRIVATE.key}).text.count('class="line"') == 0


def test_nothing_links_to_a_page_of_a_private_person(with_a_private_person: TestClient) -> None:
    for path in (ICE, places.claim("s-2031-03-04-ice", "k6"), places.pair("NO", "CL")):
        for href in page(with_a_private_person, path).xpath("//a/@href"):
            assert "otto" not in href


def test_a_person_is_shown_only_where_the_reports_give_the_role() -> None:
    mayor = replace(PRIVATE, office="mayor")
    met = shared_claim("k6", mayor.key, "meet", "NO", "Otto Berg → Norway: meet",
                       (report("d1", "the mayor met the envoys"),))  # fmt: skip
    other = shared_claim("k8", mayor.key, "buy", "PE", "Otto Berg → Peru: buy",
                         (report("d5", "a neighbour bought buoys"),))  # fmt: skip
    ice, buoys = ice_story(), buoy_story()
    public = replace(ice, claims=(*ice.claims, met), actors=(*ice.actors, mayor))
    private = replace(buoys, claims=(other,), actors=(*buoys.actors, PRIVATE))
    with stocked(public, private) as store, asking(store) as client:
        said = text(page(client, places.actor(mayor.key)))
        assert "Otto Berg → Norway: meet" in said
        assert "Peru" not in said


# ---- search


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("", 5), ("q=ice", 4), ("q=icy", 0), ("q=buoys", 1), ("q=buo", 1), ("q=%22sea+buoys%22", 1),
        ("q=%22buoys+sea%22", 0), ("actor=NO", 4), ("actor=PE", 1), ("actor=PE&partner=JP", 1),
        ("actor=PE&partner=NO", 0), ("action=supply", 2), ("aspect=trade", 3),
        ("modality=denied", 1), ("background=1", 1), ("background=0", 4), ("declared=1", 0),
        ("outlet=Polar+Wire", 5), ("outlet=Northern+Post", 4), ("outlet=polar", 0),
        ("since=2031-03-09", 2), ("until=2031-03-05", 2), ("new=2031-03-07", 2),
        ("old=2031-03-07", 3), ("since=2031-03-09&old=2031-03-09", 1),
        ("q=%22%22", 5), ("q=*+AND+(", 4), ("q=---", 5), ("aspect=&modality=&since=", 5),
        ("actor=NO&aspect=science&modality=asserted&background=0", 1),
    ],
)  # fmt: skip
def test_the_search_finds(client: TestClient, asked: str, lines: int) -> None:
    found = page(client, f"/search?{asked}")
    assert len(found.xpath("//ol[@class='lines']/li")) == lines
    assert text(found.xpath("//h1")[0]).startswith(f"{lines} claim")


@pytest.mark.parametrize(
    ("asked", "lines"),
    [("", 6), ("q=ice", 4), ("outlet=Polar+Wire", 2), ("since=2031-03-07&until=2031-03-09", 1),
     ("actor=PE", 2), ("modality=denied", 4)],
)  # fmt: skip
def test_the_search_for_reports_finds(client: TestClient, asked: str, lines: int) -> None:
    found = page(client, f"/search?view=reports&{asked}")
    assert len(found.xpath("//ol[contains(@class,'reports')]/li")) == lines


def test_the_most_corroborated_come_first_when_asked(client: TestClient) -> None:
    found = page(client, "/search?sort=origins")
    counts = [text(one) for one in found.xpath("//ol[@class='lines']//span[@class='counts']")]
    assert counts[0] == "4 reports → 2 origins"
    newest = page(client, "/search").xpath("//ol[@class='lines']//p[@class='under']")
    assert "9 March 2031" in text(newest[0])


def test_a_facet_narrows_and_chosen_again_widens(client: TestClient) -> None:
    whole = page(client, "/search")
    (href,) = whole.xpath("//aside//a[.='science']/@href")
    narrowed = page(client, href)
    assert len(narrowed.xpath("//ol[@class='lines']/li")) == 3
    (back,) = narrowed.xpath("//aside//a[@aria-current]/@href")
    assert len(page(client, back).xpath("//ol[@class='lines']/li")) == 5


@pytest.mark.parametrize(
    "asked", ["aspect=magic", "since=yesterday", "cursor=xyz", "view=all", "sort=random",
              "q=" + "x" * 301, "declared=maybe", "q=%00"],
)  # fmt: skip
def test_a_search_that_is_not_understood_says_why(client: TestClient, asked: str) -> None:
    answer = client.get(f"/search?{asked}")
    assert answer.status_code == 422
    assert asked.partition("=")[0] in parsed(answer.text).text_content()


def test_pages_of_a_list_hold_every_line_once(store: Store) -> None:
    many = tuple(
        replace(one, id=f"n{n}", origin_count=1 + n % 3)
        for n, one in enumerate([ice_story().claims[2]] * 95)
    )
    with stocked(replace(ice_story(), claims=many)) as full, asking(full) as client:
        for sort in ("", "sort=origins"):
            path, seen = f"/search?{sort}", []
            while path:
                found = page(client, path)
                seen += found.xpath("//a[@class='head']/@href")
                path = next(iter(found.xpath("//a[@rel='next']/@href")), "")
            assert len(seen) == len(set(seen)) == 95


# ---- what is not there


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/stories/s-none", 404), (ICE + "/claims/none", 404),
     ("/document?id=none", 404), ("/document", 404), ("/actor?key=", 404), ("/pair?one=NO", 404),
     ("/actor?key=XX/nobody", 404), ("/outlet?name=None", 404), ("/outlet", 404),
     ("/document?id=d1&at=soon", 422), ("/assets/..%2fapp.py", 404), ("/assets/none", 404)],
)  # fmt: skip
def test_what_is_not_there_is_said_on_a_page(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert parsed(answer.text).xpath("//main//a[@href='/']")


def test_what_was_not_read_is_listed_with_its_reason() -> None:
    with stocked() as store:
        store.note_skipped(SkippedInput("broken.jsonl:7", "bad_line", "line 7 is no JSON"))
        with asking(store) as client:
            said = text(page(client, "/health"))
    assert "broken.jsonl:7 bad line" in said
    assert "line 7 is no JSON" in said


def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    for path in (*PAGES, "/assets/pages.css"):
        first = client.get(path)
        tag = first.headers["etag"]
        again = client.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b""), path
        assert client.get(path, headers={"if-none-match": f'W/{tag}, "x"'}).status_code == 304
        assert client.get(path, headers={"if-none-match": '"x"'}).status_code == 200


def test_a_story_of_one_report_leads_to_it(client: TestClient) -> None:
    alone = replace(buoy_story(), documents=buoy_story().documents[:1])
    with stocked(alone) as store, asking(store) as client:
        found = page(client, places.story(alone.id))
        (href,) = found.xpath("//section[@id='beside']//a/@href")
        assert "Peru has bought forty sea buoys" in text(page(client, href))
