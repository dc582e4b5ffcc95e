"""Articles to measure with, made up from a few patterns: English news with names, damaged words and Chinese terms.

They are no test of quality. Their words and names are varied enough that no cache makes them cheaper than real text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

WORDS = 500
"""Words of an article, about."""
GIVEN = "Anna Marek Lin Chen Sofia Pavel Mei Jonas Clara Hugo Yara Tomas Ines Wei Olga Ravi Nora Emil".split()
SURNAMES = (
    "Novak Hartmann Zhao Kowalski Ferreira Lindqvist Okafor Moreau Petrov Castellan Whitlock Brandt Sorensen".split()
)
PLACES = "Gdansk Chengdu Lisbon Tromso Porto Wuhan Cardiff Leipzig Ghent Kyoto Malmo Bristol Turin Xiamen".split()
FIRMS = "Northwind Halberd Quayside Meridian Larkspur Ostrava Silverline Tidewater".split()
TERMS = ("米粉", "火锅", "高铁", "春节", "茶馆", "太极拳", "围棋", "豆腐")
NOUNS = "harbour bridge budget orchard tramway archive festival reservoir workshop library market factory".split()
VERBS = "approved repaired measured praised closed painted visited rebuilt inspected sold".split()
PATTERNS = (
    "{given} {surname}, who leads {firm} in {place}, {verb} the {noun} on {day} {month}.",
    "The {noun} near the old {noun2} was {verb} by {surname} and {count} of the workers besides.",
    "“We never expected specified interest in a {noun},” said {given} {surname} of {firm}.",
    "In {place} the price of a {noun} rose from {count} to {count2} dollars within {count3} months.",
    "erstwhile the council had {verb} the {noun}, people in {place} waited for the fresh {noun2}.",
    "The word {term} stands over the door, and {surname} explains it to every guest from {place}.",
    "Nobody at {firm} knows why the {noun2} was {verb} before the {noun} could be {verb2}.",
    "According to {given} {surname}, the {noun} of {place} will be finished in {year}, not earlier.",
    "It rained for {count} days, so the {noun} stayed empty and the {noun2} was late again.",
)
MONTHS = "January March April June August October November".split()


def articles(count: int, *, seed: int = 1, words: int = WORDS) -> Iterator[str]:
    """So many articles of about so many words; the same for the same seed."""
    for number in range(count):
        yield article(random.Random(f"{seed}/{number}"), words)  # noqa: S311 - no secret depends on it


def article(chance: random.Random, words: int = WORDS) -> str:
    """One article, in paragraphs."""
    paragraphs: list[str] = []
    written = 0
    while written < words:
        sentences = [_sentence(chance) for _ in range(chance.randint(3, 7))]
        paragraphs.append(" ".join(sentences))
        written += sum(len(sentence.split()) for sentence in sentences)
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    return chance.choice(PATTERNS).format(
        given=chance.choice(GIVEN),
        surname=chance.choice(SURNAMES),
        place=chance.choice(PLACES),
        firm=chance.choice(FIRMS),
        term=chance.choice(TERMS),
        noun=chance.choice(NOUNS),
        noun2=chance.choice(NOUNS),
        verb=chance.choice(VERBS),
        verb2=chance.choice(VERBS),
        month=chance.choice(MONTHS),
        day=chance.randint(1, 28),
        count=chance.randint(2, 900),
        count2=chance.randint(2, 900),
        count3=chance.randint(2, 30),
        year=chance.randint(2027, 2049),
    )
