r"""Masses and means of the chain with three bends, over the uniform and the exponential law.

Source: own computation.
"""

from sympy import Rational, exp

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Not,
    P,
    Sum,
    abs_,
    complement,
    exhibit,
    fact,
    have,
    interval,
    ite,
    known,
    min_,
    naturals,
    pointwise,
    reals,
    row,
    sequences,
    theorem,
)

from .bounded_base import unit_support
from .matrices_of_readings import COUNT, ROW, U, X, hat, read
from .means_of_hats import A, B, a, c, exponential_cell, exponential_hat, uniform_cell, uniform_hat
from .products import a as low
from .products import b as high
from .products import product_bound
from .products import s as factor
from .products import t as other
from .readings import satisfied
from .three_bends import HALF, HINGES, QUARTER, SLOPES, height, stage

t = reals("t")
j, n = naturals("j n")
z = sequences("z")
OWN = "own computation"


# ---- masses ---------------------------------------------------------------------------------------

CELLS = tuple(zip((0, *HINGES), HINGES, strict=False))


def masses(law, cells, last):
    """The masses of the three intervals between the hinges, and of the points of the chain on the axis."""
    between = [
        Equal(P(law, lambda t, q=q: And(q[0] <= t, t <= q[1])), m) for q, m in zip(CELLS, cells, strict=True)
    ]
    return And(*between, Equal(P(stage(3, law), lambda z: Equal(z(2), 0)), last))


def insert(claim, law, name, *parameters):
    """Insert the distribution function."""
    points = (0, *HINGES)
    rows = [known(f"{name}_{kind}", *parameters, q) for kind in ("cdf", "cdf_left") for q in points]
    between = [interval(law, *cell) for cell in CELLS]
    last = have(
        Equal(P(stage(3, law), lambda z: Equal(z(2), 0)), P(law, lambda t: Not(t < HINGES[2]))),
        "The chain is on the axis from the last hinge on.",
        by=pointwise,
    )
    rest = complement(law, lambda t: t < HINGES[2])
    return have(
        claim, "Insert the distribution function.", by=[*rows, *between, last, rest, fact("exp_zero")]
    )


@theorem("Masses along the chain, uniform law", masses(U, (QUARTER,) * 3, QUARTER), source=OWN)
def uniform_masses(claim):
    return insert(claim, U, "uniform", 0, 1)


@theorem(
    "Masses along the chain, exponential law",
    masses(X, [exp(-Rational(p)) - exp(-Rational(q)) for p, q in CELLS], exp(-HINGES[2])),
    source=OWN,
)
def exponential_masses(claim):
    return insert(claim, X, "exponential", 1)


# ---- what the hats read ---------------------------------------------------------------------------


def seen(k, z):
    """What the k-th hat sees of a point of the plane."""
    return hat(k, z(1)) * z(2)


def readings(law, values):
    """The means of what the three hats see of the chain."""
    return And(
        *(Equal(E(stage(3, law), lambda z, k=k: seen(k, z)), m) for k, m in zip(COUNT, values, strict=True))
    )


def line(k):
    """The chain on the interval of the k-th hat: constant and slope."""
    behind = list(zip(HINGES, SLOPES, strict=True))[k - 1 :]
    return sum(m * q for q, m in behind), sum(m for _, m in behind)


def read_chain(claim, law, formula, by=()):
    """Along the ray the chain is a line where a hat is not zero."""
    parts = []
    for k in COUNT:
        image = row("E_push", lambda t: (t, height(t)), law, lambda z, k=k: seen(k, z))
        parts += [image, *read(law, formula, k, height, line(k))]
    return have(claim, "On the interval of a hat the chain is a line.", by=[*parts, *by])


BOUNDED = And(0 <= z(2), z(2) <= 2)


def integrable_on_chain(law, positive, phi, small):
    """A function that is at most 2 where the second coordinate is between 0 and 2 is integrable."""
    chain = stage(3, law)

    def within(z):
        return And(0 <= z(2), z(2) <= 2)

    sure = have(
        Equal(P(chain, within), 1), "On the ray the chain is between 0 and 2.", by=[pointwise, positive]
    )
    truncated = satisfied(
        row("E_range", chain, within, lambda z: min_(abs_(phi(z)), n), 0, 2), by=[sure, small.forall(z)]
    )
    return exhibit(Integrable(chain, phi), witness=(2,), by=truncated.forall(n))


def chain_bounded(law, positive, product):
    """What the hats see of the chain is bounded."""
    out = []
    for k in COUNT:
        size = product.at({factor: hat(k, z(1)), other: z(2), low: 1, high: 2})
        small = have(Implies(BOUNDED, abs_(seen(k, z)) <= 2), by=size)
        out.append(integrable_on_chain(law, positive, lambda z, k=k: seen(k, z), small))
    return out


@theorem(
    "What the hats read of the chain, uniform law",
    readings(U, (Rational(25, 128), Rational(13, 128), Rational(1, 32))),
    uses=[uniform_hat, unit_support, product_bound],
    source=OWN,
)
def uniform_readings(claim, formula, support, product):
    return read_chain(claim, U, formula), *chain_bounded(U, support, product)


