"""What the network says that one party does to another, and how wrong that is.

That word t of the sentence tells that party A does action k to party B scores

    deed[t, k] + log sum exp doer[t, a] + log sum exp done_to[t, b]

over A's words a and B's words b; that A does nothing to B scores 0. Only verbs, nouns, adjectives
that are not of A or B may tell it. Gold says in which words it is told, or leaves that open too.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from training.batches import PlacedDeed

DEED_WEIGHT = 1.0


def pair_scores(out: dict[str, Tensor], placed: PlacedDeed) -> Tensor:
    """Score each word that may tell it and each action, (words, actions)."""
    tells = list(placed.tells)
    scores = out["deed"][placed.row, tells].float()
    for layer, words in (("doer", placed.deed.actor), ("done_to", placed.deed.recipient)):
        columns = [1 + at for at in words]  # place 0 is nobody
        pointed = out[layer][placed.row, tells].float()[:, columns].logsumexp(-1)
        scores = scores + pointed[:, None]
    return scores


def deed_loss(out: dict[str, Tensor], deeds: Sequence[PlacedDeed]) -> Tensor:
    """Cross entropy, any of a pair's actions being right in any of its words; the mean of pairs."""
    total = torch.zeros((), device=out["deed"].device)
    for placed in deeds:
        scores = pair_scores(out, placed)
        nothing = torch.zeros((1,), device=scores.device)
        every = scores.flatten()
        if not placed.deed.given:
            every = torch.cat([nothing, every])
        right = nothing[0]
        if placed.deed.actions:
            told_by = [n for n, at in enumerate(placed.tells) if at in placed.deed.told_by]
            among = scores[told_by] if told_by else scores
            right = among[:, list(placed.deed.actions)].flatten().logsumexp(-1)
        total = total + placed.deed.weight * (every.logsumexp(-1) - right)
    return total / max(1, len(deeds))
