"""Who does what to whom: pairs of parties in a sentence, with the deeds that gold tells of them.

The parties are found with the packaged reader, as when reading; the gold says what one does to
the other, or that it does nothing. Five sets:

- annotated stories (`gold`), ours (`own`) and those that come with the scorer (`annotated`);
- the sentences of the lexicon of predicates (`lexicon`), and news items (`events`), both labelled
  by the lexicon itself, so that its words become the network's; of news items only the pairs that
  it finds something for;
- sentences with a marked pair and a PLOVER root (`plv`), which may be any action of that root.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from firsthand.model.document import Document as Text
from firsthand.model.vocabulary import PLOVER
from firsthand.reading.actions import Actions
from firsthand.reading.blocks import find_blocks, load_block_rules
from firsthand.reading.cast import Cast
from firsthand.reading.lexicon import packaged_lexicon
from firsthand.reading.parties import TELLING, may_tell, pairs_of
from firsthand.reading.pipeline import Reader
from firsthand.reading.speakers import Speakers
from firsthand.reading.syntax import Tree
from training.documents import Deed, Document
from training.labels import Labels
from training.lines import data_file, records

ROOT = Path(__file__).resolve().parent.parent
PREPARED = ROOT / "runs" / "deeds"  # found once by a reader, then read by every run
_EVERY = 3  # of the news items one in so many: more would not be read twice by a run
_YIELD = frozenset({"CONCEDE", "RETREAT"})  # PLOVER's earlier root for both
_WEIGHTS = {"gold": 1.0, "lexicon": 0.5, "plv": 0.5, "events": 0.3}


class Pairing(msgspec.Struct, frozen=True):
    """Tokens of two parties and what the first does to the second: any of these actions."""

    actor: list[int]
    recipient: list[int]
    actions: list[str]
    told_by: list[int] = []


class Prepared(msgspec.Struct, frozen=True):
    """One text with its pairs; `units` are where its sentences begin, `tells` as in `Document`."""

    words: list[str]
    gaps: list[int]
    units: list[int]
    tells: list[int]
    pairs: list[Pairing]


def deed_documents(name: str, data: Path, labels: Labels) -> list[Document]:
    """Read a set as training takes it."""
    make, kind = SETS[name]
    texts = msgspec.json.decode(_prepared(name, data, make).read_bytes(), type=list[Prepared])
    numbers = {action: n for n, action in enumerate(labels.deed)}
    return [
        Document(
            text.words,
            text.gaps,
            {},
            text.units,
            whole=True,
            origin=name,
            deeds=tuple(
                Deed(
                    tuple(pair.actor),
                    tuple(pair.recipient),
                    tuple(numbers[action] for action in pair.actions),
                    tuple(pair.told_by),
                    given=kind == "plv",
                    weight=_WEIGHTS[kind],
                )
                for pair in text.pairs
            ),
            tells=tuple(text.tells),
        )
        for text in texts
    ]


def _prepared(name: str, data: Path, make: Callable[[Path], Iterator[Prepared]]) -> Path:
    made_by = _reader().made_by
    key = f"{made_by.reader} {made_by.lexicon} {data.resolve() if name in _OF_DATA else ''}"
    path = PREPARED / hashlib.sha256(key.encode()).hexdigest()[:12] / f"{name}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(list(make(data))))
        part.replace(path)
    return path


@cache
def _reader() -> Reader:
    return Reader()


def _own(data: Path) -> Iterator[Prepared]:  # noqa: ARG001
    yield from _annotated_in(sorted((ROOT / "training" / "gold").glob("own-[BCD]-*/gold.json")))


def _annotated(data: Path) -> Iterator[Prepared]:
    yield from _annotated_in(sorted((data.parent / "gold" / "train").glob("*/gold.json")))


def is_held_out(story: str) -> bool:
    """Whether an annotated story is only measured on: every sixth, by the hash of its name."""
    return zlib.crc32(story.encode()) % 6 == 0


def _annotated_in(paths: Iterable[Path]) -> Iterator[Prepared]:
    for path in paths:
        if is_held_out(path.parent.name):
            continue
        for told in json.loads(path.read_text("utf-8"))["documents"]:
            given = told["document"]
            start = given["title_end"] + 2 if given["title_end"] else 0
            keys = ("title", "published", "language")
            text = Text.of(given["text"][start:], **{key: given[key] for key in keys})
            yield _with_pairs(text, partial(_told, told))


Sides = tuple[str | None, str, str | None, str]  # state and name of both
Chars = tuple[int, int]
Told = tuple[list[str], list[Chars]]  # actions, and the characters that tell them


def _told(told: dict[str, Any], pair: Sides, sentence: Chars) -> Told:
    """The actions that gold tells of a pair in a sentence, and in which characters."""
    actors = {actor["id"]: actor for actor in told["actors"]}
    found: set[str] = set()
    pieces: list[Chars] = []
    for claim in told["claims"]:
        if claim["recipient"] is None or not any(
            min(sentence[1], piece["end"]) - max(sentence[0], piece["start"])
            >= (piece["end"] - piece["start"]) / 2
            for piece in claim["evidence"]
        ):
            continue
        a, b = actors[claim["actor"]], actors[claim["recipient"]]
        forth = _is(a, pair[0], pair[1]) and _is(b, pair[2], pair[3])
        back = claim["reciprocal"] and _is(b, pair[0], pair[1]) and _is(a, pair[2], pair[3])
        if forth or back:
            found.add(claim["action"])
            pieces += [(piece["start"], piece["end"]) for piece in claim["evidence"]]
    return sorted(found), pieces


def _is(actor: dict[str, Any], state: str | None, name: str) -> bool:
    if actor["state"] and state:
        return bool(actor["state"] == state)
    return bool(actor["name"].casefold() == name.casefold())


def _lexicon(data: Path) -> Iterator[Prepared]:  # noqa: ARG001
    for row in packaged_lexicon().rows["actions"]["predicate"]:
        for sentence in (row.get("yes"), row.get("no")):
            if sentence:
                yield _labelled(Text.of(sentence, language="en"), only_found=False)


def _events(data: Path) -> Iterator[Prepared]:
    every = records(data_file(data / "wikipedia-current-events", "items.jsonl"))
    for item in every[::_EVERY]:
        made = _labelled(
            Text.of(item["text"], published=item["date"], language="en"), only_found=True
        )
        if made.pairs:
            yield made


def _labelled(text: Text, *, only_found: bool) -> Prepared:
    """A text whose pairs the lexicon's own claims label."""
    reading = _reader().read(text)
    tree, cast, _ = _who_speaks(text)
    frames = list(Actions(tree, _reader().lexicon, cast.mentions).frames())
    sides = {actor.id: (actor.state, actor.name) for actor in reading.actors}

    def found(pair: Sides, sentence: Chars) -> Told:
        actions: set[str] = set()
        for claim in reading.claims:
            if claim.recipient is None or not any(
                sentence[0] <= piece.start < sentence[1] for piece in claim.evidence
            ):
                continue
            one, other = (_key(*sides[id]) for id in (claim.actor, claim.recipient))
            wanted = (_key(*pair[:2]), _key(*pair[2:]))
            if (one, other) == wanted or (claim.reciprocal and (other, one) == wanted):
                actions.add(claim.action)
        tokens = [tree.tokens[frame.at] for frame in frames if frame.predicate.action in actions]
        return sorted(actions), [(token.start, token.end) for token in tokens]

    made = _with_pairs(text, found)
    kept = [pair for pair in made.pairs if pair.actions or not only_found]
    return msgspec.structs.replace(made, pairs=kept)


