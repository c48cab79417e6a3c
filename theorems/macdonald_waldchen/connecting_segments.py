r"""The connecting segments: from the end of one filling segment to the begin of the next.

On $[2K, 2K + 1]$ the parameters move on a line, from those at the end of the segment of depth $K$, padded by
an identity, to those at the begin of the segment of depth $K + 1$. So the family is well defined where two
segments meet, and it is Lipschitz on the connections.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    abs_,
    dPd,
    exhibit,
    given,
    have,
    ite,
    pick,
    picked,
    reals,
    sign,
    theorem,
    times,
)

from .close_layers import L, ball
from .close_networks import C, n, networks_lipschitz
from .filling_curves import (
    ENUMERATED,
    INSIDE,
    PAPER,
    K,
    d,
    e,
    entries,
    i,
    j,
    l,
    parameters,
    r,
    s,
    shown,
    t,
    v,
)
from .filling_segments import UNIT, between, tolerance
from .network_laws import NETWORKS, A, G, equal_networks, identity_layer, mu, networks_in_orthant, w
from .products import a as whole
from .products import d as factor
from .products import part_of_number
from .readings import satisfied
from .space_filling import p

x, y, z = reals("x y z")
OWN = "own computation"


def padded_end(K):
    """The parameters at the end of the segment, with an identity behind the network."""
    return lambda l: lambda i: lambda j: ite(l + 1 <= K, parameters(K, 1)(l)(i)(j), ite(Equal(i, j), 1, 0))


def line(K, s):
    """The point s of the line from the padded end of the segment to the begin of the next one."""
    return lambda l: lambda i: lambda j: (1 - s) * padded_end(K)(l)(i)(j) + s * parameters(K + 1, 0)(l)(i)(j)


def lined(K, s, v):
    """The parameters v are those at s on the connection."""
    return ForAll((l, i, j), entries(K + 1), Equal(v(l)(i)(j), line(K, s)(l)(i)(j)))


CONNECTIONS = ForAll((K, s, v), [1 <= K, 0 <= s, s <= 1, lined(K, s, v)], Equal(p(2 * K + s), G(v)(K + 1)))


# ---- where segments meet ---------------------------------------------------------------------------------


@theorem(
    "Tables that the curve shows at one place make one law",
    Implies(And(NETWORKS, shown(K, s, v), shown(K, s, w)), Equal(G(v)(K), G(w)(K))),
    uses=[equal_networks],
    source=OWN,
)
def one_law_on_segment(claim, equal):
    first, second = (given(shown(K, s, t)).instance(l, i, j) for t in (v, w))
    same = have(Implies(And(*entries(K)), Equal(v(l)(i)(j), w(l)(i)(j))), by=[first, second])
    return have(claim, by=satisfied(equal.at({n: K}), given=[NETWORKS], by=same.forall(l, i, j)))


@theorem(
    "Tables at one place of a connection make one law",
    Implies(And(NETWORKS, lined(K, s, v), lined(K, s, w)), Equal(G(v)(K + 1), G(w)(K + 1))),
    uses=[equal_networks],
    source=OWN,
)
def one_law_on_connection(claim, equal):
    first, second = (given(lined(K, s, t)).instance(l, i, j) for t in (v, w))
    same = have(Implies(And(*entries(K + 1)), Equal(v(l)(i)(j), w(l)(i)(j))), by=[first, second])
    return have(claim, by=satisfied(equal.at({n: K + 1}), given=[NETWORKS], by=same.forall(l, i, j)))


@theorem(
    "A connection begins where a segment ends",
    Implies(And(NETWORKS, 1 <= K, shown(K, 1, v), lined(K, 0, w)), Equal(G(v)(K), G(w)(K + 1))),
    uses=[equal_networks, identity_layer, networks_in_orthant],
    source=OWN,
)
def begin_of_connection(claim, equal, unmoved, inside):
    entry = given(lined(K, 0, w)).instance(l, i, j)
    same = have(
        Implies(And(*entries(K)), Equal(v(l)(i)(j), w(l)(i)(j))),
        by=[entry, given(shown(K, 1, v)).instance(l, i, j)],
    )
    before = satisfied(equal.at({n: K}), given=[NETWORKS], by=same.forall(l, i, j))
    last = have(
        Implies(And(*entries()), Equal(w(K)(i)(j), ite(Equal(i, j), 1, 0))),
        by=given(lined(K, 0, w)).instance(K, i, j),
    )
    kept = satisfied(
        unmoved.at({A: w(K), mu: G(w)(K)}),
        given=[NETWORKS, 1 <= K],
        by=[last.forall(i, j), inside.at({n: K, v: w})],
    )
    start = given(NETWORKS).instance(w)
    onward = have(start.claim.args[1], given=[NETWORKS], by=start).instance(K)
    return have(claim, "An identity behind a network changes nothing.", by=[before, kept, onward])


@theorem(
    "A connection ends where a segment begins",
    Implies(And(NETWORKS, shown(K + 1, 0, v), lined(K, 1, w)), Equal(G(v)(K + 1), G(w)(K + 1))),
    uses=[equal_networks],
    source=OWN,
)
def end_of_connection(claim, equal):
    first, second = given(shown(K + 1, 0, v)).instance(l, i, j), given(lined(K, 1, w)).instance(l, i, j)
    same = have(Implies(And(*entries(K + 1)), Equal(v(l)(i)(j), w(l)(i)(j))), by=[first, second])
    return have(claim, by=satisfied(equal.at({n: K + 1}), given=[NETWORKS], by=same.forall(l, i, j)))


# ---- the laws on a connection ------------------------------------------------------------------------------

SETTING = [NETWORKS, INSIDE, ENUMERATED, CONNECTIONS, ball(mu, 1), 1 <= d, 1 <= K]
APART = dPd(d, p(2 * K + s), p(2 * K + t))


@theorem(
    "Points of a line between two bounds",
    Implies(
        And(0 <= s, s <= 1, abs_(x) <= y, abs_(z) <= y),
        And(
            abs_((1 - s) * x + s * z) <= y,
            abs_((1 - s) * x + s * z - ((1 - t) * x + t * z)) <= 2 * y * abs_(s - t),
        ),
    ),
    source="elementary",
)
def on_a_line(claim):
    parts = claim.conclusion.parts
    between_ = have(
        parts[0],
        given=claim.condition.parts,
        by=[
            times(0 <= s, z <= y),
            times(0 <= s, -y <= z),
            times(0 <= 1 - s, x <= y),
            times(0 <= 1 - s, -y <= x),
        ],
    )
    apart = have(abs_(x - z) <= 2 * y, given=claim.condition.parts)
    product = have(Equal((t - s) * (x - z), (1 - s) * x + s * z - ((1 - t) * x + t * z)))
    small = have(
        abs_((t - s) * (x - z)) <= 2 * y * abs_(s - t),
        given=claim.condition.parts,
        by=[apart, sign(t - s), sign(x - z)],
    )
    return have(claim, by=[between_, small, product])


def ends_bounded():
    """Both ends of the connection have parameters between -(K + 1) and K + 1."""
    first = between(s).at({s: 1}).instance(l, i, j)
    second = between(s).at({s: 0, K: K + 1}).instance(l, i, j)
    begin, end = padded_end(K)(l)(i)(j), parameters(K + 1, 0)(l)(i)(j)
    return have(
        And(abs_(begin) <= K + 1, abs_(end) <= K + 1),
        given=[INSIDE, ENUMERATED, *entries(K + 1)],
        by=[first, second],
    )


@theorem(
    "On a connection the laws are Lipschitz",
    Implies(And(*SETTING), Exists(C, And(0 <= C, ForAll((s, t), UNIT, APART <= C * abs_(s - t))))),
    uses=[networks_lipschitz, on_a_line],
    source=PAPER,
)
def connection_lipschitz(claim, close, straight):
    conditions = claim.condition.parts
    constant = satisfied(close.at({n: K + 1, L: K + 1}), given=conditions)
    *names, bounded = pick(constant, "C")
    ends = ends_bounded()
    begin, end = padded_end(K)(l)(i)(j), parameters(K + 1, 0)(l)(i)(j)
    at_entry = {x: begin, z: end, y: K + 1}
    first = satisfied(straight.at(at_entry), given=UNIT, by=ends)
    second = satisfied(straight.at({**at_entry, s: t, t: s}), given=UNIT, by=ends)
    step = 2 * (K + 1) * abs_(s - t)

    def inside(s, lemma):
        value = line(K, s)(l)(i)(j)
        return have(
            Implies(And(*entries(K + 1)), And(-(K + 1) <= value, value <= K + 1)), given=UNIT, by=lemma
        ).forall(l, i, j)

    near = have(
        Implies(And(*entries(K + 1)), abs_(line(K, s)(l)(i)(j) - line(K, t)(l)(i)(j)) <= step),
        given=UNIT,
        by=first,
    )
    every = have(bounded.claim.args[1], by=bounded)
    positive = have(0 <= step, by=times(0 <= K + 1, 0 <= abs_(s - t)))
    laws = satisfied(
        every.instance(line(K, s), line(K, t), step),
        given=UNIT,
        by=[inside(s, first), inside(t, second), near.forall(l, i, j), positive],
    )
    placed = [satisfied(given(CONNECTIONS).instance(K, q, line(K, q)), given=[*UNIT, 1 <= K]) for q in (s, t)]
    moved = have(
        Implies(And(*UNIT), APART <= 2 * (K + 1) * C * abs_(s - t)), given=conditions, by=[laws, *placed]
    )
    factor = have(0 <= 2 * (K + 1) * C, by=[times(0 <= K + 1, 0 <= C), bounded])
    found = exhibit(claim.conclusion, witness=(2 * (K + 1) * C,), by=[factor, moved.forall(s, t)])
    return have(claim, "The parameters move on a line.", by=picked(constant, *names, by=found))


@theorem(
    "On a connection the laws move continuously",
    Implies(
        And(*SETTING, *UNIT[:2], 0 < e),
        Exists(r, And(0 < r, ForAll(t, [0 <= t, t <= 1, abs_(t - s) <= r], APART <= e))),
    ),
    uses=[connection_lipschitz, part_of_number],
    source=PAPER,
)
def connection_continuous(claim, modulus, part):
    conditions = claim.condition.parts
    constant = satisfied(modulus, given=conditions)
    *names, bounded = pick(constant, "C")
    every = have(bounded.claim.args[1], by=bounded).instance(s, t)
    size = satisfied(part.at({whole: e, factor: 1 + C}), given=[0 < e], by=bounded)
    *radius, small = pick(size, "w")
    moved = have(
        Implies(And(0 <= t, t <= 1, abs_(t - s) <= tolerance), APART <= e),
        given=conditions,
        by=[every, small, bounded, times(0 <= C, abs_(t - s) <= tolerance)],
    )
    found = exhibit(claim.conclusion, witness=radius, by=[small, moved.forall(t)])
    return have(claim, by=picked(constant, *names, by=picked(size, *radius, by=found)))
