"""The lexicon of speech, offices, bodies, outlets and holders, read as the TOML that it is."""

import re
import tomllib
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/firsthand/data/en"

Row = dict[str, Any]


def load(name: str) -> dict[str, list[Row]]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


REPORTING, OFFICES = load("reporting"), load("offices")
VERBS, NOUNS = REPORTING["verb"], REPORTING["noun"]
BODIES = load("bodies")["body"]
OUTLETS = load("outlets")["outlet"]
HOLDERS = load("holders")["holder"]
BY_FILE = {"bodies": BODIES, "outlets": OUTLETS, "holders": HOLDERS}

STANCES = ["neutral", "claims", "denies", "warns", "orders", "promises", "demands", "suggests"]
GRADES = ["strong", "weak"]
# Every list of rows: what a row must hold, and what it may hold besides.
SCHEMAS: list[tuple[str, list[Row], dict[str, type], dict[str, type]]] = [
    (
        "verb",
        VERBS,
        {"lemma": str, "stance": str, "grade": str},
        {
            "particle": str,
            "prep": list,
            "object": list,
            "addressee": bool,
            "addressee_at": str,
            "keeps_object": bool,
            "tells_acts": bool,
            "tells_things": bool,
            "speaker": str,
        },
    ),
    (
        "noun",
        NOUNS,
        {"lemma": str, "stance": str, "grade": str, "prepositions": list},
        {"content": list},
    ),
    ("light", REPORTING["light"], {"lemma": str, "nouns": list}, {}),
    ("preposition", REPORTING["preposition"], {"words": str, "stance": str, "grade": str}, {}),
    ("medium", REPORTING["medium"], {"name": str, "words": list, "preps": list}, {}),
    (
        "office",
        OFFICES["office"],
        {"words": list, "speaks_for": str, "unnamed": bool},
        {"title": bool, "state": str, "often": str},
    ),
    ("body_noun", OFFICES["body_noun"], {"words": list, "kind": str}, {"public": bool}),
    ("document_noun", OFFICES["document_noun"], {"words": list}, {}),
    (
        "body",
        BODIES,
        {"name": str, "state": str, "kind": str, "ambiguous": bool},
        {"names": list},
    ),
    (
        "outlet",
        OUTLETS,
        {"name": str, "domain": list, "state": str, "wire": bool},
        {"names": list, "state_media": bool, "ambiguous": bool},
    ),
    (
        "holder",
        HOLDERS,
        {"name": str, "office": str},
        {
            "names": list,
            "surname": str,
            "state": str,
            "organisation": str,
            "from": date,
            "to": date,
        },
    ),
]


def doubled(things: list[Any]) -> list[Any]:
    return [thing for thing, count in Counter(things).items() if count > 1]


def verb_use(row: Row) -> tuple[Any, ...]:
    lists = (tuple(row.get(key, ())) for key in ("prep", "object"))
    return (row["lemma"], row.get("particle"), *lists)


def words_of(rows: list[Row]) -> list[str]:
    return [word for row in rows for word in row["words"]]


def names_of(row: Row) -> list[str]:
    return [row["name"], *row.get("names", [])]


def verb(lemma: str, **use: Any) -> Row:
    found = [
        row
        for row in VERBS
        if row["lemma"] == lemma
        and all(row.get(key) == use.get(key) for key in ("particle", "prep", "object"))
    ]
    assert len(found) == 1, (lemma, use)
    return found[0]


@pytest.mark.parametrize(("kind", "rows", "needed", "allowed"), SCHEMAS, ids=lambda x: str(x)[:20])
def test_every_row_holds_what_its_kind_needs_and_nothing_unknown(
    kind: str, rows: list[Row], needed: dict[str, type], allowed: dict[str, type]
) -> None:
    assert len(rows) > 20
    for row in rows:
        assert set(needed) <= set(row) <= set(needed) | set(allowed), (kind, row)
        for key, value in row.items():
            assert isinstance(value, (needed | allowed)[key]), (kind, row)


