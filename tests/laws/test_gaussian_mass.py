"""Gaussian masses of polyhedra against one-factor integrals at 30 digits, quadrature and partitions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx

from symrelu import reals
from symrelu.errors import InputError, NoClosedForm
from symrelu.model.enclosure import enclosure
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.vector_mass import GaussianMass

HALF = sp.Rational(1, 2)
UNIT = [[int(i == j) for j in range(3)] for i in range(3)]
ROWS = ((1, 1, 1, 1), (-1, 2, 0, 1), (0, -1, 3, 0))


@contextmanager
def precise() -> Iterator[None]:
    before, ctx.prec = ctx.prec, 160
    yield
    ctx.prec = before


def one_factor(loads: list[Any], own: list[Any], ends: list[Any]) -> Any:
    """P(l_i Z + sqrt(d_i) E_i <= b_i for all i), all of them standard normal and independent."""
    loads, own, ends = (
        [mp.mpf(sp.Rational(v).p) / sp.Rational(v).q for v in one] for one in (loads, own, ends)
    )

    def inside(z: Any) -> Any:
        factors = (mp.ncdf((b - l * z) / mp.sqrt(d)) for l, d, b in zip(loads, own, ends, strict=True))
        return mp.npdf(z) * mp.fprod(factors)

    return mp.quad(inside, [-13, -5, -2, 0, 2, 5, 13])


CASES = [
    ([1, 2, -1], [1, 1, 2], [1, 0, HALF]),
    ([HALF, -HALF, 3], [2, 1, 1], [-1, 2, 0]),
    ([1, 1, -1, 2], [1, 2, 1, 3], [0, 1, HALF, -1]),
]


@pytest.mark.parametrize(("loads", "own", "ends"), CASES)
def test_orthants_with_one_factor(loads: list[Any], own: list[Any], ends: list[Any]) -> None:
    n = len(loads)
    covariance = [[loads[i] * loads[j] + (own[i] if i == j else 0) for j in range(n)] for i in range(n)]
    rows = [(*(int(i == j) for j in range(n)), b) for i, b in enumerate(ends)]
    found = GaussianMass([0] * n, covariance, rows)
    with mp.workdps(31):
        wanted = one_factor(loads, own, ends)
        ball = found.enclosure(25)
        with precise():
            assert ball.overlaps(arb(mp.nstr(wanted, 30)) + arb(0, "1e-27")) and ball.rad() < 1e-25
        assert abs(mp.mpf(str(sp.N(found, 25))) - wanted) < mp.mpf(10) ** -24


def test_a_law_in_dimension_five() -> None:
    loads, own, ends = [1, 1, -1, 2, 1], [1, 2, 1, 3, 1], [0, 1, 1, 2, 1]
    covariance = [[loads[i] * loads[j] + (own[i] if i == j else 0) for j in range(5)] for i in range(5)]
    rows = [(*(int(i == j) for j in range(5)), b) for i, b in enumerate(ends)]
    ball = GaussianMass([0] * 5, covariance, rows).ball(16)
    assert ball.rad() < 1e-3
    assert ball.overlaps(arb(mp.nstr(one_factor(loads, own, ends), 15)))


def test_a_tetrahedron_against_quadrature() -> None:
    """Gauss-Legendre in the coordinates x = v0 + u (v1 - v0) + u v (v2 - v1) + u v w (v3 - v2)."""
    corners = np.array([(0, 0, 0), (1, 0, 0.5), (1, 2, 0), (-1, 1, 1)])
    mean, covariance = [HALF, 0, -HALF], [[2, 1, 0], [1, 2, 1], [0, 1, 1]]
    nodes, weights = np.polynomial.legendre.leggauss(24)
    t, s = (nodes + 1) / 2, weights / 2
    u, v, w = np.meshgrid(t, t, t, indexing="ij")
    share = np.einsum("i,j,k->ijk", s, s, s) * u * u * v
    a, b, c = corners[1] - corners[0], corners[2] - corners[1], corners[3] - corners[2]
    x = corners[0] + u[..., None] * (a + v[..., None] * (b + w[..., None] * c)) - np.array([0.5, 0, -0.5])
    spread = np.array(covariance, float)
    form = np.einsum("...i,ij,...j->...", x, np.linalg.inv(spread), x)
    jacobian = abs(np.linalg.det(np.stack([a, b, c])))
    wanted = float((share * np.exp(-form / 2)).sum()) * jacobian
    wanted /= float(np.sqrt((2 * np.pi) ** 3 * np.linalg.det(spread)))
    tetrahedron = Polyhedron.simplex([(0, 0, 0), (1, 0, HALF), (1, 2, 0), (-1, 1, 1)])
    found = GaussianMass(mean, covariance, tetrahedron)
    assert isinstance(found, GaussianMass)
    assert abs(float(found) - wanted) < 1e-14


def test_closed_forms() -> None:
    correlated = GaussianMass([0] * 3, UNIT, [(1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0)])
    assert correlated == sp.Rational(1, 4)
    a, b, c = sp.Rational(3, 5), sp.Rational(-4, 13), sp.Rational(1, 7)
    found = GaussianMass(
        [1, 2, 3],
        [[1, a, b], [a, 1, c], [b, c, 1]],
        [(*row, m) for row, m in zip(UNIT, (1, 2, 3), strict=True)],
    )
    assert sp.simplify(found - sp.Rational(1, 8) - (sp.asin(a) + sp.asin(b) + sp.asin(c)) / (4 * sp.pi)) == 0
    assert GaussianMass([0] * 3, UNIT, []) == 1
    assert GaussianMass([0] * 3, UNIT, [(1, 0, 0, 0), (-1, 0, 0, -1)]) == 0
    assert GaussianMass([0] * 3, UNIT, [(1, 0, 0, 0), (-1, 0, 0, 0)]) == 0
    box = GaussianMass([0] * 3, UNIT, [(*row, 1) for row in UNIT])
    assert box == ((1 + sp.erf(sp.sqrt(2) / 2)) / 2) ** 3
    assert not GaussianMass([0] * 4, sp.eye(4), [(1, 1, 0, 0, 1), (0, 1, 0, 0, 0), (0, 0, 1, 2, 1)]).has(
        GaussianMass
    )


def test_a_cone_with_four_facets() -> None:
    """Spherical polygons: the four cones round an axis of the octahedron's dual have equal masses, 1/6."""
    cone = GaussianMass([0] * 3, UNIT, [(1, 0, -1, 0), (-1, 0, -1, 0), (0, 1, -1, 0), (0, -1, -1, 0)])
    assert not cone.has(GaussianMass)
    assert abs(sp.N(cone - sp.Rational(1, 6), 30)) < 1e-28
    moved = GaussianMass([0, 0, 2], UNIT, [(1, 0, -1, 0), (-1, 0, -1, 0), (0, 1, -1, 0), (0, -1, -1, 0)])
    assert isinstance(moved, GaussianMass)
    assert sp.N(moved, 20) > sp.Rational(1, 6)


