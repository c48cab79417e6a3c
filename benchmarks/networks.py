"""Random networks, and real ones, for the benchmarks of geometry."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from symrelu import Layer, Network
from symrelu.io.network import read_network

EXAMPLES = Path(__file__).resolve().parents[2] / "shared" / "examples" / "acasxu"
BOX = [(-0.3284, 0.6799), *[(-0.5, 0.5)] * 4]  # the input box of these networks


def random_network(widths: Sequence[int], seed: int, single: bool = True) -> Network:
    """Normal weights of variance 2/n and small biases as floats; no activation after the last layer."""
    generator = np.random.default_rng(seed)
    layers: list[Layer] = []
    for n, m in pairwise(widths):
        weights, bias = generator.normal(size=(m, n)) * np.sqrt(2 / n), generator.normal(size=m) / 4
        if single:
            weights, bias = weights.astype(np.float32), bias.astype(np.float32)
        is_last = len(layers) == len(widths) - 2
        rows = [[Fraction(float(w)) for w in row] for row in weights]
        layers.append(Layer(rows, [Fraction(float(v)) for v in bias], "identity" if is_last else "relu"))
    return Network(layers)


def real_networks() -> dict[str, Network]:
    """The networks of the examples, where there are any."""
    return {file.stem: read_network(file) for file in sorted(EXAMPLES.glob("*.onnx"))}


def random_segment(bounds: Sequence[tuple[float, float]], seed: int) -> tuple[list[Fraction], list[Fraction]]:
    """Two points of a box, floats as rationals."""
    generator = np.random.default_rng(seed)
    low, high = np.array(bounds).T
    start, end = (generator.uniform(low, high) for _ in range(2))
    return [Fraction(float(c)) for c in start], [Fraction(float(c)) for c in end]


def in_floats(network: Network) -> list[tuple[Any, Any]]:
    """The weights, transposed, and the biases."""
    return [
        (
            np.array([[float(w) for w in row] for row in layer.weights]).T.copy(),
            np.array([float(v) for v in layer.bias]),
        )
        for layer in network.layers
    ]
