r"""The matrix of an example: what three hats read of three hinges, under the uniform and exponential laws.

The hinges stand at $q_j = j/4$; the hats $\chi_k(t) = \operatorname{ReLU}(1 - 8\lvert t - (2k - 1)/8\rvert)$
have their tops between the hinges. The matrix $M_{kj} = \mathbb E\,\chi_k(t)\operatorname{ReLU}(q_j - t)$ is
triangular, with a determinant that is not zero.

Source: own computation.
"""

from sympy import Rational, exp

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Less,
    Prod,
    abs_,
    exponential,
    fact,
    have,
    naturals,
    reals,
    relu,
    rewriting,
    row,
    theorem,
    times,
    uniform,
)

from .means_of_hats import A, B, a, e, exponential_hat, integrable, uniform_hat
from .products import a as low
from .products import b as high
from .products import product_bound
from .products import s as factor
from .products import t as other
from .readings import satisfied

t, b, c, d, p, q, s = reals("t b c d p q s")
j, k = naturals("j k")
U, X = uniform(0, 1), exponential(1)
EIGHTH, QUARTER = Rational(1, 8), Rational(1, 4)
COUNT = (1, 2, 3)
OWN = "own computation"


def hat(k, t):
    """The k-th hat."""
    return relu(1 - 8 * abs_(t - (2 * k - 1) / Rational(8)))


def rise(j, t):
    """What the j-th hinge adds, with slope 1."""
    return relu(j * QUARTER - t)


def seen(k, j, t):
    """What the k-th hat sees of the j-th hinge."""
    return hat(k, t) * rise(j, t)


def entry(law, k, j):
    """The mean of what the k-th hat sees of the j-th hinge."""
    return E(law, lambda t: seen(k, j, t))


def everywhere(law):
    """All points are in the whole space."""
    return satisfied(row("prob_sure", law, lambda t: And()))


def read(law, formula, k, g, line):
    """The mean of the k-th hat times a function that is a line on its interval, by the formula for lines."""
    constant, slope = line

    def straight(t):
        return relu(EIGHTH - abs_(t - (2 * k - 1) * EIGHTH)) * (8 * constant - 8 * slope * t)

    same = have(Equal(hat(k, t) * g(t), straight(t)))
    means = satisfied(
        row("E_same", law, lambda t: And(), lambda t: hat(k, t) * g(t), straight),
        by=[everywhere(law), same.forall(t)],
    )
    value = formula.at({a: (k - 1) * QUARTER, e: EIGHTH, A: 8 * constant, B: 8 * slope})
    return [means, value]


def entries(law, formula):
    """All entries, by the formula for lines."""
    out = []
    for k in COUNT:
        for j in COUNT:
            line = (j * QUARTER, 1) if k <= j else (0, 0)
            out += read(law, formula, k, lambda t, j=j: rise(j, t), line)
    return out


PAIRS = tuple((k, j) for k in COUNT for j in COUNT)


def bounded(law, product, pairs=PAIRS):
    """What the hats read is bounded."""
    out = []
    for at in pairs:
        reach = (at[1] + 1) * QUARTER
        size = product.at({factor: hat(at[0], t), other: rise(at[1], t), low: 1, high: reach})
        small = have(abs_(hat(at[0], t) * rise(at[1], t)) <= reach, by=size)
        out.append(integrable(law, lambda t, at=at: hat(at[0], t) * rise(at[1], t), reach, [], small))
    return out


def matrix(law, rows):
    """The entries of the matrix."""
    return And(*(Equal(entry(law, k, j), rows[k - 1][j - 1]) for k in COUNT for j in COUNT))


UNIFORM = [[Rational(q, 64) for q in row] for row in ((1, 3, 5), (0, 1, 3), (0, 0, 1))]


@theorem(
    "The matrix of three hats and three hinges, uniform law",
    matrix(U, UNIFORM),
    uses=[uniform_hat, product_bound],
    source=OWN,
)
def uniform_matrix(claim, formula, product):
    proof = have(claim, "Insert lines on the intervals of the hats.", by=entries(U, formula))
    return proof, *bounded(U, product)


def first(a, b, c):
    """A combination of the three exponentials of the first cell."""
    return a * exp(-EIGHTH) + b * exp(-QUARTER) + c


ROW = [first(30, -16, -14), first(26, -14, -12), first(22, -12, -10)]
EXPONENTIAL = [
    ROW,
    [0, exp(-QUARTER) * ROW[0], exp(-QUARTER) * ROW[1]],
    [0, 0, exp(-2 * QUARTER) * ROW[0]],
]


