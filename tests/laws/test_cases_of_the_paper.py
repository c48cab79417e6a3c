"""The worked values of the specification of the width-one case, through the public functions, exactly."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

from symrelu.laws.base import atom, cauchy, discrete, exponential, laplace, mix, normal, student_t, uniform
from symrelu.laws.push import push
from symrelu.model.network import Layer
from symrelu.model.piecewise import shortened
from symrelu.terms.symbols import abs_, clip, positive, reals, relu

Q = sp.Rational
HALF = Q(1, 2)
x, y = reals("x y")


def erf_cdf(z):
    return HALF + sp.erf(sp.sqrt(2) * z / 2) / 2


def phi(z):
    return sp.exp(-(sp.sympify(z) ** 2) / 2) / sp.sqrt(2 * sp.pi)


def same(found, wanted):
    assert sp.simplify(found - wanted) == 0, (found, wanted)


def test_distance_of_a_scaled_uniform_to_a_point():
    a = positive("a")
    law = push(Layer(a, 0, "identity"), uniform(0, 1))
    epsilon = a / (1 + a)
    same(law.prob(y >= epsilon), epsilon)


def test_chain_of_clips_and_its_masses():
    base = uniform(0, 1)
    second = push(clip(-2 * x + Q(3, 2), 0, Q(3, 2)), base)
    third = push(Layer(HALF, Q(-1, 8)), second)
    last = push(Layer(0, 2), third)
    assert second.atoms() == {0: Q(1, 4)}
    assert third.atoms() == {0: Q(3, 8)}
    assert third.mean() == Q(25, 128)
    assert last.atoms() == {2: 1}
    assert third.cdf() == push(clip(-x + Q(5, 8), 0, Q(5, 8)), base).cdf()


def test_normal_form_of_the_chain():
    stack = [Layer(1, 0, "clip", lo=0, hi=1), Layer(-2, Q(3, 2)), Layer(HALF, Q(-1, 8))]
    assert [repr(f) for f in shortened(stack)] == ['Layer(-1, 5/8, activation="clip", lo=0, hi=5/8)']
    assert [repr(f) for f in shortened([*stack, Layer(0, 2)])] == [
        'Layer(0, 2, activation="clip", lo=2, hi=2)'
    ]


def test_base_with_a_jump():
    jump = mix((HALF, atom(HALF)), (HALF, uniform(0, 1)))
    for map_ in (clip(x, HALF, 1), clip(1 - x, HALF, 1), clip(x, 0, HALF), clip(1 - x, 0, HALF)):
        law = push(map_, jump)
        assert law.atoms() == {HALF: Q(3, 4)}
        assert law.prob(sp.Eq(y, HALF)) == Q(3, 4)
        assert law.cdf(HALF) - law.cdf_left(HALF) == Q(3, 4)
        assert law.mass() == 1


def test_uniform_clipped_on_both_sides():
    assert push(clip(2 * x - HALF, 0, 1), uniform(0, 1)).atoms() == {0: Q(1, 4), 1: Q(1, 4)}


TABLE = [
    (uniform(0, 1), HALF, Q(1, 4), Q(3, 16)),
    (normal(0, 1), erf_cdf(HALF), 1 - erf_cdf(Q(3, 4)), None),
    (exponential(1), 1 - sp.exp(-HALF), sp.exp(-Q(3, 4)), 2 * (sp.exp(-HALF) - sp.exp(-Q(3, 4)))),
    (laplace(0, 1), 1 - sp.exp(-HALF) / 2, sp.exp(-Q(3, 4)) / 2, sp.exp(-HALF) - sp.exp(-Q(3, 4))),
]


@pytest.mark.parametrize(("base", "low", "high", "mean"), TABLE, ids=lambda v: str(v)[:14])
def test_table_of_a_clip(base, low, high, mean):
    law = push(clip(2 * x - 1, 0, HALF), base)
    masses = law.atoms()
    assert list(masses) == [0, HALF]
    same(masses[0], low)
    same(masses[HALF], high)
    if mean is None:
        assert str(law.mean().evalf(15)) == "0.133259279058306"
        assert str(masses[0].evalf(15)) == "0.691462461274013"
        assert str(masses[HALF].evalf(15)) == "0.226627352376868"
    else:
        same(law.mean(), mean)


def test_clipped_reflected_normal():
    law = push(clip(1 - x, 0, 1), normal(0, 1))
    assert str(law.atoms()[0].evalf(15)) == "0.158655253931457"
    assert law.atoms()[1] == HALF
    same(law.mean(), erf_cdf(1) + phi(1) - phi(0))
    assert str(law.mean().evalf(15)) == "0.684373190186254"


def test_clipped_laplace():
    law = push(clip(x, 0, 1), laplace(0, 1))
    same(law.atoms()[1], sp.exp(-1) / 2)
    same(law.mean(), (1 - sp.exp(-1)) / 2)


@pytest.mark.parametrize(
    ("power", "ratio"),
    [(1, "1.4554493"), (2, "2.2772328"), (4, "3.5699872"), (8, "5.4364122"), (16, "8.0533868")],
)
def test_no_lipschitz_bound_at_slope_zero(power, ratio):
    a = Q(1, 10**power)
    law = push(Layer(a, 0, "identity"), normal(0, 1))
    tail = 1 - law.cdf(y) + law.cdf_left(-y)
    with mpmath.workdps(40):
        defect = sp.lambdify(y, tail - y, "mpmath")
        unit = mpmath.mpf(10) ** -power
        root = mpmath.findroot(defect, (unit, 10 * unit), solver="anderson", verify=False)
        assert abs(defect(root)) < mpmath.mpf("1e-25")
        assert abs(root * 10**power - mpmath.mpf(ratio)) < mpmath.mpf("1e-6")


def test_three_layers_make_a_clip():
    stack = [Layer(2, Q(-3, 4)), Layer(-1, Q(3, 4)), Layer(-1, 1)]
    law, clipped = uniform(0, 1), push(clip(2 * x - HALF, Q(1, 4), 1), uniform(0, 1))
    for layer in stack:
        law = push(layer, law)
    assert law.atoms() == clipped.atoms() == {Q(1, 4): Q(3, 8), 1: Q(1, 4)}
    assert law.cdf() == clipped.cdf()


def test_rectified_gaussian_moments():
    law = push(relu, normal(0, 1))
    same(law.variance(), HALF - 1 / (2 * sp.pi))
    same(law.mean(), 1 / sp.sqrt(2 * sp.pi))
    same(law.moment(2), HALF)
    m, v = law.mean(), law.variance()
    skewness = (law.moment(3) - 3 * m * law.moment(2) + 2 * m**3) / v ** Q(3, 2)
    same(skewness, (sp.pi + 2) / (sp.pi - 1) ** Q(3, 2))
    assert str(skewness.evalf(15)) == "1.64056092686627"


def test_kurtosis_of_a_uniform_law():
    law = uniform(-1, 1)
    assert law.moment(4) / law.moment(2) ** 2 == Q(9, 5)


def test_truncated_poisson_and_geometric_relations():
    n = 6
    weights = {k: sp.exp(-1) / sp.factorial(k) for k in range(n)}
    tail = 1 - sum(weights.values())
    poisson = discrete({**weights, n: tail})
    masses = push(Layer(1, -1), poisson).atoms()
    assert sp.expand(masses[1] ** 2 - 2 * masses[0] * masses[2]) == Q(-5, 12) * sp.exp(-2)
    geometric = discrete({**{k: Q(1, 2 ** (k + 1)) for k in range(n)}, n: Q(1, 2**n)})
    masses = push(Layer(1, -1), geometric).atoms()
    assert masses[0] * masses[2] - masses[1] ** 2 == Q(1, 32)


def test_rectified_exponential():
    law = push(Layer(-1, HALF), push(Layer(-1, 1), exponential(1)))
    same(law.atoms()[0], 1 - sp.exp(-HALF))
    same(law.atoms()[HALF], sp.exp(-1))
    same(law.mean(), sp.exp(-HALF) - sp.exp(-1))
    assert str(law.mean().evalf(15)) == "0.238651218541191"


def test_separators_of_popular_families():
    assert push(Layer(1, 0), normal(0, 1)).atoms() == {0: HALF}
    assert push(Layer(1, -HALF), uniform(0, 1)).atoms() == {0: HALF}
    spikes = mix(*[(Q(1, 6), atom(k)) for k in (1, 2, 3)], (HALF, uniform(-1, 1)))
    assert push(relu, spikes).atoms() == {0: Q(1, 4), 1: Q(1, 6), 2: Q(1, 6), 3: Q(1, 6)}
    same(push(Layer(1, -1), exponential(1)).atoms()[0], 1 - sp.exp(-1))
    assert push(Layer(-1, 1), push(Layer(1, 0), laplace(0, 1))).atoms() == {0: sp.exp(-1) / 2, 1: HALF}
    for nu in (1, 2, 3, 7, Q(5, 2)):
        assert push(relu, student_t(nu)).atoms() == {0: HALF}
    assert push(Layer(-1, 1), push(relu, cauchy(0, 1))).atoms() == {0: Q(1, 4), 1: HALF}
    half_normal = push(Layer(1, -1), push(abs_(x), normal(0, 1)))
    assert half_normal.atoms() == {0: sp.erf(sp.sqrt(2) / 2)}
