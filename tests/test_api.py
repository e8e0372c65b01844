"""`import firsthand`: read, group and store without the command line."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

import firsthand
from firsthand.model.contract import reading_from_json, to_json

DRONES = "The Kremlin said on Monday that Russia will buy drones from Iran."
DENIED = "Iran’s foreign ministry denied on Tuesday that it sells drones to Russia."


def test_a_text_is_read() -> None:
    reading = firsthand.read(
        DRONES, title="Drones", outlet="The Ledger", published=date(2025, 12, 1), url="u://1"
    )

    document = reading.document
    assert document.text == f"Drones\n\n{DRONES}"
    assert (document.outlet, document.published, document.url, document.language) == (
        "The Ledger", "2025-12-01", "u://1", "en",
    )  # fmt: skip
    evidence = [reading.words(span) for claim in reading.claims for span in claim.evidence]
    assert "Russia will buy drones from Iran" in evidence


def test_a_document_is_read_as_it_is() -> None:
    document = firsthand.Document.of(DRONES, id="d1", language="en")

    assert firsthand.read(document).document is document


def test_the_values_are_those_of_the_contract() -> None:
    reading = firsthand.read(DRONES)

    assert isinstance(reading, firsthand.Reading)
    assert all(isinstance(claim, firsthand.Claim) for claim in reading.claims)
    assert reading_from_json(to_json(reading)) == reading


def test_a_text_that_cannot_be_read_says_why() -> None:
    reading = firsthand.read(DRONES, language="zh")

    assert reading.skipped is not None
    assert reading.skipped.reason == "no_reader"
    assert reading.claims == ()


@pytest.mark.parametrize(
    ("particulars", "said"),
    [({"published": "soon"}, "'soon' is no day"), ({"language": "English"}, "no code of a")],
)
def test_particulars_that_mean_nothing_are_errors(particulars: dict[str, str], said: str) -> None:
    with pytest.raises(firsthand.FirsthandError, match=said):
        firsthand.read(DRONES, **particulars)


def test_particulars_stand_beside_a_text_only() -> None:
    with pytest.raises(firsthand.FirsthandError, match="outlet is given beside a whole document"):
        firsthand.read(firsthand.Document.of(DRONES), outlet="The Ledger")


def test_readings_are_grouped_and_stored(tmp_path: Path) -> None:
    readings = [firsthand.read(text, language="en") for text in (DRONES, DENIED)]

    stories = firsthand.group(readings)
    with firsthand.open_store(tmp_path / "n.db") as store:
        added = [store.add(reading) for reading in readings]
        kept = list(store.readings())

    assert added == ["added", "added"]
    assert kept == readings
    assert firsthand.group(kept) == stories
    assert all(isinstance(story, firsthand.Story) for story in stories)
    assert sum(len(story.documents) for story in stories) == 2


def test_a_store_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(firsthand.FirsthandError, match="there is no such store"):
        firsthand.open_store(tmp_path / "n.db", create=False)


def test_a_lexicon_of_ones_own_marks_what_it_read(tmp_path: Path) -> None:
    (tmp_path / "bodies.toml").write_text(
        '[[body]]\nname = "Zorvan Institute"\nstate = "IR"\nkind = "body"\n', encoding="utf-8"
    )

    own, packaged = firsthand.read(DRONES, lexicon=[tmp_path]), firsthand.read(DRONES)

    assert own.made_by.lexicon != packaged.made_by.lexicon


@pytest.mark.parametrize("name", firsthand.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(firsthand, name)
    assert name in dir(firsthand)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = firsthand.nothing


def test_importing_it_loads_no_other_room() -> None:
    asks = (
        "import sys, firsthand; "
        "print(*(m for m in sys.modules if m.startswith('firsthand.') "
        "and not m.startswith('firsthand.model')))"
    )

    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, check=False)

    assert (done.returncode, done.stdout.strip()) == (0, b"")


def test_the_version_is_that_of_the_package() -> None:
    project = Path(__file__).resolve().parents[1] / "pyproject.toml"

    assert firsthand.__version__ == tomllib.loads(project.read_text())["project"]["version"]
    assert firsthand.read(DRONES).made_by.firsthand == firsthand.__version__