@theorem(
    "The matrix of three hats and three hinges, exponential law",
    matrix(X, EXPONENTIAL),
    uses=[exponential_hat, product_bound],
    source=OWN,
)
def exponential_matrix(claim, formula, product):
    steps = [fact("exp_sum", -m * QUARTER, -n * EIGHTH) for m in (1, 2) for n in (1, 2)]
    proof = have(
        claim,
        "Insert lines on the intervals of the hats.",
        by=[*entries(X, formula), *steps, fact("exp_zero")],
    )
    return proof, *bounded(X, product)


# ---- determinants ---------------------------------------------------------------------------------


def triangular(law, seen):
    """The determinant of a triangular matrix."""
    return row("det_triangular", 3, lambda k: lambda j: E(law, lambda t: seen(k, j, t)))


def determinant(law, seen):
    """The determinant of the matrix of the means of what is seen."""
    return triangular(law, seen).claim.args[1].args[0]


def diagonal_product(law, seen):
    """The determinant is the product of the diagonal, if nothing is seen of hinges behind."""
    vanishes = have(Implies(j + 1 <= k, Equal(seen(k, j, t), 0)))
    below = satisfied(
        row("E_range", law, lambda t: And(), lambda t: seen(k, j, t), 0, 0),
        given=[j + 1 <= k],
        by=[everywhere(law), vanishes.forall(t)],
    )
    zero = have(
        ForAll((k, j), [1 <= j, j < k, k <= 3], Equal(E(law, lambda t: seen(k, j, t)), 0)),
        "Below the diagonal nothing is seen of the hinge.",
        by=[have(Implies(j + 1 <= k, below.claim), by=below), fact("nat_step", j, k)],
    )
    product = satisfied(triangular(law, seen), by=zero, note="The determinant of a triangular matrix.")

    def diagonal(k):
        return E(law, lambda t: seen(k, k, t))

    def upto(n):
        return Prod(1, n, diagonal)

    partial = have(Equal(upto(0), 1), by=fact("prod_empty", 1, 0, diagonal))
    for n in range(3):
        before = partial.claim.args[1]
        partial = have(
            Equal(upto(n + 1), before * diagonal(n + 1).term()),
            by=[partial, fact("prod_last", 1, n, diagonal), rewriting(upto(n), before)],
        )
    first, second, third = map(diagonal, COUNT)
    return have(Equal(determinant(law, seen), first * second * third), by=[product, partial])


def powers_on_diagonal(claim, law, seen, values, first):
    """The diagonal of the exponential law is a power of exp(-1/4) times its first entry."""
    diagonal = [E(law, lambda t, k=k: seen(k, k, t)) for k in COUNT]
    sides = ((a, s), (b, c * s), (d, p * s), (q, c * p))
    powers = have(
        Implies(And(*(Equal(*side) for side in sides)), Equal(a * b * d, q * s**3)),
        by=[rewriting(*side) for side in sides],
    )
    here = dict(zip((a, b, d), diagonal, strict=True))
    here |= {s: first, c: exp(-QUARTER), p: exp(-2 * QUARTER), q: exp(-3 * QUARTER)}
    met = have(powers.at(here).claim.args[0], by=[values, fact("exp_sum", -QUARTER, -2 * QUARTER)])
    value = have(claim.parts[0], by=[diagonal_product(law, seen), powers.at(here), met])
    area = have(Implies(And(0 < p, 0 < q), 0 < p * q), by=times(0 < p, 0 < q))
    cube = have(
        Implies(And(0 < q, 0 < s), 0 < q * s**3),
        by=[area.at({p: s, q: s}), area.at({p: q, q: s}), area.at({p: q * s, q: s * s})],
    )
    positive = have(
        Less(0, claim.parts[0].right),
        "The first entry is positive, by an enclosure.",
        by=[cube.at({q: exp(-3 * QUARTER), s: first}), have(Less(0, first)), fact("exp", -3 * QUARTER)],
    )
    return have(claim, by=[value, positive])


@theorem(
    "The determinant of the matrix, uniform law",
    Equal(determinant(U, seen), Rational(1, 2**18)),
    uses=[uniform_matrix, product_bound],
    source=OWN,
)
def uniform_determinant(claim, values, product):
    return have(claim, by=[diagonal_product(U, seen), values]), *bounded(U, product, [(k, j)])


@theorem(
    "The determinant of the matrix, exponential law",
    And(
        Equal(determinant(X, seen), exp(-3 * QUARTER) * ROW[0] ** 3),
        Less(0, determinant(X, seen)),
    ),
    uses=[exponential_matrix, product_bound],
    source=OWN,
)
def exponential_determinant(claim, values, product):
    return powers_on_diagonal(claim, X, seen, values, ROW[0]), *bounded(X, product, [(k, j)])
