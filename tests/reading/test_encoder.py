"""The network's findings stand where they say, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reading.encoder import Encoded, packaged_encoder
from firsthand.reading.words import split_words

ODD = "⚠️ “Kyiv’s” 🇺🇦 d\u200bone — naïve Ωmega 北京 said: ‘No.’\nI'd’ve can't U.S. $2.5bn 3,000.5 http://a.example/x?y=1"


def encode(text: str) -> Encoded:
    return packaged_encoder().encode(text, [(0, len(text))])


def assert_exact(text: str, encoded: Encoded) -> None:
    last = 0
    for token in encoded.tokens:
        assert text[token.start : token.end] == token.text
        assert last <= token.start < token.end
        last = token.end
    size = len(encoded.tokens)
    assert all(-1 <= token.head < size for token in encoded.tokens)
    assert [begin for begin, _ in encoded.sentences][:1] in ([], [0])
    for (_, end), (begin, _) in zip(encoded.sentences, encoded.sentences[1:], strict=False):
        assert end == begin
    tagged = [(s.begin, s.end) for s in (*encoded.sources, *encoded.cues, *encoded.contents)]
    named = [(name.begin, name.end) for name in encoded.names]
    for begin, end in tagged + named:
        assert 0 <= begin < end <= size


def test_offsets_are_exact_with_emoji_zero_width_and_mixed_scripts() -> None:
    assert_exact(ODD, encode(ODD))


def test_every_sentence_is_one_tree_with_one_root() -> None:
    encoded = encode(
        "The minister said on Monday that the talks, which began in May, had failed. "
        "“We will go on,” he added.\nNobody else spoke."
    )
    for begin, end in encoded.sentences:
        heads = [encoded.tokens[n].head for n in range(begin, end)]
        assert heads.count(-1) == 1
        for n in range(begin, end):
            seen = set()
            while n >= 0:
                assert n not in seen
                assert begin <= n < end
                seen.add(n)
                n = encoded.tokens[n].head


def test_a_sentence_begins_only_after_a_mark_or_at_a_line() -> None:
    text = "NORWAY AND CHILE AGREE TO SHARE DATA\nThe two states signed on Monday\nNothing more"
    encoded = encode(text)
    starts = [encoded.tokens[begin].start for begin, _ in encoded.sentences]
    assert starts == [0, text.index("The two"), text.index("Nothing")]


def test_the_same_text_gives_the_same_whatever_was_read_before() -> None:
    text = "Norway said it would sell gas to Poland. Chile denied it."
    first = encode(text)
    encode("Something else entirely, said the man from Lima. " * 40)
    assert encode(text) == first


def test_only_the_stretches_given_are_read() -> None:
    text = "Norway met Chile. READ MORE: a list. Peru met Japan."
    encoded = packaged_encoder().encode(text, [(0, 17), (37, len(text))])
    assert [t.text for t in encoded.tokens if t.text in ("READ", "MORE", "list")] == []
    assert_exact(text, encoded)


def test_an_empty_text_has_no_words() -> None:
    assert encode("") == encode("  \n ")
    assert encode("").tokens == ()


@given(st.text(max_size=300))
def test_words_quote_the_text_and_leave_nothing_but_blanks(text: str) -> None:
    at = 0
    for word in split_words(text, [(0, len(text))]):
        assert text[at : word.start].strip() == ""
        assert text[word.start : word.end] == word.text
        at = word.end
    assert text[at:].strip() == ""


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_encoded_with_exact_offsets(text: str) -> None:
    assert_exact(text, encode(text))
