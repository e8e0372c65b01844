"""Records of named fields (a line of JSON, a row of a table) → reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from firsthand.ingest.found import Found
from firsthand.ingest.unread import Unread, one_line, unread
from firsthand.model.errors import UsageError

FIELDS = ("id", "url", "outlet", "title", "text", "published", "language")


def parse_fields(text: str) -> dict[str, str]:
    """The names that an input has for our fields, of `text=body,outlet=source,published=date`.

    Raises:
        UsageError: a part is no `ours=theirs`, or names none of our fields, or one twice.
    """
    known = f"the fields are {', '.join(FIELDS)}; write them as text=body,outlet=source"
    found: dict[str, str] = {}
    for part in text.split(","):
        ours, equals, theirs = (piece.strip() for piece in part.partition("="))
        if not (ours and equals and theirs):
            raise UsageError("--fields", f"{part.strip()!r} is no pair of names", known)
        if ours not in FIELDS:
            raise UsageError("--fields", f"there is no field {ours!r}", known)
        if ours in found:
            raise UsageError("--fields", f"the field {ours!r} is given twice", known)
        found[ours] = theirs
    return found


def found_in(record: object, where: str, fields: Mapping[str, str]) -> Found | Unread:
    """The report in a record; fields that are not ours are passed over, null and "" are lacking.

    Args:
        record: what the input holds, of any type.
        where: its place, for people.
        fields: the input's names for our fields, where they differ.
    """
    if not isinstance(record, dict):
        return unread(
            where,
            "bad_line",
            f"is {_kind(record)}, no object with named fields",
            'write {"text": "…"}',
        )
    values: dict[str, str | None] = {}
    published: object = None
    for ours in FIELDS:
        theirs = fields.get(ours, ours)
        given = record.get(theirs)
        if given is None or given == "":
            continue
        if not _fits(ours, given):
            return unread(
                where,
                "bad_line",
                f"field {theirs!r} is {_kind(given)}, no text",
                "put it in quotes",
            )
        if ours == "published":
            published = given
        else:
            values[ours] = str(given).strip() if ours != "text" else given
    text = values.pop("text", None)
    if not text or text.isspace():
        return _without_text(record, where, fields.get("text", "text"), values.get("id"))
    return Found(
        where=where,
        text=text,
        id=values.get("id") or None,
        url=values.get("url") or None,
        outlet=values.get("outlet") or None,
        title=values.get("title") or None,
        published=published,
        language=values.get("language") or None,
    )


def _fits(field: str, given: object) -> bool:
    if isinstance(given, str):
        return True
    if isinstance(given, bool):
        return False
    if field == "id":
        return isinstance(given, int)
    return field == "published" and isinstance(given, (int, float, date))


def _without_text(record: dict[object, object], where: str, name: str, id: str | None) -> Unread:
    report = f"the report {id!r} " if id else ""
    if name in record:
        return unread(where, "no_text", f"{report}has an empty field {name!r}")
    others = ", ".join(str(key) for key in list(record)[:12]) or "none"
    return unread(
        where,
        "no_text",
        f"{report}has no field {name!r}; its fields: {one_line(others, 200)}",
        "name the one that holds the text with --fields text=NAME",
    )


def _kind(value: object) -> str:
    kinds: dict[type, str] = {
        str: "a text", bool: "true or false", int: "a number", float: "a number",
        list: "a list", dict: "an object", bytes: "bytes", type(None): "null",
    }  # fmt: skip
    return kinds.get(type(value), f"a value of type {type(value).__name__}")