@pytest.mark.parametrize(("kind", "rows", "needed", "allowed"), SCHEMAS, ids=lambda x: str(x)[:20])
def test_no_word_is_empty_padded_or_twice_in_one_list(
    kind: str, rows: list[Row], needed: dict[str, type], allowed: dict[str, type]
) -> None:
    may_be_empty = {"state", "domain"}
    for row in rows:
        for key, value in row.items():
            words = value if isinstance(value, list) else [value]
            assert words or key in may_be_empty, (kind, row)
            assert not doubled(words), (kind, row)
            for word in words:
                if isinstance(word, str):
                    assert word == word.strip(), (kind, row)
                    assert word or key in may_be_empty, (kind, row)


@pytest.mark.parametrize("name", ["reporting", "offices", "bodies", "outlets", "holders"])
def test_each_file_says_what_it_holds_whose_it_is_and_how_to_change_it(name: str) -> None:
    head = (DATA / f"{name}.toml").read_text(encoding="utf-8").split("\n\n")[0]
    assert head.startswith("# ")
    assert "licence" in head
    assert "folder of your own" in head.replace("\n# ", " ")


class TestReporting:
    def test_stances_and_grades_are_those_of_the_contract(self) -> None:
        for row in VERBS + NOUNS + REPORTING["preposition"]:
            assert row["stance"] in STANCES, row
            assert row["grade"] in GRADES, row
        assert {row["stance"] for row in VERBS} == set(STANCES)

    def test_one_use_of_a_verb_stands_in_one_row(self) -> None:
        assert doubled([verb_use(row) for row in VERBS]) == []

    def test_nouns_prepositions_media_and_light_verbs_stand_in_one_row(self) -> None:
        assert doubled([row["lemma"] for row in NOUNS]) == []
        assert doubled([row["words"] for row in REPORTING["preposition"]]) == []
        assert doubled([row["name"] for row in REPORTING["medium"]]) == []
        assert doubled(words_of(REPORTING["medium"])) == []
        assert doubled([row["lemma"] for row in REPORTING["light"]]) == []

    def test_lemmas_are_single_lower_case_words(self) -> None:
        for row in VERBS + NOUNS + REPORTING["light"]:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row["lemma"]), row

    def test_a_narrower_use_stands_before_the_plain_verb(self) -> None:
        plain: set[str] = set()
        for row in VERBS:
            narrow = {"particle", "prep", "object"} & set(row)
            assert not narrow or row["lemma"] not in plain, row
            if not narrow:
                plain.add(row["lemma"])
        assert len(plain) > 200

    def test_fields_with_few_values_hold_those(self) -> None:
        for row in VERBS:
            assert row.get("speaker", "obj") == "obj", row
            assert row.get("addressee_at", "prep") == "prep", row
            assert "addressee_at" not in row or (row["addressee"] and row["prep"]), row

    def test_light_verbs_carry_only_nouns_that_have_a_row(self) -> None:
        known = {row["lemma"] for row in NOUNS}
        for row in REPORTING["light"]:
            assert set(row["nouns"]) <= known, row["lemma"]

    @pytest.mark.parametrize(
        ("lemma", "stance"),
        [
            ("say", "neutral"),
            ("deny", "denies"),
            ("accuse", "claims"),
            ("blame", "claims"),
            ("warn", "warns"),
            ("threaten", "warns"),
            ("instruct", "orders"),
            ("promise", "promises"),
            ("urge", "demands"),
            ("suggest", "suggests"),
            ("hint", "suggests"),
        ],
    )
    def test_plain_verbs_of_speech_have_their_stance_and_attribute(
        self, lemma: str, stance: str
    ) -> None:
        row = verb(lemma)
        assert (row["stance"], row["grade"]) == (stance, "strong")

    @pytest.mark.parametrize("lemma", ["show", "find", "mean", "see", "know", "believe", "want"])
    def test_verbs_that_seldom_attribute_are_weak(self, lemma: str) -> None:
        assert verb(lemma)["grade"] == "weak"

    def test_rejecting_an_allegation_attributes_more_than_rejecting_an_offer(self) -> None:
        assert verb("reject")["grade"] == "weak"
        narrow = [row for row in VERBS if row["lemma"] == "reject" and "object" in row]
        assert [(row["stance"], row["grade"]) for row in narrow] == [("denies", "strong")]
        assert "allegation" in narrow[0]["object"]
        assert "offer" not in narrow[0]["object"]

    def test_who_is_told_is_left_out_of_the_content_and_who_is_urged_is_kept_in_it(self) -> None:
        assert verb("tell")["addressee"]
        assert "keeps_object" not in verb("tell")
        assert verb("urge")["addressee"]
        assert verb("urge")["keeps_object"]
        assert "addressee" not in verb("accuse")
        assert verb("accuse")["keeps_object"]

    def test_called_for_and_called_on_are_demands_but_called_alone_is_not(self) -> None:
        assert verb("call", prep=["for"])["stance"] == "demands"
        assert verb("call", prep=["on", "upon"])["addressee_at"] == "prep"
        assert verb("call")["stance"] == "neutral"

    def test_who_is_quoted_speaks_not_who_quotes(self) -> None:
        assert verb("quote")["speaker"] == "obj"
        assert verb("cite")["speaker"] == "obj"


