"""What the reader knows before it reads: states, bodies, offices, reporting words, actions.

Everything comes from the TOML files of the package; a folder of a user's own with files of the
same names adds rows to them, and his rows win. Each file's head says what its rows mean.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from firsthand.model.errors import UsageError
from firsthand.model.vocabulary import Action, ActorKind, Aspect, Modality, Stance, Trend
from firsthand.reading.words import split_words

Form = Literal[
    "name", "adjective", "people", "capital", "metonym", "city", "seat", "body", "outlet", "holder"
]
FILES = (
    "states_cldr", "states", "disputed", "organisations", "bodies", "offices", "holders",
    "outlets", "reporting", "nouns", "modality", "actions", "aspects", "trends",
)  # fmt: skip
Rows = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """Someone that a name of the lexicon means. `ambiguous`: the words often mean another."""

    name: str
    kind: ActorKind
    state: str | None
    form: Form
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Words for an office or a role; `speaks_for` says whose voice its holder is.

    `state` is the only state that has a title written so, `often` the likeliest.
    """

    words: str
    speaks_for: str
    unnamed: bool
    state: str | None = None
    often: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office, of a state or an organisation, from and to which day if known."""

    name: str
    surname: str
    state: str | None
    organisation: str | None
    office: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """A verb or noun that attributes, and how; the fields are those of `reporting.toml`."""

    lemma: str
    stance: Stance
    strong: bool
    particle: str | None = None
    prep: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    addressee: bool = False
    addressee_at: str | None = None
    keeps_object: bool = False
    speaker: str | None = None
    prepositions: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    tells_acts: bool = False
    tells_things: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """One sense of a word that tells of a deed; the fields are those of `actions.toml`."""

    lemma: str
    pos: str
    action: Action
    particle: str | None = None
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    with_prep: frozenset[str] = frozenset()
    recipient: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subj",)
    reciprocal: bool = False
    between: bool = False
    things: tuple[str, ...] = ()
    trend: Trend | None = None
    modality: Modality | None = None
    aspects: tuple[Aspect, ...] = ()
    deed: str | None = None
    deed_modality: Modality | None = None


@dataclass(frozen=True)
class Phrases:
    """Names by their words; the longest that stands at a place is found in one look."""

    table: dict[str, list[tuple[tuple[str, ...], Known]]] = field(default_factory=dict)

    def add(self, name: str, known: Known) -> None:
        """Take in one form of a name."""
        words = tuple(plain(word.text) for word in split_words(name, [(0, len(name))]))
        if words:
            self.table.setdefault(words[0].lower(), []).append((words, known))

    def at(self, tokens: Sequence[str], place: int) -> tuple[int, tuple[Known, ...]]:
        """How many tokens the longest name at a place takes, and all that it can mean."""
        best, found = 0, list[Known]()
        for words, known in self.table.get(tokens[place].lower(), ()):
            size = len(words)
            if size < best or place + size > len(tokens):
                continue
            if all(_same(tokens[place + n], word) for n, word in enumerate(words)):
                if size > best:
                    best, found = size, []
                found.append(known)
        return best, tuple(found)


def plain(word: str) -> str:
    """A word with straight apostrophes."""
    return word.replace("’", "'")


def _same(token: str, word: str) -> bool:
    """Whether a word of the text is a word of a name: by case, or all in capitals."""
    return token == word or (len(token) > 3 and token.isupper() and token == word.upper())


@dataclass(frozen=True)
class Lexicon:
    """All that the reader knows, ready to look up."""

    rows: Mapping[str, Rows]
    sha256: str

    # ---- names

    @cached_property
    def states(self) -> dict[str, Rows]:
        """The rows of states by code, CLDR's names first."""
        made: dict[str, Rows] = {}
        for part in ("states_cldr", "states"):
            for code, row in self.rows[part].items():
                known = made.setdefault(code, {})
                for key, value in row.items():
                    known[key] = [*known.get(key, []), *value] if isinstance(value, list) else value
        return made

    @cached_property
    def names(self) -> Phrases:
        """States, organisations, bodies and outlets by every form of their names."""
        made = Phrases()
        for code, row in self.states.items():
            self._add_state(made, code, row)
        for row in self.rows["disputed"].get("place", []):
            known = Known(row["name"], "state", None, "city")
            for name in (row["name"], *row.get("names", [])):
                made.add(name, known)
        for row in self.rows["organisations"].get("organisation", []):
            known = Known(row["name"], row["kind"], None, "body", bool(row.get("ambiguous")))
            for name in (row["name"], *row.get("names", [])):
                made.add(name, known)
            for seat in row.get("seats", []):
                made.add(seat, Known(row["name"], row["kind"], None, "seat"))
        for row in self.rows["bodies"].get("body", []):
            ambiguous = bool(row.get("ambiguous"))
            known = Known(row["name"], row["kind"], row["state"] or None, "body", ambiguous)
            for name in (row["name"], *row.get("names", [])):
                made.add(name, known)
        for row in self.rows["outlets"].get("outlet", []):
            ambiguous = bool(row.get("ambiguous"))
            # An outlet acts for a state only where the state directs it, wherever it is based.
            state = row.get("state") if row.get("state_media") else None
            known = Known(row["name"], "outlet", state or None, "outlet", ambiguous)
            for name in (row["name"], *row.get("names", [])):
                made.add(name, known)
        return made

    def _add_state(self, made: Phrases, code: str, row: Rows) -> None:
        doubtful = set(row.get("ambiguous", []))
        forms: tuple[tuple[str, Form], ...] = (
            ("names", "name"), ("adjectives", "adjective"), ("people", "people"),
            ("capital", "capital"), ("metonyms", "metonym"), ("cities", "city"),
        )  # fmt: skip
        name = self.state_name(code)
        for key, form in forms:
            values = row.get(key, [])
            for value in dict.fromkeys([values] if isinstance(values, str) else values):
                made.add(value, Known(name, "state", code, form, value in doubtful))

    @cached_property
    def short_names(self) -> dict[str, Known]:
        """What states that a text has named are called in short, behind "the"."""
        return {
            short: Known(self.state_name(code), "state", code, "name")
            for code, row in self.rows["states"].items()
            for short in row.get("short", [])
        }

    def state_name(self, code: str) -> str:
        """The English name of a state by its code."""
        own = self.rows["states"].get(code, {}).get("names", [])
        return str((self.states.get(code, {}).get("names") or own or [code])[0])

    def state_code(self, name: str) -> str | None:
        """The code of a state by any form of its name, or the code itself."""
        if name.upper() in self.states and len(name) == 2 and name.isupper():
            return name
        wanted = name.casefold()
        for code, row in self.states.items():
            if any(wanted == known.casefold() for known in row.get("names", [])):
                return code
        return None

    def bloc_members(self, name: str) -> frozenset[str] | None:
        """The codes of a bloc's members by any form of its name; None if no bloc is so called."""
        row = self._bloc(name)
        return None if row is None else frozenset(row.get("members", []))

    def bloc_names(self, name: str) -> frozenset[str]:
        """All names of a bloc by any of them, lower case; none if no bloc is so called."""
        row = self._bloc(name)
        names = () if row is None else (row["name"], *row.get("names", []))
        return frozenset(known.casefold() for known in names)

    def _bloc(self, name: str) -> Rows | None:
        wanted = name.casefold()
        for row in self.rows["organisations"].get("organisation", []):
            names = (row["name"], *row.get("names", []))
            if row["kind"] == "bloc" and any(wanted == known.casefold() for known in names):
                return dict(row)
        return None

    def state_of_page(self, outlet: str) -> str | None:
        """The state whose office or body an outlet is ("Presidency of Kenya"), if it is one."""
        tokens = [plain(word.text) for word in split_words(outlet, [(0, len(outlet))])]
        low = [token.lower() for token in tokens]
        parts = {tuple(low[at : at + size]) for size in (1, 2, 3) for at in range(len(low))}
        official = any(
            self.body_nouns.get(part) == "body" or part in self.offices for part in parts
        )
        found: dict[bool, set[str]] = {True: set(), False: set()}
        at = 0
        while at < len(tokens):
            size, meanings = self.names.at(tokens, at)
            for known in meanings:
                seat = known.kind == "body" or known.form == "metonym"
                if known.state and (seat or (official and known.kind == "state")):
                    found[known.form == "name"].add(known.state)
            at += size or 1
        states = found[True] or found[False]
        return next(iter(states)) if len(states) == 1 else None

    def actions_of(self, lemma: str) -> frozenset[Action]:
        """The actions that a word tells in any of its senses."""
        return self._actions.get(lemma, frozenset())

    @cached_property
    def _actions(self) -> dict[str, frozenset[Action]]:
        made: dict[str, set[Action]] = {}
        for (_, lemma), senses in self.predicates.items():
            made.setdefault(lemma, set()).update(sense.action for sense in senses)
        return {lemma: frozenset(actions) for lemma, actions in made.items()}

    # ---- people and offices

    @cached_property
    def offices(self) -> dict[tuple[str, ...], Office]:
        """Words of offices, lower case."""
        return {
            tuple(words.split()): Office(
                words,
                row["speaks_for"],
                bool(row.get("unnamed")),
                row.get("state"),
                row.get("often"),
            )
            for row in reversed(self.rows["offices"].get("office", []))
            for words in row["words"]
        }

    @cached_property
    def party_marks(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Marks of a party behind a name, each with the party's state."""
        rows = self.rows["offices"].get("party_mark", [])
        return tuple((re.compile(row["pattern"]), row["state"]) for row in rows)

    @cached_property
    def body_nouns(self) -> dict[tuple[str, ...], ActorKind]:
        """Words for bodies without a name of their own ("foreign ministry"), lower case."""
        return {
            tuple(words.split()): row["kind"]
            for row in reversed(self.rows["offices"].get("body_noun", []))
            for words in row["words"]
        }

    @cached_property
    def document_nouns(self) -> frozenset[str]:
        """Words for what is written and can be a source."""
        return frozenset(
            word for row in self.rows["offices"].get("document_noun", []) for word in row["words"]
        )

    @cached_property
    def holders(self) -> dict[str, list[Holder]]:
        """Holders of offices by casefolded full name and by surname."""
        made: dict[str, list[Holder]] = {}
        for row in self.rows["holders"].get("holder", []):
            surname = row.get("surname") or row["name"].split()[-1]
            holder = Holder(
                row["name"], surname, row.get("state"), row.get("organisation"), row["office"],
                row.get("from"), row.get("to"),
            )  # fmt: skip
            forms = [row["name"], *row.get("names", []), surname]
            if not row.get("surname"):
                forms += [name.split()[-1] for name in row.get("names", [])]
            for form in dict.fromkeys(form.casefold() for form in forms):
                made.setdefault(form, []).append(holder)
        return made

    @cached_property
    def plain_nouns(self) -> dict[str, frozenset[str]]:
        """Nouns for groups and companies, marks of a firm's name, and titles; lower case."""
        return {kind: frozenset(words) for kind, words in self.rows["nouns"].items()}

    # ---- reporting

    @cached_property
    def verbs(self) -> dict[str, list[ReportingWord]]:
        """Verbs that attribute, by lemma; uses with more conditions first."""
        return self._reporting("verb")

    @cached_property
    def nouns(self) -> dict[str, list[ReportingWord]]:
        """Nouns that attribute, by lemma."""
        return self._reporting("noun")

    @cached_property
    def adjectives(self) -> dict[str, list[ReportingWord]]:
        """Adjectives that attribute ("is convinced that"), by lemma."""
        return self._reporting("adjective")

    def _reporting(self, kind: str) -> dict[str, list[ReportingWord]]:
        made: dict[str, list[ReportingWord]] = {}
        for row in self.rows["reporting"].get(kind, []):
            word = ReportingWord(
                row["lemma"],
                row["stance"],
                row.get("grade") == "strong",
                row.get("particle"),
                frozenset(row.get("prep", ())),
                frozenset(row.get("object", ())),
                bool(row.get("addressee")),
                row.get("addressee_at"),
                bool(row.get("keeps_object")),
                row.get("speaker"),
                tuple(row.get("prepositions", ())),
                tuple(row.get("content", ())),
                bool(row.get("tells_acts")),
                bool(row.get("tells_things")),
            )
            made.setdefault(row["lemma"], []).append(word)
        for uses in made.values():
            uses.sort(key=lambda use: -(bool(use.particle) + bool(use.prep) + bool(use.object)))
        return made

    @cached_property
    def speech_carriers(self) -> dict[str, frozenset[str]]:
        """Verbs that only carry a noun of speech ("expressed concern"), with those nouns."""
        return {
            row["lemma"]: frozenset(row.get("nouns", ()))
            for row in self.rows["reporting"].get("light", [])
        }

    @cached_property
    def prepositions(self) -> dict[str, Stance]:
        """Words such as "according to" with their stance."""
        return {
            row["words"]: row["stance"] for row in self.rows["reporting"].get("preposition", [])
        }

    @cached_property
    def media(self) -> dict[tuple[str, ...], str]:
        """Words for where something is said ("Telegram channel"), lower case, to their name."""
        return {
            tuple(words.lower().split()): row["name"]
            for row in reversed(self.rows["reporting"].get("medium", []))
            for words in row["words"]
        }

    @cached_property
    def modality(self) -> dict[str, dict[Modality, frozenset[str]]]:
        """For modal, governor, adverb and adjective: the words of each modality."""
        return {
            kind: {modality: frozenset(words) for modality, words in part.items()}
            for kind, part in self.rows["modality"].items()
            if kind != "condition"
        }

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Words that open an if-clause."""
        return frozenset(self.rows["modality"]["condition"]["words"])

    # ---- actions

    @cached_property
    def predicates(self) -> dict[tuple[str, str], list[Predicate]]:
        """Senses by word class and lemma; those with more conditions first."""
        made: dict[tuple[str, str], list[Predicate]] = {}
        for row in self.rows["actions"].get("predicate", []):
            made.setdefault((row["pos"], row["lemma"]), []).append(_predicate(row))
        for senses in made.values():
            senses.sort(
                key=lambda p: (bool(p.not_object), -_conditions(p)),  # the widest sense last
            )
        return made

    @cached_property
    def aspects(self) -> dict[tuple[str, ...], tuple[Aspect, ...]]:
        """Words and two-word phrases, lower case, to what they are about."""
        made: dict[tuple[str, ...], tuple[Aspect, ...]] = {}
        for row in self.rows["aspects"].get("aspect", []):
            for words in row["words"]:
                key = tuple(words.split())
                made[key] = tuple(sorted({*made.get(key, ()), row["name"]}))
        return made

    @cached_property
    def trends(self) -> dict[str, dict[str, Trend]]:
        """For verbs, nouns, adjectives, adverbs: words to the trend that they tell."""
        kinds = ("verbs", "nouns", "adjectives", "adverbs")
        return {
            kind: {
                word: row["name"]
                for row in reversed(self.rows["trends"].get("trend", []))
                for word in row.get(kind, [])
            }
            for kind in kinds
        }

    @cached_property
    def light(self) -> dict[str, frozenset[str]]:
        """Verbs through which another tells the deed ("take steps to"), with their objects."""
        return {
            row["lemma"]: frozenset(row.get("object", []))
            for row in reversed(self.rows["trends"].get("light", []))
        }

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """All base forms that the lexicons know, for telling candidates apart."""
        return frozenset(
            (
                *self.verbs, *self.nouns, *(lemma for _, lemma in self.predicates),
                *(word for words in self.offices for word in words),
                *(word for words in self.body_nouns for word in words), *self.document_nouns,
                *(w for part in self.modality.values() for words in part.values() for w in words),
                *(word for words in self.plain_nouns.values() for word in words),
                *(word for words in self.plain_nouns.values() for word in words),
                *(word for words in self.aspects for word in words),
                *(word for part in self.trends.values() for word in part), *self.light,
            )
        )  # fmt: skip


def _conditions(sense: Predicate) -> int:
    return bool(sense.particle) + bool(sense.object) + bool(sense.with_prep)


def _predicate(row: Rows) -> Predicate:
    made: dict[str, Any] = {}
    for key, value in row.items():
        if key in ("yes", "no"):
            continue
        if key in ("object", "not_object", "with_prep"):
            made[key] = frozenset(value)
        else:
            made[key] = tuple(value) if isinstance(value, list) else value
    if row["pos"] != "verb" and "actor" not in row:
        made["actor"] = ("by", "poss", "amod", "of")
    return Predicate(**made)


def load_lexicon(own: Iterable[Path] = ()) -> Lexicon:
    """The package's lexicon, with the rows of folders of a user's own, the last one winning.

    Raises:
        UsageError: a file is no TOML, or has a name that no lexicon file has.
    """
    digest = hashlib.sha256()
    rows: dict[str, Rows] = {name: {} for name in FILES}
    folder = files("firsthand.data") / "en"
    for name in FILES:
        source = folder / f"{name}.toml"
        if source.is_file():
            text = source.read_text("utf-8")
            digest.update(text.encode())
            rows[name] = tomllib.loads(text)
    for name, path, text in _own_files(own):
        digest.update(text.encode())
        try:
            added = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise UsageError(str(path), f"no TOML: {fault}") from fault
        rows[name] = _merged(rows[name], added)
    return Lexicon(rows, digest.hexdigest())


def _own_files(folders: Iterable[Path]) -> Iterator[tuple[str, Path, str]]:
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            if path.stem not in FILES:
                known = ", ".join(f"{name}.toml" for name in FILES)
                raise UsageError(str(path), "no lexicon file has this name", f"known: {known}")
            yield path.stem, path, path.read_text("utf-8")


def _merged(rows: Rows, added: Rows) -> Rows:
    """Rows with others put before them; of two rows for the same words the first one counts."""
    made = dict(rows)
    for key, value in added.items():
        if isinstance(value, list):
            made[key] = [*value, *made.get(key, [])]
        elif isinstance(value, dict):
            made[key] = _merged(made.get(key, {}), value)
        else:
            made[key] = value
    return made


@cache
def packaged_lexicon() -> Lexicon:
    """The package's own lexicon; loaded once a process."""
    return load_lexicon()
