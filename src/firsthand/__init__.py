"""Reads reports and says who says who did what to whom, and how many origins that has.

```python
import firsthand

one = firsthand.read("Norland’s minister said on Monday that ...", outlet="The Harbour Post")
stories = firsthand.group([one, firsthand.read("...", outlet="The Ledger")])
```

The values are those of the JSON that the program prints. What a name needs is loaded when it is
first used, so that `import firsthand` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from firsthand.model.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from firsthand.model.document import Document
    from firsthand.model.errors import FirsthandError
    from firsthand.model.reading import Actor, Attribution, Claim, Reading
    from firsthand.model.story import Brief, Story
    from firsthand.reading.pipeline import Reader
    from firsthand.store import Store

__all__ = [
    "Actor",
    "Attribution",
    "Brief",
    "Claim",
    "Document",
    "FirsthandError",
    "Reading",
    "Story",
    "__version__",
    "group",
    "open_store",
    "read",
]

__version__ = VERSION

_HOMES = {
    "Actor": "firsthand.model.reading",
    "Attribution": "firsthand.model.reading",
    "Brief": "firsthand.model.story",
    "Claim": "firsthand.model.reading",
    "Document": "firsthand.model.document",
    "FirsthandError": "firsthand.model.errors",
    "Reading": "firsthand.model.reading",
    "Story": "firsthand.model.story",
}


def read(
    document: Document | str,
    *,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
    lexicon: Iterable[Path | str] = (),
) -> Reading:
    """What one document says: its actors, who is quoted, and the claims with their words.

    Args:
        document: a document, or the text of one; the next five are for a text alone.
        title: its headline, where the text does not begin with it.
        url: its address.
        outlet: who published it.
        published: the day or moment of publication.
        language: its ISO 639-1 code; looked for in the text where left out.
        lexicon: folders with names and words of your own, added to the packaged ones.

    Returns:
        The reading; where the document cannot be read its lists are empty and `skipped` says why.

    Raises:
        FirsthandError: a particular stands beside a whole document, `published` is no day,
            `language` no code of a language, or a lexicon cannot be used.
    """
    from firsthand.model.document import Document
    from firsthand.model.errors import UsageError

    given = {"title": title, "url": url, "outlet": outlet, "published": published}
    given["language"] = language
    if not isinstance(document, Document):
        document = _document(document, title, url, outlet, published, language)
    elif beside := [name for name, value in given.items() if value is not None]:
        raise UsageError(
            "read()", f"{beside[0]} is given beside a whole document", "put it into the document"
        )
    return _reader(tuple(str(folder) for folder in lexicon)).read(document)


def group(readings: Iterable[Reading]) -> list[Story]:
    """The stories that some readings tell, with their shared claims and those claims' origins.

    Of two versions of a document the later one counts; skipped documents are left out.
    """
    from firsthand import grouping

    return grouping.group(readings)


def open_store(address: str | Path, *, create: bool = True) -> Store:
    """Open the store at a path or a database's address, and make it where it is not there yet.

    Args:
        address: the path of a SQLite file, or an SQLAlchemy URL.
        create: False: a store that is not there is an error.

    Raises:
        FirsthandError: it cannot be opened, is something else, or was made by a newer version.
    """
    from firsthand import store

    return store.open_store(address, create=create)


def __getattr__(name: str) -> Any:
    """The names of values, taken from their homes when first used (PEP 562)."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'firsthand' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _document(
    text: str,
    title: str | None,
    url: str | None,
    outlet: str | None,
    published: date | str | None,
    language: str | None,
) -> Document:
    from datetime import UTC, datetime

    from firsthand.ingest.language import language_code, language_of
    from firsthand.ingest.published import published_of
    from firsthand.model.document import Document
    from firsthand.model.errors import UsageError

    day = published_of(published, now=datetime.now(UTC)).value if published is not None else None
    if published is not None and day is None:
        raise UsageError("published", f"{str(published)!r} is no day", "write it as 2025-12-09")
    code = language_code(language)
    if language is not None and code is None:
        raise UsageError("language", f"{language!r} is no code of a language", "write it as en")
    return Document.of(
        text,
        title=title,
        url=url,
        outlet=outlet,
        published=day,
        language=code or language_of(text),
    )


def _reader(folders: tuple[str, ...]) -> Reader:
    """The reader of a lexicon; loading one takes a second, so each is kept."""
    from pathlib import Path

    from firsthand.reading.lexicon import load_lexicon
    from firsthand.reading.pipeline import Reader

    if folders not in _readers:
        own = load_lexicon(map(Path, folders)) if folders else None
        _readers[folders] = Reader(own)
    return _readers[folders]


_readers: dict[tuple[str, ...], Reader] = {}
