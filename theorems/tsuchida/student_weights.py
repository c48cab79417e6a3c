r"""Weights with the density of Student's law with 3 degrees of freedom: the formula is too large on two axes.

Source: own computation.
"""

from sympy import atan, pi, sqrt

from symrelu import (
    And,
    AtMost,
    DensityOn,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Less,
    Not,
    abs_,
    fact,
    given,
    have,
    min_,
    naturals,
    reals,
    relu,
    rewriting,
    square,
    theorem,
    times,
)

from .arctangents import arctangent_of_0, near_a_quarter_turn, positive_inverse, s, t
from .axis_kernels import OWN, axis_means, compared, kernel_on_axes, means_on_axes, on_axes, right_angle
from .axis_kernels import square as second
from .cut_functions import C, cut, f, k, m, mu, truncated_mean, x
from .means_on_the_line import (
    T,
    bounded_multiples_vanish,
    cut_is_integrable,
    e,
    mean_on_the_line,
    parts_of_a_mean,
    whole_mean,
)
from .uniform_angle import applied

u, v, w, y = reals("u v w y")
n = naturals("n")


def density(x):
    """The density of Student's law with 3 degrees of freedom."""
    return 6 * sqrt(3) / (pi * (3 + x**2) ** 2)


STUDENT = ForAll(k, [], DensityOn(mu, density, (-k, k)))


def rest(k):
    """What is left of the mean of the rectified weight off the interval."""
    return 3 * sqrt(3) / (pi * (3 + k**2))


def turn(x):
    """The angle in the second moment up to x."""
    return atan(sqrt(3) * x / 3)


def rest_of_squares(k):
    """What is left of the second moment off the interval."""
    return 6 * (pi / 2 - turn(k)) / pi + 6 * sqrt(3) * k / (pi * (3 + k**2))


def defined():
    """The density is defined everywhere."""
    product = have(Implies(0 < u, Not(Equal(u**2, 0))), by=times(0 < u, 0 < u))
    positive = have(Less(0, 3 + x**2), by=square(x))
    denominator = have(Not(Equal((3 + x**2) ** 2, 0)), by=[product.at({u: 3 + x**2}), positive])
    within = have(Implies(And(u <= x, x <= v), denominator.claim), by=denominator).forall(x)
    functions = (density, lambda x: min_(abs_(density(x)), n))
    regular = [applied("Int_cont", u, v, g, given=[u <= v], by=within) for g in functions]
    return [*(denominator.at({x: name}) for name in (x, y)), *regular]


INVERSE = [fact("inverse", 3 + x**2), fact("inverse", 3 + k**2), fact("inverse", pi), fact("pi_bounds")]


@theorem(
    "Parts of the mean of Student's rectified weight",
    Implies(STUDENT, Equal(E(mu, cut(relu, k)), sqrt(3) / pi - rest(k))),
    source=OWN,
)
def parts_of_the_mean(claim):
    here = [fact("inverse", 3 + x**2), have(Less(0, 3 + x**2), by=square(x))]
    none = (lambda x: 0, lambda x: 0)
    rising = (lambda x: x * density(x), lambda x: -3 * sqrt(3) / (pi * (3 + x**2)))
    steps = parts_of_a_mean(mu, density, given(STUDENT).instance(k), relu, (none, rising), here)
    return have(claim, "Integrate.", by=[*steps, *INVERSE]), *defined(), cut_is_integrable(mu, relu, k)


