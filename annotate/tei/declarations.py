"""What the header must declare because the edition uses it: languages, and characters that XML forbids.

Both are read off the finished edition, so that the header can neither forget one nor declare one in vain.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator

from annotate.tei.elements import ID, LANG, NAMESPACES, Element, Scribe, tei

_NAMES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "mul": "several languages",
    "zh": "Chinese",
    "zh-Hans": "Chinese, simplified characters",
    "zh-Hant": "Chinese, traditional characters",
    "zh-Latn": "Chinese in Latin letters",
    "zh-Latn-pinyin": "Chinese in Hanyu Pinyin",
}
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
_LABEL = re.compile(r"char\.u([0-9a-f]{4,6})$")


def languages_used(edition: Element) -> list[str]:
    """Every value of xml:lang in the edition, in alphabetical order."""
    return sorted({language for element in edition.iter("*") if (language := element.get(LANG))})


def declare_languages(edition: Element, scribe: Scribe) -> None:
    """Fill `langUsage`."""
    usage = edition.find(".//t:langUsage", NAMESPACES)
    if usage is None:
        return
    for tag in languages_used(edition):
        usage.append(scribe("language", language_name(tag), ident=tag))


def language_name(tag: str) -> str:
    """What a BCP 47 tag means, in English."""
    return _NAMES.get(tag, f"the language with the code {tag}")


def declare_characters(edition: Element, scribe: Scribe) -> None:
    """Add a `charDecl` for the characters that `g` stands for, if there are any."""
    used = sorted({match.group(1) for match in map(_LABEL.search, _references(edition)) if match}, key=_by_code)
    encoding = edition.find(".//t:encodingDesc", NAMESPACES)
    if used and encoding is not None:
        encoding.append(scribe("charDecl", *(_declared(code, scribe) for code in used)))


def _references(edition: Element) -> Iterator[str]:
    return (str(element.get("ref")) for element in edition.iter(tei("g")))


def _by_code(code: str) -> int:
    return int(code, 16)


def _declared(code: str, scribe: Scribe) -> Element:
    """A character's category and code point, and for a control code the picture Unicode has for it."""
    number = int(code, 16)
    picture = [scribe("mapping", chr(0x2400 + number), type="picture")] if number < 0x20 else []
    return scribe(
        "char",
        scribe("unicodeProp", name="General_Category", value=unicodedata.category(chr(number))),
        scribe("localProp", name="codePoint", value=f"U+{number:04X}"),
        *picture,
        id=scribe.id(f"char.u{code}"),
    )


def characters_declared(edition: Element) -> dict[str, str]:
    """What each `char` stands for, by the pointer that `g` uses.

    Characters declared in a way this program does not know are left out.
    """
    declared: dict[str, str] = {}
    for char in edition.iter(tei("char")):
        for prop in char.iterchildren(tei("localProp")):
            match = _CODE_POINT.fullmatch(prop.get("value", ""))
            if match and prop.get("name") == "codePoint" and int(match.group(1), 16) <= sys.maxunicode:
                declared[f"#{char.get(ID)}"] = chr(int(match.group(1), 16))
    return declared
