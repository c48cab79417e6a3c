r"""Inputs on three blocks of $n$ coordinates at 60 and at 120 degrees: their kernels differ by exactly $n/2$.

At $x = (1^n, 1^n, 0^n)$ and $y = (\pm 1^n, 0^n, 1^n)$ the normalised kernels differ by $\frac14$ in every
dimension, for all independent symmetric weights of variance 1, as for rotation-invariant weights.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Or,
    P,
    as_functions,
    fact,
    have,
    iid,
    ite,
    naturals,
    relu,
    rewriting,
    row,
    theorem,
)

from .independent_sums import k
from .independent_weights import m, mu, squared, w, weighted, x, y, z
from .inputs_on_blocks import l, n, product_of_three_values, r, three_values, u, v
from .inputs_on_blocks import w as W
from .inputs_on_blocks import x as X
from .inputs_on_blocks import y as Y
from .means_below_sums import below_sums_of_sequences, cut_mean
from .opposite_inputs import BOTH, STANDARD, below_squares, minus, opposite_inputs
from .second_moments_of_sums import squares_of_sums_have_means
from .sign_changes import opposite, s, signs_may_change
from .sums_of_signs import SIGNS, S, f, mean_over_a_sign
from .two_values import functions_of_two_values
from .uniform_angle import applied

OWN = "own computation"
level = naturals("n'")


def block_input(first, second, third):
    """The input with these values on the three blocks of n coordinates."""
    return three_values(n, n, first, second, third)


FIRST, NEAR, FAR = block_input(1, 1, 0), block_input(1, 0, 1), block_input(-1, 0, 1)


def response(law_input, other):
    """The product of the rectified responses to two inputs in dimension 3n."""
    return lambda z: relu(weighted(law_input, 3 * n, z)) * relu(weighted(other, 3 * n, z))


def kernel(law, other):
    """The kernel of the rectifier at the first and another input."""
    return E(iid(3 * n, law), response(FIRST, other))


@theorem(
    "Inner products on three blocks",
    And(
        *(Equal(weighted(a, 3 * n, a), 2 * n) for a in (FIRST, NEAR, FAR)),
        Equal(weighted(FIRST, 3 * n, NEAR), n),
        Equal(weighted(FIRST, 3 * n, FAR), -n),
    ),
    uses=[product_of_three_values],
    source="elementary",
)
def inner_products(claim, products):
    values = {FIRST: (1, 1, 0), NEAR: (1, 0, 1), FAR: (-1, 0, 1)}
    pairs = [(FIRST, FIRST), (NEAR, NEAR), (FAR, FAR), (FIRST, NEAR), (FIRST, FAR)]
    found = []
    for a, b in pairs:
        names = dict(zip((u, v, W, X, Y, r), (*values[a], *values[b]), strict=True))
        found.append(products.at({m: n, l: n, **names}))
    return have(claim, by=found)


def turned(k):
    """The signs that turn the third block."""
    return ite(k <= 2 * n, 1, -1)


@theorem(
    "The third block with the other sign",
    And(
        Equal(weighted(FIRST, 3 * n, lambda k: turned(k) * z(k)), weighted(FIRST, 3 * n, z)),
        Equal(weighted(FAR, 3 * n, lambda k: turned(k) * z(k)), weighted(minus(NEAR), 3 * n, z)),
    ),
    source="elementary",
)
def third_block(claim):
    parts = []
    for a, b in ((FIRST, FIRST), (FAR, minus(NEAR))):
        left, right = (lambda k, a=a: a(k) * (turned(k) * z(k))), (lambda k, b=b: b(k) * z(k))
        same = have(Implies(And(1 <= k, k <= 3 * n), Equal(left(k), right(k))))
        parts.append(applied("sum_same", 1, 3 * n, left, right, by=same.forall(k)))
    return have(claim, by=parts)


EXISTENCE = [squares_of_sums_have_means, below_sums_of_sequences]


@theorem(
    "Kernels at 60 and at 120 degrees",
    Implies(STANDARD, Equal(kernel(mu, NEAR) - kernel(mu, FAR), n / 2)),
    uses=[opposite_inputs, signs_may_change, third_block, inner_products, *EXISTENCE],
    source=OWN,
)
def sixty_degrees(claim, apart, change, third, products, *existence):
    law, held = iid(3 * n, mu), STANDARD.parts
    opposite = apart.at({m: 3 * n, x: FIRST, y: NEAR})
    flip = change.at({m: 3 * n, s: turned})
    allowed = have(Or(Equal(turned(k), 1), Equal(turned(k), -1))).forall(k)
    same = have(flip.claim.args[1], given=held, by=[flip, allowed])
    far = response(FIRST, FAR)
    moved = have(Equal(far(lambda k: turned(k) * z(k)), response(FIRST, minus(NEAR))(z)), by=third)
    push = row("E_push", lambda z: lambda k: turned(k) * z(k), law, far)
    shown = have(claim, by=[opposite, same, push, as_functions(moved, z), products])
    return shown, *kernels_exist(mu, claim.condition, *existence), square_is_defined()


def square_is_defined():
    """The cut square of a weight has a mean."""
    return cut_mean(mu, squared, w).at({n: level})


def kernels_exist(law, condition, exists, below):
    """Both kernels exist."""
    regular = below_squares(BOTH, below, exists)
    found = []
    for other in (NEAR, FAR):
        here = regular.at({mu: law, m: 3 * n, x: FIRST, y: other})
        found.append(have(Integrable(iid(3 * n, law), response(FIRST, other)), given=[condition], by=here))
    return found


# ---- random signs ----------------------------------------------------------------------------------


@theorem(
    "Random signs are symmetric and have variance 1",
    And(Equal(S.push(opposite), S), Integrable(S, squared), Equal(E(S, squared), 1)),
    uses=[mean_over_a_sign, functions_of_two_values],
    source="elementary",
)
def symmetric_signs(claim, mean, regular):
    def below(x):
        return x <= v

    def indicator(x):
        return ite(below(x), 1, 0)

    masses = [
        row("push_prob", opposite, S, below),
        row("E_event", S, below),
        row("E_event", S, lambda x: below(opposite(x))),
        mean.at({f: indicator}),
        mean.at({f: lambda x: indicator(opposite(x))}),
    ]
    equal = have(Equal(P(S.push(opposite), below), P(S, below)), by=masses)
    same = have(claim.parts[0], by=[row("law_ext", S.push(opposite), S), equal.forall(v)])
    exists = have(claim.parts[1], by=regular.at({**SIGNS, f: squared}))
    return have(claim, by=[same, exists, mean.at({f: squared})]), cut_mean(S, squared, w), exists


@theorem(
    "Random signs at 60 and at 120 degrees",
    Implies(1 <= n, Equal(kernel(S, NEAR) / (2 * n) - kernel(S, FAR) / (2 * n), Rational(1, 4))),
    uses=[sixty_degrees, symmetric_signs, *EXISTENCE],
    source=OWN,
)
def signs_at_sixty_degrees(claim, apart, signs, *existence):
    difference = have(Equal(kernel(S, NEAR) - kernel(S, FAR), n / 2), by=[apart.at({mu: S}), signs])
    multiple = have(Implies(Equal(u, v), Equal(W * u, W * v)), by=rewriting(u, v))
    divided = multiple.at({u: kernel(S, NEAR) - kernel(S, FAR), v: n / 2, W: 1 / n})
    shown = have(claim, by=[difference, divided, fact("inverse", n)])
    standard = And(*symmetric_signs.claim.parts)
    exist = kernels_exist(S, standard, *existence)
    return shown, *(
        have(lemma.claim, by=[have(Implies(standard, lemma.claim), by=lemma), signs]) for lemma in exist
    )
