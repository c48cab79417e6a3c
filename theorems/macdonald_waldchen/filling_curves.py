r"""Curves that fill cubes, as the family of networks uses them.

For each $m$ let $h_m\colon [0, 1] \to [0, 1]^m$ be continuous and onto. The parameters of a network of depth
$K$ on $\mathbb R^d$, $K d(d + 1)$ numbers between $-K$ and $K$, are read off the point $-K + 2K h_m(s)$ with
$m = K d(d + 1)$, in whatever order. So every network with such parameters stands at some $s$.

Source: Macdonald and Wäldchen 2021, Example for the third restriction, the idea; details: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    abs_,
    clip,
    dist,
    exhibit,
    functions,
    given,
    have,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    sequences,
    sign,
    theorem,
    times,
)

from .finite_sums import indices
from .index_pairs import N, index_of_pair, q
from .index_pairs import d as rows
from .index_pairs import i as place
from .readings import satisfied
from .rows_of_indices import rows_and_places

SEQ = ("fun", "N", "R")
e, r, s, t = reals("e r s t")
d, i, j, l, m, n, K = naturals("d i j l m n K")
x = sequences("x")
h = functions("h", "N", ("fun", "R", SEQ))
a, v = functions("a v", "N", ("fun", "N", SEQ))
c = functions("c", "N", ("fun", "N", ("fun", "N", "N")))
layer_of, row_of, column_of = functions("lambda iota kappa", "N", "N")
place_in, row_in, place_out, row_out = functions("I Q I' Q'", "N", "N")
PAPER = "Macdonald and Wäldchen 2021, Example for the third restriction"
OWN = "own computation"


# ---- the curves ------------------------------------------------------------------------------------


def unit(m, x):
    """The coordinates 1, .., m lie between 0 and 1."""
    return ForAll(j, indices(j, m), And(0 <= x(j), x(j) <= 1))


INSIDE = ForAll((m, s), [0 <= s, s <= 1], unit(m, h(m)(s)))
HIT = ForAll(j, indices(j, m), Equal(h(m)(s)(j), x(j)))
ONTO = ForAll((m, x), [1 <= m, unit(m, x)], Exists(s, And(0 <= s, s <= 1, HIT)))
NEAR = ForAll(t, [0 <= t, t <= 1, abs_(t - s) <= r], dist(m, h(m)(s), h(m)(t)) <= e)
CONTINUOUS = ForAll((m, s, e), [1 <= m, 0 <= s, s <= 1, 0 < e], Exists(r, And(0 < r, NEAR)))
FILLING = And(INSIDE, ONTO, CONTINUOUS)


# ---- tables of parameters in a row -----------------------------------------------------------------


def entries(*bound):
    """Row i and column j of a layer; column 0 is the bias. With a bound, of a layer below it."""
    return [*(l + 1 <= k for k in bound), *indices(i, d), j <= d]


def count(K):
    """How many parameters a network of depth K has."""
    return K * (d * (d + 1))


index = c(l)(i)(j)
READ = ((layer_of, l), (row_of, i), (column_of, j))
PLACE = And(
    1 <= index,
    Implies(l + 1 <= K, index <= count(K)),
    *(Equal(read(index), k) for read, k in READ),
)
ENUMERATED = ForAll((l, i, j, K), entries(), PLACE)


@theorem(
    "The parameters of networks can be put in a row",
    ForAll(d, [], Exists((c, layer_of, row_of, column_of), ENUMERATED)),
    uses=[rows_and_places, index_of_pair],
    source=OWN,
)
def parameters_in_a_row(claim, both, ranged):
    inner, outer = (both.instance(size) for size in (d, d * (d + 1)))
    *names_in, inside = pick(inner, "I Q")
    *names_out, outside = pick(outer, "I' Q'")
    first = j * d + i
    least = ranged.at({rows: d + 1, place: i, q: j, N: d})
    known = [
        least,
        inside.instance(j, i),
        outside.instance(l, first),
        ranged.at({rows: K, place: first, q: l, N: d * (d + 1)}),
    ]
    whole = l * (d * (d + 1)) + first
    ranges = And(*entries())
    placed = have(
        Implies(ranges, And(Equal(place_out(whole), first), Equal(row_out(whole), l), 1 <= whole)),
        by=[known[0], known[2], times(0 <= l, 0 <= d * (d + 1)), times(0 <= d, 0 <= d)],
    )
    back = have(
        Implies(ranges, And(Equal(place_in(place_out(whole)), i), Equal(row_in(place_out(whole)), j))),
        by=[placed, known[1], rewriting(place_out(whole), first)],
    )
    bounded = have(Implies(And(*entries(K)), whole <= count(K)), by=[known[0], known[3]])
    found = exhibit(
        claim.body,
        "Layer by layer, in a layer column by column.",
        witness=(
            lambda l: lambda i: lambda j: l * (d * (d + 1)) + (j * d + i),
            row_out,
            lambda n: place_in(place_out(n)),
            lambda n: row_in(place_out(n)),
        ),
        by=[placed.forall(l, i, j, K), back.forall(l, i, j, K), bounded.forall(l, i, j, K)],
    )
    end = picked(inner, *names_in, by=picked(outer, *names_out, by=found))
    return have(claim, by=end.forall(d))


# ---- every table of parameters is met -------------------------------------------------------------------


def met(s, table, K=K):
    """At s the curve shows the table of numbers."""
    return ForAll((l, i, j), entries(K), Equal(h(count(K))(s)(index), table(l)(i)(j)))


TABLE = ForAll((l, i, j), entries(K), And(0 <= a(l)(i)(j), a(l)(i)(j) <= 1))


@theorem(
    "A filling curve meets every table of numbers",
    Implies(And(ONTO, ENUMERATED, 1 <= d, 1 <= K, TABLE), Exists(s, And(0 <= s, s <= 1, met(s, a)))),
    source=OWN,
)
def table_met(claim):
    def point(n):
        return clip(a(layer_of(n))(row_of(n))(column_of(n)), 0, 1)

    many = have(
        1 <= count(K), given=[1 <= d, 1 <= K], by=[times(1 <= K, 1 <= d * (d + 1)), times(1 <= d, 1 <= d)]
    )
    cube = have(unit(count(K), point))
    there = satisfied(given(ONTO).instance(count(K), point), by=[many, cube])
    *names, hit = pick(there, "s")
    shown = have(hit.claim.args[2], by=hit).instance(index)
    placed = have(PLACE, given=entries(), by=given(ENUMERATED).instance(l, i, j, K))
    values = have(
        Equal(point(index), a(l)(i)(j)),
        given=entries(K),
        by=[
            placed,
            given(TABLE).instance(l, i, j),
            rewriting(layer_of(index), l),
            rewriting(row_of(index), i),
            rewriting(column_of(index), j),
        ],
    )
    same = have(
        Implies(And(*entries(K)), Equal(h(count(K))(s)(index), a(l)(i)(j))), by=[placed, shown, values]
    )
    found = exhibit(claim.conclusion, witness=(s,), by=[hit, same.forall(l, i, j)])
    return have(claim, "The point of the cube with these coordinates.", by=picked(there, *names, by=found))


# ---- every box of parameters is filled -------------------------------------------------------------


def parameters(K, s):
    """The table of parameters that the curve shows at s: -K + 2K h(s)."""
    return lambda l: lambda i: lambda j: -K + 2 * K * h(count(K))(s)(c(l)(i)(j))


def boxed(v, K):
    """The parameters of the first K layers lie between -K and K."""
    return ForAll((l, i, j), entries(K), And(-K <= v(l)(i)(j), v(l)(i)(j) <= K))


def shown(K, s, v):
    """The curve shows the parameters v at s."""
    return ForAll((l, i, j), entries(K), Equal(parameters(K, s)(l)(i)(j), v(l)(i)(j)))


@theorem(
    "A filling curve meets all parameters of a box",
    Implies(
        And(ONTO, ENUMERATED, 1 <= d, 1 <= K, boxed(v, K)), Exists(s, And(0 <= s, s <= 1, shown(K, s, v)))
    ),
    uses=[table_met],
    source=OWN,
)
def parameters_met(claim, meets):
    def scaled(l):
        return lambda i: lambda j: (v(l)(i)(j) + K) / (2 * K)

    value = (e + K) / (2 * K)
    inside = have(
        Implies(And(1 <= K, -K <= e, e <= K), And(0 <= value, value <= 1, Equal(-K + 2 * K * value, e))),
        by=[sign(1 / K), times(0 < 1 / K, 0 <= e + K), times(0 < 1 / K, e <= K)],
    )
    conditions = claim.condition.parts
    inside = inside.at({e: v(l)(i)(j)})
    small = have(
        And(inside.claim.args[1]),
        given=[1 <= K, *entries(K)],
        by=[inside, given(boxed(v, K)).instance(l, i, j)],
    )
    there = satisfied(meets.at({a: scaled}), given=conditions, by=small.forall(l, i, j))
    *names, hit = pick(there, "s")
    same = have(
        Implies(And(*entries(K)), Equal(parameters(K, s)(l)(i)(j), v(l)(i)(j))),
        given=[1 <= K],
        by=[small, have(hit.claim.args[2], by=hit).instance(l, i, j)],
    )
    found = exhibit(claim.conclusion, witness=(s,), by=[hit, same.forall(l, i, j)])
    return have(claim, "Halve, and shift the box to the cube.", by=picked(there, *names, by=found))
