# pyright: basic
"""Answers about laws on R^d: probabilities and moments."""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.errors import NoClosedForm
from symrelu.laws.fibres import context
from symrelu.laws.narrowing import narrowed, wide, without_last
from symrelu.laws.panel import masses_in
from symrelu.laws.vector_images import VectorImages
from symrelu.model.chart import Vector
from symrelu.model.order import PLAIN
from symrelu.model.queries import added
from symrelu.model.row import Row
from symrelu.model.scalar import Expression, Scalar, expression
from symrelu.model.vector_event import Region
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_mass import GaussianMass

# A difference of more products than this is left as it is.
_MOST_PRODUCTS = 64


def probability(found: VectorImages, regions: list[Region]) -> Expression:
    """The mass of the union of disjoint regions."""
    terms: list[Scalar] = []
    for region in regions:
        terms += [mass for point, mass in found.atoms if all(_holds(row, point) for row in region)]
        terms += masses_in(found.images, region)
    return added(terms)


def _holds(row: Row, point: Vector) -> bool:
    slack = row.bound - sum((a * x for a, x in zip(row.normal, point, strict=True)), fmpq(0))
    sign = PLAIN.sign(slack)
    return sign == 0 if row.equation else sign > 0 if row.strict else sign >= 0


def mass(found: VectorImages) -> Expression:
    """The total mass, summed over the parts.

    Masses that have only names are not summed: the cells part R^n, and a push-forward keeps the mass.
    """
    total = added([*(m for _, m in found.atoms), *masses_in(found.images, ())])
    if total.has(GaussianMass):
        return sp.S.One
    return sp.expand(total) if any(term.has(sp.Add) for term in sp.Add.make_args(total)) else total


def probability_of(law: VectorLaw, regions: list[Region]) -> Expression:
    """The mass of the union of disjoint regions, each by the marginal that it restricts."""
    if not wide(law):
        return probability(law._images, regions)
    terms: list[Expression] = []
    for region in regions:
        used = tuple(i for i in range(law.dim) if any(row.normal[i] != 0 for row in region)) or (0,)
        rows = tuple(Row(tuple(row.normal[i] for i in used), row.relation, row.bound) for row in region)
        terms.append(probability(narrowed(law, used)._images, [rows]))
    return sp.Add(*terms)


def moment_of(law: VectorLaw, powers: tuple[int, ...]) -> Expression:
    """E Y1^k1 ... Yd^kd, under the marginal of the coordinates that it holds.

    A last layer that is affine is multiplied out: the moments before it hold fewer coordinates.
    """
    used = tuple(i for i, k in enumerate(powers) if k)
    if not used or not wide(law):
        return moment(law._images, powers, repr(law))
    before, last = without_last(law)
    if last is None:
        return moment(narrowed(law, used)._images, tuple(powers[i] for i in used), repr(law))
    n = before.dim
    ring = context(n)
    polynomial = ring.constant(1)
    for row, bias, power in zip(last.weights, last.bias, powers, strict=True):
        form = sum((w * x for w, x in zip(row, ring.gens(), strict=True)), ring.constant(bias))
        polynomial *= form**power
    terms = polynomial.to_dict().items()
    return sp.Add(
        *(expression(c) * (moment_of(before, exponents) if any(exponents) else 1) for exponents, c in terms)
    )


def moment(found: VectorImages, powers: tuple[int, ...], name: str) -> Expression:
    """E Y1^k1 ... Yd^kd; oo or -oo where it is infinite.

    Raises: NoClosedForm where it is undefined.
    """
    terms: list[Scalar] = [image.moment(powers) for image in found.images]
    for point, weight in found.atoms:
        value: Any = weight
        for x, k in zip(point, powers, strict=True):
            value = value * x**k
        terms.append(value)
    shown = [expression(v) for v in terms if not isinstance(v, fmpq)]
    # A closed form that does not hold them is finite; to ask whether it is costs an evaluation.
    infinite = {v for v in shown if v.has(sp.oo, -sp.oo, sp.nan, sp.zoo)}
    if not infinite:
        return added(terms)
    if infinite in ({sp.oo}, {-sp.oo}):
        return infinite.pop()
    raise NoClosedForm(
        f"the moment of orders {powers} of {name}: it is undefined, tails of both signs are infinite",
        "law.prob, or push by a clip first",
    )


def covariance(law: VectorLaw) -> Any:
    """The matrix of the E Yi Yj - E Yi E Yj.

    Raises: NoClosedForm where a mean is infinite or an entry undefined.
    """
    dim = law.dim
    units = [tuple(int(j == i) for j in range(dim)) for i in range(dim)]
    mean = [moment_of(law, unit) for unit in units]
    for i, value in enumerate(mean):
        if value.is_infinite:
            quantity = f"the covariance of {law!r}: the mean of y{i + 1} is infinite"
            raise NoClosedForm(quantity, "push by a clip first")

    def entry(i: int, j: int) -> Expression:
        powers = tuple(a + b for a, b in zip(units[i], units[j], strict=True))
        products = len(sp.Add.make_args(mean[i])) * len(sp.Add.make_args(mean[j]))
        value = moment_of(law, powers) - mean[i] * mean[j]
        return sp.expand(value) if products <= _MOST_PRODUCTS else value

    return sp.ImmutableMatrix(dim, dim, lambda i, j: entry(min(i, j), max(i, j)))
