r"""Distances to a point mass, in the Prokhorov metric.

To a point mass the distance is the least $\varepsilon$ with
$\mathbb P(\lvert X - c\rvert > \varepsilon) \le \varepsilon$. It measures how fast a law shrinks to a point.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Less,
    Not,
    P,
    SameLaw,
    abs_,
    atom,
    complement,
    dP,
    have,
    known,
    laws,
    min_,
    pointwise,
    positive,
    push,
    reals,
    row,
    sign,
    theorem,
    times,
    uniform,
)

from .bounded_base import unit_support

c, d, e, x, y = reals("c d e x y")
mu = laws("mu")
a = positive("a")
U = uniform(0, 1)
OWN = "own computation"

between = dP(atom(c), atom(d))


@theorem("Distance of two point masses", Equal(between, min_(1, abs_(c - d))), source=OWN)
def point_masses(claim):
    far = have(
        AtMost(between, abs_(c - d)),
        "No mass lies further away than the other point.",
        by=[
            known("dP_dirac_bound", c, atom(d), abs_(c - d)),
            row("delta_prob", d, lambda y: abs_(c - d) < abs_(y - c)),
        ],
    )
    near = have(
        AtMost(min_(1, abs_(c - d)), between),
        r"A smaller $\varepsilon$ would leave all mass outside.",
        by=[
            known("dP_dirac_closed", c, atom(d), between),
            row("delta_prob", d, lambda y: between < abs_(y - c)),
        ],
    )
    return have(claim, "A distance is at most $1$.", by=[far, near, known("dP_le_1", atom(c), atom(d))])


@theorem(
    "Two distances of point masses",
    And(Equal(dP(atom(0), atom(Rational(1, 3))), Rational(1, 3)), Equal(dP(atom(0), atom(5)), 1)),
    uses=[point_masses],
    source=OWN,
)
def point_mass_examples(claim, distance):
    return have(claim, by=[distance.at({c: 0, d: Rational(1, 3)}), distance.at({c: 0, d: 5})])


@theorem("The law of a constant is a point mass", SameLaw(push((c, x), mu), atom(c)), source=OWN)
def constant_law(claim):
    above = have(
        Implies(c <= y, And(Equal(P(push((c, x), mu), lambda v: v <= y), 1))),
        r"All mass lies below $y \ge c$.",
        by=pointwise,
    )
    below = have(
        Implies(y < c, And(Equal(P(push((c, x), mu), lambda v: v <= y), 0))),
        r"and none below $y < c$.",
        by=pointwise,
    )
    same = have(
        Equal(P(push((c, x), mu), lambda v: v <= y), P(atom(c), lambda v: v <= y)),
        "The distribution functions agree.",
        by=[above, below, row("delta_prob", c, lambda v: v <= y)],
    )
    return have(
        claim,
        "A law is known by its distribution function.",
        by=[same.forall(y), known("law_ext", push((c, x), mu), atom(c))],
    )


shrunk = push((a * x, x), U)
between_shrunk = dP(atom(0), shrunk)


@theorem(
    "Distance of a shrunk uniform law to a point mass",
    Equal(between_shrunk, a / (1 + a)),
    uses=[unit_support],
    source=OWN,
)
def shrunk_uniform(claim, support):
    beyond = have(
        Implies(
            And(0 <= e, e <= a), Equal(P(shrunk, lambda y: e < abs_(y)), P(U, lambda x: Not(x <= e / a)))
        ),
        r"On the unit interval $\lvert ax\rvert > \varepsilon$ means $x > \varepsilon/a$.",
        by=[pointwise, support, sign(x), times(a > 0)],
    )
    mass = have(
        Implies(And(0 <= e, e <= a), Equal(P(shrunk, lambda y: e < abs_(y)), 1 - e / a)),
        r"The distribution function of the uniform law gives $1 - \varepsilon/a$.",
        by=[
            beyond,
            complement(U, lambda x: x <= e / a),
            known("uniform_cdf", 0, 1, e / a),
            sign(e),
            sign(a - e),
        ],
    )
    value = a / (1 + a)
    shrinks = have(And(Less(0, 1 / (1 + a)), Less(1 / (1 + a), 1)), by=times(a > 0))
    below = have(And(Less(0, value), Less(value, a), Equal(1 - value / a, value)), by=[shrinks, times(a > 0)])
    far = have(
        AtMost(between_shrunk, value),
        r"At $\varepsilon = a/(1+a)$ the mass beyond $\varepsilon$ is $\varepsilon$.",
        by=[known("dP_dirac_bound", 0, shrunk, value), mass.at({e: value}), below],
    )
    near = have(
        AtMost(value, between_shrunk),
        r"For a smaller $\varepsilon$ it is larger.",
        by=[
            known("dP_dirac_closed", 0, shrunk, between_shrunk),
            known("dP_nonneg", atom(0), shrunk),
            mass.at({e: between_shrunk}),
            below,
            times(a > 0),
        ],
    )
    return have(claim, "Both bounds agree.", by=[far, near])
