"""`firsthand read` shows what each document says."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import DENIED, DRONES, Program, apart, lines, report


def test_a_document_is_shown_with_its_speaker_and_its_claim(
    firsthand: Program, tmp_path: Path
) -> None:
    ended = firsthand("read", report(tmp_path, "a.txt", outlet="The Ledger"))

    assert ended.code == 0
    assert "The Ledger" in ended.out
    assert "Kremlin" in ended.out
    assert "Russia → Iran: buy" in ended.out
    assert ended.err == "read 1 document of 1 outlet\n"


def test_json_is_one_line_a_document_in_the_order_of_the_inputs(
    firsthand: Program, tmp_path: Path
) -> None:
    b, a = report(tmp_path, "b.txt", DENIED), report(tmp_path, "a.txt", DRONES)

    values = firsthand("read", b, a, "--json").values

    assert [value["document"]["text"] for value in values] == [DENIED, DRONES]
    assert {value["schema"] for value in values} == {"firsthand/1"}


def test_every_place_in_the_json_quotes_the_text(firsthand: Program, tmp_path: Path) -> None:
    (value,) = firsthand("read", report(tmp_path, "a.txt"), "--json").values

    text = value["document"]["text"]
    evidence = [text[e["start"] : e["end"]] for c in value["claims"] for e in c["evidence"]]
    assert "Russia will buy drones from Iran" in evidence


def test_options_fill_what_an_input_does_not_say(firsthand: Program, tmp_path: Path) -> None:
    path = lines(tmp_path, "n.jsonl", {"body": DRONES}, {"body": DENIED, "source": "The Post"})

    ended = firsthand(
        "read", path, "--json", "--fields", "text=body,outlet=source",
        "--outlet", "The Ledger", "--published", "2025-12-09", "--language", "en",
    )  # fmt: skip

    documents = [value["document"] for value in ended.values]
    assert [document["outlet"] for document in documents] == ["The Ledger", "The Post"]
    assert {document["published"] for document in documents} == {"2025-12-09"}
    assert {document["language"] for document in documents} == {"en"}
    assert ended.last == "read 2 documents of 2 outlets"


def test_a_dash_is_standard_input() -> None:
    ended = apart("read", "-", "--json", given=DRONES.encode())

    assert ended.returncode == 0
    assert DRONES in ended.stdout.decode()
    assert ended.stderr.decode() == "read 1 document\n"


def test_results_are_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    path = report(tmp_path, "a.txt", f"{DRONES} Élysée officials agreed.", outlet="Le Café")

    ended = apart("read", path, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})

    assert ended.returncode == 0
    assert "Le Café" in ended.stdout.decode("utf-8")


def test_a_lexicon_of_ones_own_is_used(firsthand: Program, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "bodies.toml").write_text(
        '[[body]]\nname = "Zorvan Institute"\nstate = "IR"\nkind = "body"\n', encoding="utf-8"
    )
    path = report(tmp_path, "a.txt")

    plain = firsthand("read", path, "--json").values[0]["made_by"]
    with_own = firsthand("read", path, "--json", "--lexicon", own).values[0]["made_by"]

    assert plain["lexicon"] != with_own["lexicon"]
    assert plain["reader"] == with_own["reader"]


def test_a_stranger_s_title_cannot_steer_the_terminal(firsthand: Program, tmp_path: Path) -> None:
    path = lines(tmp_path, "n.jsonl", {"title": "\x1b[31mred [bold]x[/bold]", "text": DRONES})

    ended = firsthand("read", path)

    assert "\x1b" not in ended.out
    assert "[bold]x[/bold]" in ended.out
