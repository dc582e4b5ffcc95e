"""The statistical tagger: texts in, labelled guesses out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from annotate.entities.passages import passages_of
from annotate.entities.recogniser import Guess, load_recogniser
from annotate.entities.spacy_model import load_spacy

BATCH = 64


class Names(Protocol):
    """What recognises names in passages of English."""

    @property
    def name(self) -> str:
        """What an edition calls it, version included."""

    def names(self, texts: Iterable[str]) -> Iterator[list[Guess]]:
        """The names in each text, in its order."""


class Tagger:
    """A recogniser of names, put to whole texts."""

    def __init__(self, recogniser: Names) -> None:
        self._recogniser = recogniser
        self.name = recogniser.name
        """What an edition gives as its responsible model."""

    def tag(self, texts: Iterable[str]) -> Iterator[list[Guess]]:
        """The guesses of each text, in text order; one list for each text."""
        for batch in _batches(texts):
            passages = [(number, passage) for number, text in enumerate(batch) for passage in passages_of(text)]
            found: list[list[Guess]] = [[] for _ in batch]
            read = self._recogniser.names(passage.text for _, passage in passages)
            for (number, passage), guesses in zip(passages, read, strict=True):
                for guess in guesses:
                    start, end = passage.place(guess.start, guess.end)
                    found[number].append(Guess(start, end, guess.label))
            yield from found


def load_tagger(model: str | None = None) -> Tagger:
    """The tagger of an installed spaCy model, or of one in a folder; without a name, the one this program carries.

    Raises ConfigurationError when there is no such model, or when it recognises no entities.
    """
    return Tagger(load_recogniser() if model is None else load_spacy(model))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Lists of up to `BATCH` texts."""
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
