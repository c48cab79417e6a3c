r"""Random signs as weights, independently: their kernel is not the one of the invariant laws.

It is not invariant under rotations either: $(1, 1)$ and $(1, -1)$ are $\sqrt 2$ times turned axes, and the
kernel there is 0, not twice the kernel on the axes.

Source: own computation.
"""

from sympy import Rational, pi, sqrt

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Less,
    Or,
    P,
    abs_,
    fact,
    finite_law,
    have,
    ite,
    relu,
    rewriting,
    row,
    theorem,
    times,
)

from .axis_kernels import (
    E1,
    E2,
    OWN,
    axis_means,
    compared,
    eighth_turn,
    integrable,
    invariant,
    kernel,
    kernel_on_axes,
    means_on_axes,
    on_axes,
    rectified,
    right_angle,
    small,
    square,
    squares,
    surely_small,
    u,
    x,
)
from .tilted_inputs import tilted, tilted_means
from .uniform_angle import applied

DIAGONAL = (1, 1)
response = tilted(1)
HALF = Rational(1, 2)


def half(i):
    """The mass of a sign."""
    return HALF


def signs(i):
    """The two signs, by their number."""
    return ite(Equal(i, 1), -1, 1)


S = finite_law(2, half, signs)


def is_sign(x):
    """The weight is -1 or 1."""
    return Or(Equal(x, -1), Equal(x, 1))


def unrolled(f):
    """A sum over the two signs."""
    return [fact("sum_empty", 1, 0, f), *(fact("sum_last", 1, k, f) for k in range(2))]


def mass(event):
    """The mass of an event as a sum over the signs."""
    value = applied("atoms_prob", 2, half, signs, event, by=unrolled(half))
    return [value, *unrolled(lambda i: ite(event(signs(i)), half(i), 0))]


@theorem(
    "Random signs",
    And(
        Equal(P(S, (is_sign(x), x)), 1),
        surely_small(S),
        Equal(P(S, (Equal(x, 1), x)), HALF),
    ),
    source="elementary",
)
def random_signs(claim):
    events = (is_sign, small, lambda x: Equal(x, 1))
    masses = [have(part, by=mass(event)) for part, event in zip(claim.parts, events, strict=True)]
    return have(claim, by=masses)


def same(function, other, sure):
    """Functions that agree at the signs have the same mean."""
    agree = have(Implies(is_sign(x), Equal(function(x), other(x))))
    return applied("E_same", S, is_sign, function, other, by=[sure, agree.forall(x)])


def constant(value, sure):
    """The mean of a constant."""
    return applied("E_range", S, is_sign, lambda x: value, value, value, by=sure)


def indicator(x):
    """The positive sign."""
    return ite(Equal(x, 1), 1, 0)


@theorem(
    "Means of random signs",
    And(Equal(E(S, relu), HALF), Equal(E(S, square), 1)),
    uses=[random_signs],
    source=OWN,
)
def means_of_signs(claim, sure):
    positive = [same(relu, indicator, sure), row("E_event", S, lambda x: Equal(x, 1)), sure]
    squared = [same(square, lambda x: 1, sure), constant(1, sure)]
    parts = [have(part, by=by) for part, by in zip(claim.parts, (positive, squared), strict=True)]
    return have(claim, by=parts), rectified(S, sure), squares(S, sure)


@theorem(
    "Random signs on two axes",
    on_axes(S, Rational(1, 4), 1 / (2 * pi), (pi - 2) / (4 * pi)),
    uses=[kernel_on_axes, means_on_axes, right_angle, means_of_signs, random_signs],
    source=OWN,
)
def signs_on_axes(claim, axes, means, angle, averages, sure):
    regular = rectified(S, sure)
    shown = compared(claim, S, r"The sign is the one of $\pi - 2$.", axes, angle, averages, regular)
    return shown, regular, *axis_means(S, means, regular), squares(S, sure)


SUM, DIFFERENCE = (1, 1), (1, -1)


def turned_response(u, v):
    """The response at the inputs (1, 1) and (1, -1)."""
    return relu(u + v) * relu(u - v)


