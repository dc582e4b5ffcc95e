"""What a file says of its text in its first lines is known, and stays where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import InputError
from annotate.model import BlockKind, Document
from annotate.readers import from_text, read_file
from annotate.readers.front_matter import front_matter

TOLD = (
    ("words", "---\ntitle: The ferry: a report\n---\nIt sails.", {"title": "The ferry: a report"}),
    ("quotation marks", "---\ntitle: 'The \"old\" ferry' # draft\n---\n", {"title": 'The "old" ferry'}),
    ("a remark", "---\n# who\nauthor: Lin Wen # and others\n---\n", {"author": "Lin Wen"}),
    ("a date", "---\ndate: 2031-03-04\n---\n", {"date": "2031-03-04"}),
    ("a list on a line", '---\nauthor: [Lin Wen, "Wei Qiu"]\n---\n', {"author": "Lin Wen; Wei Qiu"}),
    ("a list below", "---\nauthor:\n  - Lin Wen\n  - Wei Qiu\n---\n", {"author": "Lin Wen; Wei Qiu"}),
    ("keys of others", "---\nlayout: post\ntags:\n- a\nextra:\n  a: {b: c}\ntopic: ships\n---\n", {"topic": "ships"}),
    ("other spellings", "---\nlicense: CC0\nlang: zh-Hans\n---\n", {"licence": "CC0", "language": "zh-Hans"}),
    ("an empty key", "---\ntitle:\nauthor: Lin Wen\n---\n", {"author": "Lin Wen"}),
    ("carriage returns", "---\r\ntitle: Ferry\r\n---\r\nIt sails.", {"title": "Ferry"}),
    ("a byte order mark", "\ufeff---\ntitle: Ferry\n---\n", {"title": "Ferry"}),
    ("Chinese", "---\ntitle_zh: 渡船\n---\n渡船", {"title_zh": "渡船"}),
    ("TOML", '+++\ntitle = "Ferry"\ndraft = true\n+++\nIt sails.', {"title": "Ferry"}),
    ("a date in TOML", "+++\ndate = 2031-03-04\n+++\n", {"date": "2031-03-04"}),
    ("a time", "+++\ndate = 2031-03-04T10:00:00Z\n+++\n", {"date": "2031-03-04"}),
    ("tables of other programs", '+++\nid = "f1"\n[menu]\ntitle = "x"\n+++\n', {"id": "f1"}),
    ("nothing known", "---\nlayout: post\n---\n", {}),
    ("an empty table", "+++\n+++\nIt sails.", {}),
)  # fmt: skip

PROSE = (
    "It sails.",
    "---\nIt sails at noon.\n---\nAnd back.",
    "---\ntitle: no end",
    "\n---\ntitle: too late\n---\n",
    "----\ntitle: too long\n----\n",
    "---\n---\n",
    "+++ plus +++",
)


@pytest.mark.parametrize(("text", "values"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_front_matter_tells(text: str, values: dict[str, str]) -> None:
    found = front_matter(text, "a.md")
    assert found is not None
    assert found.values == values


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_front_matter(text: str) -> None:
    assert front_matter(text, "a.md") is None


BAD = (
    ("+++\ntitle = \n+++\n", "no valid TOML"),
    ("+++\ntitle = 5\n+++\n", "title in the front matter must be words"),
    ("---\ntitle: >\n  folded\n---\n", "title in the front matter must be words"),
    ("---\nauthor: {name: Lin}\n---\n", "author in the front matter must be words"),
)


@pytest.mark.parametrize(("text", "message"), BAD)
def test_bad_front_matter_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.md: .*{message}"):
        front_matter(text, "a.md")


@pytest.mark.parametrize("ending", ["txt", "md"])
@pytest.mark.parametrize(("fence", "sign"), [("---", ": "), ("+++", " = ")])
def test_it_stays_in_the_text_and_nothing_touches_it(ending: str, fence: str, sign: str, tmp_path: Path) -> None:
    path = tmp_path / f"ferry.{ending}"
    path.write_text(f'{fence}\ntitle{sign}"The ferry"\nid{sign}"f1"\n{fence}\n\nIt sails at noon. It is late.\n')
    (tmp_path / "ferry.toml").write_text('author = "Lin Wen"\n')
    (document,) = read_file(path)
    assert isinstance(document, Document)
    assert (document.id, document.metadata.title, document.metadata.author) == ("f1", "The ferry", "Lin Wen")
    assert document.source == path.read_text()
    first, second = document.blocks
    assert (first.kind, first.span.of(document.source)[-3:]) == (BlockKind.VERBATIM, fence)
    assert second.span.of(document.source) == "It sails at noon. It is late."
    assert len(document.sentences) == 2


def test_a_sidecar_wins(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text("---\ntitle: Draft\ntopic: ships\n---\n\nIt sails.\n")
    (tmp_path / "ferry.toml").write_text('title = "The ferry"\n')
    (document,) = read_file(path)
    assert isinstance(document, Document)
    assert (document.metadata.title, document.metadata.topic) == ("The ferry", "ships")


@given(st.text(st.sampled_from("-+:=[]{}#'\" \t\r\n\ufeffab>|"), max_size=60))
def test_any_text_is_read_or_told_to_be_bad(text: str) -> None:
    for fence in ("---", "+++"):
        source = f"{fence}\n{text}\n{fence}\n"
        try:
            assert from_text(source).source == source
        except InputError as error:
            assert "front matter" in str(error)  # noqa: PT017 - both outcomes are right
