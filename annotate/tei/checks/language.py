"""Checks of languages: the tags are real, and the words are in the script that the tag names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.script import converted
from annotate.segment import HAN_CHARACTER, LETTER
from annotate.tei.checks.declare import WARNING, Check, Told, declare
from annotate.tei.elements import LANG, Element, tei, words_in
from annotate.tei.inspection import Inspection
from annotate.tei.reading import Reading

_TAG = re.compile(
    r"""
    (?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}   # a language of ISO 639, extended languages
    (?:-[A-Za-z]{4})?                       # a script
    (?:-(?:[A-Za-z]{2}|\d{3}))?             # a region
    (?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*  # variants such as pinyin
    (?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)* # extensions
    (?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?)       # private use
    | [Xx](?:-[A-Za-z0-9]{1,8})+
    """,
    re.VERBOSE,
)
"""The shape of a tag by RFC 5646, 2.1; longer languages than three letters are reserved there and not in use."""

_ENOUGH = 20
"""Letters from which a share says something."""
_IN_WORD = 4
"""Letters of other scripts that a Chinese word may hold."""
_PLAIN_PINYIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ\u0300-\u036f'’·\s\-,./()0-9]*")
_TONE = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüĀÁǍÀĒÉĚÈŌÓǑÒ\u0300-\u036fńňǹḿ]")


@declare("language-tag", "A language tag is no BCP 47 tag.", "Tags look like en, zh-Hans or zh-Latn-pinyin.")
def invalid_tags(inspection: Inspection) -> Told:
    """A language tag that is no BCP 47 tag."""
    for element in inspection.edition.iter("*"):
        for value in filter(None, (element.get(LANG), element.get("ident") if element.tag == tei("language") else "")):
            if not _TAG.fullmatch(value):
                yield element, f"{value!r} is no language tag; tags look like en, zh-Hans or zh-Latn-pinyin"


@declare("language-undeclared", "A language is not in langUsage.", "Add a language to langUsage.")
def undeclared_languages(inspection: Inspection) -> Told:
    """A language used in the edition that `langUsage` does not name."""
    told = set(_declared(inspection))
    for element in inspection.edition.iter("*"):
        language = element.get(LANG)
        if language and language not in told:
            told.add(language)
            yield element, f"xml:lang={language!r} is not declared in <langUsage>"


@declare("language-unused", "A declared language is not used.", "Take it out of langUsage.", WARNING)
def unused_languages(inspection: Inspection) -> Told:
    """A language that `langUsage` names and nothing uses."""
    used = {element.get(LANG) for element in inspection.edition.iter("*")}
    for language, element in _declared(inspection).items():
        if language not in used:
            yield element, f"nothing in the edition is in the language {language!r}"


def _declared(inspection: Inspection) -> dict[str, Element]:
    return {each.get("ident", ""): each for each in inspection.find("t:teiHeader/t:profileDesc/t:langUsage/t:language")}


@declare(
    "script-disagrees",
    "Words are not in the script of their language.",
    "Mend xml:lang, or what it stands on.",
    WARNING,
)
def wrong_scripts(inspection: Inspection) -> Told:
    """Words that are not in the script of their language: Chinese without Han characters, English full of them."""
    for element, language in _in_one_language(inspection):
        words = inspection.side(element, Reading.SOURCE)
        letters, han = len(LETTER.findall(words)), len(HAN_CHARACTER.findall(words))
        if _is_latin(language) and han:
            yield element, f"the words are in Latin letters by their tag {language}, but hold Chinese characters"
        elif language.startswith("zh") and not _is_latin(language) and _is_foreign(han, letters):
            yield element, f"the words should be Chinese by their tag {language}, but {_share(han, letters)} are Han"
        elif element.tag == tei("gloss") and not inspection.in_body(element):
            continue  # an explanation quotes what it explains
        elif language == "en" and letters >= _ENOUGH and 10 * han >= letters:
            yield element, f"the words should be English by their tag, but {_share(han, letters)} are Han characters"


def _in_one_language(inspection: Inspection) -> Iterator[tuple[Element, str]]:
    """Elements with a language of their own, and longer sentences, that hold nothing in another language."""
    for element in inspection.edition.iter("*"):
        language = element.get(LANG, "")
        if element.tag == tei("s") and not language and len(words_in(element)) >= _ENOUGH:
            language = next((each.get(LANG, "") for each in element.iterancestors() if each.get(LANG)), "")
        if language.startswith(("zh", "en")) and element.find(f".//*[@{LANG}]") is None:
            yield element, language


def _is_latin(language: str) -> bool:
    return "-Latn" in language


def _is_foreign(han: int, letters: int) -> bool:
    """Whether most letters are none of Chinese, and more than a word holds: 打call, 卡拉OK."""
    return letters > 0 and 2 * han <= letters and not (han and letters - han <= _IN_WORD)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} letters"


@declare(
    "variant-disagrees",
    "Chinese is tagged with the script it is not written in.",
    "zh-Hans is Simplified, zh-Hant is Traditional, zh leaves it open.",
    WARNING,
)
def wrong_variants(inspection: Inspection) -> Told:
    """Chinese tagged as Simplified where all tells of Traditional, or the other way round.

    Many characters are the same in both, so that the words of one tag are looked at together.
    """
    said: dict[str, list[tuple[Element, str]]] = {}
    for element in inspection.edition.iter("*"):
        if element.get(LANG) in {"zh-Hans", "zh-Hant"}:
            words = "".join(HAN_CHARACTER.findall(inspection.side(element, Reading.SOURCE)))
            said.setdefault(str(element.get(LANG)), []).append((element, words))
    for language, found in said.items():
        other = "zh-Hant" if language == "zh-Hans" else "zh-Hans"
        text = "".join(words for _, words in found)
        if _only(text, other) > _only(text, language):
            element = max(found, key=lambda each: _only(each[1], other))[0]
            yield element, f"tagged {language}, but the characters are those of {other}"


def _only(text: str, language: str) -> int:
    """How many characters of `text` the other script would write otherwise."""
    there = converted(text, "t2s" if language == "zh-Hant" else "s2t")
    return sum(one != two for one, two in zip(text, there, strict=True))


@declare("pinyin-disagrees", "A reading is no Pinyin.", "Pinyin has Latin letters and tone marks: mǐfěn.", WARNING)
def false_pinyin(inspection: Inspection) -> Told:
    """A reading in Pinyin with other than Latin letters, or without any tone mark."""
    for element in inspection.edition.iter("*"):
        if element.get(LANG) != "zh-Latn-pinyin" or (inspection.in_body(element) and element.tag != tei("rt")):
            continue  # what the text itself writes is as it is
        words = inspection.side(element, Reading.SOURCE)
        if not _PLAIN_PINYIN.fullmatch(words):
            yield element, f"{words!r} should be Pinyin, but has other than Latin letters"
        elif words.strip() and not _TONE.search(words):
            yield element, f"{words!r} should be Pinyin, but has no tone mark"


CHECKS: tuple[Check, ...] = (
    invalid_tags,
    undeclared_languages,
    unused_languages,
    wrong_scripts,
    wrong_variants,
    false_pinyin,
)
