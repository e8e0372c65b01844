"""Processes that train one network together, each on batches of its own.

On a machine whose cores are shared, two processes of one thread are faster than two threads of
one process, which wait for each other at every matrix. Gradients are averaged in shared memory,
always in the same order, so all processes keep the same weights to the bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Barrier

import torch
from torch import Tensor, nn

_PATIENCE = 1800  # seconds; a worker that waits longer has lost the others


@dataclass(frozen=True, slots=True)
class Team:
    """A worker's place among the others.

    Attributes:
        rank: Its number, from 0.
        size: How many there are.
        shared: A row a worker, (size, gradients + 1); the last column is free for a number.
        barrier: Where all wait for each other.
    """

    rank: int
    size: int
    shared: Tensor
    barrier: Barrier

    def average(self, weights: list[nn.Parameter], number: float) -> float:
        """Average all gradients in place, and give the first worker's `number`."""
        if self.size == 1:
            return number
        at, row = 0, self.shared[self.rank]
        for weight in weights:
            part = row[at : at + weight.numel()]
            if weight.grad is None:
                part.zero_()
            else:
                part.copy_(weight.grad.flatten())
            at += weight.numel()
        row[-1] = number
        self.barrier.wait(_PATIENCE)
        mean = self.shared[:, :-1].mean(0)
        first = float(self.shared[0, -1])
        self.barrier.wait(_PATIENCE)
        at = 0
        for weight in weights:
            weight.grad = mean[at : at + weight.numel()].view_as(weight)
            at += weight.numel()
        return first


def shared_rows(size: int, weights: list[nn.Parameter]) -> Tensor:
    """Make the memory that a team averages in."""
    if size == 1:
        return torch.zeros(1, 1)
    return torch.zeros(size, sum(weight.numel() for weight in weights) + 1).share_memory_()
