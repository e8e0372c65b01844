"""A row a claim, a dot a day of its reports."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.report.invented import ice_story, report, shared_claim

from firsthand.report.drawing import NARROW, WIDE, Frame
from firsthand.report.timeline_figure import MOST, claim_timeline, timeline_note, timeline_of

FRAMES = pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])


def test_each_day_s_reports_are_counted() -> None:
    rows = {row.claim: row for row in timeline_of(ice_story().claims).rows}
    assert [number for _, number in rows["k1"].days] == [2, 1, 1]
    assert [row.claim for row in rows.values() if row.denied] == ["k3"]


@FRAMES
def test_the_figure_has_a_dot_a_day_and_a_ring_for_a_denial(frame: Frame) -> None:
    timeline = timeline_of(ice_story().claims)
    drawn = claim_timeline(timeline, frame, {"k1": "/stories/s/claims/k1?a=1&b=2"})
    root = ElementTree.fromstring(drawn)
    dots = root.findall(".//circle")
    assert len(dots) == sum(len(row.days) for row in timeline.rows)
    assert [dot.get("class") for dot in dots].count("dot denied") == 1
    assert [link.get("href") for link in root.findall("a")] == ["/stories/s/claims/k1?a=1&b=2"]
    assert root.get("role") == "group"
    for dot in dots:
        assert 0 <= float(dot.get("cx", "")) <= frame.width


@FRAMES
def test_one_day_alone_stands_in_the_middle(frame: Frame) -> None:
    alone = shared_claim("1", "NO", "meet", "CL", "Norway → Chile: meet", (report("d1", "x"),))
    (dot,) = ElementTree.fromstring(claim_timeline(timeline_of((alone,)), frame, {})).findall(
        "circle"
    )
    assert frame.width / 4 < float(dot.get("cx", "")) < frame.width


def test_what_has_no_day_or_no_room_is_counted() -> None:
    told = report("d1", "x")
    claims = [shared_claim(str(n), "NO", "meet", "CL", "…", (told,)) for n in range(MOST + 2)]
    undated = shared_claim("u", "NO", "meet", "CL", "…", (replace(told, published=None),))
    timeline = timeline_of([undated, *claims])
    assert len(timeline.rows) == MOST
    assert "3 claims more, or without a day, not drawn" in timeline_note(timeline)


@FRAMES
def test_without_a_day_there_is_no_figure(frame: Frame) -> None:
    assert claim_timeline(timeline_of(()), frame, {}) == ""


@FRAMES
@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "9999-12-31"), ("2031-03-04",) * 2])
def test_impossible_days_end_nothing(frame: Frame, first: str, last: str) -> None:
    told = tuple(replace(report("d1", "x"), published=day) for day in (first, last))
    claim = shared_claim("1", "NO", "meet", "CL", "<b>&", told)
    assert ElementTree.fromstring(claim_timeline(timeline_of((claim,)), frame, {})) is not None
