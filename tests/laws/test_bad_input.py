"""What is no law, no map or no event is refused with one clear sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from symrelu.errors import InputError, NoClosedForm, NotPiecewiseLinear
from symrelu.laws import base
from symrelu.laws.density import density_law
from symrelu.laws.push import push
from symrelu.model.family import Family
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import clip, positive, reals, relu
from symrelu.terms.variables import laws

x, y, w = reals("x y w")
sigma = positive("sigma")
HALF = Fraction(1, 2)
FLOAT = "found the float 0.1, expected an exact number or expression. Try: write 1/10"

REFUSED = [
    (lambda: base.normal(0, 0.1), FLOAT),
    (lambda: base.normal(0.1, 1), FLOAT),
    (lambda: base.uniform(0, sp.Float("0.1")), "found the float 0.1"),
    (lambda: base.normal(0, 0.1 * sigma), "found the float 0.1"),
    (lambda: Layer(0.1, 0), FLOAT),
    (lambda: push(0.1 * x, base.normal(0, 1)), FLOAT),
    (lambda: push(relu(x - 0.5), base.normal(0, 1)), "Try: write -1/2"),
    (lambda: base.normal(0, -1), "sigma: found -1, expected a positive number. Try: normal(0, 1)"),
    (lambda: base.normal(0, 0), "sigma: found 0"),
    (lambda: base.normal(0, -sigma), "sigma: found -sigma"),
    (lambda: base.normal([0, 0], [[1, 2], [2, 1]]), "positive semidefinite"),
    (lambda: push(x + y, laws("mu")), "with the free symbols x, y, expected exactly one symbol"),
    (lambda: push(sp.Integer(3), laws("mu")), "the free symbols none"),
    (lambda: base.normal(True, 1), "mu: found True"),
    (lambda: base.normal("0", 1), "mu: found '0'"),
    (lambda: base.normal(sp.Symbol("m"), 1), "the symbol m without a domain"),
    (lambda: base.normal(sp.oo, 1), "mu: found oo, expected a finite number"),
    (lambda: base.normal(sp.I, 1), "expected a real number"),
    (lambda: base.uniform(1, 0), "uniform: found a = 1, b = 0, expected a < b"),
    (lambda: base.uniform(1, 1), "expected a < b. Try: atom(1)"),
    (lambda: base.exponential(0), "rate: found 0"),
    (lambda: base.laplace(0, -2), "b: found -2, expected a positive scale"),
    (lambda: base.student_t(-3), "nu: found -3"),
    (lambda: base.cauchy(0, 0), "g: found 0"),
    (lambda: base.logistic(0, -1), "s: found -1"),
    (lambda: base.gamma_law(0, 1), "shape: found 0"),
    (lambda: base.gamma_law(1, -1), "rate: found -1"),
    (lambda: base.beta_law(0, 1), "a: found 0"),
    (lambda: base.beta_law(1, -1), "b: found -1"),
    (
        lambda: base.discrete({0: HALF, 1: Fraction(1, 3)}),
        "discrete: found masses that sum to 5/6, expected masses that sum to 1",
    ),
    (lambda: base.discrete({0: 2, 1: -1}), "mass: found -1, expected a number at least 0"),
    (lambda: base.discrete({}), "masses that sum to 0"),
    (lambda: base.discrete([0, 1]), "a dictionary {point: mass}"),
    (lambda: base.mix((HALF, base.normal(0, 1))), "mix: found masses that sum to 1/2"),
    (lambda: base.mix((1, 2)), "pairs (weight, law)"),
    (lambda: density_law(3 * y, y, (0, 1)), "a density that integrates to 3/2, expected an integral of 1"),
    (
        lambda: density_law(2 - 4 * y, y, (0, 1)),
        "found the value -2/37 at y = 19/37, expected a nonnegative density",
    ),
    (lambda: density_law(1 / y, y, (0, 1)), "a density whose integral is infinite"),
    (lambda: density_law(sp.exp(y**3), y, (0, 1)), "a density that integrates to"),
    (lambda: density_law(2 * y, y, (1, 0)), "expected a < b"),
    (lambda: density_law(2 * y, 3, (0, 1)), "a real symbol"),
    (lambda: density_law(2.0 * y, y, (0, 1)), "found the float 2.0"),
    (lambda: Layer([[1, 2], [3]], [0, 0]), "rows of one length"),
    (lambda: Layer([[1, 2]], [0, 0]), "b: found 2 entries, expected 1"),
    (
        lambda: Layer(1, 0, "tanh"),
        "activation: found 'tanh', expected one of relu, leaky_relu, abs, identity, clip",
    ),
    (lambda: Layer(1, 0, "clip", lo=1, hi=0), "clip: found lo = 1 > hi = 0, expected lo <= hi"),
    (lambda: Layer(1, 0, "clip"), "clip: found no bound"),
    (lambda: Layer(1, 0, "leaky_relu"), "leaky_relu: found no slope"),
    (lambda: Layer(1, 0, slope=2), "no slope for 'relu'"),
    (lambda: Network([]), "at least one layer"),
    (lambda: Network([Layer([[1], [2]], [0, 0]), Layer(1, 0)]), "layer 2: found input width 1, expected 2"),
    (lambda: Network([relu]), "layers only"),
    (lambda: Layer(1, 0)((1, 2)), "point: found 2 coordinates, expected 1 coordinates"),
    (lambda: push(Layer([[1, 2]], [0]), base.normal(0, 1)), "found a map from R^2 to R^1"),
    (lambda: push(Layer(1, 0), 3), "a law as second argument"),
    (lambda: push("relu(x)", base.normal(0, 1)), "a piecewise-linear expression"),
    (lambda: push(relu(w * x), base.normal(0, 1)), "found relu(w*x) with the free symbols w, x"),
    (lambda: push(sp.Integer(3), base.normal(0, 1)), "the free symbols none"),
    (lambda: push(clip(x, 1, 0), base.normal(0, 1)), "lo above hi by 1"),
    (lambda: base.normal(0, 1).prob(x + y > 0), "with the free symbols x, y"),
    (lambda: base.normal(0, 1).prob(3), "a relation in one symbol or a set"),
    (lambda: base.normal(0, 1).moment(-1), "moment: found -1, expected a natural number"),
    (lambda: base.normal(0, 1).cdf(0.1), FLOAT),
    (lambda: base.normal(0, sigma).sample(3, 1), "the free symbols sigma"),
    (lambda: Family(base.normal(0, sigma), ()), "the law also has sigma"),
    (lambda: Family(base.normal(0, sigma), (sigma, w)), "w, not in the law"),
    (lambda: Family(base.normal(0, sigma), (sigma, sigma)), "distinct names"),
    (lambda: Family(base.normal(0, sigma), (sigma,), given=("s > 0",)), "relations such as sigma > 0"),
    (lambda: Family(base.normal(0, sigma), (sigma,), given=(w > 0,)), "w > 0 with w"),
    (lambda: base.normal(0, sigma).at({sigma: -1}), "sigma: found -1"),
    (lambda: base.normal(0, w).at({w: -1}), "values with w > 0"),
    (lambda: base.normal(0, w).given(w < 0), "conditions that can hold together"),
]


@pytest.mark.parametrize(("made", "text"), REFUSED, ids=[text[:40] for _, text in REFUSED])
def test_bad_input_is_refused(made, text):
    with pytest.raises(InputError) as caught:
        made()
    assert text in str(caught.value)


NOT_LINEAR = [
    (x**2, "x**2 is not affine in x"),
    (sp.exp(x), "exp(x)"),
    (x * relu(x), "the product"),
    (1 / x, "1/x is not affine"),
    (sp.Piecewise((x, x > 0), (0, True)), "Piecewise"),
]


@pytest.mark.parametrize(("map_", "text"), NOT_LINEAR, ids=[str(m) for m, _ in NOT_LINEAR])
def test_maps_that_are_not_piecewise_linear(map_, text):
    with pytest.raises(NotPiecewiseLinear) as caught:
        push(map_, base.normal(0, 1))
    assert text in str(caught.value)


def test_undefined_and_infinite_moments():
    with pytest.raises(NoClosedForm, match="it is undefined, both tails are infinite"):
        base.cauchy(0, 1).mean()
    with pytest.raises(NoClosedForm, match="it is undefined, both tails are infinite"):
        base.student_t(3).moment(3)
    assert push(relu, base.cauchy(0, 1)).mean() is sp.oo
    assert push(-relu(x), base.cauchy(0, 1)).mean() is -sp.oo
    assert base.student_t(2).variance() is sp.oo
    with pytest.raises(NoClosedForm, match="the mean is infinite"):
        push(relu, base.cauchy(0, 1)).variance()
    assert push(clip(x, -1, 1), base.cauchy(0, 1)).mean() == 0


def test_conditions_are_recorded_and_not_assumed_silently():
    law = base.normal(0, w)
    assert law.conditions == (w > 0,)
    assert push(relu, law).conditions == (w > 0,)
    assert Family(law, (w,)).required() == (w > 0,)
    assert Family(law, (w,), given=(w > 0,)).required() == ()
    p = reals("p")
    assert base.mix((p, base.atom(0)), (1 - p, base.atom(1))).conditions == (p >= 0, p <= 1)


def test_what_is_not_decided_about_a_density_is_said():
    law = density_law(sp.exp(-sp.exp(y**2)) * 0 + sp.exp(y**3) / reals("c"), y, (0, 1))
    assert law.unverified
    assert push(relu, law).unverified == law.unverified
    assert base.mix((1, law)).unverified == law.unverified
