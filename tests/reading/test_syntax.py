"""The tree stays a tree, whatever the network says of the words."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from firsthand.reading.encoder import Encoded, Token
from firsthand.reading.lexicon import packaged_lexicon
from firsthand.reading.syntax import Tree

_CLASSES = st.sampled_from(["NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADP", "SCONJ", "NUM", "DET"])
_RELATIONS = st.sampled_from(
    ["amod", "compound", "nmod", "obj", "nsubj", "xcomp", "acl", "case", "mark", "advcl"]
)
_WORDS = st.sampled_from(["sold", "Tunisian", "sailors", "eleven", "denying", "to", "Poland"])


@st.composite
def _encoded(draw: st.DrawFn) -> tuple[str, Encoded]:
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    text = ""
    for _ in range(draw(st.integers(1, 2))):
        size = draw(st.integers(1, 7))
        order = draw(st.permutations(range(size)))
        heads = {order[0]: -1}
        for n, below in enumerate(order[1:], 1):
            heads[below] = order[draw(st.integers(0, n - 1))]
        first = len(tokens)
        for n in range(size):
            word = draw(_WORDS)
            head = heads[n] + first if heads[n] >= 0 else -1
            relation = draw(_RELATIONS) if head >= 0 else "root"
            start = len(text)
            tokens.append(Token(word, start, start + len(word), 0, draw(_CLASSES), head, relation))
            text += word + " "
        sentences.append((first, len(tokens)))
    return text, Encoded(tuple(tokens), tuple(sentences), (), (), (), (), ())


_RING = (
    "sold Tunisian sailors",
    Encoded(
        (
            Token("sold", 0, 4, 0, "VERB", -1, "root"),
            Token("Tunisian", 5, 13, 0, "ADJ", 0, "amod"),
            Token("sailors", 14, 21, 0, "NOUN", 1, "nmod"),
        ),
        ((0, 3),), (), (), (), (), (),
    ),
)  # fmt: skip


@given(_encoded())
@example(_RING)
def test_mended_tokens_form_one_tree_a_sentence(made: tuple[str, Encoded]) -> None:
    text, encoded = made
    tree = Tree.of(text, encoded, packaged_lexicon())
    for begin, end in encoded.sentences:
        roots = [n for n in range(begin, end) if tree.head(n) < 0]
        assert len(roots) == 1
        for n in range(begin, end):
            path, at = {n}, tree.head(n)
            while at >= 0:
                assert at not in path
                assert begin <= at < end
                path.add(at)
                at = tree.head(at)
