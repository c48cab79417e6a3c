r"""The distance of a uniform law from its translates: half of the shift.

Half of the shift moves all but half of the shift's mass into place; the rest is carried over the top.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Implies,
    Not,
    P,
    abs_,
    dP,
    have,
    interval,
    ite,
    known,
    min_,
    nonnegative,
    pointwise,
    push,
    reals,
    row,
    theorem,
    uniform,
)

from .bounded_base import unit_support
from .readings import applied, satisfied

e, x, y = reals("e x y")
tau = nonnegative("tau")
U = uniform(0, 1)
MOVED = push((x + tau, x), U)
gap = dP(U, MOVED)
OWN = "own computation"


@theorem(
    "A translate of the uniform law is no nearer than half of the shift",
    AtMost(min_(1, tau / 2), gap),
    uses=[unit_support],
    source=OWN,
)
def no_nearer(claim, support):
    reach = applied(
        "dP_event",
        U,
        MOVED,
        e,
        lambda x: And(0 <= x, x <= 1),
        lambda y: y < 1 + e,
        given=[gap < e],
        note=r"This is what a distance below $e$ says of the unit interval.",
    )
    mass = have(
        Equal(P(MOVED, lambda y: y < 1 + e), P(U, lambda x: x < 1 + e - tau)),
        by=pointwise,
    )
    never = have(
        Implies(And(gap < e, e < min_(1, tau / 2)), Equal(0, 1)),
        r"But $1 + 2e - \tau < 1$.",
        by=[reach, mass, support, known("uniform_cdf_left", 0, 1, 1 + e - tau)],
    )
    return have(
        claim,
        "A smaller distance would leave room for such a radius.",
        by=never.at({e: (gap + min_(1, tau / 2)) / 2}),
    )


half = tau / 2


def turned(x):
    """Half of the shift, and over the top for the points that would stay below it."""
    return ite(half <= x, x + half, x + 1 + half)


# The image under a map that jumps, as the row on image laws states it.
TURNED = row("push_prob", turned, U, lambda v: v <= y).claim.args[0].args[0]


@theorem(
    "A uniform law turned by half of a shift is its translate",
    Implies(tau <= 2, Equal(TURNED, MOVED)),
    uses=[unit_support],
    source=OWN,
)
def turned_is_moved(claim, support):
    within = have(
        Equal(P(TURNED, lambda v: v <= y), P(U, lambda x: turned(x) <= y)),
        by=pointwise,
    )
    parts = row("prob_split", U, lambda x: turned(x) <= y, lambda x: half <= x)
    high = have(
        Equal(P(U, lambda x: And(turned(x) <= y, half <= x)), P(U, lambda x: And(half <= x, x <= y - half))),
        by=pointwise,
    )
    low = have(
        Equal(
            P(U, lambda x: And(turned(x) <= y, Not(half <= x))),
            P(U, lambda x: And(x < half, x <= y - 1 - half)),
        ),
        by=pointwise,
    )
    some = have(
        Implies(
            half <= y - 1 - half,
            Equal(P(U, lambda x: And(x < half, x <= y - 1 - half)), P(U, lambda x: x < half)),
        ),
        by=pointwise,
    )
    few = have(
        Implies(
            y - 1 - half < half,
            Equal(P(U, lambda x: And(x < half, x <= y - 1 - half)), P(U, lambda x: x <= y - 1 - half)),
        ),
        by=pointwise,
    )
    none = have(
        Implies(y - half < half, Equal(P(U, lambda x: And(half <= x, x <= y - half)), 0)),
        by=pointwise,
    )
    moved = have(Equal(P(MOVED, lambda v: v <= y), P(U, lambda x: x <= y - tau)), by=pointwise)
    same = have(
        Equal(P(TURNED, lambda v: v <= y), P(MOVED, lambda v: v <= y)),
        "The two have one distribution function.",
        given=[tau <= 2],
        by=[
            within,
            parts,
            high,
            low,
            some,
            few,
            none,
            moved,
            interval(U, half, y - half),
            known("uniform_cdf", 0, 1, y - half),
            known("uniform_cdf", 0, 1, y - 1 - half),
            known("uniform_cdf", 0, 1, y - tau),
            known("uniform_cdf_left", 0, 1, half),
        ],
    )
    return have(claim, by=satisfied(known("law_ext", TURNED, MOVED), given=[tau <= 2], by=same.forall(y)))


@theorem(
    "Distance of a uniform law from its translates",
    Equal(gap, min_(1, half)),
    uses=[no_nearer, turned_is_moved],
    source=OWN,
)
def moved_uniform(claim, lower, same):
    short = have(
        Equal(P(U, lambda x: half < abs_(x - turned(x))), P(U, lambda x: x < half)),
        "Only the points that are carried over the top go further than half of the shift.",
        by=pointwise,
    )
    coupled = row("push_kyfan", U, lambda x: x, turned, half)
    near = have(
        Implies(tau <= 2, AtMost(gap, half)),
        "Their mass is half of the shift.",
        by=[coupled, short, known("uniform_cdf_left", 0, 1, half), known("push_id", U), same],
    )
    return have(claim, "A distance is at most $1$.", by=[lower, near, known("dP_le_1", U, MOVED)])
