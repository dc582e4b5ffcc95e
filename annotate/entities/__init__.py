"""The English entity stage: who and what a document names, one entity each, however they are called.

In the order of the work: `tagger` guesses and `guesses` cleans what it guessed; `designated`, `introduced`, `stated`,
`firms`, `chinese_names` and `everywhere` see more names; `own_words`, `context`, `han_characters`, `namelists` and
`gazetteer` vote on what each names, `other_names`, `renamed` and `explained` find what else it is called; `evidence`
gathers all this for a text, and `resolve` makes entities of it by what `identity`, `same_person` and `same_body` know
to name the same; `kin` parts who is called by another's surname.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotate.entities.evidence import gather
from annotate.entities.gazetteer import Gazetteer, extended_gazetteer, load_gazetteer
from annotate.entities.kin import part_kin
from annotate.entities.recogniser import Guess
from annotate.entities.resolve import drop_unnamed, resolve
from annotate.entities.sightings import is_name
from annotate.entities.tagger import Tagger, load_tagger
from annotate.identifiers import KindOf
from annotate.model import Block, BlockKind, Document, Mention, Span
from annotate.offsets import OffsetMap
from annotate.overlap import longest_first

__all__ = ["Gazetteer", "Tagger", "extended_gazetteer", "is_name", "load_gazetteer", "load_tagger", "tag_entities"]

NO_LINE_BREAK = re.compile(r"[^\n]")


def tag_entities(
    document: Document, *, tagger: Tagger, gazetteer: Gazetteer | None = None, kind_of: KindOf | None = None
) -> Document:
    """`document` with its mentions and entities, found in the English blocks of the normalized text.

    Mentions are sorted, never overlap and measure the source; one that touches an edit covers all of it.
    Without a gazetteer the one that comes with the program is used. `kind_of` tells what Han characters beside a
    name say about it.
    """
    known = load_gazetteer() if gazetteer is None else gazetteer
    blocks = [block for block in _blocks(document) if _is_english(block)]
    offsets = OffsetMap(document.applied)
    text = _prose(document, blocks, offsets)
    guesses = _tag(text, [offsets.to_normalized(block.span) for block in blocks], tagger)
    found, entities = part_kin(text, *resolve(gather(text, guesses, known, kind_of), known))
    mentions = _in_source(document, found, offsets)
    return replace(document, mentions=tuple(mentions), entities=tuple(drop_unnamed(mentions, entities)))


def _blocks(document: Document) -> tuple[Block, ...]:
    """The document's blocks; a document without any is one paragraph."""
    if document.blocks or not document.source:
        return document.blocks
    return (Block(Span(0, len(document.source)), language=document.metadata.language),)


def _is_english(block: Block) -> bool:
    return block.kind != BlockKind.VERBATIM and block.language.split("-")[0] == "en"


def _prose(document: Document, blocks: Iterable[Block], offsets: OffsetMap) -> str:
    """The normalized text with spaces for all that is no English prose but line breaks; offsets stay what they are."""
    normalized = document.normalized
    pieces: list[str] = []
    at = 0
    for start, end in _stretches(document, blocks, offsets):
        pieces += (NO_LINE_BREAK.sub(" ", normalized[at:start]), normalized[start:end])
        at = max(at, end)
    return "".join((*pieces, NO_LINE_BREAK.sub(" ", normalized[at:])))


def _stretches(document: Document, blocks: Iterable[Block], offsets: OffsetMap) -> Iterable[tuple[int, int]]:
    """The stretches of normalized text inside `blocks` and outside mark-up and protected text, in order."""
    hidden = sorted(offsets.to_normalized(span) for span in (*document.syntax, *document.protected))
    at = number = 0
    for block in sorted(offsets.to_normalized(block.span) for block in blocks):
        at = max(at, block.start)
        while number < len(hidden) and hidden[number].start < block.end:
            if hidden[number].start > at:
                yield at, hidden[number].start
            at = max(at, hidden[number].end)
            number += 1
        if at < block.end:
            yield at, block.end
            at = block.end


def _tag(text: str, blocks: Sequence[Span], tagger: Tagger) -> Iterable[Guess]:
    """The tagger's guesses in all blocks, their offsets measuring the whole text."""
    for block, guesses in zip(blocks, tagger.tag(block.of(text) for block in blocks), strict=True):
        yield from (Guess(block.start + guess.start, block.start + guess.end, guess.label) for guess in guesses)


def _in_source(document: Document, mentions: Iterable[Mention], offsets: OffsetMap) -> list[Mention]:
    """Mentions that measure the source; those that mark-up or protected text stands in, or parts from half a word."""
    hidden = sorted((*document.syntax, *document.protected))
    starts = [span.start for span in hidden]
    carried: list[Mention] = []
    for mention in mentions:
        span = offsets.to_source(mention.span)
        after = bisect_right(starts, span.end - 1)
        if not any(_cuts(gap, span, document.source) for gap in hidden[max(0, after - 1) : after + 1]):
            carried.append(replace(mention, span=span, surface=span.of(document.source)))
    return longest_first(carried, lambda mention: mention.span)


def _cuts(gap: Span, name: Span, source: str) -> bool:
    """Whether what lies in `gap` stands inside the name, or between it and the rest of its word: Guang**dong."""
    if gap.start == name.end:
        return source[gap.end : gap.end + 1].isalnum()
    if gap.end == name.start:
        return source[gap.start - 1 : gap.start].isalnum()
    return gap.overlaps(name)
