"""Runs of Han characters: where the Chinese terms of a text that is not Chinese lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
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
    rf"""(?=[(（]?[{HAN}]|[a-zü]{{1,6}}+[{HAN}])(?:              # as quick as can be where there is none
    (?<![{HAN}])(?<![{HAN}][ \u3000])(?:{CHARACTER}[ \u3000])+{CHARACTER}(?![ \u3000]?[{HAN}])  # 画 蛇
    |(?<=《){HAN_WORD}(?:{MARK}{HAN_WORD})+(?=》)                  # 《战国策 · 齐策》: book and chapter
    |(?<=[(（“「《【])(?:{CHARACTER}){{2,40}}(?:[ \u3000](?:{CHARACTER}){{2,40}})+(?=[)）”」》】])  # 两句
    |(?<=[“「『])(?:{COUPLET})(?=[”」』])                            # “气聚则生, 气散则亡”
    |(?<=[(（“「『"])(?:{CHARACTER}){{5,40}}(?:[，,][ ]?(?:{CHARACTER}){{4,40}})+(?=[。！？]?[)）”」』"])  # a sentence
    |(?<=[(（+/])[(（](?:{CHARACTER}){{1,2}}[)）]{HAN_WORD}         # (天)安门: characters that may be left out
    |(?<![^\s+/(（“"-]){SYLLABLE}{HAN_WORD}(?=[:：+/)）”"])        # you行: a character replaced by its pinyin
    |{HAN_WORD}{SYLLABLE}(?=[:：+/)）”"])                          # 游xing
    |{HAN_WORD}(?:[·‧・•]{HAN_WORD})*                              # 米粉, 史蒂夫·乔布斯
    )
    """,
    re.VERBOSE,
)
MOST_LETTERS = 6
"""Letters or figures beside Han characters in a word."""
LETTERS_BEFORE = re.compile(rf"(?<![\w.{HAN}])[A-Za-z0-9]{{1,{MOST_LETTERS}}}$", re.ASCII)
LETTERS_AFTER = re.compile(rf"[A-Za-z0-9]{{1,{MOST_LETTERS}}}(?![\w{HAN}])", re.ASCII)
GENERATION = re.compile(r"[0-9]0[后後]|[ABH]股")
"""Those born in a decade, and kinds of shares: words that dictionaries lack."""
MARKS = " 【】《》「」『』“”（）()[]*_#\u3000"
LONGEST_LINE = 24
"""Characters of a line that may be one term."""
HEADING = re.compile(
    rf"(?:{CHARACTER}){{4,24}}(?:(?:[ ]?(?:[:：·]|[—–-]{{1,2}})[ ]?|[，,][ ]?|[ ])(?:{CHARACTER}){{4,24}})+"
)
"""A line of Chinese phrases: 改革开放四十年：回顾与展望."""
CAPTION = re.compile(rf"(?:[^{HAN}]{{0,40}}[^\w{HAN}])?{HAN_WORD}(?:[^\w{HAN}][^{HAN}]{{0,40}})?")
"""A line with one run of Han characters and few other words, that touch it nowhere: `Title: 中国乡村教育`."""
HAN_RUN = re.compile(rf"[{HAN}]+")
OTHER_RUN = re.compile(rf"[^\W\d_{HAN}]+")


def has_han(text: str) -> bool:
    """Whether there is any Han character in `text`."""
    return HAN_RUN.search(text) is not None


def letters_of(kind: re.Pattern[str], text: str) -> int:
    """How many letters the runs of one kind have together, HAN_RUN or OTHER_RUN."""
    return sum(map(len, kind.findall(text)))


def runs(document: Document, is_word: Callable[[str], bool] = lambda _: False) -> Iterator[tuple[Span, Span]]:
    """Each run with its block's span, in text order.

    A run is as many Han characters as stand together, with the middle dots inside a name, and with letters or figures
    beside them where that `is_word`: B站, 卡拉OK; single characters set apart by single spaces are one run. Chinese
    blocks, verbatim blocks, mark-up and protected text are passed over.
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
                    yield _with_letters(document.source, Span(*match.span()), Span(start, end), is_word), block.span


def _with_letters(text: str, run: Span, around: Span, is_word: Callable[[str], bool]) -> Span:
    """A run with the letters and figures that belong to the word; as it is where they do not."""
    before = LETTERS_BEFORE.search(text, max(around.start, run.start - MOST_LETTERS - 1), run.start)
    after = LETTERS_AFTER.match(text, run.end, min(around.end, run.end + MOST_LETTERS + 1))
    starts = (before.start(), run.start) if before else (run.start,)
    ends = (after.end(), run.end) if after else (run.end,)
    for span in (Span(start, end) for start in starts for end in ends):
        if span != run and (GENERATION.fullmatch(written := span.of(text)) or is_word(written)):
            return span
    return run


def _whole(source: str) -> tuple[Block, ...]:
    return (Block(Span(0, len(source))),) if source else ()


def _is_mostly_han(text: str) -> bool:
    ahead = letters_of(HAN_RUN, text)
    for found in OTHER_RUN.finditer(text):
        ahead -= len(found[0])
        if ahead <= 0:  # long before the end of an English text
            return False
    return ahead > 0


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
    return (
        has_han(text)
        and OTHER_RUN.search(text) is not None
        and _is_mostly_han(text)
        and CAPTION.fullmatch(text) is not None
    )


def _is_open(block: Block, source: str) -> bool:
    """Whether terms are made in the block: it is prose, and most of its letters are not Han."""
    if block.kind is BlockKind.VERBATIM or block.language.startswith("zh"):
        return False
    text = block.span.of(source)
    return has_han(text) and not _is_mostly_han(text)


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
