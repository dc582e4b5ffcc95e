"""How characters are read where no headword tells, which syllables lose their tone, and what other systems spell."""

from __future__ import annotations

import lzma

import pytest

from annotate.chinese import Dictionary, load_dictionary, tag_terms
from annotate.chinese.build_readings import rows
from annotate.chinese.lexeme import look_up
from annotate.chinese.neutral import neutral_words, standard
from annotate.chinese.readings import FILE
from annotate.chinese.romanizations import System, cantonese, spelt, tongyong, wade_giles
from annotate.chinese.romanize import Naming, romanized
from annotate.data.load import read_bytes
from annotate.model import Block, Document, Span, Term
from annotate.script import plain


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return load_dictionary()


READ = [
    ("米勒", Naming.NAME, "Mǐlè"),
    ("塞尔维奥", Naming.NAME, "Sài'ěrwéi'ào"),
    ("什里夫", Naming.NAME, "Shílǐfū"),
    ("长兴镇", Naming.NAME, "Chángxīng Zhèn"),
    ("塔什库", Naming.NAME, "Tǎshíkù"),
    ("陈家沟", Naming.NAME, "Chén Jiāgōu"),
    ("單家莊", Naming.NAME, "Dānjiāzhuāng"),
    ("长老教会", Naming.WORD, "zhǎnglǎo jiàohuì"),
    ("传统教会", Naming.WORD, "chuántǒng jiàohuì"),
    ("还没来", Naming.WORD, "hái méi lái"),
    ("太阳照常升起", Naming.WORD, "tàiyáng zhàocháng shēngqǐ"),
    ("爱情故事", Naming.WORD, "àiqíng gùshi"),
    ("省委书记", Naming.WORD, "shěngwěi shūjì"),
    ("麻子", Naming.WORD, "mázi"),
    ("不重要", Naming.WORD, "bù zhòngyào"),
    ("游xing", Naming.WORD, "yóuxing"),
]


@pytest.mark.parametrize(("text", "naming", "pinyin"), READ, ids=[row[0] for row in READ])
def test_readings(text: str, naming: Naming, pinyin: str, dictionary: Dictionary) -> None:
    lexeme = look_up(text, dictionary, script="zh")
    assert plain(romanized(lexeme, dictionary, naming=naming)) == plain(pinyin)
    assert romanized(lexeme, dictionary, naming=naming).replace(" ", "").lower() == pinyin.replace(" ", "").lower()


def test_the_shipped_table_is_the_one_that_the_shipped_dictionary_makes() -> None:
    assert lzma.decompress(read_bytes(FILE)).decode().splitlines() == rows(load_dictionary())


def test_neutral_words_are_words_of_two_characters_that_the_dictionary_has(dictionary: Dictionary) -> None:
    assert all(len(word) == 2 for word in neutral_words())
    assert [word for word in neutral_words() if word not in dictionary] == []


@pytest.mark.parametrize(
    ("word", "reading", "expected"),
    [
        ("太阳", ("tài", "yang"), ("tài", "yáng")),
        ("桌子", ("zhuō", "zi"), ("zhuō", "zi")),
        ("爸爸", ("bà", "ba"), ("bà", "ba")),
        ("關係", ("guān", "xi"), ("guān", "xi")),
    ],
)
def test_only_an_obligatory_neutral_tone_is_left_unmarked(
    word: str, reading: tuple[str, ...], expected: tuple[str, ...], dictionary: Dictionary
) -> None:
    assert standard(word, reading, dictionary) == expected


