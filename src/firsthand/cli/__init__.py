"""The command line: one module a command, each of which parses, calls and prints."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with some arguments, those of the command line if left out.

    Returns:
        The exit code: 0 done; 1 nothing usable, or the work failed; 2 the command line or a
        configuration file is wrong; 3 with `--strict`, something was skipped; 130 interrupted.
    """
    from firsthand.cli.app import run

    return run(arguments)
