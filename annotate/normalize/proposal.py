"""What the judge and the rules hand to the stage: proposals, not yet edits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import Profile
from annotate.normalize.tokens import Token

Place: TypeAlias = tuple[int, int]
"""Number of a sentence, and of a word in it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Replace code points `start` to `end` of the source, because of `rule`."""

    start: int
    end: int
    replacement: str
    rule: str
    why: str
    probability: float = 1.0
    """That the replacement is right; the stage sets it for the rules that look for themselves."""


SPUN = 0.5
"""Probability of damage above which a text is taken to be spun."""


@dataclass(frozen=True, eq=False)
class Words:
    """A text cut into sentences of words, as every detector gets it."""

    source: str
    sentences: Sequence[list[Token]]
    damage: float
    """Probability that the text is spun."""
    profiles: Sequence[Profile] = ()
    """The profiles that the text belongs to."""

    @property
    def is_spun(self) -> bool:
        """Whether the text is likelier spun than not: then it may have lost the boundaries of its sentences."""
        return self.damage > SPUN

    @cached_property
    def places(self) -> Mapping[str, list[Place]]:
        """Where each word stands, by its counted form: detectors meet this index with their tables."""
        places: dict[str, list[Place]] = {}
        for number, sentence in enumerate(self.sentences):
            for place, token in enumerate(sentence):
                places.setdefault(token.key, []).append((number, place))
        return places

    @cached_property
    def names(self) -> Mapping[str, list[Place]]:
        """Where each word with a capital stands, as it is written but without a possessive ending."""
        names: dict[str, list[Place]] = {}
        for number, sentence in enumerate(self.sentences):
            for place, token in enumerate(sentence):
                if token.text[0].isupper():
                    names.setdefault(bare_name(token), []).append((number, place))
        return names

    def tokens(self, key: str) -> Iterator[tuple[list[Token], int]]:
        """The sentence and the number in it of every word counted as `key`."""
        for number, place in self.places.get(key, ()):
            yield self.sentences[number], place


Detector: TypeAlias = Callable[[Words, LanguageModel], Iterator[Proposal]]
"""Looks, never changes. The stage gives its proposals the measured probability of their rule."""


def corroborated(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """The proposals, each at least as sure as one inside its stretch that writes one of its words.

    Who is sure that “3rd” was Third has no reason to doubt that “3rd Road” was Third Way.
    """
    ordered = sorted(proposals, key=lambda proposal: proposal.start)
    starts = [proposal.start for proposal in ordered]
    for proposal in proposals:
        written = proposal.replacement.lower().split()
        inside = ordered[bisect_left(starts, proposal.start) : bisect_left(starts, proposal.end)]
        agreeing = [
            other.probability
            for other in inside
            if other.end <= proposal.end
            and other.end - other.start < proposal.end - proposal.start
            and other.replacement.lower() in written
        ]
        yield replace(proposal, probability=max([proposal.probability, *agreeing]))


UNUSUAL = 2
"""Words that no reference text knows from which a sentence is taken for dialect, old spelling or a foreign language."""
OWNERS = frozenset("my your his her its our their".split())


def is_unusual(sentence: Sequence[Token], model: LanguageModel, *, besides: str = "") -> bool:
    """Whether a sentence is written as nobody would correct it.

    Several of its other words are unknown, or one with an apostrophe is, as dialect has them (dere's, mebbe's); or its
    common nouns have capitals, as those of the eighteenth century have (our Sentiments, their Designs).
    """
    unknown = {token.key for token in sentence if token.text.islower() and not model.knows(token.key)} - {besides}
    if len(unknown) >= UNUSUAL or any("'" in key for key in unknown):
        return True
    return sum(owner.key in OWNERS and owned.text.istitle() for owner, owned in pairwise(sentence)) >= UNUSUAL


def in_profiles(words: Words, profiles: Iterable[Profile]) -> Words:
    """The words with those of the profiles that the text belongs to."""
    written = words.names.keys() | words.places.keys()
    return replace(words, profiles=[profile for profile in profiles if profile.holds(words.source, written)])


def bare_name(token: Token) -> str:
    """The word without a possessive ending."""
    return token.text.removesuffix("'s").removesuffix("’s")
