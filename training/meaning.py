"""What a sentence means, learnt from the start weights.

all-MiniLM-L6-v2 was trained so that the mean of a sentence's pieces says what it means (Reimers and
Gurevych 2019). Tags and trees would wear that away; so the network is asked, of some sentences of
each batch, for the vector that the untouched start weights give of the sentence alone.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Sentences
from training.network import Network

MEANING_EVERY = 2  # steps
MEANING_WEIGHT = 2.0


class Teacher:
    """The start weights, never trained."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval().requires_grad_(requires_grad=False)

    def meaning(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Give the mean of the last layer's pieces, of length one: (sentences, width)."""
        with torch.no_grad():
            hidden = self.network.encode(input_ids, attention_mask, torch.zeros_like(input_ids))
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return functional.normalize((hidden * weight).sum(1).float(), dim=-1)

    def apart(self, vectors: Tensor, sentences: Sentences, *, bfloat16: bool) -> Tensor:
        """Say how far a network's vectors of words, averaged, are from these: 0 is the same."""
        device = vectors.device
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bfloat16):
            wanted = self.meaning(
                torch.from_numpy(sentences.input_ids).to(device),
                torch.from_numpy(sentences.attention_mask).to(device),
            )
        found = torch.stack(
            [vectors[row, begin:end].float().mean(0) for row, begin, end in sentences.places]
        )
        return (1 - functional.cosine_similarity(found, wanted, dim=-1)).mean()
