# pyright: basic
"""The Prokhorov distance of finite laws, exactly, with the evidence for both bounds.

For laws with weights w_i at x_i and v_j at y_j let T(r) be the most that the mass of a set of the x_i exceeds
the mass of the y_j within r of the set. The distance is the least of max(r, T(r)) over r = 0 and the
distances |x_i - y_j|: between two of these the neighbourhoods do not change, and T does not increase. By
max-flow and min-cut T(r) is also what is left over when as much mass as possible is moved by at most r.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering
from math import lcm
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.laws.finite_law import Coordinates, FiniteLaw, finite_law_of
from symrelu.laws.transport import Transport
from symrelu.model.law import Law
from symrelu.terms.bridge import Carrier

Entry = tuple[int, int, Fraction]


@dataclass(frozen=True)
class FiniteDistance:
    """The distance of two finite laws, a coupling that shows it is no more, a set that shows it is no less.

    `coupling`: (i, j, mass) with the weights as margins and mass at least 1 - value within distance value.
    `indices`: the mass of the x_i less that of all y_j nearer than value to one of them is at least value.
    Indices count from 0.
    """

    value: Fraction
    coupling: tuple[Entry, ...]
    indices: tuple[int, ...]


def finite_distance(
    xs: tuple[Coordinates, ...], w: tuple[Fraction, ...], ys: tuple[Coordinates, ...], v: tuple[Fraction, ...]
) -> FiniteDistance:
    """The Prokhorov distance of the laws with weights w at xs and v at ys, for the maximum distance.

    Requires: rational weights, not negative, with sum 1 for each law; points of one dimension.

    >>> half, third = Fraction(1, 2), Fraction(1, 3)
    >>> found = finite_distance(((Fraction(0),), (Fraction(1),)), (half, half), ((third,),), (Fraction(1),))
    >>> found.value, found.indices
    (Fraction(1, 2), (1,))
    """
    unit = lcm(*(m.denominator for m in (*w, *v)))
    scale = lcm(*(c.denominator for point in (*xs, *ys) for c in point))
    first = [tuple(int(c * scale) for c in point) for point in xs]
    second = [tuple(int(c * scale) for c in point) for point in ys]
    far = [[max((abs(a - b) for a, b in zip(x, y, strict=True)), default=0) for y in second] for x in first]
    radii = sorted({0, *(r for row in far for r in row)})

    def within(k: int) -> list[list[int]]:
        return (
            [[j for j, r in enumerate(row) if r <= radii[k]] for row in far] if k >= 0 else [[] for _ in far]
        )

    # The least k with radii[k] >= T(radii[k]): a plan for a smaller radius is one for a larger.
    low, plan = -1, Transport([int(m * unit) for m in w], [int(m * unit) for m in v])
    high, above = len(radii) - 1, None
    while high - low > 1:
        middle = (low + high) // 2
        trial = plan.copy()
        trial.saturate(within(middle))
        if Fraction(radii[middle], scale) >= Fraction(sum(trial.left), unit):
            high, above = middle, trial
        else:
            low, plan = middle, trial
    radius, excess = Fraction(radii[high], scale), Fraction(sum(plan.left), unit)
    indices = plan.blocked(within(low)) if radius else []
    if excess > radius:
        plan = plan if above is None else above
        plan.saturate(within(high))
    return FiniteDistance(min(radius, excess), _coupling(plan, unit), tuple(indices))


def _coupling(plan: Transport, unit: int) -> tuple[Entry, ...]:
    """The plan, with what is left over sent to the targets that have room, in order."""
    entries = [(i, j, m) for i, row in enumerate(plan.carried) for j, m in row.items()]
    i = j = 0
    left, room = list(plan.left), list(plan.room)
    while i < len(left) and j < len(room):
        amount = min(left[i], room[j])
        if amount:
            entries.append((i, j, amount))
        left[i] -= amount
        room[j] -= amount
        i, j = (i + 1, j) if not left[i] else (i, j + 1)
    total: dict[tuple[int, int], int] = {}
    for a, b, m in entries:
        total[a, b] = total.get((a, b), 0) + m
    return tuple((a, b, Fraction(m, unit)) for (a, b), m in sorted(total.items()))


# ---- the answer to a user --------------------------------------------------------------------------


@total_ordering
@dataclass(frozen=True, eq=False, repr=False)
class ProkhorovDistance(Carrier):
    """An exact number with the evidence for it; it compares, prints and computes as the number.

    `coupling` lists (x, y, mass): joint masses of the two laws, at least 1 - value of it within distance
    value. `event` is a set of points of the first law: its mass exceeds, by the value at least, the mass that
    the second law has nearer than the value to the set.
    """

    value: Any
    coupling: tuple[tuple[Any, Any, Any], ...]
    event: tuple[Any, ...]
    first: Any
    second: Any

    def prove(self) -> Any:
        """The theorem that the distance of the two laws is this number, as the kernel checked it.

        Raises: Refused, ProofFailed for laws that the logic states otherwise than by atoms and their images.
        """
        from symrelu.methods.finite_distances import distance_theorem

        d = None if isinstance(self.first, Law) else self.first.dim
        return distance_theorem(self.first.term(), self.second.term(), d)

    def term(self) -> Any:
        """The number as a term."""
        from symrelu.terms.bridge import to_term

        return to_term(self.value)

    def _sympy_(self) -> Any:
        return self.value

    def __neg__(self) -> Any:
        return -self.value

    def __add__(self, other: Any) -> Any:
        return self.value + sp.sympify(other, strict=True)

    def __sub__(self, other: Any) -> Any:
        return self.value - sp.sympify(other, strict=True)

    def __rsub__(self, other: Any) -> Any:
        return sp.sympify(other, strict=True) - self.value

    def __mul__(self, other: Any) -> Any:
        return self.value * sp.sympify(other, strict=True)

    def __truediv__(self, other: Any) -> Any:
        return self.value / sp.sympify(other, strict=True)

    def __rtruediv__(self, other: Any) -> Any:
        return sp.sympify(other, strict=True) / self.value

    __radd__, __rmul__ = __add__, __mul__

    def __eq__(self, other: object) -> bool:
        return bool(self.value == (other.value if isinstance(other, ProkhorovDistance) else other))

    def __lt__(self, other: Any) -> bool:
        return bool(self.value < (other.value if isinstance(other, ProkhorovDistance) else other))

    def __hash__(self) -> int:
        return hash(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __repr__(self) -> str:
        return repr(self.value)

    def _repr_latex_(self) -> str:
        return f"${sp.latex(self.value)}$"


def prokhorov(first: Any, second: Any) -> ProkhorovDistance:
    """The Prokhorov distance of two finite laws on R, or on R^d with the maximum distance.

    Requires: rational points and masses: `discrete`, `atom`, `points`, and their mixtures and pushes.
    Raises: InputError for laws that are not finite, or that live in spaces of different dimension.

    >>> from symrelu.laws.base import atom, discrete
    >>> half = sp.Rational(1, 2)
    >>> distance = prokhorov(discrete({0: half, 1: half}), atom(sp.Rational(1, 3)))
    >>> distance, distance.event, distance.coupling
    (1/2, (1,), ((0, 1/3, 1/2), (1, 1/3, 1/2)))
    """
    mu, nu = finite_law_of(first), finite_law_of(second)
    if (type(first), first.dim) != (type(second), second.dim):
        found = " and ".join(
            f"a law on {'R' if isinstance(m, Law) else f'R^{m.dim}'}" for m in (first, second)
        )
        raise InputError("prokhorov", found, "two laws on one space", "points([(0,)]) for a law on R^1")
    found = finite_distance(mu.points, mu.weights, nu.points, nu.weights)
    xs, ys = _places(first, mu), _places(second, nu)
    return ProkhorovDistance(
        _number(found.value),
        tuple((xs[i], ys[j], _number(mass)) for i, j, mass in found.coupling),
        tuple(xs[i] for i in found.indices),
        first,
        second,
    )


def _number(value: Fraction) -> Any:
    return sp.Rational(value.numerator, value.denominator)


def _places(law: Any, finite: FiniteLaw) -> list[Any]:
    """The points as users write them: numbers on R, tuples on R^d."""
    points = [tuple(map(_number, point)) for point in finite.points]
    return [point[0] for point in points] if isinstance(law, Law) else points
