r"""Kernels of many random signs at inputs on blocks of coordinates, exactly, in every dimension.

At $x = (1^n, 0^n)$ and $y = (0^n, 1^n)$ the kernel of the rectifier is $e_n^2/4$. Divided by
$\|x\| \|y\| = n$ it tends to $1/(2\pi)$, the value for rotation-invariant weights, with an error of the order
$1/n$ exactly.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, limit of wide inputs; values and rates: own computation.
"""

from sympy import Rational, pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Less,
    P,
    abs_,
    as_functions,
    fact,
    have,
    iid,
    relu,
    rewriting,
    row,
    sign,
    theorem,
    times,
)

from .blocks_of_weights import A, B, both, bounded_where_sure, h, phi, sure_for_two_blocks
from .independent_sums import M, block, integrable_on, m, mu, total, walk, y, z
from .inputs_on_blocks import dot, input_of_two_values, two_values
from .sign_weights import S
from .sizes_of_sums import exists, mean_size, rectified, size
from .sums_of_signs import OWN, j, n, possible, values_of_a_sum
from .sums_of_signs import u, v, w, x
from .uniform_angle import applied
from .wallis import central_weights, wallis_bounds, weight


def response(d, first, second):
    """The product of the rectified responses to two inputs, in dimension d."""
    return lambda z: relu(dot(d, first)(z)) * relu(dot(d, second)(z))


def kernel(d, first, second):
    """The kernel of the rectifier at two inputs in dimension d, for independent random signs."""
    return E(iid(d, S), response(d, first, second))


def kernel_of_sums(phi):
    """The mean of a function of the sums over two blocks of n signs."""
    return E(iid(2 * n, S), lambda z: phi(total(n)(z), block(n, n)(z)))


LEFT, RIGHT = two_values(n, 1, 0), two_values(n, 0, 1)
ON_AXES = kernel(2 * n, LEFT, RIGHT)


@theorem(
    "Random signs on two blocks",
    Equal(ON_AXES, size(n) ** 2 / 4),
    uses=[input_of_two_values, bounded_where_sure, sure_for_two_blocks, values_of_a_sum, mean_size],
    source=OWN,
)
def signs_on_two_blocks(claim, inputs, independent, joint, sure, sizes):
    def product(x, y):
        return relu(x) * relu(y)

    seen = [inputs.at({m: n, **values}) for values in ({u: 1, v: 0}, {u: 0, v: 1})]
    start = have(Equal(response(2 * n, LEFT, RIGHT)(z), product(total(n)(z), block(n, n)(z))), by=seen)
    inside = possible(n)
    positive = have(AtMost(0, product(x, y)), by=times(0 <= relu(x), 0 <= relu(y)))
    below = have(Implies(relu(y) <= n, product(x, y) <= relu(x) * n), by=times(0 <= relu(x), relu(y) <= n))
    inner = have(Implies(inside(y), abs_(product(x, y)) <= relu(x) * n), by=[positive, below])
    reach = have(Implies(inside(x), relu(x) * n <= n**2), by=times(relu(x) <= n, n >= 0))
    events = {mu: S, m: n, A: inside, B: inside}
    used = independent.at(
        {**events, phi: lambda x: lambda y: product(x, y), h: lambda x: relu(x) * n, M: n**2}
    )
    over = [row("E_linear", walk(n, S), relu, relu, factor, 0) for factor in (relu(x), rectified(n))]
    regular = exists(relu, sure)[0]
    means = [have(linear.claim.args[1], by=[linear, regular]) for linear in over]
    first = have(Equal(kernel_of_sums(product), rectified(n) ** 2), by=[used, sure, inner.forall(x, y), reach.forall(x), as_functions(means[0], x), means[1]])
    halves = have(Implies(Equal(u, v / 2), Equal(u**2, v**2 / 4)), by=rewriting(u, v / 2))
    last = halves.at({u: rectified(n), v: size(n)})
    shown = have(claim, by=[as_functions(start, z), first, last, sizes])

    def joint_event(z):
        return And(inside(total(n)(z)), inside(block(n, n)(z)))

    surely = have(Equal(P(iid(2 * n, S), joint_event), 1), by=[joint.at(events), sure])
    at_sums = {x: total(n)(z), y: block(n, n)(z)}
    small = have(
        Implies(joint_event(z), abs_(response(2 * n, LEFT, RIGHT)(z)) <= n**2),
        by=[start, inner.at(at_sums), reach.at(at_sums)],
    )
    whole = integrable_on(iid(2 * n, S), joint_event, response(2 * n, LEFT, RIGHT), z, n**2, surely, small)
    return shown, exists(abs_, sure)[0], whole
