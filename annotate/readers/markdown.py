"""Markdown (CommonMark): headings, paragraphs, list items, quotations and code, as spans of the unchanged text.

The parser says which lines make which block; the marks before and after a block's words (`##`, `-`, `>`) become
`Document.syntax`, and inline code, link targets and HTML tags are protected from every rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from annotate.model import Block, BlockKind, Document, Span
from annotate.readers.front_matter import FrontMatter, front_matter
from annotate.readers.metadata import described
from annotate.readers.raw import Raw
from annotate.segment import main_language, prose_sentences, stripped

if TYPE_CHECKING:
    from markdown_it.token import Token

LINE_BREAK = re.compile(r"\r\n|\r|\n")
INLINE_MARKUP = re.compile(
    r"""
    (?P<ticks>`+)(?!`)(?s:.+?)(?<!`)(?P=ticks)(?!`)   # inline code
    | \]\([^)]*\)                                       # the target of a link
    | \]\[[^\]]*\]                                      # the label of a reference
    | </?[A-Za-z][^<>]*>                                # an HTML tag or an address in angle brackets
    """,
    re.VERBOSE,
)
CONTAINERS = {"list_item_open": BlockKind.ITEM, "blockquote_open": BlockKind.QUOTE}
VERBATIM = frozenset(["fence", "code_block", "html_block", "hr"])


@dataclass(frozen=True, slots=True)
class Found:
    """A block and the Markdown marks in it."""

    block: Block
    syntax: tuple[Span, ...] = ()


def read_markdown(raw: Raw) -> Iterator[Document]:
    """The one document of a Markdown file, named after it."""
    text = raw.text
    front = front_matter(text, raw.name)
    found = sorted(_with_leftovers(text, list(_blocks(text, front))), key=lambda item: item.block.span.start)
    prose = [item for item in found if item.block.kind is not BlockKind.VERBATIM]
    document = Document(
        source=text,
        id=PurePath(raw.name).stem,
        blocks=tuple(item.block for item in found),
        sentences=tuple(sentence for item in prose for sentence in prose_sentences(text, item.block.span, item.syntax)),
        syntax=tuple(span for item in found for span in item.syntax),
        protected=tuple(
            Span(match.start(), match.end())
            for item in prose
            for match in INLINE_MARKUP.finditer(text, item.block.span.start, item.block.span.end)
        ),
        provenance=raw.provenance,
    )
    yield described(document, front.values) if front else document


def _blocks(text: str, front: FrontMatter | None) -> Iterator[Found]:
    from markdown_it import MarkdownIt

    skipped = front.span.end if front else 0
    lines = _Lines.of(text)
    first_line = lines.number_at(skipped)
    stack: list[Token] = []
    for token in MarkdownIt("commonmark").parse(text[skipped:]):
        if token.nesting == 1:
            stack.append(token)
        elif token.nesting == -1:
            stack.pop()
        elif token.map and (token.type == "inline" or token.type in VERBATIM):
            # A heading's own map holds its underline, which its words' map leaves out.
            is_heading = bool(stack) and stack[-1].type == "heading_open"
            top, bottom = (is_heading and stack[-1].map) or token.map
            found = _found(text, lines, (top + first_line, bottom + first_line), token, stack)
            if found:
                yield found


def _found(text: str, lines: _Lines, rows: tuple[int, int], token: Token, stack: list[Token]) -> Found | None:
    span = lines.inside(text, *rows)
    if span is None:
        return None
    if token.type in VERBATIM:
        return Found(Block(span, BlockKind.VERBATIM))
    kind, level = BlockKind.PARAGRAPH, 0
    for opened in reversed(stack):
        if opened.type == "heading_open":
            kind, level = BlockKind.HEADING, int(opened.tag[1])
            break
        if opened.type in CONTAINERS:
            kind = CONTAINERS[opened.type]
            break
    language = main_language(token.content)
    return Found(Block(span, kind, level, language), tuple(_marks(text, lines, rows, token.content)))


def _marks(text: str, lines: _Lines, rows: tuple[int, int], content: str) -> Iterator[Span]:
    """What stands on the block's lines besides its content: prefixes, closing hashes, an underline."""
    contents = content.split("\n")
    for number in range(*rows):
        line = lines.span(number)
        if line is None:
            continue
        index = number - rows[0]
        words = contents[index].strip() if index < len(contents) else ""
        at = text.find(words, line.start, line.end) if words else line.end
        if at < 0:
            continue
        for start, end in ((line.start, at), (at + len(words), line.end)):
            mark = stripped(text, start, end)
            if mark:
                yield mark


def _with_leftovers(text: str, found: list[Found]) -> Iterator[Found]:
    """The blocks, and as verbatim blocks all else that is not white space: definitions, front matter."""
    reach = 0
    for item in sorted(found, key=lambda item: item.block.span.start):
        if item.block.span.start < reach:
            continue
        gap = stripped(text, reach, item.block.span.start)
        if gap:
            yield Found(Block(gap, BlockKind.VERBATIM))
        yield item
        reach = item.block.span.end
    gap = stripped(text, reach, len(text))
    if gap:
        yield Found(Block(gap, BlockKind.VERBATIM))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of a text begin and end, line breaks left out."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Lines:
        breaks = list(LINE_BREAK.finditer(text))
        return cls((0, *(m.end() for m in breaks)), (*(m.start() for m in breaks), len(text)))

    def number_at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def span(self, number: int) -> Span | None:
        if number >= len(self.starts) or self.starts[number] >= self.ends[number]:
            return None
        return Span(self.starts[number], self.ends[number])

    def inside(self, text: str, top: int, bottom: int) -> Span | None:
        return stripped(text, self.starts[top], self.ends[min(bottom, len(self.ends)) - 1])
