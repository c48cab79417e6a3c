"""Networks on polygons of planes: areas add up, maps and images are those of the network."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from flint import fmpq

from symrelu.errors import InputError
from symrelu.geometry.plane import around
from symrelu.model.integer_layer import value_at
from symrelu.model.network import Layer, Network

Point = tuple[Any, ...]


def area(corners: list[Point]) -> Any:
    """Twice the signed area of a polygon in the plane."""
    return sum((a[0] * b[1] - a[1] * b[0] for a, b in pairwise([*corners, corners[0]])), fmpq(0))


def random_network(rng: random.Random, widths: list[int]) -> Network:
    layers = []
    for n, m in pairwise(widths):
        W = [[Fraction(rng.randint(-6, 6), rng.choice([1, 2, 4])) for _ in range(n)] for _ in range(m)]
        kind = rng.choice([{"activation": "relu"}, {"activation": "leaky_relu", "slope": Fraction(1, 3)}])
        layers.append(Layer(W, [Fraction(rng.randint(-6, 6), 2) for _ in range(m)], **kind))
    return Network(layers)


def mixed(rng: random.Random, corners: tuple[Point, ...]) -> Point:
    weights = [fmpq(rng.randint(1, 9)) for _ in corners]
    total = sum(weights, fmpq(0))
    columns = zip(*corners, strict=True)
    return tuple(
        sum((w * c for w, c in zip(weights, column, strict=True)), fmpq(0)) / total for column in columns
    )


@pytest.mark.parametrize("seed", range(20))
def test_random_polygons(seed: int) -> None:
    rng = random.Random(seed)
    dim = rng.randint(2, 5)
    net = random_network(rng, [dim, rng.randint(1, 5), rng.randint(1, 4), 2])
    origin = [fmpq(rng.randint(-3, 3)) for _ in range(dim)]
    u, v = ([fmpq(rng.randint(-3, 3)) for _ in range(dim)] for _ in "uv")
    u[0], u[1], v[0], v[1] = fmpq(1), fmpq(0), fmpq(0), fmpq(1)  # the first two coordinates are the plane
    flat = [(0, 0), (4, -1), (5, 3), (2, 5), (-1, 2)]
    corners = [tuple(o + s * a + t * b for o, a, b in zip(origin, u, v, strict=True)) for s, t in flat]
    pieces = net.on_polygon(corners)
    assert sum((area([p[:2] for p in piece.vertices]) for piece in pieces), fmpq(0)) == area(
        [c[:2] for c in corners]
    )
    assert len({piece.pattern for piece in pieces}) == len(pieces)
    for piece in pieces:
        assert area([p[:2] for p in piece.vertices]) > 0
        for point in (*piece.vertices, mixed(rng, piece.vertices)):
            assert piece.map(point) == value_at(net, point)
        assert piece.image == tuple(value_at(net, point) for point in piece.vertices)


def test_a_square_folded_along_its_diagonal() -> None:
    net = Network([Layer([[1, -1]], [0], activation="abs")])
    above, below = net.on_polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
    assert (above.vertices, below.vertices) == (((0, 0), (1, 0), (1, 1)), ((0, 1), (0, 0), (1, 1)))
    assert (above.image, below.image) == (((0,), (1,), (0,)), ((1,), (0,), (0,)))


def test_corners_in_order() -> None:
    points = [(fmpq(x), fmpq(y)) for x, y in [(0, 0), (3, -1), (4, 2), (2, 4), (0, 3)]]
    for shift in range(5):
        shuffled = points[shift:] + points[:shift]
        random.Random(shift).shuffle(shuffled)
        assert around(shuffled) == points


@pytest.mark.parametrize(
    ("corners", "part"),
    [
        ([(0, 0, 0), (1, 1, 1)], "2 corners"),
        ([(0, 0, 0), (1, 1, 1), (2, 2, 2)], "one line"),
        ([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 1)], "one plane"),
        ([(0, 0, 0), (4, 0, 0), (1, 1, 0), (0, 4, 0)], "convex polygon"),
        ([(0, 0), (1, 0), (0, 1)], "3 coordinates"),
        ([(0, 0, 0), (1, 0, 0), (0, 0.5, 0)], "the float 0.5"),
    ],
)
def test_bad_polygons(corners: list[Point], part: str) -> None:
    with pytest.raises(InputError) as caught:
        Network([Layer([[1, 2, 3]], [0])]).on_polygon(corners)
    assert part in str(caught.value)
