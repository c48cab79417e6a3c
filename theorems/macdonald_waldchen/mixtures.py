r"""Mixtures with Gaussian parts: more parameters do not help.

A rectified Gaussian has no mass below $0$. A mixture of Gaussians without mass below $0$ has degenerate parts
only, so it is concentrated on as many points as it has parts; but half of the rectified law is spread out.

Source: Macdonald and Wäldchen 2021, introduction; the separator: own computation.
"""

from sympy import Rational, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Layer,
    Less,
    Not,
    NotInvariant,
    Or,
    P,
    atom,
    by_parts,
    complement,
    fact,
    forall,
    have,
    inverse_root,
    known,
    mix,
    no_atom,
    normal,
    pointwise,
    push,
    reals,
    row,
    separate,
    sign,
    theorem,
)

w, m, s, u, v, t, x, a, b = reals("w m s u v t x a b")
Z = normal(0, 1)
OWN = "own computation"
half = Rational(1, 2)


def gaussian(mean, scale):
    """The law of mean + scale Z; a point if the scale is 0."""
    return push((mean + scale * x, x), Z)


def mass(law, y):
    """The mass that the law has at the point y."""
    return P(law, lambda value: Equal(value, y))


def below(law):
    """The mass that the law has below 0."""
    return P(law, lambda value: value < 0)


PAIR = mix((w, gaussian(m, s)), (1 - w, gaussian(u, v)))
FIRST = (1, 0, 1, 1, 1)
MEMBER = PAIR.at(dict(zip((w, m, s, u, v), FIRST, strict=True)))
SPIKE = mix((w, atom(m)), (1 - w, gaussian(u, v)))
SLAB = SPIKE.at({w: 0, m: 0, u: 0, v: 1})


@theorem(
    "A proper Gaussian has mass below 0, a degenerate one is a point",
    And(
        Implies(Not(Equal(s, 0)), Less(0, below(gaussian(m, s)))),
        Implies(Equal(s, 0), Equal(mass(gaussian(m, s), m), 1)),
    ),
    source=OWN,
)
def gaussian_below(claim):
    reach = -m / s
    up = have(
        Implies(s > 0, Equal(below(gaussian(m, s)), P(Z, lambda x: x < reach))), by=[pointwise, sign(s)]
    )
    down = have(
        Implies(s < 0, Equal(below(gaussian(m, s)), P(Z, lambda x: Not(x <= reach)))), by=[pointwise, sign(s)]
    )
    spread = have(
        Implies(Not(Equal(s, 0)), Less(0, below(gaussian(m, s)))),
        "The normal distribution function lies strictly between 0 and 1.",
        by=[
            up,
            down,
            complement(Z, lambda x: x <= reach),
            known("normal_cdf", 0, 1, reach),
            known("normal_cdf_left", 0, 1, reach),
            fact("erf", reach * sqrt(2) / 2),
            inverse_root(2),
        ],
    )
    point = have(Implies(Equal(s, 0), Equal(mass(gaussian(m, s), m), 1)), by=pointwise)
    return have(claim, "Both together.", by=[spread, point])


def in_unit(law, event):
    """A probability lies between 0 and 1."""
    return row("prob_range", law, event)


def at(y):
    """The event of one point."""
    return lambda value: Equal(value, y)


WEIGHT = And(0 <= w, w <= 1)


@theorem(
    "Two masses that average to nothing",
    Implies(
        And(WEIGHT, 0 <= a, 0 <= b, Equal(w * a + (1 - w) * b, 0)),
        And(Or(Equal(w, 0), Equal(a, 0)), Or(Equal(w, 1), Equal(b, 0))),
    ),
    source=OWN,
)
def averages_to_nothing(claim):
    average = w * a + (1 - w) * b
    first = have(
        Implies(And(0 < w, w <= 1, 0 < a, 0 <= b), Less(0, average)),
        r"If $w > 0$ and $a > 0$ it is positive.",
    )
    second = have(
        Implies(And(0 <= w, w < 1, 0 <= a, 0 < b), Less(0, average)),
        r"If $w < 1$ and $b > 0$ it is positive.",
    )
    return have(claim, "So neither happens.", by=[first, second])


@theorem(
    "A full mass is worth its weight",
    Implies(
        And(WEIGHT, 0 <= b, Or(Equal(w, 0), Equal(a, 1))),
        And(
            AtMost(w, w * a + (1 - w) * b),
            Implies(Or(Equal(w, 1), Equal(b, 1)), Equal(w * a + (1 - w) * b, 1)),
        ),
    ),
    source=OWN,
)
def worth_its_weight(claim):
    return have(claim, "The other summand is not negative.", by=[sign(w), sign(1 - w)])


