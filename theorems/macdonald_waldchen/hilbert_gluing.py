r"""Hilbert's curve: consecutive parts of a cell meet in a corner.

The curve runs through the $2^m$ halves of a cell in the order of Gray's code. It enters half $w$ at its
corner $e(w)$ and leaves it at $\varepsilon(w) = e(w) \oplus 2^{d(w)}$, where $e(0) = 0$, $d(0) = 0$ and
$$e(2q + 1) = e(2q + 2) = \mathrm{gc}(2q), \qquad d(2q + 1) = d(2q + 2) = g(2q + 1).$$
This is $e(w) = \mathrm{gc}(2 \lfloor (w - 1)/2 \rfloor)$, and $d(w)$ is the number of trailing ones of $w$,
or of $w - 1$ where $w$ is even. Corners are given by their digits: digit $i$ is the coordinate $i$.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Not,
    Or,
    cases,
    functions,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    theorem,
)

from .hilbert_words import (
    SETTING,
    TRAILING,
    A,
    bit,
    even_or_odd,
    g,
    gray,
    gray_flips,
    xor,
)
from .readings import satisfied

i, j, q, w = naturals("i j q w")
c, d, r = functions("c d r", "N", "N")
e = functions("e", "N", ("fun", "N", "N"))
OWN = "own computation"
PAPER = "Macdonald and Wäldchen 2021, Example for the third restriction"

ENTRY = ForAll(
    (q, i),
    [],
    And(Equal(e(0)(i), 0), Equal(e(2 * q + 1)(i), gray(2 * q, i)), Equal(e(2 * q + 2)(i), gray(2 * q, i))),
)
DIRECTION = ForAll(
    q, [], And(Equal(d(0), 0), Equal(d(2 * q + 1), g(2 * q + 1)), Equal(d(2 * q + 2), g(2 * q + 1)))
)
CURVE = And(*SETTING.parts, ENTRY, DIRECTION)


def exit_(w, i):
    """Digit i of the corner at which the curve leaves half w."""
    return xor(e(w)(i), bit(i, d(w)))


@theorem(
    "Zero, odd and even numbers",
    Implies(And(A(0), ForAll(q, [], And(A(2 * q + 1), A(2 * q + 2)))), A(w)),
    uses=[even_or_odd],
    source="elementary",
)
def zero_odd_even(claim, parity):
    start, others = claim.condition.parts
    half, which = pick(parity, "q")
    evens = induct_on(q, A(2 * q), given=[start, others], base=given(start), step=given(others).instance(q))
    even = have(Implies(Equal(w, 2 * half), A(w)), by=evens.instance(half))
    odd = have(Implies(Equal(w, 2 * half + 1), A(w)), given=[others], by=given(others).instance(half))
    return have(claim, by=picked(parity, half, by=have(A(w), by=[which, even, odd])))


def meets(w, i):
    """The exit of half w and the entry of the next one differ in digit g(w)."""
    return Equal(xor(exit_(w, i), e(w + 1)(i)), bit(i, g(w)))


def turns(w):
    """The exit of half w has in digit g(w) the digit of the next half."""
    return Equal(exit_(w, g(w)), gray(w + 1, g(w)))


def binary(w, i):
    """The entries are corners."""
    return Or(Equal(e(w)(i), 0), Equal(e(w)(i), 1))


def in_each_case(parity, statement, start, odd, even, note):
    """The statement from its cases w = 0, w = 2q + 1 and w = 2q + 2."""
    both = have(And(statement(2 * q + 1), statement(2 * q + 2)), by=[odd, even])
    cases = satisfied(parity.at({A: statement}), by=[start, both.forall(q)])
    return have(Implies(CURVE, statement(w)), note, by=cases)


FIRST = [given(ENTRY).instance(0, i), given(DIRECTION).instance(0), given(TRAILING).instance(0)]
entry, direction, trailing = given(ENTRY), given(DIRECTION), given(TRAILING)


@theorem(
    "Exit and next entry differ in one digit",
    Implies(CURVE, meets(w, i)),
    uses=[zero_odd_even, gray_flips],
    source=OWN,
)
def exit_and_entry(claim, parity, flips):
    start = have(meets(0, i), given=CURVE.parts, by=FIRST)
    here = [entry.instance(q, i), direction.instance(q)]
    odd = have(meets(2 * q + 1, i), given=CURVE.parts, by=here)
    after = [entry.instance(q + 1, i), trailing.instance(q), trailing.instance(q + 1)]
    twice = [flips.at({w: 2 * q}), flips.at({w: 2 * q + 1})]
    even = have(meets(2 * q + 2, i), given=CURVE.parts, by=[*here, *after, *twice])
    note = (
        r"For odd $w$ both corners are $\mathrm{gc}(w - 1)$, and $d(w) = g(w)$. For even $w > 0$ the entries "
        r"are $\mathrm{gc}(w - 2)$ and $\mathrm{gc}(w)$, which differ in the digits $0 = g(w)$ and "
        r"$g(w - 1) = d(w)$."
    )
    return in_each_case(parity, lambda w: meets(w, i), start, odd, even, note)


@theorem(
    "The exit has the digit of the next half",
    Implies(CURVE, turns(w)),
    uses=[zero_odd_even, gray_flips],
    source=OWN,
)
def exit_and_next_half(claim, parity, flips):
    start = have(turns(0), given=CURVE.parts, by=[x.at({i: 0}) for x in FIRST] + [flips.at({w: 0, i: 0})])
    last = g(2 * q + 1)
    here = [direction.instance(q), trailing.instance(q)]
    twice = [flips.at({w: 2 * q, i: last}), flips.at({w: 2 * q + 1, i: last})]
    odd = have(turns(2 * q + 1), given=CURVE.parts, by=[*here, *twice, entry.instance(q, last)])
    thrice = [flips.at({w: 2 * q + k, i: 0}) for k in range(3)]
    after = [*here, trailing.instance(q + 1), entry.instance(q, 0)]
    even = have(turns(2 * q + 2), given=CURVE.parts, by=[*after, *thrice])
    note = (
        r"For odd $w$, digit $g(w) > 0$ of $\mathrm{gc}(w - 1)$ is that of $\mathrm{gc}(w)$, and is turned "
        r"in the exit as in $\mathrm{gc}(w + 1)$. For even $w > 0$, digit $0$ is turned twice from "
        r"$\mathrm{gc}(w - 2)$ to $\mathrm{gc}(w + 1)$, and not in the exit."
    )
    return in_each_case(parity, turns, start, odd, even, note)


@theorem("Entries are corners", Implies(CURVE, binary(w, i)), uses=[zero_odd_even], source=OWN)
def entries_are_corners(claim, parity):
    start, here = have(binary(0, i), given=CURVE.parts, by=FIRST), entry.instance(q, i)
    odd, even = (have(binary(2 * q + k, i), given=CURVE.parts, by=here) for k in (1, 2))
    return in_each_case(
        parity, lambda w: binary(w, i), start, odd, even, "Digits of Gray's codes are 0 or 1."
    )


@theorem(
    "Consecutive halves meet where the curve passes from one to the other",
    Implies(CURVE, Equal(gray(w, i) + exit_(w, i), gray(w + 1, i) + e(w + 1)(i))),
    uses=[exit_and_entry, exit_and_next_half, gray_flips, entries_are_corners],
    source=PAPER,
)
def consecutive_halves_meet(claim, meets, turns, flips, corners):
    same = have(Implies(Equal(i, g(w)), Equal(exit_(w, i), gray(w + 1, i))), given=CURVE.parts, by=turns)
    here, there = (
        have(
            Implies(place, claim.conclusion),
            given=CURVE.parts,
            by=[meets, flips, corners, corners.at({w: w + 1}), same],
        )
        for place in (Equal(i, g(w)), Not(Equal(i, g(w))))
    )
    return have(
        claim,
        r"In digit $g(w)$ both halves and both corners differ, and the exit is on the side of the next half. "
        r"In the other digits nothing changes.",
        by=[here, there, cases(Equal(i, g(w)))],
    )


# ---- all cells ---------------------------------------------------------------------------------------

CORNER = ForAll(j, [], Or(Equal(c(j), 0), Equal(c(j), 1)))


def placed(x, j):
    """Digit j of a half or a corner in a cell that the curve enters at c, its axes in the order r."""
    return xor(x(r(j)), c(j))


@theorem(
    "Consecutive halves of every cell meet",
    Implies(
        And(CURVE, CORNER),
        Equal(
            placed(lambda i: gray(w, i), j) + placed(lambda i: exit_(w, i), j),
            placed(lambda i: gray(w + 1, i), j) + placed(e(w + 1), j),
        ),
    ),
    uses=[consecutive_halves_meet, entries_are_corners],
    source=PAPER,
)
def halves_of_cells_meet(claim, meet, corners):
    axis = {i: r(j)}
    known = [meet.at(axis), corners.at({**axis, w: w + 1}), given(CORNER).instance(j)]
    sides = [
        have(Implies(Equal(c(j), value), claim.conclusion), given=claim.condition.parts, by=known)
        for value in (0, 1)
    ]
    return have(
        claim,
        "The order of the axes changes nothing, and a reflection turns all four digits.",
        by=[*sides, have(CORNER.body, given=[CORNER], by=known[-1:])],
    )
