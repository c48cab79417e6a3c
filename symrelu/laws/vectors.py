# pyright: basic
"""The laws on R^d, as users write them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product as all_tuples
from math import prod
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.laws.base import demand, uniform
from symrelu.model.enclosure import is_zero
from symrelu.model.fact import NOT_NEGATIVE, Fact
from symrelu.model.law import Law
from symrelu.model.scalar import ONE, ZERO, expression, scalar
from symrelu.model.source import Mixture, Point
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Along, Ball, Gaussian, Points, Product, Uniform, Vector, VectorMixture


def _vector(name: str, values: Any, example: str) -> Vector:
    listed = values.flat() if isinstance(values, sp.MatrixBase) else values
    if not isinstance(listed, (list, tuple)) or not listed:
        raise InputError(name, repr(values), "a list of coordinates", example)
    return tuple(scalar(v, name) for v in listed)


def _weights(weights: Sequence[Any]) -> tuple[Vector, tuple[Fact, ...]]:
    """Weights that sum to 1, and what their symbols must satisfy for it."""
    exact = tuple(scalar(w, "weight") for w in weights)
    facts: tuple[Fact, ...] = ()
    for w in exact:
        facts += demand(w, NOT_NEGATIVE, "weight", "a number at least 0", "weights that sum to 1")
    excess = expression(sum(exact, ZERO) - 1)
    if not is_zero(excess):
        if not excess.free_symbols:
            found = f"weights that sum to {excess + 1}"
            raise InputError("weights", found, "weights that sum to 1", "divide each weight by the sum")
        facts += (Fact(sp.expand(excess), frozenset({0})),)
    return exact, tuple(dict.fromkeys(facts))


def points(places: Sequence[Sequence[Any]], weights: Sequence[Any] | None = None) -> VectorLaw:
    """The law of finitely many points of R^d with their weights, equal ones if none are given.

    Raises: InputError for points of several dimensions, negative weights, weights that do not sum to 1.

    >>> points([(0, 1), (2, 3)], [sp.Rational(1, 3), sp.Rational(2, 3)])
    points([(0, 1), (2, 3)], (1/3, 2/3))
    """
    example = "points([(0, 1), (2, 3)], [Rational(1, 3), Rational(2, 3)])"
    if not isinstance(places, (list, tuple)) or not places:
        raise InputError("points", repr(places), "a list of points", example)
    exact = tuple(_vector("points", place, example) for place in places)
    dimensions = sorted({len(place) for place in exact})
    if len(dimensions) > 1:
        raise InputError("points", f"points of dimensions {dimensions}", "points of one dimension", example)
    masses = [ONE / len(exact)] * len(exact) if weights is None else weights
    if not isinstance(masses, (list, tuple)) or len(masses) != len(exact):
        raise InputError("weights", repr(weights), f"{len(exact)} weights, one for each point", example)
    read, facts = _weights(masses)
    return VectorLaw(Points(exact, read), (), facts)


def along(law: Law, start: Sequence[Any], direction: Sequence[Any]) -> VectorLaw:
    """The law of start + T * direction, T of the given law on R.

    Raises: InputError where start and direction have different dimensions.

    >>> along(uniform(0, 1), (0, 0), (1, 2))
    along(uniform(0, 1), (0, 0), (1, 2))
    """
    example = "along(uniform(0, 1), (0, 0), (1, 2))"
    if not isinstance(law, Law):
        raise InputError("along", repr(law), "a law on R first", example)
    a, v = _vector("start", start, example), _vector("direction", direction, example)
    if len(a) != len(v):
        raise InputError("direction", f"{len(v)} coordinates", f"{len(a)}, as the start has", example)
    return VectorLaw(Along(law, a, v), (), law.required)


MOST_LISTED = 64


def _listed(law: Law) -> list[tuple[Any, Any]] | None:
    """The (weight, point) of a law that is written as finitely many points."""
    if law.maps:
        return None
    if isinstance(law.source, Point):
        return [(ONE, law.source.at)]
    if not isinstance(law.source, Mixture):
        return None
    parts = [(w, _listed(part)) for w, part in law.source.parts]
    return (
        None
        if any(found is None for _, found in parts)
        else [(w * v, x) for w, found in parts for v, x in found or ()]
    )


def _points_of_product(laws: Sequence[Law]) -> Points | None:
    """The independent coordinates as finitely many points, where all are such."""
    listed = [_listed(law) for law in laws]
    if any(found is None for found in listed) or prod(len(found or ()) for found in listed) > MOST_LISTED:
        return None
    chosen = list(all_tuples(*(found or () for found in listed)))
    places = tuple(tuple(x for _, x in point) for point in chosen)
    return Points(places, tuple(prod((w for w, _ in point), start=ONE) for point in chosen))


def product(*laws: Law) -> VectorLaw:
    """The law of independent coordinates with the given laws on R; finitely many points if all are such.

    Raises: InputError for no law, or what is no law on R.

    >>> from symrelu.laws.base import discrete, point_law
    >>> product(uniform(0, 1), uniform(-1, 1))
    product(uniform(0, 1), uniform(-1, 1))
    >>> product(point_law(2), discrete({0: sp.Rational(1, 3), 1: sp.Rational(2, 3)}))
    points([(2, 0), (2, 1)], (1/3, 2/3))
    """
    if not laws or not all(isinstance(law, Law) for law in laws):
        found = ", ".join(map(repr, laws)) or "nothing"
        raise InputError("product", found, "laws on R", "product(normal(0, 1), uniform(0, 1))")
    facts = tuple(dict.fromkeys(fact for law in laws for fact in law.required))
    return VectorLaw(_points_of_product(laws) or Product(tuple(laws)), (), facts)


def uniform_box(sides: Sequence[tuple[Any, Any]]) -> VectorLaw:
    """The uniform law on the box with sides (a_i, b_i), a_i < b_i: independent uniform coordinates.

    >>> uniform_box([(0, 1), (-1, 1)])
    product(uniform(0, 1), uniform(-1, 1))
    """
    example = "uniform_box([(0, 1), (-1, 1)])"
    if not isinstance(sides, (list, tuple)) or not sides:
        raise InputError("uniform_box", repr(sides), "a list of sides (lo, hi)", example)
    for side in sides:
        if not isinstance(side, (list, tuple)) or len(side) != 2:
            raise InputError("uniform_box", repr(side), "a side (lo, hi)", example)
    return product(*(uniform(lo, hi) for lo, hi in sides))


def uniform_polytope(polytope: Any) -> VectorLaw:
    """The uniform law on a bounded polyhedron of full dimension.

    Raises: InputError for a polyhedron that is unbounded, empty or of lower dimension.

    >>> from symrelu.model.polyhedron import Polyhedron
    >>> uniform_polytope(Polyhedron.box([(0, 1), (0, 2), (0, 3)])).cdf(1, 1, 1)
    1/6
    """
    from symrelu.model.polyhedron import Polyhedron

    if not isinstance(polytope, Polyhedron):
        raise InputError("uniform_polytope", repr(polytope), "a Polyhedron", "uniform_box([(0, 1), (0, 1)])")
    if not polytope.is_bounded() or polytope.dimension() < polytope.dim:
        raise InputError("uniform_polytope", repr(polytope), "a bounded polyhedron of full dimension")
    return VectorLaw(Uniform(polytope))


def uniform_polygon(vertices: Sequence[tuple[Any, Any]]) -> VectorLaw:
    """The uniform law on a convex polygon of the plane, its vertices in order.

    Raises: InputError for fewer than three vertices, no area, a polygon that is not convex.

    >>> uniform_polygon([(0, 0), (1, 0), (0, 1)]).mean()
    (1/3, 1/3)
    """
    from symrelu.model.polyhedron import Polyhedron

    return uniform_polytope(Polyhedron.polygon(vertices))


def uniform_ball(d: int) -> VectorLaw:
    """The uniform law on the unit ball of R^d.

    The logic states it by Archimedes' theorem: it is the law of the first d coordinates of Z/|Z| for d + 2
    independent standard normal coordinates. Invariance of its affine images is decided; it can be sampled,
    its masses are not computed.

    Raises: InputError for a dimension that is no natural number above 0.

    >>> uniform_ball(2).dim
    2
    """
    if isinstance(d, bool) or not isinstance(d, int) or d < 1:
        raise InputError("d", repr(d), "a dimension 1, 2, 3, ...", "uniform_ball(2)")
    return VectorLaw(Ball(d))


def gaussian(mean: Any, covariance: Any) -> VectorLaw:
    """The Gaussian law with a mean vector and a covariance matrix, singular or not.

    Raises: InputError for a matrix that is not symmetric or not positive semidefinite.

    >>> gaussian([0, 0], [[1, 0], [0, 1]])
    normal([0, 0], [[1, 0], [0, 1]])
    """
    example = "normal([0, 0], [[1, 0], [0, 1]])"
    m = _vector("mean", mean, example)
    rows = covariance.tolist() if isinstance(covariance, sp.MatrixBase) else covariance
    if not isinstance(rows, (list, tuple)):
        raise InputError("covariance", repr(covariance), f"a {len(m)} x {len(m)} matrix", example)
    matrix = tuple(_vector("covariance", row, example) for row in rows)
    if len(matrix) != len(m) or any(len(row) != len(m) for row in matrix):
        shape = f"rows of lengths {[len(row) for row in matrix]}"
        raise InputError("covariance", shape, f"a {len(m)} x {len(m)} matrix, as the mean has", example)
    if any(not is_zero(expression(matrix[i][j] - matrix[j][i])) for i in range(len(m)) for j in range(i)):
        raise InputError("covariance", str(rows), "a symmetric matrix", example)
    return VectorLaw(Gaussian(m, matrix), (), _semidefinite(matrix, example))


def _semidefinite(matrix: tuple[Vector, ...], example: str) -> tuple[Fact, ...]:
    """That all principal minors are at least 0, which characterises the positive semidefinite matrices."""
    from itertools import combinations

    n = len(matrix)
    whole = sp.Matrix([[expression(c) for c in row] for row in matrix])
    if not whole.free_symbols:
        if not whole.is_positive_semidefinite:
            raise InputError("covariance", str(whole.tolist()), "a positive semidefinite matrix", example)
        return ()
    facts: tuple[Fact, ...] = ()
    for size in range(1, n + 1):
        for chosen in combinations(range(n), size):
            minor = scalar(sp.expand(whole.extract(list(chosen), list(chosen)).det(method="berkowitz")))
            facts += demand(minor, NOT_NEGATIVE, "covariance", "a positive semidefinite matrix", example)
    return tuple(dict.fromkeys(facts))


def mixture(parts: Sequence[tuple[Any, VectorLaw]]) -> VectorLaw:
    """The mixture of laws on one R^d; each part is (weight, law).

    Raises: InputError for laws of several dimensions, negative weights, weights that do not sum to 1.
    """
    dimensions = sorted({law.dim for _, law in parts})
    if len(dimensions) > 1:
        raise InputError("mix", f"laws on R^d for d in {dimensions}", "laws on one space")
    weights, facts = _weights([w for w, _ in parts])
    for _, law in parts:
        facts += tuple(f for f in law.required if f not in facts)
    laws = tuple(law for _, law in parts)
    listed = [(w, law.source) for w, law in zip(weights, laws, strict=True) if not law.maps]
    finite = [(w, source) for w, source in listed if isinstance(source, Points)]
    if len(finite) == len(laws):
        places = tuple(place for _, source in finite for place in source.points)
        masses = tuple(w * v for w, source in finite for v in source.weights)
        return VectorLaw(Points(places, masses), (), facts)
    return VectorLaw(VectorMixture(tuple(zip(weights, laws, strict=True))), (), facts)
