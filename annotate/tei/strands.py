"""A TEI file as strands of text with the place of every character in its bytes; and its tags with theirs.

Expat reads the file and says where each event begins; it expands no entity and opens no other file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pyexpat import ExpatError
from xml.parsers import expat

from annotate.errors import EditionError
from annotate.model import Span

_BREAK = "\n\n"
_BLOCKS = frozenset("p head ab item l cell".split())
_FROZEN = frozenset("choice app subst code formula gi att egXML eg ref ptr idno email".split())
"""Elements whose words are read, where they come first, but not changed or divided."""
_SILENT = frozenset("corr reg expan add rdg del gap note rt figDesc metamark fw".split())
"""Elements whose words do not belong to the sentence around them."""
_NAMES = frozenset("persName orgName placeName name rs geogName term gloss title foreign date time measure num".split())


@dataclass(slots=True)
class Tag:
    """An element with the places of its tags."""

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    content: int = 0
    """Where its start tag ends."""
    closing: int = 0
    """Where its end tag begins."""
    end: int = 0
    parent: Tag | None = None

    def within(self, names: frozenset[str]) -> bool:
        """Whether the element, or one around it, has one of these names."""
        return self.name in names or (self.parent is not None and self.parent.within(names))


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

    source: str = ""
    texts: tuple[Strand, ...] = ()
    frozen: tuple[Span, ...] = ()
    characters: list[_Character | None] = field(default_factory=list)
    """Of every character of the source; None between the paragraphs."""
    title_end: int = 0
    file_end: int = 0
    encoding_end: int | None = None
    text_start: int = 0

    def holds(self, span: Span) -> bool:
        """Whether tags can be put around the words: both ends stand in the same element, as themselves."""
        first, last = self.characters[span.start], self.characters[span.end - 1]
        inside = self.characters[span.start : span.end]
        return bool(
            first and last and first.parent is last.parent and first.whole and last.whole and None not in inside
        )

    def in_one_piece(self, span: Span) -> bool:
        """Whether the words stand in the file without anything between them."""
        found = [each for each in self.characters[span.start : span.end] if each is not None]
        if len(found) < len(span) or not self.holds(span) or found[0].parent.within(_FROZEN):
            return False
        return all(one.end == two.start and one.parent is two.parent for one, two in pairwise(found))

    def is_named(self, span: Span) -> bool:
        """Whether the words are marked as a name or a term already, or belong to what must stay as it is."""
        first = self.characters[span.start]
        return first is not None and first.parent.within(_NAMES | _FROZEN)

    def bytes_of(self, span: Span) -> tuple[int, int]:
        """Where the words begin and end in the file."""
        first, last = self.characters[span.start], self.characters[span.end - 1]
        if first is None or last is None:
            raise ValueError("the span lies between paragraphs")
        return first.start, last.end

    def prefix_at(self, place: int) -> str:
        """The prefix that TEI elements have there, with its colon."""
        character = self.characters[place]
        return character.parent.prefix if character else ""


class _Scanner:
    """What expat tells, gathered."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name
        self.tags: list[Tag] = []
        self.runs: list[tuple[int, str, Tag | None, bool]] = []
        """Text with its place, the element around it, and whether it lies in CDATA."""
        self.ends: list[int] = []
        self._open: list[Tag] = []
        self._cdata = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = False
        self._parser.ordered_attributes = False
        handlers: dict[str, Callable[..., None]] = {
            "StartElementHandler": self._start,
            "EndElementHandler": self._end,
            "CharacterDataHandler": self._text,
            "StartCdataSectionHandler": self._start_cdata,
            "EndCdataSectionHandler": self._end_cdata,
            "CommentHandler": self._other,
            "ProcessingInstructionHandler": self._other,
            "DefaultHandler": self._other,  # its being there keeps entities from being expanded
        }
        for handler, function in handlers.items():
            setattr(self._parser, handler, function)

    def scan(self) -> None:
        """Read the whole file."""
        try:
            self.data.decode("utf-8")
            self._parser.Parse(self.data, True)  # noqa: FBT003 - expat's word for "this is all"
        except UnicodeDecodeError as error:
            raise EditionError(f"{self.name}: byte {error.start} is no UTF-8; save the file as UTF-8 first") from error
        except ExpatError as error:
            raise EditionError(f"{self.name}:{error.lineno}: this is not well-formed XML: {error}") from error

    def _here(self) -> int:
        at = self._parser.CurrentByteIndex
        self.ends.append(at)
        return at

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        at = self._here()
        tag = Tag(local, f"{prefix}:" if prefix else "", attributes, at, parent=self._open[-1] if self._open else None)
        tag.content = self._tag_end(at)
        self.tags.append(tag)
        self._open.append(tag)

    def _tag_end(self, at: int) -> int:
        """The place after the `>` that ends the tag at `at`; one in an attribute's value does not."""
        quote = 0
        for place in range(at, len(self.data)):
            byte = self.data[place]
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in b"\"'":
                quote = byte
            elif byte == ord(">"):
                return place + 1
        return len(self.data)

    def _end(self, _: str) -> None:
        tag, at = self._open.pop(), self._here()
        tag.closing = tag.end = tag.content
        if not self.data[tag.start : tag.content].endswith(b"/>"):
            tag.closing, tag.end = at, self._tag_end(at)

    def _text(self, words: str) -> None:
        self.runs.append((self._here(), words, self._open[-1] if self._open else None, self._cdata))

    def _start_cdata(self) -> None:
        self._here()
        self._cdata = True

    def _end_cdata(self) -> None:
        self._here()
        self._cdata = False

    def _other(self, *_: str) -> None:
        self._here()


def tags_of(data: bytes, name: str) -> list[Tag]:
    """Every element of a file, in order."""
    scanner = _Scanner(data, name)
    scanner.scan()
    return scanner.tags


def strands_of(data: bytes, name: str) -> Strands:
    """The text of a file.

    Raises EditionError when it is not well-formed, not in UTF-8, has no header and text, or has our mark-up already.
    """
    scanner = _Scanner(data, name)
    scanner.scan()
    strands = Strands()
    _find_frame(scanner, strands, name)
    builder = _Builder(strands)
    ends = sorted(set(scanner.ends))
    following = dict(zip(ends, [*ends[1:], len(data)], strict=True))
    for at, words, parent, cdata in scanner.runs:
        block = _block_of(parent)
        if parent is not None and block is not None:
            builder.add(block, _characters(data, (at, following[at]), words, parent, cdata=cdata), words)
    builder.finish()
    return strands


def _find_frame(scanner: _Scanner, strands: Strands, name: str) -> None:
    first: dict[str, Tag] = {}
    for tag in scanner.tags:
        first.setdefault(tag.name, tag)
        if tag.attributes.get("xml:id", "").startswith("annotate."):
            raise EditionError(f"{name}: has our mark-up already; take it out with `annotate strip` first")
    for needed in ("titleStmt", "fileDesc", "text"):
        if needed not in first:
            raise EditionError(f"{name}: has no <{needed}>; this is no whole TEI file")
    strands.title_end = first["titleStmt"].closing
    strands.file_end = first["fileDesc"].end
    encoding = first.get("encodingDesc")
    strands.encoding_end = encoding.closing if encoding and encoding.closing < encoding.end else None
    strands.text_start = first["text"].start


def _block_of(tag: Tag | None) -> Tag | None:
    """The paragraph that words directly in `tag` belong to; None when they belong to none."""
    at = tag
    while at is not None and at.name not in _BLOCKS:
        if at.name in _SILENT or at.name in {"teiHeader", "standOff", "egXML"}:
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
