"""Whom a story speaks of: names of actor keys and places of documents, from the story alone."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.story import Story, StoryActor
from firsthand.report.links import safe_url
from firsthand.report.shown import shown
from firsthand.report.wording import day

NAME = 120
UNNAMED_OUTLET = "unnamed outlet"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: a name and, where the reports give it, the office or state.

    `key` is the actor's, and empty for those who must have no page of their own.
    """

    name: str
    role: str
    key: str = ""


class Cast:
    """The names that a story gives; a key that it does not list is shown as it is."""

    def __init__(self, story: Story) -> None:
        """Take the names of a story's actors and the outlets of its documents."""
        self._actors = {actor.key: actor for actor in story.actors}
        self._documents = {document.id: document for document in story.documents}

    def name(self, key: str) -> str:
        """The name of an actor."""
        known = self._actors.get(key)
        return shown(known.name if known and known.name.strip() else key, NAME)

    def party(self, key: str) -> str:
        """The state that an actor acts for, or the actor where it acts for none.

        So too where the story does not list the state: its code would be no name.
        """
        state = key.partition("/")[0]
        return self.name(state if state in self._actors else key)

    def link(self, key: str) -> Link:
        """The name of an actor with its office and the state that it acts for."""
        known = self._actors.get(key)
        if known is None or known.kind == "state":
            return Link(self.name(key), "", key if known else "")
        state = self._actors.get(known.state or "")
        name = self.name(key)
        parts = [shown(known.office or "", 60), shown(state.name, 60) if state else ""]
        # "Norway's marine ministry, Norway" says it twice.
        role = ", ".join(part for part in parts if part and part not in name)
        return Link(name, role, key if has_page(known) else "")

    def place(self, document: str) -> str:
        """Outlet and day of a document: "The Harbour Gazette, 4 March 2031"."""
        known = self._documents.get(document)
        if known is None:
            return UNNAMED_OUTLET
        return f"{outlet_name(known.outlet)}, {day(known.published)}"

    def url(self, document: str) -> str | None:
        """The address of a document, where it is safe to follow."""
        known = self._documents.get(document)
        return safe_url(known.url) if known else None


def has_page(actor: StoryActor) -> bool:
    """Whether an actor is one to look up: not nameless, and no person without a public role."""
    if actor.kind == "person":
        return actor.office is not None or actor.state is not None
    return actor.kind != "group"


def outlet_name(outlet: str | None) -> str:
    """An outlet's name, or that there is none."""
    return shown(outlet or "", NAME) or UNNAMED_OUTLET
