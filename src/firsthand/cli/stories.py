"""`firsthand stories`: which documents report one matter."""

from __future__ import annotations

from firsthand.cli.options import AsJson, Labels, Running, Sources

EXAMPLE = "firsthand stories --store news.db --since 2025-12-01"


def stories(sources: Sources, labels: Labels, running: Running, json: AsJson = False) -> int:
    """List the stories of some inputs or of a store.

    Their days, reports, claims, and the most independent origins of one.

    With --json, one line a story, with all that its documents say together.
    """
    from firsthand.cli.gathered import gather
    from firsthand.cli.notes import Notes, read_line, stories_line
    from firsthand.cli.output import show, write_line
    from firsthand.model.contract import to_json
    from firsthand.report import stories_table

    notes = Notes()
    found = gather(sources, labels, running, notes)
    watched = found.watched()
    if json:
        for story in watched:
            write_line(to_json(story))
    elif watched:
        show(stories_table(watched))
    notes.tell_end(read_line(found.read.documents, found.read.outlets), stories_line(watched))
    return notes.code(strict=running.strict)