def inverse_of_the_ratio():
    """1/(1 + x^2/3) is three times 1/(3 + x^2)."""
    scaled = have(Implies(Equal(y, t), Equal(s * y, s * t)), by=rewriting(y, t))
    lines = And(Equal(3 * v**2, x**2), Equal((3 + x**2) * u, 1), Equal((1 + v**2) * w, 1))
    products = [((3 + x**2) * u, 1, w), ((1 + v**2) * w, 1, 3 * u), (3 * v**2, x**2, u * w)]
    third = have(
        Implies(lines, Equal(w, 3 * u)),
        by=[scaled.at({y: left, t: right, s: factor}) for left, right, factor in products],
    )
    ratio = sqrt(3) * x / 3
    inverses = [fact("inverse", 3 + x**2), fact("inverse", 1 + ratio**2), fact("sqrt", 3)]
    return [third.at({v: ratio, u: 1 / (3 + x**2), w: 1 / (1 + ratio**2)}), *inverses]


@theorem(
    "Parts of the second moment of Student's weight",
    Implies(STUDENT, Equal(E(mu, cut(second, k)), 3 - rest_of_squares(k))),
    uses=[arctangent_of_0],
    source=OWN,
)
def parts_of_the_square(claim, arctangent):
    here = [have(Less(0, 3 + x**2), by=square(x)), *inverse_of_the_ratio()]
    whole = (lambda x: x**2 * density(x), lambda x: 3 * turn(x) / pi - 3 * sqrt(3) * x / (pi * (3 + x**2)))
    steps = parts_of_a_mean(mu, density, given(STUDENT).instance(k), second, (whole, whole), here)
    zero = arctangent.at({s: atan(t)}).at({t: 0})
    shown = have(claim, "Integrate by parts.", by=[*steps, zero, *INVERSE])
    return shown, *defined(), cut_is_integrable(mu, second, k**2)


def both_rests(k):
    """What is left of both means."""
    return rest(k) + rest_of_squares(k)


@theorem(
    "The rests of Student's weight are small",
    And(AtMost(0, rest(k)), AtMost(0, rest_of_squares(k)), AtMost(k * both_rests(k), 10)),
    uses=[near_a_quarter_turn],
    source=OWN,
)
def rests_of_student_are_small(claim, near):
    held = And(0 < u, 3 * u < 1, 0 < w, w <= 2, 0 < v, Equal((3 + k**2) * v, 1), 0 <= k)
    share = have(
        Implies(held, And(0 < w * u, 3 * (w * u) <= 2)), by=[times(0 < w, 0 < u), times(w <= 2, 0 < u)]
    )
    parts = have(
        Implies(held, And(0 <= k * v, k * v <= 1, 0 <= k**2 * v, k**2 * v <= 1)),
        by=[
            times(0 <= k, 0 < v),
            times(0 <= k**2, 0 < v),
            times(0 <= (k - 1) ** 2, 0 < v),
            square(k),
            square(k - 1),
        ],
    )
    product = have(
        Implies(And(0 < s, 3 * s <= 2, 0 <= t, t <= 1), And(0 <= s * t, 3 * (s * t) <= 2)),
        by=[times(0 < s, 0 <= t), times(0 < s, t <= 1)],
    )
    rests = [product.at({s: w * u, t: e_}) for e_ in (v, k * v, k**2 * v)]
    angle = have(
        Implies(And(held, 0 < y, w * k * y <= 3, Equal(w**2, 3)), And(0 <= k * y, k * y <= 2)),
        by=[times(0 <= k, 0 < y), times(0 < w, w * k * y <= 3)],
    )
    turned = And(held, 0 < y, w * k * y <= 3, Equal(w**2, 3))
    first, later = 3 * w * u * v, 6 * y * u + 6 * w * k * u * v
    total = have(
        Implies(turned, And(0 <= first, 0 <= later, k * (first + later) <= 10)),
        by=[share, parts, *rests, angle, times(0 < u, k * y <= 2), times(0 < u, 0 < y)],
    )
    corner = sqrt(3) * k / 3
    values = {u: 1 / pi, v: 1 / (3 + k**2), w: sqrt(3), y: pi / 2 - atan(corner)}
    above = [*positive_inverse(pi), *positive_inverse(3 + k**2), fact("pi_bounds"), fact("sqrt", 3)]
    third = have(Implies(Equal(pi * u, 1), 3 * u < 1), by=[fact("pi_bounds"), times(pi > 3, 3 * u >= 1)])
    rooted = And(Equal(w**2, 3), 0 <= w)
    low = have(Implies(rooted, 0 < w), by=rewriting(w, 0))
    root = have(Implies(rooted, And(0 < w, w <= 2)), by=[low, times(w > 2, 0 < w)])
    lemmas = [total, third, root, near.at({s: atan(t)}).at({t: corner})]
    return have(claim, by=[*(lemma.at(values) for lemma in lemmas[:3]), lemmas[3], *above])


