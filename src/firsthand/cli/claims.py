"""`firsthand claims`: who did what to whom, across documents."""

from __future__ import annotations

from firsthand.cli.options import AsJson, Labels, Running, Sources

EXAMPLE = "firsthand claims reports/ --watch watch.toml --json"


def claims(sources: Sources, labels: Labels, running: Running, json: AsJson = False) -> int:
    """List the claims of some inputs or of a store.

    Who says so, in how many reports, of how many independent origins.

    With --json, one line a claim, with the story that it belongs to.
    """
    import msgspec

    from firsthand.cli.gathered import gather
    from firsthand.cli.notes import Notes, read_line, stories_line
    from firsthand.cli.output import show, write_line
    from firsthand.model.contract import to_builtins
    from firsthand.report import claims_table

    notes = Notes()
    found = gather(sources, labels, running, notes)
    watched = found.watched()
    if json:
        for story in watched:
            for claim in story.claims:
                line = to_builtins(claim) | {"story": story.id}
                write_line(msgspec.json.encode(line).decode())
    elif any(story.claims for story in watched):
        show(claims_table(watched))
    notes.tell_end(read_line(found.read.documents, found.read.outlets), stories_line(watched))
    return notes.code(strict=running.strict)
