"""Whether this processor multiplies matrices faster in bfloat16: measured, since it varies tenfold.

Processors with AVX-512 BF16 or AMX are about twice as fast in it; without, they are ten times
slower.
"""

from __future__ import annotations

import time

import torch

_ROUNDS = 5


def bfloat16_is_faster() -> bool:
    """Time one matrix in both."""
    return _seconds(torch.bfloat16) < 0.8 * _seconds(torch.float32)


def _seconds(dtype: torch.dtype) -> float:
    left, right = torch.ones(512, 384, dtype=dtype), torch.ones(384, 1536, dtype=dtype)
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.process_time()
        left @ right
        best = min(best, time.process_time() - begun)
    return best
