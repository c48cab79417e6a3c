r"""The normal, exponential and Laplace laws: tempting bases that do not do.

Over each of them the clips are invariant and have infinite support, but they are not locally Lipschitz.

Source: own computation.
"""

from sympy import exp, sqrt

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    Less,
    Not,
    NotLocallyLipschitz,
    P,
    SupportInfinite,
    abs_,
    cases,
    elementary,
    exhibit,
    exponential,
    fact,
    given,
    have,
    inverse_root,
    ite,
    known,
    laplace,
    laws,
    min_,
    naturals,
    normal,
    pointwise,
    positive,
    reals,
    row,
    sign,
    theorem,
    times,
)

from .unbounded_base import not_locally_lipschitz
from .width_one import clips_are_invariant, clips_of, distribution_rising, member

a, c, l, h, p, r, u, v, x, y, R = reals("a c l h p r u v x y R")
i, j, n = naturals("i j n")
mu = laws("mu")
OWN = "own computation"

m, s = reals("m"), positive("s")
Z, T, W = normal(m, s), exponential(s), laplace(m, s)


def never_bounded(base):
    """Over the base no interval carries all mass."""
    return ForAll(R, [], Less(P(base, lambda x: abs_(x) <= R), 1))


def below_one(claim, base, distribution, *more):
    half_line = have(
        AtMost(P(base, lambda x: abs_(x) <= R), P(base, lambda x: x <= R)),
        r"The interval lies in the half line $x \le R$.",
        by=pointwise,
    )
    return have(
        claim,
        "The distribution function stays below $1$.",
        by=[half_line, distribution, *elementary(distribution), *more],
    )


@theorem("A normal law is unbounded", never_bounded(Z), source=OWN)
def normal_unbounded(claim):
    return below_one(claim, Z, known("normal_cdf", m, s, R))


@theorem("An exponential law is unbounded", never_bounded(T), source=OWN)
def exponential_unbounded(claim):
    return below_one(claim, T, known("exponential_cdf", s, R))


@theorem("A Laplace law is unbounded", never_bounded(W), source=OWN)
def laplace_unbounded(claim):
    falling = have(
        Implies(y <= 0, exp(y) <= 1),
        r"$e^y \le 1$ for $y \le 0$.",
        by=[fact("exp_increasing", y, 0), fact("exp_zero"), cases(Equal(y, 0))],
    )
    return below_one(claim, W, known("laplace_cdf", m, s, R), falling.at({y: (R - m) / s}))


# ---- infinite support ----------------------------------------------------------------------------


def increasing(base):
    """The distribution function of the base increases on the positive numbers."""
    return ForAll((x, y), [0 < x, x < y], Less(P(base, lambda v: v <= x), P(base, lambda v: v <= y)))


Y = member(mu, 1, 0, 0, 1)


@theorem(
    "A clip of a law whose distribution function increases has infinite support",
    Implies(increasing(mu), SupportInfinite(Y)),
    uses=[distribution_rising],
    source=OWN,
)
def increasing_infinite(claim, clipped):
    end, values = min_(p + r / 2, (p + 1) / 2), {a: 1, c: 0, l: 0, h: 1}
    ball, upper = P(Y, lambda v: abs_(v - p) < r), P(Y, lambda v: And(v <= end, Not(v <= p)))
    start = [0 < p, p < 1, 0 < r]
    inside = have(upper <= ball, "A smaller interval.", given=start, by=pointwise)
    below = have(
        Equal(P(Y, lambda v: And(v <= end, v <= p)), P(Y, lambda v: v <= p)), given=start, by=pointwise
    )
    charged = have(
        Implies(And(*start), Less(0, ball)),
        r"Every ball about a point of $(0, 1)$ has positive mass.",
        by=[
            given(increasing(mu)).instance(p, end),
            inside,
            below,
            row("prob_split", Y, lambda v: v <= end, lambda v: v <= p),
            clipped.at({**values, y: p}),
            clipped.at({**values, y: end}),
        ],
    )
    apart = have(
        Implies(And(1 <= i, i < j, j <= n), Not(Equal(i / (n + 1), j / (n + 1)))), by=sign(1 / (n + 1))
    )
    proper = have(Implies(And(1 <= i, i <= n), And(0 < i / (n + 1), i / (n + 1) < 1)), by=sign(1 / (n + 1)))
    found = exhibit(
        SupportInfinite(Y),
        r"The points $k/(n+1)$.",
        witness=[lambda k: k / (n + 1)],
        by=[apart, proper, charged.at({p: i / (n + 1)}).forall(r)],
    )
    return have(claim, by=found)


