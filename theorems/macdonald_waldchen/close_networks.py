r"""Networks with nearby parameters make close laws.

Let the base law live on $[-1, 1]^d$ and all parameters lie between $-L$ and $L$, $L \ge 1$. Then the law
behind $k$ layers lives on the ball of radius $R_k$ with $R_0 = 1$, $R_{k+1} = dL R_k + L$, and two networks
whose parameters differ by at most $\eta$ make laws at distance at most $\Lambda_k \eta$ with
$\Lambda_0 = 0$, $\Lambda_{k+1} = dL \Lambda_k + d R_k + 1$.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Lemma,
    abs_,
    dPd,
    exhibit,
    given,
    have,
    induct_on,
    known,
    max_,
    pick,
    picked,
    reals,
    recursion,
    rewriting,
    sequences,
    theorem,
    times,
)

from .close_layers import A, B, L, R, ball, eta, law_expands, law_on_ball, nearby_laws, nu
from .filling_curves import d, entries, i, j, l, v
from .identity_padding import within
from .network_laws import NETWORKS, G, k, layer, mu, n, w
from .readings import applied, satisfied

radius, Lambda, x = sequences("r Lambda x")
C = reals("C")
PAPER = "Macdonald and Wäldchen 2021, Example for the third restriction"
OWN = "own computation"

RADII = And(Equal(radius(0), 1), ForAll(k, [], Equal(radius(k + 1), d * L * radius(k) + L)))
CONSTANTS = And(
    Equal(Lambda(0), 0), ForAll(k, [], Equal(Lambda(k + 1), d * L * Lambda(k) + d * radius(k) + 1))
)
LARGE = [NETWORKS, ball(mu, 1), 1 <= d, 1 <= L, RADII]


def next_law(v):
    """One layer more."""
    return have(Equal(G(v)(k + 1), G(v)(k).push(layer(v(k)))), by=given(NETWORKS).instance(v).instance(k))


def layer_within(v):
    """The parameters of layer k lie between -L and L."""
    each = given(within(v, n, L)).instance(k, i, j)
    return have(
        Implies(And(*entries()), And(-L <= v(k)(i)(j), v(k)(i)(j) <= L)), given=[k + 1 <= n], by=each
    ).forall(i, j)


@theorem(
    "Networks with bounded parameters make laws on balls",
    Implies(And(*LARGE, within(v, n, L), k <= n), And(1 <= radius(k), ball(G(v)(k), radius(k)))),
    uses=[law_on_ball],
    source=OWN,
)
def networks_on_balls(claim, on_ball):
    conditions = claim.condition.parts[:-1]
    radii = given(RADII)
    growth = have(
        radius(k + 1) >= radius(k),
        given=[1 <= d, 1 <= L, 1 <= radius(k)],
        by=[radii.instance(k), times(1 <= d * L, 0 <= radius(k)), times(1 <= d, 1 <= L)],
    )
    small = layer_within(v)
    moved = satisfied(
        on_ball.at({A: v(k), R: radius(k), mu: G(v)(k)}),
        given=[1 <= L, 1 <= radius(k), ball(G(v)(k), radius(k)), k + 1 <= n],
        by=small,
    )
    step = have(
        Implies(
            And(k + 1 <= n, 1 <= radius(k), ball(G(v)(k), radius(k))),
            And(1 <= radius(k + 1), ball(G(v)(k + 1), radius(k + 1))),
        ),
        given=conditions,
        by=[growth, moved, next_law(v), radii.instance(k)],
    )
    start = have(
        And(1 <= radius(0), ball(G(v)(0), radius(0))),
        given=conditions,
        by=[given(NETWORKS).instance(v), rewriting(G(v)(0), mu), rewriting(radius(0), 1)],
    )
    every = induct_on(
        k, Implies(k <= n, claim.conclusion), "Layer by layer.", given=conditions, base=start, step=step
    )
    return have(claim, by=every.instance(k))


@theorem("A law has no distance from itself", AtMost(dPd(d, mu, mu), 0), source="elementary")
def no_distance(claim):
    same = applied(
        "push_bound_seq",
        d,
        mu,
        lambda x: And(),
        lambda x: x,
        lambda x: x,
        0,
        by=[applied("prob_sure", mu, lambda x: And()), applied("dist_le", d, x, x, 0).forall(x)],
    )
    return have(claim, by=[same, known("push_id", mu)])


CLOSE = ForAll((l, i, j), entries(n), abs_(v(l)(i)(j) - w(l)(i)(j)) <= eta)


@theorem(
    "Networks with nearby parameters make close laws",
    Implies(
        And(*LARGE, CONSTANTS, within(v, n, L), within(w, n, L), CLOSE, 0 <= eta),
        AtMost(dPd(d, G(v)(n), G(w)(n)), Lambda(n) * eta),
    ),
    uses=[networks_on_balls, law_expands, nearby_laws, no_distance],
    source=PAPER,
)
def networks_are_close(claim, on_balls, expands, nearby, itself):
    conditions = claim.condition.parts
    gap = dPd(d, G(v)(k), G(w)(k))
    here = have(
        Implies(And(*entries()), abs_(v(k)(i)(j) - w(k)(i)(j)) <= eta),
        given=[k + 1 <= n],
        by=given(CLOSE).instance(k, i, j),
    )
    factor = have(1 <= d * L, given=[1 <= d, 1 <= L], by=times(1 <= d, 1 <= L))
    carried = satisfied(
        expands.at({A: v(k), mu: G(v)(k), nu: G(w)(k)}),
        given=[1 <= L, 1 <= d, k + 1 <= n],
        by=[factor, layer_within(v)],
    )
    placed = satisfied(on_balls.at({v: w}), given=[*conditions, k + 1 <= n])
    new = satisfied(
        nearby.at({A: v(k), B: w(k), mu: G(w)(k), R: radius(k)}),
        given=[*conditions, k + 1 <= n],
        by=[placed, here.forall(i, j)],
    )
    middle = G(w)(k).push(layer(v(k)))
    step = have(
        Implies(
            And(k + 1 <= n, gap <= Lambda(k) * eta), dPd(d, G(v)(k + 1), G(w)(k + 1)) <= Lambda(k + 1) * eta
        ),
        given=conditions,
        by=[
            carried,
            new,
            next_law(v),
            next_law(w),
            known("dPd_triangle", d, G(v)(k + 1), middle, G(w)(k + 1)),
            given(CONSTANTS).instance(k),
            factor,
            times(1 <= d * L, gap <= Lambda(k) * eta),
        ],
    )
    start = have(
        dPd(d, G(v)(0), G(w)(0)) <= Lambda(0) * eta,
        given=conditions,
        by=[
            itself,
            *(have(Equal(G(t)(0), mu), by=given(NETWORKS).instance(t)) for t in (v, w)),
            rewriting(Lambda(0), 0),
        ],
    )
    every = induct_on(
        k,
        Implies(k <= n, gap <= Lambda(k) * eta),
        "A layer expands the distance so far, and its parameters add to it.",
        given=conditions,
        base=start,
        step=step,
    )
    return have(claim, by=every.instance(n))


def lipschitz(n, C):
    """Laws of networks with n layers depend on parameters between -L and L with this constant."""
    conditions = [within(v, n, L), within(w, n, L), CLOSE, 0 <= eta]
    return ForAll((v, w, eta), conditions, dPd(d, G(v)(n), G(w)(n)) <= C * eta)


@theorem(
    "The laws of networks of one depth are Lipschitz in their parameters",
    Implies(And(NETWORKS, ball(mu, 1), 1 <= d, 1 <= L), Exists(C, And(0 <= C, lipschitz(n, C)))),
    uses=[networks_are_close],
    source=PAPER,
)
def networks_lipschitz(claim, close):
    radii = recursion(1, lambda k: lambda t: d * L * t + L)
    first, named = pick(Lemma(radii), "r")
    constants = recursion(0, lambda k: lambda t: d * L * t + d * radius(k) + 1)
    second, counted = pick(Lemma(constants), "Lambda")
    conditions = claim.condition.parts
    bound = satisfied(
        close, given=[*conditions, within(v, n, L), within(w, n, L), CLOSE, 0 <= eta], by=[named, counted]
    )
    larger = have(
        Lambda(n) * eta <= max_(0, Lambda(n)) * eta,
        given=[0 <= eta],
        by=[times(0 <= eta, Lambda(n) <= max_(0, Lambda(n)))],
    )
    each = have(
        Implies(
            And(within(v, n, L), within(w, n, L), CLOSE, 0 <= eta),
            dPd(d, G(v)(n), G(w)(n)) <= max_(0, Lambda(n)) * eta,
        ),
        by=[bound, larger],
    )
    found = exhibit(claim.conclusion, witness=(max_(0, Lambda(n)),), by=each.forall(v, w, eta))
    end = picked(Lemma(radii), first, by=picked(Lemma(constants), second, by=found))
    return have(claim, by=end)
