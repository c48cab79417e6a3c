# pyright: basic
"""The exact kernel of weights that are not rotation-invariant: finite sums and cells, at rational inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.equivalent_kernels.activation import Homogeneous
from symrelu.equivalent_kernels.box_splines import mean_over_box
from symrelu.equivalent_kernels.covariance import covariance
from symrelu.equivalent_kernels.exponential_splines import Coordinates, mean_over_cones
from symrelu.equivalent_kernels.factor import Factor, Rationals, components, in_one_unit, rational_ray
from symrelu.equivalent_kernels.finite_sums import convolved
from symrelu.equivalent_kernels.half_lines import HalfLine
from symrelu.equivalent_kernels.moment_sums import kernel_by_moments
from symrelu.equivalent_kernels.pair import Vector
from symrelu.equivalent_kernels.weights import Independent
from symrelu.errors import InputError, NoClosedForm
from symrelu.model.enclosure import is_zero
from symrelu.model.law import Law
from symrelu.model.rational import Rational
from symrelu.model.scalar import Expression, expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Points, Product, Uniform, VectorMixture

MOST_CHOICES = 512


def coordinate_kernel(f: Homogeneous, law: Any, x: Vector, y: Vector) -> Expression:
    """E f(W.x) f(W.y) for independent coordinates, points, uniform polytopes and their mixtures.

    Raises: NoClosedForm where no exact value is known here.
    """
    laws = _laws(law, len(x))
    by_moments = None if laws is None else kernel_by_moments(f, laws, x, y)
    if by_moments is not None:
        return sp.expand(by_moments)
    (scale_x, u), (scale_y, v) = rational_ray(x, "x"), rational_ray(y, "y")
    coefficients = {1: f.right, -1: f.left, 0: f.at_zero}
    total = sp.S.Zero
    for a, one in coefficients.items():
        for b, two in coefficients.items():
            if one * two != 0:
                total += one * two * _quadrant(law, f.degree, _Signs(u, a), _Signs(v, b))
    if total in (sp.oo, -sp.oo, sp.nan):
        if total is sp.nan:
            raise NoClosedForm(f"the kernel of {f!r} under {law!r}: it is undefined")
        return total
    return sp.expand((scale_x * scale_y) ** f.degree * total)


def _laws(law: Any, dim: int) -> tuple[Law, ...] | None:
    """The laws of independent coordinates; None for other weights."""
    if isinstance(law, Independent):
        return law.coordinates(dim)
    source = law.source if isinstance(law, VectorLaw) and not law.maps else None
    return source.laws if isinstance(source, Product) else None


def common_variance(law: Any, dim: Expression | None) -> Expression:
    """The number v with E W W' = v I.

    Raises: NoClosedForm where there is none, InputError where the dimension is not told.

    >>> from symrelu.laws.base import uniform
    >>> common_variance(Independent((uniform(-1, 1),)), sp.Integer(3))
    1/3
    """
    if isinstance(law, VectorLaw):
        m = law.dim
    elif isinstance(law, Independent) and len(law.laws) > 1:
        m = len(law.laws)
    elif isinstance(dim, sp.Integer):
        m = int(dim)
    elif isinstance(law, Independent):
        m = 2
    else:
        raise InputError("dim", str(dim), "the dimension of the weights", "equivalent_kernel(..., dim=3)")
    if isinstance(law, Independent):
        same = len(law.laws) == 1
        means = [w.mean() for w in law.laws]
        squares = [w.moment(2) for w in law.laws]
        centred = all(is_zero(mean) for mean in means)
        if (centred or m == 1) and (same or all(is_zero(s - squares[0]) for s in squares)):
            return squares[0]
        raise NoClosedForm(f"one second moment of {law!r}: E W W' is not a multiple of the unit matrix")
    matrix = covariance(law, m)
    if matrix is not None:
        if matrix == matrix[0, 0] * sp.eye(m):
            return matrix[0, 0]
        raise NoClosedForm(f"one second moment of {law!r}: E W W' is not a multiple of the unit matrix")
    line = Homogeneous.two_slope(1, 1)
    axes = [tuple(sp.Integer(int(i == j)) for j in range(m)) for i in range(m)]
    found = [[coordinate_kernel(line, law, a, b) for b in axes] for a in axes]
    if any(not is_zero(found[i][j] - (found[0][0] if i == j else 0)) for i in range(m) for j in range(m)):
        raise NoClosedForm(f"one second moment of {law!r}: E W W' is not a multiple of the unit matrix")
    return found[0][0]


@dataclass(frozen=True)
class _Signs:
    """An input v and a sign a: the event a W.v > 0, for a = 0 the event W.v = 0."""

    v: Rationals
    a: int

    def part(self, s: Rational) -> Rational | None:
        """What stands to the power p: a s where a s > 0, None off the event."""
        if self.a == 0:
            return fmpq(1) if s == 0 else None
        return self.a * s if self.a * s > 0 else None

    @property
    def turned(self) -> Rationals:
        return tuple(self.a * c for c in self.v)


def _quadrant(law: Any, p: Expression, one: _Signs, two: _Signs) -> Expression:
    """E (a S)_+^p (b T)_+^p for S = W.x, T = W.y, with indicators of 0 for the sign 0."""
    if isinstance(law, Independent):
        return _independent(law.coordinates(len(one.v)), p, one, two)
    if isinstance(law, VectorLaw) and not law.maps:
        source = law.source
        if isinstance(source, Product):
            return _independent(source.laws, p, one, two)
        if isinstance(source, Points):
            return _points(source, p, one, two)
        if isinstance(source, VectorMixture):
            parts = ((expression(w), _quadrant(part, p, one, two)) for w, part in source.parts)
            return sp.Add(*(w * value for w, value in parts))
        if isinstance(source, Uniform):
            return _uniform(source, p, one, two)
    advice = "independent coordinates, points, uniform polytopes, mixtures, or a rotation-invariant law"
    raise NoClosedForm(f"the kernel of weights {law!r}", advice)


def _independent(laws: Sequence[Law], p: Expression, one: _Signs, two: _Signs) -> Expression:
    """Over the components of the coordinates that an input sees."""
    seen = [i for i in range(len(laws)) if one.v[i] or two.v[i]]
    known = {law: components(law) for law in dict.fromkeys(laws[i] for i in seen)}
    rows = [known[laws[i]] for i in seen]
    if prod(map(len, rows)) > MOST_CHOICES:
        found = f"a kernel over {prod(map(len, rows)):,} choices of components"
        raise NoClosedForm(found, "fewer coordinates, or laws that are no mixtures")
    first, second = ([side.v[i] for i in seen] for side in (one, two))
    total = sp.S.Zero
    for choice in product(*rows):
        unit, factors = in_one_unit([law for _, law in choice])
        value = _product(factors, p, _Signs(tuple(first), one.a), _Signs(tuple(second), two.a))
        total += sp.Mul(*(weight for weight, _ in choice)) * unit ** (2 * p) * value
    return total


def _points(source: Points, p: Expression, one: _Signs, two: _Signs) -> Expression:
    total = sp.S.Zero
    unit, flat = rational_ray(tuple(expression(c) for point in source.points for c in point), "weights")
    for i, mass in enumerate(source.weights):
        place = flat[i * source.dim : (i + 1) * source.dim]
        s, t = (sum((a * w for a, w in zip(side.v, place, strict=True)), fmpq(0)) for side in (one, two))
        total += expression(mass) * _term(s, t, p, one, two)
    return unit ** (2 * p) * total


def _term(s: Rational, t: Rational, p: Expression, one: _Signs, two: _Signs) -> Expression:
    first, second = one.part(s), two.part(t)
    return sp.S.Zero if first is None or second is None else expression(first * second) ** p


def _uniform(source: Uniform, p: Expression, one: _Signs, two: _Signs) -> Expression:
    if 0 in (one.a, two.a) and any(one.v) and any(two.v):
        return sp.S.Zero
    if not isinstance(p, sp.Integer) or 0 in (one.a, two.a):
        raise NoClosedForm(
            f"a kernel of degree {p} on a polytope", "a natural degree and inputs other than 0"
        )
    names = sp.symbols(f"w1:{source.dim + 1}")
    linear = [
        sp.Add(*(expression(c) * w for c, w in zip(side.turned, names, strict=True))) for side in (one, two)
    ]
    from symrelu.model.polyhedron import Polyhedron

    halves = Polyhedron([(side.turned, ">=", fmpq(0)) for side in (one, two)], source.dim)
    inside = source.polytope.intersection(halves)
    integrand = sp.Poly((linear[0] * linear[1]) ** p, *names).as_expr()
    return inside.integral(integrand, names) / source.polytope.volume()


def _product(factors: Sequence[Factor], p: Expression, one: _Signs, two: _Signs) -> Expression:
    """Coordinates that both inputs see; given these, those that only one sees are independent."""
    rows = [*zip(factors, one.v, two.v, strict=True)]
    shared = [row for row in rows if row[1] and row[2]]
    only_x = HalfLine(tuple((factor, a) for factor, a, b in rows if not b))
    only_y = HalfLine(tuple((factor, b) for factor, a, b in rows if not a))
    if all(factor.kind == "finite" for factor, _, _ in shared):
        places = convolved(((a, b), factor.atoms) for factor, a, b in shared)
        first = {s: only_x.mean(s, p, one.a) for s in {s for (s, _), _ in places}}
        second = {t: only_y.mean(t, p, two.a) for t in {t for (_, t), _ in places}}
        return sp.Add(*(expression(mass) * _times(first[s], second[t]) for (s, t), mass in places))
    if len(rows) == 1:
        return _one_coordinate(*rows[0], p, one, two)
    if 0 in (one.a, two.a) and all(
        not factor.has_atoms or factor.kind == "finite" for factor, _, _ in shared
    ):
        return sp.S.Zero  # a shared coordinate without atoms: the event has probability 0
    return _cells(rows, p, one, two)


def _times(one: Expression, two: Expression) -> Expression:
    """The mean of a product of independent parts: 0 where one of them is always 0, whatever the other."""
    return sp.S.Zero if 0 in (one, two) else one * two


def _one_coordinate(
    factor: Factor, a: Rational, b: Rational, p: Expression, one: _Signs, two: _Signs
) -> Expression:
    """S = a W and T = b W for one coordinate W."""
    left, right = one.a * a, two.a * b
    if left == right == 0:
        return factor.mass_at(fmpq(0))
    if left * right <= 0:
        return sp.S.Zero
    size = expression(abs(a * b)) ** p
    return size * HalfLine(((factor, fmpq(1)),)).mean(fmpq(0), 2 * p, 1 if left > 0 else -1)


def _cells(rows: Sequence[Any], p: Expression, one: _Signs, two: _Signs) -> Expression:
    """Finite, uniform, Laplace and exponential coordinates together."""
    if not isinstance(p, sp.Integer):
        raise NoClosedForm(f"a kernel of degree {p} for independent coordinates", "a natural degree")
    columns = [(factor, (one.a * a, two.a * b)) for factor, a, b in rows]
    kinds = {factor.kind for factor, _ in columns}
    if "other" in kinds or 0 in (one.a, two.a):
        named = ", ".join(sorted({repr(factor.law) for factor, _ in columns}))
        advice = "finite, uniform, Laplace and exponential coordinates; inputs on different axes"
        raise NoClosedForm(f"the kernel of independent coordinates {named} at these inputs", advice)
    if kinds <= {"finite", "uniform"}:
        dense = [(column, factor.numbers) for factor, column in columns if factor.kind == "uniform"]
        finite = [(column, factor.atoms) for factor, column in columns if factor.kind == "finite"]
        sides, turned = [ends for _, ends in dense], [column for column, _ in dense]
        return expression(mean_over_box(sides, turned, finite, int(p)))
    return mean_over_cones(Coordinates.of(columns), int(p))
