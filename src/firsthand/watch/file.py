"""A watch file (TOML) made into a `Watch`, or one clear line that says what is wrong with it."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from firsthand.model.addresses import is_web_address
from firsthand.model.alert import ALERT_KINDS
from firsthand.model.errors import UsageError
from firsthand.model.vocabulary import ACTIONS, ASPECTS, MODALITIES
from firsthand.model.watch import Delivery, Side, Watch

KEYS = (
    "name", "actors", "partners", "aspects", "actions", "modality", "feeds", "every",
    "baseline_days", "alerts", "deliver",
)  # fmt: skip
DELIVER_KEYS = ("atom", "lines", "webhooks", "secret", "private")
_EVERY = re.compile(r"([1-9]\d{0,4}) ?(m|h|d)")
_SECONDS = {"m": 60, "h": 3600, "d": 86_400}
_EXAMPLES = {
    "actions": '["supply"]',
    "modality": '["asserted"]',
    "feeds": '["https://news.example/rss"]',
    "webhooks": '["https://desk.example/alerts"]',
    "alerts": '["surge"]',
}
_Word = TypeVar("_Word", bound=str)


class Names(Protocol):
    """What a watch file needs to know of the world: which words name states and blocs."""

    def state_code(self, name: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a state by a form of its name or its code, or None."""
        ...

    def bloc_members(self, name: str) -> frozenset[str] | None:
        """The codes of a bloc's members; None where no bloc is so called."""
        ...

    def bloc_names(self, name: str) -> frozenset[str]:
        """All names of a bloc, lower case, by any of them; none where no bloc is so called."""
        ...


