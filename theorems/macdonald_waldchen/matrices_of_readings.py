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


def entry(law, k, j):
    """The mean of the k-th hat times what the j-th hinge adds."""
    return E(law, lambda t: hat(k, t) * rise(j, t))


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


def bounded(law, product):
    """What the hats read is bounded."""
    out = []
    for at in (*((k, j) for k in COUNT for j in COUNT), (k, j)):
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


def triangular(law):
    """The determinant of a triangular matrix."""
    return row("det_triangular", 3, lambda k: lambda j: entry(law, k, j))


def determinant(law):
    """The determinant of the matrix."""
    return triangular(law).claim.args[1].args[0]


def diagonal_product(law):
    """The determinant is the product of the diagonal."""
    vanishes = have(Implies(j + 1 <= k, Equal(hat(k, t) * rise(j, t), 0)))
    below = satisfied(
        row("E_range", law, lambda t: And(), lambda t: hat(k, t) * rise(j, t), 0, 0),
        given=[j + 1 <= k],
        by=[everywhere(law), vanishes.forall(t)],
    )
    zero = have(
        ForAll((k, j), [1 <= j, j < k, k <= 3], Equal(entry(law, k, j), 0)),
        "Below the diagonal the hinge is behind the hat.",
        by=[have(Implies(j + 1 <= k, below.claim), by=below), fact("nat_step", j, k)],
    )
    product = satisfied(triangular(law), by=zero, note="The determinant of a triangular matrix.")

    def upto(n):
        return Prod(1, n, lambda k: entry(law, k, k))

    diagonal = have(Equal(upto(0), 1), by=fact("prod_empty", 1, 0, lambda k: entry(law, k, k)))
    for n in range(3):
        before = diagonal.claim.args[1]
        last = fact("prod_last", 1, n, lambda k: entry(law, k, k))
        diagonal = have(
            Equal(upto(n + 1), before * entry(law, n + 1, n + 1).term()),
            by=[diagonal, last, rewriting(upto(n), before)],
        )
    first, second, third = (entry(law, k, k) for k in COUNT)
    return have(Equal(determinant(law), first * second * third), by=[product, diagonal])


@theorem(
    "The determinant of the matrix, uniform law",
    Equal(determinant(U), Rational(1, 2**18)),
    uses=[uniform_matrix, product_bound],
    source=OWN,
)
def uniform_determinant(claim, values, product):
    return have(claim, by=[diagonal_product(U), values]), *bounded(U, product)[-1:]


@theorem(
    "The determinant of the matrix, exponential law",
    And(Equal(determinant(X), exp(-3 * QUARTER) * ROW[0] ** 3), Less(0, determinant(X))),
    uses=[exponential_matrix, product_bound],
    source=OWN,
)
def exponential_determinant(claim, values, product):
    first, second, third = (entry(X, k, k) for k in COUNT)
    sides = ((a, s), (b, c * s), (d, p * s), (q, c * p))
    powers = have(
        Implies(And(*(Equal(*side) for side in sides)), Equal(a * b * d, q * s**3)),
        by=[rewriting(*side) for side in sides],
    )
    here = {
        a: first,
        b: second,
        d: third,
        s: ROW[0],
        c: exp(-QUARTER),
        p: exp(-2 * QUARTER),
        q: exp(-3 * QUARTER),
    }
    met = have(powers.at(here).claim.args[0], by=[values, fact("exp_sum", -QUARTER, -2 * QUARTER)])
    value = have(claim.parts[0], by=[diagonal_product(X), powers.at(here), met])
    area = have(Implies(And(0 < p, 0 < q), 0 < p * q), by=times(0 < p, 0 < q))
    cube = have(
        Implies(And(0 < q, 0 < s), 0 < q * s**3),
        by=[area.at({p: s, q: s}), area.at({p: q, q: s}), area.at({p: q * s, q: s * s})],
    )
    positive = have(
        Less(0, claim.parts[0].right),
        r"$M_{11} > 0$, by an enclosure.",
        by=[cube.at({q: exp(-3 * QUARTER), s: ROW[0]}), have(Less(0, ROW[0])), fact("exp", -3 * QUARTER)],
    )
    return have(claim, by=[value, positive]), *bounded(X, product)[-1:]