def shape(z):
    """The distribution function of the Laplace law in units of the scale."""
    return ite(z <= 0, exp(z) / 2, 1 - exp(-z) / 2)


def scaled(z):
    """The number in units of the scale."""
    return (z - m) / s


@theorem("The distribution function of a normal law increases", increasing(Z), source=OWN)
def normal_increasing(claim):
    rise = fact("erf_increasing", scaled(x) / sqrt(2), scaled(y) / sqrt(2))
    rows = [known("normal_cdf", m, s, x), known("normal_cdf", m, s, y)]
    apart = have(
        Implies(x < y, scaled(x) * sqrt(2) / 2 < scaled(y) * sqrt(2) / 2),
        by=[times(s > 0), sign(1 / s), fact("sqrt", 2), times(sqrt(2) > 0)],
    )
    return have(claim, "The error function increases.", by=[*rows, rise, inverse_root(2), apart])


@theorem("The distribution function of an exponential law increases", increasing(T), source=OWN)
def exponential_increasing(claim):
    rows = [known("exponential_cdf", s, x), known("exponential_cdf", s, y)]
    rise = fact("exp_increasing", -s * y, -s * x)
    return have(claim, r"$e^{-sx}$ falls.", by=[*rows, rise, times(s > 0, x < y)])


@theorem("The distribution function of a Laplace law increases", increasing(W), source=OWN)
def laplace_increasing(claim):
    rows = [known("laplace_cdf", m, s, x), known("laplace_cdf", m, s, y)]
    left, right = scaled(x), scaled(y)
    order = have(Implies(x < y, left < right), by=[sign(1 / s), times(1 / s > 0, x < y)])
    climbs = have(
        Implies(u < v, shape(u) < shape(v)),
        r"$\tfrac12 e^u$ rises to $\tfrac12$, and $1 - \tfrac12 e^{-u}$ from there.",
        by=[
            fact("exp_increasing", u, v),
            fact("exp_increasing", -v, -u),
            fact("exp_increasing", u, 0),
            fact("exp_increasing", -v, 0),
            fact("exp_zero"),
            cases(Equal(u, 0)),
            sign(u),
            sign(v),
        ],
    )
    return have(claim, "In units of the scale.", by=[*rows, order, climbs.at({u: left, v: right})])


def tempting(base):
    """Invariant, with a member of infinite support, but not locally Lipschitz."""
    rich = Exists((a, c, l, h), And(l <= h, SupportInfinite(member(base, a, c, l, h))))
    return And(Invariant(clips_of(base)), rich, NotLocallyLipschitz(clips_of(base)))


def all_three(claim, base, invariant, rough, infinite, unbounded, increases):
    rich = exhibit(
        claim.parts[1],
        r"The clip to $[0, 1]$.",
        witness=(1, 0, 0, 1),
        by=[infinite.at({mu: base}), increases],
    )
    return have(
        claim,
        "Three propositions at this base.",
        by=[invariant.at({mu: base}), rich, rough.at({mu: base}), unbounded],
    )


USED = [clips_are_invariant, not_locally_lipschitz, increasing_infinite]


@theorem(
    "The clips of a normal law: invariant and rich, but not locally Lipschitz",
    tempting(Z),
    uses=[*USED, normal_unbounded, normal_increasing],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def normal_clips(claim, *steps):
    return all_three(claim, Z, *steps)


@theorem(
    "The clips of an exponential law: invariant and rich, but not locally Lipschitz",
    tempting(T),
    uses=[*USED, exponential_unbounded, exponential_increasing],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def exponential_clips(claim, *steps):
    return all_three(claim, T, *steps)


@theorem(
    "The clips of a Laplace law: invariant and rich, but not locally Lipschitz",
    tempting(W),
    uses=[*USED, laplace_unbounded, laplace_increasing],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def laplace_clips(claim, *steps):
    return all_three(claim, W, *steps)