class TestOffices:
    def test_words_are_lower_case_and_each_stands_in_one_row(self) -> None:
        for kind in ("office", "body_noun", "document_noun"):
            words = words_of(OFFICES[kind])
            assert doubled(words) == [], kind
            assert [word for word in words if word != word.lower()] == [], kind

    def test_whom_an_office_speaks_for_is_one_of_four(self) -> None:
        found = {row["speaks_for"] for row in OFFICES["office"]}
        assert found == {"state", "ministry", "body", "none"}

    def test_kinds_of_bodies_are_kinds_of_actors(self) -> None:
        found = {row["kind"] for row in OFFICES["body_noun"]}
        assert found == {"body", "group", "company", "outlet"}

    @pytest.mark.parametrize(
        ("word", "speaks_for", "unnamed"),
        [
            ("president", "state", False),
            ("foreign minister", "state", False),
            ("defence minister", "ministry", False),
            ("spokeswoman", "body", False),
            ("official", "state", True),
            ("analyst", "none", True),
            ("source", "none", True),
        ],
    )
    def test_well_known_offices_are_there(self, word: str, speaks_for: str, unnamed: bool) -> None:
        row = next(row for row in OFFICES["office"] if word in row["words"])
        assert (row["speaks_for"], row["unnamed"]) == (speaks_for, unnamed)


class TestBodiesAndOutlets:
    @pytest.mark.parametrize("name", ["bodies", "outlets", "holders"])
    def test_states_are_known_codes_or_empty(self, name: str) -> None:
        known = set(load("states_cldr")) | set(load("states"))
        for row in BY_FILE[name]:
            state = row.get("state", "")
            assert re.fullmatch(r"[A-Z]{2}|", state), row
            assert not state or state in known, row

    def test_a_body_or_one_of_its_names_stands_in_one_row(self) -> None:
        assert doubled([name for row in BODIES for name in names_of(row)]) == []

    def test_kinds_are_body_group_or_company(self) -> None:
        assert {row["kind"] for row in BODIES} == {"body", "group", "company"}

    def test_only_groups_and_observers_act_for_no_state(self) -> None:
        for row in BODIES:
            assert row["kind"] != "company" or row["state"], row

    def test_a_movement_of_one_state_is_of_that_state_and_one_of_many_is_of_none(self) -> None:
        found = {row["name"]: (row["state"], row["kind"]) for row in BODIES}
        assert found["Hezbollah"] == ("LB", "group")
        assert found["Houthis"] == ("YE", "group")
        assert found["al-Qaeda"] == ("", "group")

    @pytest.mark.parametrize(
        ("name", "state"),
        [
            ("Pentagon", "US"),
            ("SBU", "UA"),
            ("FSB", "RU"),
            ("Mossad", "IL"),
            ("IRGC", "IR"),
            ("People's Liberation Army", "CN"),
            ("Lok Sabha", "IN"),
            ("Rosatom", "RU"),
            ("TSMC", "TW"),
            ("Airbus", "NL"),
        ],
    )
    def test_well_known_bodies_belong_to_their_state(self, name: str, state: str) -> None:
        assert [row["state"] for row in BODIES if name in names_of(row)] == [state]

    def test_no_name_is_both_an_outlet_and_a_body_or_an_organisation(self) -> None:
        outlets = {name for row in OUTLETS for name in names_of(row)}
        others = BODIES + load("organisations")["organisation"]
        assert outlets & {name for row in others for name in names_of(row)} == set()

    def test_an_outlet_stands_in_one_row(self) -> None:
        assert doubled([row["name"] for row in OUTLETS]) == []

    def test_a_name_that_two_outlets_share_is_marked_as_ambiguous_in_both(self) -> None:
        by_name: defaultdict[str, list[Row]] = defaultdict(list)
        for row in OUTLETS:
            for name in names_of(row):
                by_name[name].append(row)
        shared = [rows for rows in by_name.values() if len(rows) > 1]
        assert shared
        for rows in shared:
            assert all(row.get("ambiguous") for row in rows), [row["name"] for row in rows]

    def test_a_domain_is_bare_and_belongs_to_one_outlet(self) -> None:
        domains = [domain for row in OUTLETS for domain in row["domain"]]
        assert doubled(domains) == []
        for domain in domains:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain), domain
            assert not domain.startswith("www."), domain

    def test_agencies_are_wires_and_newspapers_are_not(self) -> None:
        wires = {row["name"] for row in OUTLETS if row["wire"]}
        assert {"Reuters", "Associated Press", "Agence France-Presse", "TASS", "Xinhua"} <= wires
        assert wires & {"The New York Times", "BBC", "Le Monde", "Global Times"} == set()


