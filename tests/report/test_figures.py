"""Figures are drawn as text, for light and dark, wide and narrow, eyes and ears."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from tests.report.invented import ACTORS, ice_story, report, shared_claim

from firsthand.model.story import SharedClaim, Story
from firsthand.report.drawing import NARROW, WIDE, Frame
from firsthand.report.figures import aspects_over_time, who_says_what
from firsthand.report.tallies import (
    SIDES,
    AspectTimes,
    Flow,
    Flows,
    aspect_times_of,
    flows_note,
    flows_of,
    times_note,
)

FRAMES = pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])


def story(*claims: SharedClaim) -> Story:
    return replace(ice_story(), actors=ACTORS, claims=claims)


def met(id: str, source: str | None, actor: str = "NO", recipient: str = "CL") -> SharedClaim:
    chain = (source,) if source else ()
    return shared_claim(id, actor, "meet", recipient, "…", (report("d1", "x", *chain),))


def dated(day: str | None) -> SharedClaim:
    told = replace(report("d1", "x"), published=day)
    return shared_claim(str(day), "NO", "meet", "CL", "…", (told,), aspects=("trade",))


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("text")]


def test_flows_count_the_news_claims_of_each_source_and_relation() -> None:
    flows = flows_of([ice_story()])
    assert Flow("Ada Lund", "Chile ↔ Norway", 1, ("share",)) in flows.flows
    assert Flow("Chilean Foreign Ministry", "Chile → Norway", 1, ("supply",)) in flows.flows
    assert "cooperate" not in {deed for flow in flows.flows for deed in flow.deeds}


def test_a_claim_without_a_named_source_says_so() -> None:
    (flow,) = flows_of([story(met("a", None), met("b", None))]).flows
    assert flow == Flow("no source named", "Norway → Chile", 2, ("meet",))


def test_people_and_bodies_count_with_their_state_and_others_by_name() -> None:
    flows = flows_of([story(met("a", None, "NO/ada-lund", "-/arctic-circle-union"))]).flows
    assert [flow.relation for flow in flows] == ["Norway → Arctic Circle Union"]


def test_a_state_that_the_story_does_not_list_leaves_the_party_its_own_name() -> None:
    nowhere = replace(story(met("a", None, "NO/ada-lund", "PE")), actors=ACTORS[2:])
    assert [flow.relation for flow in flows_of([nowhere]).flows] == ["Ada Lund → Peru"]


def test_at_most_ten_nodes_are_drawn_and_the_rest_is_counted() -> None:
    parties = ("NO", "CL", "PE", "JP")
    pairs = [(one, other) for one in parties for other in parties if one != other]
    claims = [met(f"{n}", f"-/source-{n}", *pair) for n, pair in enumerate(pairs)]
    flows = flows_of([story(*claims)])
    assert len({flow.source for flow in flows.flows}) == SIDES
    assert len({flow.relation for flow in flows.flows}) == SIDES
    assert "Shown: 5 of 12 sources, 5 of 12 relations." in flows_note(flows)
    assert "Shown" not in flows_note(flows_of([ice_story()]))


@FRAMES
def test_who_says_what_draws_a_band_for_each_flow_as_wide_as_its_claims(frame: Frame) -> None:
    flows = flows_of([story(met("a", "NO/ada-lund"), met("b", "NO/ada-lund"), met("c", None))])
    svg = who_says_what(flows, frame)
    widths = [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', svg)]
    assert sorted(widths) == [6.0, 13.0]
    assert {"Ada Lund", "2 claims", "Norway → Chile", "meet"} <= set(texts(svg))


@FRAMES
def test_figures_speak_to_those_who_listen(frame: Frame) -> None:
    root = ElementTree.fromstring(who_says_what(flows_of([ice_story()]), frame))
    assert root.get("role") == "img"
    assert root.findtext("title") == "Who says what about whom"
    assert "Ada Lund: Chile ↔ Norway, 1 claim" in (root.findtext("desc") or "")
    assert root.get("aria-labelledby") == f"figure-says-{frame.name}-title " + (
        f"figure-says-{frame.name}-desc"
    )


@FRAMES
def test_figures_bring_no_colour_of_their_own(frame: Frame) -> None:
    drawn = who_says_what(flows_of([ice_story()]), frame)
    drawn += aspects_over_time(aspect_times_of([ice_story()]), frame)
    assert not re.search(r"#[0-9a-f]{3}|rgb|fill=|stroke=|style=", drawn)


@FRAMES
def test_hostile_and_endless_names_stay_texts_inside_the_figure(frame: Frame) -> None:
    names = ("<script>x</script>&\"'", "word " * 20_000, "字" * 500, "\x1b[2J\x00")
    flows = Flows(tuple(Flow(name, name + "!", 1, ("meet",)) for name in names), 4, 4)
    svg = who_says_what(flows, frame)
    assert len(svg) < 20_000
    assert "<script" not in svg
    assert any(text.startswith("<script>") for text in texts(svg))
    assert max(len(text) for text in texts(svg)) < 60


@FRAMES
def test_nothing_to_draw_is_no_figure(frame: Frame) -> None:
    assert who_says_what(Flows((), 0, 0), frame) == ""
    assert aspects_over_time(AspectTimes("day", (), (), 3, 0), frame) == ""


@FRAMES
def test_aspects_over_time_has_a_row_for_each_aspect_and_a_dot_for_each_day(frame: Frame) -> None:
    times = aspect_times_of([ice_story()])
    svg = aspects_over_time(times, frame)
    assert [row.aspect for row in times.rows] == ["trade", "transport", "science", "technology"]
    assert svg.count("<circle") == sum(bool(n) for row in times.rows for n in row.counts)
    assert {"trade", "2 claims", "9 Mar"} <= set(texts(svg))


@pytest.mark.parametrize(
    ("days", "step", "columns"),
    [(0, "day", 1), (6, "day", 7), (25, "day", 26), (26, "week", 5), (200, "month", 8),
     (5000, "month", 26)],
)  # fmt: skip
def test_time_is_cut_into_the_finest_steps_that_fit(days: int, step: str, columns: int) -> None:
    first = date(2031, 3, 1)
    last = first + timedelta(days=days)
    times = aspect_times_of([story(dated(first.isoformat()), dated(last.isoformat()))])
    assert times.step == step
    assert len(times.labels) in (columns, columns - 1)
    assert times.labels
    assert times.earlier == (days == 5000)
    (row,) = times.rows
    assert row.total == 2 - times.earlier


def test_impossible_days_neither_crash_nor_stretch_the_figure() -> None:
    claims = [dated(day) for day in ("0001-01-01", "9999-12-31", "soon", None)]
    times = aspect_times_of([story(*claims)])
    assert times.undated == 2
    assert times.earlier == 1
    assert len(times.labels) <= 26
    assert times_note(times).endswith("1 older claim not drawn. 2 undated claims not drawn.")


def test_claims_of_the_first_years_alone_are_drawn() -> None:
    times = aspect_times_of([story(dated("0001-01-01"), dated("0001-02-20"))])
    assert times.rows[0].total == 2
