r"""Homogeneous activations $c_+ (u_+)^n + c_- (u_-)^n$ at a uniform angle.

Where one input meets the weight positively and the other negatively, a turn of the angle replaces one input
by its opposite, and so the angle $t$ between the inputs by $\pi - t$.

Source: own computation.
"""

from sympy import cos, pi

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integral,
    NonZero,
    Sum,
    abs_,
    as_functions,
    fact,
    have,
    induct_on,
    ite,
    reals,
    relu,
    rewriting,
    row,
    theorem,
    times,
)

from .angles import OWN, RANGE, s, t, u, v, x
from .arc_cosine import FAMILY, J, w
from .powers_of_cosines import even_products, evens, n
from .powers_of_the_rectifier import both, mean_of_the_powers
from .two_slopes import k, left, right
from .uniform_angle import PHI, applied, density, density_of_the_angle, inside_the_circle

r, y, z = reals("r y z")


@theorem("A whole turn", Implies(Equal(s, t + 2 * pi), Equal(cos(s), cos(t))), source="elementary")
def whole_turn(claim):
    twice = [fact("cos_sum", t, pi), fact("cos_sum", t + pi, pi), fact("half_turn"), rewriting(s, t + 2 * pi)]
    return have(claim, by=twice)


@theorem(
    "The means of the powers do not change when the angle is turned",
    Implies(And(0 <= s, AtMost(s, 2 * pi)), Equal(E(PHI, lambda x: both(n)(x + s)), E(PHI, both(n)))),
    uses=[whole_turn, inside_the_circle, density_of_the_angle],
    source=OWN,
)
def turned_means(claim, whole, inside, dense):
    positive, held = [fact("pi_bounds"), fact("inverse", pi)], claim.condition.parts

    def weighted(x):
        return both(n)(x) * density(x)

    def mean(phi):
        return have(
            Equal(E(PHI, phi), Integral(-pi, pi, lambda x: phi(x) * density(x))),
            by=[row("E_density", PHI, density, -pi, pi, phi), dense, inside],
        )

    same = have(
        Implies(Equal(cos(s), cos(t)), Equal(relu(cos(s)) ** n, relu(cos(t)) ** n)),
        by=rewriting(cos(s), cos(t)),
    )
    product = have(
        Implies(And(Equal(y, u), Equal(z, v)), Equal(y * z * w, u * v * w)),
        by=[rewriting(y, u), rewriting(z, v)],
    )
    factors = [relu(cos(e)) ** n for e in (r + t / 2, r - t / 2, x + t / 2, x - t / 2)]
    turned = product.at(dict(zip((y, z, u, v, w), (*factors, density(x)), strict=True)))
    turns = [lemma.at({s: r + e, t: x + e}) for lemma in (whole, same) for e in (t / 2, -t / 2)]
    later = have(Implies(Equal(r, x + 2 * pi), Equal(weighted(r), weighted(x))), by=[turned, *turns])
    later = later.at({r: x + 2 * pi})
    later = have(later.claim.args[1], by=later)
    moved = [row("int_affine", 1, *ends, weighted) for ends in ((s, -pi, pi), (2 * pi, -pi, s - pi))]
    exist = [
        applied("Int_cont", low, high, weighted, given=held, by=positive)
        for low, high in ((-pi, pi), (s - pi, s + pi))
    ]
    cuts = [
        applied("int_split", low, cut, high, weighted, given=held, by=[*positive, *exist])
        for low, cut, high in ((s - pi, pi, s + pi), (-pi, s - pi, pi))
    ]
    means = [mean(lambda x: both(n)(x + s)), mean(both(n))]
    return have(
        claim,
        "What leaves the circle at one end enters at the other.",
        by=[*means, *moved, as_functions(later, x), *cuts, fact("inverse", 1)],
    )


def opposite(n):
    """Both inputs meet the weight negatively."""
    return lambda x: relu(-cos(x + t / 2)) ** n * relu(-cos(x - t / 2)) ** n


