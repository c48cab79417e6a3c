# pyright: basic
"""E S_+^p T_+^p for sums of uniform, exponential, Laplace and finite coordinates, by partial fractions.

In the Laplace transform of (s, t) -> E (s + S)_+^p (t + T)_+^p a uniform coordinate with the column v is a
difference over the ends of its side of 1/(v.k), an exponential one 1/(1 - v.k), k = (x, y). In partial
fractions, first in y and then in x, this is a sum of c/(l^j m^q), l and m affine in k: each the transform of
powers times an exponential on the cone of the two directions in which l and m decay.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import comb, factorial
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.equivalent_kernels.box_splines import inverse_series, turned
from symrelu.equivalent_kernels.factor import Factor
from symrelu.equivalent_kernels.finite_sums import convolved
from symrelu.errors import NoClosedForm
from symrelu.model.rational import Rational
from symrelu.model.scalar import expression

Column = tuple[Rational, Rational]
Form = tuple[Rational, Rational, Rational]  # c, a, b: c + a x + b y
Powers = tuple[tuple[Rational, int], ...]  # (root, power): the product of (x - root)^-power
_ZERO, _ONE = fmpq(0), fmpq(1)
MOST_TERMS = 400_000


@dataclass(frozen=True)
class Coordinates:
    """Independent coordinates by their columns: uniform with sides, rays (exponential of mean 1), finite."""

    uniform: tuple[tuple[Column, tuple[Rational, Rational]], ...]
    rays: tuple[Column, ...]
    finite: tuple[tuple[Column, Mapping[Rational, Rational]], ...]

    @classmethod
    def of(cls, rows: Iterable[tuple[Factor, Column]]) -> Coordinates:
        """Uniform, Laplace, exponential (also gamma with a natural shape) and finite coordinates.

        Requires: no column is (0, 0).
        """
        uniform: list[Any] = []
        rays: list[Column] = []
        finite: list[Any] = []
        for factor, (a, b) in rows:
            if factor.kind == "finite":
                finite.append(((a, b), factor.atoms))
            elif factor.kind == "uniform":
                uniform.append(((a, b), factor.numbers))
            else:
                place, scale, shape = factor.numbers
                ray = a * scale, b * scale
                rays += [ray] * shape if factor.kind == "exponential" else [ray, (-ray[0], -ray[1])]
                finite += [((a, b), {place: _ONE})] if place != 0 else []
        return cls(tuple(uniform), tuple(rays), tuple(finite))

    @cached_property
    def corners(self) -> list[tuple[Column, Rational]]:
        """Where the antiderivative along the sides is taken, with signs, divided by the lengths of sides."""
        length = _ONE
        sums = [*self.finite]
        for (a, b), (lo, hi) in self.uniform:
            column, low, high = ((-a, -b), -hi, -lo) if turned((a, b)) else ((a, b), lo, hi)
            sums.append((column, {high: _ONE, low: -_ONE}))
            length *= hi - lo
        return [(place, mass / length) for place, mass in convolved(sums)]

    def forms(self, p: int) -> tuple[Rational, Counter[Form]]:
        """(c, {form: power}): the transform is c over the product of the forms, each positive near 0."""
        counts: Counter[Form] = Counter({(_ZERO, _ONE, _ZERO): p + 1, (_ZERO, _ZERO, _ONE): p + 1})
        scale = fmpq(factorial(p) ** 2)
        for (a, b), _ in self.uniform:
            size = (-1 if turned((a, b)) else 1) * (abs(a) + abs(b))
            scale /= abs(size)
            counts[_ZERO, a / size, b / size] += 1
        for a, b in self.rays:
            counts[_ONE, -a, -b] += 1
        return scale, counts


@dataclass(frozen=True)
class _Cone:
    """The inverse transform of scale/((c + a x + b y)^j (x - root)^q)."""

    form: Form
    j: int
    root: Rational
    q: int
    scale: Rational

    def value(self, s: Rational, t: Rational) -> tuple[Rational, Rational]:
        """(e, v): the value is v exp(e); on the edges the limit from s below and from t less far below."""
        c, a, b = self.form
        along = t / b
        across = s - a * along
        sign = 1 if self.root <= 0 else -1
        if along < 0 or (along == 0 and (b > 0 or self.j > 1)):
            return _ZERO, _ZERO
        if sign * across < 0 or (across == 0 and (sign > 0 or self.q > 1)):
            return _ZERO, _ZERO
        powers = along ** (self.j - 1) * (sign * across) ** (self.q - 1)
        below = factorial(self.j - 1) * factorial(self.q - 1) * abs(b)
        return self.root * across - c * along, self.scale * sign**self.q * powers / below


def mean_over_cones(coordinates: Coordinates, p: int) -> sp.Expr:
    """E S_+^p T_+^p, a sum of rational numbers times exponentials of rational numbers.

    Requires: no column is (0, 0).
    Raises: NoClosedForm for too many corners or cones.

    >>> both = fmpq(1), fmpq(1)
    >>> mean_over_cones(Coordinates(((both, (fmpq(-1), fmpq(1))),), (both,), ()), 1)
    8/3 - exp(-1)
    """
    scale, counts = coordinates.forms(p)
    cones = _cones(scale, counts)
    if len(coordinates.corners) * len(cones) > MOST_TERMS:
        found = f"a kernel with {len(coordinates.corners):,} corners and {len(cones):,} cones"
        raise NoClosedForm(found, "fewer coordinates, or equal ones")
    return summed((mass, cone.value(s, t)) for (s, t), mass in coordinates.corners for cone in cones)


def summed(rows: Any) -> sp.Expr:
    """The sum of m v exp(e) over rows (m, (e, v))."""
    total: dict[Rational, Rational] = defaultdict(lambda: _ZERO)
    for mass, (e, v) in rows:
        if v != 0:
            total[e] += mass * v
    return sp.Add(*(expression(v) * sp.exp(expression(e)) for e, v in total.items()))


def _cones(scale: Rational, counts: Counter[Form]) -> list[_Cone]:
    found: dict[tuple[Form, int, Rational, int], Rational] = {}
    for form, n in counts.items():
        if form[2] == 0:
            continue
        for r, products in enumerate(_expanded(form, counts, n)):
            for powers, weight in products.items():
                for root, q, part in _fractions(powers):
                    key = form, n - r, root, q
                    found[key] = found.get(key, _ZERO) + scale * weight * part
        if len(found) > MOST_TERMS:
            raise NoClosedForm("a kernel with so many different coordinates", "fewer of them, or equal ones")
    return [_Cone(*key, weight) for key, weight in found.items() if weight != 0]


def _expanded(form: Form, counts: Counter[Form], length: int) -> list[dict[Powers, Rational]]:
    """By powers of l = c + a x + b y: the product of the other forms to their powers, functions of x."""
    c, a, b = form
    series: list[dict[Powers, Rational]] = [{(): _ONE}, *({} for _ in range(length - 1))]
    for other, n in counts.items():
        if other == form:
            continue
        ratio = other[2] / b
        constant, slope = other[0] - ratio * c, other[1] - ratio * a
        factors = [(-1) ** r * comb(n + r - 1, r) * ratio**r for r in range(length)]
        updated: list[dict[Powers, Rational]] = [{} for _ in range(length)]
        for i, products in enumerate(series):
            for r in range(length - i):
                if factors[r] == 0:
                    continue
                for powers, weight in products.items():
                    key, more = _times(powers, constant, slope, n + r)
                    into = updated[i + r]
                    into[key] = into.get(key, _ZERO) + weight * factors[r] * more
        series = updated
    return series


def _times(powers: Powers, constant: Rational, slope: Rational, n: int) -> tuple[Powers, Rational]:
    """A product of powers times (constant + slope x)^-n."""
    if slope == 0:
        return powers, constant**-n
    root = -constant / slope
    joined = Counter(dict(powers))
    joined[root] += n
    return tuple(sorted(joined.items())), slope**-n


def _fractions(powers: Powers) -> list[tuple[Rational, int, Rational]]:
    """(root, q, c): the partial fractions c/(x - root)^q of a product of powers."""
    found: list[tuple[Rational, int, Rational]] = []
    for root, n in powers:
        others = [(root - place, _ONE, k) for place, k in powers if place != root]
        series = inverse_series(others, n)
        found += [(root, n - i, c) for i, c in enumerate(series) if c != 0]
    return found


def mean_over_line(coordinates: Coordinates, s: Rational, p: int) -> sp.Expr:
    """E (s + A)_+^p for the first entries of the columns.

    >>> side = (fmpq(1), fmpq(0)), (fmpq(-1), fmpq(1))
    >>> mean_over_line(Coordinates((side,), (), ()), fmpq(0), 1)
    1/4
    """
    scale, powers = fmpq(factorial(p)), Counter({_ZERO: p + 1})
    for (a, _), _ in coordinates.uniform:
        scale /= abs(a)
        powers[_ZERO] += 1
    for a, _ in coordinates.rays:
        scale /= -a
        powers[1 / a] += 1
    fractions = _fractions(tuple(sorted(powers.items())))
    places = ((s + place, mass) for (place, _), mass in coordinates.corners)
    rows = ((mass * scale * c, place, root, q) for place, mass in places for root, q, c in fractions)
    return summed((weight, _half_line(place, root, q)) for weight, place, root, q in rows)


def _half_line(s: Rational, root: Rational, q: int) -> tuple[Rational, Rational]:
    """(e, v): the inverse transform v exp(e) of 1/(x - root)^q at s; at 0 the limit from below."""
    inside = s > 0 if root <= 0 else s < 0 or (s == 0 and q == 1)
    if not inside:
        return _ZERO, _ZERO
    value = s ** (q - 1) / factorial(q - 1)
    return root * s, value if root <= 0 else -value
