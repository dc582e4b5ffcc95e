"""What the schema allows for each element, so that a fault can be told in words.

A RELAX NG validator knows that a file is wrong, but libxml2 blames the paragraph for an attribute that is
missing deep inside it. This reads the same schema and names the element itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from annotate.tei.elements import Element, name_of, tei
from annotate.tei.schema import schema_path

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_MAY_BE_ABSENT = frozenset((f"{_RNG}optional", f"{_RNG}zeroOrMore", f"{_RNG}choice"))
_MOST_TOLD = 12


@dataclass(slots=True)
class Allowed:
    """What one element may and must have; filled while the schema is read."""

    children: set[str] = field(default_factory=set)
    attributes: dict[str, Element] = field(default_factory=dict)
    """The pattern of each attribute."""
    required: set[str] = field(default_factory=set)
    words: bool = False
    """Whether text may stand directly in it."""


@lru_cache(maxsize=1)
def grammar() -> Mapping[str, Allowed]:
    """What each element of the project's schema allows, by its name."""
    schema = etree.parse(schema_path()).getroot()
    defines = {define.get("name", ""): define for define in schema.iter(f"{_RNG}define")}
    return {
        element.get("name", ""): _read(element, defines)
        for element in schema.iter(f"{_RNG}element")
        if element.get("name")
    }


def _read(element: Element, defines: Mapping[str, Element]) -> Allowed:
    allowed = Allowed()
    waiting = [(child, True) for child in element]
    seen: set[tuple[str, bool]] = set()
    while waiting:
        pattern, must = waiting.pop()
        name = pattern.get("name", "")
        if pattern.tag == f"{_RNG}ref":
            if (name, must) not in seen:
                seen.add((name, must))
                waiting += [(child, must) for child in defines[name]]
        elif pattern.tag == f"{_RNG}element":
            allowed.children.add(name)
        elif pattern.tag == f"{_RNG}attribute":
            allowed.attributes[name] = pattern
            allowed.required |= {name} if must else set()
        else:
            allowed.words |= pattern.tag in {f"{_RNG}text", f"{_RNG}data"}
            waiting += [(child, must and pattern.tag not in _MAY_BE_ABSENT) for child in pattern]
    return allowed


@lru_cache(maxsize=256)
def _probe(attribute: Element) -> etree.RelaxNG:
    """A schema for nothing but one attribute, which libxml2 cannot misreport."""
    whole = attribute.getroottree().getroot()
    settings = {name: whole.get(name, "") for name in ("ns", "datatypeLibrary")}
    probe = etree.Element(whole.tag, settings)
    element = etree.SubElement(etree.SubElement(probe, f"{_RNG}start"), f"{_RNG}element", {"name": "probe"})
    waiting = [deepcopy(attribute)]
    element.append(waiting[0])
    seen: set[str] = set()
    while waiting:
        names = {ref.get("name", "") for ref in waiting.pop().iter(f"{_RNG}ref")} - seen
        seen |= names
        waiting += [deepcopy(define) for define in whole.iter(f"{_RNG}define") if define.get("name") in names]
        probe.extend(waiting[-len(names) :] if names else [])
    return etree.RelaxNG(etree.ElementTree(probe))


def _values(attribute: Element) -> tuple[str, ...]:
    """The values of an attribute that has a closed list of them."""
    if next(attribute.iter(f"{_RNG}data", f"{_RNG}ref", f"{_RNG}text"), None) is not None:
        return ()
    return tuple(value.text or "" for value in attribute.iter(f"{_RNG}value"))


def explain(edition: Element) -> Iterator[tuple[Element, str]]:
    """Every element whose name, place, attributes or words the schema does not allow."""
    rules = grammar()
    for element in edition.iter("*"):
        name = name_of(element)
        allowed = rules.get(name) if element.tag == tei(name) else None
        if allowed is None:
            yield element, f"the project's editions have no element <{name}>"
            continue
        around = element.getparent()
        place = None if around is None else rules.get(name_of(around))
        if around is not None and place is not None and name not in place.children:
            yield element, f"<{name}> may not stand in <{name_of(around)}>{_list(place.children)}"
        yield from ((element, told) for told in _attributes(element, allowed))
        if not allowed.words and _has_words(element):
            yield element, f"no words may stand directly in <{name}>"


def _attributes(element: Element, allowed: Allowed) -> Iterator[str]:
    """What is wrong with an element's attributes."""
    name = name_of(element)
    given = {_spelt(str(key)): (str(key), str(value)) for key, value in element.items()}
    for attribute in sorted(allowed.required - given.keys()):
        yield f"<{name}> needs the attribute {attribute}"
    for attribute, (key, value) in given.items():
        pattern = allowed.attributes.get(attribute)
        if pattern is None:
            yield f"<{name}> has no attribute {attribute}"
        elif not _probe(pattern).validate(etree.Element(tei("probe"), {key: value})):
            yield f'{attribute}="{value}" cannot stand in <{name}>{_list(_values(pattern))}'


def _spelt(key: str) -> str:
    """An attribute's name as the schema spells it."""
    return key.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")


def _list(names: set[str] | tuple[str, ...]) -> str:
    return f"; allowed: {', '.join(sorted(names))}" if 0 < len(names) <= _MOST_TOLD else ""


def _has_words(element: Element) -> bool:
    pieces = (element.text, *(child.tail for child in element))
    return any(piece and not piece.isspace() for piece in pieces)
