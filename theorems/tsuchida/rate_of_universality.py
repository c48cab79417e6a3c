r"""Universality with a rate: the kernels of two weight laws differ by the cube root of the third powers.

The smoothing has the width $\frac52 \varepsilon$, where $\varepsilon^3$ is the sum of the third powers of the
coefficients of both inputs.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, universality; proof and rate: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Implies,
    Not,
    abs_,
    fact,
    have,
    reals,
    rewriting,
    sign,
    split,
    square,
    theorem,
    times,
)

from .averaged_replacements import nu
from .independent_weights import m, mu, w
from .means_below_sums import product_of_positives
from .one_weight_replaced import BOTH, THIRDS, u, v
from .replaced_weights import RATE, cubes
from .second_moments_of_sums import weights_have_means
from .smoothed_kernels import NORMED, kernel, kernel_between_0_and_1
from .third_moments import third_moment_is_at_least_one
from .two_smoothed_rectifiers import p
from .universality import kernels_are_defined, kernels_of_two_laws

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, universality with a rate"
OWN = "own computation"
e, h, D, T, L = reals("e h D T L")
SLOPE, SHIFT = Rational(101, 450), Rational(85, 144)


@theorem(
    "The best width of smoothing",
    Implies(
        And(
            0 < e,
            e <= 1,
            0 <= T,
            Equal(5 * p * e, 2),
            p**2 * D <= T * p**3 * RATE * e**3 + p / 6 + Rational(1, 36),
        ),
        D <= (SLOPE * T + SHIFT) * e,
    ),
    source=OWN,
)
def best_width(claim):
    # h is the width: p h = 1, and e = 2 h / 5.
    one = have(Implies(Equal(u, 1), Equal(u * w, w)), by=rewriting(u, 1))
    bound = T * p**3 * RATE * h**3 * Rational(8, 125) + p / 6 + Rational(1, 36)
    factors = [p * h * D, D, h, *(T * p**k * h ** (k + 1) for k in range(4))]
    factors += [T * p**k * h ** (k + 2) for k in range(3)]
    units = [one.at({u: p * h, w: factor}) for factor in factors]
    larger = have(Implies(And(0 <= u, v <= w), u * v <= u * w), by=times(0 <= u, v <= w))
    value = T * (h / 12 + 19 * h**2 / 36) * Rational(8, 125) + h / 6 + h**2 / 36
    inner = have(
        Implies(And(0 < h, Equal(p * h, 1), p**2 * D <= bound), D <= value),
        by=[larger.at({u: h**2, v: p**2 * D, w: bound}), square(h), *units],
    )
    small = [product_of_positives(e, 1 - e), product_of_positives(T, e * (1 - e))]
    return have(claim, by=[inner.at({h: 5 * e / 2}), *small])


KERNELS = abs_(kernel(mu, m) - kernel(nu, m))
HELD = (*BOTH, *NORMED, 0 < e, Equal(e**3, cubes(m)))


@theorem(
    "Universality with a rate, for two laws",
    Implies(And(*HELD), KERNELS <= (SLOPE * THIRDS + SHIFT) * e),
    uses=[
        kernels_of_two_laws,
        best_width,
        kernel_between_0_and_1,
        third_moment_is_at_least_one,
        weights_have_means,
    ],
    source=PAPER,
)
def universality_for_two_laws(claim, close, best, kernels, least, means):
    width = Rational(2, 5) / e
    inverse = have(
        Implies(0 < e, And(0 < 1 / e, Equal(e * (1 / e), 1))), by=[fact("inverse", e), sign(1 / e)]
    )
    thirds = [least, least.at({mu: nu})]
    put = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    here = close.at({p: width})
    moved = put.at({u: e**3, v: cubes(m), w: (THIRDS * p**3 * RATE)}).at({p: width})
    narrow = have(
        claim.conclusion,
        given=[*HELD, e <= 1],
        by=[here, moved, best.at({D: KERNELS, T: THIRDS, p: width}), inverse, *thirds],
    )
    above = have(
        Implies(And(2 <= T, 1 <= e), 1 <= (SLOPE * T + SHIFT) * e),
        by=[product_of_positives(T - 2, e), product_of_positives(T, e - 1)],
    )
    wide = have(
        claim.conclusion,
        given=[*HELD, Not(e <= 1)],
        by=[kernels, kernels.at({mu: nu}), above.at({T: THIRDS}), *thirds],
    )
    proof = have(claim, "Beyond width 1 the bound exceeds 1.", by=split(narrow, wide))
    return proof, *kernels_are_defined(claim, kernels, means)
