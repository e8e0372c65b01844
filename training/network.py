"""The network: a small encoder of word pieces, and heads on the first piece of each word.

The encoder is BERT's (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020), with two
differences: query, key and value are one matrix, and a shape number a word (case, digits, what
stands before it) is added to the input, because the pieces are lower-cased. The piece table is
never trained: it makes two thirds of the file, and rare words would drift away from common ones.

Heads: a row of tags a word for each layer of `Labels`, and biaffine ones (Dozat and Manning
2017): `arc` points from each word at its head in the tree, `link` from each word of an attribution
at the first word of its cue, and the four `REACHES` from a cue's first word at the words where its
source and content begin and end. Place 0 of what they point at is the root, or "none here".
`deed` scores what a word tells that one party does to another, `doer` and `done_to` to whom it
points for them: see `training.deed_loss`. The mean of `vector` over the words of a sentence says
what it means, for comparison.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from firsthand.reading.linking import REACHES
from training.labels import LAYERS, PARTIES, Labels

SHAPES = 24  # word_shape gives 1 to 23; 0 stands at the window's marks
_SELDOM = -4.0  # to begin with, a word tells of no deed
_CLOSED = -1e4  # the score of a place that must not be pointed at


@dataclass(frozen=True, slots=True)
class Size:
    """How large the encoder is; the defaults are MiniLM-L6's."""

    pieces: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    layers: int = 6
    attention_heads: int = 12


class WindowDropout(nn.Module):
    """Dropout with one mask for all pieces of a window (Gal and Ghahramani 2016).

    It draws few random numbers; ordinary dropout would take a tenth of the time on a processor.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Drop the same features of every piece of a window, (batch, pieces, width)."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(len(x), 1, x.shape[-1], device=x.device) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """One layer of the encoder: attention, then two matrices, each added and normalised."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.attention_heads = size.attention_heads
        self.query_key_value = nn.Linear(size.width, 3 * size.width)
        self.attended = nn.Linear(size.width, size.width)
        self.attended_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.widen = nn.Linear(size.width, size.inner)
        self.narrow = nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = WindowDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Make the next layer's input of `x` (batch, pieces, width); `mask` is added to scores."""
        rows, pieces, width = x.shape
        split = self.query_key_value(x).view(rows, pieces, 3, self.attention_heads, -1)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: in bfloat16 on a processor this is twice as fast as torch's fused attention.
        query = query / math.sqrt(query.shape[-1])
        scores = query @ key.transpose(2, 3) + mask.to(query.dtype)
        mixed = scores.softmax(-1) @ value
        mixed = mixed.transpose(1, 2).reshape(rows, pieces, width)
        x = self.attended_norm(x + self.dropout(self.attended(mixed)))
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Biaffine(nn.Module):
    """Scores from each word to each place it may point at."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.dependant = nn.Linear(width, hidden)
        self.head = nn.Linear(width, hidden)
        self.weight = nn.Linear(hidden, hidden, bias=False)
        self.bias = nn.Linear(hidden, 1)

    def forward(self, words: Tensor, targets: Tensor) -> Tensor:
        """Give scores (batch, words, targets)."""
        dependant = functional.gelu(self.dependant(words))
        head = functional.gelu(self.head(targets))
        scores = self.weight(dependant) @ head.transpose(1, 2)
        return scores / math.sqrt(head.shape[-1]) + self.bias(head).transpose(1, 2)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(
        self,
        labels: Labels,
        size: Size | None = None,
        *,
        encoder_dropout: float = 0.05,
        head_dropout: float = 0.15,
    ) -> None:
        super().__init__()
        size = size or Size()
        self.pieces = nn.Embedding(size.pieces, size.width)
        self.pieces.weight.requires_grad_(requires_grad=False)
        self.positions = nn.Embedding(size.positions, size.width)
        self.shape = nn.Embedding(SHAPES, size.width)
        nn.init.zeros_(self.shape.weight)
        self.input_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, encoder_dropout) for _ in range(size.layers))
        self.dropout = nn.Dropout(head_dropout)
        self.tags = nn.ModuleDict(
            {layer: nn.Linear(size.width, labels.width(layer)) for layer in LAYERS}
        )
        self.arc = Biaffine(size.width, 256)
        self.link = Biaffine(size.width, 128)
        self.reaches = nn.ModuleDict({layer: Biaffine(size.width, 96) for layer in REACHES})
        self.deed = nn.Sequential(
            nn.Linear(size.width, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, len(labels.deed))
        )
        nn.init.constant_(self.deed[-1].bias, _SELDOM)
        self.parties = nn.ModuleDict({layer: Biaffine(size.width, 128) for layer in PARTIES})
        self.vector = nn.Linear(size.width, size.width)
        nn.init.eye_(self.vector.weight)  # the start weights' own meaning to begin with
        self.relation_dependant = nn.Linear(size.width, 192)
        self.relation_head = nn.Linear(size.width, 192)
        self.relation = nn.Linear(192, len(labels.relation))

    def embed(self, input_ids: Tensor) -> Tensor:
        """Look the pieces up in the table."""
        return self.pieces(input_ids)

    def encode(self, input_ids: Tensor, attention_mask: Tensor, shapes: Tensor) -> Tensor:
        """Make a vector of each piece, (batch, pieces, width)."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = self.embed(input_ids) + self.positions(places) + self.shape(shapes)
        x = self.input_norm(x)
        mask = (1.0 - attention_mask[:, None, None].to(x.dtype)) * _CLOSED
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor,
        shapes: Tensor,
        starts: Tensor,
        gold_heads: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """Score a batch of windows.

        Args:
            input_ids: pieces, (batch, pieces).
            attention_mask: 1 where a piece stands, 0 at padding.
            shapes: shape numbers of the pieces' words.
            starts: the place of each word's first piece, (batch, words); 0 at padding.
            gold_heads: the heads that relations are to be scored for; without them, each word's
                best-scored one.
        """
        hidden = self.dropout(self.encode(input_ids, attention_mask, shapes))
        width = hidden.shape[-1]
        words = torch.gather(hidden, 1, starts.unsqueeze(-1).expand(-1, -1, width))
        targets = torch.cat([hidden[:, :1], words], 1)
        closed = (starts == 0).unsqueeze(1)
        closed = torch.cat([torch.zeros_like(closed[:, :, :1]), closed], 2)
        out = {layer: head(words) for layer, head in self.tags.items()}
        out["arc"] = self.arc(words, targets).masked_fill(closed, _CLOSED)
        out["link"] = self.link(words, targets).masked_fill(closed, _CLOSED)
        out["deed"] = self.deed(words)
        for layer, head in (*self.reaches.items(), *self.parties.items()):
            out[layer] = head(words, targets).masked_fill(closed, _CLOSED)
        out["vector"] = self.vector(words)
        heads = out["arc"].argmax(-1) if gold_heads is None else gold_heads
        ends = self.relation_head(targets)
        ends = torch.gather(ends, 1, heads.unsqueeze(-1).expand(-1, -1, ends.shape[-1]))
        out["relation"] = self.relation(functional.gelu(self.relation_dependant(words) + ends))
        return out
