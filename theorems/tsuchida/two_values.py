r"""A weight with two values: its means are weighted sums.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    Integrable,
    Not,
    Or,
    P,
    abs_,
    as_functions,
    borel,
    exhibit,
    fact,
    finite_law,
    have,
    ite,
    min_,
    naturals,
    reals,
    rewriting,
    row,
    theorem,
)

from .means_below_sums import under
from .uniform_angle import applied

a, b, p, q, u, x = reals("a b p q u x")
m, n = naturals("m n")
f = borel("f")
MASSES = (0 <= p, 0 <= q, Equal(p + q, 1))


def two_values(first, second, mass, other):
    """The weight that is `first` with this mass and `second` with the other."""
    return finite_law(2, lambda i: ite(Equal(i, 1), mass, other), lambda i: ite(Equal(i, 1), first, second))


LAW = two_values(a, b, p, q)


def value(x):
    """One of the two values."""
    return Or(Equal(x, a), Equal(x, b))


def mass(event):
    """The mass of an event as a sum over the two values."""

    def masses(i):
        return ite(Equal(i, 1), p, q)

    def values(i):
        return ite(Equal(i, 1), a, b)

    def summand(i):
        return ite(event(values(i)), masses(i), 0)

    sums = [e for s in (masses, summand) for e in unrolled(s)]
    return [applied("atoms_prob", 2, masses, values, event, given=MASSES, by=unrolled(masses)), *sums]


def unrolled(summand):
    """A sum over the two values."""
    return [fact("sum_empty", 1, 0, summand), *(fact("sum_last", 1, k, summand) for k in range(2))]


@theorem(
    "Masses of two values",
    Implies(
        And(*MASSES),
        And(Equal(P(LAW, (value(x), x)), 1), Implies(Not(Equal(a, b)), Equal(P(LAW, (Equal(x, a), x)), p))),
    ),
    source="elementary",
)
def masses_of_two_values(claim):
    sure = have(Implies(And(*MASSES), Equal(P(LAW, (value(x), x)), 1)), by=mass(value))
    first = have(
        Implies(And(*MASSES, Not(Equal(a, b))), Equal(P(LAW, (Equal(x, a), x)), p)),
        by=mass(lambda x: Equal(x, a)),
    )
    return have(claim, by=[sure, first])


def bounded(function, bound, masses, size):
    """A function that is bounded on the two values has a mean."""
    within = have(
        Implies(value(x), And(0 <= min_(abs_(function(x)), n), min_(abs_(function(x)), n) <= bound)), by=size
    )
    truncated = applied(
        "E_range",
        LAW,
        value,
        lambda x: min_(abs_(function(x)), n),
        0,
        bound,
        given=MASSES,
        by=[masses, within.forall(x)],
    )
    return exhibit(Integrable(LAW, function), witness=(bound,), by=truncated.forall(n))


def clipped(x):
    """The function, cut at m."""
    return min_(abs_(f(x)), m)


@theorem(
    "Functions of two values have means",
    Implies(And(*MASSES), Integrable(LAW, f)),
    uses=[masses_of_two_values],
    source="elementary",
)
def functions_of_two_values(claim, masses):
    found = bounded(f, abs_(f(a)) + abs_(f(b)), masses, [rewriting(x, a), rewriting(x, b)])
    truncated = bounded(clipped, m, masses, have(clipped(x) <= m, by=fact("nat", m))).at({m: n})
    return have(claim, by=found), under(claim.condition, truncated)


def first(x):
    """Whether it is the first value."""
    return ite(Equal(x, a), 1, 0)


@theorem(
    "The mean of a function of two values",
    Implies(And(*MASSES, Not(Equal(a, b))), Equal(E(LAW, f), p * f(a) + q * f(b))),
    uses=[masses_of_two_values, functions_of_two_values],
    source="elementary",
)
def mean_over_two_values(claim, masses, integrable):
    agree = have(
        Implies(value(x), Equal(f(x), (f(a) - f(b)) * first(x) + f(b) * 1)),
        given=[Not(Equal(a, b))],
        by=[rewriting(x, a), rewriting(x, b)],
    )
    same = applied(
        "E_same",
        LAW,
        value,
        f,
        lambda x: (f(a) - f(b)) * first(x) + f(b) * 1,
        given=[*MASSES, Not(Equal(a, b))],
        by=[masses, agree.forall(x)],
    )
    regular = have(Integrable(LAW, f), given=MASSES, by=integrable)
    parts = [integrable.at({f: first}), integrable.at({f: lambda x: 1})]
    linear = applied("E_linear", LAW, first, lambda x: 1, f(a) - f(b), f(b), given=MASSES, by=parts)
    one = applied("E_range", LAW, value, lambda x: 1, 1, 1, given=MASSES, by=masses)
    share = have(
        Implies(And(*MASSES, Not(Equal(a, b))), Equal(E(LAW, first), p)),
        by=[row("E_event", LAW, lambda x: Equal(x, a)), masses],
    )
    return have(claim, "The mean of the first value, and of the rest.", by=[same, linear, one, share]), under(
        claim.condition, regular
    )


# ---- two independent weights -----------------------------------------------------------------------


def mean_over_both(response, values, mean):
    """The mean of a response over two independent weights, from the means over one."""
    first, second, share, rest = (values[name] for name in (a, b, p, q))
    law = two_values(first, second, share, rest)

    def inner(u):
        return share * response(u, first) + rest * response(u, second)

    each = mean.at({**values, f: lambda v: response(u, v)})
    value = have(Equal(E(law, lambda v: response(u, v)), inner(u)), by=each)
    return [as_functions(value, u), mean.at({**values, f: inner})]


def means_over_both(response, values, regular):
    """That the means over one of the weights and over both exist."""
    law = two_values(*(values[name] for name in (a, b, p, q)))
    functions = (lambda v: response(u, v)), (lambda u: E(law, lambda v: response(u, v)))
    return [have(Integrable(law, g), by=regular.at({**values, f: g})) for g in functions]