def load_watch(path: Path, lexicon: Names) -> Watch:
    """The watch that a file describes.

    ```toml
    [watch]
    name = "China and Russia"
    actors = ["China"]              # states (names or codes), blocs, names of persons and bodies
    partners = ["RU"]               # leave out: with anybody
    aspects = ["military", "trade"] # leave out aspects, actions or modality: all of them
    actions = ["supply", "buy"]
    modality = ["asserted", "alleged"]
    feeds = ["https://news.example/rss"]
    every = "15m"
    baseline_days = 28
    alerts = ["surge", "first_denial"]  # leave out: all kinds

    [watch.deliver]
    lines = "alerts.jsonl"          # files lie beside the watch file
    ```

    Without a `name` the watch is called as its file is.

    Raises:
        UsageError: the file cannot be read, is no TOML, or holds an unknown key or value.
    """
    text = _text_of(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _bad_toml(path, text, fault) from fault
    entries = _Entries(path, text, _table(path, text, content))
    return Watch(
        name=entries.name(),
        actors=entries.side("actors", lexicon),
        partners=entries.side("partners", lexicon),
        aspects=entries.choice("aspects", ASPECTS),
        actions=entries.choice("actions", ACTIONS),
        modality=entries.choice("modality", MODALITIES),
        baseline_days=entries.days(),
        feeds=entries.addresses("feeds"),
        every=entries.every(),
        alerts=entries.choice("alerts", ALERT_KINDS),
        deliver=entries.deliver(),
    )


def period_of(given: str) -> int | None:
    """The seconds of "15m", "2h" or "1d"; None where it is no such period."""
    found = _EVERY.fullmatch(given.strip())
    return int(found[1]) * _SECONDS[found[2]] if found else None


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as fault:
        raise UsageError(str(path), "no such watch file", "check the path") from fault
    except UnicodeDecodeError as fault:
        raise UsageError(str(path), "the watch file is not UTF-8", "save it as UTF-8") from fault
    except OSError as fault:
        found = f"the watch file cannot be read: {fault.strerror}"
        raise UsageError(str(path), found) from fault


def _bad_toml(path: Path, text: str, fault: tomllib.TOMLDecodeError) -> UsageError:
    """The parser's complaint, its line moved to where the file is named."""
    said = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", str(fault))
    last = len(text.splitlines()) or 1
    found, line = (said[1], int(said[2] or last)) if said else (str(fault), last)
    return UsageError(
        f"{path}:{line}", f"no valid TOML: {found}", 'a watch looks like actors = ["China"]'
    )


def _table(path: Path, text: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The `[watch]` table, which must be there and alone."""
    for key in content:
        if key != "watch":
            # A key above [watch] is a slip of place, not of name.
            help = "a watch file has one table, [watch]"
            help = "move it under [watch]" if key in KEYS else help
            raise UsageError(f"{path}:{_line_of(text, key)}", f'unknown key "{key}"', help)
    table = content.get("watch")
    if not isinstance(table, Mapping):
        raise UsageError(str(path), "no [watch] table", f"start with [watch]; keys: {_list(KEYS)}")
    return table


@dataclass(frozen=True)
class _Entries:
    """The keys of the table, each checked as it is taken out."""

    path: Path
    text: str
    table: Mapping[str, Any]
    keys: tuple[str, ...] = KEYS

    def __post_init__(self) -> None:
        """Refuse keys that no watch has."""
        for key in self.table:
            if key not in self.keys:
                raise self.fault(key, f'unknown key "{key}"', _known(key, self.keys))

    def fault(self, key: str, found: str, help: str) -> UsageError:
        return UsageError(f"{self.path}:{_line_of(self.text, key)}", found, help)

    def name(self) -> str:
        name = self.table.get("name", self.path.stem)
        if not isinstance(name, str) or not name.strip():
            raise self.fault("name", "name is no text", 'write name = "China and Russia"')
        return " ".join(name.split())

    def days(self) -> int:
        days = self.table.get("baseline_days", 28)
        # TOML's true is a Python int too.
        if isinstance(days, bool) or not isinstance(days, int) or days < 1:
            raise self.fault(
                "baseline_days",
                "baseline_days is no whole number of days from 1",
                "write baseline_days = 28",
            )
        return days

    def every(self) -> int:
        """The seconds between two rounds."""
        given = self.table.get("every", "15m")
        seconds = period_of(given) if isinstance(given, str) else None
        if seconds is None:
            raise self.fault(
                "every", "every is no period", 'write every = "15m"; m, h and d are known'
            )
        return seconds

    def addresses(self, key: str, table: str = "") -> tuple[str, ...]:
        """Web addresses listed under a key."""
        found = tuple(dict.fromkeys(self.words(key)))
        for value in found:
            if not is_web_address(value):
                where = f"{table}{key}"
                raise self.fault(
                    key, f'"{value}" in {where} is no web address', "write https://news.example/rss"
                )
        return found

    def deliver(self) -> Delivery:
        """The table `[watch.deliver]`."""
        table = self.table.get("deliver", {})
        if not isinstance(table, Mapping):
            raise self.fault("deliver", "deliver is no table", "write it as [watch.deliver]")
        inner = _Entries(self.path, self.text, table, DELIVER_KEYS)
        webhooks = inner.addresses("webhooks", "deliver.")
        secret = inner.line("secret")
        if webhooks and not secret:
            raise self.fault(
                "webhooks",
                "webhooks without a secret that signs what they get",
                'write secret = "NAME", the name of the environment variable that holds it',
            )
        private = table.get("private", False)
        if not isinstance(private, bool):
            raise self.fault("private", "private is neither true nor false", "write private = true")
        return Delivery(inner.file("atom"), inner.file("lines"), webhooks, secret, private)

    def line(self, key: str) -> str | None:
        """A text; None where the key is left out."""
        value = self.table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, f"{key} is no text", f'write {key} = "..."')
        return value.strip()

    def file(self, key: str) -> str | None:
        """The path of a file to be written, beside the watch file where it is not absolute."""
        name = self.line(key)
        if name is None:
            return None
        path = self.path.parent.absolute() / Path(name).expanduser()
        if path.is_dir() or not path.parent.is_dir():
            found = "is a folder" if path.is_dir() else f"lies in no folder: {path.parent}"
            raise self.fault(key, f"{key}: {name} {found}", "name a file in a folder that is there")
        return str(path)

    def words(self, key: str) -> list[str]:
        """The texts listed under a key; none where the key is left out."""
        values = self.table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            example = '["China", "EU"]' if key in ("actors", "partners") else '["trade"]'
            example = _EXAMPLES.get(key, example)
            raise self.fault(key, f"{key} is no list of texts", f"write {key} = {example}")
        if not all(value.strip() for value in values):
            raise self.fault(key, f"{key} holds an empty text", "take it out")
        return [" ".join(value.split()) for value in values]

    def choice(self, key: str, known: tuple[_Word, ...]) -> frozenset[_Word]:
        """Values out of a closed list."""
        values = self.words(key)
        for value in values:
            if value not in known:
                raise self.fault(key, f'unknown value "{value}" in {key}', _known(value, known))
        return frozenset(word for word in known if word in values)

    def side(self, key: str, lexicon: Names) -> Side:
        """One side of the relation: a state's code, a bloc's members and itself, or a name."""
        states, names = set[str](), set[str]()
        for value in self.words(key):
            code = lexicon.state_code(value)
            members = None if code else lexicon.bloc_members(value)
            if code:
                states.add(code)
                continue
            if members is None and re.fullmatch(r"[A-Z]{2}", value):
                # Two capitals are meant as a code; as a name they would silently match nobody.
                raise self.fault(
                    key,
                    f'"{value}" in {key} is the code of no state or bloc',
                    "codes are ISO 3166-1: CN, RU, GB",
                )
            states |= members or frozenset()
            names |= {value.casefold(), *lexicon.bloc_names(value)}
        return Side(states=frozenset(states), names=frozenset(names))


def _line_of(text: str, key: str) -> int:
    """The line on which a key stands, for the message; the first where it is not found."""
    wanted = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=\].]""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if wanted.match(line)), 1)


def _known(found: str, known: Iterable[str]) -> str:
    """What the known ones are, the nearest first named."""
    known = tuple(known)
    near = difflib.get_close_matches(found.lower(), known, n=1, cutoff=0.6)
    return (f'did you mean "{near[0]}"? ' if near else "") + f"known: {_list(known)}"


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)
