"""The average of a network's last weights, which reads better than the last ones alone."""

from __future__ import annotations

import torch
from torch import Tensor

from training.network import Network


class Average:
    """A running average of the trained weights.

    Args:
        network: Whose weights.
        keep: How much of the average a step keeps, near 1; less in the first steps.
    """

    def __init__(self, network: Network, keep: float) -> None:
        self._weights = {
            name: weight for name, weight in network.named_parameters() if weight.requires_grad
        }
        self._keep = keep
        self.kept: dict[str, Tensor] = {
            name: weight.detach().clone() for name, weight in self._weights.items()
        }

    @torch.no_grad()
    def add(self, step: int) -> None:
        """Take the weights of a step, counted from 1, into the average."""
        keep = min(self._keep, (step + 1) / (step + 10))
        torch._foreach_lerp_(list(self.kept.values()), list(self._weights.values()), 1 - keep)
