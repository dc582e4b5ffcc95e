"""Reading files: what becomes a document, what is refused, and how clearly."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import InputError
from annotate.model import BlockKind, Document
from annotate.readers import from_text, read, read_file
from annotate.readers.markdown import read_markdown
from annotate.readers.raw import Raw, decode, encode, provenance_of

CHINESE = "小米公司昨天在北京发布了新款手机，许多米粉连夜排队购买。雷军说，这是公司历史上最重要的产品。" * 3


def one(path: Path, **options: str) -> Document | InputError:
    (reading,) = read_file(path, **options)  # type: ignore[arg-type]
    return reading


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        pytest.param("naïve 米粉".encode(), "utf-8", "naïve 米粉", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + "米粉".encode(), "utf-8-sig", "米粉", id="UTF-8 with mark"),
        pytest.param("米粉".encode("utf-16"), "utf-16", "米粉", id="UTF-16"),
        pytest.param(codecs.BOM_UTF16_BE + "米粉".encode("utf-16-be"), "utf-16", "米粉", id="UTF-16 big-endian"),
        pytest.param(CHINESE.encode("gb18030"), "gb18030", CHINESE, id="GB18030"),
        pytest.param(
            "The word Mi Fan (米粉) is new.".encode("gb18030"),
            "gb18030",
            "The word Mi Fan (米粉) is new.",
            id="GB18030, one word",
        ),
        pytest.param(
            "聯想集團在臺北發布新產品，許多人排隊購買。".encode("big5"),
            "big5",
            "聯想集團在臺北發布新產品，許多人排隊購買。",
            id="Big5",
        ),
        pytest.param(b"a\r\nb\rc", "utf-8", "a\r\nb\rc", id="line breaks kept"),
    ],
)
def test_encodings(data: bytes, encoding: str, text: str) -> None:
    raw = decode(data, "x.txt")
    assert (raw.text, raw.provenance.encoding) == (text, encoding)
    assert raw.provenance == provenance_of(data, encoding)
    assert encode(raw.text, encoding, data) == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t", "nothing but white space", id="blank"),
        pytest.param(b"ab\0cd", "NUL byte at offset 2", id="NUL"),
        pytest.param(b"%PDF-1.7 ...", "PDF", id="PDF"),
        pytest.param(b"PK\x03\x04...", "Word", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x01", "NUL byte", id="picture"),
        pytest.param("The café was naïve about Zürich.".encode("cp1252"), "--encoding", id="a Western code page"),
        pytest.param(b"abc \xff\xfe\xfd \x81 def", "--encoding", id="no encoding fits"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=r"x\.txt") as caught:
        decode(data, "x.txt")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Une journée d'été à Orléans, où les élèves révisaient leurs leçons."),
        ("cp1252", "It cost £5 – “too much”, he said…"),
        ("cp1250", "Zażółć gęślą jaźń. Rząd przyjął ustawę o podatkach."),
        ("cp1251", "Привет, мир. Это текст на русском языке о погоде."),
        ("shift_jis", "これは日本語の文章です。今日は天気がいいです。"),
    ],
)
def test_other_encodings_are_never_taken_for_chinese(encoding: str, text: str) -> None:
    with pytest.raises(InputError, match="--encoding"):
        decode(text.encode(encoding), "x.txt")
    assert decode(text.encode(encoding), "x.txt", encoding=encoding).text == text


def test_an_encoding_that_would_not_give_the_bytes_back_is_refused() -> None:
    with pytest.raises(InputError, match="would lose characters"):
        decode(b"+AGE-bc", "x.txt", encoding="utf-7")


def test_a_wrong_encoding_is_refused_and_not_replaced() -> None:
    with pytest.raises(InputError, match="does not fit the encoding ascii"):
        decode("米".encode(), "x.txt", encoding="ascii")
    with pytest.raises(InputError, match="no encoding is called"):
        decode(b"abc", "x.txt", encoding="utf-9")


@pytest.mark.parametrize("encoding", ["UTF-16", "utf16", "U16"])
def test_an_encoding_has_one_name(encoding: str) -> None:
    data = codecs.BOM_UTF16_BE + "米粉".encode("utf-16-be")
    assert decode(data, "x.txt", encoding=encoding) == decode(data, "x.txt")


@pytest.mark.parametrize("encoding", ["undefined", "hex", "rot13", "punycode", "idna", "unicode_escape"])
def test_no_codec_of_python_makes_a_traceback(encoding: str) -> None:
    for data in (b"abc", b"\xff\xfe", b"-a.-b", b"\\ud800"):
        try:
            assert decode(data, "x.txt", encoding=encoding).text
        except InputError as error:
            assert "encoding" in str(error)  # noqa: PT017 - both outcomes are right


def test_rows_are_not_described_by_what_lies_beside_their_file(tmp_path: Path) -> None:
    path = written(tmp_path, "rows.jsonl", b'{"text": "One."}\n{"text": "Two."}\n')
    written(tmp_path, "rows.toml", b'id = "tea"')
    assert [r.id for r in read_file(path) if isinstance(r, Document)] == ["rows-1", "rows-2"]


def test_places_that_hold_no_file(tmp_path: Path) -> None:
    assert "no such file" in str(one(tmp_path / "missing.txt"))
    assert "is a folder" in str(one(tmp_path))


def test_jsonl_rows_are_documents_and_bad_rows_are_errors(tmp_path: Path) -> None:
    rows = [
        '{"id": "a", "text": "One."}',
        '{"n": ' + "9" * 5000 + "}",
        '{"text": "Two."}',
        '{"id": 7}',
        '{"text": ""}',
        "",
        '{"text": "\\ud800"}',
    ]
    path = written(tmp_path, "rows.jsonl", "\n".join(rows).encode())
    readings = list(read_file(path))
    assert [r.id for r in readings if isinstance(r, Document)] == ["a", "rows-3"]
    told = [str(r) for r in readings if isinstance(r, InputError)]
    assert [f"line {n}" in message for n, message in zip((2, 4, 5, 7), told, strict=True)] == [True] * 4


def test_a_sidecar_describes_a_text(tmp_path: Path) -> None:
    path = written(tmp_path, "source.txt", b"Some text.")
    written(tmp_path, "about.toml", b'id = "tea"\ntitle = "Tea"\ndate = "2026-01-02"')
    document = one(path)
    assert isinstance(document, Document)
    assert (document.id, document.metadata.title, document.metadata.date) == ("tea", "Tea", "2026-01-02")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        pytest.param("titel = 'x'", "did you mean 'title'", id="unknown key"),
        pytest.param("title = 3", "must be a string", id="no string"),
        pytest.param("title = ", "no valid TOML", id="no TOML"),
    ],
)
def test_a_bad_sidecar_is_refused(tmp_path: Path, toml: str, message: str) -> None:
    path = written(tmp_path, "a.txt", b"Some text.")
    written(tmp_path, "a.toml", toml.encode())
    assert message in str(one(path))


MARKDOWN = """\
---
title: x
---
Title
=====

