"""Normal weights around a mean: truncated moments against quadrature over the plane and over a line."""

from __future__ import annotations

from typing import Any

import mpmath as mp
import pytest
import sympy as sp

from symrelu import (
    EquivalentKernel,
    Homogeneous,
    NoClosedForm,
    Weights,
    equivalent_kernel,
    is_rotation_invariant,
    mix,
    normal,
    points,
    positive,
    product,
)
from tests.equivalent_kernels.cases import same

R = sp.Rational
SHIFTED = normal([1, R(-1, 2)], [[2, R(1, 2)], [R(1, 2), 1]])
ACTIVATIONS = [
    Homogeneous.two_slope(1, 0), Homogeneous.two_slope(1, R(-1, 3)), Homogeneous.step(),
    Homogeneous.relu_power(2), Homogeneous.power(0, 1, -1), Homogeneous.power(3, 1, 2),
]  # fmt: skip
INPUTS = [((1, 0), (0, 1)), ((1, 2), (1, 0)), ((-1, -3), (2, 1))]
LINES = [((1, 2), (2, 4)), ((1, 2), (-3, -6)), ((-1, 1), (1, -1))]


def value(f: Homogeneous, s: Any) -> Any:
    p, right, left = (mp.mpf(sp.N(c, 30)) for c in (f.degree, f.right, f.left))
    return right * s**p if s > 0 else left * (-s) ** p if s < 0 else mp.mpf(0)


def density(z: Any) -> Any:
    return mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)


def forms(x: Any, y: Any) -> list[Any]:
    """The means, the variances and the covariance of (W.x, W.y)."""
    mean, matrix = sp.Matrix([1, R(-1, 2)]), sp.Matrix([[2, R(1, 2)], [R(1, 2), 1]])
    a, b = sp.Matrix(x), sp.Matrix(y)
    found = [a.dot(mean), b.dot(mean), a.dot(matrix * a), b.dot(matrix * b), a.dot(matrix * b)]
    return [mp.mpf(sp.N(v, 30)) for v in found]


@pytest.mark.parametrize("f", ACTIVATIONS, ids=str)
@pytest.mark.parametrize(("x", "y"), INPUTS)
def test_two_inputs(f: Homogeneous, x: Any, y: Any) -> None:
    found = equivalent_kernel(f, SHIFTED, x, y)
    m, n, xx, yy, xy = forms(x, y)
    slope, rest = xy / xx, mp.sqrt(yy - xy**2 / xx)

    def given(s: Any) -> Any:
        """E f(T) where S = s: T is normal; its moments above and below 0, by their recursion."""
        mean = (n + slope * (s - m)) / rest
        total = mp.mpf(0)
        for side, weight in ((1, f.right), (-1, f.left)):
            moments = [mp.ncdf(side * mean)]
            moments.append(side * mean * moments[0] + density(mean))
            for k in range(2, int(f.degree) + 1):
                moments.append(side * mean * moments[k - 1] + (k - 1) * moments[k - 2])
            total += mp.mpf(sp.N(weight, 30)) * moments[int(f.degree)]
        return total * rest ** int(f.degree)

    with mp.workdps(20):
        deviation = mp.sqrt(xx)
        kink = -n / slope + m if slope else mp.mpf(0)
        ends = sorted({mp.mpf(0), m, kink, *(m + deviation * k for k in (-12, -4, 4, 12))})
        expected: Any = mp.quad(
            lambda s: value(f, s) * given(s) * density((s - m) / deviation) / deviation, ends
        )
        assert abs(mp.mpf(sp.N(found.exact, 30)) - expected) < 1e-10 * max(1, abs(expected))
        assert abs(mp.mpf(found.enclosure(15).str(25, radius=False)) - expected) < 1e-10 * max(
            1, abs(expected)
        )


@pytest.mark.parametrize("f", ACTIVATIONS, ids=str)
@pytest.mark.parametrize(("x", "y"), LINES)
def test_inputs_on_a_line(f: Homogeneous, x: Any, y: Any) -> None:
    found = equivalent_kernel(f, SHIFTED, x, y)
    m, n, xx, _, xy = forms(x, y)
    v, w = mp.sqrt(xx), xy / mp.sqrt(xx)
    with mp.workdps(20):
        ends = sorted({-m / v, -n / w, mp.mpf(-14), mp.mpf(-3), mp.mpf(3), mp.mpf(14)})
        expected: Any = mp.quad(lambda z: value(f, m + v * z) * value(f, n + w * z) * density(z), ends)
        assert abs(mp.mpf(sp.N(found.exact, 30)) - expected) < 1e-12 * max(1, abs(expected))


def test_symbols_for_the_mean_and_the_deviation() -> None:
    mu, s = positive("mu s")
    found = equivalent_kernel("relu", Weights.independent(normal(mu, s)), (1, 0), (1, 0))
    table = {mu: 2, s: 3}
    numbers = equivalent_kernel("relu", Weights.independent(normal(2, 3)), (1, 0), (1, 0))
    assert same(found.exact.subs(table), numbers.exact)
    pair = equivalent_kernel("relu", Weights.independent(normal(mu, s)), (1, 2), (2, 1))
    assert same(
        pair.exact.subs(table),
        equivalent_kernel("relu", product(normal(2, 3), normal(2, 3)), (1, 2), (2, 1)).exact,
    )


def test_laws_without_a_variance_in_a_direction() -> None:
    flat = normal([1, -1], [[1, 0], [0, 0]])
    assert equivalent_kernel("relu", flat, (1, 0), (0, 1)).exact == 0
    assert equivalent_kernel("abs", flat, (0, 1), (0, 2)).exact == 2
    one = equivalent_kernel("relu", flat, (1, 0), (0, -1)).exact
    assert same(one, (1 + sp.erf(1 / sp.sqrt(2))) / 2 + sp.exp(-R(1, 2)) / sp.sqrt(2 * sp.pi))
    assert equivalent_kernel(Homogeneous.step(R(1, 3)), flat, (1, 1), (0, 0)).exact.is_finite is not False


def test_mixtures_are_means_of_their_components() -> None:
    one, two = normal([0, 0], [[1, 0], [0, 4]]), points([(1, 1), (-1, 0)])
    mixture = mix((R(1, 3), one), (R(2, 3), two))
    for x, y in [((1, 0), (0, 1)), ((1, 2), (2, 1))]:
        parts = [equivalent_kernel("relu", law, x, y).exact for law in (one, two)]
        assert same(equivalent_kernel("relu", mixture, x, y).exact, parts[0] / 3 + 2 * parts[1] / 3)
    assert is_rotation_invariant(mixture).status == "refuted"


def test_a_mean_is_not_rotation_invariant() -> None:
    answer = is_rotation_invariant(normal([1, 0], [[1, 0], [0, 1]]))
    assert answer.status == "refuted"
    assert answer.witness is not None
    kernel = EquivalentKernel(answer.witness.activation, normal([1, 0], [[1, 0], [0, 1]]))
    assert same(kernel(*answer.witness.pair).exact, answer.witness.kernel)
    with pytest.raises(NoClosedForm, match="natural degree"):
        equivalent_kernel(Homogeneous.power(R(1, 2), 1, 0), SHIFTED, (1, 0), (0, 1))
