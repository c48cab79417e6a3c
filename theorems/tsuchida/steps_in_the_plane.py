r"""Two independent sums $X$, $Y$ of $n$ signs: $k_n = \mathbb E\, (X + Y)_+ (X - Y)_+$ with one sign more.

One more sign in both adds $2 \sum_{a \ge 1} a\, q_n(a)^2$, with the point masses $q_n$.

Source: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    Exists,
    Implies,
    abs_,
    as_functions,
    cases,
    exhibit,
    fact,
    given,
    have,
    ite,
    min_,
    naturals,
    pick,
    picked,
    reals,
    relu,
    rewriting,
    row,
    theorem,
    times,
)

from .independent_sums import M, f, integrable, integrable_on, mean_is_bounded, mean_is_bounded_on, walk
from .parity_of_sums import at, lattice, parity_of_a_sum, squares, symmetric_masses
from .sums_of_signs import HALF, OWN, S, i, k, mass, n, one_more_sign, u, v, x, y
from .uniform_angle import applied
from .walks_in_the_plane import bounds_of_the_mass, mean_of_the_mass, weighted_mass

j, l = naturals("j l")
d, e, p, q, s, t = reals("d e p q s t")


def even(s):
    """The number is even."""
    return Exists(i, Exists(k, Equal(s, 2 * (i - k))))


@theorem(
    "Sums and differences in the lattice",
    Implies(
        And(lattice(n)(x), lattice(n)(y)),
        And(even(x + y), even(x - y), -n <= x, x <= n, -n <= y, y <= n),
    ),
    source="elementary",
)
def sums_in_the_lattice(claim):
    first, second = (given(lattice(n)(point)) for point in (x, y))
    *names, equal = pick(first, "i k")
    *others, same = pick(second, "j l")
    here = [equal, same]
    together = exhibit(even(x + y), witness=(i, l), by=here)
    apart = exhibit(even(x - y), witness=(i, j), by=here)
    sides = have(And(-n <= x, x <= n, -n <= y, y <= n), by=here)
    found = [picked(first, *names, by=picked(second, *others, by=part)) for part in (together, apart, sides)]
    return have(claim, by=found)


@theorem(
    "Rectified neighbours of an even number",
    Implies(even(s), Equal(relu(s + 2) + relu(s - 2), 2 * relu(s) + 2 * ite(Equal(s, 0), 1, 0))),
    source="elementary",
)
def neighbours_of_even(claim):
    some = given(even(s))
    *names, equal = pick(some, "i k")
    value = have(claim.conclusion, by=[equal, fact("nat_step", i, k), fact("nat_step", k, i)])
    return have(claim, by=picked(some, *names, by=value))


def wedge(x, y):
    """(x + y)_+ (x - y)_+."""
    return relu(x + y) * relu(x - y)


def cut(x, y):
    """The same, with factors that are cut at 2n + 2."""
    return min_(relu(x + y), 2 * n + 2) * min_(relu(x - y), 2 * n + 2)


def around(x, y):
    """The mean over one more sign in both."""
    return (cut(x - 1, y - 1) + cut(x - 1, y + 1) + cut(x + 1, y - 1) + cut(x + 1, y + 1)) / 4


def diagonals(x):
    """1 on each of the two diagonals through x."""
    return lambda y: at(-x)(y) + at(x)(y)


@theorem(
    "One more sign in both sums, at a point",
    Implies(
        And(lattice(n)(x), lattice(n)(y)),
        Equal(around(x, y), wedge(x, y) + relu(x) * diagonals(x)(y)),
    ),
    uses=[sums_in_the_lattice, neighbours_of_even],
    source=OWN,
)
def step_at_a_point(claim, lattices, neighbours):
    algebra = have(
        Implies(
            And(Equal(p + q, 2 * u + 2 * d), Equal(s + t, 2 * v + 2 * e)),
            Equal((q * v + u * t + u * s + p * v) / 4, u * v + (v * d + u * e) / 2),
        ),
        by=[rewriting(p, 2 * u + 2 * d - q), rewriting(s, 2 * v + 2 * e - t)],
    )
    zero = [ite(Equal(x + y, 0), 1, 0), ite(Equal(x - y, 0), 1, 0)]
    used = algebra.at(
        {
            u: relu(x + y),
            p: relu(x + y + 2),
            q: relu(x + y - 2),
            d: zero[0],
            v: relu(x - y),
            s: relu(x - y + 2),
            t: relu(x - y - 2),
            e: zero[1],
        }
    )
    double = have(Equal(relu(2 * x), 2 * relu(x)))
    ends = [
        have(
            Equal(relu(x + side * y) * ite(Equal(x - side * y, 0), 1, 0), 2 * relu(x) * at(side * x)(y)),
            by=[cases(Equal(y, side * x)), rewriting(y, side * x), double],
        )
        for side in (1, -1)
    ]
    steps = [neighbours.at({s: x + y}), neighbours.at({s: x - y}), lattices]
    high = 2 * n + 2
    free = [
        have(Implies(And(lattice(n)(x), lattice(n)(y)), Equal(min_(relu(c), high), relu(c))), by=lattices)
        for c in (x + y, x + y + 2, x + y - 2, x - y, x - y + 2, x - y - 2)
    ]
    cuts = [rewriting(lemma.claim.args[1].args[0], lemma.claim.args[1].args[1]) for lemma in free]
    return have(claim, by=[used, *ends, *steps, *free, *cuts])


# ---- means over both sums --------------------------------------------------------------------------


def over(n, function):
    """The mean over the second sum."""
    return lambda x: E(walk(n, S), lambda y: function(x, y))


def plane(n):
    """The mean of the wedge over two independent sums of n signs."""
    return E(walk(n, S), over(n, wedge))


TOP = (2 * n + 2) ** 2


def halves(x, y):
    """The mean over one more sign in the second sum."""
    return (cut(x, y - 1) + cut(x, y + 1)) / 2


def step_of_the_cut(more):
    """One more sign in both sums, where the factors are cut."""
    high = 2 * n + 2
    factor = have(And(0 <= min_(relu(s), high), min_(relu(s), high) <= high))
    product = have(
        Implies(And(0 <= u, u <= p, 0 <= v, v <= p), abs_(u * v) <= p**2),
        by=[times(0 <= u, 0 <= v), times(0 <= u, v <= p), times(u <= p, 0 <= v), times(u <= p, v <= p)],
    )
    size = have(
        abs_(cut(x, y)) <= TOP,
        by=[
            product.at({u: min_(relu(x + y), high), v: min_(relu(x - y), high), p: high}),
            factor.at({s: x + y}),
            factor.at({s: x - y}),
        ],
    )
    first = more.at({f: lambda y: cut(x, y), M: TOP})
    half = have(abs_(halves(x, y)) <= TOP, by=[size.at({y: y - 1}), size.at({y: y + 1})])
    mean = mean_is_bounded(walk(n, S), lambda y: halves(x, y), y, half, TOP)
    second = more.at({f: over(n, halves), M: TOP})
    inner = have(Equal(over(n + 1, cut)(x), over(n, halves)(x)), by=[first, size.forall(y)])
    sides = [lambda y: halves(x - 1, y), lambda y: halves(x + 1, y)]
    regular = [
        integrable(walk(n, S), side, y, half.at({x: point}), TOP)
        for side, point in zip(sides, (x - 1, x + 1), strict=True)
    ]
    linear = applied("E_linear", walk(n, S), *sides, HALF, HALF, by=regular)
    outer = have(Equal((over(n, halves)(x - 1) + over(n, halves)(x + 1)) / 2, over(n, around)(x)), by=linear)
    return have(
        Equal(E(walk(n + 1, S), over(n + 1, cut)), E(walk(n, S), over(n, around))),
        by=[as_functions(inner, x), second, mean.forall(x), as_functions(outer, x)],
    )


def wedge_exists(parity):
    """The means over one sum and over both exist."""
    law, event = walk(n, S), lattice(n)
    reach = (abs_(x) + n) ** 2
    product = have(
        Implies(And(u <= p, v <= p, 0 <= p), And(0 <= relu(u) * relu(v), relu(u) * relu(v) <= p**2)),
        by=[
            times(0 <= relu(u), 0 <= relu(v)),
            times(0 <= relu(u), relu(v) <= p),
            times(relu(u) <= p, 0 <= p),
        ],
    )
    here = product.at({u: x + y, v: x - y, p: abs_(x) + n})
    small = have(Implies(event(y), abs_(wedge(x, y)) <= reach), by=[here, in_the_lattice()])
    inner = integrable_on(law, event, lambda y: wedge(x, y), y, reach, parity, small)
    mean = mean_is_bounded_on(law, event, lambda y: wedge(x, y), y, reach, parity, small)
    bound = have(
        Implies(And(0 <= u, u <= n), (u + n) ** 2 <= 4 * n**2),
        by=[times(0 <= u, u <= n), times(u <= n, n >= 0), times(u <= n, u <= n)],
    )
    sizes = [in_the_lattice().at({y: x}), bound.at({u: abs_(x)})]
    square_ = have(Implies(event(x), reach <= 4 * n**2), by=sizes)
    outer = integrable_on(law, event, over(n, wedge), x, 4 * n**2, parity, [mean, square_])
    return inner, outer


def in_the_lattice():
    """The lattice has size n."""
    some = given(lattice(n)(y))
    *names, equal = pick(some, "i k")
    inside = And(-n <= y, y <= n)
    return have(Implies(some.claim, inside), by=picked(some, *names, by=have(inside, by=equal)))


@theorem(
    "One more sign in both sums",
    Equal(plane(n + 1), plane(n) + 2 * squares(n, n)),
    uses=[
        one_more_sign,
        step_at_a_point,
        parity_of_a_sum,
        symmetric_masses,
        mean_of_the_mass,
    ],
    source=OWN,
)
def step_in_the_plane(claim, more, point, parity, symmetric, mass_):
    inner, outer = wedge_exists(parity)
    law, event = walk(n, S), lattice(n)
    pair = [lambda y: around(x, y), lambda y: wedge(x, y) + relu(x) * diagonals(x)(y)]
    here = have(Implies(event(y), point.claim.args[1]), given=[event(x)], by=point)
    at_point = applied("E_same", law, event, *pair, given=[event(x)], by=[parity, here.forall(y)])
    bounded = [integrable(law, at(c), y, have(abs_(at(c)(y)) <= 1), 1) for c in (-x, x)]
    both = integrable(law, diagonals(x), y, have(abs_(diagonals(x)(y)) <= 2), 2)
    sums = applied("E_linear", law, at(-x), at(x), 1, 1, by=bounded)
    linear = applied("E_linear", law, lambda y: wedge(x, y), diagonals(x), 1, relu(x), by=[inner, both])
    events = [row("E_event", law, lambda y, c=c: Equal(y, c)) for c in (-x, x)]
    twice = have(Implies(Equal(u, 2 * v), Equal(relu(x) * u, 2 * (relu(x) * v))), by=rewriting(u, 2 * v))
    value = have(
        Implies(event(x), Equal(over(n, around)(x), over(n, wedge)(x) + 2 * weighted_mass(x))),
        by=[
            at_point,
            sums,
            linear,
            *events,
            symmetric.at({y: x}),
            twice.at({u: E(law, diagonals(x)), v: mass(n, x)}),
        ],
    )
    pair = [over(n, around), lambda x: over(n, wedge)(x) + 2 * weighted_mass(x)]
    averaged = applied("E_same", law, event, *pair, by=[parity, value.forall(x)])
    reach = [*bounds_of_the_mass(), in_the_lattice().at({y: x})]
    small = have(Implies(event(x), abs_(weighted_mass(x)) <= n), by=reach)
    masses = integrable_on(law, event, weighted_mass, x, n, parity, small)
    whole = applied("E_linear", law, over(n, wedge), weighted_mass, 1, 2, by=[outer, masses])
    shown = have(claim, by=[*uncut(parity), step_of_the_cut(more), averaged, whole, mass_])
    return shown, inner, outer, inner.at({n: n + 1}), outer.at({n: n + 1})


def uncut(parity):
    """Nothing is cut at sums of n + 1 signs."""
    law, event = walk(n + 1, S), lattice(n + 1)
    inside = in_the_lattice().at({n: n + 1})
    equal = Equal(cut(x, y), wedge(x, y))
    free = have(Implies(And(event(x), event(y)), equal), by=[inside, inside.at({y: x})])
    here = have(Implies(event(y), equal), given=[event(x)], by=free)
    pair = [lambda y: cut(x, y), lambda y: wedge(x, y)]
    one = applied("E_same", law, event, *pair, given=[event(x)], by=[parity.at({n: n + 1}), here.forall(y)])
    inner = have(Implies(event(x), one.claim), by=one)
    both = [over(n + 1, cut), over(n + 1, wedge)]
    return [applied("E_same", law, event, *both, by=[parity.at({n: n + 1}), inner.forall(x)])]
