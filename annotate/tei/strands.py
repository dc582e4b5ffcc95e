"""The text of a TEI file, paragraph by paragraph, with the place of every character in its bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from annotate.model import Span
from annotate.tei.frame import Frame, frame_of
from annotate.tei.tags import TOKENS, Scanner, Tag

_BREAK = "\n\n"
_BLOCKS = frozenset("p head ab item l cell".split())
_FROZEN = frozenset(
    # are what they are
    "choice app subst code formula gi att eg ref ptr idno email"
    # may hold words alone
    " am binaryObject c constraint defaultVal depth dim ex f g geo height ident interp locus m mapping measureGrp"
    " memberOf msName oRef outputRendition pRef postBox postCode series string tag val width xenoData".split()
)
"""Elements whose words are read, where they come first, but not changed or divided."""
_SILENT = frozenset("corr reg expan add rdg del gap note rt figDesc metamark fw teiHeader standOff".split())
"""Elements whose words do not belong to the sentence around them; nor do those of other vocabularies."""
_NAMES = frozenset("persName orgName placeName name rs geogName term gloss title foreign date time measure num".split())


@dataclass(frozen=True, slots=True)
class Strand:
    """The words of one paragraph."""

    tag: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Character:
    start: int
    end: int
    parent: Tag
    whole: bool
    """Whether it stands in the file as itself, so that tags may be put beside it."""


@dataclass(slots=True)
class Strands:
    """The text of a file, and where it stands."""

    frame: Frame
    ordinals: Mapping[int, int]
    """Which paragraph of its kind in the text each is, from 1 on, by the place where it begins."""
    source: str = ""
    texts: tuple[Strand, ...] = ()
    frozen: tuple[Span, ...] = ()
    characters: list[_Character | None] = field(default_factory=list)
    """Of every character of the source; None between the paragraphs."""

    def place_of(self, span: Span) -> Place | None:
        """Where tags can be put around the words; None when both ends do not stand in the same element, as themselves.

        A name stands around the tokens of its words, where they are tokens, never inside one.
        """
        found = self.characters[span.start : span.end]
        first, last = found[0], found[-1]
        if None in found or first is None or last is None or not (first.whole and last.whole):
            return None
        one, two = first.parent.around_tokens, last.parent.around_tokens
        start = self._token_edge(span.start, first, one, -1)
        end = self._token_edge(span.end - 1, last, two, 1)
        return Place(start, end, one) if one is two and start is not None and end is not None else None

    def _token_edge(self, at: int, character: _Character, around: Tag, step: int) -> int | None:
        """Where the words begin (`step` -1) or end in the file; None inside a token."""
        if character.parent is around:
            return character.start if step < 0 else character.end
        token = character.parent
        while token.parent is not None and token.parent is not around:
            token = token.parent
        beside = self.characters[at + step] if 0 <= at + step < len(self.characters) else None
        if beside is not None and token.holds(beside.parent):
            return None
        return token.start if step < 0 else token.end

    def in_one_piece(self, span: Span) -> bool:
        """Whether the words stand in the file without anything between them, where words may be changed."""
        found = [each for each in self.characters[span.start : span.end] if each is not None]
        if len(found) < len(span) or not (found[0].whole and found[-1].whole):
            return False
        if found[0].parent.within(_FROZEN | TOKENS):
            return False
        return all(one.end == two.start and one.parent is two.parent for one, two in pairwise(found))

    def pointer_to(self, span: Span) -> str | None:
        """A pointer to the paragraph where words begin, or to the nearest element in it that has an id.

        None for what lies between paragraphs.
        """
        for character in filter(None, self.characters[span.start : span.end]):
            for tag in character.parent.chain():
                if "xml:id" in tag.attributes:
                    return f"#{tag.attributes['xml:id']}"
                if tag.start in self.ordinals:
                    return f"#xpath((//text//{tag.name})[{self.ordinals[tag.start]}])"
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where tags can stand around words, in bytes, and the element that they stand in."""

    start: int
    end: int
    parent: Tag

    @property
    def is_named(self) -> bool:
        """Whether the words are marked as a name or a term already, or belong to what must stay as it is."""
        return self.parent.within(_NAMES | _FROZEN)


