"""Serving starts quickly: what only reading and grouping need is not loaded for it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("alembic", "lxml", "numpy", "onnxruntime", "pyarrow", "rich", "trafilatura")


def test_the_pages_load_none_of_the_heavy_libraries() -> None:
    asks = f"import sys, firsthand.web.app; sys.exit(' '.join(set(sys.modules) & set({HEAVY})))"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
