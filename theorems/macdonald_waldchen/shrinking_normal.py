r"""How slowly a normal law shrinks: the distance of the law of $aZ$ to a point mass, over $a$.

The distance is $ua$ for the $u$ with $\mathbb P(\lvert Z\rvert > u) = ua$. So $u$ grows without bound as $a$
falls: Lipschitz continuity fails, if slowly.

Source: own computation.
"""

from sympy import Rational, erf, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Less,
    Not,
    Or,
    P,
    abs_,
    atom,
    complement,
    dP,
    have,
    interval,
    inverse_root,
    known,
    normal,
    pointwise,
    positive,
    push,
    reals,
    sign,
    theorem,
    times,
)

x = reals("x")
a, u = positive("a u")
Z = normal(0, 1)
OWN = "own computation"


def distance(a):
    """The distance of the law of aZ to the point mass at 0."""
    return dP(atom(0), push((a * x, x), Z))


def tail(u):
    """P(|Z| > u)."""
    return 1 - erf(sqrt(2) * u / 2)


@theorem(
    "Mass of a scaled normal law away from zero",
    Equal(P(push((a * x, x), Z), lambda y: u * a < abs_(y)), tail(u)),
    source=OWN,
)
def scaled_tail(claim):
    outside = have(
        Equal(P(push((a * x, x), Z), lambda y: u * a < abs_(y)), P(Z, lambda x: Not(And(-u <= x, x <= u)))),
        r"$\lvert aZ\rvert > ua$ exactly where $\lvert Z\rvert > u$.",
        by=[pointwise, sign(x), times(a > 0)],
    )
    return have(
        claim,
        r"$\Phi(u) - \Phi(-u) = \operatorname{erf}(u/\sqrt2)$.",
        by=[
            outside,
            complement(Z, lambda x: And(-u <= x, x <= u)),
            interval(Z, -u, u),
            known("normal_cdf", 0, 1, u),
            known("normal_cdf_left", 0, 1, -u),
            inverse_root(2),
        ],
    )


@theorem(
    "Where the distance lies",
    And(
        Implies(u * a < tail(u), u * a < distance(a)),
        Implies(tail(u) <= u * a, distance(a) <= u * a),
    ),
    uses=[scaled_tail],
    source=OWN,
)
def location(claim, mass):
    scaled = push((a * x, x), Z)
    above = have(
        Implies(And(u * a < tail(u), distance(a) <= u * a), Or()),
        r"At distance at most $ua$, at most $ua$ of the mass would lie beyond $ua$.",
        by=[mass, known("dP_dirac_closed", 0, scaled, u * a)],
    )
    below = have(
        Implies(tail(u) <= u * a, distance(a) <= u * a),
        r"If at most $ua$ of the mass lies beyond $ua$, the distance is at most $ua$.",
        by=[mass, known("dP_dirac_bound", 0, scaled, u * a), times(u > 0, a > 0)],
    )
    return have(claim, by=[above, below])


# The ratio distance/a lies between digits and digits + 10**-5.
RATIOS = (
    (1, Rational(145544, 10**5)),
    (2, Rational(227723, 10**5)),
    (4, Rational(356998, 10**5)),
    (8, Rational(543641, 10**5)),
    (16, Rational(805338, 10**5)),
)
STEP = Rational(1, 10**5)


def enclosed(k, digits):
    """The distance over a = 10**-k, between two decimals."""
    a = Rational(1, 10**k)
    return And(Less(digits * a, distance(a)), AtMost(distance(a), (digits + STEP) * a))


@theorem(
    "The ratio grows",
    And(*(enclosed(k, digits) for k, digits in RATIOS)),
    uses=[location],
    source=OWN,
)
def ratio_grows(claim, where):
    parts = []
    for k, digits in RATIOS:
        slope = Rational(1, 10**k)
        low, high = digits, digits + STEP
        sides = [
            have(Less(low * slope, tail(low)), "By balls."),
            have(Less(tail(high), high * slope), "By balls."),
        ]
        parts.append(
            have(
                enclosed(k, digits),
                rf"At $a = 10^{{-{k}}}$.",
                by=[*sides, where.at({u: low, a: slope}), where.at({u: high, a: slope})],
            )
        )
    return have(claim, r"Two digits more of $a$, and the ratio is larger again.", by=parts)
