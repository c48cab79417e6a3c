r"""Random signs at $x = (1^n, 1^n)$ and $y = (1^n, (-1)^n)$, which meet at a right angle as two blocks do.

Divided by $\|x\| \|y\| = 2n$ the kernel is the one on two blocks of $2 \lfloor n/2 \rfloor$ coordinates. So
for odd $n$ the kernels at two right angles in the same dimension differ.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Implies,
    P,
    abs_,
    as_functions,
    fact,
    have,
    iid,
    induct_on,
    relu,
    rewriting,
    sign,
    theorem,
    times,
)

from .blocks_of_weights import bounded_where_sure, h, phi, sure_for_two_blocks
from .independent_sums import M, block, integrable_on, m, total, walk, z
from .inputs_on_blocks import dot, input_of_two_values, product_of_two_values, two_values
from .parity_of_sums import parity_of_a_sum, telescope
from .sign_families import BLOCKS, kernel, response
from .steps_in_the_plane import over, plane, step_in_the_plane, wedge, wedge_exists
from .sums_of_signs import (
    OWN,
    S,
    j,
    mass,
    n,
    point_masses,
    possible,
    return_to_zero,
    u,
    v,
    values_of_a_sum,
    w,
    x,
    y,
)
from .uniform_angle import applied
from .wallis import central_weights, weight


@theorem(
    "Masses at 0 and 1",
    And(
        Equal(mass(2 * j, 0) ** 2 + mass(2 * j, 1) ** 2, weight(j) ** 2),
        Equal(mass(2 * j + 1, 0) ** 2 + mass(2 * j + 1, 1) ** 2, weight(j + 1) ** 2),
    ),
    uses=[point_masses, return_to_zero, central_weights],
    source=OWN,
)
def masses_at_the_middle(claim, masses, back, weights):
    side = have(
        Implies(And(Equal(u, (v + w) / 2), Equal(u, (n + 1) * (v - w) / 2)), Equal((n + 2) * u, (n + 1) * v)),
        by=rewriting(w, 2 * u - v),
    ).at({u: mass(n + 1, 1), v: mass(n, 0), w: mass(n, 2)})
    step = have(Equal((n + 2) * mass(n + 1, 1), (n + 1) * mass(n, 0)), by=[side, masses.at({y: 1})])
    none = have(Implies(Equal((2 * j + 3) * u, 0), Equal(u, 0)), by=sign(u)).at({u: mass(2 * j + 2, 1)})
    even = induct_on(
        j,
        Equal(mass(2 * j, 1), 0),
        base=masses.at({y: 1}),
        step=[none, step.at({n: 2 * j + 1}), back, rewriting(mass(2 * j + 1, 0), 0)],
    ).instance(j)
    same = have(Implies(Equal((2 * j + 2) * u, (2 * j + 2) * v), Equal(u, v)), by=sign(u - v))
    multiple = have(Implies(Equal(u, v), Equal((2 * j + 1) * u, (2 * j + 1) * v)), by=rewriting(u, v))
    odd = have(
        Equal(mass(2 * j + 1, 1), weight(j + 1)),
        by=[
            step.at({n: 2 * j}),
            back,
            weights,
            multiple.at({u: mass(2 * j, 0), v: weight(j)}),
            same.at({u: mass(2 * j + 1, 1), v: weight(j + 1)}),
        ],
    )
    values = [rewriting(mass(2 * j, 0), weight(j)), rewriting(mass(2 * j, 1), 0)]
    others = [rewriting(mass(2 * j + 1, 0), 0), rewriting(mass(2 * j + 1, 1), weight(j + 1))]
    first = have(claim.parts[0], by=[back, even, *values])
    return have(claim, by=[first, have(claim.parts[1], by=[back, odd, *others])])


@theorem(
    "The mean over both sums",
    And(
        Equal(plane(2 * j + 1), j * (2 * j + 1) * weight(j) ** 2),
        Equal(plane(2 * j + 2), (2 * j + 1) ** 2 * weight(j) ** 2 / 2),
    ),
    uses=[
        step_in_the_plane,
        telescope,
        masses_at_the_middle,
        central_weights,
        values_of_a_sum,
        parity_of_a_sum,
    ],
    source=OWN,
)
def mean_over_both_sums(claim, step, telescoped, middle, weights, sure, parity):
    odd, even = claim.parts
    equal = have(Implies(Equal(u, v), Equal(u**2, v**2)), by=rewriting(u, v))
    squares_ = equal.at({u: (2 * j + 2) * weight(j + 1), v: (2 * j + 1) * weight(j)})
    multiple = have(Implies(Equal(u, v), Equal(w * u, w * v)), by=rewriting(u, v))
    sums = []
    for n_, middle_ in zip((2 * j, 2 * j + 1), masses_at_the_middle.claim.parts, strict=True):
        scaled = multiple.at({u: middle_.left, v: middle_.right, w: n_ + 1})
        sums += [step.at({n: n_ + 1}), telescoped.at({n: n_}), scaled]
    onward = [*sums, middle, weights, squares_]
    empty = fact("sum_empty", 1, 0, lambda a: a * mass(0, a) ** 2)
    start = [step.at({n: 0}), empty, no_signs(sure)]
    odds = induct_on(j, odd, base=start, step=onward).instance(j)
    inner, outer = wedge_exists(parity)
    exist = [lemma.at({n: k}) for k in (2 * j + 1, 2 * j + 2) for lemma in (inner, outer)]
    return have(claim, by=[odds, have(even, by=[odds, *onward])]), *exist


def no_signs(sure):
    """Without signs the mean is 0."""
    law, event = walk(0, S), possible(0)
    here = have(Implies(event(y), And(0 <= wedge(x, y), wedge(x, y) <= 0)), given=[event(x)])
    surely = sure.at({n: 0})
    inner = applied(
        "E_range", law, event, lambda y: wedge(x, y), 0, 0, given=[event(x)], by=[surely, here.forall(y)]
    )
    kept = have(Implies(event(x), inner.claim), by=inner)
    outer = applied("E_range", law, event, over(0, wedge), 0, 0, by=[surely, kept.forall(x)])
    return have(Equal(plane(0), 0), by=outer)


# ---- the kernel ------------------------------------------------------------------------------------

ALIKE, TURNED = two_values(n, 1, 1), two_values(n, 1, -1)
DIAGONALS = response(2 * n, ALIKE, TURNED)


def on_diagonals(n):
    """The kernel at the two inputs in dimension 2n."""
    return kernel(2 * n, two_values(n, 1, 1), two_values(n, 1, -1))


@theorem(
    "The two inputs on the diagonals",
    And(
        Equal(dot(2 * n, ALIKE)(ALIKE), 2 * n),
        Equal(dot(2 * n, TURNED)(TURNED), 2 * n),
        Equal(dot(2 * n, ALIKE)(TURNED), 0),
    ),
    uses=[product_of_two_values],
    source="elementary",
)
def two_diagonals(claim, products):
    pairs = [{u: 1, v: 1, x: 1, y: 1}, {u: 1, v: -1, x: 1, y: -1}, {u: 1, v: 1, x: 1, y: -1}]
    return have(claim, by=[products.at({m: n, **values}) for values in pairs])


def wedge_is_small():
    """The wedge is at most (|x| + n)^2 where y is, and at most 4 n^2 where x is too."""
    p = abs_(x) + n
    product = have(
        Implies(And(u <= w, v <= w, 0 <= w), And(0 <= relu(u) * relu(v), relu(u) * relu(v) <= w**2)),
        by=[
            times(0 <= relu(u), 0 <= relu(v)),
            times(0 <= relu(u), relu(v) <= w),
            times(relu(u) <= w, 0 <= w),
        ],
    ).at({u: x + y, v: x - y, w: p})
    inner = have(Implies(possible(n)(y), abs_(wedge(x, y)) <= p**2), by=product)
    square = have(
        Implies(And(0 <= u, u <= n), (u + n) ** 2 <= 4 * n**2),
        by=[times(0 <= u, u <= n), times(u <= n, n >= 0), times(u <= n, u <= n)],
    ).at({u: abs_(x)})
    return inner, have(Implies(possible(n)(x), p**2 <= 4 * n**2), by=square)


def at_diagonals(inputs):
    """The kernel sees the sum and the difference of the sums over two blocks."""
    seen = [inputs.at({m: n, u: 1, v: side}) for side in (1, -1)]
    return have(Equal(DIAGONALS(z), wedge(total(n)(z), block(n, n)(z))), by=seen)


@theorem(
    "Random signs on the diagonals",
    Equal(on_diagonals(n), plane(n)),
    uses=[input_of_two_values, bounded_where_sure, sure_for_two_blocks, values_of_a_sum, parity_of_a_sum],
    source=OWN,
)
def signs_on_diagonals(claim, inputs, independent, joint, sure, parity):
    value = at_diagonals(inputs)
    inner, outer = wedge_is_small()
    functions = {phi: lambda x: lambda y: wedge(x, y), h: lambda x: (abs_(x) + n) ** 2}
    bounds = [sure, inner.forall(x, y), outer.forall(x)]
    used = independent.at({**BLOCKS, **functions, M: 4 * n**2})
    shown = have(claim, by=[as_functions(value, z), used, *bounds])
    return shown, exists_on_diagonals(value, joint, sure), *wedge_exists(parity)


def exists_on_diagonals(value, joint, sure):
    """The kernel exists: the sums over both blocks are of size at most n."""

    def possible_sums(z):
        return And(possible(n)(total(n)(z)), possible(n)(block(n, n)(z)))

    surely = have(Equal(P(iid(2 * n, S), possible_sums), 1), by=[joint.at(BLOCKS), sure])
    bounds = [lemma.at({x: total(n)(z), y: block(n, n)(z)}) for lemma in wedge_is_small()]
    small = have(Implies(possible_sums(z), abs_(DIAGONALS(z)) <= 4 * n**2), by=[value, *bounds])
    return integrable_on(iid(2 * n, S), possible_sums, DIAGONALS, z, 4 * n**2, surely, small)
