"""What is added to a store once can be asked for, read again and forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from firsthand.model.contract import to_json
from firsthand.model.reading import MadeBy
from firsthand.store import open_store
from tests.cli.program import CHINESE, DENIED, DRONES, Program, lines, report

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture
def store(firsthand: Program, tmp_path: Path) -> Path:
    """A store of two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    report(folder, "a.txt", DRONES, outlet="The Ledger", published="2025-12-01")
    report(folder, "b.txt", DENIED, outlet="The Post", published="2025-12-03")
    path = tmp_path / "news.db"
    ended = firsthand("add", folder, "--store", path)
    assert ended.code == 0
    assert ended.last == f"{path}: 2 added, 0 revised, 0 unchanged"
    return path


def test_adding_again_doubles_nothing(firsthand: Program, store: Path, tmp_path: Path) -> None:
    ended = firsthand("add", tmp_path / "reports", "--store", store)

    assert ended.code == 0
    assert ended.last == f"{store}: 0 added, 0 revised, 2 unchanged"
    assert len(firsthand("stories", "--store", store, "--json").values) > 0
    with open_store(store) as kept:
        assert kept.counts().documents == 2


def test_what_is_known_is_not_read_again(
    firsthand: Program, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr("firsthand.reading.pipeline.Reader.read", never)

    ended = firsthand("add", tmp_path / "reports", "--store", store)

    assert ended.last == f"{store}: 0 added, 0 revised, 2 unchanged"


def test_a_new_text_of_a_known_document_is_its_new_version(
    firsthand: Program, tmp_path: Path
) -> None:
    store = tmp_path / "news.db"
    firsthand("add", lines(tmp_path, "1.jsonl", {"id": "x", "text": DRONES}), "--store", store)
    later = lines(tmp_path, "2.jsonl", {"id": "x", "text": DENIED})

    ended = firsthand("add", later, "--store", store)

    assert f"note: {later}: a new version of a document that was kept before" in ended.err
    assert ended.last == f"{store}: 0 added, 1 revised, 0 unchanged"


def test_what_was_skipped_is_remembered_and_said_in_the_brief(
    firsthand: Program, store: Path, tmp_path: Path
) -> None:
    chinese, empty = report(tmp_path, "zh.txt", CHINESE), report(tmp_path, "empty.txt", "")

    added = firsthand("add", chinese, empty, tmp_path / "missing.txt", "--store", store)
    (brief,) = firsthand("brief", "--store", store, "--json").values

    assert added.last.startswith(f"{store}: 1 added, 0 revised, 0 unchanged; skipped 3: ")
    reasons = [one["reason"] for one in brief["read"]["skipped"]]
    assert sorted(reasons) == ["no_reader", "no_text"]
    assert brief["read"]["documents"] == 2


def test_nothing_usable_adds_nothing(firsthand: Program, tmp_path: Path) -> None:
    ended = firsthand("add", tmp_path / "missing.txt", "--store", tmp_path / "n.db")

    assert ended.code == 1
    assert ended.last.startswith("firsthand: the input: no document to read; skipped 1: ")


def test_a_wrong_command_line_makes_no_store(firsthand: Program, tmp_path: Path) -> None:
    given = report(tmp_path, "a.txt")

    ended = firsthand("add", given, "--store", tmp_path / "n.db", "--published", "soon")

    assert ended.code == 2
    assert list(tmp_path.iterdir()) == [given]


def test_a_store_gives_the_same_stories_and_claims_as_its_inputs(
    firsthand: Program, store: Path, tmp_path: Path
) -> None:
    for command in ("stories", "claims"):
        kept = firsthand(command, "--store", store, "--json").values
        given = firsthand(command, tmp_path / "reports", "--json").values
        assert kept
        assert kept == given


def test_tables_show_them(firsthand: Program, store: Path) -> None:
    stories, claims = firsthand("stories", "--store", store), firsthand("claims", "--store", store)

    assert "December 2025" in stories.out
    assert "Russia → Iran: buy" in claims.out
    assert stories.err.splitlines()[0] == "read 2 documents of 2 outlets"
    assert "independent origin" in claims.last


def test_each_claim_names_its_story(firsthand: Program, store: Path) -> None:
    stories = {story["id"] for story in firsthand("stories", "--store", store, "--json").values}
    claims = firsthand("claims", "--store", store, "--json").values

    assert claims
    assert {claim["story"] for claim in claims} <= stories


def test_a_watch_and_a_period_narrow_claims(
    firsthand: Program, store: Path, tmp_path: Path
) -> None:
    watch = tmp_path / "w.toml"
    watch.write_text('[watch]\nactors = ["Chile"]\n', encoding="utf-8")

    assert firsthand("claims", "--store", store, "--watch", watch, "--json").values == []
    late = firsthand("claims", "--store", store, "--since", "2025-12-02", "--json").values
    dates = {one["published"] for claim in late for one in claim["reports"]}
    assert dates <= {"2025-12-03"}
    none = firsthand("claims", "--store", store, "--since", "2026-12-02")
    assert none.code == 1
    assert "no document to read" in none.last


def test_only_what_another_program_read_is_stale(firsthand: Program, store: Path) -> None:
    fresh = firsthand("reread", "--store", store, "--stale")
    with open_store(store) as kept:
        old = next(iter(kept.readings()))
        kept.replace(replace(old, made_by=MadeBy("0.0.1", "sha256:old", "sha256:old")))
    told = firsthand("stories", "--store", store)
    stale = firsthand("reread", "--store", store, "--stale")
    again = firsthand("reread", "--store", store)

    assert fresh.last == f"{store}: read 0 of 2 documents again"
    assert "note: 1 of 2 documents were read by another program, model or lexicon" in told.err
    assert stale.last == f"{store}: read 1 of 2 documents again"
    assert again.last == f"{store}: read 2 of 2 documents again"
    assert "note: " not in firsthand("stories", "--store", store).err


def test_an_outlet_is_forgotten_whole(firsthand: Program, store: Path) -> None:
    ended = firsthand("forget", "The Post", "--store", store)

    assert ended.code == 0
    assert ended.err == f"{store}: forgot 1 document\n"
    assert DENIED.encode() not in store.read_bytes()
    with open_store(store) as kept:
        assert list(kept.outlets()) == ["The Ledger"]


def test_who_is_not_there_cannot_be_forgotten(firsthand: Program, store: Path) -> None:
    ended = firsthand("forget", "Nobody", "--store", store)

    assert ended.code == 1
    assert ended.err.startswith("firsthand: Nobody: no document has this id, and no outlet")


@pytest.mark.parametrize("words", [["brief", "--json"], ["stories"], ["reread"], ["forget", "x"]])
def test_a_store_that_is_not_there_is_not_made(
    firsthand: Program, tmp_path: Path, words: list[str]
) -> None:
    ended = firsthand(*words, "--store", tmp_path / "none.db")

    assert ended.code == 1
    assert ended.err.startswith(f"firsthand: {tmp_path}/none.db: there is no such store")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--outlet", "--published", "--language", "--fields"])
def test_labels_are_for_inputs(firsthand: Program, store: Path, option: str) -> None:
    ended = firsthand("stories", "--store", store, option, "x")

    assert ended.code == 2
    assert ended.err.startswith(f"firsthand: {option}: it stands beside --store")


def test_stories_are_kept_and_are_those_that_the_documents_make(
    firsthand: Program, tmp_path: Path
) -> None:
    together, apart = tmp_path / "together.db", tmp_path / "apart.db"
    firsthand("add", EXAMPLES, "--store", together)
    for path in sorted(EXAMPLES.iterdir(), reverse=True):
        firsthand("add", path, "--store", apart)

    wanted = firsthand("stories", EXAMPLES, "--json").values

    assert len(wanted) > 3
    for store in (together, apart):
        assert firsthand("stories", "--store", store, "--json").values == wanted
        with open_store(store) as kept:
            assert [json.loads(to_json(story)) for story in kept.stories()] == wanted


def test_what_is_read_again_is_grouped_again(firsthand: Program, store: Path) -> None:
    with open_store(store) as kept:
        before = list(kept.stories())
    firsthand("reread", "--store", store)
    with open_store(store) as kept:
        for reading in list(kept.readings()):
            kept.replace(replace(reading, made_by=MadeBy("0", "of old", "of old")))
        assert list(kept.stories()) == []
    firsthand("reread", "--stale", "--store", store)
    with open_store(store) as kept:
        assert list(kept.stories()) == before


def test_nothing_of_a_forgotten_document_is_in_the_stories(firsthand: Program, store: Path) -> None:
    firsthand("forget", "The Ledger", "--store", store)
    with open_store(store) as kept:
        outlets = [document.outlet for story in kept.stories() for document in story.documents]
    assert outlets == ["The Post"]
