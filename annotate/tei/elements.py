"""Building TEI with lxml: one maker of elements, one pen for mixed content, one rule for white space."""

from __future__ import annotations

import re
from typing import TypeAlias, cast

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
LANG = f"{{{XML}}}lang"
SPACE = f"{{{XML}}}space"
NAMESPACES = {"t": TEI}

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for the type of its elements
Content: TypeAlias = "str | Element"

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry, not even as a character reference."""

_DEFAULT = cast("dict[str, str]", {None: TEI})  # lxml's types do not know the default namespace
_XML_NAMES = {"id": ID, "lang": LANG, "space": SPACE}

_ON_ONE_LINE = frozenset((
    "author", "catDesc", "change", "date", "desc", "edition", "ident", "idno", "item", "label", "language",
    "licence", "measure", "name", "note", "orgName", "p", "persName", "placeName", "publisher", "ref", "resp",
    "term", "title",
))  # fmt: skip
"""Elements whose content is prose or short: indenting inside them would add white space to text."""


def tei(tag: str) -> str:
    """The name of a TEI element as lxml spells it."""
    return f"{{{TEI}}}{tag}"


def name_of(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def select(element: Element, path: str) -> list[Element]:
    """The elements at an XPath, where `t:` is TEI."""
    return cast("list[Element]", element.xpath(path, namespaces=NAMESPACES))


def words_in(element: Element) -> str:
    """All text inside an element, of either reading."""
    return "".join(cast("list[str]", [*element.itertext()]))


def line_of(element: Element) -> int | None:
    """The line an element stands in, if it was read from a file."""
    return cast("int | None", element.sourceline)


class Scribe:
    """Makes the elements of one edition, whose ids and pointers all begin with its stem.

    `id`, `lang` and `space` stand for the attributes of the XML namespace; an attribute that is None or empty
    is not written. Characters that XML forbids become `g`, wherever they stand.
    """

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __call__(self, tag: str, *content: Content, **attributes: str | None) -> Element:
        """Make one element with its content in order."""
        element = etree.Element(tei(tag), nsmap=_DEFAULT)
        for name, value in attributes.items():
            if value:
                element.set(_XML_NAMES.get(name, name), value)
        if len(content) == 1 and isinstance(content[0], str) and not FORBIDDEN.search(content[0]):
            element.text = content[0] or None
            return element
        children = [piece for piece in content if not isinstance(piece, str)]
        if len(children) == len(content):
            element.extend(children)
            return element
        pen = Pen(element, self)
        for piece in content:
            if isinstance(piece, str):
                pen.write(piece)
            else:
                pen.open(piece)
                pen.close()
        return element

    def id(self, name: str) -> str:
        """The xml:id of something in this edition."""
        return f"{self.stem}.{name}"

    def ref(self, *names: str) -> str:
        """A pointer, or several, to things in this edition."""
        return " ".join(f"#{self.id(name)}" for name in names)

    def character(self, character: str) -> Element:
        """The stand-in for a character that XML forbids."""
        return self("g", ref=self.ref(f"char.u{ord(character):04x}"))


class Pen:
    """Writes text and elements in document order.

    The one place that knows how lxml keeps text. It remembers the last child of every open element, because
    asking lxml would make long paragraphs quadratic.
    """

    def __init__(self, root: Element, scribe: Scribe) -> None:
        self._open: list[Element] = [root]
        self._last: list[Element | None] = [None]
        self._scribe = scribe

    def open(self, element: Element) -> None:
        """Make `element` the last child, and write into it from now on."""
        self._open[-1].append(element)
        self._last[-1] = element
        self._open.append(element)
        self._last.append(None)

    def close(self) -> None:
        """Leave the element that was opened last."""
        self._open.pop()
        self._last.pop()

    def write(self, text: str) -> None:
        """Add `text`, with `g` for every character that XML forbids."""
        at = 0
        for match in FORBIDDEN.finditer(text):
            self._append(text[at : match.start()])
            self.open(self._scribe.character(match.group()))
            self.close()
            at = match.end()
        self._append(text[at:])

    def _append(self, text: str) -> None:
        if not text:
            return
        last = self._last[-1]
        if last is None:
            self._open[-1].text = (self._open[-1].text or "") + text
        else:
            last.tail = (last.tail or "") + text


def indent(element: Element, depth: int = 0) -> None:
    """Give every child a line of its own, two spaces deeper; prose stays as it is."""
    if name_of(element) in _ON_ONE_LINE or element.get(SPACE) == "preserve" or _is_mixed(element):
        return
    for child in element:
        indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    if len(element) > 0:
        element.text = "\n" + "  " * (depth + 1)
        element[-1].tail = "\n" + "  " * depth


def _is_mixed(element: Element) -> bool:
    return bool(element.text) or any(child.tail for child in element)
