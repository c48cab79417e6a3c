r"""Lebesgue's space-filling curve: its functional equations, and its values at the ends of the gaps.

On the outer thirds of $[0,1]$ the curve repeats itself: a ternary digit $0$ or $2$ in front of $s$ becomes a
binary digit in front of the last coordinate, which moves to the first place, and the other coordinates move
on by one place. On the middle third it is linear. Coordinates are numbered $1, \dots, m$.

Source: Lebesgue 1904; Macdonald and Wäldchen 2021 use such curves for the third restriction.
"""

from itertools import pairwise

from sympy import Rational

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Or,
    cases,
    fact,
    functions,
    given,
    have,
    induct_on,
    naturals,
    reals,
    theorem,
)

from .readings import satisfied

SEQUENCE = ("fun", "N", "R")
b, s = reals("b s")
j, k, m = naturals("j k m")
h = functions("h", "R", SEQUENCE)
THIRD, TWO_THIRDS, HALF = Rational(1, 3), Rational(2, 3), Rational(1, 2)
OWN = "Lebesgue 1904"
UNIT = [0 <= s, s <= 1]


def places(j, m):
    """j is a coordinate of R^m."""
    return [1 <= j, j <= m]


def bit(b):
    """b is a binary digit."""
    return Or(Equal(b, 0), Equal(b, 1))


def behind(b, s):
    """The number with the ternary digit 2b, and behind it those of s."""
    return (2 * b + s) / 3


INNER = [1 <= j, j + 1 <= m]


def curve(m, h):
    """The functional equations of Lebesgue's curve in R^m: range, digits, middle third."""
    here, inner = [*UNIT, *places(j, m)], [1 <= j, j + 1 <= m]
    digit, number = h(behind(b, s)), h(s)
    return (
        1 <= m,
        ForAll((s, j), here, And(0 <= number(j), number(j) <= 1)),
        ForAll((b, s), [bit(b), *UNIT], Equal(digit(1), (b + number(m)) / 2)),
        ForAll((b, s, j), [bit(b), *UNIT, *inner], Equal(digit(j + 1), number(j))),
        ForAll((s, j), here, Equal(h((1 + s) / 3)(j), (1 - s) * h(THIRD)(j) + s * h(TWO_THIRDS)(j))),
    )


CURVE = curve(m, h)
_, INSIDE, FIRST, OTHERS, GAP = CURVE
DIGITS = [1 <= m, FIRST, OTHERS]
LEBESGUE = And(*CURVE)


def end_value(b):
    """The value at 0 or 1, whose ternary digits are all 2b."""
    return ForAll(j, places(j, m), Equal(h(b)(j), b))


def at_end(b):
    """All coordinates are equal, and the last is the first."""
    first, others = given(FIRST).instance(b, b), given(OTHERS).instance(b, b, j)
    same = induct_on(
        j,
        Implies(And(*places(j, m)), Equal(h(b)(j), h(b)(1))),
        "All coordinates are equal, since each is the one before.",
        given=DIGITS,
        step=[others, fact("nat_step", 0, j), cases(Equal(j, 0))],
    )
    return [same, same.instance(m), first]


@theorem("Lebesgue's curve begins at 0", Implies(And(*DIGITS), end_value(0)), source=OWN)
def begins(claim):
    return have(claim, "The first coordinate is half of the last.", by=at_end(0))


@theorem("Lebesgue's curve ends at 1", Implies(And(*DIGITS), end_value(1)), source=OWN)
def ends(claim):
    return have(claim, "The first coordinate is half of the last, and a half.", by=at_end(1))


@theorem(
    "The ends of the middle gap",
    Implies(
        LEBESGUE,
        And(
            Equal(h(THIRD)(1), HALF),
            Equal(h(TWO_THIRDS)(1), HALF),
            ForAll(j, INNER, And(Equal(h(THIRD)(j + 1), 1), Equal(h(TWO_THIRDS)(j + 1), 0))),
        ),
    ),
    uses=[begins, ends],
    source=OWN,
)
def gap_ends(claim, zero, one):
    left = [given(FIRST).instance(0, 1), given(OTHERS).instance(0, 1, j)]
    right = [given(FIRST).instance(1, 0), given(OTHERS).instance(1, 0, j)]
    values = [zero.instance(m), one.instance(m), zero.instance(j), one.instance(j)]
    return have(
        claim,
        "They are the images of the two ends under the outer thirds.",
        by=[*left, *right, *values],
    )


