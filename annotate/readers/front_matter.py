"""Front matter: what a file says of its text in its first lines, between two fences.

Between `+++` stands TOML. Between `---` stand lines of `key: value`, the part of YAML that people write by hand: words,
in quotation marks or not, and lists of words. Keys this program does not know belong to other programs and are left
alone. Front matter stays in the source, character for character, as a block that nothing edits or tags.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from annotate.errors import InputError
from annotate.model import Span
from annotate.readers.metadata import KEYS

ALIASES = {"license": "licence", "license_url": "licence_url", "lang": "language"}
"""Other spellings of keys."""

_BREAK = r"(?:\r\n|\r(?!\n)|\n)"
"""One way only to read each break, so that no search goes back over them. Atomic groups would do as well, were they not
broken in the Python 3.11.2 of Debian 12."""
_FENCED = re.compile(
    rf"\A\ufeff?(?P<fence>\+\+\+|---)[ \t]*{_BREAK}(?P<body>(?:(?!(?P=fence)[ \t]*(?:[\r\n]|\Z))[^\r\n]*{_BREAK})*)"
    r"(?P=fence)[ \t]*(?=[\r\n]|\Z)"
)
_LINE = re.compile(r"[^\r\n]+")
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<words>.*)(?P=mark)[ \t]*(?:#.*)?""")
_REMARK = re.compile(r"(?:[ \t]+#.*|[ \t]+)\Z")
_OTHER_YAML = tuple("[{|>&*!")
"""How a value begins that only a reader of all YAML understands."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the front matter stands, fences included, and what it says."""

    span: Span
    values: dict[str, str]
    """By the name of the key, as a sidecar has them; none is empty."""


def front_matter(text: str, name: str) -> FrontMatter | None:
    r"""The front matter that `text` begins with; None when it begins otherwise.

    Raises InputError, which calls the file `name`, for TOML that is none and for a key of ours that holds no words.

    >>> front_matter("---\ntitle: The ferry\ndraft: true\n---\nIt sails.", "a.md").values
    {'title': 'The ferry'}
    """
    fenced = _FENCED.match(text)
    if fenced is None:
        return None
    table = _toml(fenced["body"], name) if fenced["fence"] == "+++" else _pairs(fenced["body"])
    if table is None:
        return None
    return FrontMatter(Span(fenced.start("fence"), fenced.end()), dict(_told(table, name)))


def _toml(body: str, name: str) -> dict[str, Any]:
    """The whole table; a file that begins with such a fence means nothing else."""
    try:
        return tomllib.loads(re.sub(_BREAK, "\n", body))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: the front matter between +++ and +++ is no valid TOML: {error}") from error


def _pairs(body: str) -> dict[str, Any] | None:
    """The values of all keys; None when a line is neither key nor remark nor belongs to one, so that this is prose."""
    table: dict[str, Any] = {}
    key = ""
    for line in _LINE.findall(body):
        pair, item = _PAIR.fullmatch(line), _ITEM.fullmatch(line)
        if pair:
            key = pair["key"]
            table[key] = _value(pair["value"] or "")
        elif item and (table.get(key) == "" or isinstance(table.get(key), list)):
            table[key] = [*table[key], _value(item["value"])]
        elif line[0] != "#" and not (key and line[0].isspace()):
            return None
    return table or None


def _value(written: str) -> Any:  # noqa: ANN401 - words, or a list of words, or False for what is not understood
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        return quoted["words"]
    plain = _REMARK.sub("", written)
    if plain.startswith("[") and plain.endswith("]"):
        return [_value(each.strip()) for each in plain[1:-1].split(",") if each.strip()]
    return not plain.startswith(_OTHER_YAML) and plain


def _told(table: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """What is known in the table, in words."""
    for written, value in table.items():
        key = ALIASES.get(written, written)
        words = _words(value) if key in KEYS else ""
        if words is None:
            raise InputError(
                f"{name}: {written} in the front matter must be words on one line, such as {written}: New bread"
            )
        if words.strip():
            yield key, words.strip()


def _words(value: Any) -> str | None:  # noqa: ANN401 - whatever TOML can hold
    """A value in words; None when it is none of words, a date and a list of words."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    return value if isinstance(value, str) else None
