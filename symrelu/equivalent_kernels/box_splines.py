# pyright: basic
"""E S_+^p T_+^p for S, T a start plus columns times independent uniform coordinates, by corners of the box.

A mean over a side of the box is a difference quotient of an antiderivative along its column. The function
s_+^p t_+^p, integrated along all columns v_1, ..., v_d, has the Laplace transform
p!^2/(x^(p+1) y^(p+1) prod (v_i.(x, y))). In partial fractions this is a sum of c/(x^a (v.(x, y))^b), each
the transform of a product of powers on the cone of (1, 0) and v. So the mean costs one evaluation per corner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import factorial

from flint import fmpq

from symrelu.equivalent_kernels.finite_sums import convolved
from symrelu.errors import NoClosedForm
from symrelu.model.rational import Rational

Column = tuple[Rational, Rational]
_ZERO, _ONE = fmpq(0), fmpq(1)
MOST_TERMS = 3_000_000


@dataclass(frozen=True)
class _Cone:
    """scale * (s - slope t)_+^a (t/height)_+^b, where a, b are exponents and height the second entry of v."""

    slope: Rational
    height: Rational
    exponents: tuple[int, int]
    scale: Rational

    def value(self, s: Rational, t: Rational) -> Rational:
        """The value; on the edges of the cone the limit from s below and, slower, from t below."""
        first, second = s - self.slope * t, t / self.height
        if first <= 0 or second < 0 or (second == 0 and self.height > 0):
            return _ZERO
        a, b = self.exponents
        if second == 0 and b:
            return _ZERO
        return self.scale * first**a * second**b


def turned(column: Column) -> bool:
    """Whether a column is to be turned around: then all lie in one half-plane with the first quadrant."""
    a, b = column
    return a + b < 0 or (a + b == 0 and a < 0)


def inverse_series(factors: Sequence[tuple[Rational, Rational, int]], length: int) -> list[Rational]:
    """The first coefficients of the power series of 1/prod (A + B l)^k."""
    series = [_ONE] + [_ZERO] * (length - 1)
    for a, b, k in factors:
        ratio = -b / a
        for _ in range(k):
            for i in range(1, length):
                series[i] += ratio * series[i - 1]
            series = [c / a for c in series]
    return series


def _cones(columns: Sequence[Column], p: int) -> list[_Cone]:
    """The antiderivative of s_+^p t_+^p along all columns, as a sum of products of powers on cones."""
    counts: Counter[Column] = Counter({(_ONE, _ZERO): p + 1, (_ZERO, _ONE): p + 1})
    scale = fmpq(factorial(p) ** 2)
    for a, b in columns:
        size = abs(a) + abs(b)
        scale /= size
        counts[a / size, b / size] += 1
    total = sum(counts.values())
    found: list[_Cone] = []
    for (a, b), k in counts.items():
        if b == 0:
            continue
        others = [(c - d * a / b, d / b, n) for (c, d), n in counts.items() if (c, d) != (a, b)]
        series = inverse_series(others, k)
        for j in range(1, k + 1):
            e = total - j - 1, j - 1
            weight = scale * series[k - j] / (factorial(e[0]) * factorial(e[1]) * abs(b))
            found.append(_Cone(a / b, b, e, weight))
    return found


def mean_over_box(
    sides: Sequence[tuple[Rational, Rational]],
    columns: Sequence[Column],
    finite: Sequence[tuple[Column, Mapping[Rational, Rational]]],
    p: int,
) -> Rational:
    """The mean of S_+^p T_+^p, S and T sums of columns times uniform coordinates and finite ones.

    Requires: no column is (0, 0).
    Raises: NoClosedForm for too many corners.

    >>> mean_over_box([(fmpq(-1), fmpq(1))] * 2, [(fmpq(1), fmpq(2)), (fmpq(0), fmpq(1))], (), 1)
    43/128
    """
    around = [turned(column) for column in columns]
    ahead = [(-a, -b) if back else (a, b) for (a, b), back in zip(columns, around, strict=True)]
    ends = [(-hi, -lo) if back else (lo, hi) for (lo, hi), back in zip(sides, around, strict=True)]
    corners = convolved(
        [
            *((column, {hi: _ONE, lo: -_ONE}) for column, (lo, hi) in zip(ahead, ends, strict=True)),
            *finite,
        ]
    )
    cones = _cones(ahead, p)
    if len(corners) * len(cones) > MOST_TERMS:
        found = f"a kernel over a box with {len(corners):,} corners"
        raise NoClosedForm(found, "fewer uniform coordinates, or equal ones")
    total = _ZERO
    for (s, t), mass in corners:
        total += mass * sum((cone.value(s, t) for cone in cones), _ZERO)
    for lo, hi in sides:
        total /= hi - lo
    return total
