"""Reference text: what is counted, and what is held out to learn from."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotate.normalize.casing import ALL, NAME, NONE, Capitals, surroundings_of
from annotate.normalize.lexicon import Lexicon
from annotate.normalize.tokens import Token, tokenize
from annotate.normalize.training.gold import Sentence, plain_sentence

LEAST_SEEN = 3
"""How often a pair must be written as a name to be one."""
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
    seen: Counter[tuple[str, str, str, str, bool]] = Counter()
    for tokens in texts.counted:
        for place in range(1, len(tokens) - 1):
            token = tokens[place]
            if token.key in meant:
                around = surroundings_of(tokens, place, place + 1)
                before = "" if around[0] == NONE else tokens[place - 1].key
                after = "" if around[1] == NONE else tokens[place + 1].key
                seen[token.key, around, before, after, token.text[0].isupper()] += 1
    upper: Counter[tuple[str, str]] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    for word, around, before, after in sorted({key[:-1] for key in seen}):
        is_upper = seen[word, around, before, after, True] > seen[word, around, before, after, False]
        for counted in (word, ALL):
            places[counted, around] += 1
            upper[counted, around] += is_upper
    return Capitals({key: (upper[key], places[key]) for key in sorted(places)}, _names(seen))


def _names(seen: Counter[tuple[str, str, str, str, bool]]) -> frozenset[tuple[str, str]]:
    """Words and the capitalised words after them that are mostly written as a name."""
    pairs: Counter[tuple[str, str, bool]] = Counter()
    for (word, around, _, after, is_upper), count in seen.items():
        if around[1] == NAME:
            pairs[word, after, is_upper] += count
    return frozenset(
        (word, after)
        for (word, after, is_upper), count in pairs.items()
        if is_upper and count >= LEAST_SEEN and count > 2 * pairs[word, after, False]
    )
