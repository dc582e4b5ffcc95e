"""Fixed phrases from the tables of the profiles: tortured terms, and names turned into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import ANY_NUMBER, Phrase, Phrases
from annotate.normalize.proposal import Proposal, Words, bare_name
from annotate.normalize.rules.articles import refitted
from annotate.normalize.tokens import Token
from annotate.script import capitalized
from annotate.segment import HAN

POSSESSIVE = "'s"
NEAR = 60
"""Characters before a phrase in which characters may stand that it explains."""
EXPLAINED = re.compile(
    rf"[{HAN}][”\"’）)》]*(?:, | \(| (?:is|are|was|were|means?|meaning|meant|literally|or|as|stands? for)\b)"
    r"[^.!?\n]{0,40}$"
)
"""米粉 are rice noodles; 米粉, literally “rice noodles”: the words are meant as they stand."""


def term_tortured(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """A fixed term of a field in other words, which nobody writes who knows the field."""
    for profile in words.profiles:
        for match in _matches(words, profile.terms):
            why = f"“{' '.join(match.phrase.found)}” is no term of any field; “{match.phrase.meant}” is."
            meant = _like(match.phrase.meant, words.source[match.start : match.end])
            yield _rewrite(match, meant, "term-tortured", why)


def name_translated(words: Words, model: LanguageModel) -> Iterator[Proposal]:  # noqa: ARG001 - all detectors look alike
    """A name turned into the words it is made of: Virtual Poland for Wirtualna Polska, millet for Xiaomi."""
    for profile in words.profiles:
        for match in _matches(words, profile.brands):
            if EXPLAINED.search(words.source, max(0, match.start - NEAR), match.start):
                continue
            phrase = match.phrase
            seen = sorted(phrase.needs & words.places.keys())
            why = f"Translation engines write “{' '.join(phrase.found)}” for “{phrase.meant}”"
            why += (
                f"; the text also has {', '.join(seen[:3])}." if seen else f"; the text is of the kind {profile.name}."
            )
            meant = phrase.meant
            if phrase.found[0] == ANY_NUMBER:
                meant = meant.replace(ANY_NUMBER, match.sentence[match.place].text, 1)
            opens = match.place == 0
            yield _rewrite(match, capitalized(meant) if opens else meant, "name-translated", why)


@dataclass(frozen=True, slots=True, eq=False)
class _Match:
    """A phrase of a table that stands in a sentence, from its word number `place`."""

    phrase: Phrase
    sentence: list[Token]
    place: int

    @property
    def tokens(self) -> list[Token]:
        return self.sentence[self.place : self.place + len(self.phrase.found)]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends; a possessive ending that the phrase has not stays as it is."""
        last = self.tokens[-1]
        return last.start + len(bare_name(last)) if _owns(last, self.phrase.found[-1]) else last.end


def _matches(words: Words, phrases: Phrases) -> Iterator[_Match]:
    """Every place where a phrase stands that has the evidence it needs; of those that overlap the longest.

    A phrase that means itself is only there to keep shorter ones off: millet porridge.
    """
    taken: set[Token] = set()
    for match in sorted(_candidates(words, phrases), key=lambda match: -len(match.phrase.found)):
        if taken.isdisjoint(match.tokens):
            taken.update(match.tokens)
            if match.phrase.meant.lower() != " ".join(match.phrase.found):
                yield match


def _candidates(words: Words, phrases: Phrases) -> Iterator[_Match]:
    firsts = [(key, phrases[key]) for key in phrases.keys() & words.places.keys()]
    owners = [key for key in words.places if key.endswith(POSSESSIVE)]
    firsts += [(key, phrases[bare]) for key in owners if (bare := key.removesuffix(POSSESSIVE)) in phrases]
    if ANY_NUMBER in phrases:
        firsts += [(key, phrases[ANY_NUMBER]) for key in words.places if _is_number(key)]
    for key, group in firsts:
        for sentence, place in words.tokens(key):
            yield from _at(words, group, sentence, place)


def _at(words: Words, phrases: tuple[Phrase, ...], sentence: list[Token], place: int) -> Iterator[_Match]:
    """The longest of the phrases that stands here, if one does."""
    for phrase in phrases:
        if _stands(phrase, sentence, place) and _has_evidence(phrase, words):
            yield _Match(phrase, sentence, place)
            return


def _stands(phrase: Phrase, sentence: list[Token], place: int) -> bool:
    tokens = sentence[place : place + len(phrase.found)]
    if len(tokens) != len(phrase.found) or not all(map(_agrees, tokens[:-1], phrase.found[:-1])):
        return False
    last, is_owner = tokens[-1], _owns(tokens[-1], phrase.found[-1])
    if not (is_owner or _agrees(last, phrase.found[-1])):
        return False
    if not phrase.written:
        return True
    texts = [*(token.text for token in tokens[:-1]), bare_name(last) if is_owner else last.text]
    if place == 0 and phrase.written[0].islower():
        texts[0] = texts[0][0].lower() + texts[0][1:]
    if any(text != written for text, written in zip(texts, phrase.written, strict=True) if text[0].isalpha()):
        return False
    return len(tokens) > 1 or not _is_part_of_a_name(sentence, place)


def _agrees(token: Token, key: str) -> bool:
    return token.key == key or (key == ANY_NUMBER and _is_number(token.key))


def _owns(token: Token, key: str) -> bool:
    """Whether a word is the last of a phrase with a possessive ending: millet's, but not the last of “Radio Mary's”."""
    return token.key == key + POSSESSIVE


def _is_number(key: str) -> bool:
    return key[0].isdigit() or (key[0] == "<" and len(key) > 1)


def _is_part_of_a_name(sentence: list[Token], place: int) -> bool:
    """Whether a capitalised word stands right beside, other than “The”: Ali in Muhammad Ali."""
    beside = [sentence[at] for at in (place - 1, place + 1) if 0 <= at < len(sentence)]
    return any(token.text[0].isupper() and len(token.text) > 1 and token.key != "the" for token in beside)


def _has_evidence(phrase: Phrase, words: Words) -> bool:
    return not phrase.needs or any(key in words.places and key not in phrase.found for key in phrase.needs)


def _rewrite(match: _Match, meant: str, rule: str, why: str) -> Proposal:
    """What was meant in place of what was found, and the article before it made to fit."""
    article = match.sentence[match.place - 1] if match.place else None
    if article and (right := refitted(article, meant)):
        return Proposal(article.start, match.end, f"{right} {meant}", rule, why)
    return Proposal(match.start, match.end, meant, rule, why)


def _like(term: str, found: str) -> str:
    """The term with the capitals of what was found; its own capitals stay."""
    words = found.split()
    if len(found) > 3 and found.isupper():
        return term.upper()
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return " ".join(map(capitalized, term.split()))
    return capitalized(term) if found[0].isupper() else term
