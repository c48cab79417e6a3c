r"""The kernel of standard normal weights as a function of the inner products of the inputs.

Source: Cho and Saul 2009, arc-cosine kernels; proof: own computation.
"""

from sympy import acos, cos, pi, sin, sqrt

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integrable,
    Less,
    NonZero,
    fact,
    given,
    have,
    iid,
    pick,
    picked,
    reals,
    relu,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .angles import RANGE
from .gaussian_density import NORMAL
from .gaussian_kernels import PAPER, kernel_of_the_rectifier, seen_by
from .gaussian_sums import m, products, x, y, z
from .means_below_sums import cut_mean
from .planar_kernel import a, b
from .planar_rotations import t
from .two_gaussian_sums import triangular_factor

c, d, p, q, r, s, u, v, w = reals("c d p q r s u v w")
X, XY, Y = products(x, x, m), products(x, y, m), products(y, y, m)


@theorem(
    "The inequality of Cauchy and Schwarz",
    AtMost(XY**2, X * Y),
    uses=[triangular_factor],
    source="elementary",
)
def cauchy_schwarz(claim, factors):
    *names, found = pick(factors, "a c d")
    squares = have(
        Implies(And(Equal(a**2, u), Equal(a * c, w), Equal(c**2 + d**2, v)), w**2 <= u * v),
        by=[rewriting(w, a * c), rewriting(u, a**2), rewriting(v, c**2 + d**2), square(a * d)],
    )
    inside = have(claim, by=[found, squares.at({u: X, v: Y, w: XY})])
    return picked(factors, *names, by=inside)


LENGTH_X, LENGTH_Y = sqrt(X), sqrt(Y)
COSINE = XY / (LENGTH_X * LENGTH_Y)
SIZES = And(Less(0, X), Less(0, Y))


@theorem(
    "The cosine of the angle of two inputs",
    Implies(
        SIZES,
        And(
            0 < LENGTH_X,
            0 < LENGTH_Y,
            -1 <= COSINE,
            COSINE <= 1,
        ),
    ),
    uses=[cauchy_schwarz],
    source="elementary",
)
def cosine_of_two_inputs(claim, inequality):
    positive = have(Implies(And(0 < u, 0 <= p, Equal(p**2, u)), 0 < p), by=sign(p))
    roots = [positive.at({u: e, p: sqrt(e)}) for e in (X, Y)]
    product = have(
        Implies(
            And(0 < p, 0 < q, Equal(p**2, u), Equal(q**2, v)), And(0 < p * q, Equal((p * q) ** 2, u * v))
        ),
        by=[times(0 < p, 0 < q), rewriting(u, p**2), rewriting(v, q**2)],
    )
    root = have(
        Implies(And(0 < s, w**2 <= s**2), And(-s <= w, w <= s)),
        by=[times(w > s, w + s > 0), times(w < -s, w - s < 0)],
    )
    quotient = have(
        Implies(And(0 < s, -s <= s * r, s * r <= s), And(-1 <= r, r <= 1)),
        by=[times(0 < s, r > 1), times(0 < s, r < -1)],
    )
    one = have(
        Implies(And(Equal(p * c, 1), Equal(q * d, 1)), Equal(p * q * (w * c * d), w)),
        by=[times(Equal(p * c, 1), Equal(q * d, 1)), times(Equal(p * c * q * d, 1), w)],
    )
    values = {p: LENGTH_X, q: LENGTH_Y, u: X, v: Y, w: XY, c: 1 / LENGTH_X, d: 1 / LENGTH_Y}
    size = LENGTH_X * LENGTH_Y
    grounds = [
        *roots,
        product.at(values),
        root.at({s: size, w: XY}),
        quotient.at({s: size, r: COSINE}),
        one.at(values),
    ]
    facts = [
        fact(name, e) for name, e in (("sqrt", X), ("sqrt", Y), ("inverse", LENGTH_X), ("inverse", LENGTH_Y))
    ]
    return have(claim, by=[*grounds, *facts, inequality])


AREA = sqrt(X * Y - XY**2)
KERNEL = E(iid(m, NORMAL), seen_by(relu))


