r"""A triangular weight: the image of the uniform weight under the inverse distribution function.

Source: own computation.
"""

from sympy import Rational, pi, sqrt

from symrelu import (
    And,
    DensityOn,
    Equal,
    Implies,
    Integral,
    P,
    abs_,
    cases,
    fact,
    given,
    have,
    ite,
    primitive,
    push,
    reals,
    relu,
    row,
    sign,
    theorem,
    times,
)

from .axis_kernels import OWN, axis_means, means_on_axes, mu, on_axes, rectified, squares, surely_small
from .triangular_weights import density, size_of_triangular_weights, triangular_on_axes
from .uniform_angle import applied
from .uniform_weights import U, uniform_weight

r, u, v, w, x, y = reals("r u v w x y")


def quantile(x):
    """The triangular weight with this share below it, where the share is written from -1 to 1."""
    return ite(x <= 0, sqrt(relu(1 + x)) - 1, 1 - sqrt(relu(1 - x)))


T = push(lambda x: quantile(x), U)


def share(y):
    """The share of the triangular weights up to y, from -1 to 1."""
    return y * (2 - abs_(y))


INSIDE = And(-1 < x, x < 1)


@theorem(
    "The inverse of the triangular distribution function",
    Implies(
        INSIDE,
        And(
            -1 < quantile(x),
            quantile(x) < 1,
            Implies(
                And(-1 < y, y < 1),
                And(Implies(quantile(x) <= y, x <= share(y)), Implies(x <= share(y), quantile(x) <= y)),
            ),
        ),
    ),
    source="elementary",
)
def inverse_distribution(claim):
    roots = [fact("sqrt", relu(1 + x)), fact("sqrt", relu(1 - x))]
    order = have(
        Implies(And(0 <= r, 0 <= w), And(Implies(r <= w, r**2 <= w**2), Implies(r**2 <= w**2, r <= w))),
        by=[times(r <= w, 0 <= r), times(r <= w, 0 <= w), times(r > w, 0 <= w), times(r > w, r > w)],
    )
    left, right = sqrt(relu(1 + x)), sqrt(relu(1 - x))
    pairs = ((left, 1 + y), (1 - y, right), (left, 1), (right, 1))
    low = [order.at({r: first, w: second}) for first, second in pairs]
    positive = have(Implies(And(Equal(r**2, w), 0 <= r, 0 < w), 0 < r), by=[sign(r)])
    above = [positive.at({r: left, w: relu(1 + x)}), positive.at({r: right, w: relu(1 - x)})]
    return have(claim, by=[*roots, *low, *above, cases(0 <= y), cases(x <= 0)])


@theorem(
    "The mass of the triangular density",
    Implies(u <= v, Equal(Integral(u, v, density), (share(v) - share(u)) / 2)),
    source="elementary",
)
def mass_of_the_density(claim):
    def falling(x):
        return x - x**2 / 2

    def rising(x):
        return x + x**2 / 2

    def over(low, high, F, *held):
        value = primitive(low, high, density, F, by=[given(part) for part in held])
        return have(Implies(And(*held), Equal(Integral(low, high, density), F(high) - F(low))), by=value)

    regular = applied("Int_cont", u, v, density, given=[u <= v])
    split = applied("int_split", u, 0, v, density, given=[u <= 0, 0 <= v], by=regular)
    parts = [
        over(u, v, falling, 0 <= u, u <= v),
        over(u, v, rising, u <= v, v <= 0),
        over(u, 0, rising, u <= 0),
        over(0, v, falling, 0 <= v),
    ]
    joined = have(Implies(And(u <= 0, 0 <= v), split.claim), by=split)
    return have(claim, by=[*parts, joined])


def weight_between(weight):
    """The mass of the uniform weight between two numbers."""
    low, high = reals("a b")
    span = And(-1 < low, low <= high, high < 1)
    whole = primitive(low, high, lambda x: Rational(1, 2), lambda x: x / 2, by=given(span))
    event = P(U, lambda x: And(low < x, x <= high))
    part = have(Implies(span, Equal(event, (high - low) / 2)), by=[weight, whole])
    return part.at({low: share(u), high: share(v)})


@theorem(
    "There are triangular weights",
    And(Equal(P(T, (INSIDE, x)), 1), DensityOn(T, density, (-1, 1))),
    uses=[inverse_distribution, mass_of_the_density, uniform_weight],
    source=OWN,
)
def triangular_weights_exist(claim, inverse, mass, weight):
    def inside(x):
        return And(-1 < x, x < 1)

    pushed = row("push_prob", quantile, U, inside)
    here = have(Implies(inside(x), inside(quantile(x))), by=inverse)
    wider = applied("prob_mono", U, inside, lambda x: inside(quantile(x)), by=here.forall(x))
    bounds = row("prob_range", U, lambda x: inside(quantile(x)))
    sure = have(Equal(P(U, lambda x: inside(quantile(x))), 1), by=[wider, bounds, weight])
    total = have(Equal(P(T, (INSIDE, x)), 1), by=[pushed, sure])
    span = And(-1 < u, u <= v, v < 1)

    def between(x):
        return And(u < quantile(x), quantile(x) <= v)

    def shares(x):
        return And(share(u) < x, x <= share(v))

    both = [inverse.at({y: u}), inverse.at({y: v})]
    indicators = [lambda x, event=event: ite(event(x), 1, 0) for event in (between, shares)]
    first, later = (indicator(x) for indicator in indicators)
    agree = have(Implies(inside(x), Equal(first, later)), given=[span], by=both)
    same = applied("E_same", U, inside, *indicators, given=[span], by=[weight, agree.forall(x)])
    events = [row("E_event", U, event) for event in (between, shares)]
    order = have(
        Implies(span, And(-1 < share(u), share(u) <= share(v), share(v) < 1)),
        by=[sign(u), sign(v), times(u <= v, u < 1), times(u <= v, v < 1)],
    )
    uniform_mass = have(
        Implies(span, Equal(P(U, shares), (share(v) - share(u)) / 2)),
        by=[order, weight_between(weight)],
    )
    image = row("push_prob", quantile, U, lambda x: And(u < x, x <= v))
    equal = have(
        Implies(span, Equal(P(T, lambda x: And(u < x, x <= v)), Integral(u, v, density))),
        by=[image, same, *events, uniform_mass, mass],
    )
    positive = have(Implies(And(-1 < y, y < 1), 0 <= density(y)))
    regular = applied("Int_cont", u, v, density, given=[u <= v])
    whole = have(Implies(span, And(regular.claim, equal.claim.args[1])), by=[regular, equal])
    dense = have(claim.parts[1], by=[whole.forall(u, v), positive.forall(y)])
    return have(claim, by=[total, dense])


@theorem(
    "The triangular weight on two axes",
    on_axes(T, Rational(1, 36), 1 / (12 * pi), (pi - 3) / (36 * pi)),
    uses=[triangular_on_axes, triangular_weights_exist, means_on_axes],
    source=OWN,
)
def triangular_weight_on_axes(claim, every, exists, means):
    sure = have(surely_small(T), by=[size_of_triangular_weights().at({mu: T}), exists])
    regular = rectified(T, sure)
    shown = have(claim, by=[every.at({mu: T}), exists])
    return shown, regular, *axis_means(T, means, regular), squares(T, sure)
