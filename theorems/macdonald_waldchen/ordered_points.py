r"""Points of a set on the line, put in order.

Source: elementary.
"""

from itertools import combinations, pairwise, permutations

from symrelu import And, Equal, Exists, Implies, Not, exhibit, functions, have, reals, theorem

a, b, c, d = reals("a b c d")
x1, x2, x3, x4 = reals("x_1 x_2 x_3 x_4")
S = functions("S", "R", "B")
OWN = "elementary"


def distinct(points):
    """Points of the set, no two of them equal."""
    apart = [Not(Equal(s, t)) for s, t in combinations(points, 2)]
    return And(*apart, *(S(point) for point in points))


def ordered(points):
    """Points of the set, each below the next."""
    return And(*(s < t for s, t in pairwise(points)), *(S(point) for point in points))


def sorted_points(claim, points):
    """Every order of the points shows them in order."""
    cases = [
        have(
            Implies(And(claim.condition, *(s < t for s, t in pairwise(order))), claim.conclusion),
            by=exhibit(claim.conclusion, witness=order, by=have(ordered(order), given=ordered(order).parts)),
        )
        for order in permutations(points)
    ]
    return have(claim, "One of the orders is that of the points.", by=cases)


@theorem("Two points in order", Implies(distinct((a, b)), Exists((x1, x2), ordered((x1, x2)))), source=OWN)
def two_in_order(claim):
    return sorted_points(claim, (a, b))


@theorem(
    "Three points in order",
    Implies(distinct((a, b, c)), Exists((x1, x2, x3), ordered((x1, x2, x3)))),
    source=OWN,
)
def three_in_order(claim):
    return sorted_points(claim, (a, b, c))


@theorem(
    "Four points in order",
    Implies(distinct((a, b, c, d)), Exists((x1, x2, x3, x4), ordered((x1, x2, x3, x4)))),
    source=OWN,
)
def four_in_order(claim):
    return sorted_points(claim, (a, b, c, d))
