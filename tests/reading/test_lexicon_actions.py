"""The words that tell of deeds: what their rows may hold, read from the files themselves."""

from __future__ import annotations

import itertools
import re
import tomllib
from importlib.resources import files
from typing import Any, get_args

import pytest

from firsthand.model.vocabulary import ACTIONS, ASPECTS, MODALITIES, TRENDS, Action
from firsthand.reading.lemmas import lemma_of

Row = dict[str, Any]

POSSIBLE = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
NEEDED = {"lemma", "pos", "action", "yes", "no"}
WORDS = {"lemma", "pos", "action", "particle", "trend", "modality", "deed", "deed_modality"}
LISTS = {"object", "not_object", "with_prep", "recipient", "actor", "things", "aspects"}
SWITCHES = {"reciprocal", "between"}
PLACES = {"subj", "obj", "iobj", "poss", "amod", "between", "compound"}
PREPOSITIONS = {
    "about", "across", "after", "against", "along", "alongside", "around", "as", "at", "before",
    "behind", "below", "by", "for", "from", "if", "in", "into", "near", "of", "off", "on",
    "outside", "over", "past", "since", "through", "to", "toward", "towards", "under", "upon",
    "with", "within", "without",
}  # fmt: skip
# Words that say nothing by themselves: they make a deed only with a certain object beside them.
NEEDS_OBJECT = {"make", "take", "have", "give", "hold", "use", "put", "get", "conduct", "launch"}
TOO_BROAD = {"force", "power", "state", "issue", "matter", "country", "government", "thing"}


def read(name: str) -> dict[str, list[Row]]:
    text = (files("firsthand.data") / "en" / name).read_text("utf-8")
    return tomllib.loads(text)


PREDICATES = read("actions.toml")["predicate"]
ASPECT_ROWS = read("aspects.toml")["aspect"]
TRENDS_FILE = read("trends.toml")
LEMMAS = frozenset(row["lemma"] for row in PREDICATES)


def label(row: Row) -> str:
    parts = (row["pos"], row["lemma"], row.get("particle", ""), row["action"])
    return " ".join(part for part in parts if part)


