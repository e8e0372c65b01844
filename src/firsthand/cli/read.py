"""`firsthand read`: what each document says."""

from __future__ import annotations

from contextlib import closing

from firsthand.cli.options import AsJson, Inputs, Labels, Running

EXAMPLE = 'firsthand read report.txt page.html news.jsonl.gz --outlet "The Harbour Post"'


def read(inputs: Inputs, labels: Labels, running: Running, json: AsJson = False) -> int:
    """Show what each document says.

    Who is quoted, who does what to whom, and the words that say so.

    With --json, one line a document (the skipped ones too), with the exact places of its words.
    """
    from firsthand.cli.gathered import nothing_read
    from firsthand.cli.intake import documents_in
    from firsthand.cli.notes import Notes, Tally
    from firsthand.cli.output import show, write_line
    from firsthand.cli.working import Recipe, read_all
    from firsthand.model.contract import to_json
    from firsthand.report import reading_tree

    notes, tally = Notes(), Tally()
    items = documents_in(inputs, labels)
    with closing(read_all(items, Recipe.of(running), running.jobs)) as readings:
        for item, reading in readings:
            if reading.skipped:
                notes.skip(item.skipped(reading.skipped))
            elif tally.add(reading):
                notes.note(f"{item.name}: another version of it came before; both are shown")
            if json:
                write_line(to_json(reading))
            elif not reading.skipped:
                show(reading_tree(reading), "")
    if not tally.documents:
        raise nothing_read(notes, "the input")
    notes.tell_end(tally.line())
    return notes.code(strict=running.strict)
