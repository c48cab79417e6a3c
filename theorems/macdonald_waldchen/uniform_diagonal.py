r"""The base law of the space-filling family: the uniform law on the diagonal of the unit cube.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Implies,
    InSupport,
    P,
    SupportInfinite,
    abs_,
    dist,
    exhibit,
    fact,
    have,
    ite,
    naturals,
    pointwise,
    reals,
    row,
    sign,
    theorem,
    uniform,
)

from .bounded_base import unit_points, unit_support
from .close_layers import ball, in_ball
from .filling_curves import d
from .finite_sums import indices
from .network_laws import in_orthant, sure
from .readings import applied

e, s, t, r = reals("e s t r")
i, j, k, n = naturals("i j k n")
U = uniform(0, 1)
OWN = "own computation"


def diagonal(t):
    """The point (t, .., t) of R^d."""
    return lambda i: ite(And(*indices(i, d)), t, 0)


# The image under a map to sequences, as the row on image laws states it.
BASE = row("push_prob", diagonal, U, lambda y: y(1) <= 0).claim.args[0].args[0]


@theorem(
    "The base law lives on the unit cube",
    And(sure(BASE), ball(BASE, 1)),
    uses=[unit_support],
    source=OWN,
)
def base_in_cube(claim, support):
    inside = have(Implies(And(0 <= t, t <= 1), in_orthant(diagonal(t))))
    near = have(Implies(And(0 <= t, t <= 1), in_ball(diagonal(t), 1)))
    parts = claim.parts
    first = have(parts[0], by=[pointwise, support, inside.forall(t)])
    second = have(parts[1], by=[pointwise, support, near.forall(t)])
    return have(claim, by=[first, second])


@theorem(
    "Distances on the diagonal",
    Implies(1 <= d, Equal(dist(d, diagonal(s), diagonal(t)), abs_(s - t))),
    source=OWN,
)
def diagonal_distance(claim):
    above = applied("dist_le", d, diagonal(s), diagonal(t), abs_(s - t))
    return have(claim, "Each coordinate.", by=[above, fact("dist_ge", d, diagonal(s), diagonal(t), 1)])


@theorem(
    "The base law has infinite support",
    Implies(1 <= d, SupportInfinite(BASE, d)),
    uses=[unit_points, diagonal_distance],
    source=OWN,
)
def base_infinite(claim, points, far):
    close = have(
        Equal(P(BASE, lambda y: dist(d, y, diagonal(s)) < r), P(U, lambda t: abs_(t - s) < r)),
        given=[1 <= d],
        by=[pointwise, far.at({s: t, t: s}).forall(t)],
    )
    part, other = i / (n + 1), j / (n + 1)
    inside = have(
        Implies(And(1 <= i, i <= n), And(0 <= part, part <= 1)), "Proper fractions.", by=sign(1 / (n + 1))
    )
    ball = have(
        Implies(And(0 <= s, s <= 1, 0 < r), 0 < P(U, lambda t: abs_(t - s) < r)),
        by=have(InSupport(U, s), given=[0 <= s, s <= 1], by=points).instance(r),
    )
    supported = have(
        Implies(And(1 <= i, i <= n, 0 < r), 0 < P(BASE, lambda y: dist(d, y, diagonal(part)) < r)),
        given=[1 <= d],
        by=[inside, close.at({s: part}), ball.at({s: part})],
    )
    differ = have(Implies(And(1 <= i, i < j, j <= n), part < other), by=sign(1 / (n + 1)))
    apart = have(
        Implies(And(1 <= i, i < j, j <= n), 0 < dist(d, diagonal(part), diagonal(other))),
        "Different numerators.",
        given=[1 <= d],
        by=[differ, far.at({s: part, t: other})],
    )
    return exhibit(
        claim,
        r"The points with the coordinates $k/(n + 1)$.",
        witness=[lambda k: diagonal(k / (n + 1))],
        by=[apart.forall(i, j), supported.forall(i, r)],
    )
