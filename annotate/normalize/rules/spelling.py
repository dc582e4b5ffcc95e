"""Misspelt words and words run together."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from itertools import pairwise, starmap

import numpy as np

from annotate.normalize.context import END, START, LanguageModel
from annotate.normalize.proposal import Proposal, Words, is_unusual
from annotate.normalize.tokens import Token
from annotate.script import capitalized

SHORTEST, LONGEST = 6, 40
"""Letters of an unknown word that may be a misspelling: shorter ones are too often names, longer ones no words."""
LEAST_COUNT = 100
"""How often the right form must stand in the model's text."""
COMMONEST = 100_000
"""Count from which nearly every word that may stand behind a word does so in the model's text."""
LEAST_COUNT_GLUED = 40
"""The same for the first of two words run together."""
LEAST_GAIN = 2.0
"""Log probability that the right form must gain between its neighbours over an unknown word."""
AFTER_COMMA = ("because", "which", "while", "when", "what", "but", "and", "the", "may")
AFTER_SPACE = ("whose", "where", "that", "such", "who")
"""Words found glued to the end of the word before them. Whether a comma was lost too, annotators agreed on for each.

Not “or”, which ends too many good words: objector, injector.
"""
OPENERS = frozenset(
    """
    and but it it's he she they we this that these those the in on at if for from of oh otherwise however when
    what there then so as by to with after although because while i you his her their our not no yes
    """.split()
)
SENTENCES_GLUED = re.compile(r"([a-z]{3,})([A-Z][a-z]*(?:[’'][a-z]+)?)")
NUMBER_GLUED = re.compile(
    r"(?<![\w.,:/-])(?P<number>(?:19|20)\d\d)"
    rf"(?P<word>{'|'.join((*AFTER_COMMA, *AFTER_SPACE))}|[A-Z][a-z]+)(?![\w-])"
)
"""A year and a word without a space between."""


