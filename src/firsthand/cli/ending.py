"""How a run ends: its exit code, and one line on standard error where something went wrong."""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from firsthand.model.errors import FirsthandError, UsageError

DONE, FAILED, WRONG, SKIPPED, INTERRUPTED = 0, 1, 2, 3, 130


def tell(line: str) -> None:
    """Say something to the person at the terminal."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def speak_utf8() -> None:
    """Results are UTF-8 whatever the locale; what cannot be written is shown, never fatal."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def ended(work: Callable[[], int], *, debug: bool) -> int:
    """The exit code of some work, whatever happens in it."""
    try:
        with _warnings_told():
            code = work()
            sys.stdout.flush()
            return code
    except KeyboardInterrupt:
        return _said("interrupted", INTERRUPTED, debug=False)
    except BrokenPipeError:
        # Whoever read our output has seen enough; that is no fault.
        _silence()
        return DONE
    except FirsthandError as fault:
        return _said(str(fault), WRONG if isinstance(fault, UsageError) else FAILED, debug)
    except OSError as fault:
        _silence()  # what could not be written is not tried again at the end
        found = ": ".join(str(part) for part in (fault.filename, fault.strerror or fault) if part)
        return _said(f"the work failed: {found}", FAILED, debug)
    except Exception as fault:
        found = f"{type(fault).__name__}: {fault}"
        return _said(f"the work failed: {found} (--debug shows where)", FAILED, debug)


def _said(line: str, code: int, debug: bool) -> int:
    with suppress(OSError, ValueError):
        if debug:
            traceback.print_exc()
        tell(f"firsthand: {one_line(line)}")
    return code


def one_line(words: str) -> str:
    """Words without line ends and what else would disturb a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _silence() -> None:
    """Send the rest of the output nowhere, so that closing it raises nothing either."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Warnings of the program's own loggers go to standard error, those of libraries nowhere."""
    own, root = logging.getLogger("firsthand"), logging.getLogger()
    teller, nowhere = Teller(logging.WARNING), logging.NullHandler()
    own.addHandler(teller)
    # A root without a handler would print the warnings of libraries.
    root.addHandler(nowhere)
    try:
        yield
    finally:
        own.removeHandler(teller)
        root.removeHandler(nowhere)


class Teller(logging.Handler):
    """Tells each record as one line."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one."""
        tell(f"note: {one_line(record.getMessage())}")