SPELT = [
    ("Mao Tse-tung", "毛澤東", "máo zé dōng", [System.WADE_GILES]),
    ("Teng Hsiao-p’ing", "邓小平", "dèng xiǎo píng", [System.WADE_GILES]),
    ("Lu Hsün", "鲁迅", "lǔ xùn", [System.WADE_GILES]),
    ("Chiang Kai-shek", "蔣介石", "jiǎng jiè shí", [System.WADE_GILES, System.CANTONESE]),
    ("Lee Ka-shing", "李嘉诚", "lǐ jiā chéng", [System.CANTONESE]),
    ("Chow Yun-fat", "周润发", "zhōu rùn fā", [System.CANTONESE]),
    ("Chan Tai-man", "陳大文", "chén dà wén", [System.CANTONESE]),
    ("Wong Kar-wai", "王家衛", "wáng jiā wèi", [System.CANTONESE]),
    ("Danshuei", "淡水", "dàn shuǐ", [System.TONGYONG]),
    ("Jia-kou", "家溝", "jiā gōu", [System.WADE_GILES]),
    ("Lei Jun", "雷军", "léi jūn", []),
]


@pytest.mark.parametrize(("letters", "characters", "pinyin", "systems"), SPELT, ids=[row[0] for row in SPELT])
def test_other_romanizations(
    letters: str, characters: str, pinyin: str, systems: list[System], dictionary: Dictionary
) -> None:
    found = spelt(letters, characters, look_up(characters, dictionary, script="zh").readings)
    assert found is not None
    assert (" ".join(found.syllables), [*found.systems]) == (pinyin, systems)


@pytest.mark.parametrize(
    ("letters", "characters"), [("Steve Jobs", "雷军"), ("Mao", "毛"), ("Ma Yun", "马化腾"), ("", "雷军")]
)
def test_what_spells_nothing(letters: str, characters: str, dictionary: Dictionary) -> None:
    assert spelt(letters, characters, look_up(characters, dictionary, script="zh").readings) is None


SOUTHERN = [
    ("har gow", "蝦餃"),
    ("siu mai", "燒賣"),
    ("char siu bao", "叉燒包"),
    ("lo bak go", "蘿蔔糕"),
    ("gaa yau", "加油"),
]


@pytest.mark.parametrize(("letters", "characters"), SOUTHERN)
def test_a_common_word_may_be_read_in_cantonese_as_a_whole(
    letters: str, characters: str, dictionary: Dictionary
) -> None:
    readings = look_up(characters, dictionary, script="zh").readings
    assert spelt(letters, characters, readings, is_name=False) is None
    found = spelt(letters, characters, readings, is_name=False, may_be_cantonese=True)
    assert found is not None
    assert found.systems == (System.CANTONESE,)


def test_a_common_word_mixes_no_systems(dictionary: Dictionary) -> None:
    readings = look_up("米粉", dictionary, script="zh").readings
    assert spelt("Mi Fan", "米粉", readings, is_name=False, may_be_cantonese=True) is None


def test_every_syllable_has_a_spelling_in_each_system(dictionary: Dictionary) -> None:
    known = {
        plain(s)
        for c in "知吃十日字词四儿雪女绿军穷熊追归水多罗说火过"
        for s in look_up(c, dictionary, script="zh").readings[0]
    }
    assert all(spelling.isascii() and spelling for s in known for spelling in (*wade_giles(s), *tongyong(s)))
    assert cantonese("鷺")
    assert not cantonese("x")


def _terms(text: str, dictionary: Dictionary) -> dict[str, Term]:
    document = Document(text, blocks=(Block(Span(0, len(text))),))
    return {term.surface: term for term in tag_terms(document, dictionary=dictionary).terms}


def test_a_partner_in_another_romanization_is_certain_and_named(dictionary: Dictionary) -> None:
    term = _terms("In 1949 Mao Tse-tung (毛澤東) stood on the gate.", dictionary)["毛澤東"]
    assert term.partner is not None
    assert (term.partner.surface, term.partner.certain) == ("Mao Tse-tung", True)
    assert term.partner.note == "Spelled in Wade-Giles."
    assert term.pinyin == "Máo Zédōng"


def test_a_syllable_that_hides_a_character_is_read_as_that_character(dictionary: Dictionary) -> None:
    text = "march (游行): retested. - 游xing: the second character is gone. - you行: the first."
    found = _terms(text, dictionary)
    assert [found[surface].pinyin for surface in ("游行", "游xing", "you行")] == ["yóuxíng"] * 3