def test_cells_of_planes_sum_to_one() -> None:
    """The signs of five planes, three of them through one line and four through one point."""
    planes = [((1, 0, 0), 0), ((0, 1, 0), 0), ((1, 1, 0), 0), ((0, 0, 1), 0), ((1, 2, 3), 1)]
    mean, covariance = [HALF, 0, 0], [[1, HALF, 0], [HALF, 1, 0], [0, 0, 2]]
    masses: list[Any] = []
    for signs in itertools.product((1, -1), repeat=len(planes)):
        rows = [(*(s * a for a in normal), s * b) for s, (normal, b) in zip(signs, planes, strict=True)]
        masses.append(GaussianMass(mean, covariance, rows))
    total = enclosure(sp.Add(*masses), 120)
    assert sum(mass != 0 for mass in masses) == 22 and total.contains(1) and total.rad() < 1e-25


def test_equal_masses_are_equal_expressions_and_are_read_back() -> None:
    one = GaussianMass([0] * 3, UNIT, ROWS)
    two = GaussianMass((0, 0, 0), sp.eye(3), [(0, -2, 6, 0), (1, 1, 1, 1), (-1, 2, 0, 1), (1, 1, 1, 5)])
    assert one == two and hash(one) == hash(two) and one - two == 0
    assert sp.sympify(str(one), {"GaussianMass": GaussianMass}) == one
    assert one.func(*one.args) == one
    assert one.polyhedron.contains((0, 0, 0))
    assert "mathcal{N}" in sp.latex(one)
    assert one.is_real and one.is_nonnegative and not one.free_symbols