Some *words* with `code` and a [link](http://example.org).

- first
- second

> quoted
> further

```py
x = 1
```

## Closed ##

[ref]: http://example.org
"""


def test_markdown_blocks() -> None:
    (document,) = read_markdown(Raw("a.md", MARKDOWN, provenance_of(b"")))
    text = document.source
    assert [(b.kind, b.level, b.span.of(text)) for b in document.blocks] == [
        (BlockKind.VERBATIM, 0, "---\ntitle: x\n---"),
        (BlockKind.HEADING, 1, "Title\n====="),
        (BlockKind.PARAGRAPH, 0, "Some *words* with `code` and a [link](http://example.org)."),
        (BlockKind.ITEM, 0, "- first"),
        (BlockKind.ITEM, 0, "- second"),
        (BlockKind.QUOTE, 0, "> quoted\n> further"),
        (BlockKind.VERBATIM, 0, "```py\nx = 1\n```"),
        (BlockKind.HEADING, 2, "## Closed ##"),
        (BlockKind.VERBATIM, 0, "[ref]: http://example.org"),
    ]
    assert [span.of(text) for span in document.syntax] == ["=====", "-", "-", ">", ">", "##", "##"]
    assert [span.of(text) for span in document.protected] == ["`code`", "](http://example.org)"]
    assert "Title" in [span.of(text) for span in document.sentences]


@given(st.text(alphabet=st.sampled_from("ab #*->`[]()\n\r\t=_1.米"), max_size=60).filter(str.strip))
def test_markdown_loses_nothing(text: str) -> None:
    (document,) = read_markdown(Raw("a.md", text, provenance_of(text.encode())))
    outside = list(text)
    reach = 0
    for block in document.blocks:
        assert block.span.start >= reach
        reach = block.span.end
        outside[block.span.start : block.span.end] = [" "] * len(block.span)
    assert not "".join(outside).strip()
    holders = [block.span for block in document.blocks]
    assert all(any(holder.holds(span) for holder in holders) for span in (*document.syntax, *document.sentences))


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(InputError, match="surrogate"):
        from_text("ab\ud800")


def test_formats_are_told_by_their_endings() -> None:
    data = json.dumps({"text": "# One."}).encode()
    (row,) = read(decode(data, "x.JSONL"))
    (plain,) = read(decode(data, "x.unknown"))
    assert isinstance(row, Document)
    assert isinstance(plain, Document)
    assert (row.source, plain.source) == ("# One.", data.decode())
