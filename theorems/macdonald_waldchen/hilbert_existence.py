r"""Hilbert's curve in every dimension from 2 on: its halves are copies of the whole that meet.

The whole runs from the corner $0$ to the corner $2^{m-1}$. Copy $w$ of $0, \dots, 2^m - 1$ lies in the half
$\mathrm{gc}(w)$; coordinate $i$ of the copy is coordinate $i - d(w) - 1$ modulo $m$ of the whole, reflected
where digit $i$ of $e(w)$ is 1.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Or,
    exhibit,
    fact,
    given,
    have,
    ite,
    naturals,
    pick,
    picked,
    theorem,
)

from .hilbert_copies import AXES, c, e, fixed, h, m, n, p, q, r, unit, within
from .hilbert_copies import DIGITS as BINARY
from .hilbert_curve import MEETING, curve_of_copies, similar
from .hilbert_ends import axes, last_axis, last_half, u
from .hilbert_gluing import CURVE, ENTRY, OWN, PAPER, consecutive_halves_meet, d, entries_are_corners, exit_
from .hilbert_words import DIGITS, bit, gray
from .readings import satisfied

i, w = naturals("i w")

TURN = ForAll(
    (w, i),
    [w <= n, i + 1 <= m],
    And(r(w)(i) + 1 <= m, Or(*(Equal(r(w)(i) + d(w) + 1, i + rounds * m) for rounds in (0, 1, 2)))),
)
CODES = ForAll((w, i), [], Equal(c(w)(i), gray(w, i)))
CORNERS = ForAll(i, [], And(Equal(p(i), 0), Equal(q(i), last_axis(i))))
HILBERT = And(*CURVE.parts, 2 <= m, Equal(n + 1, 2**m), TURN, CODES)


def value(w, i):
    """Coordinate i of the corner at which half w is left, as a copy of the end of the whole."""
    return ite(Equal(e(w)(i), 0), q(r(w)(i)), 1 - q(r(w)(i)))


GIVEN = [*HILBERT.parts, CORNERS]
turn, corner = given(TURN).instance(w, i), given(CORNERS)
ON_AXIS = corner.instance(r(w)(i))


@theorem(
    "The exit of a half is the copy of the end",
    Implies(And(*GIVEN, w + 1 <= n, i + 1 <= m), Equal(value(w, i), exit_(w, i))),
    uses=[axes, entries_are_corners],
    source=OWN,
)
def exit_is_a_copy(claim, axes, corners):
    given_ = claim.condition.parts
    axis = have(d(w) + 1 <= m, given=given_, by=axes)
    sizes = [
        fact("nat_step", r(w)(i) + 1, m),
        fact("nat_step", m, r(w)(i) + 1),
        fact("nat_step", i, d(w)),
        fact("nat_step", d(w), i),
    ]
    same = have(Equal(q(r(w)(i)), bit(i, d(w))), given=given_, by=[turn, axis, ON_AXIS, *sizes])
    digit = have(Or(Equal(e(w)(i), 0), Equal(e(w)(i), 1)), given=given_, by=corners)
    return have(claim, "The last coordinate of the whole becomes coordinate $d(w)$.", by=[same, digit])


@theorem(
    "Copies of the curve meet",
    Implies(And(*GIVEN), MEETING),
    uses=[consecutive_halves_meet, exit_is_a_copy, entries_are_corners],
    source=PAPER,
)
def copies_meet(claim, meet, exits, corners):
    inside = [w + 1 <= n, i + 1 <= m]
    given_ = [*GIVEN, *inside]
    digit = have(Or(Equal(e(w + 1)(i), 0), Equal(e(w + 1)(i), 1)), given=given_, by=corners.at({w: w + 1}))
    halves = have(Equal(gray(w, i) + exit_(w, i), gray(w + 1, i) + e(w + 1)(i)), given=given_, by=meet)
    left = have(Equal(value(w, i), exit_(w, i)), given=given_, by=exits)
    start = corner.instance(r(w + 1)(i))
    codes = [given(CODES).instance(w, i), given(CODES).instance(w + 1, i)]
    right = have(
        Equal(ite(Equal(e(w + 1)(i), 0), p(r(w + 1)(i)), 1 - p(r(w + 1)(i))), e(w + 1)(i)),
        given=given_,
        by=[start, digit],
    )
    agree = have(Implies(And(*inside), MEETING.body), given=GIVEN, by=[*codes, left, halves, right])
    return have(claim, by=agree.forall(w, i))


ENDS = [fixed(0, p), fixed(n, q)]


@theorem(
    "The first half begins, and the last one ends, where the whole does",
    Implies(And(*GIVEN), And(*ENDS)),
    uses=[last_half, entries_are_corners],
    source=PAPER,
)
def ends_are_copies(claim, last, corners):
    here = [*GIVEN, i + 1 <= m]
    zero = [given(ENTRY).instance(0, i), given(DIGITS).instance(0, i), given(CODES).instance(0, i)]
    points = [corner.instance(i), corner.instance(r(0)(i))]
    first = have(Implies(i + 1 <= m, fixed(0, p).body), given=GIVEN, by=[*zero, *points])
    ends = have(last.at({u: n}).claim.args[1], given=GIVEN, by=last.at({u: n}))
    place = have(turn.at({w: n}).claim, given=here, by=turn.at({w: n}))
    axis = have(
        Equal(q(r(n)(i)), bit(i, 0)),
        given=here,
        by=[ends, place, corner.instance(r(n)(i)), fact("nat_step", 0, i), fact("nat_step", r(n)(i) + 1, m)],
    )
    digit = have(Or(Equal(e(n)(i), 0), Equal(e(n)(i), 1)), given=here, by=corners.at({w: n}))
    exits = have(Equal(value(n, i), last_axis(i)), given=here, by=[axis, ends, digit])
    codes = [given(CODES).instance(n, i), corner.instance(i), ends]
    second = have(Implies(i + 1 <= m, fixed(n, q).body), given=GIVEN, by=[*codes, exits])
    return have(
        claim, "Both ends of the whole are copies of themselves.", by=[first.forall(i), second.forall(i)]
    )


CURVE_OF_HILBERT = Exists(
    h,
    And(
        unit(h),
        similar(h),
        ForAll(i, [i + 1 <= m], And(Equal(h(i)(0), 0), Equal(h(i)(1), last_axis(i)))),
    ),
)


@theorem(
    "Hilbert's curve exists in every dimension from 2 on",
    Implies(HILBERT, CURVE_OF_HILBERT),
    uses=[curve_of_copies, copies_meet, ends_are_copies],
    source=PAPER,
)
def hilbert_curve(claim, curve, meet, ends):
    binary = have(BINARY, given=GIVEN, by=given(CODES).instance(w, i))
    axes_ = have(AXES, given=GIVEN, by=turn)
    cube = have(And(within(p), within(q)), given=GIVEN, by=corner.instance(i))
    there = satisfied(curve, given=GIVEN, by=[binary, axes_, cube, meet, ends])
    whole, found = pick(there, "h")
    parts = [have(part, by=found) for part in found.claim.args]
    corners = have(
        CURVE_OF_HILBERT.body.parts[2], given=[CORNERS], by=[parts[2].instance(i), corner.instance(i)]
    )
    named = exhibit(CURVE_OF_HILBERT, witness=(whole,), by=[*parts[:2], corners])
    named = have(Implies(And(*GIVEN), CURVE_OF_HILBERT), by=picked(there, whole, by=named))
    freed = named.at({p: lambda i: 0, q: last_axis})
    return have(claim, "Its halves are copies that meet.", by=satisfied(freed, given=HILBERT.parts))
