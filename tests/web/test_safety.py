"""Who may ask, from where, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Depends
from fastapi.testclient import TestClient

from firsthand.model.errors import UsageError
from firsthand.store import Store
from firsthand.web.app import make_app
from firsthand.web.safety import Door, check_write, is_loopback, token_from
from tests.web.desk import HERE, NOW, TOKEN, asking

BEARER = {"authorization": f"Bearer {TOKEN}"}
ABROAD = "http://10.0.0.7:8765"


@pytest.fixture
def writable(store: Store) -> Iterator[TestClient]:
    """The app with a route that writes, as later ones will, and with a token."""
    app = make_app(store, Door("127.0.0.1", 8765, TOKEN), now=lambda: NOW)
    app.add_api_route(
        "/api/v1/written", lambda: "done", methods=["POST"], dependencies=[Depends(check_write)]
    )
    with TestClient(app, base_url=HERE) as client:
        yield client


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765", "localhost"]
)
def test_this_machine_is_asked_by_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1:80", "127.0.0.1.evil.example:8765", "",
     "127.0.0.1:8765@evil.example", "10.0.0.7:8765", "[", "localhost:x"],
)  # fmt: skip
def test_a_name_that_another_site_gave_us_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Norway" not in answer.text


def test_every_answer_forbids_inline_script_and_foreign_hosts(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/api/v1/health", "/assets/pages.css", "/search?aspect=x"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in policy


def test_reading_on_this_machine_needs_no_token(store: Store) -> None:
    with asking(store, Door("127.0.0.1", 8765, TOKEN)) as client:
        assert client.get("/").status_code == 200
        assert client.get("/api/v1/stories").status_code == 200


def test_over_a_network_everything_needs_the_token(store: Store) -> None:
    with asking(store, Door("0.0.0.0", 8765, TOKEN), at=ABROAD, follow=False) as client:
        assert client.get("/api/v1/stories").status_code == 401
        assert client.get("/api/v1/openapi.json").status_code == 401
        for path in ("/", "/search", "/document?id=d1", "/nowhere"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
        assert client.get("/api/v1/stories", headers=BEARER).status_code == 200
        wrong = {"authorization": f"Bearer {TOKEN}x"}
        assert client.get("/api/v1/stories", headers=wrong).status_code == 401
        assert client.get("/api/v1/stories?token=" + TOKEN).status_code == 401
        # Before the token is given, the form that asks for it must be seen.
        assert client.get("/sign-in").status_code == 200
        assert client.get("/assets/pages.css").status_code == 200


def test_over_a_network_a_name_of_another_site_is_refused_even_with_the_token(
    store: Store,
) -> None:
    with asking(store, Door("0.0.0.0", 8765, TOKEN), at=ABROAD) as client:
        told = {**BEARER, "host": "evil.example:8765"}
        assert client.get("/api/v1/stories", headers=told).status_code == 421


def test_whoever_gives_the_token_gets_a_cookie_that_is_not_the_token(store: Store) -> None:
    with asking(store, Door("0.0.0.0", 8765, TOKEN), at=ABROAD, follow=False) as client:
        answer = client.post("/sign-in", data={"token": TOKEN}, headers={"origin": ABROAD})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert TOKEN not in cookie
        assert client.get("/").status_code == 200
        client.post("/sign-out", headers={"origin": ABROAD})
        assert client.get("/").status_code == 303


@pytest.mark.parametrize("token", ["", "wrong", TOKEN.upper(), "x" * 1500])
def test_a_wrong_token_opens_nothing(store: Store, token: str) -> None:
    with asking(store, Door("0.0.0.0", 8765, TOKEN), at=ABROAD, follow=False) as client:
        answer = client.post("/sign-in", data={"token": token}, headers={"origin": ABROAD})
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        assert client.get("/").status_code == 303


def test_a_form_without_end_is_not_read_to_its_end(store: Store) -> None:
    with asking(store, Door("0.0.0.0", 8765, TOKEN), at=ABROAD) as client:
        answer = client.post("/sign-in", content=b"x" * 10_000, headers={"origin": ABROAD})
        assert answer.status_code == 413


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None, "http://127.0.0.1:9999"])
def test_no_form_of_another_site_signs_in(store: Store, origin: str | None) -> None:
    with asking(store, Door("127.0.0.1", 8765, TOKEN)) as client:
        headers = {"origin": origin} if origin else {}
        answer = client.post("/sign-in", data={"token": TOKEN}, headers=headers)
        assert answer.status_code == 403


def test_without_a_token_nothing_can_be_written(store: Store) -> None:
    app = make_app(store, Door("127.0.0.1", 8765))
    app.add_api_route(
        "/api/v1/written", lambda: "done", methods=["POST"], dependencies=[Depends(check_write)]
    )
    with TestClient(app, base_url=HERE) as client:
        assert client.post("/api/v1/written", headers={"origin": HERE}).status_code == 403
        # Nor by whoever guesses what an empty token would make.
        client.cookies.set("firsthand", Door("127.0.0.1", 8765).pass_of())
        told = {"origin": HERE, "authorization": "Bearer "}
        assert client.post("/api/v1/written", headers=told).status_code == 403


def test_writing_needs_the_token_on_this_machine_too(writable: TestClient) -> None:
    assert writable.post("/api/v1/written", headers={"origin": HERE}).status_code == 401
    assert writable.post("/api/v1/written", headers=BEARER).status_code == 200
    assert writable.post("/api/v1/written", headers={**BEARER, "origin": HERE}).status_code == 200


def test_a_page_of_another_site_cannot_write_with_the_reader_s_cookie(writable: TestClient) -> None:
    writable.post("/sign-in", data={"token": TOKEN}, headers={"origin": HERE})
    assert writable.post("/api/v1/written", headers={"origin": HERE}).status_code == 200
    for origin in ("http://evil.example", "null", "https://127.0.0.1:8765.evil.example"):
        assert writable.post("/api/v1/written", headers={"origin": origin}).status_code == 403
    # A browser always tells the origin of what it posts; without one it was no page of ours.
    assert writable.post("/api/v1/written").status_code == 403


def test_there_is_no_other_way_to_write(client: TestClient) -> None:
    for path in ("/", "/search", "/api/v1/stories", "/api/v1/documents/d1", "/stories/s-1"):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert client.request(method, path).status_code == 405, (method, path)


def test_the_token_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FIRSTHAND_TOKEN", raising=False)
    assert token_from(None) is None
    monkeypatch.setenv("FIRSTHAND_TOKEN", f" {TOKEN}\n")
    assert token_from(None) == TOKEN
    file = tmp_path / "token"
    file.write_text("another-token-of-letters\n")
    assert token_from(file) == "another-token-of-letters"


@pytest.mark.parametrize("token", ["short", "x" * 15, "with a blank in the midst"])
def test_a_weak_token_is_refused(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTHAND_TOKEN", token)
    with pytest.raises(UsageError, match="FIRSTHAND_TOKEN: a token of"):
        token_from(None)


def test_an_empty_or_missing_token_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for name in ("empty", "missing"):
        with pytest.raises(UsageError, match=name):
            token_from(tmp_path / name)


def test_only_this_machine_s_names_are_loopback() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.8.8.8", "::1")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", "")))


def test_a_cookie_is_of_no_use_to_the_next_run() -> None:
    assert Door("0.0.0.0", 1, TOKEN).pass_of() != Door("0.0.0.0", 1, TOKEN).pass_of()


def test_what_fails_inside_is_told_in_one_line(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(store, "_engine", None)
    with asking(store) as client:
        for path in ("/", "/api/v1/stories"):
            answer = client.get(path)
            assert answer.status_code == 500
            assert "Traceback" not in answer.text
            assert "content-security-policy" in answer.headers
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 2
    assert "/api/v1/stories failed" in told[1]
