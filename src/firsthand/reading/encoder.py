"""The network: text in; words, sentences, a tree, tagged spans and links out.

One ONNX file through onnxruntime, one thread. Texts are cut into windows at line breaks or
sentence ends, and windows go through in batches of like length. A window's scores depend a little
on the batch it is in (8-bit activations are scaled by batch), so batches are made within one
document and the same document gives the same result whatever stands beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.model.vocabulary import Action
from firsthand.reading.decoding import (
    Floats,
    Ints,
    WordSpan,
    best_heads,
    best_tags,
    log_softmax,
    spans_of,
)
from firsthand.reading.linking import REACHES, CueLinks, linked
from firsthand.reading.words import AFTER_BLANK, AFTER_BREAK, Word, split_words, word_shape

WINDOW = 192  # pieces
BATCH = 768  # pieces
_PIECES_OF_A_WORD = 10
_KNOWN_WORDS = 100_000
_SENTENCE_END = frozenset(".!?…:;\"”’')]—–-")
# With a capital after a full stop of its own these begin a sentence, whatever the network says.
_OPENERS = frozenset(
    ["According", "He", "She", "It", "They", "We", "The", "A", "An", "But", "In", "On", "At", "As",
     "If", "When", "While", "This", "These", "Those", "There", "However", "Meanwhile", "Earlier"]
)  # fmt: skip
_NEVER = 1e4
_TERMINAL = frozenset(".!?…\"”’')]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its class, its head (a token's number, -1 at a root) and its relation."""

    text: str
    start: int
    end: int
    gap: int
    upos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens `[begin, end)` that name someone or something: PER, ORG, LOC, NORP, MISC, ..."""

    begin: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class DeedScores:
    """What the words `[begin, end)` of one window tell of deeds between parties.

    Attributes:
        begin: The first word.
        end: The word after the last.
        deed: (words, actions): which action a word tells of.
        doer: (words, 1 + words): at whom it points as the one who does it; place 0 is nobody.
        done_to: The same of the one to whom it is done.
        actions: The names of the actions.
    """

    begin: int
    end: int
    deed: Floats
    doer: Floats
    done_to: Floats
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of a text; all places are token numbers."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[NameSpan, ...]
    sources: tuple[WordSpan, ...]
    cues: tuple[WordSpan, ...]
    contents: tuple[WordSpan, ...]
    links: tuple[CueLinks, ...]
    deeds: tuple[DeedScores, ...] = field(default=(), compare=False)
    vectors: Floats | None = field(default=None, compare=False)  # (tokens, width): see `meaning`

    def meaning(self, begin: int, end: int) -> Floats | None:
        """What the tokens `[begin, end)` mean, as a vector of length one, for comparison.

        The dot product of two of them is their cosine: 1 for the same. None where the network
        gives no vectors, or where there are no tokens.
        """
        if self.vectors is None or begin >= end:
            return None
        mean = self.vectors[begin:end].mean(0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9))


class _Labels(msgspec.Struct, frozen=True):
    relation: list[str]
    upos: list[str]
    names: list[str]
    deed: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    begin: int
    end: int
    ids: list[int]
    shapes: list[int]
    starts: list[int]


class Encoder:
    """The network with its tokenizer and labels, from a folder of the package or of a user."""

    def __init__(self, folder: Traversable) -> None:
        """Load `reader.onnx`, `tokenizer.json` and `labels.json` of a folder."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # environment variables do not reach its own pool
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._model = folder.joinpath("reader.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(
            self._model, options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._cls: int = self._tokenizer.token_to_id("[CLS]") or 0
        self._sep: int = self._tokenizer.token_to_id("[SEP]") or 0
        self._unknown: int = self._tokenizer.token_to_id("[UNK]") or 0
        self._labels = msgspec.json.decode(
            folder.joinpath("labels.json").read_bytes(), type=_Labels
        )
        self._pieces: dict[str, list[int]] = {}

    @cached_property
    def sha256(self) -> str:
        """The hash of the model file."""
        return hashlib.sha256(self._model).hexdigest()

    def encode(self, text: str, stretches: Iterable[tuple[int, int]]) -> Encoded:
        """Read some stretches `[start, end)` of a text, in order; offsets are those of the text."""
        words = split_words(text, stretches)
        windows = sorted(self._windows(words), key=lambda w: (len(w.ids), w.begin))
        parts: list[_Part] = []
        for batch in _batches(windows):
            parts += self._read(batch, words)
        parts.sort(key=lambda part: part.begin)
        return _joined(words, parts)

    # ---- windows

    def _of_word(self, word: str) -> list[int]:
        found = self._pieces.get(word)
        if found is None:
            ids = self._tokenizer.encode(word[:200], add_special_tokens=False).ids
            found = ids[:_PIECES_OF_A_WORD] or [self._unknown]
            if len(self._pieces) < _KNOWN_WORDS:
                self._pieces[word] = found
        return found

    def _windows(self, words: list[Word]) -> Iterable[_Window]:
        sizes = [len(self._of_word(word.text)) for word in words]
        begin = 0
        while begin < len(words):
            end, used = begin, 2
            while end < len(words) and used + sizes[end] <= WINDOW:
                used += sizes[end]
                end += 1
            if end < len(words):
                end = _cut(words, begin, end)
            yield self._window(words, begin, end)
            begin = end

    def _window(self, words: list[Word], begin: int, end: int) -> _Window:
        ids, shapes, starts = [self._cls], [0], []
        for word in words[begin:end]:
            pieces = self._of_word(word.text)
            starts.append(len(ids))
            ids.extend(pieces)
            shapes.extend([word_shape(word.text, word.gap)] * len(pieces))
        ids.append(self._sep)
        shapes.append(0)
        return _Window(begin, end, ids, shapes, starts)

    # ---- one batch

    def _read(self, batch: list[_Window], words: list[Word]) -> list[_Part]:
        out: dict[str, Floats] = dict(
            zip(self._outputs, self._session.run(None, _arrays(batch)), strict=True)
        )
        sizes = [window.end - window.begin for window in batch]
        layers = np.concatenate([out["source"], out["cue"], out["content"]])
        layer_logp = log_softmax(layers)
        layer_tags = best_tags(layer_logp, sizes * 3)
        name_logp = log_softmax(out["names"])
        name_tags = best_tags(name_logp, sizes)
        upos = out["upos"].argmax(-1)
        made = []
        for row, (window, size) in enumerate(zip(batch, sizes, strict=True)):
            spans = [
                spans_of(layer_tags[at], layer_logp[at], size)
                for at in (row, row + len(batch), row + 2 * len(batch))
            ]
            spans, links = linked(
                spans,
                out["link"][row, :size, : size + 1],
                {name: out[name][row, :size, : size + 1] for name in REACHES if name in out},
            )
            names = spans_of(name_tags[row], name_logp[row], size)
            sentences = _sentences(out["sentence"][row], words[window.begin : window.end])
            marks = upos[row, :size] == self._labels.upos.index("PUNCT")
            heads, relations = self._tree(out["arc"][row], out["relation"][row], sentences, marks)
            made.append(
                _Part(
                    begin=window.begin,
                    sentences=sentences,
                    upos=[self._labels.upos[n] for n in upos[row, :size]],
                    heads=heads,
                    relations=relations,
                    names=[(n.begin, n.end, self._labels.names[n.kind], n.score) for n in names],
                    spans=spans,
                    links=links,
                    deeds=self._deeds(out, row, window),
                    vectors=out["vector"][row, :size] if "vector" in out else None,
                )
            )
        return made

    def _deeds(self, out: dict[str, Floats], row: int, window: _Window) -> DeedScores | None:
        if "deed" not in out:  # a network of one's own need not find deeds
            return None
        size = window.end - window.begin
        return DeedScores(
            window.begin,
            window.end,
            out["deed"][row, :size],
            out["doer"][row, :size, : size + 1],
            out["done_to"][row, :size, : size + 1],
            self._labels.deed,
        )

    def _tree(
        self,
        arcs: Floats,
        relations: Floats,
        sentences: list[tuple[int, int]],
        marks: NDArray[np.bool_],
    ) -> tuple[list[int], list[str]]:
        heads: list[int] = []
        for begin, end in sentences:
            columns = [0, *range(begin + 1, end + 1)]
            scores = arcs[begin:end][:, columns]
            if not marks[begin:end].all():  # nothing hangs on a mark, and none is a root
                scores = scores.copy()
                scores[:, 1:][:, marks[begin:end]] -= _NEVER
                scores[marks[begin:end], 0] -= _NEVER
            found = best_heads(scores)
            heads += [begin + head - 1 if head else -1 for head in found]
        others = relations[: len(heads)].copy()
        others[:, self._labels.relation.index("root")] = -1e9  # only the root of the tree is one
        named = [self._labels.relation[n] for n in others.argmax(-1)]
        return heads, ["root" if h < 0 else name for h, name in zip(heads, named, strict=True)]


@dataclass(frozen=True, slots=True)
class _Part:
    """One window's findings, places within the window."""

    begin: int
    sentences: list[tuple[int, int]]
    upos: list[str]
    heads: list[int]
    relations: list[str]
    names: list[tuple[int, int, str, float]]
    spans: list[list[WordSpan]]
    links: list[CueLinks]
    deeds: DeedScores | None
    vectors: Floats | None


def _cut(words: list[Word], begin: int, end: int) -> int:
    """Where a window that cannot go to `end` stops: at a line break, else at a sentence end."""
    half = begin + (end - begin) // 2
    for at in range(end, half, -1):
        if words[at].gap == AFTER_BREAK:
            return at
    for at in range(end, half, -1):
        if (
            words[at - 1].text[-1] in _TERMINAL
            and words[at].gap == AFTER_BLANK
            and words[at].text[0].isupper()
        ):
            return at
    return max(end, begin + 1)


def _batches(windows: list[_Window]) -> Iterable[list[_Window]]:
    """Windows of like length, at most `BATCH` pieces together."""
    batch: list[_Window] = []
    for window in windows:
        if batch and len(window.ids) * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _arrays(batch: list[_Window]) -> dict[str, Ints]:
    pieces = max(len(window.ids) for window in batch)
    words = max(len(window.starts) for window in batch)
    shape = (len(batch), pieces)
    made: dict[str, Any] = {
        name: np.zeros(shape, np.int64) for name in ("input_ids", "attention_mask", "shapes")
    }
    made["starts"] = np.zeros((len(batch), words), np.int64)
    for row, window in enumerate(batch):
        made["input_ids"][row, : len(window.ids)] = window.ids
        made["attention_mask"][row, : len(window.ids)] = 1
        made["shapes"][row, : len(window.shapes)] = window.shapes
        made["starts"][row, : len(window.starts)] = window.starts
    return made


def _sentences(scores: Floats, words: list[Word]) -> list[tuple[int, int]]:
    """Sentence bounds: always at a line break, else only where the word before can end one."""
    begins = [0]
    for at in range(1, len(words)):
        ends = words[at - 1].text[-1] in _SENTENCE_END
        plain = words[at - 1].text == "." and words[at].text in _OPENERS
        if words[at].gap == AFTER_BREAK or plain or (ends and scores[at, 1] > scores[at, 0]):
            begins.append(at)
    return list(zip(begins, [*begins[1:], len(words)], strict=True))


def _joined(words: list[Word], parts: list[_Part]) -> Encoded:
    """The findings of all windows, places within the text."""
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    names: list[NameSpan] = []
    layers: tuple[list[WordSpan], ...] = ([], [], [])
    links: list[CueLinks] = []
    for part in parts:
        off = part.begin
        for n, head in enumerate(part.heads):
            word = words[off + n]
            at = head + off if head >= 0 else -1
            relation = part.relations[n]
            tokens.append(
                Token(word.text, word.start, word.end, word.gap, part.upos[n], at, relation)
            )
        sentences += [(begin + off, end + off) for begin, end in part.sentences]
        names += [NameSpan(b + off, e + off, kind, score) for b, e, kind, score in part.names]
        for layer, spans in zip(layers, part.spans, strict=True):
            layer += [_moved(span, off) for span in spans]
        links += [
            CueLinks(
                _moved(link.cue, off),
                tuple(_moved(span, off) for span in link.sources),
                tuple(_moved(span, off) for span in link.contents),
            )
            for link in part.links
        ]
    vectors = [part.vectors for part in parts if part.vectors is not None]
    return Encoded(
        tuple(tokens),
        tuple(sentences),
        tuple(names),
        tuple(layers[0]),
        tuple(layers[1]),
        tuple(layers[2]),
        tuple(links),
        tuple(part.deeds for part in parts if part.deeds is not None),
        np.concatenate(vectors) if vectors else None,
    )


def _moved(span: WordSpan, off: int) -> WordSpan:
    return WordSpan(span.begin + off, span.end + off, span.kind, span.score)


@cache
def packaged_encoder() -> Encoder:
    """The encoder of the package's own English model; loaded once a process."""
    return Encoder(files("firsthand.data") / "en")
