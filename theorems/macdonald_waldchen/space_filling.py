r"""The space-filling family: every network with its parameters on one curve.

On the segments $[2K - 1, 2K]$ the family runs through all networks of depth $K$ with parameters between
$-K$ and $K$: its member at $2K - 1 + s$ is the law that the network with the parameters $-K + 2K h(s)$ makes
of the base law. A layer leads from a network to a deeper one, which stands on a later segment; so the family
is invariant, by the surjectivity of the curve alone.

Source: Macdonald and Wäldchen 2021, Example for the third restriction, the idea; details: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    LayerMap,
    OnSpace,
    SupportInfinite,
    exhibit,
    functions,
    given,
    have,
    ite,
    known,
    max_,
    naturals,
    pick,
    picked,
    reals,
    theorem,
)

from .filling_curves import (
    ENUMERATED,
    ONTO,
    PAPER,
    SEQ,
    K,
    boxed,
    c,
    column_of,
    d,
    entries,
    h,
    i,
    j,
    l,
    layer_of,
    parameters_met,
    row_of,
    s,
    shown,
    v,
)
from .identity_padding import (
    L,
    W,
    bias,
    k,
    layer_bounded,
    one_table,
    padded_in_box,
    padded_network,
    padding,
    small,
    within,
)
from .network_laws import NETWORKS, A, G, identity_layer, layer, mu, networks_in_orthant, sure, w
from .readings import satisfied

theta, other, L1, L2 = reals("theta theta' L_1 L_2")
n = naturals("n")
u = functions("u", "N", ("fun", "N", SEQ))
p = functions("p_3", "R", ("law", SEQ))
FAMILY = ((theta,), [], p(theta))
OWN = "own computation"

SEGMENTS = ForAll((K, s, v), [1 <= K, 0 <= s, s <= 1, shown(K, s, v)], Equal(p(2 * K - 1 + s), G(v)(K)))
SETTING = [NETWORKS, ONTO, ENUMERATED, SEGMENTS, 1 <= d]


@theorem(
    "Every network in a box is a member",
    Implies(And(*SETTING[1:], 1 <= K, boxed(w, K)), Exists(theta, Equal(p(theta), G(w)(K)))),
    uses=[parameters_met],
    source=PAPER,
)
def network_is_member(claim, meets):
    conditions = claim.condition.parts
    there = satisfied(meets.at({v: w}), given=conditions)
    *names, hit = pick(there, "s")
    member = satisfied(given(SEGMENTS).instance(K, s, w), given=[1 <= K], by=hit)
    found = exhibit(claim.conclusion, witness=(2 * K - 1 + s,), by=member)
    return have(claim, "It stands where the curve shows its parameters.", by=picked(there, *names, by=found))


NETWORK = And(1 <= k, within(v, k, L), Equal(p(theta), G(v)(k)))
MEMBERS = ForAll(theta, [], Exists((k, v, L), NETWORK))
SENT = Exists(other, Equal(p(other), p(theta).push(layer(A))))


@theorem(
    "A layer leads from a network to a member",
    Implies(And(*SETTING, NETWORK), SENT),
    uses=[network_is_member, padded_network, padded_in_box, layer_bounded],
    source=PAPER,
)
def layer_leads_to_member(claim, members, padded, boxed_, bounded):
    conditions = claim.condition.parts
    *names, little = pick(bounded, "L_1")
    size = have(Exists(n, max_(L, L1) <= n), by=known("archimedes", max_(L, L1)))
    number, above = pick(size, "n")
    deep = n + k + 1
    longer = {w: padding, K: deep}
    conditions = claim.condition.parts
    top = max_(L, L1)
    first = have(
        Implies(And(*entries(k)), And(-top <= v(l)(i)(j), v(l)(i)(j) <= top)),
        given=[NETWORK],
        by=have(within(v, k, L), given=[NETWORK]).instance(l, i, j),
    )
    last = have(
        Implies(And(*entries()), And(-top <= A(i)(j), A(i)(j) <= top)),
        by=have(small(A, L1), by=little).instance(i, j),
    )
    in_box = satisfied(
        boxed_.at({**longer, L: top}), by=[first.forall(l, i, j), last.forall(i, j), above, little]
    )
    there = satisfied(members.at(longer), given=conditions, by=in_box)
    same = satisfied(padded.at(longer), given=conditions)
    *at, member = pick(there, "theta'")
    found = exhibit(claim.conclusion, witness=at, by=[member, same, have(NETWORK.parts[2], given=[NETWORK])])
    end = picked(bounded, *names, by=picked(size, number, by=picked(there, *at, by=found)))
    return have(claim, "The network with the layer is padded to a depth that bounds its parameters.", by=end)


PLACED = ForAll(theta, [], OnSpace(d, p(theta)))


@theorem(
    "The members are laws on the space",
    Implies(And(NETWORKS, MEMBERS), PLACED),
    uses=[networks_in_orthant],
    source=OWN,
)
def members_in_space(claim, inside):
    network = given(MEMBERS).instance(theta)
    *names, made = pick(network, "k v L")
    placed = have(OnSpace(d, p(theta)), given=[NETWORKS], by=[made, inside.at({n: k})])
    return have(claim, by=picked(network, *names, by=placed).forall(theta))


DATA = (d, mu, G, h, c, layer_of, row_of, column_of, p)


@theorem(
    "The space-filling family is invariant",
    ForAll(DATA, [*SETTING, MEMBERS], Invariant(FAMILY, d)),
    uses=[layer_leads_to_member, one_table, members_in_space],
    source=PAPER,
)
def invariant(claim, leads, table, inside):
    network = given(MEMBERS).instance(theta)
    *names, made = pick(network, "k v L")

    def joined(i):
        return lambda j: ite(Equal(j, 0), bias(i), W(i)(j))

    onward = satisfied(leads.at({A: joined}), given=claim.given, by=made)
    same = satisfied(table.at({A: joined, mu: p(theta)}))
    *at, member = pick(onward, "theta'")
    found = exhibit(
        Exists(other, Equal(p(theta).push(LayerMap(W, bias, d)), p(other))), witness=at, by=[member, same]
    )
    every = picked(network, *names, by=picked(onward, *at, by=found))
    one = have(Implies(And(*claim.given), claim.body), by=every.forall(theta, W, bias))
    proof = have(claim, "The layer behind the network.", by=one.forall(*DATA))
    spaces = have(Implies(And(*claim.given), PLACED), by=inside)
    return proof, have(claim.demands[0], by=spaces.forall(*DATA))


@theorem(
    "The base law is a member",
    Implies(And(*SETTING, sure(mu)), Exists(theta, Equal(p(theta), mu))),
    uses=[network_is_member, identity_layer],
    source=PAPER,
)
def base_is_member(claim, members, same):
    def identities(l):
        return lambda i: lambda j: ite(Equal(i, j), 1, 0)

    conditions = claim.condition.parts
    small = have(boxed(identities, 1))
    there = satisfied(members.at({w: identities, K: 1}), given=conditions, by=small)
    *at, member = pick(there, "theta")
    unmoved = satisfied(same.at({A: identities(0)}), given=conditions)
    start = given(NETWORKS).instance(identities)
    first = have(start.claim.args[1], given=[NETWORKS], by=start).instance(0)
    found = exhibit(claim.conclusion, witness=at, by=[member, unmoved, first, start])
    return have(claim, "A layer of the identity.", by=picked(there, *at, by=found))


@theorem(
    "Some member has infinite support",
    Implies(And(*SETTING, sure(mu), SupportInfinite(mu, d)), Exists(theta, SupportInfinite(p(theta), d))),
    uses=[base_is_member],
    source=PAPER,
)
def rich_member(claim, members):
    conditions = claim.condition.parts
    there = satisfied(members, given=conditions)
    *at, member = pick(there, "theta")
    rich = have(SupportInfinite(p(theta), d), given=conditions, by=member)
    found = exhibit(claim.conclusion, witness=at, by=rich)
    return have(claim, "The base law.", by=picked(there, *at, by=found))
