"""Names in Chinese paragraphs and beside English ones: the tagger's laws, and who is who."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.bilingual import join_languages
from annotate.chinese import kinds, load_dictionary, spellings, tag_chinese
from annotate.chinese.guesses import Guess
from annotate.chinese.tagger import LONGEST_PIECE, ChineseTagger, Weights, names_of, pieces
from annotate.entities import is_name, load_gazetteer
from annotate.identifiers import entity_id
from annotate.model import Block, Document, Entity, EntityType, Form, Mention, Partner, Relation, Span, Term
from annotate.pipeline import annotating, chinese_tagger
from annotate.readers import from_text

KIND_OF = kinds(load_dictionary(), load_gazetteer().known_chinese)


def chinese(*paragraphs: str) -> Document:
    """A document of Chinese paragraphs."""
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(Span(at, at + len(paragraph)), language="zh"))
        at += len(paragraph) + 2
    return Document("\n\n".join(paragraphs), blocks=tuple(blocks))


def tagged(document: Document) -> dict[str, list[str]]:
    """The surfaces of every entity, by id."""
    result = tag_chinese(document, tagger=chinese_tagger(), known=load_gazetteer().known_chinese)
    return {entity.id: [m.surface for m in result.mentions if m.entity == entity.id] for entity in result.entities}


def test_who_is_who_in_both_scripts() -> None:
    found = tagged(
        chinese(
            "小米集团创始人雷军周二在北京表示，公司将投入大笔资金。雷军说，小米没有放弃。",
            "臺灣的鴻海集團董事長郭台銘說，鴻海將在深圳市設廠。",
        )
    )
    assert found["per.lei-jun"] == ["雷军", "雷军"]
    assert found["org.xiaomi"] == ["小米集团", "小米"]
    assert found["loc.beijing"] == ["北京"]
    assert found["org.hon-hai"] == ["鴻海集團", "鴻海"]
    assert found["loc.shenzhen"] == ["深圳市"]


class Once(ChineseTagger):
    """A tagger that sees a name once, and then no more."""

    def __init__(self, *names: tuple[str, str]) -> None:
        self._names = dict(names)

    def tag(self, text: str) -> Iterator[Guess]:
        for name in [name for name in self._names if name in text]:
            at = text.index(name)
            yield Guess(at, at + len(name), self._names.pop(name))


@pytest.mark.parametrize(
    ("names", "text", "mentions"),
    [
        pytest.param([("鹭田科技", "ORG")], "鹭田科技上涨。他买了鹭田科技股票。", ["鹭田科技"] * 2, id="seen-once"),
        pytest.param([("鹭田", "ORG")], "鹭田上涨。他买了鹭田股票。", ["鹭田"], id="too-short"),
        pytest.param([("鹭田国", "LOC")], "鹭田国很大。鹭田国人会说鹭田国语。", ["鹭田国"], id="people-and-language"),
        pytest.param([("乾隆", "PER")], "于乾隆五十三年赴大英图书馆。", ["大英图书馆"], id="an-era-and-no-emperor"),
        pytest.param([], "他在大英圖書館看書。", ["大英圖書館"], id="listed"),
        pytest.param(
            [("鹭田市监督管理局", "ORG")],
            "鹭田市监督管理局（下称“鹭田监管局”）开会。鹭田监管局没有回应。",
            ["鹭田市监督管理局", "鹭田监管局", "鹭田监管局"],
            id="in-short",
        ),
    ],
)
def test_a_name_is_one_wherever_it_stands(names: list[tuple[str, str]], text: str, mentions: list[str]) -> None:
    listed = {"大英图书馆": EntityType.ORGANIZATION}
    result = tag_chinese(chinese(text), tagger=Once(*names), known=lambda _: None, listed=listed)
    assert [mention.surface for mention in result.mentions] == mentions
    assert len({mention.entity for mention in result.mentions}) == 1


def test_the_gazetteer_lists_names_for_chinese_text() -> None:
    annotated = annotating()(from_text("记者要求行政院说明，院方没有回应。"))
    assert [(mention.surface, mention.entity) for mention in annotated.mentions] == [("行政院", "org.executive-yuan")]


def test_protected_text_and_terms_hold_no_names() -> None:
    document = chinese("雷军在北京。")
    closed = Document(document.source, blocks=document.blocks, protected=(Span(0, 6),))
    assert tagged(closed) == {}


def test_a_chinese_sentence_in_an_english_text_holds_names() -> None:
    text = "A: 喂，我和雷军在北京。 (Hello, I am with him.) The word 雷军迷 and 粉，丝 are none."
    terms = tuple(Term(Span(start, end), text[start:end], "zh-Hans", "", "") for start, end in ((5, 12), (46, 49)))
    document = Document(text, blocks=(Block(Span(0, len(text))),), terms=terms)
    assert tagged(document) == {"per.lei-jun": ["雷军"], "loc.beijing": ["北京"]}


def test_a_chinese_name_names_whom_the_english_text_calls_as_it_is_read() -> None:
    source = "Zhou Peichang left; Zhou Lumu stayed.\n\n周培昌离开了，周鹭沐没有。周佩昌说了。"
    english, paragraph = Span(0, 37), Span(39, len(source))
    people = (
        Entity("per.zhou-peichang", EntityType.PERSON, "Zhou Peichang"),
        Entity("org.zhou-lumu", EntityType.ORGANIZATION, "Zhou Lumu"),
    )
    document = Document(
        source,
        blocks=(Block(english), Block(paragraph, language="zh")),
        entities=people,
        mentions=(Mention(Span(0, 13), "Zhou Peichang", "per.zhou-peichang"),),
    )
    read = partial(spellings, dictionary=load_dictionary())
    result = tag_chinese(document, tagger=chinese_tagger(), known=load_gazetteer().known_chinese, read=read)
    assert [(m.surface, m.entity) for m in result.mentions][:2] == [
        ("Zhou Peichang", "per.zhou-peichang"),
        ("周培昌", "per.zhou-peichang"),
    ]
    assert result.entities[0].chinese == "周培昌"
    assert [m.surface for m in result.mentions if m.entity == "per.zhou-peichang"] == ["Zhou Peichang", "周培昌"]
    assert all(mention.entity != "org.zhou-lumu" for mention in result.mentions)


@given(st.text("雷军，。 a", max_size=3 * LONGEST_PIECE))
def test_pieces_cover_the_text(text: str) -> None:
    cut = [*pieces(text)]
    assert "".join(text[start:end] for start, end in cut) == text
    assert all(end - start <= LONGEST_PIECE for start, end in cut)


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=3), min_size=1, max_size=8))
def test_no_name_goes_on_that_has_not_begun(found: list[list[str]]) -> None:
    labels = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
    weights = Weights.of(
        {
            "labels": np.frombuffer("\n".join(labels).encode(), dtype=np.uint8),
            "features": np.frombuffer(b"a\nb\nc\nd", dtype=np.uint8),
            "weights": np.arange(20).reshape(4, 5) % 7 - 3,
            "transitions": np.zeros((5, 5)),
        }
    )
    best = weights.best(found)
    for before, label in zip(["O", *best], best, strict=False):
        assert label[:2] != "I-" or before[2:] == label[2:]
    assert all(best[guess.start] == f"B-{guess.label}" for guess in names_of(best))


def test_a_megabyte_is_read_in_pieces() -> None:
    assert len([*pieces("米" * 1_000_000)]) == 1_000_000 // LONGEST_PIECE


KINDS = [
    ("新豐區", EntityType.PLACE),
    ("新豐高級中學", EntityType.ORGANIZATION),
    ("歸仁", EntityType.PLACE),
    ("小米", EntityType.ORGANIZATION),
    ("史蒂夫·乔布斯", EntityType.PERSON),
    ("许斐", EntityType.PERSON),
    ("加油", None),
    ("登封", EntityType.PLACE),
    ("北京电影学院", EntityType.ORGANIZATION),
    ("昆曲", None),
    ("昭和", None),
    ("张骞", EntityType.PERSON),
    ("云河寺", EntityType.PLACE),
    ("上環站", EntityType.PLACE),
    ("新华网站", EntityType.ORGANIZATION),
    ("云河学派", None),
]


def test_what_begins_with_no_surname_is_hardly_a_person() -> None:
    found = KIND_OF("呷哺")
    assert found is not None
    assert found.type is EntityType.PERSON
    assert found.weight < 0


def test_a_last_character_says_little_after_a_surname() -> None:
    person, place = KIND_OF("李建国"), KIND_OF("呷建国")
    assert person is not None
    assert place is not None
    assert person.weight < place.weight
    person, place = KIND_OF("王小塔"), KIND_OF("呷小塔")
    assert person is not None
    assert place is not None
    assert person.weight < 1 < place.weight


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_kinds(name: str, kind: EntityType | None) -> None:
    found = KIND_OF(name)
    assert found is not None
    assert found.type is kind
    assert found.reason


def test_a_term_that_is_a_name_becomes_a_mention() -> None:
    text = "They live in Gueiren (歸仁), near the sea."
    partner = Partner(Span(13, 20), "Gueiren", Relation.NAME)
    term = Term(Span(22, 24), "歸仁", "zh-Hant", "Guīrén", "", partner=partner)
    joined = join_languages(Document(text, terms=(term,)), kind_of=KIND_OF, is_name=is_name)
    assert [(m.surface, m.entity, m.form) for m in joined.mentions] == [
        ("Gueiren", "loc.gueiren", Form.FULL),
        ("歸仁", "loc.gueiren", Form.SCRIPT),
    ]
    assert joined.terms[0].entity == "loc.gueiren"


def test_an_era_by_which_years_are_counted_names_nobody() -> None:
    text = "the ninth year of Hongwu 洪武"
    partner = Partner(Span(18, 24), "Hongwu", Relation.NAME)
    term = Term(Span(25, 27), "洪武", "zh", "Hóngwǔ", "", partner=partner)
    assert join_languages(Document(text, terms=(term,)), kind_of=KIND_OF, is_name=is_name).entities == ()


def test_a_person_is_found_by_how_the_characters_are_read() -> None:
    text = "Guan Zilu | Traditional Chinese | 關紫鹿 | tolerant 寬容"
    terms = (
        Term(Span(33, 36), "關紫鹿", "zh-Hant", "Guān Zǐlù", ""),
        Term(Span(48, 50), "寬容", "zh-Hant", "kuānróng", ""),
    )
    people = tuple(Entity(f"per.{name}", EntityType.PERSON, name) for name in ("Guan Zilu", "Kuan Rong"))
    mentions = (Mention(Span(0, 9), "Guan Zilu", "per.Guan Zilu"),)
    document = Document(text, terms=terms, entities=people, mentions=mentions)
    joined = join_languages(document, kind_of=KIND_OF, is_name=is_name)
    assert [(m.surface, m.entity) for m in joined.mentions] == [
        ("Guan Zilu", "per.Guan Zilu"),
        ("關紫鹿", "per.Guan Zilu"),
    ]


def test_names_that_the_english_text_explains_are_whole_in_chinese() -> None:
    source = "Her teacher was Sun Baosheng (孙宝生).\n\n孙宝生教她画云，也教她喝酒。"
    person = Entity("per.sun-baosheng", EntityType.PERSON, "Sun Baosheng", chinese="孙宝生")
    mention = Mention(Span(30, 33), "孙宝生", "per.sun-baosheng", Form.SCRIPT)
    blocks = (Block(Span(0, 35)), Block(Span(37, len(source)), language="zh"))
    found = tagged(Document(source, blocks=blocks, entities=(person,), mentions=(mention,)))
    assert found == {"per.sun-baosheng": ["孙宝生", "孙宝生"]}


def test_homophones_are_not_one_person() -> None:
    text = "Li Na | 李娜 | 李纳"
    terms = (Term(Span(8, 10), "李娜", "zh-Hans", "Lǐ Nà", ""), Term(Span(13, 15), "李纳", "zh-Hans", "Lǐ Nà", ""))
    person = Entity("per.li-na", EntityType.PERSON, "Li Na")
    mention = Mention(Span(0, 5), "Li Na", "per.li-na")
    document = Document(text, terms=terms, entities=(person,), mentions=(mention,))
    joined = join_languages(document, kind_of=KIND_OF, is_name=is_name)
    assert [m.surface for m in joined.mentions if m.entity == "per.li-na"] == ["Li Na", "李娜"]
    assert joined.entities[0].chinese == "李娜"


def test_latin_names_stay_in_chinese_text() -> None:
    found = tagged(chinese("马斯克的SpaceX在美国，他在Google工作。"))
    assert {"SpaceX", "Google"} <= {surface for surfaces in found.values() for surface in surfaces}


def test_a_foreign_name_in_a_chinese_sentence_is_whole() -> None:
    text = "He read: 史蒂夫·乔布斯说，他很好。 And so it was, said the man beside him."
    found = tagged(Document(text, blocks=(Block(Span(0, len(text))),)))
    assert ["史蒂夫·乔布斯"] in found.values()


def test_a_heading_of_a_column_is_no_chinese_name() -> None:
    text = "Native | 温州鹭江光学有限公司在北京，很大。"
    assert "per.native" not in tagged(chinese(text))
    assert all("Native" not in surfaces for surfaces in tagged(chinese(text)).values())


def test_a_part_of_a_chinese_sentence_is_no_name() -> None:
    text = "B: 我在云河群岛，八点半。 And 云河群岛 (Yunhe Islands) it was."
    terms = (
        Term(Span(3, 9), "我在云河群岛", "zh-Hans", "wǒ zài Yúnhé Qúndǎo", ""),
        Term(Span(19, 23), "云河群岛", "zh-Hans", "Yúnhé Qúndǎo", ""),
    )
    joined = join_languages(Document(text, terms=terms), kind_of=KIND_OF, is_name=is_name)
    assert [mention.surface for mention in joined.mentions] == ["云河群岛"]


def test_a_common_word_becomes_none() -> None:
    text = "They shouted Jia You (加油) at once."
    partner = Partner(Span(13, 20), "Jia You", Relation.NAME)
    term = Term(Span(22, 24), "加油", "zh-Hans", "jiāyóu", "", partner=partner)
    joined = join_languages(Document(text, terms=(term,)), kind_of=KIND_OF, is_name=is_name)
    assert joined.mentions == ()


def test_a_term_beside_lower_case_words_becomes_none() -> None:
    text = "It is a ghost town (某鬼城) now."
    partner = Partner(Span(8, 18), "ghost town", Relation.TRANSLATION)
    term = Term(Span(20, 23), "某鬼城", "zh-Hans", "mǒu guǐchéng", "", partner=partner)
    joined = join_languages(Document(text, terms=(term,)), kind_of=KIND_OF, is_name=is_name)
    assert joined.mentions == ()


def test_both_scripts_of_a_name_are_one_entity() -> None:
    text = "In Gueiren (歸仁), that is 归仁, it rained."
    partner = Partner(Span(3, 10), "Gueiren", Relation.NAME)
    terms = (
        Term(Span(12, 14), "歸仁", "zh-Hant", "Guīrén", "", partner=partner),
        Term(Span(25, 27), "归仁", "zh-Hans", "Guīrén", ""),
    )
    joined = join_languages(Document(text, terms=terms), kind_of=KIND_OF, is_name=is_name)
    assert {m.entity for m in joined.mentions} == {"loc.gueiren"}
    assert len(joined.mentions) == 3


def test_ids_are_unique() -> None:
    assert entity_id(EntityType.PERSON, "Lei Jun", {"per.lei-jun", "per.lei-jun-2"}) == "per.lei-jun-3"


def test_english_text_loads_no_chinese_model() -> None:
    def fail() -> dict[str, tuple[str, ...]]:
        raise AssertionError("the lexicon was read")

    document = Document("Nothing here.", blocks=(Block(Span(0, 13)),))
    assert tag_chinese(document, tagger=ChineseTagger(fail), known=lambda _: None) == document
