"""The documentation is true of the program: commands, options, keys, links, hashes, examples."""

from __future__ import annotations

import hashlib
import io
import re
import shlex
import tomllib
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import pytest

from firsthand.cli import main
from firsthand.model.alert import ALERT_KINDS, Alert, AlertClaim, AlertReport, Figures
from firsthand.model.health import FeedHealth, Health, Share
from firsthand.model.reading import Actor, Attribution, Claim, Reading
from firsthand.model.story import Brief, ReadSummary, SharedClaim, Story, Tie
from firsthand.model.vocabulary import ACTIONS, ASPECTS, MODALITIES, PLOVER, TRENDS
from firsthand.reading.lexicon import FILES
from firsthand.watch.file import DELIVER_KEYS, KEYS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
DATA = ROOT / "src" / "firsthand" / "data" / "en"
PAGES = (
    *sorted(DOCS.rglob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "examples" / "README.md",
    DATA / "card.md",
)
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
# How the project was made is no matter of its users.
_UNSAID = re.compile(r"\.\./shared|/work/|\bissue \d|\bmilestone\b|\bprobe\b", re.IGNORECASE)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@cache
def said(*arguments: str) -> str:
    """What the program prints for some arguments."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = main(arguments)
    assert code == 0
    return printed.getvalue()


@cache
def commands() -> tuple[str, ...]:
    listed = said("--help").partition("Commands:")[2].partition("Example")[0]
    return tuple(re.findall(r"^  (\w+)  ", listed, re.MULTILINE))


def blocks(language: str) -> list[tuple[str, str]]:
    """The code blocks of a language, each with its page."""
    return [
        (name_of(path), match[2])
        for path in PAGES
        for match in _BLOCK.finditer(path.read_text(encoding="utf-8"))
        if match[1] == language
    ]


# ---- commands, options, keys


def test_the_program_has_commands() -> None:
    assert {"read", "brief", "add", "stories", "claims"} <= set(commands())


def test_every_command_is_described() -> None:
    described = page("reference/commands.md")
    for command in commands():
        assert f"[`{command}`](#" in described, command


def test_every_option_is_described() -> None:
    described = page("reference/commands.md")
    options: set[str] = set()
    for command in commands():
        shown = said(command, "--help").partition("Options:")[2].partition("Example")[0]
        options |= set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE))
    assert len(options) > 10
    for option in options - {"--help"}:
        assert f"`{option}`" in described, option


def test_no_option_is_described_that_is_not_there() -> None:
    known = "".join(said(command, "--help") for command in commands())
    known += said("--help")
    for option in set(re.findall(r"--[a-z][a-z-]*", page("reference/commands.md"))):
        assert option in known, option


def test_every_key_of_a_watch_file_is_described() -> None:
    described = page("reference/watch-file.md")
    for key in (*KEYS, *DELIVER_KEYS):
        assert f"| `{key}` |" in described, key
    for word in (*ASPECTS, *MODALITIES, *ALERT_KINDS):
        assert f"`{word}`" in described, word


def test_every_field_of_the_json_is_described() -> None:
    described = page("reference/json.md")
    told = (Alert, AlertClaim, AlertReport, Figures, Health, FeedHealth, Share)
    for kind in (Reading, Actor, Attribution, Claim, Story, SharedClaim, Brief, Tie, *told):
        for field in kind.__dataclass_fields__:
            assert f"`{field}`" in described, f"{kind.__name__}.{field}"
    # The contract calls a brief's first and last day otherwise.
    for field in set(ReadSummary.__dataclass_fields__) - {"first", "last"} | {"from", "to"}:
        assert f"`{field}`" in described, field


def test_every_word_of_the_json_is_described() -> None:
    described = page("reference/json.md")
    for action in ACTIONS:
        assert f"| `{action}` | {PLOVER[action]} |" in described, action
    for word in (*ASPECTS, *MODALITIES, *TRENDS):
        assert f"`{word}`" in described, word


def test_every_reason_for_a_tie_is_described() -> None:
    described = page("origins.md")
    for reason in ("same_speaker", "same_quote", "same_text", "credit", "no_source", "unnamed"):
        assert f"| `{reason}` |" in described, reason


def test_every_lexicon_file_is_described() -> None:
    described = page("reference/lexicon-files.md")
    for path in sorted(DATA.glob("*.toml")):
        assert f"`{path.name}`" in described, path.name
    for name in FILES:
        assert f"| `{name}.toml` |" in described, name


def test_every_reason_for_skipping_is_described() -> None:
    described = page("reference/inputs.md")
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("ingest", "cli")
        for path in sorted((ROOT / "src" / "firsthand" / room).glob("*.py"))
    )
    found = set(re.findall(r"UnreadableError\(\s*\"(\w+)\"", source))
    found |= set(re.findall(r"unread\(\s*[^,()]+,\s*\"(\w+)\"", source))
    assert {"no_text", "bad_line", "not_found"} <= found
    for reason in found:
        assert f"| `{reason}` |" in described, reason


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    described = page("why.md")
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=\[]", dependency)[0]
        assert f"| {name} |" in described, name


# ---- pages


def test_the_index_leads_to_every_page() -> None:
    linked = set(_LINK.findall(page("index.md")))
    for path in DOCS.rglob("*.md"):
        if path != DOCS / "index.md":
            assert path.relative_to(DOCS).as_posix() in linked, path.name


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"https?://|mailto:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file) if file else path
        assert target.exists(), link
        if anchor:
            heads = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {_anchor(head) for head in heads}, link


def _anchor(heading: str) -> str:
    """The anchor that a heading gets: lower case, no punctuation, dashes for blanks."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_speaks_of_the_program_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert not _UNSAID.search(text)


@pytest.mark.parametrize("file", ["reader.onnx", "tokenizer.json", "labels.json"])
def test_the_card_is_of_the_network_that_is_here(file: str) -> None:
    digest = hashlib.sha256((DATA / file).read_bytes()).hexdigest()
    assert f"| SHA-256 of `{file}` | `{digest}` |" in (DATA / "card.md").read_text(encoding="utf-8")


# ---- examples that run


def _lines_that_run() -> list[str]:
    """`firsthand` on the bundled examples, as the pages show it; each once."""
    lines = [line for _, block in blocks("sh") for line in block.splitlines()]
    return list(dict.fromkeys(line for line in lines if line.startswith("firsthand ")))


def test_there_are_examples_that_run() -> None:
    assert len(_lines_that_run()) >= 8


@pytest.mark.parametrize("line", _lines_that_run())
def test_an_example_runs(
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    # What it writes belongs into no checkout.
    files = {word: tmp_path / word for word in shlex.split(line) if word.startswith("brief.")}
    code = main([str(files.get(word, word)) for word in shlex.split(line)[1:]])
    told = capsys.readouterr()
    assert code == 0, told.err
    assert "skipped" not in told.err
    assert all(path.stat().st_size > 500 for path in files.values())
    assert files or len(told.out) > 100


@pytest.mark.parametrize(("name", "block"), blocks("python"))
def test_python_in_the_docs_runs(name: str, block: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block, name, "exec"), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(("name", "block"), blocks("toml"))
def test_toml_in_the_docs_is_toml(name: str, block: str) -> None:
    assert tomllib.loads(block), name


def test_words_of_ones_own_do_what_the_page_says(tmp_path: Path) -> None:
    from firsthand import read

    how = page("how-to/add-names-and-words.md")
    named = re.findall(r"`my-words/(\w+\.toml)`.*?```toml\n(.*?)```", how, re.DOTALL)
    assert [name for name, _ in named] == [
        "offices.toml",
        "reporting.toml",
        "actions.toml",
        "states.toml",
        "bodies.toml",
    ]
    for name, block in named:
        (tmp_path / name).write_text(block, encoding="utf-8")
    sentence = re.search(r"^> (.+)$", how, re.MULTILINE)
    assert sentence
    before = read(sentence[1], language="en")
    assert (before.attributions, before.claims) == ((), ())
    after = read(sentence[1], language="en", lexicon=[tmp_path])
    speaker = after.actor(after.attributions[0].speaker)
    assert speaker
    assert (speaker.name, speaker.office) == ("Anu Kask", "Ice Commissioner")
    assert [(claim.action, claim.aspects) for claim in after.claims] == [
        ("supply", ("trade", "transport"))
    ]
    salt = read("The Ice House urged Finland to send more salt.", language="en", lexicon=[tmp_path])
    assert [claim.action for claim in salt.claims] == ["request"]
    house = salt.actor(salt.claims[0].actor)
    assert house
    assert house.state == "EE"
