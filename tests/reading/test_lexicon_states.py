"""The lexicon of states, disputed places and organisations, read as the TOML that it is."""

import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/firsthand/data/en"
FILES = ("states_cldr", "states", "disputed", "organisations")
FORMS = ("names", "adjectives", "people", "capital", "metonyms", "cities")

MEMBERS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH
CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN
GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP
NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV
SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW
"""
UN_MEMBERS = MEMBERS.split()
BESIDE_THEM = ["EH", "HK", "MO", "PS", "TW", "XK"]
# Groups that keep no list of members.
OPEN_GROUPS = {"Coalition of the Willing", "Ukraine Defense Contact Group"}


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


CLDR, STATES = load("states_cldr"), load("states")
PLACES: list[dict[str, Any]] = load("disputed")["place"]
ORGANISATIONS: list[dict[str, Any]] = load("organisations")["organisation"]
CODES = set(CLDR)


def state_forms(code: str) -> list[str]:
    of_cldr: list[str] = CLDR[code]["names"]
    return [*of_cldr, *(form for field in FORMS for form in STATES.get(code, {}).get(field, []))]


def test_the_list_holds_the_members_of_the_united_nations_and_the_holy_see() -> None:
    assert len(set(UN_MEMBERS)) == 193 + 1


@pytest.mark.parametrize("code", [*UN_MEMBERS, *BESIDE_THEM])
def test_every_state_has_names_and_what_its_people_are_called(code: str) -> None:
    assert CLDR[code]["names"]
    assert STATES[code]["adjectives"]
    assert code == "VA" or STATES[code]["people"]


@pytest.mark.parametrize("code", [*UN_MEMBERS, "PS", "TW", "XK", "EH"])
def test_every_state_has_a_capital(code: str) -> None:
    assert STATES[code]["capital"]


@pytest.mark.parametrize("rows", [CLDR, STATES], ids=["states_cldr", "states"])
def test_rows_stand_in_the_order_of_their_codes(rows: dict[str, Any]) -> None:
    assert list(rows) == sorted(rows)
    assert len(rows) > 200


def test_every_code_is_two_capitals_that_cldr_knows() -> None:
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in CODES)
    assert set(STATES) <= CODES


def test_a_row_of_a_state_has_only_fields_that_the_head_of_the_file_explains() -> None:
    fields = {field for row in STATES.values() for field in row}
    assert fields == {*FORMS, "ambiguous", "short"}


def test_no_row_and_no_list_is_empty_and_no_form_is_written_twice_in_a_list() -> None:
    for code, row in [*CLDR.items(), *STATES.items()]:
        assert row, code
        for field, values in row.items():
            assert values, (code, field)
            assert len(values) == len(set(values)), (code, field)


def test_states_adds_names_and_does_not_repeat_those_of_cldr() -> None:
    for code, row in STATES.items():
        assert not set(row.get("names", [])) & set(CLDR[code]["names"]), code


def test_a_form_that_two_states_share_is_ambiguous_under_both() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for code in CODES:
        for form in state_forms(code):
            owners[form].add(code)
    shared = {form: codes for form, codes in owners.items() if len(codes) > 1}
    assert {"Congo", "Korean", "Georgia", "Punjab", "Tripoli"} <= set(shared)
    for form, codes in shared.items():
        for code in codes:
            assert form in STATES[code].get("ambiguous", []), (form, code)


def test_what_is_ambiguous_is_a_form_of_that_state() -> None:
    for code, row in STATES.items():
        assert set(row.get("ambiguous", [])) <= set(state_forms(code)), code


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Georgia", "GE"),
        ("Jordan", "JO"),
        ("Chad", "TD"),
        ("Turkey", "TR"),
        ("Washington", "US"),
        ("Male", "MV"),
        ("Nice", "FR"),
        ("Victoria", "SC"),
    ],
)
def test_a_name_that_is_also_a_person_an_animal_or_a_place_elsewhere_is_ambiguous(
    form: str, code: str
) -> None:
    assert form in STATES[code]["ambiguous"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Kremlin", "RU"),
        ("White House", "US"),
        ("Downing Street", "GB"),
        ("Zhongnanhai", "CN"),
        ("Élysée Palace", "FR"),
        ("Kiev", "UA"),
        ("U.S.", "US"),
        ("DPRK", "KP"),
        ("The Hague", "NL"),
        ("Türkiye", "TR"),
        ("Ivory Coast", "CI"),
        ("Hong Kongers", "HK"),
    ],
)
def test_a_word_that_stands_for_a_state_is_found_under_it(form: str, code: str) -> None:
    assert form in state_forms(code)


def test_forms_are_plain_words_with_straight_apostrophes() -> None:
    forms = [form for code in CODES for form in state_forms(code)]
    forms += [form for row in [*PLACES, *ORGANISATIONS] for form in all_names(row)]
    assert len(forms) > 3000
    for form in forms:
        assert form == " ".join(form.split()), form
        assert not set(form) & set("’‘“”()"), form
        assert unicodedata.is_normalized("NFC", form), form


def all_names(row: dict[str, Any]) -> list[str]:
    return [row["name"], *row.get("names", [])]


def test_a_disputed_place_names_known_states_or_none_and_says_why_it_is_there() -> None:
    assert len(PLACES) >= 60
    for place in PLACES:
        assert set(place) - {"names"} == {"name", "state", "held_by", "note"}, place["name"]
        assert {place["state"], place["held_by"]} <= {"", *CODES}, place["name"]
        assert place["note"], place["name"]


def test_a_disputed_place_stands_once_and_under_no_state() -> None:
    names = [name for place in PLACES for name in all_names(place)]
    assert len(names) == len(set(names))
    assert "Crimea" in names
    assert not set(names) & {form for code in CODES for form in state_forms(code)}


def test_an_organisation_has_one_name_of_its_own() -> None:
    names = [name for row in ORGANISATIONS for name in all_names(row)]
    assert len(ORGANISATIONS) >= 60
    assert len(names) == len(set(names))
    assert not set(names) & {form for code in CODES for form in state_forms(code)}


def test_an_organisation_has_only_fields_that_the_head_of_the_file_explains() -> None:
    known = {"name", "names", "adjectives", "kind", "members", "seats", "part_of", "ambiguous"}
    assert {field for row in ORGANISATIONS for field in row} == known
    assert {row["kind"] for row in ORGANISATIONS} == {"bloc", "body"}


def test_the_members_of_every_bloc_are_known_states() -> None:
    blocs = [row for row in ORGANISATIONS if row["kind"] == "bloc"]
    assert len(blocs) >= 40
    for bloc in blocs:
        members = bloc["members"]
        assert bool(members) == (bloc["name"] not in OPEN_GROUPS), bloc["name"]
        assert members == sorted(set(members)), bloc["name"]
        assert set(members) <= CODES, bloc["name"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("European Union", 27),
        ("NATO", 32),
        ("Association of Southeast Asian Nations", 11),
        ("African Union", 55),
        ("Arab League", 22),
        ("Gulf Cooperation Council", 6),
        ("Shanghai Cooperation Organization", 10),
        ("BRICS", 10),
        ("Collective Security Treaty Organization", 6),
        ("Eurasian Economic Union", 5),
        ("G7", 7),
        ("G20", 19),
        ("Economic Community of West African States", 12),
        ("Alliance of Sahel States", 3),
        ("Caribbean Community", 15),
        ("Pacific Islands Forum", 18),
        ("Commonwealth of Nations", 56),
        ("Organisation of Islamic Cooperation", 57),
    ],
)
def test_a_bloc_has_as_many_states_as_it_says(name: str, count: int) -> None:
    (bloc,) = [row for row in ORGANISATIONS if row["name"] == name]
    assert len(bloc["members"]) == count


def test_an_organ_is_part_of_an_organisation_that_is_listed() -> None:
    names = {row["name"] for row in ORGANISATIONS}
    organs = [row for row in ORGANISATIONS if "part_of" in row]
    assert len(organs) >= 30
    assert {row["part_of"] for row in organs} <= names


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_holds_whence_it_comes_and_how_to_change_it(name: str) -> None:
    text = (DATA / f"{name}.toml").read_text(encoding="utf-8")
    head = text.split("\n\n# ----")[0].split("\n[")[0].replace("\n#", "")
    assert head.startswith("# ")
    assert "license" in head.lower() or "licence" in head.lower()
    assert "folder of your own" in " ".join(head.split())


def test_the_names_of_cldr_are_those_that_babel_carries() -> None:
    pytest.importorskip("babel")
    check = [sys.executable, str(ROOT / "scripts/build_states.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
