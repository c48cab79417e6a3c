r"""Layers that change one coordinate of a point by the help of another.

A law is *reached* if some member of the family is its image under a map. On points whose coordinates are not
negative, a layer keeps all coordinates but one and replaces this one, $z_r$, by
$\operatorname{ReLU}(a z_r + b z_s + c)$. Three such layers replace it by
$\min(\max(z_r, a z_s + b), c)$.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    LayerMap,
    Not,
    Sum,
    borel,
    cases,
    chain,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    laws,
    max_,
    min_,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    relu,
    sequences,
    theorem,
)

from .finite_sums import indices
from .readings import satisfied

SEQUENCE = ("fun", "N", "R")
a, b, c, x, y, v = reals("a b c x y v")
d, i, j, m, n, r, s = naturals("d i j m n r s")
u, z, theta, other = sequences("u z theta theta'")
mu = laws("mu", SEQUENCE)
f, g, h = borel("f g h", SEQUENCE, SEQUENCE)
Omega = functions("Omega", SEQUENCE, "B")
p = functions("p", SEQUENCE, ("law", SEQUENCE))
FAMILY = ((theta,), [Omega(theta)], p(theta))
OWN = "own computation"


# ---- sums with two terms ---------------------------------------------------------------------------


def vanishing(*kept):
    """All terms but these are 0."""
    return ForAll(j, [*indices(j, n), *(Not(Equal(j, k)) for k in kept)], Equal(u(j), 0))


def summed(claim, *kept):
    """The sum of these terms, number by number."""
    rest = vanishing(*kept)
    return have(
        claim,
        by=induct_on(
            m,
            Implies(m <= n, Equal(Sum(1, m, u), sum(ite(k <= m, u(k), 0) for k in kept))),
            "All other terms vanish.",
            given=[rest, *(1 <= k for k in kept), *(Not(Equal(k, t)) for k in kept[1:] for t in kept[:1])],
            base=[fact("sum_empty", 1, 0, u)],
            step=[
                fact("sum_last", 1, m, u),
                given(rest).instance(m + 1),
                *(fact("nat_step", m, k) for k in kept),
                *(cases(Equal(k, m + 1)) for k in kept),
            ],
        ).instance(n),
    )


@theorem(
    "A sum with one term",
    Implies(And(vanishing(r), *indices(r, n)), Equal(Sum(1, n, u), u(r))),
    source="elementary",
)
def sum_of_one(claim):
    return summed(claim, r)


@theorem(
    "A sum with two terms",
    Implies(
        And(vanishing(r, s), *indices(r, n), *indices(s, n), Not(Equal(s, r))),
        Equal(Sum(1, n, u), u(r) + u(s)),
    ),
    source="elementary",
)
def sum_of_two(claim):
    return summed(claim, r, s)


def conjuncts(lemma):
    """What a lemma says, part by part."""
    return tuple(have(part, by=lemma) for part in lemma.claim.args)


# ---- reached laws ----------------------------------------------------------------------------------


def reached(f):
    """The image of the law under the map is a member of the family."""
    return Exists(other, And(Omega(other), Equal(p(other), mu.push(f))))


def within_orthant(f):
    """The coordinates of f(z) are not negative."""
    return ForAll((z, i), indices(i, d), AtMost(0, f(z)(i)))


def kept_but(r, f, g):
    """All coordinates but z_r are those of f(z)."""
    return ForAll((z, i), [*indices(i, d), Not(Equal(i, r))], Equal(g(z)(i), f(z)(i)))


W = sequences("W", result=SEQUENCE)
w = sequences("w")


def layered(W, w, f):
    """The map f with a layer behind it."""
    layer = LayerMap(W, w, d).term()
    return lambda z: layer(f(z).term())


def image_map(reach):
    """The map whose image of the law is said to be reached."""
    return reach.claim.args[0].args[0].args[1].args[1].args[0]


@theorem(
    "A layer behind a reached law",
    Implies(And(Invariant(FAMILY, d), reached(f)), reached(layered(W, w, f))),
    source=OWN,
)
def layer_reached(claim):
    found = given(reached(f))
    at, member = pick(found, "theta'")
    sent = given(Invariant(FAMILY, d)).instance(at, W, w)
    onward, image = pick(sent, "theta''")
    layer = LayerMap(W, w, d)
    nested = have(
        Equal(p(onward), mu.push(f).push(layer)),
        by=[image, have(Equal(p(at).push(layer), mu.push(f).push(layer)), by=member)],
    )
    same = chain(nested, have(Equal(mu.push(f).push(layer), mu.push(layered(W, w, f))), by=pointwise))
    end = exhibit(claim.conclusion, "The layer leads to a member.", witness=(onward,), by=[image, same])
    return have(claim, by=picked(found, at, by=picked(sent, onward, by=end)))


# ---- one coordinate --------------------------------------------------------------------------------

SETTING = And(
    Invariant(FAMILY, d), reached(f), within_orthant(f), *indices(r, d), *indices(s, d), Not(Equal(s, r))
)


def becomes(value, g):
    """The coordinate z_r is this."""
    return ForAll(z, [], Equal(g(z)(r), value(f(z)(r), f(z)(s))))


@theorem(
    "A layer that replaces one coordinate",
    Implies(
        SETTING,
        Exists(
            g,
            And(
                reached(g),
                within_orthant(g),
                kept_but(r, f, g),
                becomes(lambda x, y: relu(a * x + b * y + c), g),
            ),
        ),
    ),
    uses=[sum_of_one, sum_of_two, layer_reached],
    source=OWN,
)
def coordinate_replaced(claim, one, two, layer):
    def entry(i, j):
        own = ite(Equal(j, r), a, ite(Equal(j, s), b, 0))
        return ite(Equal(i, r), own, ite(Equal(j, i), 1, 0))

    def term(i):
        return lambda j: entry(i, j) * f(z)(j)

    conditions = claim.condition.parts
    reach = satisfied(
        layer.at({W: lambda i: lambda j: entry(i, j), w: lambda i: ite(Equal(i, r), c, 0)}),
        given=conditions[:2],
    )
    at_r = satisfied(two.at({n: d, u: term(r)}), given=conditions[3:])
    at_i = satisfied(one.at({n: d, r: i, u: term(i)}), given=[*indices(i, d), Not(Equal(i, r))])
    found = exhibit(
        claim.conclusion,
        r"Row $r$ of the matrix is $a$ at $r$ and $b$ at $s$; all others are those of the identity.",
        witness=(image_map(reach),),
        by=[
            reach,
            given(within_orthant(f)),
            at_r.forall(z),
            at_i.forall(z, i),
            *(given(q) for q in conditions[3:]),
        ],
    )
    return have(claim, by=found)


# ---- between two bounds ----------------------------------------------------------------------------


@theorem(
    "Three layers cut a number off between two bounds",
    Implies(And(0 <= x, 0 <= c), Equal(relu(c - relu(c - v - relu(x - v))), min_(max_(x, v), c))),
    source=OWN,
)
def cut_off(claim):
    return have(
        claim,
        r"$\operatorname{ReLU}(x - v) + v = \max(x, v)$, and $c - \operatorname{ReLU}(c - m) = \min(m, c)$.",
    )


def raised(x, y):
    """The coordinate raised to the line, and cut off at c."""
    return min_(max_(x, a * y + b), c)


@theorem(
    "Three layers that raise one coordinate to a line",
    Implies(
        And(*SETTING.parts, 0 <= c),
        Exists(g, And(reached(g), within_orthant(g), kept_but(r, f, g), becomes(raised, g))),
    ),
    uses=[coordinate_replaced, cut_off],
    source=OWN,
)
def coordinate_raised(claim, replaced, cut):
    rows = ((1, -a, -b), (-1, -a, c - b), (-1, 0, c))
    before, opened, facts = f, [], []
    for name, (own, other_, constant) in zip(("g_1", "g_2", "g_3"), rows, strict=True):
        values = {f: before, a: own, b: other_, c: constant}
        there = satisfied(replaced.at(values), given=claim.condition.parts, by=facts)
        before, made = pick(there, name)
        opened.append((there, before))
        facts.append(made)
    found = exhibit(
        claim.conclusion,
        "Layer by layer.",
        witness=(before,),
        by=[
            *facts,
            *(given(q) for q in claim.condition.parts),
            cut.at({x: f(z)(r), v: a * f(z)(s) + b}).forall(z),
        ],
    )
    for there, name in reversed(opened):
        found = picked(there, name, by=found)
    return have(claim, by=found)
