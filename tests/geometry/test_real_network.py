"""A real network: read from its file, evaluated, restricted to segments and planes, cut near a point."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from flint import fmpq

from symrelu.io.network import read_network
from symrelu.model.integer_layer import value_at
from symrelu.model.network import Network
from symrelu.model.polyhedron import Polyhedron

onnx = pytest.importorskip("onnx")
FILE = Path(__file__).resolve().parents[1] / "data" / "ACASXU_run2a_1_1.onnx"


@pytest.fixture(scope="module")
def net() -> Network:
    return read_network(FILE)


def point(rng: random.Random) -> list[Fraction]:
    return [
        Fraction(rng.randint(-320, 670), 1000),
        *(Fraction(rng.randint(-500, 500), 1000) for _ in range(4)),
    ]


def test_values_are_those_of_the_reference(net: Network) -> None:
    from onnx.reference import ReferenceEvaluator

    assert net.widths == (5, 50, 50, 50, 50, 50, 50, 5)
    evaluator = ReferenceEvaluator(str(FILE))
    rng = random.Random(1)
    for _ in range(5):
        x = np.array([float(c) for c in point(rng)], dtype=np.float32)
        (wanted,) = evaluator.run(None, {"input": x.reshape(1, 1, 1, 5)})
        exact = value_at(net, tuple(fmpq(*float(c).as_integer_ratio()) for c in x))
        assert np.allclose([int(v.p) / int(v.q) for v in exact], wanted.ravel(), atol=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_segments(net: Network, seed: int) -> None:
    """Between breakpoints the network is affine and no unit changes; at each some unit is exactly 0."""
    rng = random.Random(seed)
    path = net.on_segment(point(rng), point(rng))
    assert len(path) > 10
    patterns = [piece.pattern for piece in path]
    assert all(one != two for one, two in pairwise(patterns))
    for piece in islice(path, 0, None, 7):
        assert piece.low is not None and piece.high is not None and piece.low < piece.high
        for share in (fmpq(0), fmpq(1, 3), fmpq(1)):
            t = piece.low + share * (piece.high - piece.low)
            assert piece(t) == value_at(net, path.point(t))
    for t in path.breakpoints[::9]:
        assert 0 in units_at(net, path.point(t))


def units_at(net: Network, x: tuple[fmpq, ...]) -> list[fmpq]:
    """The pre-activations of all hidden units, layer by layer."""
    found: list[fmpq] = []
    for layer in net.layers[:-1]:
        x = tuple(
            sum((w * c for w, c in zip(row, x, strict=True)), b)
            for row, b in zip(layer.weights, layer.bias, strict=True)
        )
        found += x
        x = tuple(max(u, fmpq(0)) for u in x)
    return found


def test_a_polygon(net: Network) -> None:
    rng = random.Random(4)
    centre = point(rng)
    steps = [[Fraction(rng.randint(-9, 9), 1000) for _ in range(5)] for _ in "uv"]
    corners = [
        [c + a * u + b * v for c, u, v in zip(centre, *steps, strict=True)]
        for a, b in ((0, 0), (4, 0), (4, 4), (0, 4))
    ]
    pieces = net.on_polygon(corners)
    assert len(pieces) > 1
    for piece in pieces:
        assert piece.image == tuple(value_at(net, vertex) for vertex in piece.vertices)


def test_cells_near_a_point(net: Network) -> None:
    rng = random.Random(2)
    centre = point(rng)
    box = Polyhedron.box([(c - Fraction(1, 200), c + Fraction(1, 200)) for c in centre])
    cells = list(islice(net.cells(box), 20))
    for cell in cells:
        assert cell.map(cell.interior_point) == value_at(net, cell.interior_point)
        assert sum(other.polyhedron.contains(cell.interior_point) for other in cells) == 1
