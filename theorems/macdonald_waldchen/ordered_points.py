r"""Points of a set on the line, put in order.

Source: elementary.
"""

from symrelu import And, Equal, Exists, Implies, Not, exhibit, functions, have, reals, theorem

a, b, c, d = reals("a b c d")
x1, x2, x3, x4 = reals("x_1 x_2 x_3 x_4")
S = functions("S", "R", "B")
OWN = "elementary"


def neighbours(points):
    """Each point with the next."""
    return [(points[i], points[i + 1]) for i in range(len(points) - 1)]


def orders(points):
    """All orders of the points."""
    if not points:
        return [()]
    return [(p, *rest) for i, p in enumerate(points) for rest in orders(points[:i] + points[i + 1 :])]


def distinct(points):
    """Points of the set, no two of them equal."""
    apart = [Not(Equal(s, t)) for i, t in enumerate(points) for s in points[:i]]
    return And(*apart, *(S(point) for point in points))


def ordered(points):
    """Points of the set, each below the next."""
    return And(*(s < t for s, t in neighbours(points)), *(S(point) for point in points))


def sorted_points(claim, points):
    """Every order of the points shows them in order."""
    cases = [
        have(
            Implies(And(claim.condition, *(s < t for s, t in neighbours(order))), claim.conclusion),
            by=exhibit(claim.conclusion, witness=order, by=have(ordered(order), given=ordered(order).parts)),
        )
        for order in orders(points)
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
