r"""Lebesgue's curve at expansions: blocks of digits, digits that recur, digits without end.

A table of binary digits $\beta_{kj}$, $k \ge 1$, $1 \le j \le m$, is written row by row as the ternary
digits $2\beta_{kj}$ of a number, and column by column as the binary digits of the coordinates of a point. The
curve sends the number to the point. Where the table recurs, both are rational: this is the inverse of the
curve at the rational points of the cube.

Source: Lebesgue 1904; the inverse: own computation.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Less,
    NonZero,
    Sum,
    fact,
    given,
    have,
    induct_on,
    naturals,
    reals,
    sequences,
    sign,
    theorem,
    times,
)

from .lebesgue_curve import CURVE, OWN, SEQUENCE, UNIT, h, j, k, m, places, s
from .lebesgue_digits import b, bits, block_dealt, digits, prefixed, r
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, small_powers, x
from .readings import satisfied

l, n = naturals("l n")
c, d, p, q, t, u, v, w, y, z = reals("c d p q t u v w y z")
beta = sequences("beta", result=SEQUENCE)


def number(beta, n):
    """The number whose ternary digits are twice the first n rows of the table."""
    return 3**m * Sum(1, n, lambda k: digits(beta(k), m) / 3 ** (m * k))


def coordinate(beta, n, j):
    """The number whose binary digits are the first n digits of column j."""
    return Sum(1, n, lambda k: beta(k)(j) / 2**k)


def rows(beta, n, s):
    """The number with these rows in front of the digits of s."""
    return number(beta, n) + s / 3 ** (m * n)


def sums(beta, n, j):
    """The two sums with one row more, and without rows."""
    terms = lambda k: digits(beta(k), m) / 3 ** (m * k), lambda k: beta(k)(j) / 2**k
    return [fact("sum_last", 1, n, f) for f in terms], [fact("sum_empty", 1, 0, f) for f in terms]


def same_point(equation):
    """Equal numbers have equal points."""
    left, right = equation.claim.args
    congruent = have(Implies(Equal(u, v), Equal(h(u)(j), h(v)(j))))
    return satisfied(congruent.at({u: left, v: right}), by=equation)


TABLE = ForAll(k, [1 <= k], bits(beta(k), m))


@theorem(
    "A row of digits more",
    Implies(
        And(1 <= p, Equal(q, 1 / p), Equal(u, v * q), Equal(d, c + z * u)),
        Equal(p * d + s * u, p * c + (z + s * q) * v),
    ),
    source="elementary",
)
def row_more(claim):
    unit = have(Implies(And(1 <= p, Equal(q, 1 / p)), Equal(p * q, 1)))
    products = [times(Equal(p * q, 1), z * v), times(Equal(u, v * q), p * z), times(Equal(u, v * q), s)]
    return have(claim, by=[unit, *products])


@theorem(
    "The next row of digits",
    ForAll((beta, n, s), [], Equal(rows(beta, n + 1, s), rows(beta, n, prefixed(beta(n + 1), m, s)))),
    uses=[row_more, inverse_powers, powers_from_one],
    source=OWN,
)
def next_row(claim, more, powers, large):
    values = {
        p: 3**m,
        q: 1 / 3**m,
        v: 1 / 3 ** (m * n),
        u: 1 / 3 ** (m * (n + 1)),
        z: digits(beta(n + 1), m),
        c: Sum(1, n, lambda k: digits(beta(k), m) / 3 ** (m * k)),
        d: Sum(1, n + 1, lambda k: digits(beta(k), m) / 3 ** (m * k)),
    }
    powers_of_three = [large.at({x: 3}).instance(m), powers.at({x: 3}).instance(m * n, m)]
    proof = have(claim, by=[more.at(values).forall(s), *powers_of_three, sums(beta, n, j)[0][0]])
    return proof, *divisors(large, 3, r, m, m * k, m * n, m * (n + 1))


def dealt(n, beta=beta):
    """Rows of digits in front of a number are dealt to the coordinates."""
    place = rows(beta, n, s)
    shown = Equal(h(place)(j), coordinate(beta, n, j) + h(s)(j) / 2**n)
    return ForAll((s, j), [*UNIT, *places(j, m)], And(0 <= place, place <= 1, shown))


@theorem(
    "Rows of digits in front of a number",
    Implies(And(*CURVE, TABLE), ForAll(n, [], dealt(n))),
    uses=[block_dealt, next_row, inverse_powers, powers_from_one],
    source=OWN,
)
def rows_dealt(claim, block, more, powers, large):
    half = powers.at({x: 2}).instance(n, 0)
    inner = prefixed(beta(n + 1), m, s)
    last, none = sums(beta, n, j)
    same = more.instance(beta, n, s)
    alike = same_point(same)
    table = given(TABLE).instance(n + 1)
    turned = satisfied(block.at({b: beta(n + 1)}), given=CURVE, by=table).instance(s, j)
    step = have(
        Implies(dealt(n), dealt(n + 1)),
        by=[same, alike, turned, given(dealt(n)).instance(inner, j), half, last[1]],
    )
    nothing = have(Equal(rows(beta, 0, s), s), by=none[0])
    base = have(dealt(0), by=[same_point(nothing), *none])
    every = induct_on(n, dealt(n), "Row by row.", given=[*CURVE, TABLE], base=base, step=step)
    sides = [*divisors(large, 3, r, m * k, m * n), *divisors(large, 2, k, n)]
    return have(claim, by=every), *sides


@theorem(
    "Where digits recur, the rest is the whole",
    Implies(
        And(0 < q, 3 * q <= 1, 0 <= d, d + q <= 1, Equal(t, d / (1 - q))),
        And(0 <= t, t <= 1, Equal(d + t * q, t)),
    ),
    source="elementary",
)
def recurring(claim):
    products = [times(0 <= t, 0 < 1 - q), times(t <= 0, 0 < 1 - q), times(t - 1, 1 - q)]
    return have(claim, by=[sign(t), sign(t - 1), *products])


# ---- digits that recur --------------------------------------------------------------------------------

tau = sequences("tau", result=SEQUENCE)


def recurring_number(tau, n):
    """The number whose digits are these rows, again and again."""
    return number(tau, n) / (1 - 1 / 3 ** (m * n))


def recurring_coordinate(tau, n, j):
    """The number whose binary digits are this column, again and again."""
    return coordinate(tau, n, j) / (1 - 1 / 2**n)


TAIL = ForAll(k, [1 <= k], bits(tau(k), m))
TAIL_VALUE = recurring_number(tau, n)


@theorem(
    "Lebesgue's curve at digits that recur",
    Implies(
        And(*CURVE, TAIL, 1 <= n, *places(j, m)),
        And(0 <= TAIL_VALUE, TAIL_VALUE <= 1, Equal(h(TAIL_VALUE)(j), recurring_coordinate(tau, n, j))),
    ),
    uses=[rows_dealt, recurring, inverse_powers, small_powers, powers_from_one],
    source=OWN,
)
def recurring_dealt(claim, shown, whole, powers, small, large):
    conditions = claim.condition.parts
    q3, q2 = 1 / 3 ** (m * n), 1 / 2**n
    product = have(Implies(And(1 <= m, 1 <= n), 1 <= m * n), by=times(0 <= m - 1, 0 <= n - 1))
    thirds = have(
        Implies(And(1 <= m, 1 <= n), And(Less(0, q3), 3 * q3 <= 1)),
        by=[product, powers.at({x: 3}).instance(m * n, 0), small.at({x: 3}), product],
    )
    halves = have(
        Implies(1 <= n, And(Less(0, q2), 2 * q2 <= 1)),
        by=[powers.at({x: 2}).instance(n, 0), small.at({x: 2})],
    )
    rows_ = satisfied(shown.at({beta: tau}), given=conditions).instance(n)
    here = have(dealt(n, tau), by=rows_)
    room = have(
        And(0 <= number(tau, n), number(tau, n) + q3 <= 1),
        given=conditions,
        by=[here.instance(0, j), here.instance(1, j)],
    )
    fixed = satisfied(whole.at({q: q3, d: number(tau, n), t: TAIL_VALUE}), by=[thirds, room])
    again = same_point(have(fixed.claim.args[2], by=fixed))
    line = have(
        Implies(And(0 < q, 2 * q <= 1, Equal(y, c + y * q)), Equal(y, c / (1 - q))),
        by=[times(Equal((1 - q) * (1 / (1 - q)), 1), y)],
    )
    value = line.at({q: q2, y: h(TAIL_VALUE)(j), c: coordinate(tau, n, j)})
    proof = have(
        claim, "The rest is the whole.", by=[fixed, again, here.instance(TAIL_VALUE, j), value, halves]
    )
    below = [have(NonZero(1 - e), given=[claim.condition], by=[thirds, halves]) for e in (q3, q2)]
    return proof, *below, *divisors(large, 3, r, m * k, m * n), *divisors(large, 2, k, n)


PLACE = rows(beta, l, TAIL_VALUE)


@theorem(
    "The inverse of Lebesgue's curve at digits that recur at last",
    Implies(
        And(*CURVE, TABLE, TAIL, 1 <= n, *places(j, m)),
        And(
            0 <= PLACE,
            PLACE <= 1,
            Equal(h(PLACE)(j), coordinate(beta, l, j) + recurring_coordinate(tau, n, j) / 2**l),
        ),
    ),
    uses=[rows_dealt, recurring_dealt, small_powers, powers_from_one],
    source="own computation",
)
def inverse(claim, shown, tail, small, large):
    conditions = claim.condition.parts
    rest = satisfied(tail, given=conditions)
    head = satisfied(shown, given=conditions).instance(l)
    here = have(dealt(l), by=head).instance(TAIL_VALUE, j)
    proof = have(claim, "The rows of the head stand in front of the tail.", by=[rest, here])
    product = have(Implies(And(1 <= m, 1 <= n), 1 <= m * n), by=times(0 <= m - 1, 0 <= n - 1))
    below = [
        have(NonZero(1 - 1 / g**e), given=[claim.condition], by=[product, small.at({x: g})])
        for g, e in ((3, m * n), (2, n))
    ]
    exponents = [*divisors(large, 3, r, m * k, m * l, m * n), *divisors(large, 2, k, l, n)]
    return proof, *below, *exponents
