r"""Sums $S_n$ of independent random signs: one more sign, point masses, and the probability to be back at 0.

With $q_n(y) = \mathbb P(S_n = y)$: $q_{n+1}(y) = \frac12(q_n(y - 1) + q_n(y + 1))$ and
$y\, q_{n+1}(y) = \frac{n + 1}{2} (q_n(y - 1) - q_n(y + 1))$, hence $q_{2j}(0) = p_j$, the
central binomial weight.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    P,
    abs_,
    as_functions,
    borel,
    events,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    row,
    sign,
    theorem,
)

from .independent_sums import M, bounded, empty_sum, f, integrable, mu, one_more_weight, walk
from .two_values import functions_of_two_values, mean_over_two_values, p, q, two_values
from .uniform_angle import applied
from .wallis import central_weights, weight

OWN = "own computation"
i, j, k, n = naturals("i j k n")
height = naturals("t")
a, b, u, v, w, x, y = reals("a b u v w x y")
g = borel("g")
A = events("A")


HALF = Rational(1, 2)
SIGNS = {a: -1, b: 1, p: HALF, q: HALF}
S = two_values(-1, 1, HALF, HALF)


@theorem(
    "The mean over a sign",
    Equal(E(S, f), (f(-1) + f(1)) / 2),
    uses=[mean_over_two_values, functions_of_two_values],
    source="elementary",
)
def mean_over_a_sign(claim, mean, regular):
    return have(claim, by=mean.at(SIGNS)), have(Integrable(S, f), by=regular.at(SIGNS))


@theorem(
    "One more sign",
    Implies(
        bounded(f),
        Equal(E(walk(n + 1, S), f), E(walk(n, S), lambda x: (f(x - 1) + f(x + 1)) / 2)),
    ),
    uses=[one_more_weight, mean_over_a_sign],
    source="elementary",
)
def one_more_sign(claim, more, mean):
    held = given(claim.condition)
    inner = mean.at({f: lambda w: f(x + w)})
    shown = have(claim, by=[more.at({mu: S}), as_functions(inner, x)])
    here, left, right = (held.instance(y) for y in (x, x - 1, x + 1))
    size = have(abs_((f(x - 1) + f(x + 1)) / 2) <= M, by=[left, right])
    return (
        shown,
        integrable(walk(n + 1, S), f, x, here),
        integrable(walk(n, S), lambda x: (f(x - 1) + f(x + 1)) / 2, x, size),
    )


def indicator(event):
    """1 in the event, else 0."""
    return lambda x: ite(event(x), 1, 0)


@theorem(
    "Probabilities of one more sign",
    And(
        Equal(P(walk(0, S), A), indicator(A)(0)),
        Equal(
            P(walk(n + 1, S), A),
            (P(walk(n, S), lambda x: A(x - 1)) + P(walk(n, S), lambda x: A(x + 1))) / 2,
        ),
    ),
    uses=[empty_sum, one_more_sign],
    source="elementary",
)
def probabilities(claim, empty, more):
    one = have(abs_(indicator(A)(x)) <= 1).forall(x)
    start = have(
        claim.parts[0],
        by=[empty.at({mu: S, f: indicator(A), M: 1}), one, row("E_event", walk(0, S), A)],
    )
    sides = [lambda x: A(x - 1), lambda x: A(x + 1)]
    masses = [row("E_event", walk(n + 1, S), A), *(row("E_event", walk(n, S), side) for side in sides)]
    means = [
        integrable(walk(n, S), indicator(side), x, have(abs_(indicator(side)(x)) <= 1), 1) for side in sides
    ]
    linear = applied("E_linear", walk(n, S), *(indicator(side) for side in sides), HALF, HALF, by=means)
    step = have(claim.parts[1], by=[more.at({f: indicator(A), M: 1}), one, linear, *masses])
    return have(claim, by=[start, step])


def weighted(n, y):
    """The point mass times the point, in terms of one sign less."""
    return Equal(y * mass(n + 1, y), (n + 1) * (mass(n, y - 1) - mass(n, y + 1)) / 2)


def mass(n, y):
    """The probability that the sum of n signs is y."""
    return P(walk(n, S), lambda x: Equal(x, y))


@theorem(
    "Point masses of a sum of signs",
    And(
        Equal(mass(0, y), ite(Equal(y, 0), 1, 0)),
        Equal(mass(n + 1, y), (mass(n, y - 1) + mass(n, y + 1)) / 2),
        weighted(n, y),
    ),
    uses=[probabilities],
    source=OWN,
)
def point_masses(claim, probabilities):
    start, step, _ = claim.parts
    here = probabilities.at({A: lambda x: Equal(x, y)})
    first = have(start, by=here)
    second = have(step, by=here)
    ends = [first.at({y: y + 1}), first.at({y: y - 1}), second.at({n: 0})]
    cases = [rewriting(mass(1, y), (mass(0, y - 1) + mass(0, y + 1)) / 2), rewriting(y, 1), rewriting(y, -1)]
    base = have(weighted(0, y), by=[*ends, *cases])
    left, right, last = (a + b) / 2, (b + w) / 2, (a + 2 * b + w) / 4
    algebra = have(
        Implies(
            And(
                Equal(u, left),
                Equal(v, right),
                Equal(x, (u + v) / 2),
                Equal((y - 1) * u, (n + 1) * (a - b) / 2),
                Equal((y + 1) * v, (n + 1) * (b - w) / 2),
            ),
            Equal(y * x, (n + 2) * (u - v) / 2),
        ),
        by=[rewriting(x, last), rewriting(u, left), rewriting(v, right)],
    )
    used = algebra.at(
        {
            a: mass(n, y - 2),
            b: mass(n, y),
            w: mass(n, y + 2),
            u: mass(n + 1, y - 1),
            v: mass(n + 1, y + 1),
            x: mass(n + 2, y),
        }
    )
    every = ForAll(y, [], weighted(n, y))
    sides = [second.at({y: y - 1}), second.at({y: y + 1}), second.at({n: n + 1})]
    assumed = [given(every).instance(y - 1), given(every).instance(y + 1)]
    onward = have(weighted(n + 1, y), given=[every], by=[used, *sides, *assumed])
    third = induct_on(
        n,
        every,
        "In the mean over one more sign the weights $y$ are $(y - 1) + 1$ and $(y + 1) - 1$.",
        base=base.forall(y),
        step=onward.forall(y),
    )
    return have(claim, by=[first, second, third.instance(n, y)])


@theorem(
    "Return of a sum of signs",
    And(Equal(mass(2 * j, 0), weight(j)), Equal(mass(2 * j + 1, 0), 0)),
    uses=[point_masses, central_weights],
    source=OWN,
)
def return_to_zero(claim, masses, weights):
    back = have(
        Implies(
            And(Equal(u, (b + w) / 2), Equal(u, (n + 1) * (b - w) / 2)),
            Equal((n + 2) * u, (n + 1) * b),
        ),
        by=rewriting(w, 2 * u - b),
    )
    sides = [
        back.at({u: mass(n + 1, y), b: mass(n, 0), w: mass(n, 2 * y)}).at({y: value}) for value in (1, -1)
    ]
    around = [masses.at({y: 1}), masses.at({y: -1}), masses.at({n: n + 1, y: 0})]
    half = have(
        Implies(
            And(Equal(x, (u + v) / 2), Equal((n + 2) * u, a), Equal((n + 2) * v, a)), Equal((n + 2) * x, a)
        ),
        by=rewriting(x, (u + v) / 2),
    ).at({x: mass(n + 2, 0), u: mass(n + 1, -1), v: mass(n + 1, 1), a: (n + 1) * mass(n, 0)})
    step = have(Equal((n + 2) * mass(n + 2, 0), (n + 1) * mass(n, 0)), by=[*sides, *around, half])
    cancelled = have(Implies(Equal((2 * j + 2) * u, (2 * j + 2) * v), Equal(u, v)), by=sign(u - v))
    multiple = have(Implies(Equal(u, v), Equal((2 * j + 1) * u, (2 * j + 1) * v)), by=rewriting(u, v))
    even = induct_on(
        j,
        claim.parts[0],
        base=[masses.at({y: 0}), weights.at({j: 0})],
        step=[
            step.at({n: 2 * j}),
            weights,
            multiple.at({u: mass(2 * j, 0), v: weight(j)}),
            cancelled.at({u: mass(2 * j + 2, 0), v: weight(j + 1)}),
        ],
    )
    none = have(Implies(And(Equal((2 * j + 3) * u, (2 * j + 2) * v), Equal(v, 0)), Equal(u, 0)), by=sign(u))
    odd = induct_on(
        j,
        claim.parts[1],
        base=[masses.at({n: 0, y: 0}), masses.at({y: 1}), masses.at({y: -1})],
        step=[step.at({n: 2 * j + 1}), none.at({u: mass(2 * j + 3, 0), v: mass(2 * j + 1, 0)})],
    )
    return have(claim, by=[even.instance(j), odd.instance(j)])


# ---- the values ------------------------------------------------------------------------------------


def whole(x):
    """The number is whole."""
    return Exists(i, Exists(k, Equal(x, i - k)))


def possible(n):
    """A value that a sum of n signs can have: a whole number of size at most n."""
    return lambda x: And(whole(x), -n <= x, x <= n)


@theorem(
    "Whole numbers",
    And(
        whole(0),
        Implies(whole(x), And(whole(x - 1), whole(x + 1))),
        Implies(And(whole(x), -1 < x, x < 1), Equal(x, 0)),
    ),
    source="elementary",
)
def whole_numbers(claim):
    zero = exhibit(whole(0), witness=(0, 0))
    some = given(whole(x))
    *names, equal = pick(some, "i k")
    left = exhibit(whole(x - 1), witness=(i, k + 1), by=equal)
    right = exhibit(whole(x + 1), witness=(i + 1, k), by=equal)
    inside = [-1 < x, x < 1]
    none = have(Equal(x, 0), given=inside, by=[equal, fact("nat_step", i, k), fact("nat_step", k, i)])
    left, right, none = (picked(some, *names, by=lemma) for lemma in (left, right, none))
    sides = [have(part, by=by) for part, by in zip(claim.parts[1:], ([left, right], none), strict=True)]
    return have(claim, by=[zero, *sides])


def always(claim, event, probabilities, neighbours):
    """The sum of n signs is in the n-th event: 0 is in the first, and neighbours are in the next one."""
    start = have(Equal(P(walk(0, S), event(0)), 1), by=[probabilities.at({A: event(0)}), neighbours])
    here, next_ = event(n), event(n + 1)
    sides = [lambda x: next_(x - 1), lambda x: next_(x + 1)]
    onward = []
    for side in sides:
        wider = have(Implies(here(x), side(x)), by=neighbours)
        onward.append(applied("prob_mono", walk(n, S), here, side, by=wider.forall(x)))
        onward.append(row("prob_range", walk(n, S), side))
    every = induct_on(n, claim, base=start, step=[probabilities.at({A: next_}), *onward])
    return have(claim, by=every.instance(n))


@theorem(
    "Values of a sum of signs",
    Equal(P(walk(n, S), possible(n)), 1),
    uses=[probabilities, whole_numbers],
    source="elementary",
)
def values_of_a_sum(claim, probabilities, numbers):
    return always(claim, possible, probabilities, numbers)
