"""`benchmarks/judged.py`: verdicts by hand beside a new reading. The texts are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.judged import HERE, SAMPLES, Given, Judged, held, place, share, verdicts, wilson

from firsthand import read
from firsthand.model.reading import Reading

TEXT = (
    "Finland accused Estonia on Monday of closing a harbour. "
    "The harbour had been closed before, minister Ada Lund of Norway said."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT)


def judged(at: str, given: Given, verdict: str = "right", right: str | None = None) -> Judged:
    start = TEXT.index(at)
    return Judged("invented", "d1", "", start, start + len(at), given, verdict, None, right, None)


def claim_of(reading: Reading) -> Given:
    claim = next(c for c in reading.claims if c.action == "accuse")
    return {
        "actor": place(reading, claim.actor),
        "recipient": place(reading, claim.recipient),
        "action": claim.action,
        "modality": claim.modality,
    }


def test_a_state_read_as_before_keeps_its_verdict(reading: Reading) -> None:
    same = judged("Finland", {"kind": "state", "state": "FI"})
    assert held("states", same, reading).verdict == "right"


def test_a_state_that_became_the_one_that_the_verdict_names_is_right_now(reading: Reading) -> None:
    mended = judged("Estonia", {"kind": "state", "state": None}, "wrong", "EE")
    assert held("states", mended, reading).verdict == "right"


def test_a_state_that_changed_to_another_is_to_be_judged_again(reading: Reading) -> None:
    again = held("states", judged("Estonia", {"kind": "state", "state": "LV"}), reading)
    assert again.verdict is None
    assert again.now is not None


def test_words_that_are_no_actor_any_more_are_gone(reading: Reading) -> None:
    nobody = judged("Monday", {"kind": "state", "state": "FI"}, "wrong", "no_actor")
    assert held("states", nobody, reading).now is None


def test_a_claim_read_as_before_keeps_its_verdict(reading: Reading) -> None:
    same = judged("accused", claim_of(reading), "wrong")
    assert held("claims", same, reading).verdict == "wrong"


@pytest.mark.parametrize("key", ["actor", "recipient", "action", "modality"])
def test_a_claim_read_otherwise_in_any_of_four_is_to_be_judged_again(
    reading: Reading, key: str
) -> None:
    other = [len(TEXT) - 2, len(TEXT)] if key in ("actor", "recipient") else "other"
    again = held("claims", judged("accused", claim_of(reading) | {key: other}), reading)
    assert again.verdict is None
    assert again.now is not None
    assert again.now[key] != other


def test_an_attribution_is_the_same_by_speaker_and_content(reading: Reading) -> None:
    told = next(t for t in reading.attributions if t.direct is False and t.speaker)
    given = {
        "speaker": place(reading, told.speaker),
        "cue": [[s.start, s.end] for s in told.cue],
        "content": [[s.start, s.end] for s in told.content],
    }
    one = judged(reading.words(told.cue[0]), given)
    assert held("attributions", one, reading).verdict == "right"
    shorter = replace(one, given=given | {"content": [[0, 3]]})
    assert held("attributions", shorter, reading).verdict is None


def test_wilsons_interval_holds_the_share_and_stays_inside_0_and_1() -> None:
    low, high = wilson(50, 50)
    assert 0.92 < low < 0.94
    assert high == pytest.approx(1)
    assert wilson(0, 10)[0] == pytest.approx(0, abs=1e-12)


def test_open_verdicts_count_in_no_share() -> None:
    assert share(["right", "wrong", "open", None]).startswith("1 of 2 right, 50.0%")
    assert share(["open"]) == "none judged"


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_verdict_has_a_kind_and_what_would_be_right_where_it_is_wrong(sample: str) -> None:
    told = verdicts(HERE / f"{sample}.jsonl")
    assert told
    for one in told:
        assert one.verdict in ("right", "wrong", "open")
        assert (one.verdict == "wrong") == (one.error is not None) == (one.right is not None)
        assert one.verdict != "open" or one.note


@pytest.mark.parametrize("path", sorted(HERE.glob("*.jsonl")), ids=lambda path: Path(path).stem)
def test_verdicts_hold_codes_and_places_instead_of_texts(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        given = json.loads(line)["given"]
        words = [value for value in given.values() if isinstance(value, str)]
        assert all(len(word) < 15 and " " not in word for word in words)
