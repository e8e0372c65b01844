"""Which of two versions of one document is the current one."""

from __future__ import annotations

from typing import Literal

from firsthand.model.document import Document
from firsthand.store.moments import is_older

Standing = Literal["same", "corrected", "newer", "older"]


def standing(arrived: Document, current: Document) -> Standing:
    """How a version that arrives stands to the current one of the same id.

    `same`: nothing new in it. `corrected`: the same text with other particulars. `newer`: another
    text that takes the current one's place, since it was published later or, where that is not
    known, came later. `older`: another text that was published before.
    """
    if arrived == current:
        return "same"
    if arrived.text == current.text:
        return "same" if is_older(arrived, current) else "corrected"
    return "older" if is_older(arrived, current) else "newer"
