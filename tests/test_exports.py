"""Every export is read back with its format's own library, and all offsets hold beside emoji and astral Han."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from itertools import pairwise

import cassis
import conllu
import pytest
from hypothesis import HealthCheck, given, settings
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from annotate.errors import InputError
from annotate.exports import EXPORTS, from_row
from annotate.exports.diff import to_diff
from annotate.exports.xmi import EDIT, NAME, TERM
from annotate.model import Document, Edit, Entity, EntityType, Mention, Provenance, Span, Term
from annotate.offsets import OffsetMap
from annotate.tei.elements import FORBIDDEN
from tests.strategies import documents, simple_tokens

SOURCE = "😀 Lei Jun ate 𠮷野家 (1 of two). 👩\u200d🚀 Xiaomi sang."


def span(words: str) -> Span:
    return Span(SOURCE.index(words), SOURCE.index(words) + len(words))


DOCUMENT = Document(
    SOURCE,
    "emoji",
    sentences=(Span(0, SOURCE.index(" 👩")), Span(SOURCE.index("👩"), len(SOURCE))),
    edits=(
        Edit(span("1 of"), "1 of", "one of the", "numeral-digit", 0.97, "A digit."),
        Edit(span("sang"), "sang", "said", "word-spun", 0.6, "It does\tnot “sing”.", applied=False),
    ),
    mentions=(
        Mention(span("Lei Jun"), "Lei Jun", "per.lei-jun"),
        Mention(span("Xiaomi"), "Xiaomi", "org.xiaomi"),
    ),
    entities=(
        Entity("per.lei-jun", EntityType.PERSON, "Lei Jun"),
        Entity("org.xiaomi", EntityType.ORGANIZATION, "Xiaomi", chinese="小米"),
    ),
    terms=(Term(span("𠮷野家"), "𠮷野家", "zh-Hant", "jíyějiā", "Yoshinoya"),),
    provenance=Provenance("0" * 64),
)
TOKENS = simple_tokens(DOCUMENT.normalized)


HOSTILE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def exported(name: str, document: Document = DOCUMENT) -> bytes:
    return EXPORTS[name].write(document, simple_tokens(document.normalized))


@HOSTILE
@given(documents())
def test_jsonl_gives_the_whole_document_back(document: Document) -> None:
    assert from_row(json.loads(exported("jsonl", document))) == document


def test_another_row_is_no_document() -> None:
    with pytest.raises(InputError):
        from_row({"id": "a", "text": "b"})


def test_conllu_is_read_by_conllu() -> None:
    first, second = conllu.parse(exported("conllu").decode())
    assert first.metadata["newdoc id"] == "emoji"
    assert first.metadata["text"] == "😀 Lei Jun ate 𠮷野家 (one of the two)."
    forms = [token["form"] for token in first]
    assert forms == ["😀", "Lei", "Jun", "ate", "𠮷野家", "(", "one", "of", "the", "two", ")", "."]
    assert [(t["misc"]["NER"], t["misc"]["Entity"]) for t in first[1:3]] == [
        ("B-PER", "per.lei-jun"),
        ("I-PER", "per.lei-jun"),
    ]
    for token in [*first, *second]:
        start, end = int(token["misc"]["Start"]), int(token["misc"]["End"])
        assert DOCUMENT.normalized[start:end] == token["form"]
    spelt = "".join(t["form"] + ("" if "SpaceAfter" in t["misc"] else " ") for t in first).strip()
    assert spelt == first.metadata["text"]


def test_docbin_is_read_by_spacy() -> None:
    (doc,) = DocBin().from_bytes(exported("docbin")).get_docs(Vocab())
    assert doc.text == DOCUMENT.normalized
    assert [(each.text, each.label_, each.kb_id_) for each in doc.ents] == [
        ("Lei Jun", "PER", "per.lei-jun"),
        ("Xiaomi", "ORG", "org.xiaomi"),
    ]
    assert [each.text for each in doc.spans["changes"]] == ["one of the"]
    assert [each.text for each in doc.spans["terms"]] == ["𠮷野家"]
    assert [sentence.text.strip()[-5:] for sentence in doc.sents] == ["two).", "sang."]
    assert from_row(json.loads(doc.user_data["annotate"])) == DOCUMENT


@HOSTILE
@given(documents())
def test_docbin_spells_any_text(document: Document) -> None:
    (doc,) = DocBin().from_bytes(exported("docbin", document)).get_docs(Vocab())
    assert doc.text == document.normalized


def test_xmi_is_read_by_cassis() -> None:
    archive = zipfile.ZipFile(io.BytesIO(exported("xmi")))
    types = cassis.load_typesystem(archive.read("TypeSystem.xml").decode())
    cas = cassis.load_cas_from_xmi(archive.read("emoji.xmi").decode(), typesystem=types)
    assert cas.sofa_string == SOURCE
    assert [(each.get_covered_text(), each.value, each.identifier) for each in cas.select(NAME)] == [
        ("Lei Jun", "PER", "per.lei-jun"),
        ("Xiaomi", "ORG", "org.xiaomi"),
    ]
    assert [(each.get_covered_text(), each.replacement) for each in cas.select(EDIT)] == [
        ("1 of", "one of the"),
        ("sang", "said"),
    ]
    assert [(each.get_covered_text(), each.pinyin) for each in cas.select(TERM)] == [("𠮷野家", "jíyějiā")]


def test_web_annotations_point_at_their_words() -> None:
    page = json.loads(exported("web-annotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    words = []
    for item in page["items"]:
        assert item["type"] == "Annotation"
        place, quote = item["target"]["selector"]
        assert SOURCE[place["start"] : place["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in SOURCE
        words.append((item["motivation"], quote["exact"], item["body"][0]["value"]))
    assert words == [
        ("editing", "1 of", "one of the"),
        ("editing", "sang", "said"),
        ("identifying", "Lei Jun", "Lei Jun"),
        ("identifying", "Xiaomi", "Xiaomi"),
        ("describing", "𠮷野家", "jíyějiā"),
    ]
    assert len({item["id"] for item in page["items"]}) == len(words)


@pytest.mark.parametrize(("name", "column"), [("edits", "original"), ("entities", "surface")])
def test_tables_are_read_by_csv(name: str, column: str) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(name).decode()), dialect="excel-tab"))
    assert len(rows) == 2
    for row in rows:
        assert SOURCE[int(row["start"]) : int(row["end"])] == row[column]
    if name == "edits":
        assert rows[1]["why"] == "It does\tnot “sing”."


@HOSTILE
@given(documents())
def test_a_diff_is_what_patch_understands(document: Document) -> None:
    """Applied as GNU patch does, which knows no line but that which a line feed ends, it gives the normalized text."""
    assert patched(document.source, to_diff(document)) == document.normalized


def patched(source: str, diff: str) -> str:
    lines, made, at = re.findall(r"[^\n]*\n|[^\n]+", source), [], 0
    body = [] if not diff else diff.removesuffix("\n").split("\n")[2:]
    for before, line in pairwise(["", *body]):
        if line.startswith("@@"):
            start, _, count = line.split()[1].lstrip("-").partition(",")
            upto = int(start) - (count != "0")
            made += lines[at:upto]
            at = upto
        elif line.startswith("-"):
            assert line[1:] == lines[at].removesuffix("\n")
            at += 1
        elif line.startswith("+"):
            made.append(f"{line[1:]}\n")
        else:
            assert line == "\\ No newline at end of file"
            if before.startswith("+"):
                made[-1] = made[-1].removesuffix("\n")
    return "".join([*made, *lines[at:]])


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert exported(name) == exported(name)


@HOSTILE
@given(documents())
def test_conllu_places_every_word_of_any_text(document: Document) -> None:
    words = [token for sentence in conllu.parse(exported("conllu", document).decode()) for token in sentence]
    for word in words:
        start, end = int(word["misc"]["Start"]), int(word["misc"]["End"])
        assert word["form"] == ("".join(document.normalized[start:end].split()) or "_")
    sentences = [OffsetMap(document.applied).to_normalized(each) for each in document.sentences]
    starts = [token.span.start for token in simple_tokens(document.normalized)]
    assert {int(word["misc"]["Start"]) for word in words} == {
        start for start in starts if any(each.start <= start < each.end for each in sentences)
    }


@HOSTILE
@given(documents())
def test_web_annotations_quote_any_text(document: Document) -> None:
    items = json.loads(exported("web-annotation", document))["items"]
    assert len(items) == len(document.edits) + len(document.mentions) + len(document.terms)
    for item in items:
        place, quote = item["target"]["selector"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert document.source[place["start"] : place["end"]] == quote["exact"]
        assert document.source.startswith(around, place["start"] - len(quote["prefix"]))


@HOSTILE
@given(documents())
def test_xmi_covers_the_words_of_any_text(document: Document) -> None:
    archive = zipfile.ZipFile(io.BytesIO(exported("xmi", document)))
    (name,) = set(archive.namelist()) - {"TypeSystem.xml"}
    types = cassis.load_typesystem(archive.read("TypeSystem.xml").decode())
    cas = cassis.load_cas_from_xmi(archive.read(name).decode(), typesystem=types)
    assert cas.sofa_string == FORBIDDEN.sub("\ufffd", document.source)
    for kind, found in ((EDIT, document.edits), (NAME, document.mentions), (TERM, document.terms)):
        assert sorted((each.begin, each.end) for each in cas.select(kind)) == sorted(
            (each.span.start, each.span.end) for each in found
        )
    assert sorted(each.replacement for each in cas.select(EDIT)) == sorted(
        FORBIDDEN.sub("\ufffd", each.replacement) for each in document.edits
    )


@HOSTILE
@given(documents())
def test_tables_hold_the_words_of_any_text(document: Document) -> None:
    for name, column, found in (("edits", "original", document.edits), ("entities", "surface", document.mentions)):
        text = io.StringIO(exported(name, document).decode(), newline="")
        rows = list(csv.DictReader(text, dialect="excel-tab"))
        assert [(int(row["start"]), int(row["end"]), row[column]) for row in rows] == [
            (each.span.start, each.span.end, each.span.of(document.source)) for each in found
        ]
