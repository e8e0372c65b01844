"""What the network says that one party does to another, and how wrong that is.

That party A does action k to party B is told by some word t of the sentence, nobody says which:
the score of k is log sum over t, over A's words a and B's words b, of
exp(deed[t, k] + doer[t, a] + done_to[t, b]); that A does nothing to B scores 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from training.batches import PlacedDeed

DEED_WEIGHT = 1.0


def pair_scores(out: dict[str, Tensor], placed: PlacedDeed) -> Tensor:
    """Score nothing and each action, (1 + actions)."""
    told = slice(placed.begin, placed.end)
    deed = out["deed"][placed.row, told].float()
    pointed = torch.zeros((), device=deed.device)
    for layer, words in (("doer", placed.deed.actor), ("done_to", placed.deed.recipient)):
        columns = [1 + at for at in words]  # place 0 is nobody
        pointed = pointed + out[layer][placed.row, told].float()[:, columns].logsumexp(-1)
    found = (deed + pointed[:, None]).logsumexp(0)
    return torch.cat([torch.zeros_like(found[:1]), found])


def deed_loss(out: dict[str, Tensor], deeds: Sequence[PlacedDeed]) -> Tensor:
    """Cross entropy, any of a pair's actions being right; the mean over pairs."""
    total = torch.zeros((), device=out["deed"].device)
    for placed in deeds:
        scores = pair_scores(out, placed)
        wanted = [1 + action for action in placed.deed.actions] or [0]
        among = scores[1:] if placed.deed.given else scores
        right = scores[wanted].logsumexp(-1)
        total = total + placed.deed.weight * (among.logsumexp(-1) - right)
    return total / max(1, len(deeds))
