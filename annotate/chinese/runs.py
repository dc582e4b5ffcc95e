"""Runs of Han characters: where the Chinese terms of a text that is not Chinese lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from annotate.model import Block, BlockKind, Document, Span
from annotate.overlap import merged
from annotate.segment import HAN

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
CHARACTER = rf"[{HAN}][{SELECTORS}]*"
HAN_WORD = rf"(?:{CHARACTER})+"
SYLLABLE = r"(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?[aeiouü](?:i|o|u|n|ng|r|ang?|ong|a[io]|ei)?"
COUPLET = "|".join(rf"(?:{CHARACTER}){{{count}}}[，,][ ]?(?:{CHARACTER}){{{count}}}" for count in range(3, 9))
"""A saying in two halves of equal length."""
MARK = r"(?:[ ]?(?:[·‧・•:：，,、！!？?]|[—–-]{1,2})[ ]?|[ \u3000])"
"""What stands inside the title of a book."""
RUN = re.compile(
    rf"""
    (?<![{HAN}])(?<![{HAN}][ \u3000])(?:{CHARACTER}[ \u3000])+{CHARACTER}(?![ \u3000]?[{HAN}])  # 画 蛇
    |(?<=《){HAN_WORD}(?:{MARK}{HAN_WORD})+(?=》)                  # 《战国策 · 齐策》: book and chapter
    |(?<=[(（“「《【])(?:{CHARACTER}){{2,40}}(?:[ \u3000](?:{CHARACTER}){{2,40}})+(?=[)）”」》】])  # 两句
    |(?<=[“「『])(?:{COUPLET})(?=[”」』])                            # “气聚则生, 气散则亡”
    |(?<=[(（“「『"])(?:{CHARACTER}){{5,40}}(?:[，,][ ]?(?:{CHARACTER}){{4,40}})+(?=[。！？]?[)）”」』"])  # a sentence
    |(?<=[(（+/])[(（](?:{CHARACTER}){{1,2}}[)）]{HAN_WORD}         # (天)安门: characters that may be left out
    |(?<![^\s+/(（“"-]){SYLLABLE}{HAN_WORD}(?=[:：+/)）”"])        # you行: a character replaced by its pinyin
    |{HAN_WORD}{SYLLABLE}(?=[:：+/)）”"])                          # 游xing
    |{HAN_WORD}(?:[·‧・•]{HAN_WORD})*                              # 米粉, 史蒂夫·乔布斯
    """,
    re.VERBOSE,
)
MARKS = " 【】《》「」『』“”（）()[]*_#\u3000"
LONGEST_LINE = 24
"""Characters of a line that may be one term."""
HEADING = re.compile(
    rf"(?:{CHARACTER}){{4,24}}(?:(?:[ ]?(?:[:：·]|[—–-]{{1,2}})[ ]?|[，,][ ]?|[ ])(?:{CHARACTER}){{4,24}})+"
)
"""A line of Chinese phrases: 改革开放四十年：回顾与展望."""
CAPTION = re.compile(rf"(?:[^{HAN}]{{0,40}}[^\w{HAN}])?{HAN_WORD}(?:[^\w{HAN}][^{HAN}]{{0,40}})?")
"""A line with one run of Han characters and few other words, that touch it nowhere: `Title: 中国乡村教育`."""
OTHER_LETTER = re.compile(rf"[^\W\d_{HAN}]")
HAN_LETTER = re.compile(rf"[{HAN}]")


def has_han(text: str) -> bool:
    """Whether there is any Han character in `text`."""
    return HAN_LETTER.search(text) is not None


def runs(document: Document) -> Iterator[tuple[Span, Span]]:
    """Each run with its block's span, in text order.

    A run is as many Han characters as stand together, with the middle dots inside a name; single characters
    set apart by single spaces are one run. Chinese blocks, verbatim blocks, mark-up and protected text are
    passed over.
    """
    closed = merged((*document.syntax, *document.protected))
    is_chinese = _is_mostly_han(document.source)
    for block in document.blocks or _whole(document.source):
        if not is_chinese and (heading := _heading(block, document.source)) and not _overlaps(heading, closed):
            yield heading, block.span
            continue
        if _is_open(block, document.source) or (not is_chinese and _is_term(block, document.source)):
            for start, end in _gaps(block.span, closed):
                for match in RUN.finditer(document.source, start, end):
                    yield Span(*match.span()), block.span


def _whole(source: str) -> tuple[Block, ...]:
    return (Block(Span(0, len(source))),) if source else ()


def _is_mostly_han(text: str) -> bool:
    return len(HAN_LETTER.findall(text)) > len(OTHER_LETTER.findall(text))


def _heading(block: Block, source: str) -> Span | None:
    """What a line of several Chinese phrases, which is one term of a text that is not Chinese, says."""
    text = block.span.of(source)
    inner = text.strip(MARKS)
    if block.kind is BlockKind.VERBATIM or not HEADING.fullmatch(inner):
        return None
    start = block.span.start + text.index(inner)
    return Span(start, start + len(inner))


def _overlaps(span: Span, closed: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(closed, (span.end - 1, span.end)) - 1
    return at >= 0 and closed[at][1] > span.start


def _is_term(block: Block, source: str) -> bool:
    """Whether a line of a text that is not Chinese is a term, 【画 蛇 添 足】, or one with a label or a reading."""
    if block.kind is BlockKind.VERBATIM:
        return False
    text = block.span.of(source).strip(MARKS)
    if len(block.span) <= LONGEST_LINE and RUN.fullmatch(text):
        return True
    return OTHER_LETTER.search(text) is not None and _is_mostly_han(text) and CAPTION.fullmatch(text) is not None


def _is_open(block: Block, source: str) -> bool:
    """Whether terms are made in the block: it is prose, and most of its letters are not Han."""
    if block.kind is BlockKind.VERBATIM or block.language.startswith("zh"):
        return False
    text = block.span.of(source)
    return 0 < len(HAN_LETTER.findall(text)) <= len(OTHER_LETTER.findall(text))


def _gaps(span: Span, closed: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of `span` that lie outside the sorted `closed` ones."""
    at = span.start
    first = bisect_right(closed, (at, at)) - 1
    for start, end in islice(closed, max(0, first), None):
        if start >= span.end:
            break
        if start > at:
            yield at, start
        at = max(at, end)
    if at < span.end:
        yield at, span.end
