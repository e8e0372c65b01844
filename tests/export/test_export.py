"""What holds for every format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.export import FORMS, export
from firsthand.export.public import public_story
from firsthand.model.story import StoryActor
from tests.export.samples import STORIES, hostile_story, private_story

each_form = pytest.mark.parametrize("form", FORMS)
ALL = (*STORIES, private_story(), hostile_story())


@each_form
def test_the_same_stories_give_the_same_bytes_in_whatever_order_they_come(form: str) -> None:
    assert export(ALL, form) == export(reversed(ALL), form)


@each_form
def test_no_stories_give_files_all_the_same(form: str) -> None:
    empty, full = export((), form), export(ALL, form)

    assert set(empty) == set(full)
    assert all(len(empty[name]) < len(full[name]) for name in full)


@each_form
def test_only_a_folder_holds_several_files(form: str) -> None:
    assert FORMS[form].folder == (len(export((), form)) > 1)


@each_form
def test_a_private_person_is_named_only_in_the_words_of_evidence(form: str) -> None:
    text = b"".join(export([private_story()], form).values()).decode("utf-8", "replace")
    outside = text.replace("Peru had asked Japan for buoys, Tom Unheard said", "")

    assert "Callao" in text
    for name in ("Eve Nobody", "eve-nobody", "tom-unheard", "Tom Unheard"):
        assert name not in outside


@each_form
def test_a_title_of_100_000_characters_is_cut(form: str) -> None:
    assert b"T" * 1000 not in b"".join(export([hostile_story()], form).values())


def test_a_person_is_private_without_an_office_and_a_state() -> None:
    person = StoryActor("-/x", "X", "person", None, None)

    assert person.private
    assert not replace(person, office="harbour master").private
    assert not replace(person, state="PE").private
    assert not replace(person, kind="body").private


def test_private_persons_stay_two_and_leave_the_list_of_actors() -> None:
    story = public_story(private_story())

    asked, thanked = story.claims
    assert [report.chain for report in asked.reports] == [
        ("-/person-2",),
        ("-/una-speaker", "-/person-2"),
    ]
    assert asked.origins[0].first_source == "-/person-2"
    assert asked.ties[0].words == ()
    assert (thanked.actor, thanked.line) == ("-/person-1", "a person → Japan: support")
    assert [actor.key for actor in story.actors] == ["PE", "JP", "-/una-speaker"]


def test_a_story_of_public_persons_stays_as_it_is() -> None:
    assert [public_story(story) for story in STORIES] == list(STORIES)
