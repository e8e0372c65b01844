"""A watch file says which relation to follow; a wrong one says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.model.errors import UsageError
from firsthand.model.watch import Delivery, Side, Watch
from firsthand.watch import load_watch


class World:
    """A small world of three states and a bloc."""

    def state_code(self, name: str) -> str | None:
        known = {"china": "CN", "cn": "CN", "russia": "RU", "ru": "RU", "norway": "NO"}
        return known.get(name.casefold())

    def bloc_members(self, name: str) -> frozenset[str] | None:
        return frozenset({"DE", "FR"}) if self.bloc_names(name) else None

    def bloc_names(self, name: str) -> frozenset[str]:
        names = frozenset({"eu", "european union"})
        return names if name.casefold() in names else frozenset()


def load(tmp_path: Path, text: str) -> Watch:
    path = tmp_path / "followed.toml"
    path.write_text(text, encoding="utf-8")
    return load_watch(path, World())


def fault(tmp_path: Path, text: str) -> str:
    with pytest.raises(UsageError) as caught:
        load(tmp_path, text)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(str(tmp_path / "followed.toml"))
    return line.removeprefix(str(tmp_path / "followed.toml"))


def test_a_full_file_gives_the_whole_watch(tmp_path: Path) -> None:
    watch = load(
        tmp_path,
        """
        [watch]
        name = "China and  Russia"
        actors = ["China"]
        partners = ["RU"]
        aspects = ["trade", "military"]
        actions = ["supply", "buy"]
        modality = ["asserted", "alleged"]
        baseline_days = 14
        """,
    )
    assert watch == Watch(
        name="China and Russia",
        actors=Side(frozenset({"CN"}), frozenset()),
        partners=Side(frozenset({"RU"}), frozenset()),
        aspects=frozenset({"trade", "military"}),
        actions=frozenset({"supply", "buy"}),
        modality=frozenset({"asserted", "alleged"}),
        baseline_days=14,
    )


def test_what_is_left_out_lets_everything_through(tmp_path: Path) -> None:
    watch = load(tmp_path, "[watch]\n")
    assert watch.actors.empty
    assert watch.partners.empty
    assert not watch.aspects | watch.actions | watch.modality
    assert watch.baseline_days == 28


def test_a_watch_without_a_name_is_called_as_its_file(tmp_path: Path) -> None:
    assert load(tmp_path, "[watch]\n").name == "followed"


def test_a_bloc_stands_for_its_members_and_for_itself(tmp_path: Path) -> None:
    watch = load(tmp_path, '[watch]\nactors = ["EU"]\n')
    assert watch.actors == Side(frozenset({"DE", "FR"}), frozenset({"eu", "european union"}))


def test_other_words_are_names_of_persons_and_bodies(tmp_path: Path) -> None:
    watch = load(tmp_path, '[watch]\nactors = ["Norway", "Ada Lund"]\n')
    assert watch.actors == Side(frozenset({"NO"}), frozenset({"ada lund"}))


def test_an_unknown_key_names_the_nearest_and_all_known_ones_with_its_line(tmp_path: Path) -> None:
    line = fault(tmp_path, '[watch]\nname = "x"\naspect = ["trade"]\n')
    assert line.startswith(':3: unknown key "aspect"')
    assert 'did you mean "aspects"?' in line
    assert "known: name, actors, partners, aspects, actions, modality, feeds, every" in line


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [("aspects", "millitary", "military"), ("actions", "suply", "supply"),
     ("modality", "Asserted", "asserted")],
)  # fmt: skip
def test_an_unknown_value_names_the_nearest_and_the_known_ones(
    tmp_path: Path, key: str, value: str, near: str
) -> None:
    line = fault(tmp_path, f'[watch]\n{key} = ["{value}"]\n')
    assert line.startswith(f':2: unknown value "{value}" in {key}')
    assert f'did you mean "{near}"?' in line
    assert "known: " in line


def test_a_value_like_no_other_gets_no_guess(tmp_path: Path) -> None:
    line = fault(tmp_path, '[watch]\naspects = ["zzz"]\n')
    assert "did you mean" not in line
    assert "known: diplomacy, energy" in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[watch]\nactors = "China"\n', ":2: actors is no list of texts"),
        ("[watch]\nactors = [1]\n", ":2: actors is no list of texts"),
        ("[watch]\nname = 3\n", ":2: name is no text"),
        ('[watch]\nname = " "\n', ":2: name is no text"),
        ('[watch]\npartners = [""]\n', ":2: partners holds an empty text"),
        ('[watch]\npartners = ["XQ"]\n', ':2: "XQ" in partners is the code of no state or bloc'),
        ("[watch]\nbaseline_days = 0\n", ":2: baseline_days is no whole number"),
        ("[watch]\nbaseline_days = true\n", ":2: baseline_days is no whole number"),
        ('[watch]\nbaseline_days = "28"\n', ":2: baseline_days is no whole number"),
        ('actors = ["China"]\n', ':1: unknown key "actors" (move it under [watch])'),
        ("[watch]\n[other]\n", ':2: unknown key "other"'),
        ("", ": no [watch] table"),
        ("watch = 3\n", ": no [watch] table"),
        ('[watch]\nname = "x\n', ":2: no valid TOML: "),
        ("[watch]\nname = ", ":2: no valid TOML: "),
    ],
)
def test_a_wrong_file_gets_one_line_that_says_where_and_what(
    tmp_path: Path, text: str, said: str
) -> None:
    assert fault(tmp_path, text).startswith(said)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.toml: no such watch file"):
        load_watch(tmp_path / "missing.toml", World())


def test_a_folder_is_no_watch_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_watch(tmp_path, World())


def test_bytes_that_are_no_text_are_no_watch_file(tmp_path: Path) -> None:
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_watch(path, World())


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, '\ufeff[watch]\nname = "x"\n').name == "x"


def test_feeds_periods_alerts_and_targets_are_read(tmp_path: Path) -> None:
    watch = load(
        tmp_path,
        """
        [watch]
        feeds = ["https://news.example/rss", "https://news.example/rss"]
        every = "2h"
        alerts = ["surge", "first_denial"]
        [watch.deliver]
        lines = "alerts.jsonl"
        atom = "/tmp/alerts.xml"
        webhooks = ["https://desk.example/hook"]
        secret = "DESK_SECRET"
        """,
    )
    assert (watch.feeds, watch.every) == (("https://news.example/rss",), 7200)
    assert watch.alerts == {"surge", "first_denial"}
    assert watch.deliver == Delivery(
        atom="/tmp/alerts.xml",
        lines=str(tmp_path / "alerts.jsonl"),
        webhooks=("https://desk.example/hook",),
        secret="DESK_SECRET",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('feeds = ["news.example"]', ':2: "news.example" in feeds is no web address'),
        ('every = "soon"', ":2: every is no period"),
        ("every = 15", ":2: every is no period"),
        ('alerts = ["surges"]', ':2: unknown value "surges" in alerts (did you mean "surge"?'),
        ("deliver = 3", ":2: deliver is no table"),
        ('[watch.deliver]\nline = "x"', ':3: unknown key "line" (did you mean "lines"?'),
        (
            '[watch.deliver]\nlines = "no/where.jsonl"',
            ":3: lines: no/where.jsonl lies in no folder",
        ),
        ('[watch.deliver]\nwebhooks = ["https://x.example/"]', ":3: webhooks without a secret"),
        ('[watch.deliver]\nprivate = "yes"', ":3: private is neither true nor false"),
    ],
)
def test_what_is_wrong_with_feeds_and_targets_is_said_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    assert fault(tmp_path, f"[watch]\n{text}\n").startswith(said)
