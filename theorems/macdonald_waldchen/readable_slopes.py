r"""The slopes of three bends over the uniform law are read from the law of the chain.

For slopes in $[0, 1]^3$ the readings of the hats are $M\kappa$, and
$\lVert M^{-1}\rVert_\infty = 512$, so slopes differ by at most $512 \cdot \tfrac{29}2 = 7424$ times the
Prokhorov distance of the laws.

Source: own computation.
"""

from sympy import Rational

from symrelu import And, AtMost, Equal, Implies, Not, abs_, clip, dPd, have, push, reals, relu, row, theorem

from .hat_functionals import Q, slope_times_height
from .hats import Y, d, mu, other, r, reading, reading_is_lipschitz
from .hats import a as weight
from .hats import b as place
from .hats import x as centre
from .matrices_of_readings import COUNT, EIGHTH, QUARTER, UNIFORM, U, entry, everywhere, uniform_matrix
from .matrices_of_readings import bounded as entries_bounded
from .means_of_hats import A, B, a, e, uniform_hat
from .products import product_bound
from .readings import satisfied
from .three_bends import HINGES

t = reals("t")
k = reals("k_1 k_2 k_3")
l = reals("l_1 l_2 l_3")
OWN = "own computation"
BOUND = Rational(3, 2)
INVERSE = tuple(tuple(64 * q for q in line) for line in ((1, -3, 4), (0, 1, -3), (0, 0, 1)))


def height(t, slopes):
    """The chain with these slopes."""
    return sum(m * relu(q - t) for q, m in zip(HINGES, slopes, strict=True))


def chain(slopes):
    """Its law over the uniform law."""
    return push(lambda t: (t, height(t, slopes)), U)


def unit(slopes):
    """The slopes lie between 0 and 1."""
    return And(*(And(0 <= m, m <= 1) for m in slopes))


def top(i):
    """The top of the i-th hat."""
    return (2 * i - 1) * EIGHTH


def read(i, law):
    """What the i-th hat, of slope 1, reads of a law."""
    return reading(law).subs({centre: top(i), r: EIGHTH, Y: BOUND})


def seen(i):
    """What it sees of a point."""
    return lambda z: clip(EIGHTH - abs_(z(1) - top(i)), 0, EIGHTH) * clip(z(2), 0, BOUND)


def expected(i, slopes):
    """What it reads of the chain."""
    return sum(q * m for q, m in zip(UNIFORM[i - 1], slopes, strict=True)) * EIGHTH


@theorem(
    "The height of the chain",
    Implies(And(unit(k), 0 <= t), And(0 <= height(t, k), height(t, k) <= BOUND)),
    uses=[slope_times_height],
    source=OWN,
)
def height_bounded(claim, summand):
    each = [summand.at({weight: m, place: q, Q: q}) for q, m in zip(HINGES, k, strict=True)]
    return have(claim, r"Each hinge adds at most $q_j$.", by=each)


@theorem(
    "The readings of the chain are linear in its slopes",
    Implies(unit(k), And(*(Equal(read(i, chain(k)), expected(i, k)) for i in COUNT))),
    uses=[height_bounded, uniform_hat],
    source=OWN,
)
def readings_are_linear(claim, bounded, formula):
    parts = []
    for i in COUNT:
        behind = list(zip(HINGES, k, strict=True))[i - 1 :]
        constant, slope = sum(q * m for q, m in behind), sum(m for _, m in behind)
        inside = And(top(i) - EIGHTH < t, t < top(i) + EIGHTH)

        def straight(t, i=i, constant=constant, slope=slope):
            return relu(EIGHTH - abs_(t - top(i))) * (constant - slope * t)

        def looked(t, i=i):
            return clip(EIGHTH - abs_(t - top(i)), 0, EIGHTH) * clip(height(t, k), 0, BOUND)

        line = have(Implies(inside, Equal(height(t, k), constant - slope * t)))
        uncut = have(
            Implies(0 <= t, Equal(clip(height(t, k), 0, BOUND), height(t, k))), given=[unit(k)], by=bounded
        )
        off = have(Implies(Not(inside), And(Equal(looked(t), 0), Equal(straight(t), 0))))
        on = have(Implies(inside, Equal(looked(t), straight(t))), given=[unit(k)], by=[line, uncut])
        same = satisfied(
            row("E_same", U, lambda t: And(), looked, straight),
            given=[unit(k)],
            by=[everywhere(U), have(Equal(looked(t), straight(t)), given=[unit(k)], by=[off, on]).forall(t)],
        )
        image = row("E_push", lambda t: (t, height(t, k)), U, seen(i))
        parts += [image, same, formula.at({a: (i - 1) * QUARTER, e: EIGHTH, A: constant, B: slope})]
    return have(claim, "On the interval of a hat the chain is a line.", by=parts)


def product_with_inverse(i, j):
    """An entry of the product of the matrix of means with its inverse."""
    return sum(entry(U, i, m) * INVERSE[m - 1][j - 1] for m in COUNT)


@theorem(
    "The inverse of the matrix",
    And(*(Equal(product_with_inverse(i, j), int(i == j)) for i in COUNT for j in COUNT)),
    uses=[uniform_matrix, product_bound],
    source=OWN,
)
def inverse_matrix(claim, values, product):
    return have(claim, "Insert the entries.", by=values), *entries_bounded(U, product)


DISTANCE = dPd(2, chain(k), chain(l))


@theorem(
    "Slopes are read from the law",
    Implies(
        And(unit(k), unit(l)), And(*(AtMost(abs_(p - q), 7424 * DISTANCE) for p, q in zip(k, l, strict=True)))
    ),
    uses=[readings_are_linear, reading_is_lipschitz],
    source=OWN,
)
def slopes_are_read(claim, linear, lipschitz):
    second = linear.at(dict(zip(k, l, strict=True)))
    close = [
        lipschitz.at({mu: chain(k), other: chain(l), d: 2, r: EIGHTH, Y: BOUND, centre: top(i)})
        for i in COUNT
    ]
    return have(claim, r"$8 \cdot 512 \cdot \tfrac{29}{16} = 7424$.", by=[linear, second, *close])
