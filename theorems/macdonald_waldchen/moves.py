r"""Moves: layers that push the points beyond a hyperplane onto it, and are undone elsewhere.

For affine $\ell = A_1$ and $A_2, \dots, A_d$ whose linear parts are $1$ and $0, \dots, 0$ at $w$,
$\operatorname{ReLU}(A z) = A(z + \operatorname{ReLU}(-\ell(z))\,w)$ wherever $A_2, \dots, A_d$ are not
negative. So, up to the change of coordinates that the next layer undoes, a point with $\ell(z) < 0$ moves
along $w$ to the hyperplane $\ell = 0$, and all points with $\ell(z) \ge 0$ stay.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Sum,
    cases,
    fact,
    given,
    have,
    induct_on,
    naturals,
    reals,
    relu,
    rewriting,
    row,
    sequences,
    theorem,
)

from .finite_sums import indices
from .readings import satisfied
from .single_coordinates import conjuncts

t, x, y = reals("t x y")
d, i, j, n = naturals("d i j n")
c, p, q, w, z = sequences("c p q w z")
A = sequences("A", result=("fun", "N", "R"))
OWN = "own computation"


def linear(i, z, n=d):
    """The linear part of A_i at z."""
    return Sum(1, n, lambda j: A(i)(j) * z(j))


def affine(i, z):
    """A_i at z."""
    return linear(i, z) + c(i)


def moved(z, t):
    """z + t w."""
    return lambda j: z(j) + t * w(j)


@theorem(
    "A linear form along a line",
    ForAll(n, [], Equal(linear(i, moved(z, t), n), linear(i, z, n) + t * linear(i, w, n))),
    source="elementary",
)
def along_line(claim):
    rows = [linear(i, at, n).term().args[2] for at in (moved(z, t), z, w)]
    return have(
        claim,
        "Term by term.",
        by=induct_on(
            n,
            claim.body,
            base=[fact("sum_empty", 1, 0, row) for row in rows],
            step=[fact("sum_last", 1, n, row) for row in rows],
        ),
    )


FRAME = And(Equal(linear(1, w), 1), ForAll(i, [2 <= i, i <= d], Equal(linear(i, w), 0)))
TARGET = ForAll(j, indices(j, d), Equal(q(j), z(j) - affine(1, z) * w(j)))
POSITIVE = ForAll(i, [2 <= i, i <= d], 0 <= affine(i, z))


@theorem(
    "The move lemma",
    Implies(
        And(FRAME, POSITIVE),
        ForAll(i, indices(i, d), Equal(relu(affine(i, z)), affine(i, moved(z, relu(-affine(1, z)))))),
    ),
    uses=[along_line],
    source=OWN,
)
def move_lemma(claim, line):
    step = relu(-affine(1, z))
    shifted = line.at({t: step}).instance(d)
    frame, zero = conjuncts(given(FRAME))
    own = have(
        Implies(Equal(i, 1), Equal(relu(affine(i, z)), affine(i, moved(z, step)))),
        r"$\operatorname{ReLU}(\ell) = \ell + \operatorname{ReLU}(-\ell)$.",
        by=[shifted, frame, cases(Equal(i, 1))],
    )
    other = have(
        Implies(And(2 <= i, i <= d), Equal(relu(affine(i, z)), affine(i, moved(z, step)))),
        "The other rows do not see the move, and are not negative.",
        given=[POSITIVE],
        by=[shifted, zero.instance(i), given(POSITIVE).instance(i)],
    )
    every = have(
        Implies(indices(i, d), Equal(relu(affine(i, z)), affine(i, moved(z, step)))),
        given=[POSITIVE],
        by=[own, other, fact("nat_step", 1, i)],
    )
    return have(claim, by=every.forall(i))


@theorem(
    "A layer moves the points beyond a hyperplane, and no others",
    Implies(
        And(FRAME, POSITIVE),
        And(
            Implies(0 <= affine(1, z), ForAll(i, indices(i, d), Equal(relu(affine(i, z)), affine(i, z)))),
            Implies(
                And(affine(1, z) < 0, TARGET),
                ForAll(i, indices(i, d), Equal(relu(affine(i, z)), affine(i, q))),
            ),
        ),
    ),
    uses=[along_line],
    source=OWN,
)
def one_point_moves(claim, line):
    distance = affine(1, z)
    frame, zero = conjuncts(given(FRAME))
    positive = have(
        Implies(And(0 <= distance, *indices(i, d)), 0 <= affine(i, z)),
        given=[POSITIVE],
        by=[given(POSITIVE).instance(i), fact("nat_step", 1, i), cases(Equal(i, 1))],
    )
    stays = have(claim.conclusion.parts[0], "Nothing is cut off.", by=positive)
    beyond = [distance < 0, TARGET]
    terms = [lambda j: A(i)(j) * q(j), lambda j: A(i)(j) * moved(z, -distance)(j)]
    each = have(
        Implies(indices(j, d), Equal(terms[0](j), terms[1](j))),
        given=[TARGET],
        by=[given(TARGET).instance(j), rewriting(q(j), z(j) - distance * w(j))],
    )
    same = satisfied(row("sum_same", 1, d, *terms), by=each.forall(j))
    along = have(
        Equal(affine(i, q), affine(i, z) - distance * linear(i, w)),
        given=[TARGET],
        by=[same, line.at({t: -distance}).instance(d)],
    )
    goal = Equal(relu(affine(i, z)), affine(i, q))
    own = have(Implies(Equal(i, 1), goal), given=beyond, by=[along, frame, cases(Equal(i, 1))])
    other = have(
        Implies(And(2 <= i, i <= d), goal),
        given=[*beyond, POSITIVE],
        by=[along, zero.instance(i), given(POSITIVE).instance(i)],
    )
    every = have(Implies(indices(i, d), goal), by=[own, other, fact("nat_step", 1, i)])
    goes = have(claim.conclusion.parts[1], "Its image is that of the other point.", by=every.forall(i))
    return have(claim, by=[stays, goes])


# ---- an example -------------------------------------------------------------------------------------


IMAGE = (relu(x + y - Rational(19, 4)), relu(y - x / 2 + 2))


def goes(point, other):
    """The layer of the example sends the point of the plane to the other."""
    here = And(Equal(x, point[0]), Equal(y, point[1]))
    return Implies(here, And(Equal(IMAGE[0], other[0]), Equal(IMAGE[1], other[1])))


@theorem(
    "The middle one of three points moves",
    And(
        goes((1, 4), (Rational(1, 4), Rational(11, 2))),
        goes((4, 1), (Rational(1, 4), 1)),
        goes((2, 2), (0, 3)),
        goes((Rational(5, 2), Rational(9, 4)), (0, 3)),
    ),
    source=OWN,
)
def middle_point_moves(claim):
    return have(
        claim,
        r"The point $(2, 2)$ goes where $(\tfrac52, \tfrac94)$ would go, where nothing is cut off.",
    )
