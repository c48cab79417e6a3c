r"""A kink off 0: the rectifier moved to 1 is not homogeneous, and its kernel shows the law of the lengths.

The weight is $R (\cos\Phi, \sin\Phi)$ with a uniform angle and an independent length, both inputs are
$(1, 0)$. Lengths up to 1 never answer; a length that is 0 or 2 can have the second moment of the length 1,
and answers.

Source: own computation.
"""

from sympy import Rational, cos, pi, sin, sqrt

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    Less,
    Or,
    P,
    abs_,
    atom,
    fact,
    have,
    relu,
    rewriting,
    row,
    sign,
    square,
    theorem,
    times,
)

from .angles import odd_and_even, s, t, u, v, x
from .axis_kernels import small as is_small
from .axis_kernels import square as second
from .axis_kernels import squares, surely_small
from .bias_pitfall import over_pieces
from .dominated_means import A, dominated, g, rho, w
from .means_below_sums import bounded, cut_mean, everywhere
from .two_values import a, b, f, functions_of_two_values, mean_over_two_values, p, q, two_values
from .uniform_angle import PHI, applied, density, density_of_the_angle, inside_the_circle

OWN = "own computation"
VALUES = {a: 0, b: 2, p: Rational(3, 4), q: Rational(1, 4)}
LENGTH, ONE = two_values(*VALUES.values()), atom(1)


def moved(r):
    """The squared answer of the rectifier with its kink at 1, to a weight of this length."""
    return lambda x: relu(r * cos(x) - 1) ** 2


def over_angle(r):
    """Its mean over the angle."""
    return E(PHI, moved(r))


def kernel(law):
    """The kernel at the first unit vector, twice."""
    return E(law, over_angle)


SHORT = Equal(P(rho, lambda r: And(0 <= r, r <= 1)), 1)


def short(r):
    """A length up to 1."""
    return And(0 <= r, r <= 1)


@theorem("Cosines are at most 1", And(AtMost(-1, cos(x)), AtMost(cos(x), 1)), source="elementary")
def cosine_at_most_1(claim):
    return have(claim, by=[fact("circle", x), times(cos(x) > 1), times(cos(x) < -1)])


@theorem("The answers have a mean", Integrable(PHI, moved(u)), uses=[cosine_at_most_1], source="elementary")
def answers_have_a_mean(claim, cosine):
    reach = abs_(u) + 1
    size = have(Implies(And(-1 <= v, v <= 1), relu(u * v - 1) <= reach), by=sign(u)).at({v: cos(x)})
    products = [times(0 <= t, t <= s), times(0 <= s, t <= s), square(t)]
    squared = have(Implies(And(0 <= t, t <= s), abs_(t**2) <= s**2), by=products)
    lemmas = [size, cosine, squared.at({t: relu(u * cos(x) - 1), s: reach})]
    return have(claim, by=bounded(PHI, moved(u), x, reach**2, lemmas)), cut_mean(PHI, moved(u), x)


@theorem(
    "Short weights do not answer",
    Implies(SHORT, And(Integrable(rho, over_angle), Equal(kernel(rho), 0))),
    uses=[cosine_at_most_1, answers_have_a_mean, dominated],
    source=OWN,
)
def short_weights(claim, cosine, regular, below):
    none = have(Implies(And(0 <= u, u <= 1, v <= 1), Equal(relu(u * v - 1), 0)), by=times(0 <= u, v <= 1))
    here = have(
        Implies(And(), Equal(moved(u)(x), 0)),
        given=[short(u)],
        by=[none.at({v: cos(x)}), cosine, rewriting(relu(u * cos(x) - 1), 0)],
    )
    all_ = [everywhere(PHI), here.forall(x)]
    same = applied("E_same", PHI, lambda x: And(), moved(u), lambda x: 0, given=[short(u)], by=all_)
    zero = applied("E_range", PHI, lambda x: And(), lambda x: 0, 0, 0, by=everywhere(PHI))
    silent = have(Implies(short(u), Equal(over_angle(u), 0)), by=[same, zero])
    outer = applied("E_same", rho, short, over_angle, lambda r: 0, given=[SHORT], by=silent.forall(u))
    none_left = applied("E_range", rho, short, lambda r: 0, 0, 0, given=[SHORT])
    one = bounded(rho, lambda r: 1, u, 1, have(abs_(1) <= 1))
    flat = have(Implies(short(u), abs_(over_angle(u)) <= 0 * abs_(1)), by=silent)
    exists = have(
        Integrable(rho, over_angle),
        given=[SHORT],
        by=[below.at({A: short, f: over_angle, g: lambda r: 1, w: 0}), one, flat.forall(u)],
    )
    shown = have(claim, "There the rectifier is 0.", by=[outer, none_left, exists])
    return shown, exists, regular, cut_mean(rho, f, x).at({f: over_angle})