def turned_means(sure):
    """The means in the kernel at these inputs exist."""
    reach = (abs_(u) + 1) ** 2
    size = have(
        Implies(small(x), And(0 <= turned_response(u, x), turned_response(u, x) <= reach)),
        by=[
            times(0 <= relu(u + x), 0 <= relu(u - x)),
            times(relu(u + x) <= abs_(u) + 1, relu(u - x) <= abs_(u) + 1),
            times(0 <= relu(u + x), relu(u - x) <= abs_(u) + 1),
            times(0 <= abs_(u) + 1, relu(u + x) <= abs_(u) + 1),
        ],
    )
    inner = integrable(S, lambda v: turned_response(u, v), reach, sure, size)
    value = applied(
        "E_range", S, lambda x: small(x), lambda v: turned_response(u, v), 0, reach, by=[sure, size.forall(x)]
    )
    four = have(Implies(small(x), (abs_(x) + 1) ** 2 <= 4), by=times(abs_(x) <= 1, 3 + abs_(x) >= 0))
    mean = E(S, lambda v: turned_response(x, v))
    bounded = have(Implies(small(x), abs_(mean) <= 4), by=[value.at({u: x}), four])
    return inner, integrable(S, lambda u: E(S, lambda v: turned_response(u, v)), 4, sure, bounded)


@theorem(
    "Random signs at turned axes",
    And(
        Equal(kernel(S, SUM, DIFFERENCE), 0),
        Less(kernel(S, SUM, DIFFERENCE), 2 * kernel(S, E1, E2)),
    ),
    uses=[signs_on_axes, means_on_axes, random_signs],
    source=OWN,
)
def signs_at_turned_axes(claim, axes, means, sure):
    none = have(Implies(And(is_sign(u), is_sign(x)), Equal(turned_response(u, x), 0)))
    agree = have(Implies(is_sign(x), Equal(turned_response(u, x), 0)), given=[is_sign(u)], by=none)
    inner = applied(
        "E_same", S, is_sign, lambda v: turned_response(u, v), lambda v: 0, by=[sure, agree.forall(x)]
    )
    zero = constant(0, sure)
    value = have(Implies(is_sign(u), Equal(E(S, lambda v: turned_response(u, v)), 0)), by=[inner, zero])
    outer = applied(
        "E_same",
        S,
        is_sign,
        lambda u: E(S, lambda v: turned_response(u, v)),
        lambda u: 0,
        by=[sure, value.forall(u)],
    )
    shown = have(claim, "One of the two responses is always 0.", by=[outer, zero, axes])
    regular = rectified(S, sure)
    return shown, *turned_means(sure), regular, *axis_means(S, means, regular)


@theorem(
    "Random signs on an axis and the diagonal",
    And(
        Equal(kernel(S, E1, DIAGONAL), HALF),
        Equal(sqrt(2) * invariant(S, pi / 4), Rational(3, 8) + 1 / (2 * pi)),
        Less(kernel(S, E1, DIAGONAL), sqrt(2) * invariant(S, pi / 4)),
    ),
    uses=[eighth_turn, means_of_signs, random_signs],
    source=OWN,
)
def signs_on_the_diagonal(claim, angle, averages, sure):
    def twice(v):
        return 2 * relu(u) * relu(v)

    agree = have(
        Implies(And(is_sign(u), is_sign(x)), Equal(response(u, x), twice(x))),
        by=[rewriting(u, 1), rewriting(u, -1), rewriting(x, 1), rewriting(x, -1)],
    )
    here = have(Implies(is_sign(x), Equal(response(u, x), twice(x))), given=[is_sign(u)], by=agree)
    inner = applied("E_same", S, is_sign, lambda v: response(u, v), twice, by=[sure, here.forall(x)])
    linear = row("E_linear", S, relu, relu, 2 * relu(u), 0)
    multiple = have(linear.claim.args[1], by=[linear, rectified(S, sure)])
    value = have(
        Implies(is_sign(u), Equal(E(S, lambda v: response(u, v)), relu(u))),
        by=[inner, multiple, averages, rewriting(E(S, relu), HALF)],
    )
    outer = applied(
        "E_same", S, is_sign, lambda u: E(S, lambda v: response(u, v)), relu, by=[sure, value.forall(u)]
    )
    inserted = have(claim.parts[1], by=[angle.at({x: E(S, square)}), averages])
    bound = have(Less(Rational(1, 8), 1 / (2 * pi)))
    shown = have(
        claim, r"The difference has the sign of $\pi - 4 < 0$.", by=[outer, averages, inserted, bound]
    )
    return shown, *tilted_means(S, sure, 1), squares(S, sure)
