"""One reading for each document, and why others were set aside."""

from __future__ import annotations

from firsthand.grouping import latest
from tests.grouping.invented import reading


def test_the_same_document_twice_is_kept_once() -> None:
    kept, aside = latest([reading("a", "Ice."), reading("a", "Ice.")])
    assert [one.document.id for one in kept] == ["a"]
    assert [(one.what, one.reason) for one in aside] == [("a", "duplicate")]


def test_of_two_versions_the_later_published_is_kept_whatever_the_order() -> None:
    old = reading("a", "Forty buoys.", published="2031-03-04")
    new = reading("a", "Fifty buoys.", published="2031-03-05")
    for given in ([old, new], [new, old]):
        kept, aside = latest(given)
        assert [one.document.text for one in kept] == ["Fifty buoys."]
        assert [one.reason for one in aside] == ["older_version"]
        assert "2031-03-04" in aside[0].detail
        assert "2031-03-05" in aside[0].detail


def test_of_undated_versions_the_later_to_come_is_kept() -> None:
    kept, aside = latest(
        [reading("a", "Forty.", published=None), reading("a", "Fifty.", published=None)]
    )
    assert [one.document.text for one in kept] == ["Fifty."]
    assert "came first" in aside[0].detail


def test_documents_stay_in_the_order_in_which_they_came() -> None:
    kept, aside = latest([reading("b", "One."), reading("a", "Two."), reading("b", "One.")])
    assert [one.document.id for one in kept] == ["b", "a"]
    assert len(aside) == 1
