"""A real browser before a real server; skipped with a clear line where there is no browser."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from firsthand.model.document import Document
from firsthand.web.app import make_app
from firsthand.web.safety import Door
from tests.report.invented import ice_story
from tests.web.desk import NOW, laid_out, reading_of, stocked
from tests.web.hostile import EVIL, LONG_TITLE, NESTED, hostile_story

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser: {CHROMIUM} is not there (install chromium, or set CHROMIUM)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server on the invented story and a hostile one."""
    hostile, _ = laid_out(hostile_story())
    with stocked(ice_story(), hostile) as store:
        store.add(
            reading_of(
                Document.of(
                    NESTED, id="nested", title=LONG_TITLE, outlet=EVIL, language="en",
                    published="2031-03-09", url="https://evil.example/",
                )
            )
        )  # fmt: skip
        app = make_app(store, Door("127.0.0.1", 0), now=lambda: NOW)
        with _served(uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))) as port:
            app.state.door = Door("127.0.0.1", port)
            yield f"http://127.0.0.1:{port}"


@contextmanager
def _served(server: uvicorn.Server) -> Iterator[int]:
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    give_up = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < give_up, "the server did not start"
        time.sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(timeout=10)


class Told:
    """What a page said in its console, and whom it asked."""

    def __init__(self, page: Page) -> None:
        self.errors: list[str] = []
        self.asked: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        page.on("request", lambda request: self.asked.append(request.url))

    def _console(self, message: object) -> None:
        kind, said = getattr(message, "type", ""), getattr(message, "text", "")
        # The browser itself says when a page is a 404 on purpose.
        if kind in ("error", "warning") and "Failed to load resource" not in said:
            self.errors.append(said)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def looking(browser: Browser, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
    """A page of that width, in light or dark."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    try:
        yield context.new_page()
    finally:
        context.close()
