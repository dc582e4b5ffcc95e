"""Generating the two schemas of the editions from `annotate.odd`: RELAX NG and Schematron.

Needs saxonche (the extra `schema`), a copy of the TEI Stylesheets and the `p5subset.xml` of a TEI release; neither
Java nor a network. Both results are pure functions of the three: no time stamp, no documentation, no path.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from annotate.errors import ConfigurationError
from annotate.tei.elements import Element

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_NOTHING = frozenset((f"{_RNG}empty", f"{_RNG}notAllowed"))
_COMPILER, _TO_RNG, _TO_SCH = ("odds/odd2odd.xsl", "odds/odd2relax.xsl", "odds/extract-isosch.xsl")


@dataclass(frozen=True, slots=True)
class Schemas:
    """What an ODD says, in two languages, as the bytes of their files."""

    rng: bytes
    sch: bytes


def build_schemas(odd: Path, stylesheets: Path, p5subset: Path) -> Schemas:
    """The schemas that `odd` describes; takes some three seconds.

    Raises ConfigurationError when a tool or an input is missing, or when the ODD cannot be compiled.
    """
    for path in (odd, p5subset, *(stylesheets / name for name in (_COMPILER, _TO_RNG, _TO_SCH))):
        if not path.is_file():
            raise ConfigurationError(f"{path}: no such file; see schemas/README.md for what the build needs")
    try:
        from saxonche import PySaxonApiError, PySaxonProcessor
    except ImportError as error:
        raise ConfigurationError("building the schema needs saxonche: pip install 'annotate-tei[schema]'") from error
    with PySaxonProcessor(license=False) as saxon:
        try:
            return _compiled(saxon, odd, stylesheets, p5subset)
        except PySaxonApiError as error:
            raise ConfigurationError(f"{odd}: cannot be compiled: {error}") from error


def _compiled(saxon: Any, odd: Path, stylesheets: Path, p5subset: Path) -> Schemas:  # noqa: ANN401 - saxonche has no types
    xslt = saxon.new_xslt30_processor()
    compiler = xslt.compile_stylesheet(stylesheet_file=str(stylesheets / _COMPILER))
    compiler.set_parameter("defaultSource", saxon.make_string_value(str(p5subset.resolve())))
    flat = saxon.parse_xml(xml_text=compiler.transform_to_string(source_file=str(odd)))

    def written_by(name: str) -> bytes:
        writer = xslt.compile_stylesheet(stylesheet_file=str(stylesheets / name))
        text: str = writer.transform_to_string(xdm_node=flat)
        return text.encode()

    return Schemas(_clean_rng(written_by(_TO_RNG)), _clean_sch(written_by(_TO_SCH)))


def _parsed(xml: bytes) -> Element:
    """The root, without comments, processing instructions and white space for show."""
    return etree.fromstring(xml, etree.XMLParser(remove_blank_text=True, remove_comments=True, remove_pis=True))


def _written(root: Element) -> bytes:
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _clean_rng(rng: bytes) -> bytes:
    """`rng` without documentation, rules in other languages, time stamp and patterns that allow nothing."""
    grammar = _parsed(rng)
    _remove(node for node in list(grammar.iter("*")) if not str(node.tag).startswith(_RNG))
    while idle := [node for node in grammar.iter(f"{_RNG}zeroOrMore", f"{_RNG}optional") if _is_idle(node)]:
        _remove(idle)
    return _written(grammar)


def _clean_sch(sch: bytes) -> bytes:
    """`sch` without time stamp, with the white space inside its messages made single spaces."""
    schema = _parsed(sch)
    for node in schema.iter("*"):
        node.text = _single_spaces(node.text)
        node.tail = _single_spaces(node.tail)
    return _written(schema)


def _single_spaces(text: str | None) -> str | None:
    if text is None or not text.strip():
        return None
    return " " * text[0].isspace() + " ".join(text.split()) + " " * text[-1].isspace()


def _remove(nodes: Any) -> None:  # noqa: ANN401 - any iterable of elements
    for node in nodes:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _is_idle(pattern: Element) -> bool:
    """Whether a repetition or option holds nothing that could ever match; libxml2 goes wrong over those."""
    return all(child.tag in _NOTHING for child in pattern)
