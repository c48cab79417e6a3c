"""Linear regions by brute force: points lie in one cell each, maps are right, counts obey formulas."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import InputError, TooManyCells
from symrelu.geometry.cell import Cell
from symrelu.geometry.cells_by_programs import cells_by_programs
from symrelu.model.integer_layer import value_at
from symrelu.model.network import Layer, Network
from symrelu.model.polyhedron import Polyhedron
from symrelu.terms.symbols import reals

ACTIVATIONS: list[dict[str, Any]] = [
    {"activation": "relu"},
    {"activation": "relu"},
    {"activation": "abs"},
    {"activation": "identity"},
    {"activation": "leaky_relu", "slope": Fraction(1, 10)},
    {"activation": "clip", "lo": Fraction(-1, 3), "hi": Fraction(1, 2)},
    {"activation": "clip", "hi": 1},
    {"activation": "clip", "lo": 2, "hi": 2},
]


def random_network(rng: random.Random, widths: list[int], relu: bool = False) -> Network:
    """Small numbers: dead units, repeated rows, borders that meet."""
    layers = []
    for n, m in itertools.pairwise(widths):
        W = [[Fraction(rng.randint(-2, 2), rng.choice([1, 2])) for _ in range(n)] for _ in range(m)]
        if m > 1 and rng.random() < 0.3:
            W[-1] = [rng.choice([-2, 1, 0]) * w for w in W[0]]
        b = [Fraction(rng.randint(-2, 2), rng.choice([1, 2])) for _ in range(m)]
        layers.append(Layer(W, b, **({"activation": "relu"} if relu else rng.choice(ACTIVATIONS))))
    return Network(layers)


def points(rng: random.Random, dim: int, cells: list[Cell], count: int = 40) -> Iterator[tuple[fmpq, ...]]:
    """Points of a grid, and those on which borders lie: vertices, and middles between them."""
    for _ in range(count):
        yield tuple(fmpq(rng.randint(-8, 8), rng.choice([1, 2, 4])) for _ in range(dim))
    corners = [v for cell in cells for v in cell.vertices]
    yield from corners[:40]
    for _ in range(count if corners else 0):
        one, two = rng.choice(corners), rng.choice(corners)
        yield tuple((a + b) / 2 for a, b in zip(one, two, strict=True))


def check(net: Network, domain: Polyhedron, rng: random.Random) -> list[Cell]:
    """Each point of the domain lies in exactly one cell, on which the map is right; others lie in none."""
    cells = list(net.cells(domain))
    assert len({cell.pattern for cell in cells}) == len(cells)
    for cell in cells:
        inside = cell.interior_point
        assert cell.polyhedron.contains(inside) and domain.contains(inside)
        assert value_at(net, inside) == cell.map(inside)
    for point in points(rng, domain.dim, cells):
        holders = [cell for cell in cells if cell.polyhedron.contains(point)]
        assert len(holders) == domain.contains(point), point
        for cell in holders:
            assert value_at(net, point) == cell.map(point)
    return cells


def random_domain(rng: random.Random, dim: int) -> Polyhedron:
    """Boxes, half-spaces, strips, simplices, faces, points; strict and weak."""
    kind = rng.randrange(6)
    if kind == 0:
        return Polyhedron.whole(dim)
    if kind == 1:
        return Polyhedron.box([(rng.choice([None, -1]), rng.choice([None, 2])) for _ in range(dim)])
    rows: list[Any] = [
        ([rng.randint(-2, 2) for _ in range(dim)], rng.choice(["<", "<=", ">", ">="]), rng.randint(-1, 3))
        for _ in range(rng.randint(1, 4))
    ]
    if kind == 2:
        rows.append(([rng.randint(-1, 2) for _ in range(dim)], "==", rng.randint(-1, 1)))
    if kind == 3:
        rows += [([int(i == j) for j in range(dim)], ">", -2) for i in range(dim)]
    return Polyhedron(rows, dim)


@pytest.mark.parametrize("seed", range(60))
def test_random_networks_and_domains(seed: int) -> None:
    rng = random.Random(seed)
    dim = rng.choice([1, 1, 2, 2, 2, 3, 4])
    hidden = [rng.randint(1, 4) for _ in range(rng.randint(1, 3))]
    net = random_network(rng, [dim, *hidden, rng.randint(1, 2)])
    check(net, random_domain(rng, dim), rng)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_any_network(seed: int) -> None:
    rng = random.Random(seed)
    net = random_network(rng, [rng.randint(1, 3), rng.randint(1, 4), rng.randint(1, 3)])
    check(net, random_domain(rng, net.widths[0]), rng)


@pytest.mark.parametrize(("dim", "count"), [(1, 7), (2, 6), (2, 9), (3, 6), (4, 6), (5, 6)])
def test_hyperplanes_in_general_position(dim: int, count: int) -> None:
    """One layer of n units on R^d has C(n, 0) + .. + C(n, d) regions."""
    rows = [[Fraction(i) ** k for k in range(1, dim + 1)] for i in range(1, count + 1)]
    net = Network([Layer(rows, [Fraction(i) ** (dim + 1) for i in range(1, count + 1)])])
    assert sum(1 for _ in net.cells()) == sum(comb(count, k) for k in range(dim + 1))


def test_hyperplanes_through_the_origin() -> None:
    rows = [[1, i, i * i] for i in range(1, 7)]
    net = Network([Layer(rows, [0] * 6)])
    assert sum(1 for _ in net.cells()) == 2 * sum(comb(5, k) for k in range(3))


def test_a_hat_of_depth_n_has_2_to_the_n_pieces() -> None:
    hat = [Layer([[2], [-4]], [0, 2], activation="identity"), Layer([[1, 0], [0, 1]], [0, 0])]
    fold = [Layer([[2], [4]], [0, -2]), Layer([[1, -1]], [0], activation="identity")]
    net = Network(fold * 7)
    assert hat
    cells = list(net.cells(Polyhedron.box([(0, 1)])))
    assert len(cells) == 2**7
    assert sorted(abs(int(cell.map.matrix[0][0].p)) for cell in cells) == [2**7] * 2**7


def test_the_domain_decides_its_borders() -> None:
    net = Network([Layer([[1, 0], [0, 1]], [0, 0])])
    (cell,) = net.cells(Polyhedron([([1, 0], ">", 0), ([0, 1], ">", 0), ([1, 1], "<=", 1)]))
    assert cell.pattern == ((1, 1),)
    assert repr(cell.polyhedron) == "Polyhedron(-x1 < 0, -x2 < 0, x1 + x2 <= 1)"
    assert list(net.cells(Polyhedron([([1, 0], ">", 0), ([1, 0], "<=", 0)]))) == []
    assert list(net.cells(Polyhedron([([0, 0], "<", 0)], 2))) == []
    (whole,) = net.cells(Polyhedron([([1, 0], ">=", 1), ([0, 1], ">=", 1), ([0, 0], "<", 1)]))
    assert len(whole.polyhedron.rows) == 2


def test_lower_dimensions() -> None:
    net = Network([Layer([[1, 1], [1, -1]], [0, 0])])
    on_line = list(net.cells(Polyhedron([([1, 0], "==", 1)], 2)))
    assert [cell.pattern for cell in on_line] == [((1, 1),), ((1, 0),), ((0, 1),)]
    (point,) = net.cells(Polyhedron.box([(1, 1), (2, 2)]))
    assert point.interior_point == (1, 2)
    assert point.pattern == ((1, 0),)
    diagonal = Polyhedron([([1, -1], "==", 0)], 2)  # the second unit is 0 all over it
    assert [cell.pattern for cell in net.cells(diagonal)] == [((1, 0),), ((0, 0),)]


def test_units_that_vanish_on_a_cell_cut_nothing() -> None:
    """relu after relu: what is 0 stays in piece 0, and no cell is counted twice."""
    twice = Network([Layer([[1, 0], [0, 1]], [0, 0])] * 2)
    assert [cell.pattern[0] for cell in twice.cells()] == [cell.pattern[1] for cell in twice.cells()]
    dead = Network([Layer([[0, 0], [0, 0]], [0, -1]), Layer([[1, 1]], [0])])
    (cell,) = dead.cells()
    assert (cell.pattern, cell.polyhedron) == (((0, 0), (0,)), Polyhedron.whole(2))


def test_repeated_rows_cut_once() -> None:
    net = Network([Layer([[1, 2], [2, 4], [-1, -2], [1, 2]], [1, 2, -1, 1])])
    assert [cell.pattern for cell in net.cells()] == [((1, 1, 0, 1),), ((0, 0, 1, 0),)]


@pytest.mark.parametrize("seed", range(20))
def test_generators_and_linear_programs_find_the_same(seed: int) -> None:
    rng = random.Random(seed)
    dim = rng.randint(1, 4)
    net = random_network(rng, [dim, rng.randint(1, 4), rng.randint(1, 3)])
    domain = random_domain(rng, dim)
    ours = sorted(net.cells(domain), key=lambda cell: cell.pattern)
    steps = cells_by_programs(net.integer_layers, domain)
    others = sorted((cell for cell in steps if cell is not None), key=lambda cell: cell.pattern)
    assert [cell.pattern for cell in ours] == [cell.pattern for cell in others]
    for one, two in zip(ours, others, strict=True):
        assert one.map == two.map
        assert one.polyhedron.contains(two.interior_point) and two.polyhedron.contains(one.interior_point)
        assert set(one.vertices) == set(two.vertices)
        for point in points(rng, dim, ours, 10):
            assert one.polyhedron.contains(point) == two.polyhedron.contains(point)


def test_many_dimensions() -> None:
    """Units that see one coordinate each, and one that sees all of them."""
    size = 9
    rows = [[int(i == j) for j in range(size)] for i in range(size)]
    net = Network([Layer(rows[:3], [0] * 3), Layer([[1, 1, 1]], [-4])])
    cells = list(net.cells(Polyhedron.box([(-1, 2)] * size)))
    assert len(cells) == 8 + 1  # the sum of three exceeds 4, that of two does not
    assert all(cell.polyhedron.contains(cell.interior_point) for cell in cells)


def test_limits_say_what_was_found() -> None:
    rows = [[1, i] for i in range(12)]
    net = Network([Layer(rows, [i * i for i in range(12)])])
    seen: list[int] = []
    with pytest.raises(TooManyCells, match="10 were found") as caught:
        for _ in net.cells(limit=10, progress=seen.append):
            pass
    assert (caught.value.found, seen) == (10, [*range(1, 11)])
    assert len(list(net.cells(limit=79))) == 79
    with pytest.raises(TooManyCells, match="within 0 s"):
        list(net.cells(seconds=0))


def test_streams() -> None:
    """The first cells of a network that has far too many."""
    rng = random.Random(1)
    rows = [[rng.randint(-99, 99) for _ in range(5)] for _ in range(60)]
    net = Network([Layer(rows, [rng.randint(-99, 99) for _ in range(60)])])
    box = Polyhedron.box([(-1, 1)] * 5)
    assert len(list(itertools.islice(net.cells(box), 30))) == 30


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: Network([Layer([[1, 2]], [3])]).cells(Polyhedron.whole(3)), "one in R^2"),
        (lambda: Network([Layer([[1, 2]], [3])]).cells("[(0, 1), (0, 1)]"), "Polyhedron.box"),
        (lambda: Network([Layer(reals("w"), 0)]).cells(), "the number w"),
    ],
)
def test_bad_input(call: Any, part: str) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert part in str(caught.value)


def test_a_cell_shows_itself() -> None:
    net = Network([Layer([[1, 0], [0, 1]], [0, 0]), Layer([[1, -1]], [1], activation="identity")])
    cell = next(iter(net.cells(Polyhedron.box([(-1, 1)] * 2))))
    assert cell._repr_latex_().startswith(r"$x \mapsto") and r"\text{on}" in cell._repr_latex_()
    assert repr(cell) == "Cell(11 0, Polyhedron(x1 <= 1, x2 <= 1, -x1 < 0, -x2 < 0))"
    assert cell.to_json() == {
        "pattern": [[1, 1], [0]],
        "inequalities": ["x1 <= 1", "x2 <= 1", "-x1 < 0", "-x2 < 0"],
        "map": {"matrix": [["1", "-1"]], "offset": ["1"]},
        "interior_point": ["1/2", "1/2"],
    }
