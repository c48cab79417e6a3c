r"""Identity padding: a network is also a deeper one.

Behind a network with at least one layer, layers of the identity change nothing. So a layer behind a network
of depth $k$ is a network of any depth $K > k$, with the parameters of both and some zeros and ones.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    LayerMap,
    abs_,
    cases,
    choice,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    ite,
    max_,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    rewriting,
    row,
    sequences,
    theorem,
)

from .filling_curves import SEQ, K, boxed, d, entries, i, j, l, v
from .finite_sums import indices
from .network_laws import (
    NETWORKS,
    A,
    B,
    G,
    equal_networks,
    identity_layer,
    layer,
    layers_with_equal_entries,
    mu,
    n,
    outputs_in_orthant,
    w,
)
from .readings import satisfied
from .triangular_systems import finitely_many_bounded, u
from .triangular_systems import n as length

k = naturals("k")
e, L, bound, B1, B2 = reals("e L B B_1 B_2")
W = sequences("W", result=SEQ)
bias, x = sequences("b x")
OWN = "own computation"

PUSHED = G(v)(k).push(layer(A))


def padding(l):
    """The layers of the network, a new layer behind it, and identities."""
    return lambda i: lambda j: ite(l + 1 <= k, v(l)(i)(j), ite(Equal(l, k), A(i)(j), ite(Equal(i, j), 1, 0)))


PADDED = ForAll((l, i, j), entries(), Equal(w(l)(i)(j), padding(l)(i)(j)))


def next_law(v, n):
    """One layer more."""
    lemma = given(NETWORKS).instance(v).instance(n)
    return have(Equal(G(v)(n + 1), G(v)(n).push(layer(v(n)))), by=lemma)


@theorem(
    "A layer behind a network, and identities behind the layer",
    Implies(And(NETWORKS, PADDED, k + 1 <= K), Equal(G(w)(K), PUSHED)),
    uses=[outputs_in_orthant, layers_with_equal_entries, identity_layer, equal_networks],
    source=OWN,
)
def padded_network(claim, outputs, equal, same, networks):
    entry = given(PADDED).instance(l, i, j)
    before = have(Implies(And(*entries(k)), Equal(v(l)(i)(j), w(l)(i)(j))), by=entry)
    before = satisfied(networks.at({n: k}), given=[NETWORKS], by=before.forall(l, i, j))
    here = have(Implies(And(*entries()), Equal(w(k)(i)(j), A(i)(j))), by=given(PADDED).instance(k, i, j))
    here = satisfied(equal.at({mu: G(v)(k), A: w(k), B: A}), by=here.forall(i, j))
    first = have(
        Equal(G(w)(k + 1), PUSHED), "The layer.", given=[NETWORKS, PADDED], by=[next_law(w, k), before, here]
    )
    behind = have(
        Implies(And(*entries()), Equal(w(n)(i)(j), ite(Equal(i, j), 1, 0))),
        given=[k + 1 <= n],
        by=given(PADDED).instance(n, i, j),
    )
    behind = satisfied(
        same.at({A: w(n), mu: PUSHED}),
        given=[k + 1 <= n],
        by=[behind.forall(i, j), outputs.at({mu: G(v)(k)})],
    )
    onward = have(
        Implies(And(k + 1 <= n, Equal(G(w)(n), PUSHED)), Equal(G(w)(n + 1), PUSHED)),
        given=[NETWORKS, PADDED],
        by=[next_law(w, n), behind],
    )
    every = induct_on(
        n,
        Implies(k + 1 <= n, Equal(G(w)(n), PUSHED)),
        "Behind it, outputs are not negative, and the identity keeps them.",
        given=[NETWORKS, PADDED],
        step=[first, onward, fact("nat_step", k, n), cases(Equal(n, k)), rewriting(n, k)],
    )
    return have(claim, by=every.instance(K))


# ---- the parameters of the longer network ----------------------------------------------------------------


def within(v, n, L):
    """The parameters of the first n layers lie between -L and L."""
    return ForAll((l, i, j), entries(n), And(-L <= v(l)(i)(j), v(l)(i)(j) <= L))


def small(A, L):
    """The parameters of the layer lie between -L and L."""
    return ForAll((i, j), entries(), And(-L <= A(i)(j), A(i)(j) <= L))


SMALL = small(A, L)


@theorem(
    "A padded network has no larger parameters",
    Implies(And(PADDED, within(v, k, L), SMALL, 1 <= L, L <= K), boxed(w, K)),
    source=OWN,
)
def padded_in_box(claim):
    return have(
        claim,
        "Those of the network, those of the layer, zeros and ones.",
        by=have(
            Implies(And(*entries(K)), And(-K <= w(l)(i)(j), w(l)(i)(j) <= K)),
            given=claim.condition.parts,
            by=[
                given(PADDED).instance(l, i, j),
                given(within(v, k, L)).instance(l, i, j),
                given(SMALL).instance(i, j),
            ],
        ).forall(l, i, j),
    )


rho = sequences("rho")
ROW = ForAll(j, indices(j, d), AtMost(abs_(A(i)(j)), rho(i)))


@theorem(
    "The parameters of a layer are bounded",
    Exists(L, And(1 <= L, SMALL)),
    uses=[finitely_many_bounded],
    source=OWN,
)
def layer_bounded(claim, bounded):
    def below(i):
        return lambda B: ForAll(j, indices(j, d), AtMost(abs_(A(i)(j)), B))

    in_row = bounded.at({u: lambda k: A(i)(k), length: d})
    name, holds = pick(in_row, "B")
    each = have(holds.claim.args[1], by=holds).instance(j)
    each = have(Implies(And(*indices(j, d)), AtMost(abs_(A(i)(j)), bound)), by=each)
    found = exhibit(Exists(e, below(i)(e)), witness=(bound,), by=each.forall(j))
    rows = satisfied(choice(below, "N", "R"), by=picked(in_row, name, by=found).forall(i))
    chosen, in_rows = pick(rows, "rho")
    highest, biases = bounded.at({u: rho, length: d}), bounded.at({u: lambda k: A(k)(0), length: d})
    first, weight = pick(highest, "B_1")
    second, bias_ = pick(biases, "B_2")
    largest = max_(1, max_(B1, B2))
    each = have(
        Implies(And(*entries()), And(-largest <= A(i)(j), A(i)(j) <= largest)),
        by=[
            in_rows.instance(i).instance(j),
            have(weight.claim.args[1], by=weight).instance(i),
            have(bias_.claim.args[1], by=bias_).instance(i),
            fact("nat_step", 0, j),
            cases(Equal(j, 0)),
            rewriting(j, 0),
        ],
    )
    end = exhibit(claim, "The largest of finitely many numbers.", witness=(largest,), by=each.forall(i, j))
    for exists, name in ((biases, second), (highest, first), (rows, chosen)):
        end = picked(exists, name, by=end)
    return have(claim, by=end)


WEIGHTS = ForAll((i, j), [*indices(i, d), j <= d], Equal(A(i)(j), ite(Equal(j, 0), bias(i), W(i)(j))))


@theorem(
    "Weights and biases in one table",
    Implies(WEIGHTS, Equal(mu.push(LayerMap(W, bias, d)), mu.push(layer(A)))),
    source=OWN,
)
def one_table(claim):
    entry = given(WEIGHTS)
    weight = have(
        Implies(And(*indices(j, d)), Equal(W(i)(j), A(i)(j))), given=indices(i, d), by=entry.instance(i, j)
    )
    one = have(Implies(And(*indices(j, d)), Equal(W(i)(j) * x(j), A(i)(j) * x(j))), by=weight)
    terms = row("sum_same", 1, d, lambda j: W(i)(j) * x(j), lambda j: A(i)(j) * x(j))
    sums = satisfied(terms, given=[WEIGHTS, *indices(i, d)], by=one.forall(j))
    sums = have(Implies(And(*indices(i, d)), sums.claim), by=sums)
    biases = have(Implies(And(*indices(i, d)), Equal(bias(i), A(i)(0))), by=entry.instance(i, 0))
    same = have(claim.conclusion, given=[WEIGHTS], by=[pointwise, sums.forall(x, i), biases.forall(i)])
    return have(claim, "Row by row, the sums are the same.", by=same)
