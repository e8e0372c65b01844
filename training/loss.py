"""How wrong the network is on a batch, summed over the layers that the batch has gold for."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from firsthand.reading.linking import REACHES
from training.documents import IGNORE

# How much each layer counts; content is the hardest and what most else hangs on.
WEIGHTS = {
    "source": 1.0,
    "cue": 1.0,
    "content": 1.5,
    "link": 0.75,
    **dict.fromkeys(REACHES, 0.25),
    "arc": 1.0,
    "relation": 1.0,
    "upos": 0.5,
    "sentence": 0.5,
    "names": 1.0,
}
FACTUALITY_WEIGHT = 0.2


def batch_loss(
    out: dict[str, Tensor], gold: dict[str, Tensor], factuality: Tensor, hidden: Tensor
) -> tuple[Tensor, dict[str, float]]:
    """Give the sum to be lowered, and each layer's own mean.

    Args:
        out: The network's scores.
        gold: Numbers of labels, (windows, words), `IGNORE` where there is none.
        factuality: Values, NaN where there is none.
        hidden: (windows, kinds of names): kinds that the window's data set does not mark.
    """
    total = torch.zeros((), device=factuality.device)
    parts: dict[str, float] = {}
    for layer, weight in WEIGHTS.items():
        wanted = gold[layer]
        if not bool((wanted != IGNORE).any()):
            continue
        scores = out[layer].float()
        if layer == "names":
            value = _names_loss(scores, wanted, hidden)
        else:
            value = functional.cross_entropy(
                scores.flatten(0, 1), wanted.flatten(), ignore_index=IGNORE
            )
        parts[layer] = float(value.detach())
        total = total + weight * value
    valued = ~factuality.isnan()
    if bool(valued.any()):
        found = out["factuality"].float().squeeze(-1)[valued]
        value = functional.smooth_l1_loss(found, factuality[valued])
        parts["factuality"] = float(value.detach())
        total = total + FACTUALITY_WEIGHT * value
    return total, parts


def _names_loss(scores: Tensor, wanted: Tensor, hidden: Tensor) -> Tensor:
    """Cross entropy where "outside" stands for itself and for the kinds that nobody marked."""
    logp = scores.log_softmax(-1)
    open_tags = torch.cat(
        [torch.ones_like(hidden[:, :1]), hidden.repeat_interleave(2, dim=1)], 1
    ).unsqueeze(1)
    outside = logp.masked_fill(~open_tags, float("-inf")).logsumexp(-1)
    picked = logp.gather(-1, wanted.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    picked = torch.where(wanted == 0, outside, picked)
    return -picked[wanted != IGNORE].mean()
