"""Misspelt words and words run together."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import numpy as np

from annotate.normalize.context import END, START, LanguageModel
from annotate.normalize.proposal import Proposal, Words
from annotate.normalize.tokens import Token

SHORTEST = 6
"""Letters from which an unknown word may be a misspelling; shorter ones are too often names and loans."""
LEAST_COUNT = 100
"""How often the right form must stand in the model's text."""
LEAST_GAIN = 3.0
"""Log probability that the right form must gain between its neighbours over an unknown word."""
JOINED = ("which", "whose", "where", "while", "because", "who", "when", "what", "that", "but", "and", "the")
"""Words that are found glued to the end of the word before them, longest first."""
OPENERS = frozenset(
    """
    and but it it's he she they we this that these those the in on at if for from of oh otherwise however when
    what there then so as by to with after although because while i you his her their our not no yes
    """.split()
)
SENTENCES_GLUED = re.compile(r"([a-z]{3,})([A-Z][a-z]*(?:[’'][a-z]+)?)")
WELL_KNOWN = {
    "accomodate": "accommodate",
    "acheive": "achieve",
    "adress": "address",
    "agressive": "aggressive",
    "alot": "a lot",
    "apparantly": "apparently",
    "appearence": "appearance",
    "basicly": "basically",
    "begining": "beginning",
    "beleive": "believe",
    "calender": "calendar",
    "carreer": "career",
    "commited": "committed",
    "concensus": "consensus",
    "definately": "definitely",
    "dissapear": "disappear",
    "embarass": "embarrass",
    "enviroment": "environment",
    "existance": "existence",
    "familar": "familiar",
    "finaly": "finally",
    "foriegn": "foreign",
    "goverment": "government",
    "happend": "happened",
    "immediatly": "immediately",
    "independant": "independent",
    "knowlege": "knowledge",
    "neccessary": "necessary",
    "negociate": "negotiate",
    "occured": "occurred",
    "occurence": "occurrence",
    "persistant": "persistent",
    "posession": "possession",
    "prefered": "preferred",
    "publically": "publicly",
    "recieve": "receive",
    "recieved": "received",
    "refered": "referred",
    "relevent": "relevant",
    "responsability": "responsibility",
    "seperate": "separate",
    "seperately": "separately",
    "succesful": "successful",
    "sucessful": "successful",
    "supercede": "supersede",
    "suprise": "surprise",
    "tommorow": "tomorrow",
    "untill": "until",
    "wierd": "weird",
}
"""Misspellings that stand in reference text too often to be unknown to the language model."""


def misspelling(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """A word that no text knows, one letter away from a frequent word that fits its place."""
    for sentence in words.sentences:
        for place, token in enumerate(sentence):
            right = WELL_KNOWN.get(token.key)
            reason = "is a well-known misspelling of"
            if right is None and _is_unknown(token, model):
                right = _nearest(sentence, place, model)
                reason = "is in no reference text; one letter away stands"
            if right is not None:
                yield Proposal(
                    token.start,
                    token.end,
                    _like(right, token.text),
                    "misspelling",
                    f"“{token.text}” {reason} “{right}”.",
                )


def words_glued(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """Two words run together, as happens where a line break or a tag was lost: `systemwhich`, `courtAnd`."""
    for sentence in words.sentences:
        for place, token in enumerate(sentence):
            if len(token.key) < SHORTEST or model.knows(token.key):
                continue
            parted = _two_sentences(token, model) or _two_words(sentence, place, model)
            if parted:
                yield Proposal(
                    token.start,
                    token.end,
                    parted,
                    "words-glued",
                    f"“{token.text}” is in no reference text; it parts into two frequent words.",
                )


def _is_unknown(token: Token, model: LanguageModel) -> bool:
    return (
        len(token.text) >= SHORTEST
        and token.text.isascii()
        and token.text.islower()
        and token.text.isalpha()
        and not model.knows(token.key)
    )


def _nearest(sentence: list[Token], place: int, model: LanguageModel) -> str | None:
    """The frequent word one letter away that fits best; None when none fits."""
    word = sentence[place].key
    near = sorted(form for form in _one_letter_away(word) if model.count(form) >= LEAST_COUNT)
    if not near:
        return None
    scores = _fit(sentence, place, [[word], *([form] for form in near)], model)
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
    if not match or match[2].lower().replace("’", "'") not in OPENERS or model.count(match[1]) < LEAST_COUNT:
        return None
    return f"{match[1]}. {match[2]}"


def _two_words(sentence: list[Token], place: int, model: LanguageModel) -> str | None:
    """The word with the space put back, and a comma where that fits better."""
    text = sentence[place].text
    for second in JOINED:
        first = text.removesuffix(second)
        if first != text and len(first) > 2 and model.count(first.lower()) >= LEAST_COUNT:
            plain, comma = _fit(sentence, place, [[first.lower(), second], [first.lower(), ",", second]], model)
            return f"{first} {second}" if plain >= comma else f"{first}, {second}"
    return None


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
    return word.capitalize() if original[0].isupper() else word
