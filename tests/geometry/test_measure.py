"""Volumes and integrals: closed formulas, SymPy's iterated integrals, sampling, and null sets."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import InputError
from symrelu.model.affine import Affine
from symrelu.model.polyhedron import Polyhedron
from tests.geometry.rows import determinant, polyhedra

X = sp.symbols("x1:6", real=True)


def cross_polytope(dim: int) -> Polyhedron:
    signs = [[1 if bits >> i & 1 else -1 for i in range(dim)] for bits in range(2**dim)]
    return Polyhedron([(normal, "<=", 1) for normal in signs])


@pytest.mark.parametrize("dim", [1, 2, 3, 4, 5])
def test_volumes_in_books(dim: int) -> None:
    assert cross_polytope(dim).volume() == sp.Rational(2**dim, sp.factorial(dim))
    assert Polyhedron.box([(-i, i + 1) for i in range(dim)]).volume() == sp.prod(
        2 * i + 1 for i in range(dim)
    )
    corner = [tuple(int(i == j) for j in range(dim)) for i in range(-1, dim)]
    assert Polyhedron.simplex(corner).volume() == sp.Rational(1, sp.factorial(dim))


@settings(max_examples=40)
@given(st.integers(1, 4), st.data())
def test_images_of_boxes(dim: int, data: Any) -> None:
    entry = st.fractions(-3, 3, max_denominator=3)
    matrix = data.draw(st.lists(st.lists(entry, min_size=dim, max_size=dim), min_size=dim, max_size=dim))
    sides = data.draw(st.lists(st.integers(1, 4), min_size=dim, max_size=dim))
    box = Polyhedron.box([(0, side) for side in sides])
    stretched = abs(determinant(matrix)) * sp.prod(sides)
    assert box.image(Affine(matrix, [1] * dim)).volume() == sp.Rational(stretched)


@settings(max_examples=40)
@given(polyhedra(dims=(2, 3), box=True), st.integers(-2, 2))
def test_a_cut_splits_volume_and_integrals(polytope: Polyhedron, offset: int) -> None:
    normal = [1, -2, 1][: polytope.dim]
    symbols = X[: polytope.dim]
    polynomial = symbols[0] ** 2 * symbols[1] - 3 * symbols[1] + 1
    parts = [polytope.intersection(Polyhedron([(normal, r, offset)])) for r in ("<=", ">")]
    assert polytope.volume() == sum(part.volume() for part in parts)
    assert polytope.integral(polynomial, symbols) == sum(p.integral(polynomial, symbols) for p in parts)
    assert polytope.integral(1, symbols) == polytope.volume()


def test_integrals_are_those_of_sympy() -> None:
    x, y, z = X[:3]
    polynomial = (x + 2 * y * z) ** 3 - y
    box = Polyhedron.box([(0, 1), (-1, 2), (0, 3)])
    assert box.integral(polynomial, (x, y, z)) == sp.integrate(polynomial, (x, 0, 1), (y, -1, 2), (z, 0, 3))
    tetrahedron = Polyhedron(
        [([1, 2, 1], "<", 2), *(([-int(i == j) for j in range(3)], "<=", 0) for i in range(3))]
    )
    iterated = sp.integrate(polynomial, (z, 0, 2 - x - 2 * y), (y, 0, (2 - x) / 2), (x, 0, 2))
    assert tetrahedron.integral(polynomial, (x, y, z)) == sp.expand(iterated)
    segment = Polyhedron.box([("1/2", 2)])
    assert segment.integral(x**5, [x]) == sp.integrate(x**5, (x, sp.Rational(1, 2), 2))


def test_coefficients_may_hold_symbols_and_roots() -> None:
    a, x, y = sp.symbols("a x y", real=True)
    triangle = Polyhedron.simplex([(0, 0), (1, 0), (0, 1)])
    assert triangle.integral(a * x + sp.sqrt(2) * y**2, [x, y]) == a / 6 + sp.sqrt(2) / 12


def test_sampling_sees_the_same_volume() -> None:
    source = Random(11)
    rows = [([source.randint(-9, 9) for _ in range(4)], "<=", source.randint(3, 12)) for _ in range(9)]
    polytope = Polyhedron(rows).intersection(Polyhedron.box([(-1, 1)] * 4))
    hits, count = 0, 4000
    for _ in range(count):
        point = [Fraction(source.randint(-1000, 1000), 1000) for _ in range(4)]
        hits += polytope.contains(point)
    share = float(polytope.volume()) / 16
    assert abs(hits / count - share) < 4 * (share * (1 - share) / count) ** 0.5


@pytest.mark.parametrize(
    ("polyhedron", "volume"),
    [
        (Polyhedron.box([(0, 1), (2, 2)]), 0),
        (Polyhedron.box([(None, None), (2, 2)]), 0),
        (Polyhedron.box([(0, 1), (1, 0)]), 0),
        (Polyhedron([([1, 1], "==", 1)]), 0),
        (Polyhedron([([0, 0], "==", 0)]).intersection(Polyhedron.box([(0, 1), (0, 3)])), 3),
        (Polyhedron([([0, 0], "<=", 0)]).intersection(Polyhedron.box([(0, 1), (0, 3)])), 3),
        (Polyhedron([([0, 0], "<", 0)]).intersection(Polyhedron.box([(0, 1), (0, 3)])), 0),
        (Polyhedron([([0, 0], "==", 1)]), 0),
        (Polyhedron.whole(3), sp.oo),
        (Polyhedron.box([(0, 1), (0, None)]), sp.oo),
        (Polyhedron([([1], "<", 1), ([1], ">", 0)]), 1),
        (Polyhedron.box([(0, 10**30), (0, Fraction(1, 10**30))]), 1),
    ],
)
def test_null_sets_open_sets_and_unbounded_sets(polyhedron: Polyhedron, volume: Any) -> None:
    assert polyhedron.volume() == volume
    if volume == 0:
        assert polyhedron.integral(1, X[: polyhedron.dim]) == 0


@pytest.mark.parametrize(
    ("polynomial", "symbols", "reason"),
    [
        (X[0] + 1, X[:1], "2 symbols"),
        (X[0] + 1, (X[0], X[0]), "2 symbols"),
        (sp.exp(X[0]), X[:2], "a polynomial in x1, x2"),
        (1 / X[0], X[:2], "a polynomial"),
        (0.5, X[:2], "the float 0.5"),
        (sp.Float("0.5") * X[0], X[:2], "coefficient"),
        (sp.oo * X[0], X[:2], "coefficient"),
    ],
)
def test_what_is_no_polynomial_is_refused(polynomial: Any, symbols: Any, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        Polyhedron.box([(0, 1), (0, 1)]).integral(polynomial, symbols)


def test_an_integral_over_an_unbounded_set_is_refused() -> None:
    with pytest.raises(InputError, match="unbounded"):
        Polyhedron.box([(0, None)]).integral(1, X[:1])


@settings(max_examples=40)
@given(polyhedra(dims=(1, 2, 3)))
def test_charts(polyhedron: Polyhedron) -> None:
    dimension = polyhedron.dimension()
    if dimension < 1:
        with pytest.raises(InputError, match=r"single point|empty"):
            polyhedron.chart()
        return
    onto, flat = polyhedron.chart()
    assert (flat.dim, flat.dimension(), onto.rank) == (dimension, dimension, dimension)
    assert flat.image(onto).same_set(polyhedron)
    assert polyhedron.contains(onto(flat.interior_point()))
