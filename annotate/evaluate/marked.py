"""Passages with their names marked by hand, in the text itself: the quickest way to annotate some.

    ### shop-1
    {P1 Mei Lan} ({P1 梅兰}) sells lamps in {L2 Suzhou}. {P1 Mei}’s shop is called {O3 Ming Deng}.

`###` begins a passage and names it. In braces stand P, O or L for a person, an organisation or a place, the number of
the entity in its passage, a space, and the words that name it; `{O?4 Nubia}` may be tagged or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.errors import InputError
from annotate.evaluate.annotated import Gold, Name

BEGINS = "### "
MARK = re.compile(r"\{(?P<kind>[POL])(?P<optional>\??)(?P<number>\d+) (?P<words>[^{}\n]+)\}")
TYPES = {"P": "PER", "O": "ORG", "L": "LOC"}


def passages(text: str, file: str) -> Iterator[Gold]:
    """The passages of a file. Raises InputError naming file and line where braces are no mark."""
    name, lines = "", list[tuple[int, str]]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(BEGINS):
            if name:
                yield _passage(name, lines, file)
            name, lines = line.removeprefix(BEGINS).strip(), []
        elif name:
            lines.append((number, line))
    if name:
        yield _passage(name, lines, file)


def _passage(name: str, lines: list[tuple[int, str]], file: str) -> Gold:
    while lines and not lines[-1][1].strip():
        lines.pop()
    text, names, optional = "", list[Name](), set[tuple[int, int]]()
    for number, line in lines:
        text += "\n" if text else ""
        begins, at = len(text), 0
        for found in MARK.finditer(line):
            text += line[at : found.start()]
            start, at = len(text), found.end()
            text += found["words"]
            names.append(Name(start, len(text), TYPES[found["kind"]], found["kind"] + found["number"]))
            if found["optional"]:
                optional.add((start, len(text)))
        text += line[at:]
        if re.search("[{}]", text[begins:]):
            raise InputError(f"{file}, line {number}: a brace that marks no name; write {{P1 Mei Lan}}")
    return Gold(name, text, tuple(names), frozenset(optional))
