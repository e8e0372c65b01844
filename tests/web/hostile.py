"""A story whose every word comes from somebody who wishes us ill."""

from __future__ import annotations

from typing import Any

import msgspec

from firsthand.model.contract import story_from_json
from firsthand.model.story import Story
from tests.report.invented import ice_story

SCRIPT = "<script>window.hit=1</script>"
IMAGE = "<img src=x onerror=\"window.hit=1\" style='position:fixed;inset:0'>"
QUOTES = "\"'`><svg/onload=window.hit=1>{{7*7}}${7*7}"
TURNED = "\u202egnidaer \u2066si\u202c siht\u2069\u200f"
LINK = "javascript:window.hit=1"
CONTROLS = "\x1b[31m\x07\u2028"
EVIL = f"{SCRIPT}{IMAGE}{QUOTES}{TURNED}{CONTROLS}"
LONG_TITLE = EVIL + "<b>title</b> " * 8_000
NESTED = "<div><iframe src=//evil.example>" * 32_000

_TEXTS = {"title", "outlet", "name", "office", "line", "note"}


def hostile_story() -> Story:
    """The invented story with markup, links that run, and turned letters wherever words stand."""
    told = msgspec.to_builtins(ice_story())
    _spoil(told)
    told["id"] = "s-hostile"
    told["title"] = LONG_TITLE
    for document in told["documents"]:
        document["id"] = f"{document['id']}/../{QUOTES}"
        document["url"] = LINK
        document["title"] = LONG_TITLE
        document["outlet"] = f"{EVIL} {document['id'][:2]}"
    for claim in told["claims"]:
        for report in claim["reports"]:
            report["document"] = f"{report['document']}/../{QUOTES}"
    for reuse in told["reuse"]:
        reuse["documents"] = [f"{id}/../{QUOTES}" for id in reuse["documents"]]
    for quote in told["quotes"]:
        for place in quote["reports"]:
            place["document"] = f"{place['document']}/../{QUOTES}"
    return story_from_json(msgspec.json.encode(told))


def _spoil(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        for name in value:
            value[name] = _spoil(value[name], name)
    elif isinstance(value, list):
        value[:] = [_spoil(one, key) for one in value]
    elif isinstance(value, str) and (key in _TEXTS or key == "words"):
        return f"{value} {SCRIPT}{IMAGE}{TURNED}"
    return value
