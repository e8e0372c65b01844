"""Begin/inside/outside tags as numbers: 0 outside, 1 + 2k begins kind k, 2 + 2k goes on with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def tag_numbers(tags: Sequence[str], kinds: Sequence[str], fold: Mapping[str, str]) -> list[int]:
    """Turn tags such as `B-Person` into numbers.

    Args:
        tags: The tags of a sentence.
        kinds: The kinds to keep, each at the place of its number.
        fold: The kind that each of the data set's kinds becomes; others are outside.
    """
    row: list[int] = []
    before = ""
    for tag in tags:
        mark, _, name = tag.partition("-")
        kind = fold.get(name.lower(), "")
        if kind:
            goes_on = mark == "I" and before == kind
            row.append((2 if goes_on else 1) + 2 * kinds.index(kind))
        else:
            row.append(0)
        before = kind
    return row


def tagged_spans(row: Sequence[int]) -> list[tuple[int, int, int]]:
    """Give the spans `(begin, end, kind)` of a row of numbers."""
    spans: list[tuple[int, int, int]] = []
    begin = -1
    for at, tag in enumerate([*row, 0]):
        if begin >= 0 and (tag == 0 or tag % 2 == 1):
            spans.append((begin, at, (row[begin] - 1) // 2))
            begin = -1
        if tag % 2 == 1:
            begin = at
    return spans