@theorem(
    "A mixture of two Gaussians without mass below 0 has two points that carry it",
    Implies(
        And(0 <= w, w <= 1, Equal(below(PAIR), 0)),
        And(
            AtMost(w, mass(PAIR, m)),
            AtMost(1 - w, mass(PAIR, u)),
            Implies(Equal(m, u), Equal(mass(PAIR, m), 1)),
        ),
    ),
    uses=[gaussian_below, averages_to_nothing, worth_its_weight],
    source=OWN,
)
def carried_by_two_points(claim, single, nothing, worth):
    first, second = single, single.at({m: u, s: v})
    under = by_parts(PAIR, lambda x: x < 0)
    parts = gaussian(m, s), gaussian(u, v)
    sizes = [in_unit(law, event) for law in parts for event in (lambda x: x < 0, at(m), at(u))]
    flat = have(
        Implies(
            And(0 <= w, w <= 1, Equal(below(PAIR), 0)),
            And(Or(Equal(w, 0), Equal(s, 0)), Or(Equal(w, 1), Equal(v, 0))),
        ),
        "A part of positive weight has no mass below 0, so its scale is 0.",
        by=[under, first, second, nothing.at({a: below(parts[0]), b: below(parts[1])}), *sizes],
    )
    given_all = And(WEIGHT, Equal(below(PAIR), 0))
    at_m = worth.at({a: mass(parts[0], m), b: mass(parts[1], m)})
    at_u = worth.at({w: 1 - w, a: mass(parts[1], u), b: mass(parts[0], u)})
    one = have(
        Implies(given_all, AtMost(w, mass(PAIR, m))),
        "A degenerate part puts its whole weight on its point.",
        by=[flat, first, at_m, by_parts(PAIR, at(m)), *sizes],
    )
    other = have(
        Implies(given_all, AtMost(1 - w, mass(PAIR, u))),
        by=[flat, second, at_u, by_parts(PAIR, at(u)), *sizes],
    )
    meeting = have(Implies(And(Equal(v, 0), Equal(m, u)), Equal(mass(parts[1], m), 1)), by=pointwise)
    together = have(
        Implies(And(given_all, Equal(m, u)), Equal(mass(PAIR, m), 1)),
        "Where both points are one, it has the whole mass.",
        by=[flat, first, meeting, at_m, by_parts(PAIR, at(m)), *sizes],
    )
    return have(claim, "Together.", by=[one, other, together])


@theorem(
    "Mixtures of two Gaussians are not invariant",
    NotInvariant(((w, m, s, u, v), [0 <= w, w <= 1], PAIR)),
    uses=[carried_by_two_points],
    source=OWN,
)
def gaussian_mixtures(claim, carried):
    nothing, points = rectified_masses(MEMBER)
    return separate(
        claim,
        r"Two points of the rectified law carry at most $\tfrac12$ together, and it has no mass below 0.",
        member=FIRST,
        layer=(1, 0),
        by=[nothing, forall(points, w, m, s, u, v), forall(carried, w, m, s, u, v)],
    )


def rectified_masses(member):
    """The standard normal law behind relu, as a member: no mass below 0, and the masses at m and at u."""
    law = push(Layer(1, 0), member)
    nothing = have(Equal(below(law), 0), "The rectified law has no mass below 0.", by=pointwise)
    left = have(Implies(Equal(t, 0), Equal(mass(law, t), P(member, lambda x: x <= 0))), by=pointwise)
    half_line = have(Equal(P(gaussian(0, 1), lambda x: x <= 0), P(Z, lambda x: x <= 0)), by=pointwise)
    half_at_zero = have(
        Implies(Equal(t, 0), Equal(mass(law, t), half)),
        r"It has mass $\tfrac12$ at 0.",
        by=[left, half_line, by_parts(member, lambda x: x <= 0), known("normal_cdf", 0, 1, 0)],
    )
    right = have(Implies(t > 0, Equal(mass(law, t), mass(member, t))), by=pointwise)
    single = have(Equal(mass(gaussian(0, 1), t), mass(Z, t)), by=pointwise)
    positive = have(
        Implies(t > 0, Equal(mass(law, t), 0)), by=[right, single, by_parts(member, at(t)), no_atom(Z, t)]
    )
    negative = have(Implies(t < 0, Equal(mass(law, t), 0)), by=pointwise)
    elsewhere = have(
        Implies(Not(Equal(t, 0)), Equal(mass(law, t), 0)), "It has no other atom.", by=[positive, negative]
    )
    points = have(
        And(
            *(Implies(Equal(y, 0), Equal(mass(law, y), half)) for y in (m, u)),
            *(Implies(Not(Equal(y, 0)), Equal(mass(law, y), 0)) for y in (m, u)),
        ),
        by=[item.at({t: y}) for item in (half_at_zero, elsewhere) for y in (m, u)],
    )
    return nothing, points


@theorem(
    "Spike and slab laws are not invariant",
    NotInvariant(((w, m, u, v), [0 <= w, w <= 1], SPIKE)),
    uses=[carried_by_two_points],
    source=OWN,
)
def spike_and_slab(claim, carried):
    nothing, points = rectified_masses(SLAB)
    return separate(
        claim,
        "A spike is a degenerate Gaussian, so this is a mixture of two.",
        member=(0, 0, 0, 1),
        layer=(1, 0),
        by=[nothing, forall(points, w, m, u, v), forall(carried.at({s: 0}), w, m, u, v)],
    )