def first(n):
    """The first input alone meets the weight positively."""
    return lambda x: relu(cos(x + t / 2)) ** n * relu(-cos(x - t / 2)) ** n


def second(n):
    """The second input alone meets the weight positively."""
    return lambda x: relu(-cos(x + t / 2)) ** n * relu(cos(x - t / 2)) ** n


@theorem("A half turn", Implies(Equal(s, t + pi), Equal(cos(s), -cos(t))), source="elementary")
def half_turn(claim):
    return have(claim, by=[fact("cos_sum", t, pi), fact("half_turn"), rewriting(s, t + pi)])


def share(n, t):
    """The mean of the product of the powers of the rectified cosines at the angle t."""
    return J(n)(t) / (2 * pi * evens(n))


@theorem(
    "Means of the powers of cosines with given signs",
    Implies(
        And(*FAMILY, *RANGE, 1 <= n),
        And(
            Equal(E(PHI, both(n)), share(n, t)),
            Equal(E(PHI, opposite(n)), share(n, t)),
            Equal(E(PHI, first(n)), share(n, pi - t)),
            Equal(E(PHI, second(n)), share(n, pi - t)),
        ),
    ),
    uses=[mean_of_the_powers, turned_means, half_turn, whole_turn, even_products],
    source=OWN,
)
def signed_means(claim, mean, turned, half, whole, products):
    seen = have(
        Implies(
            And(Equal(cos(r), u), Equal(cos(s), v)),
            Equal(relu(cos(r)) ** n * relu(cos(s)) ** n, relu(u) ** n * relu(v) ** n),
        ),
        by=[rewriting(cos(r), u), rewriting(cos(s), v)],
    )
    after, before = x + t / 2, x - t / 2
    halves = [half.at({s: e + pi, t: e}) for e in (after, before)]
    turns = [
        (opposite(n), t, pi, (-cos(after), -cos(before))),
        (first(n), pi - t, pi / 2, (-cos(before), cos(after))),
        (second(n), pi - t, 3 * pi / 2, (cos(before), -cos(after))),
    ]
    bounds, means = fact("pi_bounds"), [mean]
    for part, angle, turn, (one, other) in turns:
        point = seen.at({r: x + turn + angle / 2, s: x + turn - angle / 2, u: one, v: other})
        here = have(point.claim.args[1], by=[point, *halves, whole.at({s: before + 2 * pi, t: before})])
        moved = turned.at({t: angle, s: turn})
        value = have(
            Implies(claim.condition, Equal(E(PHI, part), share(n, angle))),
            by=[as_functions(here, x), moved, bounds, mean.at({t: angle})],
        )
        means.append(value)
    apart = have(NonZero(evens(n)), by=products)
    return have(claim, "A turn leads to the case of two positive cosines.", by=means), apart


# ---- the activation with two sides -----------------------------------------------------------------


def sides(u, n):
    """The homogeneous activation of degree n with the factors alpha on the right and beta on the left."""
    return right * relu(u) ** n + left * relu(-u) ** n


def response(n):
    """The product of the activations at both inputs, as a function of the angle of the weight."""
    return lambda x: sides(cos(x + t / 2), n) * sides(cos(x - t / 2), n)


def parts(k):
    """The four products that the response is made of."""
    return lambda x: ite(
        Equal(k, 1),
        both(n)(x),
        ite(Equal(k, 2), opposite(n)(x), ite(Equal(k, 3), first(n)(x), second(n)(x))),
    )


def weight(k):
    """Their weights."""
    return ite(Equal(k, 1), right**2, ite(Equal(k, 2), left**2, right * left))


@theorem(
    "Powers of a number between 0 and 1",
    Implies(And(0 <= u, u <= 1), And(0 <= u**n, u**n <= 1)),
    source="elementary",
)
def powers_of_a_fraction(claim):
    held = claim.condition.parts
    products = [times(0 <= u, 0 <= u**n), times(0 <= u, u**n <= 1)]
    every = induct_on(
        n, claim.conclusion, given=held, base=fact("pow_next", u, 0), step=[*products, fact("pow_next", u, n)]
    )
    return have(claim, by=every.instance(n))


