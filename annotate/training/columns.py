"""Annotated tokens in columns, as CoNLL-2003 wrote them, read as text with names.

Such files keep the tokens and lose the spaces between them; they are put back as English is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from annotate.evaluate.annotated import Gold, Name

OUTSIDE = "O"
TYPES = {
    **dict.fromkeys("PER person politician scientist researcher writer musicalartist".split(), "PER"),
    **dict.fromkeys("ORG organisation politicalparty university band magazine".split(), "ORG"),
    **dict.fromkeys("LOC location country".split(), "LOC"),
}
"""What the labels of wikigold and CrossNER are called here; names of other kinds are none."""
PRINTED = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”"}
TOUCHES_LEFT = re.compile(r"[,.;:!?%)\]}…”’]|['’](?:s|S|re|ve|ll|d|m)|n['’]t|\.\.\.")
TOUCHES_RIGHT = re.compile(r"[(\[{$£€“‘#]")
STRAIGHT = ('"', "'")

Token = tuple[str, str]
"""A word as printed, and its label."""


def read_columns(text: str, name: str) -> Iterator[Gold]:
    """Every sentence of a file as a document of its own."""
    for number, tokens in enumerate(_sentences(text)):
        yield _gold(tokens, f"{name}-{number}")


def _sentences(text: str) -> Iterator[list[Token]]:
    """The tokens between blank lines: the first and the last column of each line."""
    tokens: list[Token] = []
    for line in (*text.splitlines(), ""):
        cells = line.split()
        if len(cells) > 1 and cells[0] != "-DOCSTART-":
            tokens.append((PRINTED.get(cells[0], cells[0]), cells[-1]))
        elif not cells and tokens:
            yield tokens
            tokens = []


def _gold(tokens: Sequence[Token], name: str) -> Gold:
    pieces: list[str] = []
    names: list[Name] = []
    at, before = 0, OUTSIDE
    for (word, label), space in zip(tokens, _spaces([word for word, _ in tokens]), strict=True):
        begins, _, kind = label.partition("-")
        if kind in TYPES and (begins == "B" or before != kind):
            names.append(Name(at, at + len(word), TYPES[kind]))
        elif kind in TYPES:
            names[-1] = Name(names[-1].start, at + len(word), TYPES[kind])
        before = kind
        pieces += (word, space)
        at += len(word) + len(space)
    return Gold(name, "".join(pieces), tuple(names))


def _spaces(words: Sequence[str]) -> Iterator[str]:
    """What is printed after each word: a space or nothing."""
    touching = [*_touching(words)]
    yield from ("" if right or left else " " for (_, right), (left, _) in pairwise(touching))
    yield ""


def _touching(words: Iterable[str]) -> Iterator[tuple[bool, bool]]:
    """Whether each word touches the one on its left, and the one on its right; quotation marks open and close."""
    is_open = dict.fromkeys(STRAIGHT, False)
    for word in words:
        if word in is_open:
            yield is_open[word], not is_open[word]
            is_open[word] = not is_open[word]
        else:
            yield TOUCHES_LEFT.fullmatch(word) is not None, TOUCHES_RIGHT.fullmatch(word) is not None
