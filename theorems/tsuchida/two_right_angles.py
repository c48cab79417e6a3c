r"""Two pairs of inputs at a right angle in the same dimension: the kernels of random signs tell them apart.

One pair is $(1^n, 0^n)$ and $(0^n, 1^n)$. The other, $(1^n, 1^n)$ and $(1^n, (-1)^n)$, is turned by 45
degrees and longer by $\sqrt 2$: a rotation-invariant kernel of the rectifier is twice as large there. For
random signs it is for even $n$, and too small for every odd $n$.

Source: own computation.
"""

from sympy import Rational

from symrelu import And, Equal, Implies, Integrable, Less, have, iid, rewriting, theorem, times

from .inputs_on_blocks import input_of_two_values, two_values
from .sign_families import EXISTENCE, exists_on_blocks, for_numbers, on_blocks, response, signs_on_two_blocks
from .signs_on_diagonals import (
    at_diagonals,
    exists_on_diagonals,
    mean_over_both_sums,
    on_diagonals,
    signs_on_diagonals,
)
from .sizes_of_sums import mean_size, size
from .sums_of_signs import OWN, S, j, n, u, v
from .wallis import central_weights, weight


def exist(inputs, existence, *numbers):
    """Both kernels exist, for these numbers of coordinates in a block."""
    _, joint, sure = existence
    turned = exists_on_diagonals(at_diagonals(inputs), joint, sure)
    found = for_numbers(exists_on_blocks(*existence), *numbers)
    for k in numbers:
        own = response(2 * k, two_values(k, 1, 1), two_values(k, 1, -1))
        found.append(have(Integrable(iid(2 * k, S), own), by=turned.at({n: k})))
    return found


@theorem(
    "Random signs at two right angles",
    And(
        Equal(on_diagonals(2 * j + 1), j * (2 * j + 1) * weight(j) ** 2),
        Equal(on_diagonals(2 * j + 2), 2 * on_blocks(2 * j + 2)),
        Equal(2 * on_blocks(2 * j + 1) - on_diagonals(2 * j + 1), (2 * j + 1) * weight(j) ** 2 / 2),
        Less(on_diagonals(2 * j + 1), 2 * on_blocks(2 * j + 1)),
    ),
    uses=[
        signs_on_diagonals,
        mean_over_both_sums,
        signs_on_two_blocks,
        mean_size,
        central_weights,
        input_of_two_values,
        *EXISTENCE,
    ],
    source=OWN,
)
def two_right_angles(claim, kernels, values, blocks, sizes, weights, inputs, *existence):
    equal = have(Implies(Equal(u, v), Equal(u**2, v**2)), by=rewriting(u, v))
    squares = [
        equal.at({u: (2 * j + 2) * weight(j + 1), v: (2 * j + 1) * weight(j)}),
        equal.at({u: size(2 * j + 1), v: (2 * j + 1) * weight(j)}),
        equal.at({u: size(2 * j + 2), v: (2 * j + 2) * weight(j + 1)}),
    ]
    found = [fact.at({n: k}) for fact in (kernels, blocks) for k in (2 * j + 1, 2 * j + 2)]
    area = have(Implies(0 < u, 0 < u**2), by=times(0 < u, 0 < u)).at({u: weight(j)})
    product = have(Implies(0 < u, 0 < (2 * j + 1) * u), by=times(0 <= j, 0 < u)).at({u: weight(j) ** 2})
    known = [*found, *squares, values, sizes, sizes.at({j: j + 1}), weights, area, product]
    parts = [have(part, by=known) for part in claim.parts]
    return have(claim, by=parts), *exist(inputs, existence, 2 * j + 1, 2 * j + 2)


@theorem(
    "One and three coordinates in a block",
    And(
        Equal(on_blocks(1), Rational(1, 4)),
        Equal(on_diagonals(1), 0),
        Equal(on_blocks(3), Rational(9, 16)),
        Equal(on_diagonals(3), Rational(3, 4)),
    ),
    uses=[two_right_angles, central_weights, input_of_two_values, *EXISTENCE],
    source=OWN,
)
def one_and_three(claim, angles, weights, inputs, *existence):
    ones = [weights.at({j: 0}), rewriting(weight(0), 1), rewriting(weight(1), Rational(1, 2))]
    known = [*(angles.at({j: k}) for k in (0, 1)), *ones]
    return have(claim, by=known), *exist(inputs, existence, 1, 3)
