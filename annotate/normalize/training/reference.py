"""Reference text: what is counted, and what is held out to learn from."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotate.normalize.casing import Capitals
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
    """How the words a lexicon restores are written before a capitalised word."""
    meant = {s.meant[-1] for entry in lexicon.entries.values() for s in entry.substitutions if s.meant}
    pairs: Counter[tuple[str, str, bool]] = Counter()
    for tokens in texts.counted:
        for place in range(1, len(tokens) - 1):
            word, following = tokens[place], tokens[place + 1]
            if word.key in meant and following.text[0].isupper() and not following.text.isupper():
                pairs[word.key, following.key, word.text[0].isupper()] += 1
    names = {
        (word, following)
        for (word, following, is_upper), count in pairs.items()
        if is_upper and count >= 3 and count > 2 * pairs[word, following, False]
    }
    followers = {(word, following) for word, following, _ in pairs}
    kinds = Counter(word for word, _ in followers)
    upper = Counter(word for word, f in followers if pairs[word, f, True] > pairs[word, f, False])
    shares = {word: round((upper[word] + 1) / (kinds[word] + 3), 3) for word in kinds}
    return Capitals(frozenset(names), shares)