@theorem(
    "Where the cosine is at least one half",
    Implies(
        And(AtMost(-pi, x), AtMost(x, pi)),
        And(
            Implies(And(-pi / 3 <= x, x <= pi / 3), Equal(moved(2)(x), (2 * cos(x) - 1) ** 2)),
            Implies(Or(x <= -pi / 3, pi / 3 <= x), Equal(moved(2)(x), 0)),
        ),
    ),
    uses=[odd_and_even],
    source="elementary",
)
def where_the_long_weight_answers(claim, odd):
    half = Equal(cos(x), Rational(1, 2))
    third = have(Implies(Equal(x, pi / 3), half), by=[fact("third"), rewriting(x, pi / 3)])
    turns = [fact("third"), fact("cos_decreasing", x, pi / 3), fact("cos_decreasing", pi / 3, x), third]
    side = have(
        And(
            Implies(And(0 <= x, x <= pi / 3), cos(x) >= Rational(1, 2)),
            Implies(And(pi / 3 <= x, AtMost(x, pi)), cos(x) <= Rational(1, 2)),
        ),
        by=[*turns, fact("pi_bounds")],
    )
    even = odd.at({s: -x, t: x})
    values = have(
        And(
            Implies(2 * u >= 1, Equal(relu(2 * u - 1) ** 2, (2 * u - 1) ** 2)),
            Implies(2 * u <= 1, Equal(relu(2 * u - 1) ** 2, 0)),
        ),
        by=[rewriting(relu(2 * u - 1), 2 * u - 1), rewriting(relu(2 * u - 1), 0)],
    )
    return have(claim, by=[side, side.at({x: -x}), even, values.at({u: cos(x)}), fact("pi_bounds")])


@theorem(
    "The mean answer to the length 2",
    Equal(over_angle(2), 1 - 3 * sqrt(3) / (2 * pi)),
    uses=[where_the_long_weight_answers, odd_and_even, inside_the_circle, density_of_the_angle],
    source=OWN,
)
def mean_answer(claim, values, odd, inside, dense):
    def zero(x):
        return 0

    def wave(x):
        return (3 * x + 2 * sin(x) * cos(x) - 4 * sin(x)) * density(x)

    corners = (-pi, -pi / 3, pi / 3, pi)
    parts = over_pieces(moved(2), corners, (zero, wave, zero), inside, dense, [values, fact("circle", x)])
    ends = [fact("third"), odd.at({s: -pi / 3, t: pi / 3})]
    return have(claim, "Integrate.", by=[*parts, *ends])


@theorem(
    "A kink off 0 shows the law of the lengths",
    And(
        Equal(E(ONE, second), 1),
        Equal(E(LENGTH, second), 1),
        Equal(kernel(ONE), 0),
        Equal(kernel(LENGTH), Rational(1, 4) - 3 * sqrt(3) / (8 * pi)),
        Less(kernel(ONE), kernel(LENGTH)),
    ),
    uses=[short_weights, mean_answer, mean_over_two_values, functions_of_two_values, answers_have_a_mean],
    source=OWN,
)
def kink_off_0(claim, silent, mean, two, regular, answers):
    unit, longer, none, value, _ = claim.parts
    point = row("delta_prob", 1, lambda r: Equal(r, 1))
    inside = have(Equal(P(ONE, short), 1), by=row("delta_prob", 1, short))
    small = have(surely_small(ONE), by=row("delta_prob", 1, is_small))
    nothing = silent.at({rho: ONE})
    off = have(Implies(And(), Equal(relu(-1) ** 2, 0)), by=rewriting(relu(-1), 0))
    zero = applied(
        "E_range", PHI, lambda x: And(), lambda x: relu(-1) ** 2, 0, 0, by=[everywhere(PHI), off.forall(x)]
    )
    parts = [
        have(unit, by=[applied("E_range", ONE, lambda r: Equal(r, 1), second, 1, 1, by=point), point]),
        have(longer, by=two.at({**VALUES, f: second})),
        have(none, by=[nothing, inside]),
        have(value, by=[two.at({**VALUES, f: over_angle}), mean, zero]),
        have(Less(0, value.right)),
    ]
    exist = [have(Integrable(LENGTH, h), by=regular.at({**VALUES, f: h})) for h in (second, over_angle)]
    first = have(Integrable(ONE, over_angle), by=[nothing, inside])
    shown = have(claim, "Only the length 2 answers.", by=parts)
    return shown, *exist, first, squares(ONE, small), answers