FALL, STEP = exp(-QUARTER), exp(-HALF)


def half_line():
    """The exponential law lives on the half line."""
    below = have(Equal(P(X, lambda t: t < 0), 0), by=[known("exponential_cdf_left", 1, 0), fact("exp_zero")])
    above = have(Equal(P(X, lambda t: 0 <= t), P(X, lambda t: Not(t < 0))), by=pointwise)
    return have(Equal(P(X, lambda t: 0 <= t), 1), by=[below, above, complement(X, lambda t: t < 0)])


@theorem(
    "What the hats read of the chain, exponential law",
    readings(X, (ROW[0] + ROW[1] / 2 + 2 * ROW[2], FALL * (ROW[0] / 2 + 2 * ROW[1]), 2 * STEP * ROW[0])),
    uses=[exponential_hat, product_bound],
    source=OWN,
)
def exponential_readings(claim, formula, product):
    sums = [fact("exp_sum", -m * QUARTER, -i * QUARTER / 2) for m in (1, 2) for i in (1, 2)]
    proof = read_chain(claim, X, formula, by=[*sums, fact("exp_zero")])
    return proof, *chain_bounded(X, half_line(), product)


# ---- the mean -------------------------------------------------------------------------------------


def slope(k):
    """The slopes, by number."""
    return ite(Equal(k, 1), SLOPES[0], ite(Equal(k, 2), SLOPES[1], SLOPES[2]))


def part(k, t):
    """What the k-th hinge adds on the ray, with slope 1."""
    return ite(And(0 < t, t < k * QUARTER), k * QUARTER - t, 0)


def mean(claim, law, on_ray, formula, by=()):
    """The mean of the chain, hinge by hinge."""

    def summed(t):
        return Sum(1, 3, lambda k: slope(k) * part(k, t))

    unrolled = [fact("sum_empty", 1, 0, lambda k: slope(k) * part(k, t))]
    unrolled += [fact("sum_last", 1, m, lambda k: slope(k) * part(k, t)) for m in range(3)]
    equal = have(Equal(height(t), summed(t)), given=[0 < t], by=unrolled)
    same = satisfied(row("E_same", law, lambda t: 0 < t, height, summed), by=[on_ray, equal.forall(t)])
    small = have(Implies(And(1 <= j, j <= 3), abs_(part(j, t)) <= 1))
    everywhere = satisfied(row("prob_sure", law, lambda t: And()))
    additive = satisfied(
        row("E_sum", law, lambda t: And(), 3, slope, lambda k: lambda t: part(k, t), 1),
        by=[everywhere, small.forall(j, t)],
    )
    means = [formula.at({a: 0, c: q, A: q, B: 1}) for q in HINGES]
    total = [fact("sum_empty", 1, 0, lambda k: slope(k) * E(law, lambda t: part(k, t)))]
    total += [fact("sum_last", 1, m, lambda k: slope(k) * E(law, lambda t: part(k, t))) for m in range(3)]
    value = have(
        Equal(E(law, height), claim.right),
        "Hinge by hinge the mean is that of a line over an interval.",
        by=[same, additive, *means, *total, *by],
    )
    image = row("E_push", lambda t: (t, height(t)), law, lambda z: z(2))
    return have(claim, "The mean of an image.", by=[value, image])


def open_half_line(law, name, *parameters):
    """The origin has no mass."""
    inside = have(Equal(P(law, lambda t: 0 < t), P(law, lambda t: Not(t <= 0))), by=pointwise)
    below = have(
        Equal(P(law, lambda t: t <= 0), 0), by=[known(f"{name}_cdf", *parameters, 0), fact("exp_zero")]
    )
    return have(Equal(P(law, lambda t: 0 < t), 1), by=[inside, below, complement(law, lambda t: t <= 0)])


@theorem(
    "The mean of the chain, uniform law",
    Equal(E(stage(3, U), lambda z: z(2)), Rational(21, 32)),
    uses=[uniform_cell, unit_support],
    source=OWN,
)
def uniform_mean(claim, formula, support):
    proof = mean(claim, U, open_half_line(U, "uniform", 0, 1), formula)
    return proof, integrable_on_chain(U, support, lambda z: z(2), have(Implies(BOUNDED, abs_(z(2)) <= 2)))


@theorem(
    "The mean of the chain, exponential law",
    Equal(
        E(stage(3, X), lambda z: z(2)),
        sum(m * (q - 1 + exp(-q)) for q, m in zip(HINGES, SLOPES, strict=True)),
    ),
    uses=[exponential_cell],
    source=OWN,
)
def exponential_mean(claim, formula):
    proof = mean(claim, X, open_half_line(X, "exponential", 1), formula, by=[fact("exp_zero")])
    return proof, integrable_on_chain(X, half_line(), lambda z: z(2), have(Implies(BOUNDED, abs_(z(2)) <= 2)))