def misspelling(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """A word in a table of misspellings, or one that no text knows, a letter away from a frequent word that fits."""
    for profile in words.profiles:
        for wrong in profile.spellings.keys() & words.places.keys():
            right, found = profile.spellings[wrong], [*words.tokens(wrong)]
            if any(_is_foreign(sentence, place, right, model) for sentence, place in found):
                continue
            for sentence, place in found:
                text = sentence[place].text
                if text.islower() or (place == 0 and text != right and not text.isupper()):
                    yield _respelling(sentence[place], right, f"is a well-known misspelling of “{right}”")
    for unknown in _unknown(words, model):
        near = _near(unknown, model)
        for sentence, place in words.tokens(unknown) if near else ():
            if is_unusual(sentence, model, besides=unknown):
                continue
            if _may_be_misspelt(sentence[place], model) and (best := _best(near, sentence, place, model)):
                why = f"is in no reference text; one letter away stands “{best}”"
                yield _respelling(sentence[place], best, why)


def _is_foreign(sentence: list[Token], place: int, right: str, model: LanguageModel) -> bool:
    """Whether a word is of another language, as one of the commonest could not stand there: teh tarik, bak kut teh.

    The word before it is known, and the two behind it stand so in English text as well.
    """
    if model.count(right) < COMMONEST:
        return False
    run = [right, *(token.key for token in sentence[place + 1 : place + 3])]
    before = [token.key for token in sentence[max(0, place - 1) : place] if token.text.islower()]
    return not all(map(model.knows, before)) or not all(starmap(model.pair_count, pairwise(run)))


def words_glued(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """Two words run together, as happens where a line break or a tag was lost: `systemwhich`, `courtAnd`."""
    for unknown in _unknown(words, model):
        for sentence, place in words.tokens(unknown):
            token = sentence[place]
            parted = _two_sentences(token, model) or (not _is_name(sentence, place) and _two_words(token.text, model))
            if parted:
                why = f"“{token.text}” is in no reference text; it parts into two frequent words."
                yield Proposal(token.start, token.end, parted, "words-glued", why)
    for match in NUMBER_GLUED.finditer(words.source):
        second = match["word"]
        if second[0].islower() or second.lower() in OPENERS:
            parted = match["number"] + _gap(second) + second
            yield Proposal(match.start(), match.end(), parted, "words-glued", "A year and a word are run together.")


def _unknown(words: Words, model: LanguageModel) -> Iterator[str]:
    """The longer words of a text that the model has not counted."""
    return (key for key in words.places if SHORTEST <= len(key) <= LONGEST and not model.knows(key))


def _is_name(sentence: list[Token], place: int) -> bool:
    """Whether a word has a capital that no beginning of a sentence gave it: the Forand bill."""
    return place > 0 and sentence[place].text[0].isupper()


def _respelling(token: Token, right: str, why: str) -> Proposal:
    return Proposal(token.start, token.end, _like(right, token.text), "misspelling", f"“{token.text}” {why}.")


def _may_be_misspelt(token: Token, model: LanguageModel) -> bool:
    """Whether an unknown word is no name, loan or code, and no plural of a known word."""
    text = token.text
    is_word = len(text) >= SHORTEST and text.isascii() and text.islower() and text.isalpha()
    return is_word and not (text.endswith("s") and model.knows(text.removesuffix("s")))


def _near(word: str, model: LanguageModel) -> list[str]:
    """The frequent words one letter away."""
    return sorted(form for form in _one_letter_away(word) & model.words.keys() if model.count(form) >= LEAST_COUNT)


def _best(near: list[str], sentence: list[Token], place: int, model: LanguageModel) -> str | None:
    """The one of the words that fits best in the place of an unknown one; None when none fits."""
    scores = _fit(sentence, place, [[sentence[place].key], *([form] for form in near)], model)
    best = int(np.argmax(scores[1:]))
    return near[best] if scores[best + 1] - scores[0] >= LEAST_GAIN else None


def _one_letter_away(word: str) -> set[str]:
    """All strings one deletion, swap, substitution or insertion away (Damerau 1964)."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = string.ascii_lowercase
    return {
        *(left + right[1:] for left, right in cuts if right),
        *(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
        *(left + letter + right[1:] for left, right in cuts if right for letter in letters),
        *(left + letter + right for left, right in cuts for letter in letters),
    }


def _two_sentences(token: Token, model: LanguageModel) -> str | None:
    match = SENTENCES_GLUED.fullmatch(token.text)
    if not match or match[2].lower().replace("’", "'") not in OPENERS or model.count(match[1]) < LEAST_COUNT_GLUED:
        return None
    return f"{match[1]}. {match[2]}"


def _two_words(text: str, model: LanguageModel) -> str | None:
    """The word with the space put back, and the comma that goes before the second word."""
    for second in (*AFTER_COMMA, *AFTER_SPACE):
        first = text.removesuffix(second)
        if first != text and len(first) > 2 and model.count(first.lower()) >= LEAST_COUNT_GLUED:
            return first + _gap(second) + second
    return None


def _gap(second: str) -> str:
    """What was lost before the second of two words."""
    if second[0].isupper():
        return ". "
    return ", " if second in AFTER_COMMA else " "


def _fit(sentence: list[Token], place: int, variants: list[list[str]], model: LanguageModel) -> list[float]:
    """Log probability of each variant in place of the word, with two words on either side."""
    before = [START, START, *model.ids([token.key for token in sentence[max(0, place - 2) : place]])][-2:]
    after = [*model.ids([token.key for token in sentence[place + 1 : place + 3]]), END][:2]
    scores = []
    for variant in variants:
        run = np.array([*before, *model.ids(variant), *after], dtype=np.int64)
        scores.append(float(model.log_probability(run[:-2], run[1:-1], run[2:]).sum()))
    return scores


def _like(word: str, original: str) -> str:
    return capitalized(word) if original[0].isupper() else word
