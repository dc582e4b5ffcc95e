"""Chinese terms of a text: which there are, how they are read, what they mean, what stands for them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.chinese import Dictionary, load_dictionary, tag_terms
from annotate.chinese.dictionary import Table
from annotate.chinese.runs import HAN_RUN, has_han, letters_of
from annotate.chinese.senses import senses_of
from annotate.model import Block, BlockKind, Document, Entity, EntityType, Mention, Relation, Span, Term

NAME, ROMANIZATION, TRANSLATION = Relation.NAME, Relation.ROMANIZATION, Relation.TRANSLATION


DICTIONARY = load_dictionary()


@pytest.fixture
def dictionary() -> Dictionary:
    return DICTIONARY


def terms(text: str, dictionary: Dictionary) -> tuple[Term, ...]:
    return tag_terms(Document(text), dictionary=dictionary).terms


PARTNERS = [
    ("She sells dumplings (饺子) at the gate.", "饺子", "dumplings", TRANSLATION),
    ("She sells dumplings （饺子） at the gate.", "饺子", "dumplings", TRANSLATION),
    ("She sells dumplings【饺子】 at the gate.", "饺子", "dumplings", TRANSLATION),
    ("The crowd shouted 加油 (jiāyóu) again.", "加油", "jiāyóu", ROMANIZATION),
    ("He kept his “face” (面子 miànzi) that day.", "面子", "face", TRANSLATION),
    ("A stall of odds and ends (杂货 - záhuò) stood there.", "杂货", "záhuò", ROMANIZATION),
    ("The word 内/nèi is on the door.", "内", "nèi", ROMANIZATION),
    ("The sign reads Huawei/华为 in red.", "华为", "Huawei", NAME),
    ("We ate 宫保鸡丁 “kung pao chicken” at noon.", "宫保鸡丁", "kung pao chicken", TRANSLATION),
    ("The novel Fortress Besieged (《围城》) sold out.", "围城", "Fortress Besieged", NAME),
    ("《红楼梦》 (Dream of the Red Chamber) is long.", "红楼梦", "Dream of the Red Chamber", NAME),
    ("Overtime culture, known in Chinese as 加班文化, spread.", "加班文化", "Overtime culture", TRANSLATION),
    ("The geomancer spoke of 风水, meaning feng shui, at length.", "风水", "feng shui", ROMANIZATION),
    ("Feng shui (Chinese: 風水; pinyin: fēngshuǐ) is old.", "風水", "Feng shui", ROMANIZATION),
    ("Her hometown is Hankou 汉口 on the river.", "汉口", "Hankou", NAME),
    ("Nobody in Hankou, as 汉口 is spelled, knew.", "汉口", "Hankou", NAME),
    ("Provincial Party Secretary Wang Wei (王伟) came.", "王伟", "Wang Wei", NAME),
    ("Wei Wang (王伟) came.", "王伟", "Wei Wang", NAME),
    ("Wang Wei’s (王伟) visit was short.", "王伟", "Wang Wei", NAME),
    ("It is about Shan Tianfang (单田芳), storyteller.", "单田芳", "Shan Tianfang", NAME),
    ("The hall honours Lyu Bu (吕布) and others.", "吕布", "Lyu Bu", NAME),
    ("Shanghainese (上海人) eat early.", "上海人", "Shanghainese", TRANSLATION),
    ("Hubei Province (湖北省) is inland.", "湖北省", "Hubei Province", NAME),
    (
        "The Ministry of Health and Welfare (衛生福利部) said no.",
        "衛生福利部",
        "Ministry of Health and Welfare",
        NAME,
    ),
    ("The Writers’ Association (WA, 作家协会) met.", "作家协会", "Writers’ Association", NAME),
    ("Search terms: market+noodles (市场+面条) were blocked.", "市场", "market", TRANSLATION),
    ("Henan Province (河南) lies inland.", "河南", "Henan Province", NAME),
    ("The word “crisis” ((危机)) spread.", "危机", "crisis", TRANSLATION),
    ("The word “危机” literally means “crisis” today.", "危机", "crisis", TRANSLATION),
    ("In the essay “crisis” is 危机 throughout.", "危机", "crisis", TRANSLATION),
    ("The Wandering Earth《流浪地球》was a hit.", "流浪地球", "The Wandering Earth", NAME),
    ("In Red Sorghum 《红高粱》 she shone.", "红高粱", "Red Sorghum", NAME),
    ("The editor read dumplings 《饺子》 twice.", "饺子", "dumplings", TRANSLATION),
    ("Sun Yat-sen 孫逸仙 (Sun Wen 孫文) was a doctor.", "孫文", "Sun Wen", NAME),
    ("Zhu Xi 朱熹 (Zhu Hui’an 朱晦庵) taught.", "朱熹", "Zhu Xi", NAME),
    ("Su Shi 蘇軾 (zi Zizhan 子瞻, hao Dongpo 東坡) wrote.", "蘇軾", "Su Shi", NAME),
    ("In Běijīng Dàxué 北京大学 (Peking University) they met.", "北京大学", "Peking University", NAME),
    ("He was born at Jishui 吉水 in Jiangxi.", "吉水", "Jishui", NAME),
    ("In Dongtai 東台 in Jiangsu they met.", "東台", "Dongtai", NAME),
    ("The cities of Suzhou 宿州 are not Suzhou 苏州.", "宿州", "Suzhou", NAME),
    ("She came from Fuzhou 福州 in Fujian to Fuzhou 抚州.", "福州", "Fuzhou", NAME),
    ("To them 吉水 Jishui is home.", "吉水", "Jishui", NAME),
    ("Some say 米粉 are rice-flour noodles.", "米粉", "rice-flour noodles", TRANSLATION),
    ("Some say 危机 is a crisis.", "危机", "a crisis", TRANSLATION),
    ("Few know 劉德華 as Andy Lau.", "劉德華", "Andy Lau", NAME),
    ("The verb 挨打 to take a beating is new.", "挨打", "to take a beating", TRANSLATION),
    ("They met the Judge of the Underworld (胡判官) there.", "胡判官", "Judge of the Underworld", NAME),
    ("The poet Judge Bao Zheng (包拯) wrote.", "包拯", "Bao Zheng", NAME),
    ("Grind the mo 墨, an ink stick, first.", "墨", "mo", ROMANIZATION),
    ("We ordered hor fan 河粉 (wide rice noodles).", "河粉", "wide rice noodles", TRANSLATION),
    ("They like 河粉, wide rice noodles, here.", "河粉", "wide rice noodles", TRANSLATION),
    ("A menu of 消夜, a late-night supper, is up.", "消夜", "a late-night supper", TRANSLATION),
    ("Then they sold 饺子 (dumplings) here.", "饺子", "dumplings", TRANSLATION),
    ("From Sheung Wan station (上環站) it is near.", "上環站", "Sheung Wan station", NAME),
    ("From Boston station (火车站) it is near.", "火车站", "station", TRANSLATION),
    ("He keeps a blog called 博客 for all.", "博客", "blog", TRANSLATION),
    ("Lu Xun (魯迅, born Zhou Shuren 周樹人) wrote.", "周樹人", "Zhou Shuren", NAME),
    ("The ruling CPC (中国共产党) met.", "中国共产党", "CPC", NAME),
    ("A ‘sit-in’ (静坐) began.", "静坐", "sit-in", TRANSLATION),
    ("He had bak kut teh 肉骨茶 for lunch.", "肉骨茶", "bak kut teh", ROMANIZATION),
    (
        "huì zhě bù nán\n【会者不难】\nTo those who can, it is easy.",
        "会者不难",
        "huì zhě bù nán",
        ROMANIZATION,
    ),
]


@pytest.mark.parametrize(("text", "surface", "partner", "relation"), PARTNERS, ids=[row[0][:40] for row in PARTNERS])
def test_partner_in_every_layout(
    text: str, surface: str, partner: str, relation: Relation, dictionary: Dictionary
) -> None:
    term = next(term for term in terms(text, dictionary) if term.surface == surface)
    assert term.partner is not None
    assert (term.partner.surface, term.partner.relation) == (partner, relation)
    assert term.partner.certain
    assert term.partner.note == ""


SPELLED_OTHERWISE = [
    ("Siu yeh 消夜, a late-night snack, is common.", "Siu yeh"),
    ("We ordered hor fun 河粉, wide rice noodles.", "hor fun"),
    ("A bo lo bao 菠蘿包, which has no pineapple in it.", "bo lo bao"),
    ("Say mm goi 唔該 for a favour.", "mm goi"),
    ("Say do ze 多謝 for a gift.", "do ze"),
    ("A gwei lo 鬼佬 came.", "gwei lo"),
]


@pytest.mark.parametrize(("text", "partner"), SPELLED_OTHERWISE, ids=[row[1] for row in SPELLED_OTHERWISE])
def test_a_reading_before_a_word_outranks_an_apposition(text: str, partner: str, dictionary: Dictionary) -> None:
    (term,) = terms(text, dictionary)
    assert term.partner is not None
    assert (term.partner.surface, term.partner.relation) == (partner, ROMANIZATION)
    assert term.partner.note.startswith("Spelled in ")


def test_a_name_right_before_characters_that_are_no_word_is_their_partner(dictionary: Dictionary) -> None:
    text = "Garnek 佳乐雅 sells kettles."
    mention, entity = (
        Mention(Span(0, 6), "Garnek", "org.garnek"),
        Entity("org.garnek", EntityType.ORGANIZATION, "Garnek"),
    )
    tagged = tag_terms(Document(text, mentions=(mention,), entities=(entity,)), dictionary=dictionary)
    (term,) = tagged.terms
    assert term.partner is not None
    assert (term.partner.surface, term.partner.certain) == ("Garnek", False)
    assert tagged.entities[0].chinese == "佳乐雅"


@pytest.mark.parametrize(
    ("source", "name", "partner"),
    [
        ("Zhang Ailing's Caught by the Tides (《风流一代》) sold.", "Zhang Ailing", "Caught by the Tides"),
        ("So Gong Li in Red Sorghum 《红高粱》 is young.", "Gong Li", "Red Sorghum"),
        ("His Flowers of Shanghai 《海上花》 is slow.", "Shanghai", "Flowers of Shanghai"),
        ("Her Shanghai Also Rises 《太阳照常升起》 is long.", "Shanghai", "Shanghai Also Rises"),
    ],
)
def test_a_title_is_whole_and_another_name_is_no_part_of_it(
    source: str, name: str, partner: str, dictionary: Dictionary
) -> None:
    (term,) = tag_terms(_with_entity(source, name, EntityType.PERSON), dictionary=dictionary).terms
    assert term.partner is not None
    assert (term.partner.surface, term.partner.relation, term.entity) == (partner, NAME, None)


TITLES = [
    ("According to the Records of the Grand Historian 《史記》, he died.", "Records of the Grand Historian"),
    ("It ended. See The Book of Songs 《詩經》 for more.", "The Book of Songs"),
    ("Reading The Mencius 《孟子》 took a year.", "The Mencius"),
    ("Since Yellow Earth (《黄土地》), he has been known.", "Yellow Earth"),
    ("In the Analects 《論語》 he found it.", "Analects"),
    ("In the Mood for Love (《花樣年華》) won.", "In the Mood for Love"),
    ("Before Sunrise (《日出之前》) won.", "Before Sunrise"),
    ("Before Yellow Earth (《黄土地》) he was poor.", "Yellow Earth"),
    ("Then See You Tomorrow (《明天见》) won.", "See You Tomorrow"),
    ("She liked Crouching Tiger, Hidden Dragon (《臥虎藏龍》).", "Crouching Tiger, Hidden Dragon"),
    ("Eat Drink, Man Woman (《饮食男女》) came out.", "Eat Drink, Man Woman"),
    ("In Beijing, Red Sorghum (《红高粱》) was shot.", "Red Sorghum"),
    ("He saw Hero, Red Sorghum (《红高粱》) and others.", "Red Sorghum"),
    ("Fortress Besieged: A Novel (《围城》) sold.", "Fortress Besieged: A Novel"),
    ("The Winners: Red Sorghum (《红高粱》).", "Red Sorghum"),
    ("Shen Fu wrote Six Records of a Floating Life (《浮生六記》).", "Six Records of a Floating Life"),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[row[1] for row in TITLES])
def test_a_title_has_all_its_words_and_no_other(text: str, title: str, dictionary: Dictionary) -> None:
    (term,) = terms(text, dictionary)
    assert term.partner is not None
    assert (term.partner.surface, term.partner.relation) == (title, NAME)


@pytest.mark.parametrize(
    ("source", "name", "partner", "entity"),
    [
        ("The Lord of the Eastern Peak (东岳大帝) rules.", "Eastern Peak", "Lord of the Eastern Peak", None),
        ("They met the Judge of the Underworld (胡判官).", "Underworld", "Judge of the Underworld", None),
        ("The President of the Kuomintang (國民黨) left.", "Kuomintang", "Kuomintang", "it"),
        ("The President of the Republic Tsai Ing-wen (蔡英文) left.", "Tsai Ing-wen", "Tsai Ing-wen", "it"),
    ],
)
def test_an_office_is_whole_where_the_term_tells_of_it(
    source: str, name: str, partner: str, entity: str | None, dictionary: Dictionary
) -> None:
    (term,) = tag_terms(_with_entity(source, name, EntityType.ORGANIZATION), dictionary=dictionary).terms
    assert term.partner is not None
    assert (term.partner.surface, term.entity) == (partner, entity)


def test_a_title_goes_on_behind_the_name_in_it(dictionary: Dictionary) -> None:
    document = _with_entity(
        "He wrote Six Records of a Floating Life (《浮生六記》).", "Six Records", EntityType.ORGANIZATION
    )
    (term,) = tag_terms(document, dictionary=dictionary).terms
    assert term.partner is not None
    assert (term.partner.surface, term.entity) == ("Six Records of a Floating Life", None)


def test_the_name_beside_characters_comes_before_another_behind_them(dictionary: Dictionary) -> None:
    document = _with_entity("Sun Yat-sen 孫逸仙 (Sun Wen 孫文) was a doctor.", "Sun Yat-sen", EntityType.PERSON)
    partners = [term.partner.surface for term in tag_terms(document, dictionary=dictionary).terms if term.partner]
    assert partners == ["Sun Yat-sen", "Sun Wen"]


def test_what_ends_as_places_do_is_no_person(dictionary: Dictionary) -> None:
    (lake,) = terms("The settlers wrote it 平林湖.", dictionary)
    assert lake.pinyin.startswith("Pínglín")


def test_a_reading_in_small_letters_names_nobody(dictionary: Dictionary) -> None:
    (term,) = terms("They drink 新茶 / xīn chá in spring.", dictionary)
    assert term.pinyin == "xīn chá"


DOUBTFUL = [
    ("The word “Mi Fan” (米粉) is a pun.", "Mi Fan", "mǐfěn"),
    ("The tall clerk (卡车) left.", "tall clerk", "kǎchē"),
    ("The studio Seasun Entertainment (西山居) was new.", "Seasun Entertainment", "Xīshānjū"),
    ("They call their art 'gaozi' (高字戏) here.", "gaozi", "gāozìxì"),
    ("We shared yong tau foo 釀豆腐 there.", "yong tau foo", "niàng dòufu"),
    ("Ang ku kueh 紅龜粿 are red.", "Ang ku kueh", "guī"),
    ("A stall with oh-ah-tsian 蚵仔煎 is open.", "oh-ah-tsian", "jiān"),
]


@pytest.mark.parametrize(("text", "partner", "pinyin"), DOUBTFUL, ids=[row[1] for row in DOUBTFUL])
def test_layout_alone_makes_a_doubtful_partner(text: str, partner: str, pinyin: str, dictionary: Dictionary) -> None:
    (term,) = terms(text, dictionary)
    assert term.partner is not None
    assert term.partner.surface == partner
    assert not term.partner.certain
    assert pinyin in term.partner.note
    assert all(sense in term.partner.note for sense in term.senses)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Everyone shouted “come on” (加油) then.", TRANSLATION),
        ("The word “mi fan” (米粉) is a pun.", ROMANIZATION),
        ("We shared yong tau foo 釀豆腐 there.", ROMANIZATION),
        ("The tall clerk (卡车) left.", TRANSLATION),
    ],
)
def test_words_of_english_are_no_romanization(text: str, relation: Relation, dictionary: Dictionary) -> None:
    (term,) = terms(text, dictionary)
    assert term.partner is not None
    assert term.partner.relation is relation


LONERS = [
    "The shop (run by 小米 in Beijing) closed.",
    "He writes 慢 on the wall every morning.",
    "Then 发展 emphasizes quality.",
    "The scholar 胡适 (1891–1962) wrote much.",
    "The maker 小米 (founded in 2010) sells phones.",
    "She left the chat group called 相亲相爱一家人 today.",
    "A company named 小米 makes this.",
    "We shared tau foo 釀豆腐 there.",
    "The new moon 朔日 rose late.",
    "They know yong tau foo. 釀豆腐 is a dish.",
    "He saw them walk by 粿汁 and rice.",
    "A column titled 旧闻 was hers.",
    "A family dish known as 麻婆豆腐 is hot.",
    "They do so 多謝 to all.",
    "Take 菠蘿包, which has no pineapple in it.",
    "The county of 吉水 in Jiangxi is old.",
    "Trains from 福州 to Fujian's coast run.",
    "The town of 安溪, which lies in Fujian, grows tea.",
    "To them 福州 was all of Fujian.",
    "To them 吉水 is a county in Jiangxi.",
    "These 米粉 are not rice noodles.",
]


@pytest.mark.parametrize("text", LONERS)
def test_no_partner_is_invented(text: str, dictionary: Dictionary) -> None:
    assert [term.partner for term in terms(text, dictionary)] == [None]


PINYIN = [
    ("米粉", "mǐfěn"),
    ("北京", "Běijīng"),
    ("天安门", "Tiān'ānmén"),
    ("毛泽东", "Máo Zédōng"),
    ("雷军", "Léi Jūn"),
    ("曾卫民", "Zēng Wèimín"),
    ("单雄信", "Shàn Xióngxìn"),
    ("解缙", "Xiè Jìn"),
    ("吕蒙正", "Lǚ Méngzhèng"),
    ("欧阳修平", "Ōuyáng Xiūpíng"),
    ("画蛇添足", "huàshé-tiānzú"),
    ("自由市场", "zìyóu shìchǎng"),
    ("桂林米粉", "Guìlín mǐfěn"),
    ("十大流行语", "shí dà liúxíngyǔ"),
    ("史蒂夫·乔布斯", "Shǐdìfū·Qiáobùsī"),
    ("銀行", "yínháng"),
    ("〇", "líng"),
    ("中国中车", "Zhōngguó zhōng chē"),
    ("卡拉OK", "kǎlā OK"),
    ("B站", "B zhàn"),
    ("80后", "80 hòu"),
    ("papi酱", "papi jiàng"),
    ("水粿", "shuǐguǒ"),
    ("紅龜粿", "hóngguīguǒ"),
    ("访民", "fǎngmín"),
    ("我爱他", "wǒ ài tā"),
    ("二姨", "èr yí"),
]


@pytest.mark.parametrize(("word", "pinyin"), PINYIN, ids=[row[1] for row in PINYIN])
def test_pinyin(word: str, pinyin: str, dictionary: Dictionary) -> None:
    (term,) = terms(f"On the wall stood {word} in large letters.", dictionary)
    assert term.pinyin == pinyin


READINGS = [
    ("The bureau chief Shan (单) spoke.", "单", "Shàn"),
    ("The surname Zeng (曾) is common there.", "曾", "Zēng"),
    ("His art name, hào 號, was long.", "號", "hào"),
    ("The chanyu Modu 冒頓 rode west.", "冒頓", "Mòdú"),
    ("The chanyu Mao 冒頓 rode west.", "冒頓", "màodùn"),
    ("His art name Yusou 迂叟 is a joke.", "迂叟", "Yūsǒu"),
    ("Take Ganjing Gongyu (干净公寓) home.", "干净公寓", "gānjìng gōngyù"),
    ("She met my Er Yi (二姨) there.", "二姨", "èr yí"),
    ("The dumplings of A-Jie (阿杰) sell.", "阿杰", "Ājié"),
]


@pytest.mark.parametrize(("text", "surface", "pinyin"), READINGS, ids=[row[2] for row in READINGS])
def test_the_text_s_own_reading_wins(text: str, surface: str, pinyin: str, dictionary: Dictionary) -> None:
    assert [(term.surface, term.pinyin) for term in terms(text, dictionary)] == [(surface, pinyin)]


SENSES = [
    ("Fans of Xiaomi call themselves 米粉 in its forum.", "(Internet slang) Xiaomi fan"),
    ("Cooks soak the noodles, 米粉, before frying the rice.", "rice-flour noodles"),
]


@pytest.mark.parametrize(("text", "gloss"), SENSES, ids=[row[1] for row in SENSES])
def test_the_sense_that_fits_comes_first(text: str, gloss: str, dictionary: Dictionary) -> None:
    (term,) = terms(text, dictionary)
    assert term.gloss == term.senses[0] == gloss
    assert set(term.senses) == {"rice flour", "rice-flour noodles", "(Internet slang) Xiaomi fan"}


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The jade cong 琮 lay there.", "jade tube"),
        ("The scholar Cong 琮 lay there.", "surname"),
        ("They drank longjing 龙井 there.", "Longjing tea"),
        ("They stayed in Longjing 龙井 there.", "Longjing, a"),
        ("They went to beijing 北京 there.", "Beijing municipality"),
        ("Grind the mo 墨 there.", "ink stick"),
        ("They ate a dan 蛋 there.", "egg"),
        ("The surname Mo 墨 is rare.", "surname Mo"),
        ("They drank bo lei 普洱 there.", ""),
        ("They stayed in Pu'er 普洱 there.", "Pu'er, prefecture-level city"),
    ],
)
def test_what_is_romanized_in_small_letters_is_no_name(text: str, begins: str, dictionary: Dictionary) -> None:
    (term,) = terms(text, dictionary)
    assert term.gloss.startswith(begins)
    assert begins or not term.gloss


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("They say 躺平 now.", "to lie stretched out"),
        ("They say 躺平 and 内卷 now.", "to lie stretched out"),
        ("They say 躺平, 内卷 and 吃瓜 now.", "(neologism"),
        ("They say 躺平, 工作 and 吃饭 now.", "to lie stretched out"),
        ("They say 躺平 (to lie stretched out), 内卷 and 吃瓜 now.", "to lie stretched out"),
    ],
)
def test_slang_comes_first_where_there_is_more_of_it(text: str, begins: str, dictionary: Dictionary) -> None:
    assert terms(text, dictionary)[0].gloss.startswith(begins)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("She was born in Xi'an (西安), in a district of the old town.", "Xi'an, sub-provincial city"),
        ("She was born in Datong (大同) in Shanxi.", "Datong, prefecture-level city in Shanxi"),
        ("The Xi'an District of Mudanjiang (西安) is in Heilongjiang.", "Xi'an District of Mudanjiang"),
    ],
)
def test_a_city_comes_before_a_district_of_another(text: str, begins: str, dictionary: Dictionary) -> None:
    (term,) = terms(text, dictionary)
    assert term.gloss.startswith(begins)


@pytest.mark.parametrize(
    ("word", "kept", "dropped"),
    [
        ("單位", "unit (of measure)", "CL:"),
        ("台灣", "Taiwan", "variant of"),
        ("蚵仔煎", "(Tw) oyster omelette (from Taiwanese)", "Tai-lo"),
        ("三小", "(Tw) (vulgar) what the hell? (from Taiwanese 啥潲, equivalent to Mandarin 什么 (shénme))", "Tai-lo"),
        ("供", "to confess", "pr."),
        ("單于", "king of the Xiongnu 匈奴 (Xiōngnú)", "["),
        ("苏州", "Suzhou, prefecture-level city in Jiangsu Province 江苏省 (Jiāngsū Shěng)", "["),
    ],
)
def test_senses_are_readable(word: str, kept: str, dropped: str, dictionary: Dictionary) -> None:
    (term,) = terms(f"On the wall stood {word} in large letters.", dictionary)
    assert kept in term.senses
    assert not any(dropped in sense for sense in term.senses)


def test_no_sense_is_cut_inside_a_bracket(dictionary: Dictionary) -> None:
    about_reading = (entry for entry in dictionary if any("pr. [" in sense for sense in entry.senses))
    senses = [sense for entry in about_reading for sense in senses_of(entry, dictionary, script="zh")]
    assert [sense for sense in senses if sense.count("(") != sense.count(")") or "pr. [" in sense] == []


SCRIPTS = [
    ("neutral alone", "A pun on 米粉 and 小米.", ["zh", "zh"]),
    ("neutral beside Simplified", "A pun on 米粉 by 华为 people.", ["zh-Hans", "zh-Hans"]),
    ("neutral beside Traditional", "A pun on 米粉 by 聯想 people.", ["zh-Hant", "zh-Hant"]),
    ("both named", "A horse (simplified: 马; traditional: 馬) eats 米.", ["zh-Hans", "zh-Hant", "zh"]),
    ("Taiwan's 台 is no Simplified", "In Taipei (台北) and Taiwan (台灣).", ["zh-Hant", "zh-Hant"]),
]


@pytest.mark.parametrize(("text", "scripts"), [row[1:] for row in SCRIPTS], ids=[row[0] for row in SCRIPTS])
def test_script_is_the_text_s(text: str, scripts: list[str], dictionary: Dictionary) -> None:
    assert [term.script for term in terms(text, dictionary)] == scripts


RUNS = [
    ("marks part terms", "He said “加油，朋友！” twice.", ["加油", "朋友"]),
    ("spaced characters are one", "The idiom 画 蛇 添 足 is old.", ["画 蛇 添 足"]),
    ("spaced words are not", "Choose 米粉 面条 now please.", ["米粉", "面条"]),
    ("a dot inside a name", "Steve Jobs, 史蒂夫·乔布斯, spoke.", ["史蒂夫·乔布斯"]),
    ("no title marks", "Her book 《围城》 is read.", ["围城"]),
    ("a title with a subtitle", "Her book 《面条：一部小史》 is read.", ["面条：一部小史"]),
    ("a sentence in brackets", "He said it more than once (站在面条铺门口，谁都会饿).", ["站在面条铺门口，谁都会饿"]),
    ("two short words in brackets are a list", "Both (面条，米粉) sell.", ["面条", "米粉"]),
    (
        "letters that are neither English nor a reading",
        "papi酱 and kpop迷 but word酱, jiang酱, Papi酱, papi米粉",
        ["papi酱", "kpop迷", "酱", "酱", "酱", "米粉"],
    ),
    (
        "letters that belong to the word",
        "B站, 卡拉OK and 80后 but Xiaomi小米, 小米Mi, 米K粉, 2015年, x.B站",
        ["B站", "卡拉OK", "80后", "小米", "小米", "米", "粉", "年", "站"],
    ),
    ("rare characters", "The glyph 𠮷野家 on a shop sign.", ["𠮷野家"]),
]


@pytest.mark.parametrize(("text", "surfaces"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS])
def test_runs(text: str, surfaces: list[str], dictionary: Dictionary) -> None:
    assert [term.surface for term in terms(text, dictionary)] == surfaces


HEADINGS = [
    ("a heading of phrases", "面条文化四十年：回顾与展望", ["面条文化四十年：回顾与展望"]),
    ("a line with a label", "Title: 米粉文化的现状与未来", ["米粉文化的现状与未来"]),
    ("a line with a reading", "米粉文化四十年 mǐfěn", ["米粉文化四十年"]),
    ("a sentence", "他今天在城里吃了一碗米粉，很高兴。", []),
]


@pytest.mark.parametrize(("line", "surfaces"), [row[1:] for row in HEADINGS], ids=[row[0] for row in HEADINGS])
def test_a_line_of_its_own(line: str, surfaces: list[str], dictionary: Dictionary) -> None:
    pieces = ["A long paper about noodles, written in English, stands below.", line]
    source = "\n\n".join(pieces)
    spans = [Span(source.index(piece), source.index(piece) + len(piece)) for piece in pieces]
    blocks = tuple(Block(span, BlockKind.PARAGRAPH) for span in spans)
    assert [
        term.surface for term in tag_terms(Document(source, blocks=blocks), dictionary=dictionary).terms
    ] == surfaces


def test_chinese_and_verbatim_blocks_are_passed_over(dictionary: Dictionary) -> None:
    pieces = ["A bowl of 米粉 to go.", "他吃了一碗米粉。", "print('米粉')", "Look at 米粉 here."]
    source = "\n\n".join(pieces)
    starts = [source.index(piece) for piece in pieces]
    spans = [Span(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True)]
    kinds = [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.VERBATIM, BlockKind.PARAGRAPH]
    blocks = tuple(Block(span, kind) for span, kind in zip(spans, kinds, strict=True))
    blocks = (*blocks[:3], replace(blocks[3], language="zh-Hans"))
    tagged = tag_terms(Document(source, blocks=blocks), dictionary=dictionary)
    assert [term.span.start for term in tagged.terms] == [source.index("米粉")]


def test_protected_text_and_markup_hold_no_terms(dictionary: Dictionary) -> None:
    source = "See example.org/米粉 and the word 米粉 here."
    at = source.index("example.org")
    protected = (Span(at, at + len("example.org/米粉")),)
    tagged = tag_terms(Document(source, protected=protected), dictionary=dictionary)
    assert [term.span.start for term in tagged.terms] == [source.rindex("米粉")]


def _with_entity(source: str, name: str, kind: EntityType, *, candidates: tuple[str, ...] = ()) -> Document:
    start = source.index(name)
    mention = Mention(Span(start, start + len(name)), name, "it", candidates=candidates)
    return Document(source, mentions=(mention,), entities=(Entity("it", kind, name),))


def test_protected_letters_belong_to_no_term(dictionary: Dictionary) -> None:
    text = "They all watch B站 at night."
    document = Document(text, blocks=(Block(Span(0, len(text))),), protected=(Span(15, 16),))
    assert [term.surface for term in tag_terms(document, dictionary=dictionary).terms] == ["站"]


def test_a_mention_before_the_bracket_is_the_partner_and_names_the_term(dictionary: Dictionary) -> None:
    source = "Then KMT spokesman Apollo Chen (陳學聖) spoke; 陳學聖 left."
    tagged = tag_terms(_with_entity(source, "Apollo Chen", EntityType.PERSON), dictionary=dictionary)
    partner = tagged.terms[0].partner
    assert partner is not None
    assert (partner.surface, partner.relation) == ("Apollo Chen", NAME)
    assert [term.entity for term in tagged.terms] == ["it", "it"]
    assert tagged.entities[0].chinese == "陳學聖"
    assert tagged.terms[0].pinyin == "Chén Xuéshèng"


@pytest.mark.parametrize(
    ("source", "name", "entity"),
    [
        ("Premier Lin Chuan (林全) resigned.", "Lin Chuan", "it"),
        ("The label Tall Clerk (卡车) is new.", "Tall Clerk", None),
        ("A sign with 海尔 on it.", "海尔", "it"),
    ],
)
def test_a_common_word_is_no_name_by_layout_alone(
    source: str, name: str, entity: str | None, dictionary: Dictionary
) -> None:
    tagged = tag_terms(_with_entity(source, name, EntityType.ORGANIZATION), dictionary=dictionary)
    assert [term.entity for term in tagged.terms] == [entity]


def test_an_open_mention_names_nothing(dictionary: Dictionary) -> None:
    document = _with_entity("Mr Xu (徐洁云) spoke.", "Xu", EntityType.PERSON, candidates=("it", "that"))
    tagged = tag_terms(document, dictionary=dictionary)
    assert tagged.terms[0].partner is not None
    assert tagged.terms[0].entity is None
    assert tagged.entities[0].chinese is None


def test_a_firm_is_not_split_into_surname_and_given_name(dictionary: Dictionary) -> None:
    document = _with_entity(
        "The dairy Yili (伊利) and Anta Sports (安踏) grew.", "Anta Sports", EntityType.ORGANIZATION
    )
    tagged = tag_terms(document, dictionary=dictionary)
    assert tagged.terms[1].pinyin == "Āntà"
    assert tagged.terms[1].entity == "it"


def test_english_text_never_reads_the_dictionary() -> None:
    def read() -> Table:
        raise AssertionError

    assert tag_terms(Document("Rice noodles."), dictionary=Dictionary(read)).terms == ()


def test_importing_the_stage_loads_no_library_of_readings() -> None:
    code = "import sys, annotate.chinese; sys.exit(bool({'opencc', 'pypinyin'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


ALPHABET = "米粉雷军曾单々〇畫画𠮷史·  ()（）【】《》“”‘’\"'/+-,.;:、\nab MiFan Xiao ü é 1"
MIXED = st.text(st.sampled_from(ALPHABET), max_size=60)


@settings(deadline=None)
@given(MIXED | st.text(max_size=40), st.data())
def test_laws(source: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(source)))
    blocks = tuple(
        Block(Span(*ends), data.draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.VERBATIM])))
        for ends in ((0, cut), (cut, len(source)))
        if ends[0] < ends[1]
    )
    tagged = tag_terms(Document(source, blocks=blocks), dictionary=DICTIONARY).terms
    covered = {at for term in tagged for at in range(term.span.start, term.span.end)}
    assert all(term.surface == term.span.of(source) for term in tagged)
    assert all(one.span.end <= other.span.start for one, other in pairwise(tagged))
    for term in tagged:
        if term.partner:
            assert term.partner.surface == term.partner.span.of(source)
            assert not any(term.partner.span.overlaps(other.span) for other in tagged)
            assert term.partner.certain != bool(term.partner.note)
    for block in blocks:
        text = block.span.of(source)
        han = [at for at, c in enumerate(source) if block.span.start <= at < block.span.end and has_han(c)]
        letters = sum(character.isalpha() for character in text if not has_han(character))
        assert set(han) & covered in ({*han}, set())
        if block.kind is not BlockKind.VERBATIM and len(han) < letters:
            assert covered.issuperset(han)


@pytest.mark.parametrize(
    "unit",
    ["(", "米(", "(米粉", "“", "画 ", "画·", "米粉/", "x (米粉, ", "中国人民银行大会"],
)
def test_hostile_runs_are_told_apart_whole(unit: str, dictionary: Dictionary) -> None:
    run = (unit * 8_000)[:8_000]
    found = terms("a" * 8_000 + run + "b" * 8_000, dictionary)
    covered = sum(letters_of(HAN_RUN, term.surface) for term in found)
    assert covered == letters_of(HAN_RUN, run)
