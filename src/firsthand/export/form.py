"""What a format of export is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from firsthand.model.story import Story


@dataclass(frozen=True, slots=True)
class Form:
    """How stories become files.

    `make` takes stories without private persons and gives the content of files by name; a format
    of one file names it "". `folder` says that there are several.
    """

    make: Callable[[Sequence[Story]], dict[str, bytes]]
    folder: bool = False
