r"""Families with one parameter have no fixed Hölder exponent beyond width one.

Let $d \ge 2$, and let a family of laws on $\mathbb R^d$ with one real parameter be invariant under layers and
have a member of infinite support. Then it is not locally Hölder with any exponent $b/a$. So the exponents of
the space-filling family on its segments must decay.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Not,
    SupportInfinite,
    abs_,
    dist,
    dPd,
    exhibit,
    fact,
    given,
    have,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sequences,
    theorem,
    times,
)

from .hoelder_families import hoelder_support
from .null_sets import a, b
from .one_parameter import AS_POINTS, INVARIANT, C, N, as_points, d, q, rho, t, theta
from .readings import applied

first, second = reals("theta' theta''")
x, y = sequences("theta_1 theta_2")
i = naturals("i")
OWN = "own computation"

WITHIN = [abs_(theta - first) <= rho, abs_(theta - second) <= rho]
CLOSE = dPd(d, q(first), q(second)) ** a <= C * abs_(first - second) ** b
HOELDER = ForAll(theta, [], Exists((rho, C), And(0 < rho, 0 <= C, ForAll((first, second), WITHIN, CLOSE))))
RICH = Exists(theta, SupportInfinite(q(theta), d))


def one_coordinate(x, y):
    """In R^1 the distance is that of the coordinates."""
    gap = abs_(x(1) - y(1))
    only = have(Implies(Equal(i, 1), abs_(x(i) - y(i)) <= gap), by=rewriting(i, 1))
    only = have(Implies(And(1 <= i, i <= 1), abs_(x(i) - y(i)) <= gap), by=only)
    below = applied("dist_le", 1, x, y, gap, by=only.forall(i))
    return have(Equal(dist(1, x, y), gap), by=[below, fact("dist_ge", 1, x, y, 1)])


@theorem(
    "A family with one real parameter and a member of infinite support has no Hölder exponent",
    Implies(And(2 <= d, 1 <= a, 1 <= b, INVARIANT, RICH), Not(HOELDER)),
    uses=[hoelder_support],
    source=OWN,
)
def no_exponent(claim, needed):
    conditions = claim.condition.parts
    many = needed.at({**AS_POINTS, N: a + 1})
    parts = many.claim.args[0].args
    near = given(HOELDER).instance(t(1))
    *names, bounded = pick(near, "rho C")
    close = have(bounded.claim.args[2], by=bounded).instance(x(1), y(1))
    within = [dist(1, t, x) <= rho, dist(1, t, y) <= rho]
    moved = dPd(d, q(x(1)), q(y(1))) ** a <= C * dist(1, x, y) ** b
    same = one_coordinate(x, y)
    closer = have(
        Implies(And(*within), dPd(d, q(x(1)), q(y(1))) ** a <= C * abs_(x(1) - y(1)) ** b),
        by=[close, one_coordinate(t, x), one_coordinate(t, y)],
    )
    power = have(
        Equal(dist(1, x, y) ** b, abs_(x(1) - y(1)) ** b),
        by=[same, rewriting(dist(1, x, y), abs_(x(1) - y(1)))],
    )
    closer = have(
        Implies(And(*within), moved),
        by=[closer, power, rewriting(dist(1, x, y) ** b, abs_(x(1) - y(1)) ** b)],
    )
    everywhere = ForAll((x, y), [And(), And(), *within], moved)
    goal = Exists((rho, C), And(0 < rho, 0 <= C, everywhere))
    found = exhibit(goal, witness=names, by=[bounded, closer.forall(x, y)])
    smooth = have(parts[3], given=[HOELDER], by=picked(near, *names, by=found).forall(t))
    there = given(RICH)
    *at, rich = pick(there, "theta")
    needed_ = have(
        Implies(HOELDER, (a + 1) * b <= a),
        given=conditions[:4],
        by=[many, have(Implies(HOELDER, parts[3]), by=smooth), as_points(parts[4]), rich.instance(a + 1)],
    )
    false = have(claim.conclusion, given=conditions[:4], by=[needed_, times(0 <= a, 1 <= b)])
    return have(claim, "So many support points need more parameters.", by=picked(there, *at, by=false))