def words_of(sentence: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", sentence)


def holds_form_of(row: Row, sentence: str) -> bool:
    """Whether a sentence holds some form of a row's word, by the reader's own base forms."""
    upos = POSSIBLE[row["pos"]]
    return any(lemma_of(word, upos, LEMMAS) == row["lemma"] for word in words_of(sentence))


def faults(row: Row) -> list[str]:
    """What is wrong with the form of one row."""
    found = [f"lacks {key}" for key in sorted(NEEDED - row.keys())]
    for key, value in row.items():
        if key in SWITCHES:
            good = value is True
        elif key in LISTS:
            good = bool(value) and all(isinstance(word, str) and word for word in value)
            good = good and len(set(value)) == len(value)
        elif key in WORDS or key in ("yes", "no"):
            good = isinstance(value, str) and bool(value.strip())
        else:
            good = False
        if not good:
            found.append(f"{key} = {value!r}")
    return found


def test_there_are_enough_predicates_for_every_action() -> None:
    counts = dict.fromkeys(ACTIONS, 0)
    for row in PREDICATES:
        counts[row["action"]] += 1
    assert len(PREDICATES) >= 450
    assert min(counts.values()) >= 15, counts


def test_every_action_has_verbs_and_nouns() -> None:
    for action in get_args(Action):
        classes = {row["pos"] for row in PREDICATES if row["action"] == action}
        assert {"verb", "noun"} <= classes, action


@pytest.mark.parametrize("row", PREDICATES, ids=label)
def test_a_predicate_has_the_keys_of_the_schema_and_no_others(row: Row) -> None:
    assert faults(row) == []


def test_a_misspelt_key_or_an_empty_list_is_a_fault() -> None:
    row = {"lemma": "sell", "pos": "verb", "action": "supply", "yes": "a", "no": "b"}
    assert faults(row) == []
    assert faults({**row, "recipent": ["to"]}) == ["recipent = ['to']"]
    assert faults({**row, "recipient": []}) == ["recipient = []"]
    assert faults({k: v for k, v in row.items() if k != "yes"}) == ["lacks yes"]


@pytest.mark.parametrize("row", PREDICATES, ids=label)
def test_a_predicate_uses_only_allowed_values(row: Row) -> None:
    assert row["pos"] in POSSIBLE
    assert row["action"] in ACTIONS
    assert set(row.get("aspects", [])) <= set(ASPECTS)
    assert row.get("trend") in (None, *TRENDS)
    assert row.get("modality") in (None, *MODALITIES)
    assert row.get("deed_modality") in (None, *MODALITIES)
    places = {place for key in ("recipient", "actor", "things") for place in row.get(key, [])}
    assert places <= PLACES | PREPOSITIONS
    assert set(row.get("with_prep", [])) <= PREPOSITIONS | {"between"}


@pytest.mark.parametrize("row", PREDICATES, ids=label)
def test_words_are_in_lower_case_and_single(row: Row) -> None:
    words = [row["lemma"], *row.get("object", []), *row.get("with_prep", [])]
    words += [row["particle"]] if "particle" in row else []
    assert all(word == word.lower() and re.fullmatch(r"[^\W\d_]+", word) for word in words), words


def test_a_deed_and_its_modality_stand_together() -> None:
    for row in PREDICATES:
        assert row.get("deed") is None or "deed_modality" in row, label(row)
        assert row.get("deed_modality") is None or "deed" in row, label(row)


def test_goods_sold_or_bought_are_trade_and_money_invested_is_finance() -> None:
    always = {"supply": "trade", "buy": "trade", "invest": "finance", "exercise": "military"}
    seen = 0
    for row in PREDICATES:
        if row["action"] in always:
            seen += 1
            assert always[row["action"]] in row.get("aspects", []), label(row)
    assert seen > 100


def test_a_sense_stands_once() -> None:
    keys = [
        (
            row["lemma"],
            row["pos"],
            row.get("particle"),
            frozenset(row.get("object", [])),
            frozenset(row.get("with_prep", [])),
            frozenset(row.get("not_object", [])),
        )
        for row in PREDICATES
    ]
    doubled = {key for key in keys if keys.count(key) > 1}
    assert not doubled


def overlaps(a: Row, b: Row) -> bool:
    """Whether two senses of one word would take the same phrase with the same conditions."""
    keys = ("object", "with_prep", "not_object")
    if {bool(a.get(key)) == bool(b.get(key)) for key in keys} != {True}:
        return False  # the one with more conditions goes first, one with `not_object` last
    for key in ("object", "with_prep"):
        if a.get(key) and not set(a[key]) & set(b[key]):
            return False
    return True


def test_no_two_senses_of_a_word_claim_the_same_object() -> None:
    by_word: dict[tuple[str, str, str], list[Row]] = {}
    for row in PREDICATES:
        key = (row["lemma"], row["pos"], row.get("particle", ""))
        by_word.setdefault(key, []).append(row)
    pairs = [pair for rows in by_word.values() for pair in itertools.combinations(rows, 2)]
    assert len(pairs) > 50
    assert [(label(a), label(b)) for a, b in pairs if overlaps(a, b)] == []


def test_light_verbs_take_their_action_from_a_listed_object() -> None:
    verbs = [row for row in PREDICATES if row["pos"] == "verb" and "particle" not in row]
    light = [row for row in verbs if row["lemma"] in NEEDS_OBJECT]
    assert {row["lemma"] for row in light} >= {"make", "take", "have", "give", "hold"}
    for row in light:
        assert row.get("object"), label(row)


@pytest.mark.parametrize("row", PREDICATES, ids=label)
def test_the_yes_sentence_holds_the_word_and_its_conditions(row: Row) -> None:
    sentence = row["yes"]
    assert holds_form_of(row, sentence)
    low = [word.lower() for word in words_of(sentence)]
    if "particle" in row:
        assert row["particle"] in low
    if "with_prep" in row:
        assert set(row["with_prep"]) & set(low)
    if "object" in row:
        known = LEMMAS | set(row["object"])
        lemmas = {lemma_of(word, upos, known) for word in low for upos in ("NOUN", "VERB", "ADJ")}
        assert lemmas & set(row["object"])


@pytest.mark.parametrize("row", PREDICATES, ids=label)
def test_the_no_sentence_holds_the_word_in_another_sense(row: Row) -> None:
    assert row["no"] != row["yes"]
    assert holds_form_of(row, row["no"])


def test_sentences_are_whole_sentences() -> None:
    for row in PREDICATES:
        for sentence in (row["yes"], row["no"]):
            assert re.fullmatch(r"[A-Z\"].*[^ ][.?!]", sentence), sentence
            assert "  " not in sentence


def test_every_aspect_has_its_words() -> None:
    assert sorted(row["name"] for row in ASPECT_ROWS) == sorted(ASPECTS)
    for row in ASPECT_ROWS:
        assert 40 <= len(row["words"]) <= 200, row["name"]
        assert len(set(row["words"])) == len(row["words"]), row["name"]


def test_aspect_words_are_lower_case_of_one_or_two_words_and_not_too_broad() -> None:
    for row in ASPECT_ROWS:
        for words in row["words"]:
            assert words == words.lower().strip()
            assert 1 <= len(words.split()) <= 2, words
            assert words not in TOO_BROAD


def test_every_trend_has_words_of_each_class() -> None:
    rows = TRENDS_FILE["trend"]
    assert sorted(row["name"] for row in rows) == sorted(TRENDS)
    for row in rows:
        assert set(row) == {"name", "verbs", "nouns", "adjectives", "adverbs"}
        assert all(row[key] for key in row)


@pytest.mark.parametrize("kind", ["verbs", "nouns", "adjectives", "adverbs"])
def test_a_word_tells_one_trend_only(kind: str) -> None:
    words = [word for row in TRENDS_FILE["trend"] for word in row[kind]]
    assert len(words) > 10
    assert sorted(words) == sorted(set(words))
    assert all(word == word.lower() for word in words)


def test_light_verbs_of_trends_stand_once_with_objects() -> None:
    rows = TRENDS_FILE["light"]
    assert len({row["lemma"] for row in rows}) == len(rows) > 10
    for row in rows:
        assert set(row) == {"lemma", "object"}
        assert row["object"]
