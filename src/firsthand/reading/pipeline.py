"""From a document to its reading: the stages, in order.

    blocks        what each stretch of the text is: headline, body, caption, boilerplate ...
    encoder       words, sentences, a tree, names and attribution spans, from the network
    syntax        the tree with base forms, as rules walk it
    cast          who is who: every mention leads to an actor
    attribution   who is given as the source of which words
    speakers      the actor behind each source, medium and day of saying
    chains        what is told inside of what
    claims        who does what to whom: actions of the lexicon, else deeds that the network finds
                  between parties; modality, dates, background

Each stage takes typed values and gives typed values; none reads a file or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from firsthand.model.document import Document, Skipped
from firsthand.model.reading import SCHEMA, Block, MadeBy, Reading
from firsthand.model.version import VERSION
from firsthand.model.vocabulary import BlockKind
from firsthand.reading.attribution import find_attributions
from firsthand.reading.blocks import find_blocks, load_block_rules
from firsthand.reading.cast import Cast
from firsthand.reading.chains import nest
from firsthand.reading.claims import ClaimReader
from firsthand.reading.datelines import home_state
from firsthand.reading.encoder import Encoder, packaged_encoder
from firsthand.reading.lexicon import Lexicon, packaged_lexicon
from firsthand.reading.speakers import Speakers, resolve_speakers
from firsthand.reading.syntax import Tree
from firsthand.reading.tags import tagged_spans

READ_LANGUAGES = frozenset({"en"})
# Blocks whose words say nothing about the matter.
NOT_READ: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline"})


class Reader:
    """Reads documents with one network and one lexicon."""

    def __init__(self, lexicon: Lexicon | None = None, encoder: Encoder | None = None) -> None:
        """Take the package's own lexicon and network where none is given."""
        self.lexicon = lexicon or packaged_lexicon()
        self.encoder = encoder or packaged_encoder()
        self.made_by = MadeBy(
            VERSION, f"sha256:{self.encoder.sha256}", f"sha256:{self.lexicon.sha256}"
        )

    def read(self, document: Document) -> Reading:
        """What one document says; a document that cannot be read says why in `skipped`."""
        skipped = why_skipped(document)
        if skipped is not None:
            return Reading(SCHEMA, self.made_by, document, skipped)
        lexicon = self.lexicon
        blocks = find_blocks(document.text, document.title_end, load_block_rules())
        tree, cast, speakers = self.who_speaks(document, blocks)
        claims = ClaimReader(tree, lexicon, cast, speakers, blocks, document.day).claims()
        attributions = speakers.attributions(tree, lexicon, document.day)
        used = [a.speaker for a in attributions if a.speaker]
        used += [id for c in claims for id in (c.actor, c.recipient, *c.chain) if id]
        return Reading(
            schema=SCHEMA,
            made_by=self.made_by,
            document=document,
            skipped=None,
            blocks=blocks,
            sentences=tuple(tree.span(begin, end) for begin, end in tree.encoded.sentences),
            tagged=tagged_spans(tree),
            actors=cast.actors(used),
            attributions=attributions,
            claims=claims,
        )

    def who_speaks(
        self, document: Document, blocks: Sequence[Block]
    ) -> tuple[Tree, Cast, Speakers]:
        """The stages before claims: the tree, who is who, who is given as the source of what."""
        text, lexicon = document.text, self.lexicon
        stretches = [(b.start, b.end) for b in blocks if b.kind not in NOT_READ]
        tree = Tree.of(text, self.encoder.encode(text, stretches), lexicon)
        home = home_state(text, blocks, lexicon)
        cast = Cast(tree, lexicon, document.day, home, document.outlet)
        nested = nest(find_attributions(tree, cast.mentions, lexicon, blocks))
        return tree, cast, resolve_speakers(nested, cast)

    def read_all(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Readings one by one, in order."""
        return map(self.read, documents)


def why_skipped(document: Document) -> Skipped | None:
    """Why a document cannot be read, or None where it can."""
    if not any(char.isalpha() for char in document.text):
        return Skipped("no_text", "there are no words in it")
    language = document.language
    if language is not None and language.split("-")[0].lower() not in READ_LANGUAGES:
        return Skipped("no_reader", f"not read: no reader for {language}")
    return None
