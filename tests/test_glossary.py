"""The user's own terms and names: read, found in both scripts, given back; bad files named with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.chinese import load_dictionary, read_glossary, tag_terms
from annotate.chinese.glossary import Glossary, GlossaryEntry, to_table, to_tbx
from annotate.data.load import read_user_text
from annotate.entities.gazetteer import extended_gazetteer
from annotate.errors import ConfigurationError
from annotate.model import Block, Document, Span

TABLE = "term\tvariants\tgloss\tnote\n# ours\n米粉\t粉丝|米粉节\tXiaomi fan\tpun\n鸿蒙\t\tHarmonyOS\t\n"
OLD_TBX = """<martif type="TBX"><text><body><termEntry id="a"><note>pun</note>
<langSet xml:lang="zh-Hans"><tig><term>米粉</term></tig></langSet>
<langSet xml:lang="en"><tig><term>Xiaomi fan</term></tig></langSet></termEntry></body></text></martif>"""


def test_a_table_is_read() -> None:
    glossary = read_glossary(TABLE, "own.tsv")
    assert glossary.entries[0] == GlossaryEntry("米粉", ("粉丝", "米粉节"), "Xiaomi fan", "pun")
    assert glossary.find("粉絲") == glossary.entries[0]
    assert glossary.find("面条") is None


def test_older_tbx_is_read() -> None:
    assert read_glossary(OLD_TBX, "own.tbx").entries == (GlossaryEntry("米粉", (), "Xiaomi fan", "pun"),)


BAD = [
    ("", "own, line 1"),
    ("word\tgloss\n", "own, line 1, column 1"),
    ("term\tgloss\n\tfan\n", "own, line 2, column 1"),
    ("term\tgloss\n米粉\tfan\tmore\n", "own, line 2, column 3"),
    ("<tbx><text></tbx>", "own, line 1, column"),
    ("<tbx/>", "no TBX"),
    ("<tbx>\n<conceptEntry/></tbx>", "own, line 2, column 1"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[row[1] for row in BAD])
def test_a_bad_glossary_is_named(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_glossary(text, "own")


def test_what_is_no_utf_8_is_named_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes("term\n米".encode() + b"\xff\n")
    with pytest.raises(ConfigurationError, match=r"own\.tsv, line 2, column 2: byte 0xFF"):
        read_user_text(path)
    with pytest.raises(ConfigurationError, match=r"none\.tsv: cannot be read"):
        read_user_text(tmp_path / "none.tsv")


CELL = st.text(st.sampled_from("米粉鸿蒙ab c<&"), max_size=6).map(str.strip)
ENTRY = st.builds(GlossaryEntry, CELL.filter(bool), st.tuples(), CELL, CELL)


@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_both_forms_come_back(entries: list[GlossaryEntry]) -> None:
    clean = [
        GlossaryEntry(" ".join(e.term.split()), (), " ".join(e.gloss.split()), " ".join(e.note.split()))
        for e in entries
    ]
    if not clean[0].term.startswith(("#", "<")):
        assert [*read_glossary(to_table(clean), "table").entries] == clean
    assert [*read_glossary(to_tbx(clean).decode(), "tbx").entries] == clean


def test_the_glossary_comes_before_the_dictionary() -> None:
    text = "They gathered around Mi Fan (米粉) and 粉絲 in the shop."
    document = Document(text, blocks=(Block(Span(0, len(text))),))
    glossary = Glossary([GlossaryEntry("米粉", ("粉丝",), "devotee of the firm", pinyin="mǐ fěn")])
    terms = tag_terms(document, dictionary=load_dictionary().with_glossary(glossary)).terms
    assert [term.gloss for term in terms] == ["devotee of the firm"] * 2
    assert terms[0].pinyin == "mǐfěn"
    assert "Xiaomi fan" in " ".join(terms[0].senses)


def test_the_users_names_come_before_the_programs() -> None:
    gazetteer = extended_gazetteer("type\tname\tchinese\tid\nPER\tXiaomi\t小米\tQ1\nORG\tQingque\t\t\n", "own.tsv")
    entry = gazetteer.known("Xiaomi")
    assert entry is not None
    assert (entry.type, entry.id) == ("PER", "Q1")
    assert gazetteer.known("Qingque")
    assert gazetteer.known("Huawei")


def test_a_bad_gazetteer_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"own, line 2, column 3: a cell without a heading"):
        extended_gazetteer("type\tname\nORG\tQingque\tmore\n", "own")
    with pytest.raises(ConfigurationError, match=r"own, line 1, column 2: unknown column 'nme'"):
        extended_gazetteer("type\tnme\n", "own")
