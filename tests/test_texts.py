"""The sample articles through the whole road: read, cleaned, tagged, written, read back; compared with goldens.

`pytest tests/test_texts.py --update-golden` writes the editions anew; read their diff before you commit it.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from annotate.batch.annotator import read_job
from annotate.batch.items import Item
from annotate.batch.sources import documents_in, files_in
from annotate.model import Document
from annotate.normalize import rules_by_name
from annotate.pipeline import annotating, cleaning
from annotate.readers import read_file
from annotate.tei import Reading, check, parse, text_of, write_edition

TEXTS = Path(__file__).parent.parent / "texts"
CLEAN = Path(__file__).parent / "clean"
ITEMS = list(documents_in(files_in([str(TEXTS)])))


@pytest.fixture(scope="module")
def annotated() -> dict[str, Document]:
    pipeline = annotating()
    return {item.stem: pipeline(read_job(item.job())) for item in ITEMS}


def golden_of(item: Item) -> Path:
    """`edition.xml` beside `source.*`; `NAME.xml` beside any other text."""
    source = Path(item.source)
    return source.with_name("edition.xml" if source.stem == "source" else f"{source.stem}.xml")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.stem)
def test_editions_are_golden(item: Item, annotated: dict[str, Document], *, update_golden: bool) -> None:
    document = annotated[item.stem]
    edition = write_edition(document, rules_by_name(), annotating().software)
    golden = golden_of(item)
    if update_golden:
        golden.write_bytes(edition)
    shown = "".join(
        difflib.unified_diff(
            golden.read_text(encoding="utf-8").splitlines(keepends=True),
            edition.decode().splitlines(keepends=True),
            "golden",
            "now",
            n=0,
        )
    )
    assert not shown
    assert check(edition, item.stem) == []
    tei = parse(edition, item.stem)
    assert text_of(tei, Reading.SOURCE).encode() == Path(item.source).read_bytes()
    assert text_of(tei, Reading.NORMALIZED) == document.normalized


def restored(document: Document, clean: str) -> tuple[int, int, int]:
    """Damaged stretches of words, how many of them read as they should, and how many sound ones no longer do."""
    return _faults(document.source, clean), _faults(document.normalized, clean), _harm(document, clean)


def _faults(text: str, clean: str) -> int:
    """Words of the clean text that `text` does not have in their place."""
    matcher = difflib.SequenceMatcher(None, clean.split(), text.split(), autojunk=False)
    return sum(end - start for tag, start, end, *_ in matcher.get_opcodes() if tag != "equal")


def _harm(document: Document, clean: str) -> int:
    """Applied edits whose replacement does not stand in the clean text near where it should."""
    return sum(
        edit.replacement not in clean[max(0, edit.span.start - 200) : edit.span.end + 200] for edit in document.applied
    )


@pytest.mark.parametrize(
    ("slug", "least_mended", "most_harm"),
    [
        ("counting-the-mules", 0.3, 4),
        ("noodles-before-six", 0.3, 4),
        ("scooter-fans", 0.3, 4),
        ("swallow-satellites", 0.3, 4),
    ],
)
def test_damage_is_mended(slug: str, least_mended: float, most_harm: int, annotated: dict[str, Document]) -> None:
    (path,) = CLEAN.glob(f"{slug}.*")
    before, after, harm = restored(annotated[slug], path.read_text(encoding="utf-8"))
    assert before > 30
    assert after <= (1 - least_mended) * before
    assert harm <= most_harm
    damage = annotated[slug].damage
    assert damage is not None
    assert damage.probability > 0.9


def test_suspicious_words_in_rightful_use_stay(annotated: dict[str, Document]) -> None:
    control = annotated["bread-under-the-volcano"]
    assert control.normalized == control.source


@pytest.mark.parametrize("path", sorted(CLEAN.iterdir()), ids=lambda path: path.stem)
def test_clean_text_stays_untouched(path: Path) -> None:
    (document,) = read_file(path)
    assert isinstance(document, Document)
    cleaned = cleaning()(document)
    assert cleaned.normalized == cleaned.source
    assert cleaned.damage is not None
    assert cleaned.damage.probability < 0.5


def test_chinese_text_stays_untouched(annotated: dict[str, Document]) -> None:
    chinese = annotated["noodles-before-six-chinese"]
    assert chinese.edits == ()
    assert {block.language for block in chinese.blocks} == {"zh"}
