"""Turn the text file of CC-CEDICT into the compact one that the package carries.

python -m annotate.chinese.build_dictionary --cedict cedict_ts.u8 [--output annotate/data/cedict.tsv.xz]

The same text gives the same bytes (of one version of liblzma). Every entry is kept, and so are the header's
lines on origin, date and licence.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections.abc import Iterable
from pathlib import Path

from annotate.chinese.dictionary import FILE
from annotate.errors import InputError

LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
DATA = Path(__file__).parent.parent / "data"


def compact(lines: Iterable[str]) -> str:
    """The lines of CC-CEDICT as sorted rows: simplified, traditional when it differs, pinyin, senses.

    Entries of one headword keep the dictionary's order. Raises InputError on a line of another form.
    """
    header: list[str] = []
    rows: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            header.append(line.rstrip())
        elif line.strip():
            match = LINE.fullmatch(line.strip())
            if match is None or "\t" in line:
                raise InputError(f"CC-CEDICT, line {number}: not of the form 'trad simp [pin1 yin1] /sense/'")
            traditional, simplified, pinyin, senses = match.groups()
            variant = "" if traditional == simplified else traditional
            rows.append((simplified, f"{simplified}\t{variant}\t{pinyin}\t{senses}"))
    rows.sort(key=lambda row: row[0] + "\t")
    return "\n".join((*header, *(row for _, row in rows)))


def main() -> None:
    """Read the two paths from the command line and write the file."""
    parser = argparse.ArgumentParser(description="Make the compact CC-CEDICT that annotate carries.")
    parser.add_argument("--cedict", type=Path, required=True, help="the text file of CC-CEDICT")
    parser.add_argument("--output", type=Path, default=DATA / FILE, help="where to write (default: %(default)s)")
    arguments = parser.parse_args()
    text = compact(arguments.cedict.read_text(encoding="utf-8").splitlines())
    packed = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    arguments.output.write_bytes(packed)


if __name__ == "__main__":
    main()