@theorem(
    "Means of Student's weight",
    Implies(
        STUDENT,
        And(
            Integrable(mu, relu),
            Equal(E(mu, relu), sqrt(3) / pi),
            Integrable(mu, second),
            Equal(E(mu, second), 3),
        ),
    ),
    uses=[
        mean_on_the_line,
        bounded_multiples_vanish,
        parts_of_the_mean,
        parts_of_the_square,
        rests_of_student_are_small,
    ],
    source=OWN,
)
def means_of_student(claim, whole, vanish, part, squared, small):
    bounded = have(AtMost(k * both_rests(k), 10), by=small)
    goes = have(
        Implies(0 < e, Exists(m, both_rests(m) <= e)),
        by=[vanish.at({T: both_rests, C: 10}), bounded.forall(k)],
    )
    first = whole_mean(mu, relu, sqrt(3) / pi, rest, k, whole, goes, [part, small], [STUDENT])
    later = whole_mean(mu, second, 3, rest_of_squares, k**2, whole, goes, [squared, small], [STUDENT])
    found = [first, later]
    exist = [have(Integrable(mu, g), given=[STUDENT], by=found) for g in (relu, second)]
    cuts = [truncated_mean(f).at({f: g}) for g in (relu, second)]
    return have(claim, "The rests vanish.", by=found), *defined(), *cuts, *exist


def numbers_of_the_square():
    """The square of sqrt(3)/pi, and inverses of pi."""
    scaled = have(Implies(Equal(s, t), Equal(y * s, y * t)), by=rewriting(s, t))
    lines = [(u * v, 1, v), (u * v, 1, u * w), (u**2 * w, 1, v), (u**2 * w, 1, v**2), (u * v, 1, u * v * w)]
    squares = have(
        Implies(And(Equal(u * v, 1), Equal(u**2 * w, 1)), And(Equal(w, v**2), Equal(u * w, v))),
        by=[scaled.at({s: left, t: right, y: factor}) for left, right, factor in lines],
    )
    root = have(
        Implies(And(Equal(s, t * v), Equal(t**2, 3)), Equal(s**2, 3 * v**2)),
        by=[rewriting(s, t * v), scaled.at({s: t**2, t: 3, y: v**2})],
    )
    return [
        squares.at({u: pi, v: 1 / pi, w: 1 / pi**2}),
        root.at({s: E(mu, relu), t: sqrt(3), v: 1 / pi}),
        *(fact("inverse", part) for part in (pi, pi**2)),
        fact("sqrt", 3),
        *positive_inverse(pi),
        fact("pi_bounds"),
    ]


@theorem(
    "Student's weights on two axes",
    Implies(STUDENT, on_axes(mu, 3 / pi**2, 3 / (2 * pi), 3 * (2 - pi) / (2 * pi**2))),
    uses=[kernel_on_axes, means_on_axes, right_angle, means_of_student],
    source=OWN,
)
def student_on_axes(claim, axes, means, angle, averages):
    regular, squared = (have(Integrable(mu, g), given=[STUDENT], by=averages) for g in (relu, second))
    shown = compared(
        claim,
        mu,
        r"The sign is the one of $2 - \pi$.",
        axes,
        angle,
        averages,
        regular,
        numbers_of_the_square(),
    )
    return shown, *defined(), regular, *axis_means(mu, means, regular), squared
