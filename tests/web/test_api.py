"""The API gives the contract's objects, in pages, read-only, as its OpenAPI says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from firsthand.model.contract import to_json
from firsthand.store import Store
from firsthand.web.app import make_app
from firsthand.web.safety import Door
from tests.web.desk import HERE, NOW, asking, stocked


def as_json(value: Any) -> Any:
    return json.loads(to_json(value))


def everything(client: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    """All items of a list, page by page."""
    items: list[dict[str, Any]] = []
    cursor = ""
    while cursor is not None:
        answer = client.get(f"/api/v1/{path}", params={**asked, "cursor": cursor})
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        cursor = answer.json()["next"]
    return items


def test_stories_are_those_of_the_contract(client: TestClient, store: Store) -> None:
    kept = {story.id: as_json(story) for story in store.stories()}
    assert {one["id"]: one for one in everything(client, "stories", limit=1)} == kept
    for id, story in kept.items():
        assert client.get(f"/api/v1/stories/{id}").json() == story


def test_claims_are_those_of_the_contract_with_their_story(
    client: TestClient, store: Store
) -> None:
    kept = [
        as_json(claim) | {"story": story.id} for story in store.stories() for claim in story.claims
    ]
    for sort in ("newest", "origins"):
        found = everything(client, "claims", limit=2, sort=sort)
        assert sorted(one["id"] for one in found) == sorted(one["id"] for one in kept)
        assert all(one in kept for one in found)
    assert client.get("/api/v1/stories/s-2031-03-04-ice/claims/k1").json() in kept


def test_a_document_is_its_reading(client: TestClient, store: Store) -> None:
    lines = everything(client, "documents", limit=4)
    assert [line["id"] for line in lines] == ["d6", "d4", "d5", "d3", "d2", "d1"]
    assert lines[-1]["story"] == "s-2031-03-04-ice"
    for line in lines:
        reading = store.document(line["id"])
        assert reading
        assert client.get(f"/api/v1/documents/{line['id']}").json() == as_json(reading)


def test_a_search_counts_what_it_finds_and_what_it_is_about(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "ice", "limit": 1}).json()
    assert (found["claims"], len(found["items"])) == (4, 1)
    assert found["facets"]["modalities"] == [["asserted", 2], ["denied", 1], ["planned", 1]]
    assert found["facets"]["states"] == [["CL", 4], ["NO", 4]]


def test_actors_and_outlets_are_listed_by_name(client: TestClient) -> None:
    keys = [one["key"] for one in everything(client, "actors", limit=3)]
    assert keys == sorted(keys)
    assert "NO/ada-lund" in keys
    assert everything(client, "actors", state="CL", limit=1)[0]["key"] == "CL"
    assert {one["key"][:2] for one in everything(client, "actors", state="CL")} == {"CL"}
    actor = client.get("/api/v1/actors/NO/ada-lund").json()
    assert (actor["name"], actor["office"], actor["stories"]) == ("Ada Lund", "marine minister", 1)
    outlets = {one["name"]: one["documents"] for one in everything(client, "outlets", limit=1)}
    assert outlets["Polar Wire"] == 2
    assert len(outlets) == 4


def test_health_counts_what_is_kept(client: TestClient) -> None:
    told = client.get("/api/v1/health").json()
    assert (told["documents"], told["stories"], told["claims"], told["outlets"]) == (6, 2, 5, 4)
    assert (told["first"], told["skipped"]) == ("2031-03-04", {})
    assert (told["lately"]["read"], told["lately"]["feeds"]) == (6, [])


def test_alerts_are_a_list_too(client: TestClient) -> None:
    assert everything(client, "alerts", since="2031-03-01") == []


def test_what_has_not_changed_is_not_sent_again() -> None:
    with stocked() as store, asking(store) as client:
        first = client.get("/api/v1/stories")
        tag = {"if-none-match": first.headers["etag"]}
        assert client.get("/api/v1/stories", headers=tag).status_code == 304
        store.forget("d1")
        assert client.get("/api/v1/stories", headers=tag).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("stories/none", 404), ("documents/none", 404), ("actors/none", 404), ("nothing", 404),
     ("claims?cursor=x", 422), ("claims?limit=0", 422), ("claims?limit=101", 422),
     ("claims?aspect=magic", 422), ("stories?since=soon", 422), ("stories?since=0", 422),
     ("stories?since=2031-02-30", 422), ("documents/%00", 404),
     ("search?q=%00", 422)],
)  # fmt: skip
def test_a_refusal_is_one_line_of_json(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert list(answer.json()) == ["detail"]
    assert "\n" not in answer.json()["detail"]


def test_a_cursor_of_one_list_is_refused_by_another(client: TestClient) -> None:
    cursor = client.get("/api/v1/claims", params={"limit": 1}).json()["next"]
    other = client.get("/api/v1/claims", params={"sort": "origins", "cursor": cursor})
    assert other.status_code == 422


# ---- what the OpenAPI says


def _described() -> Any:
    holder = stocked()
    store = holder.__enter__()  # kept open as long as the tests run
    app = make_app(store, Door("127.0.0.1", 8765), now=lambda: NOW)
    with TestClient(app, base_url=HERE) as client:
        described = client.get("/api/v1/openapi.json").json()
    return holder, app, described


HOLDER, APP, DESCRIBED = _described()
schema = schemathesis.openapi.from_dict(DESCRIBED)
schema.app = APP


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_the_description_says(case: Any) -> None:
    # A cursor is opaque: to the description, any word could be one.
    case.call_and_validate(
        base_url=HERE,
        headers={"host": "127.0.0.1:8765"},
        excluded_checks=[positive_data_acceptance],
    )


def test_the_description_has_every_route() -> None:
    assert set(DESCRIBED["paths"]) == {
        f"/api/v1/{path}"
        for path in (
            "documents", "documents/{id}", "stories", "stories/{id}", "stories/{id}/claims/{claim}",
            "claims", "search", "actors", "actors/{key}", "outlets", "alerts", "health",
        )
    }  # fmt: skip
    assert all(list(methods) == ["get"] for methods in DESCRIBED["paths"].values())


def test_every_object_that_the_description_names_is_there() -> None:
    named = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(DESCRIBED)))
    assert named <= set(DESCRIBED["components"]["schemas"])
    assert {"Story", "Reading", "StoryClaim", "KeptAlertPage", "Alert"} <= named