@theorem(
    "The kernel of the rectifier from the inner products and the angle",
    Implies(
        And(SIZES, *RANGE, Equal(LENGTH_X * LENGTH_Y * cos(t), XY)),
        And(Integrable(iid(m, NORMAL), seen_by(relu)), Equal(KERNEL, (AREA + (pi - t) * XY) / (2 * pi))),
    ),
    uses=[kernel_of_the_rectifier, cosine_of_two_inputs, cauchy_schwarz],
    source=PAPER,
)
def kernel_at_the_angle(claim, kernel, cosine, inequality):
    size, held = LENGTH_X * LENGTH_Y, claim.condition.parts
    sine = have(
        Implies(And(0 < p, 0 < q, 0 <= s), 0 <= p * q * s), by=[times(0 < p, 0 < q), times(0 < p * q, 0 <= s)]
    )
    scaled = have(Implies(Equal(d, 1), Equal(r * d, r)), by=rewriting(d, 1))
    circle = have(
        Implies(
            And(Equal(s**2 + c**2, 1), Equal(p**2, u), Equal(q**2, v), Equal(p * q * c, w)),
            Equal((p * q * s) ** 2, u * v - w**2),
        ),
        by=[
            rewriting(u, p**2),
            rewriting(v, q**2),
            rewriting(w, p * q * c),
            scaled.at({r: p**2 * q**2, d: s**2 + c**2}),
        ],
    )
    same = have(
        Implies(And(0 <= u, 0 <= v, Equal(u**2, v**2)), Equal(u, v)),
        by=[sign(u - v), times(0 <= u), times(0 <= v)],
    )
    values = {p: LENGTH_X, q: LENGTH_Y, s: sin(t), c: cos(t), u: X, v: Y, w: XY}
    lengths = [have(part, given=[SIZES], by=cosine) for part in cosine.claim.args[1].args[:2]]
    both = And(Equal(p**2, u), Equal(q**2, v))
    squares = have(
        Implies(And(0 < u, 0 < v, Equal(p, sqrt(u)), Equal(q, sqrt(v))), both),
        by=[fact("sqrt", u), fact("sqrt", v), rewriting(p, sqrt(u)), rewriting(q, sqrt(v))],
    )
    squares = squares.at(values)
    squares = have(squares.claim.args[1], given=[SIZES], by=squares)
    positive = have(0 <= size * sin(t), given=held, by=[sine.at(values), fact("sin_arch", t), *lengths])
    circle = circle.at(values)
    squared = have(circle.claim.args[1], given=held, by=[circle, fact("circle", t), squares])
    inside = have(0 <= X * Y - XY**2, by=inequality)
    height = have(
        Equal(size * sin(t), AREA),
        given=held,
        by=[same.at({u: size * sin(t), v: AREA}), positive, squared, fact("sqrt", X * Y - XY**2), inside],
    )
    moved = have(
        Implies(
            And(Equal(u, v), Equal(r, w)), Equal((u + (pi - t) * r) / (2 * pi), (v + (pi - t) * w) / (2 * pi))
        ),
        by=[rewriting(u, v), rewriting(r, w)],
    )
    values = {u: size * sin(t), v: AREA, r: size * cos(t), w: XY}
    found = have(
        kernel.at({a: LENGTH_X, b: LENGTH_Y}).claim.args[1],
        given=held,
        by=[kernel.at({a: LENGTH_X, b: LENGTH_Y}), squares, *lengths],
    )
    value = have(moved.at(values).claim.args[1], given=held, by=[moved.at(values), height])
    proof = have(
        claim, r"The area of the inputs is $\lVert x \rVert \lVert y \rVert \sin t$.", by=[found, value]
    )
    return proof, *definedness(inequality)


def definedness(inequality):
    """The means and roots in the claim exist."""
    inside = have(0 <= X * Y - XY**2, by=inequality)
    weights = iid(m, NORMAL)
    return inside, given(Integrable(weights, seen_by(relu))), cut_mean(weights, seen_by(relu), z)


@theorem(
    "The kernel of the rectifier for standard normal weights and two inputs",
    Implies(
        SIZES,
        And(
            Integrable(iid(m, NORMAL), seen_by(relu)),
            Equal(KERNEL, (AREA + (pi - acos(COSINE)) * XY) / (2 * pi)),
        ),
    ),
    uses=[kernel_at_the_angle, cosine_of_two_inputs, cauchy_schwarz],
    source=PAPER,
)
def kernel_of_two_inputs(claim, kernel, cosine, inequality):
    note = "The angle is the arc cosine of the normalised inner product."
    found = have(claim, note, by=[kernel.at({t: acos(COSINE)}), cosine, fact("arccos", COSINE)])
    inside = have(And(-1 <= COSINE, COSINE <= 1), given=[SIZES], by=cosine)
    lengths = [have(NonZero(e), given=[SIZES], by=cosine) for e in (LENGTH_X, LENGTH_Y)]
    return found, inside, *lengths, *definedness(inequality)
