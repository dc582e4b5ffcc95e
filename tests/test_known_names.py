"""Names known whole: a damaged word completes one only where the rest of it stands around."""

from __future__ import annotations

import pytest

from annotate.data.load import read_bytes
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
        Candidate(0, at, at + 1, Entry((token.key,), 9, 1.0), Substitution((MEANT[token.key],), 5.0), 1, in_reach=True)
        for at, token in enumerate(sentence)
        if token.key in MEANT
    ]
    assert NAMES.completed([sentence], candidates) == written


IN_THE_TEXT = [
    ("He wrote the Lublin Safety Charter. The Lublin shelter Charter holds.", ["Safety"], "it stands whole"),
    ("He left the Office of Small Ports. The Office of tiny Ports closed.", ["Small"], "a small word joins it"),
    ("The Lublin shelter Charter holds.", [""], "it stands nowhere whole"),
    ("Safety Charter rules. The shelter Charter holds.", [""], "the capital opens a sentence"),
    ("He likes SAFETY CHARTER. The shelter Charter holds.", [""], "capitals throughout"),
]


@pytest.mark.parametrize(("text", "written", "why"), IN_THE_TEXT, ids=[why for _, _, why in IN_THE_TEXT])
def test_a_name_that_stands_whole_in_the_text_is_known(text: str, written: list[str], why: str) -> None:
    del why
    meant = {"shelter": "safety", "tiny": "small"}
    first, second, *_ = [*text.split(". "), ""]
    sentences = [tokenize(each) for each in (first, second)]
    candidates = [
        Candidate(
            number, at, at + 1, Entry((token.key,), 9, 1.0), Substitution((meant[token.key],), 5.0), 1, in_reach=True
        )
        for number, sentence in enumerate(sentences)
        for at, token in enumerate(sentence)
        if token.key in meant
    ]
    assert NAMES.completed(sentences, candidates) == written


def test_the_shipped_names_have_several_words_and_stand_once() -> None:
    lines = [line for line in read_bytes("known_names.txt").decode().splitlines() if not line.startswith("#")]
    assert len(lines) == len(set(lines)) > 1_900
    assert all(len(tokenize(line)) > 1 for line in lines)
