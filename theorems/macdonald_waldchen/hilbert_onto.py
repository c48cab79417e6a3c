r"""Hilbert's curve passes through every point of the cube.

Every point lies in a half, so it is a point of a copy, which is a copy of a point, and so on: the halves that
it lies in are the digits of its time.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    Or,
    cases,
    choice,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sequences,
    theorem,
)

from .hilbert_copies import OWN, c, copy, e, m, n, r, within
from .hilbert_existence import CODES, HILBERT, TURN
from .hilbert_gluing import PAPER
from .hilbert_words import DIGITS, b, digits_are_bits, gray, xor
from .readings import satisfied

HALF = Rational(1, 2)
i, j, k, l, v, w = naturals("i j k l v w")
s, t, x = reals("s t x")
y, u = sequences("y u")
Y = functions("Y", "N", "N")


def coded(k, w, y):
    """The first k digits of Gray's code of w are those of y."""
    return And(w + 1 <= 2**k, ForAll(i, [i + 1 <= k], Equal(gray(w, i), y(i))))


WORD = ForAll(i, [], Or(Equal(Y(i), 0), Equal(Y(i), 1)))


def found(k, Y):
    """Some word has the code."""
    return Exists(w, coded(k, w, Y))


@theorem(
    "Every word is a Gray code",
    ForAll((k, Y), [DIGITS, WORD], found(k, Y)),
    uses=[digits_are_bits],
    source=OWN,
)
def every_word_is_a_code(claim, binary):
    every = ForAll(Y, [DIGITS, WORD], found(k, Y))
    later = have(
        ForAll(i, [], Or(Equal(Y(i + 1), 0), Equal(Y(i + 1), 1))),
        given=[WORD],
        by=given(WORD).instance(i + 1),
    )
    there = satisfied(given(every).instance(lambda i: Y(i + 1)), given=[DIGITS], by=later)
    half, codes = pick(there, "w")
    digits = [given(DIGITS).instance(w, 0), given(DIGITS).instance(w, i), given(DIGITS).instance(w, i + 1)]
    parts = []
    for last in (0, 1):
        first = Equal(Y(0), xor(last, b(w)(0)))
        code = induct_on(
            i,
            Implies(i + 1 <= k + 1, Equal(gray(2 * w + last, i), Y(i))),
            given=[DIGITS, codes.claim, first],
            base=digits,
            step=[*digits, codes],
        )
        size = have(2 * w + last + 1 <= 2 ** (k + 1), by=[codes, fact("pow_next", 2, k)])
        here = exhibit(found(k + 1, Y), witness=(2 * w + last,), by=[code, size])
        parts.append(have(Implies(first, found(k + 1, Y)), by=here))
    either = have(
        Or(Equal(Y(0), xor(0, b(w)(0))), Equal(Y(0), xor(1, b(w)(0)))),
        given=[DIGITS, WORD],
        by=[given(WORD).instance(0), binary.at({i: 0})],
    )
    longer = picked(there, half, by=have(found(k + 1, Y), by=[*parts, either]))
    step = have(Implies(And(DIGITS, WORD), found(k + 1, Y)), given=[every], by=longer)
    none = exhibit(Implies(Equal(k, 0), found(k, Y)), witness=(0,), by=[rewriting(k, 0)])
    base = have(Implies(Equal(k, 0), every), by=none)
    return induct_on(k, every, "The first digit is chosen last.", base=base.at({k: 0}), step=step.forall(Y))


LOW = ForAll((w, i, j), [w <= n, i + 1 <= m, j + 1 <= m, Equal(r(w)(i), r(w)(j))], Equal(i, j))


@theorem("The axes of a half are distinct", Implies(TURN, LOW), source=OWN)
def axes_are_distinct(claim):
    known = [given(TURN).instance(w, i), given(TURN).instance(w, j)]
    inside = [w <= n, i + 1 <= m, j + 1 <= m, Equal(r(w)(i), r(w)(j))]
    same = have(Implies(And(*inside), Equal(i, j)), given=[TURN], by=known)
    return have(claim, "Modulo $m$ the axis is moved by $d(w) + 1$.", by=same.forall(w, i, j))


def side(i):
    """The half in which coordinate i lies."""
    return ite(y(i) <= HALF, 0, 1)


def copied(x, w, y):
    """The point x is copy w of y."""
    return And(w <= n, within(y), ForAll(i, [i + 1 <= m], Equal(x(i), copy(w, i, y(r(w)(i))))))


@theorem(
    "Every point of the cube is a copy of one",
    Implies(And(*HILBERT.parts, within(y)), Exists((u, w), copied(y, w, u))),
    uses=[every_word_is_a_code, axes_are_distinct],
    source=PAPER,
)
def every_point_is_a_copy(claim, words, distinct):
    given_ = claim.condition.parts
    digit = have(ForAll(i, [], Or(Equal(side(i), 0), Equal(side(i), 1))))
    there = satisfied(words.instance(m, side), given=given_, by=digit)
    half, codes = pick(there, "w")

    def inner(i):
        """Coordinate r(w)(i) of the point of which y is a copy."""
        inside = 2 * y(i) - side(i)
        return ite(Equal(e(w)(i), 0), inside, 1 - inside)

    def wanted(x, j):
        return And(0 <= x, x <= 1, ForAll(i, [i + 1 <= m, Equal(r(w)(i), j)], Equal(x, inner(i))))

    last = have(w <= n, given=given_, by=codes)
    reached = Exists(l, And(l + 1 <= m, Equal(r(w)(l), j)))
    place, at = pick(given(reached), "l")
    bounds = have(And(0 <= inner(l), inner(l) <= 1), given=given_, by=[at, given(within(y)).instance(l)])
    same = have(Implies(Equal(i, l), Equal(inner(l), inner(i))))
    unique = have(
        Implies(And(i + 1 <= m, Equal(r(w)(i), j)), Equal(inner(l), inner(i))),
        given=given_,
        by=[at, last, distinct.instance(w, i, l), same],
    )
    one = exhibit(Exists(x, wanted(x, j)), witness=(inner(l),), by=[bounds, unique.forall(i)])
    one = have(Implies(reached, Exists(x, wanted(x, j))), by=picked(given(reached), place, by=one))
    none = exhibit(Implies(Not(reached), Exists(x, wanted(x, j))), witness=(0,))
    each = have(Exists(x, wanted(x, j)), by=[one, none, cases(reached)])
    points = satisfied(choice(lambda j: lambda x: wanted(x, j), "N", "R"), by=each.forall(j))
    point, coordinates = pick(points, "u")
    cube = have(within(u), by=coordinates.instance(i))
    code = have(
        Implies(i + 1 <= m, Equal(c(w)(i), side(i))), given=given_, by=[codes, given(CODES).instance(w, i)]
    )
    value = have(
        Implies(i + 1 <= m, Equal(u(r(w)(i)), inner(i))),
        by=have(coordinates.instance(r(w)(i)).claim.args[2], by=coordinates.instance(r(w)(i))).instance(i),
    )
    agree = have(Implies(i + 1 <= m, Equal(y(i), copy(w, i, u(r(w)(i))))), by=[code, value])
    result = exhibit(claim.conclusion, witness=(point, half), by=[last, cube, agree.forall(i)])
    return have(claim, by=picked(there, half, by=picked(points, point, by=result)))
