r"""Curves that consist of half-size copies of themselves: they exist if the copies meet.

Copy $w = 0, \dots, n$ fills the part $[w/(n + 1), (w + 1)/(n + 1)]$ of the time. Its coordinate $i$ is
$\frac12 (c(w)(i) + x)$ where $x$ is coordinate $r(w)(i)$ of the whole curve, reflected if $e(w)(i) \ne 0$.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    abs_,
    cases,
    exhibit,
    given,
    have,
    induct_on,
    known,
    naturals,
    pick,
    picked,
    reals,
    row,
    sequences,
    theorem,
    times,
)

from .index_pairs import index_beyond
from .readings import satisfied

i, j, k, l, m, n, w = naturals("i j k l m n w")
s, t, x, y = reals("s t x y")
a, z = sequences("a z")
OWN = "own computation"


# ---- numbers -----------------------------------------------------------------------------------------


def placed(n, x):
    """One of the parts 0, ..., n of [0, n + 1] contains x."""
    return Exists(w, And(w <= n, w <= x, x <= w + 1))


@theorem("Every number has a part", Implies(And(0 <= x, x <= n + 1), placed(n, x)), source="elementary")
def every_number_has_a_part(claim):
    part, inside = pick(given(placed(n, x)), "w")
    same = picked(given(placed(n, x)), part, by=exhibit(placed(n + 1, x), witness=(part,), by=inside))
    last = exhibit(Implies(And(n + 1 <= x, x <= n + 2), placed(n + 1, x)), witness=(n + 1,))
    every = induct_on(
        n,
        Implies(And(0 <= x, x <= n + 1), placed(n, x)),
        "It lies in an earlier part or in the last one.",
        base=exhibit(Implies(And(0 <= x, x <= 1), placed(0, x)), witness=(0,)),
        step=[have(Implies(placed(n, x), placed(n + 1, x)), by=same), last, cases(x <= n + 1)],
    )
    return have(claim, by=every.instance(n))


HALVED = And(Equal(z(0), 1), ForAll(k, [], Equal(z(k), 2 * z(k + 1))))


@theorem(
    "Halved again and again, a number becomes small",
    Implies(HALVED, And(0 < z(k), (k + 1) * z(k) <= 1)),
    source="elementary",
)
def halves(claim):
    step = [given(HALVED.parts[1]).instance(k), times(0 <= k, 0 < z(k))]
    every = induct_on(
        k,
        claim.conclusion,
        "Each half counts once more at most.",
        given=HALVED.parts,
        base=given(HALVED.parts[0]),
        step=step,
    )
    return have(claim, by=every.instance(k))


@theorem(
    "What is below all multiples of the halves",
    Implies(And(*HALVED.parts, ForAll(k, [], x <= y * z(k))), x <= 0),
    uses=[halves],
    source="elementary",
)
def below_all_halves(claim, halves):
    some = have(Exists(n, y / x <= n), by=known("archimedes", y / x))
    many, large = pick(some, "n")
    few = have(Implies(0 < x, y <= n * x), by=[large, times(0 < x, y / x <= n)])
    product = have(
        Implies(And(0 < x, y <= n * x, x <= y * z(n), 0 < z(n), (n + 1) * z(n) <= 1), x <= 0),
        by=[times(y <= n * x, 0 < z(n)), times(0 < x, (n + 1) * z(n) <= 1), times(0 < x, 0 < z(n))],
    )
    below = given(claim.condition.parts[2]).instance(n)
    found = have(x <= 0, given=claim.condition.parts, by=[few, product, halves.at({k: n}), below])
    return have(claim, "The halves fall faster than $1/k$.", by=picked(some, many, by=found))


SETTLING = ForAll(k, [], abs_(a(k + 1) - a(k)) <= z(k))


@theorem(
    "A sequence whose steps are halved converges",
    Implies(And(*HALVED.parts, SETTLING), Exists(x, ForAll(k, [], abs_(a(k) - x) <= 2 * z(k)))),
    uses=[index_beyond, halves],
    source="elementary",
)
def settling(claim, beyond, halves):
    later = induct_on(
        j,
        abs_(a(k + j) - a(k)) <= 2 * z(k) - 2 * z(k + j),
        given=[HALVED.parts[1], SETTLING],
        step=[given(HALVED.parts[1]).instance(k + j), given(SETTLING).instance(k + j)],
    )
    near = abs_(a(k) - a(l)) <= 2 * z(k) + 2 * z(l)
    positive = [halves, halves.at({k: l})]

    def further(high, low):
        behind = Exists(i, Equal(high, low + i))
        difference, order = pick(given(behind), "i")
        gap = later.at({k: low}).instance(difference)
        there = have(near, given=HALVED.parts, by=[order, gap, *positive])
        return have(Implies(behind, near), by=picked(given(behind), difference, by=there))

    order = [beyond.at({m: l}), beyond.at({m: k, k: l})]
    all_near = have(near, given=claim.condition.parts, by=[*order, further(k, l), further(l, k)])
    bounded = exhibit(
        Exists(x, ForAll(k, [], a(k) - 2 * z(k) <= x)),
        witness=(a(0) + 2,),
        by=have(a(k) - 2 * z(k) <= a(0) + 2, given=HALVED.parts, by=all_near.at({l: 0})).forall(k),
    )
    step = [given(HALVED.parts[1]).instance(k), given(SETTLING).instance(k)]
    rising = have(a(k) - 2 * z(k) <= a(k + 1) - 2 * z(k + 1), given=claim.condition.parts, by=step)
    top = satisfied(row("completeness", lambda k: a(k) - 2 * z(k)), by=[bounded, rising.forall(k)])
    limit, least = pick(top, "x")
    upper, lower = (have(part, by=least) for part in least.claim.args)
    below = have(
        Implies(ForAll(l, [], a(l) - 2 * z(l) <= a(k) + 2 * z(k)), x <= a(k) + 2 * z(k)),
        by=lower.instance(a(k) + 2 * z(k)),
    )
    under = have(a(l) - 2 * z(l) <= a(k) + 2 * z(k), given=claim.condition.parts, by=all_near)
    close = have(
        abs_(a(k) - x) <= 2 * z(k),
        given=claim.condition.parts,
        by=[upper.instance(k), satisfied(below, by=under.forall(l))],
    )
    found = exhibit(
        claim.conclusion, "The least upper bound of $a_k - 2 z_k$.", witness=(limit,), by=close.forall(k)
    )
    return have(claim, by=picked(top, limit, by=found))