@theorem(
    "The parts are bounded", AtMost(abs_(parts(k)(x)), 1), uses=[powers_of_a_fraction], source="elementary"
)
def parts_are_bounded(claim, small):
    cosine = have(
        And(AtMost(-1, cos(x)), AtMost(cos(x), 1)),
        by=[fact("circle", x), times(cos(x) > 1), times(cos(x) < -1)],
    )
    product = have(
        Implies(And(0 <= u, u <= 1, 0 <= v, v <= 1), AtMost(abs_(u * v), 1)),
        by=[times(0 <= u, 0 <= v), times(0 <= 1 - u, 0 <= v)],
    )
    a, b = cos(x + t / 2), cos(x - t / 2)
    ranges = [cosine.at({x: x + t / 2}), cosine.at({x: x - t / 2})]
    powers = [
        have(small.at({u: relu(s * c)}).claim.args[1], by=[small.at({u: relu(s * c)}), *ranges])
        for c in (a, b)
        for s in (1, -1)
    ]
    pairs = [product.at({u: relu(r * a) ** n, v: relu(s * b) ** n}) for r in (1, -1) for s in (1, -1)]
    pairs = [have(pair.claim.args[1], by=[pair, *powers]) for pair in pairs]
    return have(claim, by=pairs)


@theorem(
    "Mean of the response of a homogeneous activation",
    Implies(
        And(*FAMILY, *RANGE, 1 <= n),
        Equal(
            E(PHI, response(n)),
            (right**2 + left**2) * share(n, t) + 2 * right * left * share(n, pi - t),
        ),
    ),
    uses=[signed_means, parts_are_bounded, even_products],
    source=OWN,
)
def mean_of_the_response(claim, means, bounded, products):
    def summed(x):
        return Sum(1, 4, lambda k: weight(k) * parts(k)(x))

    def mean(k):
        return weight(k) * E(PHI, parts(k))

    def unrolled(f):
        return [fact("sum_empty", 1, 0, f), *(fact("sum_last", 1, m, f) for m in range(4))]

    split = have(
        Equal(response(n)(x), summed(x)),
        "The four products.",
        by=unrolled(lambda k: weight(k) * parts(k)(x)),
    )
    everywhere = applied("prob_sure", PHI, lambda x: And())
    linear = applied(
        "E_sum", PHI, lambda x: And(), 4, weight, parts, 1, by=[everywhere, bounded.forall(k, x)]
    )
    same = applied("E_same", PHI, lambda x: And(), response(n), summed, by=[everywhere, split.forall(x)])
    values = have(
        Equal(
            Sum(1, 4, mean),
            right**2 * E(PHI, both(n))
            + left**2 * E(PHI, opposite(n))
            + right * left * (E(PHI, first(n)) + E(PHI, second(n))),
        ),
        by=unrolled(mean),
    )
    linear = have(Equal(E(PHI, response(n)), values.claim.args[1]), by=[same, linear, values])
    abstract = have(
        Implies(
            And(Equal(u, y), Equal(v, y), Equal(r, z), Equal(s, z)),
            Equal(
                right**2 * u + left**2 * v + right * left * (r + s),
                (right**2 + left**2) * y + 2 * right * left * z,
            ),
        ),
        by=[rewriting(u, y), rewriting(v, y), rewriting(r, z), rewriting(s, z)],
    )
    named = dict(
        zip((u, v, r, s), (E(PHI, part(n)) for part in (both, opposite, first, second)), strict=True)
    )
    at = abstract.at({**named, y: share(n, t), z: share(n, pi - t)})
    apart = have(NonZero(evens(n)), by=products)
    return have(claim, by=[linear, at, means]), apart
