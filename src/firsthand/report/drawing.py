"""What figures are drawn with: frames, and texts and lines as SVG.

They use the page's own colours (`currentColor` and classes such as `ink`, `muted`, `rule`), so that
they follow its light and dark dress, and carry a title and a description for those who listen.
Every text is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from firsthand.report.shown import shown

TEXT = 13.0
SMALL = 11.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a figure is, and where its columns stand, in the page's pixels."""

    name: str
    width: float
    left: float
    right: float


WIDE = Frame("wide", 720, 250, 460)
NARROW = Frame("narrow", 320, 116, 204)


def most_that_fit(words: tuple[str, ...], room: float) -> str:
    """As many of the words as fit, the first always."""
    joins = (", ".join(words[:n]) for n in range(len(words), 1, -1))
    return next((line for line in joins if fitting(line, room) == len(line)), words[0])


def wrapped(text: str, room: float, lines: int = 2) -> list[str]:
    """Text in lines of at most `room` letters, the last ending with an ellipsis if more follows."""
    made: list[str] = []
    rest = shown(text, 200)
    while rest and len(made) < lines:
        size = fitting(rest, room)
        if size >= len(rest):
            made.append(rest)
            break
        if len(made) == lines - 1:
            made.append(rest[: max(fitting(rest, room - 1), 1)].rstrip() + "…")
            break
        cut = rest.rfind(" ", 1, size + 1)
        cut = cut if cut > 0 else size
        made.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return made


def fitting(text: str, room: float) -> int:
    """How many letters fit; East Asian wide ones take the room of two."""
    used = 0.0
    for n, letter in enumerate(text):
        used += 1.9 if east_asian_width(letter) in "WF" else 1.25 if letter.isupper() else 1.0
        if used > room:
            return max(n, 1)
    return len(text)


def words_at(x: float, y: float, words: str, dress: str, size: float, anchor: str) -> str:
    """Words on one line; `anchor` is start, middle or end."""
    return (
        f'<text class="{dress}" x="{x:.1f}" y="{y:.1f}" font-size="{size:.0f}" '
        f'text-anchor="{anchor}">{escape(shown(words))}</text>'
    )


def line_from(x1: float, y1: float, x2: float, y2: float, dress: str) -> str:
    """A straight line."""
    return f'<line class="{dress}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def figure(kind: str, frame: Frame, height: float, title: str, said: str, parts: list[str]) -> str:
    """The whole figure; `said` tells those who listen what the others see.

    With links in it, it is a group to move through, else one picture.
    """
    role = "group" if any("<a " in part for part in parts) else "img"
    id = f"figure-{kind}-{frame.name}"
    return (
        f'<svg class="figure {frame.name}" role="{role}" '
        f'viewBox="0 0 {frame.width:.0f} {height:.0f}" '
        f'aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-desc">{escape(shown(said, 2000))}</desc>{"".join(parts)}</svg>'
    )


def linked(href: str | None, label: str, drawn: str) -> str:
    """A drawn part that leads to the list that it counts, if there is one."""
    if href is None:
        return drawn
    return f'<a href="{escape(href)}" aria-label="{escape(shown(label, 200))}">{drawn}</a>'


def time_labels(labels: tuple[str, ...], places: list[float], step: float) -> list[str]:
    """The labels of the time line that have room, the last always among them."""
    widest = max(len(label) for label in labels) * SMALL * 0.55 + 8
    every = max(1, -(-int(widest) // max(int(step), 1)))
    last = len(labels) - 1
    return [
        words_at(places[n], 12, label, "muted", SMALL, "middle")
        for n, label in enumerate(labels)
        if (last - n) % every == 0
    ]
