r"""A base that jumps: why the table of masses needs left limits.

The law $J = \tfrac12 \delta_{1/2} + \tfrac12 U$ has $F(\tfrac12) = \tfrac34$ and
$F(\tfrac12-) = \tfrac14$. With the wrong one of the two each of the four masses would be off by $\tfrac12$.

Source: own computation.
"""

from sympy import Rational

from symrelu import And, Equal, P, atom, clip, have, known, laws, mix, mixture, push, reals, theorem, uniform

from .width_one import lower_atom_falling, lower_atom_rising, upper_atom_falling, upper_atom_rising

a, c, l, h, x = reals("a c l h x")
mu = laws("mu")
HALF, MASS = Rational(1, 2), Rational(3, 4)
U = uniform(0, 1)
J = mix((HALF, atom(HALF)), (HALF, U))
OWN = "own computation"


def at_half(line, low, high):
    """The mass at 1/2 of the line cut to [low, high]."""
    return P(push((clip(line, low, high), x), J), lambda y: Equal(y, HALF))


@theorem(
    "The jump of the base",
    And(Equal(P(J, lambda x: x <= HALF), MASS), Equal(P(J, lambda x: x < HALF), Rational(1, 4))),
    source=OWN,
)
def jump(claim):
    return have(
        claim,
        r"The atom counts for $x \le \tfrac12$ only; the uniform part gives $\tfrac12$ to both.",
        by=[
            mixture(J, lambda x: x <= HALF),
            mixture(J, lambda x: x < HALF),
            known("uniform_cdf", 0, 1, HALF),
            known("uniform_cdf_left", 0, 1, HALF),
        ],
    )


@theorem(
    "Rising, cut below at the jump",
    Equal(at_half(x, HALF, 1), MASS),
    uses=[lower_atom_rising, jump],
    source=OWN,
)
def rising_from_jump(claim, mass, jumps):
    return have(claim, r"$F(\tfrac12)$.", by=[mass.at({mu: J, a: 1, c: 0, l: HALF, h: 1}), jumps])


@theorem(
    "Falling, cut below at the jump",
    Equal(at_half(1 - x, HALF, 1), MASS),
    uses=[lower_atom_falling, jump],
    source=OWN,
)
def falling_from_jump(claim, mass, jumps):
    return have(claim, r"$1 - F(\tfrac12-)$.", by=[mass.at({mu: J, a: -1, c: 1, l: HALF, h: 1}), jumps])


@theorem(
    "Rising, cut above at the jump",
    Equal(at_half(x, 0, HALF), MASS),
    uses=[upper_atom_rising, jump],
    source=OWN,
)
def rising_to_jump(claim, mass, jumps):
    return have(claim, r"$1 - F(\tfrac12-)$.", by=[mass.at({mu: J, a: 1, c: 0, l: 0, h: HALF}), jumps])


@theorem(
    "Falling, cut above at the jump",
    Equal(at_half(1 - x, 0, HALF), MASS),
    uses=[upper_atom_falling, jump],
    source=OWN,
)
def falling_to_jump(claim, mass, jumps):
    return have(claim, r"$F(\tfrac12)$.", by=[mass.at({mu: J, a: -1, c: 1, l: 0, h: HALF}), jumps])
