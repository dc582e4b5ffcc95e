"""A transformer that has been taught, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.transformer.embeddings import Embeddings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats32: TypeAlias = NDArray[np.float32]

LONGEST = 64
"""Words read in one go, as many as it was taught on; longer sentences are cut."""
INPUT, OUTPUT = "vectors", "made"
"""What the network takes and gives, each of shape (pieces, numbers)."""
ERRORS_ALONE = 3
"""What onnxruntime is to report."""


@dataclass(frozen=True, eq=False)
class Reader:
    """The network that reads words, and what it adds to their vectors."""

    embeddings: Embeddings
    shapes: Floats32
    """What is added by the way a word is written, shape (SHAPES, width)."""
    network: bytes
    """In the format of ONNX: from the sum of the vectors to what is made of each piece."""

    def read(self, words: Sequence[str]) -> Floats32:
        """What it makes of each word, shape (words, numbers): of its first piece, among up to LONGEST words.

        Every run of words is read on its own, so that nothing else in a document changes what is made of it.
        """
        runs = [self._read(words[start : start + LONGEST]) for start in range(0, len(words), LONGEST)]
        return np.vstack(runs) if runs else np.zeros((0, self.dimensions), np.float32)

    def _read(self, words: Sequence[str]) -> Floats32:
        run = self.embeddings.run(words)
        (made,) = self._session.run([OUTPUT], {INPUT: self.embeddings.of(run.pieces) + self.shapes[run.shapes]})
        return np.asarray(made[run.first], np.float32)

    @cached_property
    def dimensions(self) -> int:
        """How many numbers it makes of a word."""
        return int(self._session.get_outputs()[0].shape[1])

    @cached_property
    def _session(self) -> InferenceSession:
        """The network, ready to run on one core: documents are shared out among processes, not threads."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = ERRORS_ALONE
        return onnxruntime.InferenceSession(self.network, options, providers=["CPUExecutionProvider"])

    def __getstate__(self) -> dict[str, Any]:
        """What another process gets: it makes the network ready itself."""
        return {name: value for name, value in vars(self).items() if name != "_session"}

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The reader as named arrays, the embeddings left out: all readers share them."""
        return {"shapes": self.shapes.astype(np.float16), "network": np.frombuffer(self.network, np.uint8)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings) -> Reader:
        """The reader that `arrays()` packed."""
        return cls(embeddings, arrays["shapes"].astype(np.float32), arrays["network"].tobytes())
