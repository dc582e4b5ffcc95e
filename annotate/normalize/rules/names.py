"""Names that vary inside one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from annotate.normalize.context import LanguageModel
from annotate.normalize.proposal import Proposal, Words
from annotate.normalize.tokens import Token

ENDINGS = ("owi", "iem", "ego", "emu", "ów", "em", "om", "ie", "a", "u", "y", "ą", "ę")
"""Endings of Slavic cases on foreign names, longest first."""


def name_inflected(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """A full name with a case ending, where the same document has it without: Lei Juna beside Lei Jun.

    The ending is taken off only because the base form stands in the document, at least as often: `-a` alone
    proves nothing, since most names with it are good names.
    """
    pairs = [pair for sentence in words.sentences for pair in _name_pairs(sentence)]
    counts = Counter((given.text, _bare(family)) for given, family in pairs)
    for given, family in pairs:
        surface = _bare(family)
        base = next((surface.removesuffix(end) for end in ENDINGS if surface.endswith(end)), surface)
        is_attested = counts[given.text, base] >= counts[given.text, surface]
        if base != surface and len(base) > 1 and is_attested and not model.knows(surface.lower()):
            yield Proposal(
                given.start,
                family.start + len(surface),
                words.source[given.start : family.start] + base,
                "name-inflected",
                f"“{given.text} {base}” stands elsewhere in this text;"
                f" “-{surface[len(base) :]}” is a Slavic case ending.",
            )


def _name_pairs(sentence: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Two capitalised words in a row, with one space between them."""
    for given, family in pairwise(sentence):
        if given.text[0].isupper() and family.text[0].isupper() and family.start == given.end + 1:
            yield given, family


def _bare(token: Token) -> str:
    """The word without a possessive ending."""
    return token.text.removesuffix("'s").removesuffix("’s")