def _key(state: str | None, name: str) -> str:
    return state or name


def _who_speaks(text: Text) -> tuple[Tree, Cast, Speakers]:
    return _reader().who_speaks(text, find_blocks(text.text, text.title_end, load_block_rules()))


def _with_pairs(text: Text, label: Callable[[Sides, Chars], Told]) -> Prepared:
    tree, cast, speakers = _who_speaks(text)
    pairs: list[Pairing] = []
    tells: list[int] = []
    for begin, end in tree.encoded.sentences:
        span = tree.span(begin, end)
        telling = may_tell(tree, (begin, end))
        tells += telling
        for pair in pairs_of(tree, cast, speakers, (begin, end)):
            a, b = cast.member(pair.actor), cast.member(pair.recipient)
            actions, pieces = label((a.state, a.name, b.state, b.name), (span.start, span.end))
            told_by = [t for t in telling if any(s <= tree.tokens[t].start < e for s, e in pieces)]
            pairs.append(
                Pairing(list(pair.actor_tokens), list(pair.recipient_tokens), actions, told_by)
            )
    return Prepared(
        [token.text for token in tree.tokens],
        [token.gap for token in tree.tokens],
        [begin for begin, _ in tree.encoded.sentences],
        tells,
        pairs,
    )


def _plv(data: Path) -> Iterator[Prepared]:
    for row in records(data_file(data / "plover_plv", "train.jsonl")):
        text = Text.of(row["sentence"], language="en")
        encoded = _reader().encoder.encode(text.text, [(0, len(text.text))])
        marked = [
            [
                n
                for n, token in enumerate(encoded.tokens)
                if any(start <= token.start < end for start, end in row[f"{side}_spans"])
            ]
            for side in ("source", "target")
        ]
        if all(marked):
            yield Prepared(
                [token.text for token in encoded.tokens],
                [token.gap for token in encoded.tokens],
                [begin for begin, _ in encoded.sentences],
                [n for n, token in enumerate(encoded.tokens) if token.upos in TELLING],
                [Pairing(marked[0], marked[1], actions_of_root(row["root"]))],
            )


def actions_of_root(root: str) -> list[str]:
    """The actions that a PLOVER root may be."""
    roots = _YIELD if root == "YIELD" else {root}
    return [action for action, of in PLOVER.items() if of in roots]


_OF_DATA = frozenset({"annotated", "events", "plv"})
SETS: dict[str, tuple[Callable[[Path], Iterator[Prepared]], str]] = {
    "annotated": (_annotated, "gold"),
    "own": (_own, "gold"),
    "lexicon": (_lexicon, "lexicon"),
    "events": (_events, "events"),
    "plv": (_plv, "plv"),
}


def deed_set(name: str) -> Callable[[Path, Labels], list[Document]]:
    """Give a reader of one set, for `training.corpora`."""
    return lambda data, labels: deed_documents(name, data, labels)
