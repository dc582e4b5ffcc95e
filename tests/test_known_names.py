"""Names known whole: a damaged word completes one only where the rest of it stands around."""

from __future__ import annotations

import pytest

from annotate.normalize.known_names import KnownNames
from annotate.normalize.lexicon import Entry, Substitution
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import tokenize

NAMES = KnownNames.of(["Third Way", "Internal Security Agency", "Speaker of the Sejm", "New Year's Eve"])
MEANT = {"3rd": "third", "interior": "internal", "safety": "security", "talker": "speaker", "fresh": "new"}

CASES = [
    ("the 3rd Way won", ["Third"]),
    ("the interior safety Agency", ["Internal", "Security"]),
    ("the talker of the Sejm", ["Speaker"]),
    ("on fresh Year’s Eve", ["New"]),
    ("his 3rd way", [""]),
    ("the interior safety agency", ["", ""]),
    ("the talker of the house", [""]),
    ("safety Agency", [""]),
    ("of the 3rd", [""]),
]


@pytest.mark.parametrize(("text", "written"), CASES, ids=[text for text, _ in CASES])
def test_a_word_completes_a_name(text: str, written: list[str]) -> None:
    sentence = tokenize(text)
    candidates = [
        Candidate(0, at, at + 1, Entry((token.key,), 9, 1.0), Substitution((MEANT[token.key],), 5.0), 1)
        for at, token in enumerate(sentence)
        if token.key in MEANT
    ]
    assert NAMES.completed([sentence], candidates) == written
