"""The names inside an edition: every xml:id begins with the document's stem, so ids stay unique over a batch.

| id                    | names                           | id                | names                     |
|-----------------------|---------------------------------|-------------------|---------------------------|
| `stem`                | the edition                     | `stem.b4`         | the fourth block of text  |
| `stem.s12`            | a sentence                      | `stem.e7`         | a change made             |
| `stem.why7`           | its reason                      | `stem.r2`         | a finding for review      |
| `stem.per.lei-jun`    | a person, organisation or place | `stem.n3`         | a name that may be two    |
| `stem.term.3`         | an entry of the term list       | `stem.t5`         | a term that has a partner |
| `stem.rule.word-spun` | a rule                          | `stem.char.u000c` | a character XML forbids   |
| `stem.resp.auto`      | the program, responsible        | `stem.app`        | the program, as software  |
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def stem_of(document_id: str) -> str:
    """`document_id` as an ASCII XML name without dots.

    Accents fall away and everything that is no letter or digit becomes a hyphen. Where letters are lost,
    eight digits of the id's SHA-256 follow, because two names could otherwise become one.

    >>> stem_of("Crème brûlée.txt"), stem_of("2026/03 news"), stem_of("米粉")
    ('Creme-brulee-txt', 'd-2026-03-news', 'document-4a9fd6fe')
    """
    folded = unicodedata.normalize("NFKD", document_id)
    stem = _OTHER.sub("-", folded.encode("ascii", "ignore").decode()).strip("-") or "document"
    if not stem[0].isalpha():
        stem = f"d-{stem}"
    if any(character.isalnum() and not character.isascii() for character in folded):
        stem += "-" + hashlib.sha256(document_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return stem
