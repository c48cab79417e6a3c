"""What kernels refuse, where they are infinite or 0, and claims of invariance that are false."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from flint import arb

from symrelu import (
    Homogeneous,
    InputError,
    LawDependent,
    Layer,
    NoClosedForm,
    Weights,
    arc_cosine,
    atom,
    clip,
    correlation_map,
    discrete,
    equivalent_kernel,
    is_rotation_invariant,
    max_,
    mix,
    naturals,
    nonnegative,
    normal,
    positive,
    push,
    reals,
    relu,
    student_t,
    uniform,
    uniform_box,
)
from symrelu.model.activation import activation as layer_activation
from tests.equivalent_kernels.cases import COIN, SIGNS, same

R, pi = sp.Rational, sp.pi
GAUSSIAN = Weights.gaussian()
t, a, u, v = reals("t a u v")
nu, r, n = positive("nu r n")
m = naturals("m")


@pytest.mark.parametrize(
    "weights", [Weights.cauchy(), Weights.student_t(2), Weights.student_t(R(1, 2))], ids=str
)
def test_without_a_second_moment_the_kernel_is_infinite(weights: Any) -> None:
    kernel = equivalent_kernel("relu", weights)
    found = kernel((1, 0), (-1, 3))
    assert found.exact is sp.oo
    assert "infinite" in found.reason
    assert found.second_moment is sp.oo
    assert found.enclosure(5) == arb.pos_inf()
    opposite = kernel((1, 2), (-2, -4))
    assert opposite.exact == 0
    assert opposite.angle == pi
    theta = sp.Symbol("theta", real=True)
    by_angle = kernel.at_angle(theta).exact
    assert by_angle.subs(theta, 3) is sp.oo
    assert by_angle.subs(theta, pi) == 0
    assert equivalent_kernel("abs", weights, (1, 0), (-1, 0)).exact is sp.oo
    assert equivalent_kernel("step", weights, (1, 0), (0, 1)).exact == R(1, 4)
    with pytest.raises(NoClosedForm, match="undefined"):
        equivalent_kernel("identity", weights, (1, 0), (0, 1))
    assert equivalent_kernel("identity", weights, (1, 0), (-1, 0)).exact is -sp.oo


def test_a_moment_that_is_finite_for_some_parameters_says_for_which() -> None:
    found = equivalent_kernel("relu", Weights.student_t(nu), (1, 0), (0, 1))
    assert sp.simplify(found.exact - nu / (nu - 2) / (2 * pi)) == 0
    assert found.conditions == (nu > 2,)
    assert repr(found).endswith("if nu > 2")
    assert equivalent_kernel(relu(t) ** 2, Weights.student_t(4), (1, 0), (0, 1)).exact is sp.oo
    assert equivalent_kernel(relu(t) ** 2, Weights.student_t(nu), (1, 0), (0, 1)).conditions == (nu > 4,)


def test_dimension_one() -> None:
    for weights, square in [(GAUSSIAN, 1), (Weights.sphere(2), 4), (Weights.ball(), R(1, 3))]:
        kernel = equivalent_kernel("leaky_relu", weights, slope=R(1, 3))
        assert kernel((2,), (3,)).exact == 6 * square * R(5, 9)
        assert kernel((2,), (-3,)).exact == -6 * square * R(1, 3)
    with pytest.raises(InputError, match="in dimension 1"):
        equivalent_kernel("relu", GAUSSIAN, dim=1).at_angle(1)


def test_zero_inputs() -> None:
    assert equivalent_kernel("relu", GAUSSIAN, (0, 0), (1, 2)).exact == 0
    assert equivalent_kernel("relu", GAUSSIAN, (0, 0), (1, 2)).angle is None
    step = Homogeneous.step(R(1, 3))
    assert equivalent_kernel(step, GAUSSIAN, (0, 0), (1, 2)).exact == R(1, 6)
    assert equivalent_kernel(step, GAUSSIAN, (0, 0), (0, 0)).exact == R(1, 9)
    assert equivalent_kernel(step, SIGNS, (0, 0), (1, 2)).exact == R(1, 6)
    assert equivalent_kernel("relu", SIGNS, (0, 0), (1, 2)).exact == 0
    with pytest.raises(NoClosedForm, match="input 0"):
        _ = equivalent_kernel("relu", GAUSSIAN, (0, 0), (1, 2)).correlation


def test_parallel_and_opposite_inputs_are_recognised() -> None:
    root = sp.sqrt(2), sp.sqrt(3)
    kernel = equivalent_kernel("relu", GAUSSIAN)
    assert kernel(root, (2, sp.sqrt(6))).exact == 5 * sp.sqrt(2) / 2
    assert kernel(root, (-2, -sp.sqrt(6))).exact == 0
    assert kernel((u, v), (2 * u, 2 * v)).exact == u**2 + v**2
    assert kernel((u, v), (-u, -v)).exact == 0
    assert kernel((u, v), (-u, -v)).conditions == (sp.Ne(u**2 + v**2, 0),)


def test_symbols() -> None:
    s = positive("s")
    found = equivalent_kernel("relu", GAUSSIAN, (1, 0), (1, s)).exact
    assert same(found.subs(s, R(7, 3)), (R(7, 3) + pi - sp.atan(R(7, 3))) / (2 * pi))
    theta = sp.Symbol("theta", real=True)
    sphere = equivalent_kernel("leaky_relu", Weights.sphere(r), dim=m, slope=a).at_angle(theta)
    expected = r**2 / m * ((1 - a) ** 2 * arc_cosine(1, theta) / (2 * pi) + a * sp.cos(theta))
    assert sp.simplify(sphere.exact - expected) == 0
    taken = equivalent_kernel((max_(t, a * t), t), GAUSSIAN, (1, 0), (1, 1)).exact
    assert same(taken.subs(a, R(1, 5)), 8 / (25 * pi) + R(11, 25))
    assert same(
        taken.subs(a, 3), equivalent_kernel(Homogeneous.two_slope(3, 1), GAUSSIAN, (1, 0), (1, 1)).exact
    )


def test_the_pitfall_of_a_maximum() -> None:
    """max(t, a t) is the leaky ReLU of slope a for a <= 1 only."""
    steep = equivalent_kernel("leaky_relu", GAUSSIAN, (1, 0), (1, 0), slope=3).exact
    assert steep == 5
    assert equivalent_kernel(max_(t, 3 * t), GAUSSIAN, (1, 0), (1, 0)).exact == 5
    assert equivalent_kernel(max_(t, 3 * t), GAUSSIAN, (1, 0), (-1, 0)).exact == -3
    assert equivalent_kernel(Homogeneous.two_slope(3, 1), GAUSSIAN, (1, 0), (1, 0)).exact == 5


OTHERS = [
    relu(t - 1), clip(t, 0, 1), sp.exp(t), sp.tanh(t), relu(t) + relu(t) ** 2,
    relu(t) + 1, relu(t) ** 2 - relu(-t), layer_activation("clip", lo=0, hi=1),
]  # fmt: skip


@pytest.mark.parametrize("activation", OTHERS, ids=str)
def test_an_activation_that_is_not_homogeneous_is_refused_with_the_reason(activation: Any) -> None:
    with pytest.raises(LawDependent, match="depends on the law") as error:
        equivalent_kernel(activation, GAUSSIAN, (1, 0), (0, 1))
    assert "unit circle" in str(error.value)
    with pytest.raises(LawDependent):
        correlation_map(activation)


def test_the_counterexample_of_that_error_is_one() -> None:
    """f(t) = relu(t - 1), x = y = e1: 0 on the unit circle, positive for normal weights."""
    from symrelu import push

    shifted = push((relu(t - 1), t), normal(0, 1 / sp.sqrt(2)))
    assert shifted.moment(2).evalf() > 0.01
    assert Weights.sphere().second_moment(2) == Weights.gaussian(1 / sp.sqrt(2)).second_moment(2)


def test_an_atom_at_zero_changes_kernels_of_degree_zero() -> None:
    q = R(1, 3)
    law = Weights.scale_mixture(mix((q, atom(0)), (1 - q, atom(1))))
    for zero in (0, R(1, 2), 1):
        found = equivalent_kernel(Homogeneous.step(zero), law, (1, 0), (0, 1))
        assert found.exact == (1 - q) / 4 + q * R(zero) ** 2
        half = ((1 - q) / 4 + q * R(zero) ** 2) / ((1 - q) / 2 + q * R(zero) ** 2)
        assert found.correlation == half
    assert equivalent_kernel("relu", law, (1, 0), (0, 1)).exact == (1 - q) / (2 * pi)


def test_the_formula_of_invariant_laws_may_agree_at_a_single_pair() -> None:
    """Uniform weights meet the arc-cosine kernel between t = 1 and t = 2: one pair proves nothing."""
    kernel = equivalent_kernel("relu", Weights.independent(uniform(-1, 1)))

    def gap(s: Any) -> Any:
        return sp.N(kernel((1, 0), (1, s)).exact - kernel.invariant_value((1, 0), (1, s)).exact, 30)

    assert gap(R(114, 100)) < 0 < gap(R(115, 100))
    with pytest.raises(InputError, match="degree 1"):
        equivalent_kernel("step", SIGNS).invariant_value((1, 0), (0, 1))


BAD: list[tuple[Any, str]] = [
    (lambda: equivalent_kernel((t**sp.pi, t), GAUSSIAN), "a real number"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, ((-1) ** sp.sqrt(2), 0), (0, 1)), "a real number"),
    (lambda: equivalent_kernel("leaky_relu", GAUSSIAN, slope=sp.log(-2)), "a real number"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, (1, 0.5), (0, 1)), "the float 0.5"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, (1, 0), (0, 1, 2)), "3 coordinates"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, (1, 0), (0, 1), dim=3), "expected 3"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, (1, 0)), "two inputs"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, "10", (0, 1)), "a list of coordinates"),
    (lambda: equivalent_kernel("relu", student_t(5), (1, 0), (0, 1)), "Weights.student_t"),
    (lambda: equivalent_kernel("relu", "gaussian", (1, 0), (0, 1)), "a law of the weight vector"),
    (lambda: equivalent_kernel("relo", GAUSSIAN), "one of relu"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, slope=1), "no slope"),
    (lambda: equivalent_kernel("leaky_relu", GAUSSIAN), "slope"),
    (lambda: equivalent_kernel(a * relu(t), GAUSSIAN), "the pair"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, dim=R(1, 2)), "a natural number"),
    (lambda: equivalent_kernel("relu", SIGNS).at_angle(1), "rotation-invariant"),
    (lambda: equivalent_kernel("relu", SIGNS, (u, 0), (0, 1)), "numbers"),
    (lambda: equivalent_kernel("relu", SIGNS, (1, sp.sqrt(2)), (0, 1)), "rational"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, (u, 0), (0, 1)).enclosure(), "the symbols u"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, (1, 0), (0, 1)).enclosure(0), "digits"),
    (lambda: Homogeneous.power(-1, 1, 0), "at least 0"),
    (lambda: Homogeneous.power(1, 1, 0, at_zero=1), "at_zero"),
    (lambda: Weights.student_t(0), "a positive number"),
    (lambda: Weights.sphere(-1), "a positive number"),
    (lambda: Weights.shell(2, 1), "a positive number"),
    (lambda: Weights.scale_mixture(normal(0, 1)), r"a law on \[0, oo\)"),
    (lambda: Weights.radial(1 - r, r, (0, 2)), "negative at"),
    (lambda: Weights.radial(sp.exp(-r), r, (2, 1)), "low < high"),
    (lambda: equivalent_kernel("relu", Weights.radial(1 / (1 + r**2), r, (0, sp.oo)), (1, 0, 0), (0, 1, 0)),
     "mass oo"),
    (lambda: Weights.independent(), "laws on R"),
    (lambda: arc_cosine(-1, 1), "a natural number"),
    (lambda: arc_cosine(2, 4), "an angle"),
    (lambda: arc_cosine(2, -R(1, 10**30)), "an angle"),
    (lambda: correlation_map("relu")(2), "from -1 to 1"),
    (lambda: correlation_map("relu").iterate(u, 3), "numbers"),
    (lambda: correlation_map("relu").iterate(0, -1), "a number of layers"),
    (lambda: correlation_map("step").bound(3), "degree 1"),
    (lambda: correlation_map((0 * t, t)), "the activation 0"),
    (lambda: is_rotation_invariant(SIGNS), "a dimension"),
    (lambda: equivalent_kernel("relu", Weights.cauchy()).evaluate([[1, 0]], [[0, 1]]), "infinite"),
    (lambda: equivalent_kernel("relu", GAUSSIAN).evaluate([[1, 0]], [[0, 1, 2]]), "shape"),
    (lambda: equivalent_kernel("relu", GAUSSIAN, dim=3).evaluate([[1, 0]], [[0, 1]]), "R\\^3"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "text"), BAD, ids=[text for _, text in BAD])
def test_bad_input_is_one_clear_error(action: Any, text: str) -> None:
    with pytest.raises(InputError, match=text):
        action()


TURNED = push(Layer([[1, 0], [0, 1]], [0, 0]), uniform_box([(-1, 1), (-1, 1)]))
LIMITS: list[tuple[Any, str]] = [
    (lambda: equivalent_kernel("relu", Weights.independent(student_t(3)), (1, 0), (1, 1)), "student_t"),
    (lambda: equivalent_kernel("relu", TURNED, (1, 0), (1, 1)), "push"),
    (lambda: equivalent_kernel("relu", Weights.independent(normal(0, 2), COIN)).second_moment, "unit"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "text"), LIMITS, ids=[text for _, text in LIMITS])
def test_what_is_not_known_says_so(action: Any, text: str) -> None:
    with pytest.raises(NoClosedForm, match=text):
        action()


def test_enclosures_hold_the_value_and_shrink() -> None:
    found = equivalent_kernel("relu", GAUSSIAN, (1, 2, 2), (2, -1, 2))
    for digits in (5, 30, 300):
        ball = found.enclosure(digits)
        assert arb(ball.rad()) < arb(10) ** (-digits)
        assert ball.contains(arb(str(sp.N(found.exact, digits + 20)))) or ball.overlaps(
            arb(str(sp.N(found.exact, digits + 20)))
        )


def test_large_numbers_are_enclosed_too() -> None:
    big = 10**200
    found = equivalent_kernel("relu", GAUSSIAN, (big, 1), (1, big))
    ball = found.enclosure(20)
    assert arb(ball.rad()) < arb(10) ** -20
    assert ball > arb(10) ** 399
    tiny = equivalent_kernel("relu", GAUSSIAN, (1, 0), (-1, R(1, 10**50))).enclosure(200)
    text = sp.Rational(tiny.str(20, radius=False))
    assert abs(text * 10**150 * 6 * pi - 1).n(30) < R(1, 10**18)


def test_a_degree_that_may_be_zero_and_an_atom_at_zero() -> None:
    p = nonnegative("p")
    law = Weights.scale_mixture(discrete({0: R(1, 2), 1: R(1, 2)}))
    found = equivalent_kernel(Homogeneous.power(p, 1, 0), law, (1, 0), (0, 1))
    assert sp.Ne(p, 0) in found.conditions
    assert same(found.exact.subs(p, 2), equivalent_kernel(relu(t) ** 2, law, (1, 0), (0, 1)).exact)
    assert equivalent_kernel("step", law, (1, 0), (0, 1)).exact == R(1, 8)


def test_orders_of_sympy() -> None:
    assert arc_cosine(sp.Integer(3), pi / 3) == arc_cosine(3, pi / 3)


@pytest.mark.parametrize(
    "value", [sp.polylog(2, 3), sp.hyper((1, 2), (3,), 5), (-1) ** sp.pi, sp.asin(2)], ids=str
)
def test_constants_that_are_not_real_are_refused(value: sp.Expr) -> None:
    with pytest.raises(InputError, match="a real number"):
        equivalent_kernel("relu", Weights.gaussian(), (1, 0), (value, 1))


def test_special_functions_that_are_real_are_taken() -> None:
    value = equivalent_kernel("relu", Weights.gaussian(), (1, 0), (sp.polylog(2, sp.Rational(1, 3)), 1))
    assert abs(complex(sp.N(value.exact)).imag) == 0
