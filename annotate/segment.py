"""Blocks and sentences of a text, as spans.

What lies between two blocks, and between two sentences of a block, is white space and belongs to neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import compress

from annotate.model import Block, BlockKind, Span

LINE = re.compile(r"[^\r\n]+")
HAN = (
    "\u3005\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # with the marks 々 and 〻 and the zero 〇
    "\U00020000-\U0003ffff"  # the two planes kept for ideographs, extensions B and later
)
"""Ideographs as the inside of a character class."""
HAN_CHARACTER = re.compile(f"[{HAN}]")
LETTER = re.compile(r"[^\W\d_]")
LONGEST_WRAPPED_LINE = 120
LONGEST_HEADING = 100
TERMINAL = tuple(".!?:;,…。！？：；，\"”»'’)）")

LAST_WORD = re.compile(r"[^\s(“\"'‘]*\Z")
LONGEST_WORD = 40
ORDINARY = 4
"""Letters from which a word is taken to be no abbreviation."""

ABBREVIATIONS = frozenset(
    """
    adm al approx ave bros ca capt cf co col corp dept dr ed est etc fig gen gov hon inc jr lt ltd maj messrs mr
    mrs ms mt no nos op p pp pres prof rep rev sen sgt sr st vol vs
    """.split()
)
"""Without the months: a figure or a small letter follows them inside a sentence, and Jun and Mar end names too."""

BYLINE = re.compile(
    r"(?:[Bb]y|BY|Text:|Author:|Translated by|Reported by) *[^\W\d_a-z]|(?:作者|记者|記者|文|译者|譯者)[:：/／]"
)
"""How a line begins that says who wrote the text."""
BOUNDARY = re.compile(
    r"""
    (?P<latin>[.!?…]+)(?P<close>["'”’»)\]]*)(?=\s+(?P<next>\S))  # English: a stop, closing marks, then a gap
    | [。！？…]+[」』”’）】》]*                                     # Chinese: no gap needed
    """,
    re.VERBOSE,
)


def plain_blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """Headings and paragraphs of plain text, from `start` on.

    Blank lines part blocks. A single line break parts them too, unless the text is hard-wrapped: then the lines
    between two blank lines are one paragraph.
    """
    groups = _line_groups(text, start)
    if not _is_wrapped(text, groups):
        groups = [[line] for group in groups for line in group]
    spans = [Span(group[0].start, group[-1].end) for group in groups]
    return tuple(
        Block(span, kind, level=1 if kind is BlockKind.HEADING else 0, language=main_language(span.of(text)))
        for span, kind in zip(spans, _kinds(text, spans), strict=True)
    )


def main_language(text: str) -> str:
    """`zh` when at least half of the letters are Han characters, else `en`."""
    han = len(HAN_CHARACTER.findall(text))
    return "zh" if han and 2 * han >= len(LETTER.findall(text)) else "en"


def sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The sentences of all blocks that hold prose, in order."""
    return tuple(
        sentence
        for block in blocks
        if block.kind is not BlockKind.VERBATIM
        for sentence in block_sentences(text, block.span)
    )


def prose_sentences(text: str, block: Span, syntax: Iterable[Span]) -> Iterator[Span]:
    """The sentences of a block less the mark-up of the input format (`syntax`, sorted) at its beginning and end."""
    start, end = block.start, block.end
    for mark in syntax:
        if not text[start : mark.start].strip():
            start = mark.end
        elif not text[mark.end : end].strip():
            end = mark.start
    inner = stripped(text, start, end)
    return block_sentences(text, inner) if inner else iter(())


def block_sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one block.

    >>> text = "Mr. Xu left at 3.5 p.m. on Monday. “Why?” He said: 走吧。好。"
    >>> [sentence.of(text) for sentence in block_sentences(text, Span(0, len(text)))]
    ['Mr. Xu left at 3.5 p.m. on Monday.', '“Why?”', 'He said: 走吧。', '好。']
    """
    start = block.start
    for match in BOUNDARY.finditer(text, block.start, block.end):
        if match["latin"] and not _ends_sentence(text, match):
            continue
        sentence = stripped(text, start, match.end())
        if sentence:
            yield sentence
        start = match.end()
    rest = stripped(text, start, block.end)
    if rest:
        yield rest


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a stop with a gap after it closes a sentence, rather than an abbreviation or an initial.

    A small letter follows the end of a sentence too, where a spinner wrote its first word; then the word before the
    stop must be an ordinary one.
    """
    following, is_stop = match["next"], match["latin"] == "."
    if following.isdigit() and is_stop:
        return False
    if not is_stop or match["close"]:
        return not following.islower()
    word = LAST_WORD.search(text, max(0, match.start() - LONGEST_WORD), match.start())
    before = word.group() if word else ""
    if before.lower() in ABBREVIATIONS:
        return False
    if following.islower():
        return before.islower() and before.isalpha() and len(before) >= ORDINARY
    return not (len(before) == 1 and before.isupper() and before != "I")


def stripped(text: str, start: int, end: int) -> Span | None:
    """The stretch without the white space at its ends; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _line_groups(text: str, start: int) -> list[list[Span]]:
    """Lines that hold anything, without the white space around them, grouped where no blank line parts them."""
    groups: list[list[Span]] = []
    reach = start
    for match in LINE.finditer(text, start):
        line = stripped(text, match.start(), match.end())
        if line is None:
            continue
        breaks = len(re.findall(r"\r\n|\r|\n", text[reach : line.start]))
        if groups and breaks == 1:
            groups[-1].append(line)
        else:
            groups.append([line])
        reach = line.end
    return groups


def _is_wrapped(text: str, groups: list[list[Span]]) -> bool:
    """Hard-wrapped text breaks most lines in the middle of a sentence, and has no long lines."""
    inner = [line for group in groups for line in group[:-1]]
    if not inner or max(len(line) for group in groups for line in group) > LONGEST_WRAPPED_LINE:
        return False
    cut = sum(1 for line in inner if text[line.end - 1] not in TERMINAL)
    return 2 * cut > len(inner) and sum(map(len, inner)) > 40 * len(inner)


def _kinds(text: str, spans: list[Span]) -> list[BlockKind]:
    """A heading is one short line without a final stop, and longer text follows; a byline is none."""
    kinds = []
    titled = [not BYLINE.match(text, span.start) for span in spans]
    for number, span in enumerate(spans):
        line = span.of(text)
        following = list(compress(spans[number + 1 : number + 3], titled[number + 1 : number + 3]))[:1]
        is_heading = (
            titled[number]
            and len(line) <= LONGEST_HEADING
            and not line.endswith(TERMINAL)
            and "\n" not in line
            and not line[0].islower()
            and bool(LETTER.search(line))
            and bool(following)
            and len(following[0]) > len(line)
        )
        kinds.append(BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH)
    return kinds
