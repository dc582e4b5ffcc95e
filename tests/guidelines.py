"""The examples of the TEI Guidelines as whole files: TEI of every kind, written by others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

_EXAMPLES = "http://www.tei-c.org/ns/Examples"
_TEI = "http://www.tei-c.org/ns/1.0"
_START = (
    f'<?xml version="1.0"?>\n<TEI xmlns="{_TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
)
_BLOCKS = frozenset("p ab list lg l sp quote table figure listBibl said".split())


def examples(p5subset: Path) -> Iterator[bytes]:
    """Every example of `p5subset.xml`, with as much around it as makes it a file; many are not valid even so."""
    guidelines = etree.parse(p5subset, etree.XMLParser(huge_tree=True))
    seen = set()
    for example in guidelines.iter(f"{{{_EXAMPLES}}}egXML"):
        names = [etree.QName(child).localname for child in example if isinstance(child.tag, str)]
        whole = etree.tostring(example, encoding="unicode", with_tail=False)
        inner = whole[whole.index(">") + 1 : whole.rfind("</")].replace(_EXAMPLES, _TEI)
        if names and "<sch:" not in inner and inner not in seen:
            seen.add(inner)
            yield _file(names, inner).encode()


def _file(names: list[str], inner: str) -> str:
    if names == ["TEI"]:
        return inner.strip() if f'xmlns="{_TEI}"' in inner else inner.strip().replace("<TEI", f'<TEI xmlns="{_TEI}"', 1)
    if names == ["teiHeader"]:
        return f'<TEI xmlns="{_TEI}">{inner}<text><body><p>A ferry leaves Nanning.</p></body></text></TEI>'
    if names == ["text"]:
        return f"{_START}{inner}</TEI>"
    if names == ["body"]:
        return f"{_START}<text>{inner}</text></TEI>"
    if not all(name.startswith("div") for name in names):
        inner = f"<div>{inner}</div>" if _BLOCKS.issuperset(names) else f"<div><p>{inner}</p></div>"
    return f"{_START}<text><body>{inner}</body></text></TEI>"