def test_symbols_wait_in_the_bounds() -> None:
    t = reals("t")
    covariance = [[2, 1, 0], [1, 2, 1], [0, 1, 2]]
    waiting = GaussianMass([0] * 3, covariance, [(1, 0, 0, t), (0, 1, 0, 1 - t), (0, 0, 1, HALF)])
    assert waiting.free_symbols == {t}
    at = waiting.subs(t, sp.Rational(1, 3))
    assert at == GaussianMass(
        [0] * 3, covariance, [(1, 0, 0, sp.Rational(1, 3)), (0, 1, 0, sp.Rational(2, 3)), (0, 0, 1, HALF)]
    )
    h = sp.Rational(1, 10**6)
    slope = (waiting.subs(t, 1 + h) - waiting.subs(t, 1 - h)) / (2 * h)
    assert abs(sp.N(slope, 30) - sp.N(waiting.diff(t).subs(t, 1), 30)) < 1e-12
    root = waiting.subs(t, sp.sqrt(2) / 2)
    near = [
        waiting.subs(t, v) for v in (sp.Rational(7071067811865, 10**13), sp.Rational(7071067811866, 10**13))
    ]
    assert root.enclosure(20).rad() < 1e-20 and abs(float(root) - float(near[0])) < 1e-12
    with pytest.raises(InputError, match="t"):
        waiting.enclosure()


def test_what_is_refused() -> None:
    for mean, covariance, rows in (
        ([0, 0], [[1, 1], [1, 1]], []),
        ([0, 0], [[1, 0], [1, 1]], []),
        ([0, 0], [[1, 0]], []),
        ([0, 0], [[1, 0], [0, 1]], [(1, 0)]),
        ([0, 0.5], [[1, 0], [0, 1]], []),
        ([0, 0], [[1, 0], [0, 1]], Polyhedron([([1, 0], "==", 0)])),
        ([0, 0], "abc", []),
        ([0, 0], [[1, 0], [0, 1]], 5),
        ([0, 0], [[1, 0], [0, 1]], [5]),
        ([0], [[1]], [(1, sp.oo)]),
        ([0], [[1]], [(0, reals("t"))]),
    ):
        with pytest.raises(InputError):
            GaussianMass(mean, covariance, rows)
    assert GaussianMass([0], [[1]], [(0, sp.sqrt(2)), (1, sp.sqrt(2))]) == (1 + sp.erf(1)) / 2
    assert GaussianMass([0], [[1]], [(0, -sp.sqrt(2)), (1, 0)]) == 0
    mass = GaussianMass([0] * 3, UNIT, ROWS)
    for digits in (0, -1, True, 10**6):
        with pytest.raises(InputError):
            mass.enclosure(digits)
    wide = [[2 if i == j else 1 for j in range(6)] for i in range(6)]
    with pytest.raises(NoClosedForm, match="dimension 6"):
        GaussianMass([0] * 6, wide, [(*row, 1) for row in sp.eye(6).tolist()]).enclosure()
