"""The user's own terms and names: read, found in both scripts, given back; bad files named with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from annotate.chinese import load_dictionary, read_glossary, tag_terms
from annotate.chinese.glossary import Glossary, GlossaryEntry, to_table, to_tbx
from annotate.cli import app
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


def test_a_row_ends_at_a_line_feed_alone() -> None:
    glossary = read_glossary("term\tgloss\r\n米粉\tfan\u2028of\x85Xiaomi\r\n鸿蒙\tHarmonyOS", "own.tsv")
    assert [(entry.term, entry.gloss) for entry in glossary.entries] == [
        ("米粉", "fan\u2028of\x85Xiaomi"),
        ("鸿蒙", "HarmonyOS"),
    ]


def test_a_reading_is_a_section_of_its_own_in_tbx() -> None:
    tbx = to_tbx([GlossaryEntry("米粉", ("粉丝",), "Xiaomi fan", pinyin="mǐ fěn")]).decode()
    assert '<langSec xml:lang="zh-Latn-pinyin">' in tbx
    assert read_glossary(tbx, "own.tbx").entries == (GlossaryEntry("米粉", ("粉丝",), "Xiaomi fan", "", "mǐ fěn"),)


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
ENTRY = st.builds(GlossaryEntry, CELL.filter(bool), st.tuples(), CELL, CELL, CELL)


@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_both_forms_come_back(entries: list[GlossaryEntry]) -> None:
    clean = [
        GlossaryEntry(" ".join(e.term.split()), (), *(" ".join(cell.split()) for cell in (e.gloss, e.note, e.pinyin)))
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


def test_a_row_of_names_ends_at_a_line_feed_alone() -> None:
    gazetteer = extended_gazetteer("type\tname\tnote\r\nORG\tQingque\ta firm\u2028of ours\nLOC\tLonghe\t\n", "own.tsv")
    entry = gazetteer.known("Qingque")
    assert entry is not None
    assert entry.note == "a firm\u2028of ours"
    assert gazetteer.known("Longhe")


def test_a_bad_gazetteer_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"own, line 2, column 3: a cell without a heading"):
        extended_gazetteer("type\tname\nORG\tQingque\tmore\n", "own")
    with pytest.raises(ConfigurationError, match=r"own, line 1, column 2: unknown column 'nme'"):
        extended_gazetteer("type\tnme\n", "own")


def test_the_users_note_and_reading_stand_in_the_term() -> None:
    text = "They gathered around Mi Fan (米粉) and 太阳 in the shop."
    document = Document(text, blocks=(Block(Span(0, len(text))),))
    entries = [GlossaryEntry("米粉", note="a pun on a food"), GlossaryEntry("太陽", gloss="sun", pinyin="tài yang")]
    terms = tag_terms(document, dictionary=load_dictionary().with_glossary(Glossary(entries))).terms
    assert [(term.note, term.pinyin) for term in terms] == [("a pun on a food", "mǐfěn"), ("", "tàiyang")]
    assert terms[0].gloss


def test_names_in_either_script_are_found_and_keep_their_id() -> None:
    gazetteer = extended_gazetteer("type\tname\tchinese\tid\nORG\tQingque\t青雀電子|青雀\tQ99\n", "own.tsv")
    known = [gazetteer.known_chinese(name) for name in ("青雀电子", "青雀電子", "青雀", "青鸟")]
    assert [entry and (entry.type, entry.name, entry.id) for entry in known] == [("ORG", "Qingque", "Q99")] * 3 + [None]


ARTICLES = {
    "latin.txt": "The firm Qingque Motors sells scooters. Its buyers are called “Que Fen” (雀粉) by the press.\n",
    "mixed.txt": "A sign read 青雀電子, and nothing more was said of it in the whole street.\n",
    "han.txt": "青雀电子周一在北京发布了新的电动车。许多雀粉连夜排队。\n",
}
GAZETTEER = "type\tname\tchinese\taliases\tid\nORG\tQingque\t青雀电子\tQingque Motors\tQ99\n"
OWN_TBX = """<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
<note>a play on rice noodles</note>
<langSec xml:lang="zh-Hans"><termSec><term>雀粉</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>fan of the firm</term></termSec></langSec></conceptEntry></body></text></tbx>"""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for name, text in {**ARTICLES, "own.tsv": GAZETTEER, "own.tbx": OWN_TBX}.items():
        (folder / name).write_text(text, encoding="utf-8")
    own = ("--gazetteer", folder / "own.tsv", "--glossary", folder / "own.tbx")
    result = run("tei", *(folder / name for name in ARTICLES), "-o", folder, *own)
    assert result.exit_code == 0, result.stderr
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_one_entity_has_one_id_in_every_document(editions: Path) -> None:
    for name in ("latin", "mixed", "han"):
        assert f'xml:id="{name}.org.q99"' in (editions / f"{name}.xml").read_text(encoding="utf-8")


def test_the_note_stands_in_the_edition_and_comes_out_again(editions: Path) -> None:
    edition = editions / "latin.xml"
    assert '<note type="glossary">a play on rice noodles</note>' in edition.read_text(encoding="utf-8")
    assert run("check", edition).exit_code == 0
    for form in ("tsv", "tbx"):
        taken_out = run("glossary", edition, "--format", form).stdout
        (entry,) = read_glossary(taken_out, "taken").entries
        assert (entry.term, entry.gloss, entry.note) == ("雀粉", "fan of the firm", "a play on rice noodles")


@pytest.mark.parametrize(("option", "name"), [("--gazetteer", "bad.tsv"), ("--glossary", "bad.tsv")])
def test_an_unreadable_table_is_named_on_the_command_line(option: str, name: str, editions: Path) -> None:
    (editions / name).write_bytes("type\tname\tterm\nORG\t青".encode() + b"\xe9\n")
    result = run("tei", editions / "latin.txt", option, editions / name, "--format", "json")
    assert result.exit_code == 3
    assert f"{name}, line 2, column 6: byte 0xE9" in result.stderr.replace("\n", "")


def test_the_texts_own_translation_comes_before_the_dictionary(tmp_path: Path) -> None:
    text = tmp_path / "friends.txt"
    text.write_text(
        "He calls his customers 面友, or “noodle friends”. Again the noodle friends (面友) came.\n\n"
        "They wrote 躺平 (“flat”) and 面条 on the wall.\n",
        encoding="utf-8",
    )
    assert run("tei", text, "-o", tmp_path / "friends.xml").exit_code == 0
    listed = read_glossary(run("glossary", tmp_path / "friends.xml").stdout, "taken").entries
    glosses = {entry.term: entry.gloss for entry in listed}
    assert glosses["面友"] == "noodle friends"
    assert glosses["面条"] == "noodles"
    assert glosses["躺平"] != "flat"  # a doubtful partner is no translation to build on


def test_stretches_of_sentences_are_no_terms_of_a_glossary(tmp_path: Path) -> None:
    text = tmp_path / "friends.txt"
    text.write_text("“他不卖,” she said of the 面友. “不客气,” said 周培昌, and: “船几点开?”\n", encoding="utf-8")
    assert run("tei", text, "-o", tmp_path / "friends.xml").exit_code == 0
    listed = read_glossary(run("glossary", tmp_path / "friends.xml").stdout, "taken").entries
    assert [entry.term for entry in listed] == ["不客气", "周培昌", "面友"]


def test_a_glossary_comes_before_the_texts_own_translation(tmp_path: Path) -> None:
    text, own = tmp_path / "friends.txt", tmp_path / "own.tsv"
    text.write_text("He calls his customers 面友, or “noodle friends”.\n", encoding="utf-8")
    own.write_text("term\tgloss\n面友\tlovers of noodles\n", encoding="utf-8")
    assert run("tei", text, "-o", tmp_path / "friends.xml", "--glossary", own).exit_code == 0
    (entry,) = read_glossary(run("glossary", tmp_path / "friends.xml").stdout, "taken").entries
    assert entry.gloss == "lovers of noodles"
