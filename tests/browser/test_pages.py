"""In a real browser: no script of strangers runs, nothing is asked of others, all of it is seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from firsthand.web import places
from tests.browser.conftest import Told, looking
from tests.web.hostile import EVIL, QUOTES, hostile_story

HOSTILE = hostile_story()
PATHS = (
    "/", "/?since=2031-03-01", "/stories", "/search", "/search?view=reports", places.search(q=EVIL),
    places.story("s-hostile"), places.claim("s-hostile", "k1"),
    places.document(HOSTILE.documents[0].id), places.document("nested"), places.document(EVIL),
    places.actor("NO/ada-lund"), places.pair("NO", "CL"), places.pair(QUOTES, "NO"),
    places.outlet(f"{EVIL} d1"), "/outlets", "/alerts", "/health", "/sign-in",
    places.story("s-2031-03-04-ice"), places.claim("s-2031-03-04-ice", "k1"),
)  # fmt: skip

# The contrast of each run of text with what lies behind it (WCAG 2.2, 1.4.3); large is 24 px, or
# 18.66 px in bold.
CONTRAST = """() => {
  const channels = (css) => (css.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const svg = element.closest("svg");
    const ink = channels(svg ? style.fill : style.color);
    const [one, other] = [light(ink), light(behind(svg || element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5))
      faint.push(`${ratio.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_strangers_runs_and_nobody_else_is_asked(
    browser: Browser, site: str, path: str
) -> None:
    with looking(browser) as page:
        told = Told(page)
        page.goto(site + path, wait_until="load")
        for summary in page.locator("details > summary").all()[:8]:
            summary.click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hit") is None
        assert told.errors == []
        assert [url for url in told.asked if not url.startswith(site)] == []
        assert page.evaluate("document.querySelectorAll('main script, main img').length") == 0


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_the_screen(browser: Browser, site: str, path: str) -> None:
    with looking(browser, 360) as page:
        page.goto(site + path)
        for width in (360, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PATHS)
def test_text_stands_out_from_what_lies_behind_it(browser: Browser, site: str, path: str) -> None:
    with looking(browser) as page:
        page.goto(site + path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert page.evaluate(CONTRAST) == [], scheme


def test_a_slash_goes_to_the_search_but_not_while_somebody_writes(
    browser: Browser, site: str
) -> None:
    with looking(browser) as page:
        for path in ("/", "/search"):
            page.goto(site + path)
            page.keyboard.press("/")
            page.keyboard.type("ice/snow")
            assert page.locator("#q").input_value() == "ice/snow"


def test_the_first_key_leads_past_the_bar(browser: Browser, site: str) -> None:
    with looking(browser) as page:
        page.goto(site)
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.inner_text() == "To the content"
        assert (skip.bounding_box() or {"y": -1})["y"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_whatever_has_the_focus_shows_it(browser: Browser, site: str, scheme: str) -> None:
    with looking(browser, 1280, scheme) as page:
        page.goto(site + places.pair("NO", "CL"))
        for _ in range(40):
            page.keyboard.press("Tab")
            outline = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle + ' ' +"
                "getComputedStyle(document.activeElement).outlineWidth"
            )
            assert outline == "solid 2px", page.evaluate("document.activeElement.outerHTML")


def test_the_search_finds_while_somebody_types_and_the_address_follows(
    browser: Browser, site: str
) -> None:
    with looking(browser) as page:
        told = Told(page)
        page.goto(site + "/search")
        before = page.locator(".count-line").inner_text()
        page.locator("#q").press_sequentially("denied wont match", delay=5)
        assert before == "8 claims"
        page.locator(".count-line", has_text="0 claims").wait_for()
        page.wait_for_url("**q=denied+wont+match*")
        assert page.evaluate("document.activeElement.id") == "q"
        assert told.errors == []
        page.go_back()
        page.locator(".count-line", has_text="8 claims").wait_for()


def test_the_words_of_a_claim_come_where_they_are_asked_for(browser: Browser, site: str) -> None:
    with looking(browser) as page:
        page.goto(site + places.pair("NO", "CL"))
        line = page.locator("li.line", has_text="Norway ↔ Chile: share").first
        line.locator("summary").click()
        line.locator("blockquote").first.wait_for()
        assert "the two states had agreed to share ice data" in line.inner_text()
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert len(ids) == len(set(ids))


def test_without_script_everything_is_still_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/search")
    page.locator("#q").fill("buoys")
    page.locator("form.search button").click()
    assert "q=buoys" in page.url
    assert page.locator(".count-line").inner_text() == "0 claims"
    page.goto(site + places.pair("NO", "CL"))
    page.locator("li.line summary").first.click()
    page.locator("li.line details a").first.click()
    assert "/claims/" in page.url
    context.close()


def test_turned_letters_turn_nothing_around_them(browser: Browser, site: str) -> None:
    with looking(browser) as page:
        page.goto(site + places.story("s-hostile"))
        turned = page.evaluate(
            "[...document.querySelectorAll('main *')].filter((one) => "
            "getComputedStyle(one).direction === 'rtl').length"
        )
        assert turned == 0
