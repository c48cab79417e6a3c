r"""Three independent standard normal numbers in two sums: two of them do.

Source: elementary; proofs: own computation.
"""

from sympy import sqrt

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    NonZero,
    abs_,
    as_functions,
    fact,
    given,
    have,
    reals,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .gaussian_density import NORMAL
from .gaussian_planes import (
    F,
    bounded,
    bounded_on_the_line,
    combination_of_two,
    double,
    g,
    inner,
    means,
    turned,
    turns_of_the_plane,
)
from .independent_sums import integrable, mean_is_bounded
from .means_below_sums import under

OWN = "own computation"
A, C, D, M, a, c, d, e, k, p, q, r, s, t, u, v, w, x, y = reals("A C D M a c d e k p q r s t u v w x y")


def moved(F, x, y):
    """The mean of F at a point that a standard normal number moves in the direction (x, y)."""
    return lambda s: lambda t: E(NORMAL, lambda w: F(s + x * w)(t + y * w))


def in_two(F, a, c, d):
    """F of the sums a v and c v + d u."""
    return lambda u: lambda v: F(a * v)(c * v + d * u)


GRAM = [Equal(A**2, a**2 + x**2), Equal(A * C, a * c + x * y), Equal(C**2 + D**2, c**2 + d**2 + y**2)]


INVERSE = Equal(A * k, 1)
REST = c * x * k - y * a * k


@theorem(
    "A turn that takes a number out of the first sum",
    Implies(
        And(INVERSE, *GRAM),
        And(
            Equal((x * k) ** 2 + (-a * k) ** 2, 1),
            Equal(a * (x * k * v + a * k * w) + x * (x * k * w - a * k * v), A * w),
            Equal(c * (x * k * v + a * k * w) + y * (x * k * w - a * k * v), C * w + REST * v),
            Equal(D**2, d**2 + REST**2),
        ),
    ),
    source=OWN,
)
def turn_of_the_sums(claim):
    scaled = have(Implies(Equal(s, t), Equal(r * s, r * t)), by=rewriting(s, t))
    one = scaled.at({s: A * k, t: 1})
    square = have(Implies(INVERSE, Equal(A**2 * k**2, 1)), by=times(INVERSE, A * k))
    lengths = scaled.at({s: A**2, t: a**2 + x**2})
    products = scaled.at({s: A * C, t: a * c + x * y})
    units = have(claim.conclusion.parts[0], given=[INVERSE, *GRAM], by=[square, lengths.at({r: k**2})])
    first = have(
        claim.conclusion.parts[1], given=[INVERSE, *GRAM], by=[one.at({r: A * w}), lengths.at({r: k * w})]
    )
    second = have(
        claim.conclusion.parts[2], given=[INVERSE, *GRAM], by=[one.at({r: C * w}), products.at({r: k * w})]
    )
    root = have(Implies(Equal(s, t), Equal(s**2, t**2)), by=rewriting(s, t))
    product = [
        root.at({s: A * C, t: a * c + x * y}),
        scaled.at({s: (A * C) ** 2, t: (a * c + x * y) ** 2, r: k**2}),
    ]
    one_squared = scaled.at({s: A**2 * k**2, t: 1})
    last = have(
        claim.conclusion.parts[3],
        given=[INVERSE, *GRAM],
        by=[
            *product,
            square,
            one_squared.at({r: C**2}),
            one_squared.at({r: c**2 + y**2}),
            lengths.at({r: (c**2 + y**2) * k**2}),
        ],
    )
    return have(claim, by=[units, first, second, last])


