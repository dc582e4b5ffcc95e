"""Fill in how the places of a profile are declined: the column `forms` of its `places.tsv`.

    pip install "annotate-tei[train]"
    python -m annotate.normalize.training.places annotate/data/profiles/polish-spun/places.tsv

The forms are those of Słownik gramatyczny języka polskiego as Morfeusz 2 knows it. What it does not know stays as it
is: it may have been written by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from annotate.normalize.profile import COLUMNS_OF_PLACES

Form: TypeAlias = tuple[str, str, str, Sequence[str], Sequence[str]]
"""What Morfeusz makes of a lemma: the form, the lemma, its tag, kinds of name, labels of style."""
GEOGRAPHICAL = "nazwa_geograficzna"
NUMBER, CASE = 1, 2
"""Parts of a tag, behind the part of speech."""


def declined(name: str, forms: Iterable[Form]) -> list[str]:
    """The forms of a place in the number it is called in, without the name itself; sorted.

    >>> declined("Tychy", [("Tychy", "Tychy", "subst:pl:nom:m3", [GEOGRAPHICAL], []),
    ...                    ("Tychach", "Tychy", "subst:pl:loc:m3", [GEOGRAPHICAL], [])])
    ['Tychach']
    """
    readings = [(form, tag.split(":")) for form, _, tag, kinds, _ in forms if GEOGRAPHICAL in kinds]
    numbers = {parts[NUMBER] for form, parts in readings if form == name and parts[CASE] == "nom"}
    return sorted({form for form, parts in readings if parts[NUMBER] in numbers and parts[CASE] != "voc"} - {name})


def filled(lines: Iterable[str], generate: Callable[[str], Iterable[Form]]) -> Iterator[str]:
    """The lines of a table of places with their forms; notes and the header as they are."""
    for line in lines:
        cells = line.split("\t")
        if line.startswith("#") or tuple(cells) == COLUMNS_OF_PLACES:
            yield line
        else:
            name, english, forms = cells
            yield "\t".join([name, english, "|".join(declined(name, generate(name))) or forms])


def main() -> int:
    """Run the command line."""
    import morfeusz2

    parser = argparse.ArgumentParser(prog="python -m annotate.normalize.training.places")
    parser.add_argument("table", type=Path, help="places.tsv of a profile, rewritten in place")
    table = parser.parse_args().table
    generate = morfeusz2.Morfeusz(expand_tags=True).generate
    lines = filled(table.read_text(encoding="utf-8").splitlines(), generate)
    table.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