class TestHolders:
    def test_each_holds_office_in_a_state_or_an_organisation_never_both(self) -> None:
        known = {row["name"] for row in load("organisations")["organisation"]}
        for row in HOLDERS:
            assert ("state" in row) != ("organisation" in row), row
            assert "organisation" not in row or row["organisation"] in known, row

    def test_terms_begin_before_they_end_and_reach_into_this_century(self) -> None:
        for row in HOLDERS:
            assert row.get("from", date.min) < row.get("to", date.max), row
            assert row.get("to", date.max) >= date(2000, 1, 1), row

    def test_no_two_heads_of_state_or_government_overlap(self) -> None:
        sole = {"president", "prime minister", "premier", "chancellor", "king", "secretary-general"}
        terms: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in HOLDERS:
            if row["office"] in sole and "from" in row:
                terms[(row.get("state") or row["organisation"], row["office"])].append(row)
        assert len(terms) > 50
        for rows in terms.values():
            rows.sort(key=lambda row: row["from"])
            for before, after in pairwise(rows):
                assert before.get("to", date.max) <= after["from"], (before, after)

    def test_no_term_stands_in_two_rows(self) -> None:
        keys = ("name", "state", "organisation", "office", "from")
        assert doubled([tuple(row.get(key) for key in keys) for row in HOLDERS]) == []

    def test_one_full_name_is_one_spelling_of_one_person(self) -> None:
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for row in HOLDERS:
            for name in names_of(row):
                owners[name].add(row["name"])
        assert {name: who for name, who in owners.items() if len(who) > 1} == {}

    def test_every_office_is_one_that_the_reader_knows(self) -> None:
        assert {row["office"] for row in HOLDERS} <= set(words_of(OFFICES["office"]))

    def test_a_surname_that_is_given_is_in_one_of_the_names(self) -> None:
        given = [row for row in HOLDERS if "surname" in row]
        assert given
        for row in given:
            assert row["surname"].strip(), row
            assert any(row["surname"] in name for name in names_of(row)), row

    def test_names_with_the_surname_first_say_so(self) -> None:
        chinese = [row for row in HOLDERS if row.get("state") in {"CN", "KP"}]
        assert chinese
        for row in chinese:
            assert row["name"].startswith(row["surname"]), row

    @pytest.mark.parametrize(
        ("name", "state", "office", "day"),
        [
            ("Volodymyr Zelensky", "UA", "president", date(2023, 5, 1)),
            ("Vladimir Putin", "RU", "prime minister", date(2010, 5, 1)),
            ("Xi Jinping", "CN", "president", date(2020, 5, 1)),
            ("Angela Merkel", "DE", "chancellor", date(2015, 5, 1)),
            ("Antony Blinken", "US", "secretary of state", date(2022, 5, 1)),
            ("Alyaksandr Lukashenka", "BY", "president", date(2021, 5, 1)),
        ],
    )
    def test_a_name_as_a_text_writes_it_finds_who_held_the_office(
        self, name: str, state: str, office: str, day: date
    ) -> None:
        found = [
            row
            for row in HOLDERS
            if name in names_of(row)
            and (row.get("state"), row["office"]) == (state, office)
            and row.get("from", date.min) <= day <= row.get("to", date.max)
        ]
        assert len(found) == 1
