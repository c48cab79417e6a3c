r"""Kernels of many random signs at inputs on blocks of coordinates, exactly, in every dimension.

At $x = (1^n, 0^n)$ and $y = (0^n, 1^n)$ the kernel of the rectifier is $e_n^2/4$. Divided by
$\|x\| \|y\| = n$ it tends to $1/(2\pi)$, the value for rotation-invariant weights, with an error of the order
$1/n$ exactly.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, limit of wide inputs; values and rates:
own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    P,
    abs_,
    as_functions,
    fact,
    have,
    iid,
    relu,
    rewriting,
    row,
    theorem,
    times,
)

from .blocks_of_weights import A, B, bounded_where_sure, h, phi, sure_for_two_blocks
from .independent_sums import M, block, integrable_on, m, mu, total, walk, y, z
from .inputs_on_blocks import dot, input_of_two_values, product_of_two_values, two_values
from .sizes_of_sums import exists, mean_size, rectified, size
from .sums_of_signs import OWN, S, j, n, possible, u, v, values_of_a_sum, w, x
from .wallis import weight


def response(d, first, second):
    """The product of the rectified responses to two inputs, in dimension d."""
    return lambda z: relu(dot(d, first)(z)) * relu(dot(d, second)(z))


def kernel(d, first, second):
    """The kernel of the rectifier at two inputs in dimension d, for independent random signs."""
    return E(iid(d, S), response(d, first, second))


LEFT, RIGHT = two_values(n, 1, 0), two_values(n, 0, 1)


def on_blocks(n):
    """The kernel at the indicators of two blocks of n coordinates."""
    return kernel(2 * n, two_values(n, 1, 0), two_values(n, 0, 1))


def product(x, y):
    """The product of the rectified sums over two blocks."""
    return relu(x) * relu(y)


def reach():
    """The product is at most the first factor times n where the second is, and at most n^2 where both are."""
    positive = have(AtMost(0, product(x, y)), by=times(0 <= relu(x), 0 <= relu(y)))
    below = have(Implies(relu(y) <= n, product(x, y) <= relu(x) * n), by=times(0 <= relu(x), relu(y) <= n))
    inner = have(Implies(possible(n)(y), abs_(product(x, y)) <= relu(x) * n), by=[positive, below])
    outer = have(Implies(possible(n)(x), relu(x) * n <= n**2), by=times(relu(x) <= n, n >= 0))
    return inner, outer


BLOCKS = {mu: S, m: n, A: possible(n), B: possible(n)}
AXES = response(2 * n, LEFT, RIGHT)


@theorem(
    "The kernel sees the sums over the blocks",
    Equal(AXES(z), product(total(n)(z), block(n, n)(z))),
    uses=[input_of_two_values],
    source="elementary",
)
def response_on_blocks(claim, inputs):
    return have(claim, by=[inputs.at({m: n, **values}) for values in ({u: 1, v: 0}, {u: 0, v: 1})])


def exists_on_blocks(seen, joint, sure):
    """The kernel exists: the sums over both blocks are of size at most n."""

    def possible_sums(z):
        return And(possible(n)(total(n)(z)), possible(n)(block(n, n)(z)))

    surely = have(Equal(P(iid(2 * n, S), possible_sums), 1), by=[joint.at(BLOCKS), sure])
    at_sums = {x: total(n)(z), y: block(n, n)(z)}
    bounds = [lemma.at(at_sums) for lemma in reach()]
    small = have(Implies(possible_sums(z), abs_(AXES(z)) <= n**2), by=[seen, *bounds])
    return integrable_on(iid(2 * n, S), possible_sums, AXES, z, n**2, surely, small)


def for_numbers(exist, *numbers):
    """The same for other numbers of weights in a block."""
    inputs = [(two_values(k, 1, 0), two_values(k, 0, 1)) for k in numbers]
    return [
        have(Integrable(iid(2 * k, S), response(2 * k, *pair)), by=exist.at({n: k}))
        for k, pair in zip(numbers, inputs, strict=True)
    ]


EXISTENCE = [response_on_blocks, sure_for_two_blocks, values_of_a_sum]


@theorem(
    "Random signs on two blocks",
    Equal(on_blocks(n), size(n) ** 2 / 4),
    uses=[response_on_blocks, bounded_where_sure, sure_for_two_blocks, values_of_a_sum, mean_size],
    source=OWN,
)
def signs_on_two_blocks(claim, seen, independent, joint, sure, sizes):
    inner, outer = reach()
    functions = {phi: lambda x: lambda y: product(x, y), h: lambda x: relu(x) * n}
    used = independent.at({**BLOCKS, **functions, M: n**2})
    over = [row("E_linear", walk(n, S), relu, relu, factor, 0) for factor in (relu(x), rectified(n))]
    means = [have(linear.claim.args[1], by=[linear, exists(relu, sure)[0]]) for linear in over]
    factored = have(
        Equal(E(iid(2 * n, S), lambda z: product(total(n)(z), block(n, n)(z))), rectified(n) ** 2),
        "The two sums are independent.",
        by=[used, sure, inner.forall(x, y), outer.forall(x), as_functions(means[0], x), means[1]],
    )
    halves = have(Implies(Equal(u, v / 2), Equal(u**2, v**2 / 4)), by=rewriting(u, v / 2))
    last = halves.at({u: rectified(n), v: size(n)})
    shown = have(claim, by=[as_functions(seen, z), factored, last, sizes])
    return shown, exists(abs_, sure)[0], exists_on_blocks(seen, joint, sure)


@theorem(
    "The two inputs",
    And(
        Equal(dot(2 * n, LEFT)(LEFT), n),
        Equal(dot(2 * n, RIGHT)(RIGHT), n),
        Equal(dot(2 * n, LEFT)(RIGHT), 0),
    ),
    uses=[product_of_two_values],
    source="elementary",
)
def two_inputs(claim, products):
    pairs = [{u: 1, v: 0, x: 1, y: 0}, {u: 0, v: 1, x: 0, y: 1}, {u: 1, v: 0, x: 0, y: 1}]
    return have(claim, by=[products.at({m: n, **values}) for values in pairs])


def normalised(n):
    """The kernel divided by the norms of the inputs, which are both the root of n."""
    return on_blocks(n) / n


@theorem(
    "Normalised values on two blocks",
    And(
        Implies(1 <= j, Equal(normalised(2 * j), j * weight(j) ** 2 / 2)),
        Equal(normalised(2 * j + 1), (2 * j + 1) * weight(j) ** 2 / 4),
    ),
    uses=[signs_on_two_blocks, mean_size, *EXISTENCE],
    source=OWN,
)
def normalised_values(claim, values, sizes, *existence):
    multiple = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    divided = have(
        Implies(And(0 < u, Equal(v, u**2 * w**2 / 4)), Equal(v / u, u * w**2 / 4)),
        by=[
            fact("inverse", u),
            multiple.at({u: v, v: u**2 * w**2 / 4, w: 1 / u}),
        ],
    )
    squares = have(Implies(Equal(u, v), Equal(u**2, v**2)), by=rewriting(u, v))
    found = []
    for k in (2 * j, 2 * j + 1):
        found.append(squares.at({u: size(k), v: k * weight(j)}))
        found.append(divided.at({u: k, v: on_blocks(k), w: weight(j)}))
        found.append(values.at({n: k}))
    exist = for_numbers(exists_on_blocks(*existence), 2 * j, 2 * j + 1)
    return have(claim, by=[*found, sizes]), *exist
