"""What the Chinese tagger guesses, mended: bodies before ranks, two names in one, short forms."""

from __future__ import annotations

import pytest

from annotate.chinese.guesses import Guess, Word, mended
from annotate.pipeline import annotating
from annotate.readers import from_text

GUESSES = [
    ("鹭省科学技术厅来信", [], [("鹭省科学技术厅", "LOC")], [("鹭省科学技术厅", "ORG")]),
    ("鹭鹭餐厅来信", [], [("鹭鹭餐厅", "LOC")], [("鹭鹭餐厅", "LOC")]),
    ("鷺田集團旗下物流公司", [], [("鷺田集團旗下物流公司", "ORG")], [("鷺田集團", "ORG")]),
    ("沿鹭田路起至白石路止", [], [("鹭田路起至白石路止", "LOC")], [("鹭田路", "LOC"), ("白石路", "LOC")]),
    ("港務/n 部長/n 說", [], [], [("港務部", "ORG")]),
    ("鹭市渡口/ORG 局长/n", [], [("鹭市", "LOC")], [("鹭市渡口局", "ORG")]),
    ("鹭市政府渡口局/ORG 局长/n", [], [("鹭市", "LOC")], [("鹭市政府渡口局", "ORG")]),
    ("渡口/n 副部长/n", [], [], []),
    ("鹭国/LOC 部长/n", [], [("鹭国", "LOC")], [("鹭国", "LOC")]),
    ("渡口局长/n 说", [], [], [("渡口局", "ORG")]),
    ("导演/n 让/v - 吕鹭·戈达路/PER", [], [("吕鹭·戈达路", "PER")], [("让-吕鹭·戈达路", "PER")]),
    ("Bob/nz - 吕鹭·戈达路/PER", [], [("吕鹭·戈达路", "PER")], [("吕鹭·戈达路", "PER")]),
    ("鹭田电子/ORG 周一/TIME", [], [("鹭田电子周一", "ORG")], [("鹭田电子", "ORG")]),
    ("鹭田（601186.SH）", [], [("601186.SH", "LOC")], []),
    ("两座/m 大桥/n", [], [("大桥", "LOC")], []),
    ("两家/m 鹭田/LOC 公司/n", [], [("鹭田", "LOC")], [("鹭田", "LOC")]),
    ("鹭来/PER 上涨", ["鹭来"], [], [("鹭来", "ORG")]),
    ("鹭来/v 上涨", ["鹭来"], [], []),
]


@pytest.mark.parametrize(("marked", "known", "guessed", "expected"), GUESSES, ids=[row[0] for row in GUESSES])
def test_guesses_are_mended(
    marked: str, known: list[str], guessed: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    words, text = [], ""
    for part in marked.split():
        surface, _, tag = part.partition("/")
        words.append(Word(len(text), len(text) + len(surface), tag))
        text += surface
    guesses = [Guess(text.index(name), text.index(name) + len(name), label) for name, label in guessed]
    found = mended(text, words, guesses, {name: ["zORG"] for name in known})
    assert [(text[guess.start : guess.end], guess.label) for guess in found] == expected


TEXTS = [
    (
        "安徽省科学技术厅厅长王立群到中国科学技术大学（中科大）调研，他曾在中科大任教。",
        {
            "安徽省科学技术厅": ["安徽省科学技术厅"],
            "University of Science and Technology of China": ["中国科学技术大学", "中科大", "中科大"],
        },
    ),
    ("劉銘傳在臺灣修築鐵路。光緒年間，劉銘傳修築礮臺。", {"Liu Mingchuan": ["劉銘傳", "劉銘傳"], "光緒": []}),
    ("Cainiao grew.\n\n职员周一表示，他们将使用菜鸟的服务。", {"Cainiao": ["Cainiao", "菜鸟"]}),
    ("国家发改委昨天开会。外界说发改委将支持他们。", {"国家发改委": ["国家发改委", "发改委"]}),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:12] for text, _ in TEXTS])
def test_a_text_names(text: str, expected: dict[str, list[str]]) -> None:
    document = annotating()(from_text(text))
    names = {entity.id: entity.canonical for entity in document.entities}
    found: dict[str, list[str]] = {}
    for mention in document.mentions:
        found.setdefault(names[mention.entity], []).append(mention.surface)
    assert {name: found.get(name, []) for name in expected} == expected
