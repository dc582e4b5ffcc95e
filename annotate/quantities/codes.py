"""Numbers that count nothing: of telephones, postcodes and grants, coordinates, exponents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotate.quantities.finding import Finding

_CALLED = r"(?i:tel(?:ephone)?|phone|fax|mobile|cell)\b\.?|电话|電話|传真|傳真|手机|手機"
_FILED = r"(?i:post(?:al\ )?code|zip(?:\ code)?|grants?\ (?:no|number)s?)\b\.?|邮编|郵編|邮政编码|郵遞區號|编号|編號"
_LONG = r"\+?\(?\d[\d()\ –-]{4,}\d"
CODES = re.compile(
    rf"""(?=[TtPpFfMmCcZzGg+\d−–电電传傳手邮郵编編])(?:
    (?<![A-Za-z])(?:
        (?:{_CALLED})\ ?(?:[:：]\ ?\+?\(?\d[\d()\ –-]*|{_LONG}(?!\d|,\d|\ ?[万萬亿億]))
        |(?:{_FILED})\ ?[:：为為]?\ ?(?:[A-Z]*\d[\w./-]*(?:(?:,|\ and|、)\ ?[A-Z]*\d[\w./-]*)*)
    )
    |\+\d{{1,3}}[\ -]?{_LONG}
    |(?<!\d)\d+(?:\.\d+)?\ ?[°º˚′″](?!\ ?[CF]\b)
    |(?<=[A-Za-z])[−–]\d+
    )""",
    re.VERBOSE,
)
"""A telephone is followed by a colon or a long number: phone 30 people stays."""


def without_codes(findings: Iterable[Finding], text: str) -> Iterator[Finding]:
    """The findings that begin in no such number of `text`."""
    coded = {place for match in CODES.finditer(text) for place in range(*match.span())}
    return (finding for finding in findings if finding.span.start not in coded)
