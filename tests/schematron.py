"""Running Schematron with XPath 2: the compiler that lxml carries, executed by Saxon."""

from __future__ import annotations

import re
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lxml import isoschematron

_COMPILER = Path(isoschematron.__file__).parent / "resources/xsl/iso-schematron-xslt1"
_STEPS = ("iso_dsdl_include.xsl", "iso_abstract_expand.xsl", "iso_svrl_for_xslt1.xsl")
_COMPLAINT = re.compile(r"<svrl:(?:failed-assert|successful-report).*?<svrl:text>(.*?)</svrl:text>", re.DOTALL)


class Schematron:
    """A compiled schema. The compiler is written for XSLT 1; what it makes is as good for XSLT 3."""

    def __init__(self, path: Path) -> None:
        from saxonche import PySaxonProcessor

        self._saxon: Any = PySaxonProcessor(license=False)
        xslt = self._saxon.new_xslt30_processor()
        schema = path.read_text(encoding="utf-8").replace('queryBinding="xslt2"', 'queryBinding="xslt"')
        node = self._saxon.parse_xml(xml_text=schema)
        for step in _STEPS:
            node = xslt.compile_stylesheet(stylesheet_file=str(_COMPILER / step)).transform_to_value(xdm_node=node).head
        program = str(node).replace('version="1.0"', 'version="3.0"', 1)
        assert 'version="3.0"' in program
        self._rules = xslt.compile_stylesheet(stylesheet_text=program)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._saxon.__exit__(kind, error, at)

    def complaints(self, file: Path) -> list[str]:
        """The messages about one file."""
        report: str = self._rules.transform_to_string(source_file=str(file))
        return [" ".join(words.split()) for words in _COMPLAINT.findall(report)]
