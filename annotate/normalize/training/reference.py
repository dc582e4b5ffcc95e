"""Reference text: what is counted, and what is held out to learn from."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotate.normalize.casing import ALL, Capitals, surroundings_of
from annotate.normalize.lexicon import Lexicon
from annotate.normalize.tokens import Token, tokenize
from annotate.normalize.training.gold import Sentence, plain_sentence

BLOCK, HELD_OUT = 40, 7
"""Lines of a block, and which block of every ten is held out of counting."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Reference text: all sentences for counting, the clean ones of them, and clean blocks held out."""

    counted: list[list[Token]]
    clean: list[list[str]]
    held_out: list[list[Sentence]]


def read_texts(paths: Iterable[Path], clean: Iterable[Path]) -> Texts:
    """Read reference texts, one sentence or paragraph a line, xz-compressed."""
    human = set(clean)
    counted: list[list[Token]] = []
    clean_keys: list[list[str]] = []
    held_out: dict[tuple[Path, int], list[Sentence]] = {}
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if path in human and (number // BLOCK) % 10 == HELD_OUT:
                    if line.strip():
                        held_out.setdefault((path, number // BLOCK), []).append(plain_sentence(line.strip()))
                    continue
                tokens = tokenize(line)
                counted.append(tokens)
                if path in human:
                    clean_keys.append([token.key for token in tokens])
    return Texts(counted, clean_keys, list(held_out.values()))


def count_capitals(texts: Texts, lexicon: Lexicon) -> Capitals:
    """How the words a lexicon restores are written inside sentences, by what stands around them."""
    meant = {phrase[0] for _, phrase in lexicon.counts.substituted if phrase and phrase[0].isalpha()}
    upper: Counter[tuple[str, str]] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    for tokens in texts.counted:
        for place in range(1, len(tokens)):
            token = tokens[place]
            if token.key in meant:
                surroundings = surroundings_of(tokens, place, place + 1)
                for word in (token.key, ALL):
                    places[word, surroundings] += 1
                    upper[word, surroundings] += token.text[0].isupper()
    return Capitals({key: (upper[key], places[key]) for key in sorted(places)})
