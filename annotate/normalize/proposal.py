"""What the judge and the rules hand to the stage: proposals, not yet edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotate.normalize.context import LanguageModel
from annotate.normalize.tokens import Token


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


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into sentences of words, as every detector gets it."""

    source: str
    sentences: Sequence[list[Token]]
    damage: float
    """Probability that the text is spun."""


Detector: TypeAlias = Callable[[Words, LanguageModel], Iterator[Proposal]]
"""Looks, never changes. The stage gives its proposals the measured probability of their rule."""
