"""The command line: one module a command, each of which parses, calls and prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from firsthand.cli.ending import ended, speak_utf8

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with some arguments, those of the command line if left out.

    Returns:
        The exit code: 0 done; 1 nothing usable, or the work failed; 2 the command line or a
        configuration file is wrong; 3 with `--strict`, something was skipped; 130 interrupted.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)

    def work() -> int:
        # Here, so that an interrupt while the program loads is one too.
        from firsthand.cli.app import invoke

        return invoke(words)

    speak_utf8()
    # Looked for here, since it must be known before the rest is understood.
    return ended(work, debug="--debug" in words)
