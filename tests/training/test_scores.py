from __future__ import annotations

from training.attribution_scores import _compare, _compare_quotations, _quotes
from training.counts import Counts


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    counts = Counts()
    counts.add({1, 2, 3, 4}, {3, 4, 5})
    assert counts.precision == 50
    assert round(counts.recall, 1) == 66.7
    assert round(counts.f1, 1) == 57.1


def test_nothing_found_and_nothing_wanted_is_no_score() -> None:
    assert Counts().f1 == 0


def test_a_triple_is_right_with_its_own_source_and_cue_and_a_touching_content() -> None:
    wanted = [({(0, 4)}, {(5, 9)}, {(10, 30)})]
    shorter_content = [({(0, 4)}, {(5, 9)}, {(12, 20)})]
    longer_source = [({(0, 5)}, {(5, 9)}, {(10, 30)})]
    other_content = [({(0, 4)}, {(5, 9)}, {(30, 40)})]
    for found, exactly, overlapping in (
        (shorter_content, 100, 100),
        (longer_source, 0, 100),
        (other_content, 0, 0),
    ):
        strict, loose = Counts(), Counts()
        _compare(strict, found, wanted, exactly=True)
        _compare(loose, found, wanted, exactly=False)
        assert (strict.f1, loose.f1) == (exactly, overlapping)


def test_a_quotation_counts_from_three_words_on() -> None:
    assert _quotes("that “we will never sign” it")
    assert _quotes('"we must go" he')
    assert not _quotes("the “so called” deal")
    assert not _quotes("three words here")


def test_a_quotation_is_found_if_a_source_and_a_content_touch_its_own() -> None:
    text = 'Holm said "we must go".'
    wanted = [({(0, 4)}, {(5, 9)}, {(10, 22)})]
    for found, recall in (
        ([({(0, 4)}, {(20, 21)}, {(12, 14)})], 100),
        ([({(5, 9)}, {(5, 9)}, {(12, 14)})], 0),
    ):
        counts = Counts()
        _compare_quotations(counts, found, wanted, text)
        assert counts.recall == recall
