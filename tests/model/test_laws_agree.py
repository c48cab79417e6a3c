"""Properties of push on random laws and maps: composition, mass, idempotence."""

from __future__ import annotations

import itertools
from fractions import Fraction

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.laws.base import atom, beta_law, discrete, exponential, laplace, mix, normal, uniform
from symrelu.laws.push import push
from symrelu.model.expression import PiecewiseExpression
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import abs_, clip, max_, reals, relu

x, y = reals("x y")
numbers = st.fractions(min_value=-3, max_value=3, max_denominator=6)
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
SMOOTH = (uniform(-1, 2), normal(0, 1), exponential(1), laplace(0, 1), beta_law(2, 2))
JUMPING = (discrete({-1: QUARTER, 0: QUARTER, 2: HALF}), mix((HALF, atom(HALF)), (HALF, uniform(0, 1))))
BASES = (*SMOOTH, *JUMPING)
laws = st.sampled_from(BASES)
layers = st.one_of(
    st.builds(Layer, numbers, numbers),
    st.builds(lambda w, b, s: Layer(w, b, "leaky_relu", slope=s), numbers, numbers, numbers),
    st.builds(lambda w, b: Layer(w, b, "abs"), numbers, numbers),
    st.builds(
        lambda w, b, lo, d: Layer(w, b, "clip", lo=lo, hi=lo + abs(d)), numbers, numbers, numbers, numbers
    ),
)
exact = settings(max_examples=25, deadline=None)


def equal(one, two):
    """Whether two exact numbers are equal: structurally, else to 40 digits."""
    return one == two or abs(sp.N(one - two, 45, maxn=400)) < sp.Float("1e-40", 45)


def same_law(one, two):
    assert list(one.atoms()) == list(two.atoms())
    assert all(equal(m, two.atoms()[p]) for p, m in one.atoms().items())
    for level in (Fraction(-5, 2), Fraction(-1, 3), 0, Fraction(1, 7), 1, Fraction(9, 2)):
        assert equal(one.cdf(level), two.cdf(level))


@exact
@given(laws, st.lists(layers, min_size=1, max_size=5))
def test_push_of_push_is_push_of_the_composition(law, stack):
    step = law
    for layer in stack:
        step = push(layer, step)
    same_law(step, push(Network(stack), law))


@exact
@given(laws, st.lists(layers, min_size=1, max_size=4))
def test_mass_is_preserved(law, stack):
    for layer in stack:
        law = push(layer, law)
    assert equal(law.mass(), 1)
    assert equal(law.moment(0), 1)


@exact
@given(laws, layers)
def test_rectifying_twice_is_rectifying_once(law, layer):
    image = push(layer, law)
    same_law(push(relu, push(relu, image)), push(relu, image))


@exact
@given(laws, numbers, numbers, numbers, numbers)
def test_a_network_is_its_expression(law, a, b, c, d):
    net = Network([Layer([[a], [b], [-1]], [c, d, 0]), Layer([[1, -2, 1]], [Fraction(1, 2)], "identity")])
    expression = relu(a * x + c) - 2 * relu(b * x + d) + relu(-x) + Fraction(1, 2)
    same_law(push(net, law), push((sp.sympify(expression), x), law))


@exact
@given(laws, numbers, numbers)
def test_maximum_clip_and_modulus(law, a, b):
    low, high = sorted((a, b))
    same_law(push(clip(x, low, high), law), push((sp.Min(high, sp.Max(low, x)), x), law))
    same_law(push((max_(a * x + b, x), x), law), push((x + relu((a - 1) * x + b), x), law))
    same_law(
        push((abs_(a * x + b) + relu(x), x), law),
        push((relu(a * x + b) + relu(-a * x - b) + relu(x), x), law),
    )


@exact
@given(st.lists(layers, min_size=1, max_size=6), numbers)
def test_the_image_of_a_point_is_the_value_of_the_network(stack, point):
    assert push(Network(stack), atom(point)).atoms() == {Network(stack)(point): 1}


@exact
@given(laws, layers)
def test_atoms_are_the_jumps_of_the_distribution_function(law, layer):
    image = push(layer, law)
    for point, mass in image.atoms().items():
        assert equal(image.cdf(point) - image.cdf_left(point), mass)
        assert equal(image.prob(sp.Eq(y, point)), mass)


@exact
@given(st.integers(2, 5), st.randoms(use_true_random=False))
def test_pieces_of_a_network_are_its_values(width, random):
    def rational():
        return Fraction(random.randint(-9, 9), random.randint(1, 9))

    shape = (1, width, width, 1)
    net = Network(
        [
            Layer([[rational() for _ in range(m)] for _ in range(n)], [rational() for _ in range(n)])
            for m, n in itertools.pairwise(shape)
        ]
    )
    for _ in range(8):
        point = rational()
        assert push(net, atom(point)).atoms() == {net(point): 1}
    image = push(net, uniform(-2, 2))
    assert image.mass() == 1
    draws = [Fraction(4 * k + 2, 400) * 4 - 2 for k in range(100)]
    level = net(draws[37])
    assert abs(image.cdf(level) - sp.Rational(sum(bool(net(v) <= level) for v in draws), 100)) <= sp.Rational(
        width * 4 + 4, 100
    )


def test_the_argument_of_an_expression_may_be_any_symbol():
    assert PiecewiseExpression(relu(y), y)(-2) == 0
    assert push((relu(y), y), normal(0, 1)).cdf() == push(relu, normal(0, 1)).cdf()
