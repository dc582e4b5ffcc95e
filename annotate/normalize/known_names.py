"""Names that are known whole: a word that completes one of them is likelier meant, and takes its capitals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotate.normalize.casing import JOINS
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import Token, tokenize


@dataclass(frozen=True, eq=False)
class KnownNames:
    """Names of several words, by each of their words."""

    places: Mapping[str, tuple[tuple[int, tuple[Token, ...]], ...]]
    """For a word the names that hold it, each after the number of the word in it."""

    @classmethod
    def of(cls, names: Iterable[str]) -> KnownNames:
        """Names as they are written."""
        places: dict[str, list[tuple[int, tuple[Token, ...]]]] = defaultdict(list)
        for name in names:
            words = tuple(tokenize(name))
            for number, word in enumerate(words):
                places[word.key].append((number, words))
        return cls({word: tuple(each) for word, each in places.items()})

    def completed(self, sentences: Sequence[list[Token]], candidates: Sequence[Candidate]) -> list[str]:
        """For each candidate the word as a known name has it that it would complete; empty where it completes none.

        The other words of the name must stand around it, or may be meant there, and one of them with a capital. A name
        that stands whole in the same text is known too.
        """
        if not candidates:
            return []
        here = KnownNames.of(sorted(set(_whole_names(sentences))))
        meant: dict[tuple[int, int], set[str]] = defaultdict(set)
        for candidate in candidates:
            if len(candidate.meant) == 1 == candidate.end - candidate.start:
                meant[candidate.sentence, candidate.start].add(candidate.meant[0])
        return [
            _word_of(self, sentences[c.sentence], c, meant) or _word_of(here, sentences[c.sentence], c, meant)
            for c in candidates
        ]


def _word_of(
    known: KnownNames, sentence: list[Token], candidate: Candidate, meant: Mapping[tuple[int, int], set[str]]
) -> str:
    """A candidate's word as one of the names has it that it would complete; empty where it completes none."""
    if len(candidate.meant) != 1 or candidate.end - candidate.start != 1:
        return ""
    before, after = (_possible(sentence, candidate, place, meant) for place in (candidate.start - 1, candidate.end))
    for number, name in known.places.get(candidate.meant[0], ()):
        if (number and name[number - 1].key not in before) or (
            name[number + 1 :] and name[number + 1].key not in after
        ):
            continue  # most names that hold a common word end here
        first = candidate.start - number
        around = sentence[max(first, 0) : first + len(name)]
        if len(around) == len(name) and _stands(around, name, candidate, first, meant):
            return name[number].text
    return ""


def _possible(
    sentence: Sequence[Token], candidate: Candidate, place: int, meant: Mapping[tuple[int, int], set[str]]
) -> frozenset[str]:
    """The words that stand in a place or may be meant there; none outside the sentence."""
    found = [sentence[place].key] if 0 <= place < len(sentence) else []
    return frozenset(found).union(meant.get((candidate.sentence, place), ()))


def _whole_names(sentences: Sequence[list[Token]]) -> Iterator[str]:
    """The runs of words with capitals inside sentences, and the longer runs that a small word joins.

    The first word of a sentence has a capital that no name gave it.
    """
    for sentence in sentences:
        for run in _runs(sentence[1:], JOINS):
            yield " ".join(run)
        for run in _runs(sentence[1:], frozenset()):
            yield " ".join(run)


def _runs(tokens: Sequence[Token], joins: frozenset[str]) -> Iterator[list[str]]:
    """Runs with two or more words with capitals, that begin and end with one."""
    run: list[str] = []
    for token in (*tokens, Token(0, 0, ".", ".")):
        is_capital = token.text[0].isupper() and not token.text.isupper()
        if is_capital or (run and token.key in joins):
            run.append(token.text)
            continue
        while run and not run[-1][0].isupper():
            run.pop()
        if sum(word[0].isupper() for word in run) > 1:
            yield run
        run = []


def _stands(
    around: Sequence[Token],
    name: Sequence[Token],
    candidate: Candidate,
    first: int,
    meant: Mapping[tuple[int, int], set[str]],
) -> bool:
    """Whether the other words of a name stand, or may be meant, around a candidate; one of them with a capital."""
    has_capital = False
    for number, (token, word) in enumerate(zip(around, name, strict=True), first):
        if number == candidate.start:
            continue
        if token.key == word.key:
            has_capital = has_capital or token.text[0].isupper()
        elif word.key not in meant.get((candidate.sentence, number), ()):
            return False
    return has_capital
