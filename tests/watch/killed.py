"""Rounds of a watch in processes of their own, killed after so many documents."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def one_round(store: Path, feed: str, after: int | None) -> list[str]:
    """The pages that one round kept before it was killed, after so many; None: not killed."""
    kept = []
    words = [sys.executable, "-m", "tests.watch.one_round", str(store), feed]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout
        for line in running.stdout:
            kept.append(line.strip())
            if after is not None and len(kept) == after:
                running.send_signal(signal.SIGKILL)
                break
        kept += [line.strip() for line in running.stdout if line.endswith("\n")]
    return kept
