"""Documents that arrive one by one make the stories that all of them make together."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.grouping import group, nearest, story_of_texts
from firsthand.grouping.arriving import Changes, Groups
from firsthand.grouping.reuse import Passages
from firsthand.grouping.texts import Text
from firsthand.model.document import Skipped
from firsthand.model.reading import Reading
from firsthand.model.story import Story
from tests.grouping.invented import Deed, reading

# Sentences of five matters; a report has some of one, now and then one of another.
MATTERS = (
    (
        "Norway has delivered forty ice buoys to Chile.",
        "The buoys will drift off Punta Arenas and measure the thickness of the ice.",
        "Engineers in Tromso tested the buoys in a frozen basin for eleven months.",
    ),
    (
        "Chile has bought salmon eggs from a hatchery in Norway.",
        "Farmers on Chiloe hope that the salmon will thrive after a plague of lice.",
        "The hatchery packs the eggs in moss and flies them to Puerto Montt.",
    ),
    (
        "A choir of lighthouse keepers sang in the harbour of Valdivia.",
        "“We sing so that the fog hears us before the ships do,” the oldest keeper said.",
        "The keepers tour nine islands with a borrowed harmonium.",
    ),
    (
        "Beavers have dammed the brook that feeds the mill of Oppdal.",
        "The miller wants the beavers moved, the council wants the mill moved.",
        "A biologist counted sixteen beavers behind the dam.",
    ),
    (
        "The council of Oppdal will buy the mill and the brook from the miller.",
        "The miller asks for a new mill above the dam of the beavers.",
        "Norway has delivered a plan of the brook to the council.",
    ),
)


def _report(number: int, draw: random.Random) -> Reading:
    matter = draw.choice(MATTERS)
    chosen = draw.sample(matter, draw.randint(1, len(matter)))
    if draw.random() < 0.3:
        chosen.append(draw.choice(draw.choice(MATTERS)))
    text = "\n".join(dict.fromkeys(chosen))
    told = "Norway has delivered forty ice buoys to Chile"
    deeds = [Deed(told)] if told in text else []
    day = f"2031-03-{draw.randint(1, 14):02}"
    return reading(
        f"d{number}",
        text,
        *deeds,
        outlet=draw.choice(["The Fjord Post", "Andes Daily", "The Mill"]),
        title=draw.choice([None, draw.choice(matter).rstrip(".")]),
        published=None if draw.random() < 0.1 else day,
    )


def _reports(seed: int, number: int) -> list[Reading]:
    draw = random.Random(seed)
    return [_report(n, draw) for n in range(number)]


def _fed(groups: Groups, batches: Iterable[list[Reading]]) -> dict[str, Story]:
    """The stories after all batches, by what was reported as changed and as gone."""
    kept: dict[str, Story] = {}
    for batch in batches:
        _follow(kept, groups.add(batch))
    return kept


def _follow(kept: dict[str, Story], changes: Changes) -> None:
    for id in changes.gone:
        del kept[id]
    kept |= {story.id: story for story in changes.stories}


def _batches(readings: list[Reading], size: int) -> list[list[Reading]]:
    return [readings[at : at + size] for at in range(0, len(readings), size)]


def _all(readings: Iterable[Reading]) -> dict[str, Story]:
    return {story.id: story for story in group(readings)}


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 10_000), st.integers(0, 24), st.integers(1, 9), st.randoms(use_true_random=False)
)
def test_however_they_come_the_stories_are_those_of_all(
    seed: int, number: int, size: int, draw: random.Random
) -> None:
    readings = _reports(seed, number)
    wanted = _all(readings)
    draw.shuffle(readings)
    assert _fed(Groups(), _batches(readings, size)) == wanted


def test_so_they_are_where_each_may_choose_but_few_to_be_compared_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nearest, "MOST", 3)
    monkeypatch.setattr(nearest, "_FEW", 4)
    readings = _reports(1, 50)
    wanted = _all(readings)
    assert len(wanted) > 4
    for seed in range(5):
        random.Random(seed).shuffle(readings)
        assert _fed(Groups(), _batches(readings, 1)) == wanted


def _buoys(id: str, published: str | None, *, first: int = 0) -> Reading:
    return reading(id, "\n".join(MATTERS[0][first:]), published=published)


def test_a_story_keeps_its_id_while_later_documents_join() -> None:
    groups = Groups()
    (first,) = groups.add([_buoys("a", "2031-03-01")]).stories
    changes = groups.add([_buoys("b", "2031-03-05"), _buoys("c", None)])
    assert [story.id for story in changes.stories] == [first.id]
    assert changes.gone == ()
    assert [document.id for document in changes.stories[0].documents] == ["a", "b", "c"]


def test_only_what_changed_is_reported() -> None:
    groups = Groups()
    groups.add([_buoys("a", "2031-03-01"), reading("k", "\n".join(MATTERS[2]))])
    changes = groups.add([reading("l", "\n".join(MATTERS[2][1:]))])
    assert [[d.id for d in story.documents] for story in changes.stories] == [["k", "l"]]
    assert groups.add([]) == Changes((), ())


def test_an_earlier_report_gives_the_story_its_name_and_the_old_name_is_gone() -> None:
    groups = Groups()
    (before,) = groups.add([_buoys("b", "2031-03-05")]).stories
    changes = groups.add([_buoys("a", "2031-03-01")])
    assert [[d.id for d in story.documents] for story in changes.stories] == [["a", "b"]]
    assert changes.gone == (before.id,)


def test_stories_that_a_document_joins_are_one_and_those_that_it_leaves_are_two() -> None:
    eggs = [reading(f"m{n}", MATTERS[1][n], published=f"2031-03-0{n}") for n in (1, 2)]
    bridge = reading("x", "\n".join(MATTERS[1]), published="2031-03-03")
    groups = Groups()
    apart = groups.add(eggs).stories
    assert len(apart) == 2
    joined = groups.add([bridge])
    assert [[d.id for d in story.documents] for story in joined.stories] == [["m1", "m2", "x"]]
    assert joined.gone == (apart[1].id,)
    # A new text of the document that joined them has nothing to do with them.
    other = reading("x", "\n".join(MATTERS[2]), published="2031-03-04")
    split = groups.add([other])
    assert {story.id: story for story in split.stories} == _all([*eggs, other])
    assert split.gone == ()


def test_a_later_version_takes_the_place_of_an_earlier_one_and_not_the_other_way() -> None:
    early, late = _buoys("a", "2031-03-01"), _buoys("a", "2031-03-02", first=1)
    for order in ([early, late], [late, early]):
        assert _fed(Groups(), [[one] for one in order]) == _all(order) == _all([late])


def test_a_known_document_that_comes_again_has_its_story_told_again() -> None:
    groups = Groups()
    told = groups.add([_buoys("a", "2031-03-01"), _buoys("b", "2031-03-02")])
    assert groups.add([_buoys("b", "2031-03-02")]) == told


def test_skipped_readings_take_no_part() -> None:
    skipped = reading("d", "No words.", skipped=Skipped("no_reader", "no reader for xx"))
    assert Groups().add([skipped]) == Changes((), ())


def test_stories_that_are_over_leave_memory_and_are_not_gone() -> None:
    groups = Groups()
    for month in range(1, 13):
        for day in range(1, 29, 3):
            changes = groups.add([_buoys(f"{month}-{day}", f"2031-{month:02}-{day:02}")])
            assert changes.gone == ()
            assert len(groups) <= 20
    assert groups.since is not None
    assert groups.since.isoformat() == "2031-12-11T00:00:00+00:00"


def test_a_story_stays_whole_in_memory_while_documents_join_it() -> None:
    groups = Groups()
    groups.add([_buoys("a", "2031-03-01"), reading("k", "\n".join(MATTERS[2]))])
    for day in (8, 15, 22):
        changes = groups.add([_buoys(f"b{day}", f"2031-03-{day:02}")])
    ids = [document.id for document in changes.stories[0].documents]
    assert ids[0] == "a" or len(ids) < 4
    assert len(groups) == sum(len(story.documents) for story in changes.stories)


def test_a_window_can_be_shorter() -> None:
    week = [_buoys("a", "2031-03-01"), _buoys("b", "2031-03-09")]
    assert len(_fed(Groups(), [week])) == 1
    assert len(_fed(Groups(window_days=7), [week])) == 2


def test_after_a_restart_it_goes_on_as_if_nothing_had_been() -> None:
    readings = _reports(7, 30)
    for cut in (1, 10, 29):
        kept = _fed(Groups(), [readings[:cut]])
        by_id = {one.document.id: one for one in readings[:cut]}
        groups = Groups()
        held = {id: [by_id[d.id] for d in story.documents] for id, story in kept.items()}
        assert groups.recall(held) == Changes((), ())
        _follow(kept, groups.add(readings[cut:]))
        assert kept == _all(readings)


def test_a_story_that_is_recalled_beside_a_new_document_takes_it_in() -> None:
    groups = Groups()
    (alone,) = groups.add([_buoys("b", "2031-03-05")]).stories
    changes = groups.recall({"s-of-old": [_buoys("a", "2031-03-01")]})
    assert [[d.id for d in story.documents] for story in changes.stories] == [["a", "b"]]
    assert set(changes.gone) == {alone.id, "s-of-old"}


def test_nothing_that_is_not_near_is_compared_with_what_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []

    def tell(texts: Sequence[Text], known: Passages | None = None) -> Story:
        told.append(len(texts))
        return story_of_texts(texts, known)

    monkeypatch.setattr("firsthand.grouping.arriving.story_of_texts", tell)
    groups = Groups()
    groups.add(_reports(3, 30))
    told.clear()
    groups.add([reading("far", "A violin of glass was found in a barn near Temuco.")])
    assert told == [1]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2031-03-04T23:30:00-03:00"])
def test_any_date_can_be_taken_in(published: str) -> None:
    readings = [_buoys("a", published), _buoys("b", "2031-03-05"), _buoys("c", None)]
    groups = Groups()
    for one in readings:
        groups.add([one])
    assert groups.add([]) == Changes((), ())
