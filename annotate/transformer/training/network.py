"""Layers of a transformer as a network in the format of ONNX, which multiplies whole numbers of 8 bits.

Weights keep seven bits, each row with its own scale, so that sums of two products fit into the 16 bits in which older
processors reckon: every machine gets the same whole numbers. What they are multiplied with is scaled anew for each run
(dynamic quantization), after the size of its columns was partly moved into the weights: the few large columns of a
transformer would leave the others without bits (SmoothQuant, Xiao et al. 2023). Attention and norms are reckoned in 32
bits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from annotate.transformer.reader import INPUT, OUTPUT

Floats32: TypeAlias = NDArray[np.float32]

HEADS = 12
EPSILON = 1e-12
MOST = 63
"""The largest weight of a row, as a whole number."""
LEAST = 1e-3
"""What the largest weight of a row is taken for at least."""
LEAST_SIZE = 0.01
"""What the largest number of a column is taken for at least."""
MOVED = 0.75
"""How much of a column's size is moved into the weights: of .5 to 1, this changed what is made of words the least."""
OPSET, IR = 20, 9


@dataclass(frozen=True, eq=False)
class Layer:
    """The weights of one layer: attention (Vaswani et al. 2017), then two steps forward, each with its norm."""

    attend: Floats32
    """Queries, keys and values one under the other, shape (3 * width, width)."""
    attend_bias: Floats32
    gather: Floats32
    gather_bias: Floats32
    gather_norm: Floats32
    """Scale and shift, shape (2, width)."""
    widen: Floats32
    widen_bias: Floats32
    narrow: Floats32
    narrow_bias: Floats32
    narrow_norm: Floats32
    largest: Mapping[str, Floats32]
    """For each of the four matrices by name, the largest numbers it was given on a sample of text, column by column."""


def to_network(norm: Floats32, layers: Sequence[Layer], head: Floats32, head_bias: Floats32) -> bytes:
    """The network from summed vectors of pieces, shape (pieces, width), to what the head makes of each."""
    graph = _Graph()
    width = norm.shape[1]
    states = graph.normalized(INPUT, norm)
    for layer in layers:
        taken = graph.attended(states, layer, width)
        gathered = graph.linear(taken, layer.gather, layer.gather_bias, layer.largest["gather"])
        states = graph.normalized(graph.node("Add", states, gathered), layer.gather_norm)
        wide = graph.node("Gelu", graph.linear(states, layer.widen, layer.widen_bias, layer.largest["widen"]))
        narrowed = graph.linear(wide, layer.narrow, layer.narrow_bias, layer.largest["narrow"])
        states = graph.normalized(graph.node("Add", states, narrowed), layer.narrow_norm)
    graph.node("Identity", graph.linear(states, head, head_bias), output=OUTPUT)
    return graph.packed(width, len(head))


def in_whole_numbers(weights: Floats32) -> tuple[NDArray[np.int8], Floats32]:
    """Weights as whole numbers of seven bits, and what one of them is worth, row by row."""
    steps = (np.maximum(np.abs(weights).max(axis=1), LEAST) / MOST).astype(np.float32)
    return np.round(weights / steps[:, None]).clip(-MOST, MOST).astype(np.int8), steps


class _Graph:
    """Nodes and constants in the order in which they were asked for."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def node(self, kind: str, *inputs: str, output: str = "", **attributes: float | Sequence[int]) -> str:
        """Add a node; the name of its output."""
        name = output or f"{kind.lower()}_{len(self.nodes)}"
        made = helper.make_node(kind, [*inputs], [name])
        made.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self.nodes.append(made)
        return name

    def constant(self, values: NDArray[np.generic]) -> str:
        """Add a constant; its name."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def linear(self, states: str, weights: Floats32, bias: Floats32, largest: Floats32 | None = None) -> str:
        """States times weights, plus a bias, in whole numbers; `largest` evens out the columns of the states."""
        if largest is not None:
            sizes = np.maximum(largest, LEAST_SIZE) ** MOVED / np.maximum(np.abs(weights).max(axis=0), LEAST) ** (
                1 - MOVED
            )
            sizes = (sizes / sizes.mean()).astype(np.float32)
            states, weights = self.node("Mul", states, self.constant(1 / sizes)), weights * sizes
        whole, steps = in_whole_numbers(weights)
        found, scale, zero = (f"{part}_{len(self.nodes)}" for part in ("whole", "scale", "zero"))
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [states], [found, scale, zero]))
        product = self.node("MatMulInteger", found, self.constant(np.ascontiguousarray(whole.T)), zero)
        scales = self.node("Mul", scale, self.constant(steps))
        exact = self.node("Mul", self.node("Cast", product, to=TensorProto.FLOAT), scales)
        return self.node("Add", exact, self.constant(bias))

    def normalized(self, states: str, norm: Floats32) -> str:
        """Layer normalization (Ba et al. 2016)."""
        scale, shift = map(self.constant, norm)
        return self.node("LayerNormalization", states, scale, shift, axis=-1, epsilon=EPSILON)

    def attended(self, states: str, layer: Layer, width: int) -> str:
        """What each piece takes from all others."""
        size = width // HEADS
        parts_of_all = self.linear(states, layer.attend, layer.attend_bias, layer.largest["attend"])
        heads = self.node("Reshape", parts_of_all, self._shape(-1, 3, HEADS, size))
        parts = [f"part_{len(self.nodes)}_{n}" for n in range(3)]
        turned = self.node("Transpose", heads, perm=[1, 2, 0, 3])
        self.nodes.append(helper.make_node("Split", [turned], parts, axis=0, num_outputs=3))
        queries, keys, values = parts
        scaled = self.node("Mul", queries, self.constant(np.array(size**-0.5, np.float32)))
        weights = self.node(
            "Softmax", self.node("MatMul", scaled, self.node("Transpose", keys, perm=[0, 1, 3, 2])), axis=-1
        )
        taken = self.node("Transpose", self.node("MatMul", weights, values), perm=[0, 2, 1, 3])
        return self.node("Reshape", taken, self._shape(-1, width))

    def _shape(self, *sizes: int) -> str:
        return self.constant(np.array(sizes, np.int64))

    def packed(self, width: int, dimensions: int) -> bytes:
        """The network as bytes: the same nodes give the same bytes."""
        graph = helper.make_graph(
            self.nodes,
            "transformer",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["pieces", width])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["pieces", dimensions])],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString(deterministic=True))
