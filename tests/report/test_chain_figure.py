"""Who told whom is drawn from the outlets to the farthest sources."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.report.invented import ice_story, report, shared_claim

from firsthand.report.chain_figure import MOST, Chains, chains_note, chains_of, source_chains
from firsthand.report.drawing import NARROW, WIDE, Frame

FRAMES = pytest.mark.parametrize("frame", [WIDE, NARROW], ids=["wide", "narrow"])


def names(chains: Chains) -> list[set[str]]:
    return [{teller.link.name for teller in column} for column in chains.columns]


def test_outlets_stand_first_and_the_farthest_sources_last() -> None:
    story = ice_story()
    assert names(chains_of(story, story.claims)) == [
        {"The Harbour Gazette", "Polar Wire", "Santiago Ledger", "Northern Post"},
        {"Ada Lund", "National Ice Survey", "officials close to the talks",
         "Chilean Foreign Ministry"},
        {"two officials familiar with the talks"},
    ]  # fmt: skip


def test_a_document_that_tells_many_claims_is_one_report_of_its_source() -> None:
    story = ice_story()
    again = replace(story.claims[2], id="again")
    chains = chains_of(story, (story.claims[2], again))
    reports = {teller.link.name: teller.reports for column in chains.columns for teller in column}
    assert reports["Ada Lund"] == 2
    assert reports["The Harbour Gazette"] == 1
    assert ("outlet:The Harbour Gazette", "NO/ada-lund", 1) in chains.told


def test_what_has_no_room_is_counted() -> None:
    claims = [
        shared_claim(str(n), "NO", "meet", "CL", "…", (report("d1", "x", f"-/source-{n}"),))
        for n in range(MOST + 3)
    ]
    chains = chains_of(ice_story(), claims)
    assert len(chains.columns[1]) == MOST
    assert "3 sources with fewer reports not drawn" in chains_note(chains)


def test_two_who_cite_each_other_end_nothing() -> None:
    one = shared_claim("1", "NO", "meet", "CL", "…", (report("d1", "x", "-/a", "-/b"),))
    other = shared_claim("2", "NO", "meet", "CL", "…", (report("d2", "x", "-/b", "-/a"),))
    chains = chains_of(ice_story(), (one, other))
    assert ElementTree.fromstring(source_chains(chains, WIDE)) is not None


@FRAMES
def test_the_figure_speaks_and_brings_no_colour_of_its_own(frame: Frame) -> None:
    drawn = source_chains(chains_of(ice_story(), ice_story().claims), frame)
    root = ElementTree.fromstring(drawn)
    assert "Polar Wire from Ada Lund, 1 report" in (root.findtext("desc") or "")
    assert not re.search(r"#[0-9a-f]{3}|rgb|fill=|stroke=|style=", drawn)
    assert len(root.findall("rect")) == 9


@FRAMES
def test_every_box_lies_within_the_figure(frame: Frame) -> None:
    root = ElementTree.fromstring(source_chains(chains_of(ice_story(), ice_story().claims), frame))
    width, height = (float(number) for number in root.get("viewBox", "").split()[2:])
    for box in root.findall("rect"):
        x, y, wide, high = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height + 1


@FRAMES
def test_outlets_in_their_own_voice_alone_are_no_figure(frame: Frame) -> None:
    alone = shared_claim("1", "NO", "meet", "CL", "…", (report("d1", "x"),))
    assert source_chains(chains_of(ice_story(), (alone,)), frame) == ""
    assert source_chains(chains_of(ice_story(), ()), frame) == ""


@FRAMES
def test_hostile_names_stay_texts(frame: Frame) -> None:
    key = '-/<script>x</script>&"' + "word " * 5_000
    claim = shared_claim("1", "NO", "meet", "CL", "…", (report("d1", "x", key),))
    drawn = source_chains(chains_of(ice_story(), (claim,)), frame)
    assert "<script" not in drawn
    assert len(drawn) < 5_000
