r"""The matrices of cells: what the intervals between three hinges see of them.

The cell functionals $\mathbb E\, z_2 \mathbf 1\{q_{k-1} < z_1 < q_k\}$ have simpler closed forms than those
of the hats, but are not continuous in the law.

Source: own computation.
"""

from sympy import Rational, exp

from symrelu import (
    And,
    E,
    Equal,
    Less,
    abs_,
    fact,
    have,
    ite,
    naturals,
    reals,
    relu,
    row,
    theorem,
)

from .matrices_of_readings import (
    COUNT,
    PAIRS,
    QUARTER,
    U,
    X,
    determinant,
    diagonal_product,
    everywhere,
    powers_on_diagonal,
)
from .means_of_hats import A, B, a, c, exponential_cell, integrable, uniform_cell
from .readings import satisfied

t = reals("t")
j, k = naturals("j k")
OWN = "own computation"


def seen(k, j, t):
    """What the k-th cell sees of the j-th hinge, with slope 1."""
    inside = And((k - 1) * QUARTER < t, t < k * QUARTER)
    return ite(inside, relu(j * QUARTER - t), 0)


def entry(law, k, j):
    """Its mean."""
    return E(law, lambda t: seen(k, j, t))


def entries(law, formula):
    """All entries, by the formula for lines."""
    out = []
    for k in COUNT:
        for j in COUNT:
            first, last = (k - 1) * QUARTER, k * QUARTER
            constant, slope = (j * QUARTER, 1) if k <= j else (0, 0)

            def straight(t, first=first, last=last, constant=constant, slope=slope):
                return ite(And(first < t, t < last), constant - slope * t, 0)

            same = have(Equal(seen(k, j, t), straight(t)))
            out.append(
                satisfied(
                    row("E_same", law, lambda t: And(), lambda t, k=k, j=j: seen(k, j, t), straight),
                    by=[everywhere(law), same.forall(t)],
                )
            )
            out.append(formula.at({a: first, c: last, A: constant, B: slope}))
    return out


def bounded(law, pairs=PAIRS):
    """What the cells see is bounded."""
    out = []
    for at in pairs:
        reach = (at[1] + 1) * QUARTER
        small = have(abs_(seen(*at, t)) <= reach)
        out.append(integrable(law, lambda t, at=at: seen(*at, t), reach, [], small))
    return out


def matrix(law, rows):
    """The entries of the matrix."""
    return And(*(Equal(entry(law, k, j), rows[k - 1][j - 1]) for k in COUNT for j in COUNT))


UNIFORM = [[Rational(q, 32) for q in line] for line in ((1, 3, 5), (0, 1, 3), (0, 0, 1))]


@theorem("The matrix of three cells, uniform law", matrix(U, UNIFORM), uses=[uniform_cell], source=OWN)
def uniform_matrix(claim, formula):
    return have(claim, "Insert lines on the cells.", by=entries(U, formula)), *bounded(U)


FIRST = [Rational(i, 4) * exp(-QUARTER) - Rational(m, 4) for i, m in ((4, 3), (3, 2), (2, 1))]
EXPONENTIAL = [
    FIRST,
    [0, exp(-QUARTER) * FIRST[0], exp(-QUARTER) * FIRST[1]],
    [0, 0, exp(-2 * QUARTER) * FIRST[0]],
]


@theorem(
    "The matrix of three cells, exponential law", matrix(X, EXPONENTIAL), uses=[exponential_cell], source=OWN
)
def exponential_matrix(claim, formula):
    sums = [fact("exp_sum", -m * QUARTER, -QUARTER) for m in (1, 2)]
    proof = have(claim, "Insert lines on the cells.", by=[*entries(X, formula), *sums, fact("exp_zero")])
    return proof, *bounded(X)


@theorem(
    "The determinant of the matrix of cells, uniform law",
    Equal(determinant(U, seen), Rational(1, 2**15)),
    uses=[uniform_matrix],
    source=OWN,
)
def uniform_determinant(claim, values):
    return have(claim, by=[diagonal_product(U, seen), values]), *bounded(U, [(k, j)])


@theorem(
    "The determinant of the matrix of cells, exponential law",
    And(Equal(determinant(X, seen), exp(-3 * QUARTER) * FIRST[0] ** 3), Less(0, determinant(X, seen))),
    uses=[exponential_matrix],
    source=OWN,
)
def exponential_determinant(claim, values):
    return powers_on_diagonal(claim, X, seen, values, FIRST[0]), *bounded(X, [(k, j)])