@theorem(
    "The middle gap",
    Implies(
        And(*CURVE, *UNIT),
        And(
            Equal(h((1 + s) / 3)(1), HALF),
            ForAll(j, INNER, Equal(h((1 + s) / 3)(j + 1), 1 - s)),
        ),
    ),
    uses=[gap_ends],
    source=OWN,
)
def middle(claim, ends_):
    line, corners = given(GAP), satisfied(ends_, given=CURVE)
    first, others = claim.conclusion.parts
    flat = have(first, given=[1 <= m, *UNIT], by=[line.instance(s, 1), corners])
    falls = have(others, given=UNIT, by=[line.instance(s, j + 1), corners.instance(j)])
    return have(claim, "The first coordinate stays, the others fall from 1 to 0.", by=[flat, falls])


# ---- values in the plane ---------------------------------------------------------------------------

PLANE = curve(2, h)


def passes(s, x, y):
    """The curve in the plane is at (x, y) at the number s."""
    return And(Equal(h(s)(1), x), Equal(h(s)(2), y))


@theorem(
    "Values of Lebesgue's curve in the plane",
    Implies(
        And(*PLANE),
        And(
            passes(THIRD, HALF, 1),
            passes(HALF, HALF, HALF),
            passes(TWO_THIRDS, HALF, 0),
            passes(Rational(1, 4), 0, 1),
            passes(Rational(7, 9), 1, HALF),
        ),
    ),
    uses=[gap_ends, middle],
    source="own computation",
)
def values(claim, ends_, between):
    _, _, first, others, _ = map(given, PLANE)

    def digit(b, s):
        return [first.instance(b, s), others.instance(b, s, 1)]

    gap = satisfied(ends_.at({m: 2}), given=PLANE)
    corners = have(And(*claim.conclusion.parts[:3:2]), by=[gap, gap.instance(1)])
    inside = satisfied(between.at({m: 2, s: HALF}), given=PLANE)
    centre = have(claim.conclusion.parts[1], by=[inside, inside.instance(1)])
    quarter = have(
        claim.conclusion.parts[3],
        r"$\frac14$ has the ternary digits $0, 2, 0, 2, \dots$.",
        given=PLANE,
        by=[*digit(0, Rational(3, 4)), *digit(1, Rational(1, 4))],
    )
    last = have(
        claim.conclusion.parts[4],
        r"$\frac79$ is $\frac13$ behind a digit $2$.",
        given=PLANE,
        by=[corners, *digit(1, THIRD)],
    )
    return have(claim, by=[corners, centre, quarter, last])


@theorem(
    "Parameters of rational points of the plane",
    Implies(
        And(*PLANE),
        And(
            passes(Rational(3, 10), THIRD, TWO_THIRDS),
            passes(Rational(8, 9), HALF, HALF),
            passes(Rational(31, 40), 1, THIRD),
        ),
    ),
    uses=[gap_ends],
    source="own computation",
)
def parameters(claim, ends_):
    _, _, first, others, _ = map(given, PLANE)

    def behind_digits(*numbers):
        """The equations for numbers each of which is the one before without its first ternary digit."""
        digits = [((3 * x - y) / 2, y) for x, y in pairwise(numbers)]
        return [line for b, s in digits for line in (first.instance(b, s), others.instance(b, s, 1))]

    ten = behind_digits(*(Rational(k, 10) for k in (3, 9, 7, 1, 3)))
    forty = behind_digits(*(Rational(k, 40) for k in (31, 13, 39, 37, 31)))
    gap = satisfied(ends_.at({m: 2}), given=PLANE)
    nine = [gap, gap.instance(1), *behind_digits(Rational(8, 9), TWO_THIRDS)]
    found = [
        have(part, note, given=PLANE, by=by)
        for part, by, note in zip(
            claim.conclusion.parts,
            (ten, nine, forty),
            (
                r"$\frac3{10}$ has the ternary digits $0, 2, 2, 0$ again and again.",
                r"$\frac89$ is $\frac23$ behind a digit $2$.",
                r"$\frac{31}{40}$ has the ternary digits $2, 0, 2, 2$ again and again.",
            ),
            strict=True,
        )
    ]
    return have(claim, by=found)