@theorem(
    "Two sums of three numbers that turn into two",
    Implies(
        And(bounded(F), *GRAM, NonZero(A)),
        Equal(double(in_two(moved(F, x, y), a, c, d)), double(in_two(F, A, C, D))),
    ),
    uses=[turn_of_the_sums, turns_of_the_plane, combination_of_two],
    source="elementary",
)
def three_numbers(claim, turn, turns, combination):
    condition = claim.condition.parts[0]
    held = given(condition)

    def plane(v):
        """F of the sums, for a first number u, as a function of the two others."""
        return lambda w: F(a * v + x * w)(c * v + d * u + y * w)

    def target(v):
        return lambda w: F(A * w)(C * w + d * u + REST * v)

    conditions = [INVERSE, *GRAM]
    unit, first, second, length = (have(part, given=conditions, by=turn) for part in turn.claim.args[1].args)
    after = have(
        Equal(c * (x * k * v + a * k * w) + d * u + y * (x * k * w - a * k * v), C * w + d * u + REST * v),
        given=conditions,
        by=second,
    )
    small = have(
        abs_(plane(s)(t)) <= M, given=[condition], by=held.instance(a * s + x * t, c * s + d * u + y * t)
    )
    places = [rewriting(*e.claim.args) for e in (first, after)]
    same = have(
        Equal(turned(plane, x * k, -a * k)(v)(w), target(v)(w)), given=conditions, by=[first, after, *places]
    )
    once = have(
        Equal(inner(turned(plane, x * k, -a * k))(v), inner(target)(v)),
        given=conditions,
        by=as_functions(same, w),
    )
    turned_means = have(
        Equal(double(plane), double(target)),
        given=[condition, *conditions],
        by=[turns.at({F: plane, p: x * k, q: -a * k}), small.forall(s, t), unit, as_functions(once, v)],
    )

    def later(s):
        """The mean of F at the first sum, which is a multiple of one number, and at s besides."""
        return E(NORMAL, lambda w: F(A * w)(C * w + s))

    here = held.instance(A * w, C * w + s)
    mean = mean_is_bounded(NORMAL, lambda w: F(A * w)(C * w + s), w, here).at({s: t})
    combined = have(
        Equal(double(lambda u: lambda v: later(d * u + REST * v)), E(NORMAL, lambda u: later(D * u))),
        given=[condition, *conditions],
        by=[combination.at({g: later, r: D, c: d, d: REST}), mean.forall(t), length],
    )
    whole = have(
        Implies(And(*conditions), claim.conclusion),
        given=[condition],
        by=[as_functions(turned_means, u), combined],
    )
    note = "Turn the last two numbers until the first sum has one of them; the other joins the first number."
    proof = have(claim, note, by=[whole.at({k: 1 / A}), fact("inverse", A)])
    return proof, *(under(claim.condition, side) for side in triple_means(held))


def triple_means(held):
    """The means in the claim exist."""
    point = held.instance(a * v + x * w, c * v + d * u + y * w)
    mean = mean_is_bounded(NORMAL, lambda w: F(a * v + x * w)(c * v + d * u + y * w), w, point)
    end = held.instance(A * v, C * v + D * u)
    return (
        integrable(NORMAL, lambda w: F(a * v + x * w)(c * v + d * u + y * w), w, point),
        *means(in_two(moved(F, x, y), a, c, d), mean),
        *means(in_two(F, A, C, D), end),
    )


def one_sum(u):
    """The function g of a combination of three numbers, for the first of them."""
    return lambda v: lambda w: g(d * u + (c * v + y * w))


def over_two(u):
    """The mean of a function of three numbers over two of them."""
    return E(NORMAL, lambda v: E(NORMAL, lambda w: one_sum(u)(v)(w)))


@theorem(
    "A combination of three independent standard normal numbers",
    Implies(
        And(bounded_on_the_line(g), Equal(r**2, c**2 + d**2 + y**2)),
        Equal(E(NORMAL, over_two), E(NORMAL, lambda u: g(r * u))),
    ),
    uses=[combination_of_two],
    source="elementary",
)
def combination_of_three(claim, combination):
    condition, length = claim.condition.parts
    held = given(condition)
    shorter = Equal(p**2, c**2 + y**2)
    two = have(
        Equal(double(one_sum(u)), E(NORMAL, lambda v: g(d * u + p * v))),
        given=[condition, shorter],
        by=[combination.at({g: lambda s: g(d * u + s), r: p, d: y}), held.instance(d * u + x).forall(x)],
    )
    whole = have(
        Implies(And(shorter, length), claim.conclusion),
        given=[condition],
        by=[as_functions(two, u), combination.at({c: d, d: p})],
    )
    root = [whole.at({p: sqrt(c**2 + y**2)}), fact("sqrt", c**2 + y**2), square(c), square(y)]
    point = held.instance(d * u + (c * v + y * w))
    one = mean_is_bounded(NORMAL, one_sum(u)(v), w, point)
    mean = mean_is_bounded(NORMAL, lambda v: E(NORMAL, one_sum(u)(v)), v, one)
    exist = [
        integrable(NORMAL, one_sum(u)(v), w, point),
        integrable(NORMAL, lambda v: E(NORMAL, lambda w: one_sum(u)(v)(w)), v, one),
        integrable(NORMAL, over_two, u, mean),
        integrable(NORMAL, lambda u: g(r * u), u, held.instance(r * u)),
    ]
    return have(claim, "One after the other.", by=root), *(under(claim.condition, side) for side in exist)