def strands_of(data: bytes, name: str) -> Strands:
    """The text of a file.

    Raises EditionError when it is not well-formed, not in UTF-8, has no header and text, or has our mark-up already.
    """
    scanner = Scanner(data, name)
    scanner.scan()
    strands = Strands(frame_of(scanner.tags, name), dict(_ordinals(scanner.tags)))
    builder = _Builder(strands)
    ends = sorted(set(scanner.ends))
    following = dict(zip(ends, [*ends[1:], len(data)], strict=True))
    for at, words, parent, cdata in scanner.runs:
        block = _block_of(parent)
        if parent is not None and block is not None:
            builder.add(block, _characters(data, (at, following[at]), words, parent, cdata=cdata), words)
    builder.finish()
    return strands


def _ordinals(tags: Iterable[Tag]) -> Iterator[tuple[int, int]]:
    """Of every paragraph in the text where it begins, and its number among those of its name."""
    counts: Counter[str] = Counter()
    for tag in tags:
        if tag.name in _BLOCKS and tag.within(frozenset(("text",))):
            counts[tag.name] += 1
            yield tag.start, counts[tag.name]


def _block_of(tag: Tag | None) -> Tag | None:
    """The paragraph that words directly in `tag` belong to; None when they belong to none."""
    at = tag
    while at is not None and at.name not in _BLOCKS:
        if at.name in _SILENT or at.name.startswith("{"):
            return None
        at = at.parent
    return at if at is not None and at.within(frozenset(("text",))) else None


def _characters(data: bytes, place: tuple[int, int], words: str, parent: Tag, *, cdata: bool) -> list[_Character]:
    """The characters of one run of text; those that are written otherwise than they read are no place for tags."""
    at, end = place
    raw = words.encode()
    is_entity = data[at : at + 1] == b"&"  # even where it stands for itself: &amp; begins as it reads
    if cdata or is_entity or data[at : at + len(raw)] != raw:
        return [_Character(at, end, parent, whole=not cdata and len(words) == 1) for _ in words]
    found: list[_Character] = []
    for character in words:
        length = len(character.encode())
        found.append(_Character(at, at + length, parent, whole=True))
        at += length
    return found


class _Builder:
    """Puts the words of each paragraph together; a paragraph inside another is a strand of its own."""

    def __init__(self, strands: Strands) -> None:
        self._strands = strands
        self._blocks: dict[int, tuple[Tag, list[_Character], list[str]]] = {}

    def add(self, block: Tag, characters: list[_Character], words: str) -> None:
        _, known, pieces = self._blocks.setdefault(block.start, (block, [], []))
        known += characters
        pieces.append(words)

    def finish(self) -> None:
        texts: list[Strand] = []
        sources: list[str] = []
        at = 0
        for _, (block, characters, pieces) in sorted(self._blocks.items()):
            words = "".join(pieces)
            if not words.strip():
                continue
            if sources:
                sources.append(_BREAK)
                self._strands.characters += [None] * len(_BREAK)
                at += len(_BREAK)
            lead = len(words) - len(words.lstrip())
            texts.append(Strand(block.name, Span(at + lead, at + len(words.rstrip()))))
            sources.append(words)
            self._strands.characters += characters
            at += len(words)
        self._strands.source = "".join(sources)
        self._strands.texts = tuple(texts)
        self._strands.frozen = tuple(_frozen(self._strands.characters))


def _frozen(characters: list[_Character | None]) -> list[Span]:
    """The stretches that must stay as they are."""
    spans: list[Span] = []
    for at, each in enumerate(characters):
        if each is not None and (not each.whole or each.parent.within(_FROZEN)):
            if spans and spans[-1].end == at:
                spans[-1] = Span(spans[-1].start, at + 1)
            else:
                spans.append(Span(at, at + 1))
    return spans
