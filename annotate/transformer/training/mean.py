"""The mean of two readers that began alike and were taught on different text (a model soup, Wortsman et al. 2022).

    python -m annotate.transformer.training.mean ONE.npz OTHER.npz --share 0.7 -o annotate/data/english_names.npz

Weights are taken back to fractions, averaged, seven parts of one and three of the other, and rounded to whole numbers
again. Wants the extra `network`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from annotate.data.load import unpack_arrays, write_arrays
from annotate.transformer import Reader, load_embeddings
from annotate.transformer.training.network import in_whole_numbers

Floats32: TypeAlias = NDArray[np.float32]
Constants: TypeAlias = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class _Product:
    """The constants by which a network multiplies with a matrix, by name."""

    weights: str
    steps: str
    evened: str
    """By what the columns are multiplied before; empty where they are not."""

    def matrix(self, constants: Constants) -> Floats32:
        """The weights as they were before they were evened out and rounded."""
        whole, steps = constants[self.weights].T.astype(np.float32), constants[self.steps].astype(np.float32)
        matrix: Floats32 = whole * steps[:, None]
        return matrix * constants[self.evened].astype(np.float32) if self.evened else matrix


def mean(one: Reader, other: Reader, share: float = 0.5) -> Reader:
    """The reader between two of the same build, so much of it being `one`. Raises ValueError where they are not."""
    network = onnx.ModelProto.FromString(one.network)
    mine, theirs = _constants(network), _constants(onnx.ModelProto.FromString(other.network))
    if {name: value.shape for name, value in mine.items()} != {name: value.shape for name, value in theirs.items()}:
        raise ValueError("the readers are not of the same build")
    made: dict[str, NDArray[np.generic]] = {
        name: _between(mine[name].astype(np.float32), theirs[name].astype(np.float32), share)
        if mine[name].dtype == np.float32
        else mine[name]  # whole numbers that are no weights are the same in both
        for name in mine
    }
    for product in _products(network):
        made |= _averaged(product, mine, theirs, share)
    for constant in network.graph.initializer:
        constant.CopyFrom(numpy_helper.from_array(made[constant.name], constant.name))
    packed = bytes(network.SerializeToString(deterministic=True))
    return Reader(one.embeddings, _between(one.shapes, other.shapes, share), packed)


def _constants(network: onnx.ModelProto) -> dict[str, NDArray[np.generic]]:
    return {constant.name: numpy_helper.to_array(constant) for constant in network.graph.initializer}


def _between(one: Floats32, other: Floats32, share: float) -> Floats32:
    return np.asarray(share * one + (1 - share) * other, np.float32)


def _products(network: onnx.ModelProto) -> Iterator[_Product]:
    """Every multiplication with a matrix of weights, as `network.to_network` lays them out."""
    made_by = {name: node for node in network.graph.node for name in node.output}
    constants = {constant.name for constant in network.graph.initializer}
    scaled = {node.input[0]: node.input[1] for node in network.graph.node if node.op_type == "Mul"}
    for node in network.graph.node:
        if node.op_type == "MatMulInteger":
            rounded = made_by[node.input[0]]
            before = made_by.get(rounded.input[0])
            is_evened = before is not None and before.op_type == "Mul" and before.input[1] in constants
            yield _Product(node.input[1], scaled[rounded.output[1]], before.input[1] if before and is_evened else "")


def _averaged(product: _Product, mine: Constants, theirs: Constants, share: float) -> dict[str, NDArray[np.generic]]:
    """The constants of a multiplication with the mean of two matrices; columns are evened out by the mean of logs."""
    matrix = _between(product.matrix(mine), product.matrix(theirs), share)
    made: dict[str, NDArray[np.generic]] = {}
    if product.evened:
        one, other = (np.log(constants[product.evened].astype(np.float32)) for constants in (mine, theirs))
        evened = np.exp(_between(one, other, share))
        made[product.evened] = evened
        matrix = np.asarray(matrix / evened, np.float32)
    whole, made[product.steps] = in_whole_numbers(matrix)
    made[product.weights] = np.ascontiguousarray(whole.T)
    return made


def main() -> None:
    """Write the mean of two files."""
    parser = argparse.ArgumentParser(description="Write the mean of two readers that were taught alike.")
    parser.add_argument("readers", type=Path, nargs=2, help="two files of readers, .npz")
    parser.add_argument("--share", type=float, default=0.5, help="how much of it is the first (default: %(default)s)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="file to write to")
    arguments = parser.parse_args()
    one, other = (Reader.from_arrays(unpack_arrays(path.read_bytes()), load_embeddings()) for path in arguments.readers)
    write_arrays(arguments.output, mean(one, other, arguments.share).arrays())


if __name__ == "__main__":
    main()
