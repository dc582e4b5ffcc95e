# ruff: noqa: INP001 - a script, no part of a package
"""Generate annotate.rng from annotate.odd.

    python schemas/build.py --stylesheets DIR --p5subset FILE

DIR is a copy of the TEI Stylesheets, FILE the p5subset.xml of a TEI release; see README.md.
Needs saxonche (the extra `schema`). No network.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

HERE = Path(__file__).resolve().parent
RNG = "{http://relaxng.org/ns/structure/1.0}"
GRAMMAR = "{http://relaxng.org/ns/compatibility/annotations/1.0}"
NOTHING = {f"{RNG}{tag}" for tag in ("empty", "notAllowed")}


def relax_ng(odd: Path, stylesheets: Path, p5subset: Path) -> bytes:
    """The schema that `odd` describes."""
    with PySaxonProcessor(license=False) as saxon:
        xslt = saxon.new_xslt30_processor()
        compiler = xslt.compile_stylesheet(stylesheet_file=str(stylesheets / "odds/odd2odd.xsl"))
        compiler.set_parameter("defaultSource", saxon.make_string_value(str(p5subset.resolve())))
        flat = compiler.transform_to_string(source_file=str(odd))
        writer = xslt.compile_stylesheet(stylesheet_file=str(stylesheets / "odds/odd2relax.xsl"))
        node = saxon.parse_xml(xml_text=flat)
        return clean(writer.transform_to_string(xdm_node=node).encode())


def clean(rng: bytes) -> bytes:
    """`rng` without documentation, rules in other languages, time stamp and patterns that allow nothing."""
    grammar = etree.fromstring(rng, etree.XMLParser(remove_blank_text=True, remove_comments=True, remove_pis=True))
    foreign = [node for node in grammar.iter("*") if not node.tag.startswith(RNG)]
    for node in foreign:
        node.getparent().remove(node)
    while idle := [node for node in grammar.iter(f"{RNG}zeroOrMore", f"{RNG}optional") if is_idle(node)]:
        for node in idle:
            node.getparent().remove(node)
    etree.cleanup_namespaces(grammar)
    etree.indent(grammar)
    return etree.tostring(grammar, encoding="UTF-8", xml_declaration=True) + b"\n"


def is_idle(pattern: etree._Element) -> bool:
    """Whether a repetition or option holds nothing that could ever match; libxml2 goes wrong over those."""
    return all(child.tag in NOTHING for child in pattern)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and write annotate.rng."""
    parser = argparse.ArgumentParser(description="Generate annotate.rng from annotate.odd.")
    parser.add_argument("--stylesheets", type=Path, required=True, help="folder of the TEI Stylesheets")
    parser.add_argument("--p5subset", type=Path, required=True, help="p5subset.xml of a TEI release")
    parser.add_argument("--output", type=Path, default=HERE / "annotate.rng")
    options = parser.parse_args(arguments)
    options.output.write_bytes(relax_ng(HERE / "annotate.odd", options.stylesheets, options.p5subset))


if __name__ == "__main__":
    main()
