r"""The normal, exponential and Laplace laws: tempting bases that do not do.

Over each of them the clips are invariant and have infinite support, but they are not locally Lipschitz.

Source: own computation.
"""

from sympy import exp

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    Invariant,
    Less,
    NotLocallyLipschitz,
    P,
    abs_,
    cases,
    elementary,
    exponential,
    fact,
    have,
    known,
    laplace,
    laws,
    normal,
    pointwise,
    positive,
    reals,
    theorem,
)

from .unbounded_base import not_locally_lipschitz
from .width_one import clips_are_invariant, clips_of

R, x, y = reals("R x y")
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


def tempting(base):
    """Invariant, but not locally Lipschitz."""
    return And(Invariant(clips_of(base)), NotLocallyLipschitz(clips_of(base)))


def both(claim, base, invariant, rough, infinite):
    return have(
        claim, "Two propositions at this base.", by=[invariant.at({mu: base}), rough.at({mu: base}), infinite]
    )


USED = [clips_are_invariant, not_locally_lipschitz]


@theorem(
    "The clips of a normal law: invariant, but not locally Lipschitz",
    tempting(Z),
    uses=[*USED, normal_unbounded],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def normal_clips(claim, invariant, rough, infinite):
    return both(claim, Z, invariant, rough, infinite)


@theorem(
    "The clips of an exponential law: invariant, but not locally Lipschitz",
    tempting(T),
    uses=[*USED, exponential_unbounded],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def exponential_clips(claim, invariant, rough, infinite):
    return both(claim, T, invariant, rough, infinite)


@theorem(
    "The clips of a Laplace law: invariant, but not locally Lipschitz",
    tempting(W),
    uses=[*USED, laplace_unbounded],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def laplace_clips(claim, invariant, rough, infinite):
    return both(claim, W, invariant, rough, infinite)
