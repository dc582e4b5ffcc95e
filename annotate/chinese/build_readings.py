"""Count how characters with several readings are read in the headwords of CC-CEDICT.

    python -m annotate.chinese.build_readings [--output annotate/data/readings.tsv.xz]

Both forms of each headword count. The shipped dictionary gives the shipped bytes (with one version of liblzma).
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from annotate.chinese.dictionary import Entry, load_dictionary
from annotate.chinese.pinyin import syllables
from annotate.chinese.readings import FILE, FIRST, LAST

DATA = Path(__file__).parent.parent / "data"


def rows(entries: Iterable[Entry]) -> list[str]:
    """The rows of the table, sorted."""
    kinds: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    before: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    after: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for entry in entries:
        reading = syllables(entry.pinyin.lower())
        for word in {entry.simplified, entry.traditional}:
            if len(word) != len(reading) or len(word) < 2:
                continue
            padded = f"{FIRST}{word}{LAST}"
            for at, syllable in enumerate(reading):
                key = word[at], syllable
                kinds[key][entry.is_proper] += 1
                before[key][padded[at]] += 1
                after[key][padded[at + 2]] += 1
    several = Counter(character for character, _ in kinds)
    return [
        "\t".join((*key, str(count[True]), str(count[False]), _cell(before[key]), _cell(after[key])))
        for key, count in sorted(kinds.items())
        if several[key[0]] > 1 and key[0].isalpha()
    ]


def _cell(counts: Counter[str]) -> str:
    return " ".join(f"{neighbour}{count if count > 1 else ''}" for neighbour, count in sorted(counts.items()))


def main() -> None:
    """Read the path from the command line and write the file."""
    parser = argparse.ArgumentParser(description="Count the readings of characters in CC-CEDICT.")
    parser.add_argument("--output", type=Path, default=DATA / FILE, help="where to write (default: %(default)s)")
    text = "\n".join(rows(load_dictionary()))
    parser.parse_args().output.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
