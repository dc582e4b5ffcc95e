"""Reading either text back out of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from lxml import etree

from annotate.errors import EditionError
from annotate.tei.declarations import characters_declared
from annotate.tei.elements import NAMESPACES, Element, tei


class Reading(StrEnum):
    """Which text of an edition is read: as it came, or with the changes made."""

    SOURCE = "source"
    NORMALIZED = "normalized"


_LEFT_OUT = {
    Reading.SOURCE: frozenset((tei("corr"), tei("reg"))),
    Reading.NORMALIZED: frozenset((tei("sic"), tei("orig"))),
}


def text_of(edition: Element, reading: Reading) -> str:
    """One of the two texts of an edition, exactly: the text of `body` less one side of every `choice`."""
    body = edition.find("t:text/t:body", NAMESPACES)
    if body is None:
        raise EditionError("the edition has no text/body to read")
    return "".join(pieces_of(body, reading, characters_declared(edition)))


def pieces_of(element: Element, reading: Reading, characters: Mapping[str, str]) -> Iterator[str]:
    """The stretches of text inside `element`; `characters` says what each `g` stands for."""
    left_out, character = _LEFT_OUT[reading], tei("g")
    if len(element) == 0 and element.tag not in left_out and element.tag != character:
        yield element.text or ""  # which most elements are, and walking is dear
        return
    depth = 0  # how many elements that the reading leaves out are open
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            depth += node.tag in left_out
            if depth == 0:
                if node.tag == character:
                    yield characters.get(node.get("ref", ""), "")
                yield node.text or ""
            continue
        depth -= event == "end" and node.tag in left_out
        if depth == 0 and node is not element:
            yield node.tail or ""


def places_of(
    element: Element, tags: frozenset[str], reading: Reading, characters: Mapping[str, str]
) -> Iterator[tuple[Element, int, int]]:
    """Where the elements in `element` that have one of these names begin and end in its text, in the order they end.

    Elements that the reading leaves out, and those inside them, have no place.
    """
    left_out, at, depth = _LEFT_OUT[reading], 0, 0
    begun: list[int] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            depth += node.tag in left_out
            begun.append(at)
            if depth == 0:
                at += len(characters.get(node.get("ref", ""), "") if node.tag == tei("g") else "") + len(
                    node.text or ""
                )
            continue
        if event == "end":
            start = begun.pop()
            if depth == 0 and node.tag in tags:
                yield node, start, at
            depth -= node.tag in left_out
        if depth == 0 and node is not element:
            at += len(node.tail or "")
