r"""An equation of the kernel: $J'' + J = 2 \sin\theta$, $J(\pi) = J'(\pi) = 0$ has one solution.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, kernel of the rectifier; proof: own computation.
"""

from sympy import pi, sin

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    HasDerivative,
    Implies,
    derivative,
    fact,
    functions,
    given,
    have,
    increasing,
    reals,
    rewriting,
    sign,
    square,
    theorem,
)

from .angles import RANGE, t, u, v, x
from .rectified_cosines import PAPER, angular_part, both, mean_of_both
from .uniform_angle import PHI

f, g = functions("f g")
y = reals("y")


def falling(t):
    """The derivative of the angular part."""
    return -(pi - t) * sin(t)


ARC = [0 <= x, AtMost(x, pi)]
SOLUTION = [
    ForAll(x, ARC, HasDerivative(f, x, g(x))),
    ForAll(x, ARC, HasDerivative(g, x, 2 * sin(x) - f(x))),
    Equal(f(pi), 0),
    Equal(g(pi), 0),
]


@theorem(
    "The angular part solves the equation",
    And(
        HasDerivative(angular_part, t, falling(t)),
        HasDerivative(falling, t, 2 * sin(t) - angular_part(t)),
        Implies(Equal(t, pi), And(Equal(angular_part(t), 0), Equal(falling(t), 0))),
    ),
    source=PAPER,
)
def angular_part_solves(claim):
    slopes = [derivative((function(t), t)) for function in (angular_part, falling)]
    end = have(claim.parts[2], by=[fact("half_turn"), rewriting(t, pi)])
    return have(claim, by=[*slopes, end])


def energy(x):
    """What vanishes where a solution and its slope are the angular part and its slope."""
    return (f(x) - angular_part(x)) ** 2 + (g(x) - falling(x)) ** 2


@theorem(
    "There is no other solution",
    Implies(And(*SOLUTION, *RANGE), And(Equal(f(t), angular_part(t)), Equal(g(t), falling(t)))),
    uses=[angular_part_solves],
    source=PAPER,
)
def no_other_solution(claim, solves):
    held = claim.condition.parts
    between = [*SOLUTION[:2], 0 <= t, t <= x, AtMost(x, pi)]
    slopes = [
        have(HasDerivative(f, x, g(x)), given=between, by=given(SOLUTION[0]).instance(x)),
        have(HasDerivative(g, x, 2 * sin(x) - f(x)), given=between, by=given(SOLUTION[1]).instance(x)),
    ]
    constant = increasing(
        (energy(x), x),
        t,
        pi,
        r"The sum of the squares of $f - J$ and $f' - J'$ has the derivative 0.",
        given=[*held],
        by=slopes,
    )
    names = {u: f(t), v: angular_part(t), x: g(t), y: falling(t)}
    zero = have(
        Implies(And(*(Equal(name, 0) for name in names)), Equal((u - v) ** 2 + (x - y) ** 2, 0)),
        by=[rewriting(name, 0) for name in names],
    )
    squares = have(
        Implies(u**2 + v**2 <= 0, And(Equal(u, 0), Equal(v, 0))), by=[square(u), square(v), sign(u), sign(v)]
    )
    values = {u: f(t) - angular_part(t), v: g(t) - falling(t)}
    end = [zero.at(names).at({t: pi}), solves.at({t: pi})]
    return have(claim, r"It is 0 at $\pi$, hence everywhere.", by=[constant, *end, squares.at(values)])


MEAN = E(PHI, both)


@theorem(
    "Every solution is a multiple of the mean over the angle",
    Implies(And(*SOLUTION, *RANGE), Equal(f(t), 4 * pi * MEAN)),
    uses=[no_other_solution, mean_of_both],
    source=PAPER,
)
def solutions_are_means(claim, unique, mean):
    return have(claim, by=[unique, mean, fact("pi_bounds"), fact("inverse", pi)])