@theorem(
    "Two sums of three numbers of which the first vanishes",
    Implies(
        And(bounded(F), *GRAM, Equal(A, 0)),
        Equal(double(in_two(moved(F, x, y), a, c, d)), double(in_two(F, A, C, D))),
    ),
    uses=[combination_of_two, combination_of_three],
    source="elementary",
)
def vanishing_first_sum(claim, two, three):
    condition, length = claim.condition.parts[0], GRAM[2]
    held = given(condition)
    none = have(
        Implies(Equal(a**2 + x**2, 0), And(Equal(a, 0), Equal(x, 0))),
        by=[sign(a), sign(x), *(times(e, e) for e in (a > 0, a < 0, x > 0, x < 0))],
    )
    zero = [Equal(a, 0), Equal(x, 0), Equal(A, 0)]

    def last(u):
        return lambda v: lambda w: F(0)(d * u + (c * v + y * w))

    on_the_left = have(Equal(a * v + x * w, 0), given=zero, by=[rewriting(a, 0), rewriting(x, 0)])
    left = have(
        Equal(F(a * v + x * w)(c * v + d * u + y * w), last(u)(v)(w)),
        given=zero,
        by=[on_the_left, rewriting(*on_the_left.claim.args)],
    )
    over_one = E(NORMAL, lambda w: F(a * v + x * w)(c * v + d * u + y * w))
    left = have(Equal(over_one, inner(last(u))(v)), given=zero, by=as_functions(left, w))
    left = have(
        Equal(inner(in_two(moved(F, x, y), a, c, d))(u), double(last(u))),
        given=zero,
        by=as_functions(left, v),
    )
    on_the_right = have(Equal(A * v, 0), given=zero, by=rewriting(A, 0))
    right = have(
        Equal(F(A * v)(C * v + D * u), F(0)(D * u + C * v)),
        given=zero,
        by=[on_the_right, rewriting(*on_the_right.claim.args)],
    )
    straight = E(NORMAL, lambda v: F(0)(D * u + C * v))
    right = have(Equal(inner(in_two(F, A, C, D))(u), straight), given=zero, by=as_functions(right, v))
    long = Equal(r**2, c**2 + d**2 + y**2)
    values = {g: lambda s: F(0)(s)}
    whole = have(
        Implies(And(length, long, *zero), claim.conclusion),
        given=[condition],
        by=[
            as_functions(left, u),
            as_functions(right, u),
            three.at(values),
            two.at({**values, c: D, d: C}),
            held.instance(0, x).forall(x),
        ],
    )
    total = c**2 + d**2 + y**2
    root = [whole.at({r: sqrt(total)}), fact("sqrt", total), *map(square, (c, d, y))]
    return have(claim, by=[*root, none]), *(under(claim.condition, side) for side in triple_means(held))


@theorem(
    "Two sums of three independent standard normal numbers",
    Implies(
        And(bounded(F), *GRAM), Equal(double(in_two(moved(F, x, y), a, c, d)), double(in_two(F, A, C, D)))
    ),
    uses=[three_numbers, vanishing_first_sum],
    source=OWN,
)
def three_are_two(claim, regular, vanishing):
    proof = have(claim, by=[regular, vanishing])
    return proof, *(under(claim.condition, side) for side in triple_means(given(claim.condition.parts[0])))
