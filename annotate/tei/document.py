"""XML in and out: a parser that is safe with any file, and a writer that always gives the same bytes."""

from __future__ import annotations

from typing import cast

from lxml import etree

from annotate.errors import EditionError
from annotate.tei.elements import Element

_PROLOGUE = b"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"\
 type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
"""
"""What tells XML editors by which schema to help; the program itself never follows the address."""


def parse(data: bytes, name: str) -> Element:
    """The root element of an XML file; `name` is what messages call the file.

    No network, no external entity or DTD, no entity bombs. Raises EditionError with file and line.
    """
    parser = etree.XMLParser(
        resolve_entities=cast("bool", "internal"),  # lxml's types do not know this value
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,  # two elements with one id are a finding of ours, not the end
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise EditionError(f"{name}:{error.lineno}: this is not well-formed XML: {error.msg}") from error


def serialize(element: Element) -> bytes:
    """The edition as UTF-8, with an XML declaration, the name of its schema and a final newline."""
    return _PROLOGUE + etree.tostring(element, encoding="UTF-8", xml_declaration=False) + b"\n"
