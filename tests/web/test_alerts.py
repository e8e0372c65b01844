"""Alerts are shown with their figures, their claims and the words, each leading to its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from firsthand.model.alert import Alert, AlertClaim, AlertReport, Figures
from firsthand.web import places
from tests.web.desk import asking, parsed, stocked
from tests.web.hostile import EVIL

REPORT = AlertReport(
    "d4", "Northern Post", "https://news.example/d4", "2031-03-09", ("Chilean Foreign Ministry",),
    ("“No ship of ours will be lent to anybody”",),
)  # fmt: skip
CLAIM = AlertClaim(
    "s-2031-03-04-ice", "k3", "Chile → Norway: supply, denied", "denied", 1, 1, (REPORT,)
)


def alert(n: int, **changes: Any) -> Alert:
    given: dict[str, Any] = {
        "id": f"al-{n}", "watch": "Ice", "kind": "first_denial", "subject": "CL NO",
        "day": "2031-03-09", "line": f"Chile denies, {n}", "reason": "the first denial in 28 days",
        "figures": None, "claims": (CLAIM,), "claim_count": 1,
    }  # fmt: skip
    return Alert(**given | changes)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with stocked() as store:
        for n in range(27):
            store.alerts.keep(alert(n, watch="Ice" if n else EVIL, line=f"Chile {n} {EVIL}"), ())
        figures = Figures(14, 7, 3.2, 0, 9, 0.001, 60, 40, 38.5)
        store.alerts.keep(
            alert(99, kind="surge", day="2031-03-10", figures=figures, claim_count=3), ()
        )
        with asking(store) as made:
            yield made


def test_an_alert_leads_to_its_claim_and_to_the_article(client: TestClient) -> None:
    found = parsed(client.get("/alerts").text)
    first = found.xpath("//section[@class='alert']")[0]
    said = " ".join(first.text_content().split())
    assert "14 origins in 7 days; 3.2 expected, 0 to 9 usual, by 60 days before" in said
    assert "“No ship of ours will be lent to anybody”" in said
    assert "and 2 claims more" in said
    hrefs = first.xpath(".//a/@href")
    assert places.claim("s-2031-03-04-ice", "k3") in hrefs
    assert places.document("d4") in hrefs
    for href in hrefs:
        assert client.get(href.partition("#")[0]).status_code == 200


def test_every_alert_stands_on_one_page_of_the_list(client: TestClient) -> None:
    path, seen = "/alerts", []
    while path:
        found = parsed(client.get(path).text)
        seen += found.xpath("//section[@class='alert']/@id")
        path = next(iter(found.xpath("//a[@rel='next']/@href")), "")
    assert len(seen) == len(set(seen)) == 28


def test_the_overview_counts_the_alerts_that_it_leads_to(client: TestClient) -> None:
    found = parsed(client.get("/?since=2031-03-10").text)
    (number,) = [one for one in found.xpath("//ul[@class='numbers']//a") if "alert" in
                 one.text_content()]  # fmt: skip
    opened = parsed(client.get(number.get("href")).text)
    assert len(opened.xpath("//section[@class='alert']")) == 1
    (href,) = {one for one in found.xpath("//main//a/@href") if "#a-" in one}
    path, _, anchor = href.partition("#")
    assert parsed(client.get(path).text).xpath("//section[@id=$id]", id=anchor)


def test_alerts_of_one_watch_are_listed_alone(client: TestClient) -> None:
    found = parsed(client.get("/alerts", params={"watch": EVIL}).text)
    assert len(found.xpath("//section[@class='alert']")) == 1
    assert len(found.xpath("//script")) == 2


def test_the_api_gives_alerts_with_when_they_were_kept(client: TestClient) -> None:
    items: list[dict[str, Any]] = []
    cursor = ""
    while cursor is not None:
        page = client.get("/api/v1/alerts", params={"cursor": cursor, "limit": 20}).json()
        items, cursor = items + page["items"], page["next"]
    assert len(items) == 28
    assert items[0]["id"] == "al-99"
    assert items[0]["made_at"].startswith("2031-03-10T")
    assert items[0]["figures"]["origins"] == 14
