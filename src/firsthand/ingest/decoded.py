"""Bytes → text: which encoding they are in, or that they are no text at all."""

from __future__ import annotations

import codecs
import logging
import re

from firsthand.ingest.unread import UnreadableError

_MARKS = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_KINDS = (
    (b"%PDF-", "a PDF file", "save its text as .txt"),
    (
        b"PK\x03\x04",
        "a ZIP file (or a Word, ODT or EPUB document)",
        "unpack it, or save it as .txt",
    ),
    (b"PK\x05\x06", "an empty ZIP file", ""),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "save its text as .txt"),
    (b"{\\rtf", "an RTF document", "save its text as .txt"),
    (b"\x89PNG", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90\x00", "a program", ""),
    (b"SQLite format 3\x00", "an SQLite database", "name a store with --store"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "give its path, unpacked, with a name that ends in .parquet"),
    (b"\x1f\x8b", "a gzip file inside of another", "unpack it first"),
)

_HELP = "give plain text, HTML, JSON Lines, Parquet or WARC"

_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
"""Control characters but tabs, line ends and escape, which texts carry, and DOS's end of file."""

_MOSTLY_ASCII = 0.94
"""From this share of ASCII on, the other bytes are too few to guess by: quotation marks, umlauts.

charset-normalizer takes "“we won’t go”" for cp1250 and "Präsident" for cp775.
"""

_EBCDIC = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]
"""Encodings of mainframes, in which any bytes can be read as something."""

_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
"""What Python decodes but no page is written in; some take the square of the length."""

_GUESSED_BY = 262_144
"""Bytes by which an encoding is guessed."""


def refuse_binary(head: bytes) -> None:
    """Let text through.

    Raises:
        UnreadableError: the bytes are of a kind known not to be text, or hold NULs or control
            characters as no text does (`binary`).
    """
    for mark, kind, help in _KINDS:
        if head.startswith(mark):
            raise UnreadableError("binary", f"is {kind}, no text", help or _HELP)
    if head[257:262] == b"ustar":
        raise UnreadableError("binary", "is a tar archive, no text", "unpack it first")
    if mark_of(head):
        return
    if b"\0" in head:
        raise UnreadableError("binary", "holds NUL bytes, as no text does", _HELP)
    if len(_CONTROLS.findall(head)) > max(2, len(head) // 200):
        raise UnreadableError("binary", "holds control characters, as no text does", _HELP)


def mark_of(head: bytes) -> str | None:
    """The encoding that a byte-order mark says."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of the bytes, by their mark, as UTF-8, as declared, or by a guess, in this order.

    In a text that is UTF-8 but for a few bytes, these become U+FFFD.

    Args:
        raw: all bytes of the text.
        declared: the encoding that a page or a server says, right or not.

    Raises:
        UnreadableError: they are no text (`binary`), or none in a known encoding
            (`unknown_encoding`).
    """
    refuse_binary(raw[:65_536])
    marked = mark_of(raw)
    for encoding in (marked, "utf-8") if marked else ("utf-8", declared):
        text = _decoded(raw, encoding) if encoding else None
        if text is not None:
            return text
    text = _mended(raw) or _decoded(raw, _guessed(raw[:_GUESSED_BY]))
    if text is None:
        raise UnreadableError(
            "unknown_encoding",
            f"is neither UTF-8 nor in any other encoding that is known ({_where_not_utf8(raw)})",
            "save it as UTF-8",
        )
    return text


def _decoded(raw: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    try:
        if codecs.lookup(encoding).name in _NO_CHARSETS:
            return None
        return raw.decode(encoding)
    # LookupError: no such encoding, or one that makes no text of bytes (rot13).
    except (UnicodeError, LookupError):
        return None


def _mended(raw: bytes) -> str | None:
    """UTF-8 with a few broken characters, each as U+FFFD: pages and texts are cut within one."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - broken
    # By chance, a letter of another encoding makes UTF-8 one time in eight.
    return text if whole >= 4 * broken else None


def _guessed(sample: bytes) -> str | None:
    ascii_share = sum(byte < 0x80 for byte in sample) / max(1, len(sample))
    if ascii_share >= _MOSTLY_ASCII and _decoded(sample, "cp1252") is not None:
        return "cp1252"
    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=_EBCDIC).best()
    return best.encoding if best else None


def _where_not_utf8(raw: bytes) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        return f"byte 0x{raw[fault.start]:02x} at place {fault.start}"
    return "its byte-order mark says another"
