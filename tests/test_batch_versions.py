"""What decides what a document becomes is told, and told apart: a batch mixes nothing by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.batch import versions as versions_module
from annotate.batch.versions import versions_of
from annotate.config import Config
from annotate.model import Certainty


def test_every_setting_makes_other_versions(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("type\tname\n", encoding="utf-8")
    told = [
        versions_of(Config(), ("tei",)),
        versions_of(Config(), ("tei", "text")),
        versions_of(Config(), ("tei",), "gb18030"),
        versions_of(Config(least=Certainty.HIGH), ("tei",)),
        versions_of(Config(profile="polish-spun"), ("tei",)),
        versions_of(Config(model="en_core_web_md"), ("tei",)),
        versions_of(Config(judge="local"), ("tei",)),
        versions_of(Config(gazetteer=table), ("tei",)),
        versions_of(Config(glossary=table), ("tei",)),
    ]
    table.write_text("type\tname\nPER\tLei Jun\n", encoding="utf-8")
    told += [versions_of(Config(gazetteer=table), ("tei",)), versions_of(Config(glossary=table), ("tei",))]
    assert all(one != other for at, one in enumerate(told) for other in told[:at])
    assert versions_of(Config(), ("tei",)) == told[0]


def test_what_no_document_passes_through_makes_no_other_versions() -> None:
    modules = {str(path) for path in versions_module._modules()}  # noqa: SLF001 - a hash would not tell
    hashed = {name for name in ("decide", "training/learning", "second_judge/learn", "train") for module in modules
              if module.endswith(f"normalize/{name}.py")}  # fmt: skip
    assert hashed == {"decide"}


def test_another_library_makes_other_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions_of(Config(), ("tei",))
    version = versions_module.version
    monkeypatch.setattr(versions_module, "version", lambda name: "0" if name == "opencc" else version(name))
    versions_module._libraries.cache_clear()  # noqa: SLF001 - what it remembers must not outlive this test
    after = versions_of(Config(), ("tei",))
    versions_module._libraries.cache_clear()  # noqa: SLF001 - what it remembers must not outlive this test
    assert {key for key in before if before[key] != after[key]} == {"libraries"}
