"""XML in and out: a parser that is safe with any file, and a writer that always gives the same bytes."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from annotate.errors import EditionError
from annotate.tei.elements import Element

_PROLOGUE = b"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"\
 type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
"""
"""What tells XML editors by which schema to help; the program itself never follows the address."""

_LINE = re.compile(r"(?<=[,:]) line \d+,(?= column \d+$)")
"""The line in a parser's message, which stands before it already."""


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
        raise EditionError(f"{name}:{error.lineno}: {fault_of(data, error.msg or '')}") from error


def fault_of(data: bytes, told: str) -> str:
    """What is wrong with a file that a parser refuses, in words; `told` is what the parser said, with its line.

    >>> fault_of(b"It rained.", "syntax error: line 1, column 0")
    'this is no XML, which begins with <; `annotate tei` makes editions of texts'
    """
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]
    if not start:
        return "the file is empty; a TEI file is wanted here"
    if start != b"<":
        return "this is no XML, which begins with <; `annotate tei` makes editions of texts"
    return f"this is not well-formed XML: {_LINE.sub('', told)}"


def serialize(element: Element) -> bytes:
    """The edition as UTF-8, with an XML declaration, the name of its schema and a final newline."""
    return _PROLOGUE + etree.tostring(element, encoding="UTF-8", xml_declaration=False) + b"\n"
