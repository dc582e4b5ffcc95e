"""CC-CEDICT as it is shipped, and the program that makes the shipped file."""

from __future__ import annotations

import lzma
import re
import sys
from typing import TYPE_CHECKING

import pytest

from annotate.chinese import Dictionary, load_dictionary
from annotate.chinese.build_dictionary import compact, main
from annotate.chinese.dictionary import Table
from annotate.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = """\
# CC-CEDICT
#! license=https://creativecommons.org/licenses/by-sa/4.0/
單 单 [Shan4] /surname Shan/
單 单 [dan1] /bill/single/CL:個|个[ge4]/
后 后 [hou4] /empress/
後 后 [hou4] /back/behind/
米粉 米粉 [mi3 fen3] /rice flour/(Internet slang) Xiaomi fan/
米 米 [mi3] /uncooked rice/
"""


@pytest.fixture
def sample() -> Dictionary:
    rows = [row for row in compact(SAMPLE.splitlines()).split("\n") if not row.startswith("#")]
    return Dictionary(lambda: Table.of([row.encode() for row in rows]))


@pytest.mark.parametrize(
    ("word", "script", "readings"),
    [
        ("米粉", "zh", ["mi3 fen3"]),
        ("单", "zh-Hans", ["Shan4", "dan1"]),
        ("單", "zh-Hant", ["Shan4", "dan1"]),
        ("面", "zh", []),
    ],
)
def test_entries_by_either_headword(word: str, script: str, readings: list[str], sample: Dictionary) -> None:
    assert [entry.pinyin for entry in sample.entries(word, script=script)] == readings


@pytest.mark.parametrize(
    ("word", "script", "first"),
    [("后", "zh-Hant", ["empress"]), ("后", "zh-Hans", ["empress", "back"]), ("後", "zh-Hans", ["back"])],
)
def test_script_tells_homographs_apart(word: str, script: str, first: list[str], sample: Dictionary) -> None:
    assert [entry.senses[0] for entry in sample.entries(word, script=script)] == first


def test_lengths_of_headwords(sample: Dictionary) -> None:
    assert sample.lengths("吃米粉吧", 1) == [1, 2]
    assert sample.lengths("吃米粉吧", 3) == [1]


def test_the_same_text_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cedict.txt").write_text(SAMPLE, encoding="utf-8")
    made = [tmp_path / name for name in ("one.xz", "two.xz")]
    for output in made:
        monkeypatch.setattr(sys, "argv", ["build", "--cedict", str(tmp_path / "cedict.txt"), "--output", str(output)])
        main()
    assert made[0].read_bytes() == made[1].read_bytes()
    assert lzma.decompress(made[0].read_bytes()).decode().startswith("# CC-CEDICT\n#! license=")


@pytest.mark.parametrize("line", ["米粉 [mi3 fen3] /rice/", "米粉 米粉 mi3 fen3 /rice/", "米 米 [mi3] rice"])
def test_a_broken_line_is_named(line: str) -> None:
    with pytest.raises(InputError, match="line 2"):
        compact(["# CC-CEDICT", line])


def test_the_shipped_file_is_whole_and_says_whose_it_is() -> None:
    dictionary = load_dictionary()
    assert "Creative Commons Attribution-ShareAlike 4.0" in dictionary.header
    stated = re.search(r"entries=(\d+)", dictionary.header)
    assert stated is not None
    assert int(stated[1]) == dictionary.size
    assert dictionary.entries("米粉")[0].senses[-1] == "(Internet slang) Xiaomi fan"


@pytest.mark.parametrize(
    ("surname", "readings"),
    [("曾", ("Zēng",)), ("乐", ("Yuè", "Lè")), ("欧阳", ("Ōuyáng",)), ("吃", ())],
)
def test_surnames(surname: str, readings: tuple[str, ...]) -> None:
    assert load_dictionary().surname_readings(surname) == readings
