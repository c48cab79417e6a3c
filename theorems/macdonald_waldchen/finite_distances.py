r"""Prokhorov distances of explicit finite laws.

Each value is shown twice: a coupling that keeps all but a mass $\varepsilon$ within distance $\varepsilon$
shows that the distance is no more, and a set of points whose mass exceeds the mass near it by $\varepsilon$
that it is no less.

Source: Macdonald and Wäldchen 2021, Example for the second restriction; values: own computation.
"""

from sympy import Rational

from symrelu import And, Equal, discrete, dP, dPd, have, points, prokhorov, theorem

half, quarter, eighth = Rational(1, 2), Rational(1, 4), Rational(1, 8)
OWN = "own computation"

coin = discrete({0: half, 1: half})
biased = discrete({0: 3 * quarter, 1: quarter})
near = discrete({Rational(1, 10): Rational(1, 3), Rational(6, 5): Rational(2, 3)})
wide = discrete({Rational(1, 10): Rational(1, 3), Rational(3, 2): Rational(2, 3)})


def value(pair):
    """The theorem on the distance of two finite laws, from a coupling and a set of points."""
    return prokhorov(*pair).prove()


@theorem(
    "Distances of laws on two points",
    And(
        Equal(dP(coin, biased), quarter),
        Equal(dP(coin, near), Rational(1, 5)),
        Equal(dP(coin, wide), half),
    ),
    source=OWN,
)
def two_points(claim):
    return have(
        claim,
        "Move mass, move points, or both: each time a coupling and a set of points agree.",
        by=[value((coin, other)) for other in (biased, near, wide)],
    )


def grid(shift):
    """Eight points of the unit interval in equal distance, shifted."""
    return discrete({Rational(2 * i + 1, 16) + shift: eighth for i in range(8)})


@theorem(
    "A grid of eight points and its shifts",
    And(
        *(
            Equal(dP(grid(0), grid(j * eighth)), d)
            for j, d in zip((1, 2, 3, 4), (eighth, eighth, quarter, quarter), strict=True)
        )
    ),
    source=OWN,
)
def shifted_grids(claim):
    return have(
        claim,
        "A shift moves each point a little, or a few points far.",
        by=[value((grid(0), grid(j * eighth))) for j in (1, 2, 3, 4)],
    )


CORNERS = points([(0, 0), (1, 0), (0, 1), (1, 1)])
MOVED = points(
    [(0, 0), (1, 0), (0, 1), (Rational(6, 5), Rational(9, 10))], [quarter, eighth, quarter, 3 * eighth]
)


@theorem("A distance in the plane", Equal(dPd(2, CORNERS, MOVED), Rational(1, 5)), source=OWN)
def corners(claim):
    return have(
        claim, "The distance of points is the larger one of their coordinates.", by=value((CORNERS, MOVED))
    )
