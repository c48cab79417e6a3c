"""Densities of projections of polytopes, against volumes and integrals by the geometry of polyhedra."""

from __future__ import annotations

import random

import pytest
import sympy as sp
from flint import fmpq, fmpq_mat

from symrelu.laws.fibres import Patch, constant, context, disjoint, image_patches, simplex_mean
from symrelu.laws.polytope import Polytope
from symrelu.model.affine import Affine
from symrelu.model.polyhedron import Polyhedron
from tests.laws.test_polytope import cut_box, vector


def rational(value: sp.Rational) -> fmpq:
    return fmpq(int(value.p), int(value.q))


def mass_in_box(patches: list[Patch], sides: list[tuple[fmpq, fmpq]]) -> fmpq:
    """The integral of the patches over a box, with the general integral of polynomials over polyhedra."""
    symbols = sp.symbols(f"t0:{len(sides)}")
    total = fmpq(0)
    for patch in patches:
        rows = [(normal, "<=", bound) for normal, bound in patch.polytope.rows]
        region = Polyhedron(rows, len(sides)).intersection(Polyhedron.box(sides))
        terms = [
            sp.Rational(int(c.p), int(c.q)) * sp.Mul(*(t**k for t, k in zip(symbols, powers, strict=True)))
            for powers, c in patch.polynomial.to_dict().items()
        ]
        total += rational(sp.S(region.integral(sp.Add(*terms), symbols)))
    return total


@pytest.mark.parametrize(("n", "r"), [(2, 1), (3, 1), (3, 2), (4, 1), (4, 2), (4, 3), (2, 2)])
@pytest.mark.parametrize("seed", range(2))
def test_the_density_of_a_projection_gives_the_volumes_of_preimages(n: int, r: int, seed: int) -> None:
    generator = random.Random(seed)
    polytope, polyhedron = cut_box(n, seed, cuts=2)
    rows = [vector(generator, n)]
    while len(rows) < r:
        rows = [vector(generator, n) for _ in range(r)]
        rows = rows if fmpq_mat([list(row) for row in rows]).rank() == r else []
    offset = tuple(fmpq(generator.randint(-2, 2), 3) for _ in range(r))
    overlapping = image_patches(polytope, rows, offset)
    patches = disjoint(overlapping)
    assert sum((patch.integral for patch in patches), fmpq(0)) == polytope.volume
    for patch in patches:
        assert all(patch.value(v) >= 0 for v in patch.polytope.vertices)
    sides = [(fmpq(-1, 2), fmpq(generator.randint(1, 8), 3)) for _ in range(r)]
    preimage = Polyhedron.box(sides).preimage(Affine(rows, offset)).intersection(polyhedron)
    assert mass_in_box(patches, sides) == rational(sp.S(preimage.volume()))
    assert mass_in_box(overlapping, sides) == mass_in_box(patches, sides)


def test_a_sum_of_overlapping_patches_is_disjoint_and_adds() -> None:
    big = Patch(Polytope.box([(fmpq(0), fmpq(2))] * 2), constant(fmpq(1), 2))
    small = Patch(Polytope.box([(fmpq(1), fmpq(3))] * 2), constant(fmpq(2), 2))
    found = disjoint([big, small])
    for i, one in enumerate(found):
        for two in found[i + 1 :]:
            assert one.polytope.meet(two.polytope.rows) is None
    values = {
        point: sum(patch.value(point) for patch in found if patch.polytope.contains(point, closed=False))
        for point in [(fmpq(1, 2), fmpq(1, 2)), (fmpq(3, 2), fmpq(3, 2)), (fmpq(5, 2), fmpq(5, 2))]
    }
    assert list(values.values()) == [1, 3, 2]
    cancelled = disjoint([big, Patch(big.polytope, constant(fmpq(-1), 2))])
    assert cancelled == []


def test_neighbours_on_a_line_with_one_polynomial_are_united() -> None:
    one = constant(fmpq(1), 1)
    left = Patch(Polytope.box([(fmpq(0), fmpq(1))]), one)
    right = Patch(Polytope.box([(fmpq(1), fmpq(4))]), one)
    (found,) = disjoint([right, left])
    assert found.polytope.sides == ((0, 4),)


def test_means_over_a_simplex_are_those_of_the_dirichlet_law() -> None:
    x, y = context(2).gens()
    triangle = ((fmpq(0), fmpq(0)), (fmpq(1), fmpq(0)), (fmpq(0), fmpq(1)))
    assert simplex_mean(x, triangle) == fmpq(1, 3)
    assert simplex_mean(x * y, triangle) == fmpq(1, 12)
    assert simplex_mean(x**2, triangle) == fmpq(1, 6)
    assert simplex_mean(context(2).constant(fmpq(5)), triangle) == 5
