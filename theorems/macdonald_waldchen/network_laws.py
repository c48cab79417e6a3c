r"""The laws that networks of any depth make of a base law, and padding by identities.

A table $v$ of numbers gives layer after layer: row $i$ of layer $l$ has the weights $v_l(i, 1), \dots,
v_l(i, d)$ and the bias $v_l(i, 0)$. Behind at least one layer, identity layers change nothing, since outputs
of layers are not negative.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    LayerMap,
    Not,
    OnSpace,
    Or,
    P,
    Sum,
    as_functions,
    choice,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    known,
    laws,
    naturals,
    pointwise,
    recursion,
    relu,
    row,
    sequences,
    theorem,
)

from .filling_curves import SEQ, d, entries, i, j, l, v
from .finite_sums import indices
from .readings import satisfied
from .single_coordinates import n as upto
from .single_coordinates import r as kept
from .single_coordinates import sum_of_one
from .single_coordinates import u as summand

k, n = naturals("k n")
x = sequences("x")
mu = laws("mu", SEQ)
TABLE = v.term().sort
w = functions("w", "N", ("fun", "N", SEQ))
Laws = functions("nu", "N", ("law", SEQ))
G = functions("G", TABLE, ("fun", "N", ("law", SEQ)))
A, B = sequences("A A'", result=SEQ)
OWN = "own computation"


def layer(A):
    """The layer whose weights and biases are the entries of a table; column 0 is the bias."""
    return LayerMap(A, lambda i: A(i)(0), d)


LAYERS = ForAll(k, [], Equal(G(v)(k + 1), G(v)(k).push(layer(v(k)))))
NETWORKS = ForAll(v, [], And(Equal(G(v)(0), mu), LAYERS))


def in_orthant(x):
    """No coordinate is negative, and all but 1, .., d are 0."""
    return ForAll(i, [], And(0 <= x(i), Implies(Or(Equal(i, 0), d < i), Equal(x(i), 0))))


def sure(mu):
    """The law lives on the orthant."""
    return Equal(P(mu, in_orthant), 1)


# ---- one layer -------------------------------------------------------------------------------------


def linear(A, x, i):
    """Row i of the table at the point x, without the bias."""
    return Sum(1, d, lambda j: A(i)(j) * x(j))


def output(A, x):
    """The coordinates behind the layer."""
    return lambda i: ite(And(*indices(i, d)), relu(linear(A, x, i) + A(i)(0)), 0)


@theorem("Outputs of layers are not negative", sure(mu.push(layer(A))), source=OWN)
def outputs_in_orthant(claim):
    inside = have(in_orthant(output(A, x)), "A positive part, or 0.")
    return have(claim, by=[pointwise, inside.forall(x)])


AGREE = ForAll((i, j), entries(), Equal(A(i)(j), B(i)(j)))


@theorem(
    "Only the entries of a layer count",
    Implies(AGREE, Equal(mu.push(layer(A)), mu.push(layer(B)))),
    source=OWN,
)
def layers_with_equal_entries(claim):
    agree = given(AGREE)
    one = have(
        Implies(And(*indices(j, d)), Equal(A(i)(j) * x(j), B(i)(j) * x(j))),
        given=indices(i, d),
        by=agree.instance(i, j),
    )
    terms = row("sum_same", 1, d, lambda j: A(i)(j) * x(j), lambda j: B(i)(j) * x(j))
    sums = satisfied(terms, given=[AGREE, *indices(i, d)], by=one.forall(j))
    sums = have(Implies(And(*indices(i, d)), sums.claim), by=sums)
    bias = have(Implies(And(*indices(i, d)), Equal(A(i)(0), B(i)(0))), by=agree.instance(i, 0))
    same = have(claim.conclusion, given=[AGREE], by=[pointwise, sums.forall(x, i), bias.forall(i)])
    return have(claim, "Row by row, the sums are the same.", by=same)


def identity(A):
    """The entries are those of the identity, without bias."""
    return ForAll((i, j), entries(), Equal(A(i)(j), ite(Equal(i, j), 1, 0)))


@theorem(
    "A layer of the identity changes nothing on the orthant",
    Implies(And(identity(A), sure(mu)), Equal(mu.push(layer(A)), mu)),
    uses=[sum_of_one],
    source=OWN,
)
def identity_layer(claim, one):
    conditions = claim.condition.parts
    same = given(identity(A))
    rest = have(
        Implies(And(*indices(j, d), Not(Equal(j, i))), Equal(A(i)(j) * x(j), 0)),
        given=indices(i, d),
        by=same.instance(i, j),
    )
    value = satisfied(
        one.at({upto: d, kept: i, summand: lambda j: A(i)(j) * x(j)}),
        given=[conditions[0], *indices(i, d)],
        by=rest.forall(j),
    )
    rows = have(Implies(And(*indices(i, d)), Equal(linear(A, x, i), x(i))), by=[value, same.instance(i, i)])
    bias = have(Implies(And(*indices(i, d)), Equal(A(i)(0), 0)), by=same.instance(i, 0))
    point = have(
        Equal(output(A, x)(i), x(i)),
        given=[conditions[0], in_orthant(x)],
        by=[rows, bias, given(in_orthant(x)).instance(i), fact("nat_step", 0, i)],
    )
    point = as_functions(point, i)
    whole = have(Equal(point.claim.args[0], x), by=[point, known("eta", x)])
    points = have(Implies(in_orthant(x), whole.claim), by=whole)
    end = have(claim.conclusion, given=conditions, by=[pointwise, points.forall(x)])
    return have(claim, "The positive part of a number that is not negative.", by=end)


# ---- networks --------------------------------------------------------------------------------------


def first_law(v):
    """Without layers there is the base law."""
    return have(Equal(G(v)(0), mu), by=given(NETWORKS).instance(v))


def next_law(v):
    """One layer more."""
    return have(Equal(G(v)(k + 1), G(v)(k).push(layer(v(k)))), by=given(NETWORKS).instance(v).instance(k))


@theorem(
    "Networks with a layer live on the orthant",
    Implies(And(NETWORKS, 1 <= n), And(sure(G(v)(n)), OnSpace(d, G(v)(n)))),
    uses=[outputs_in_orthant],
    source=OWN,
)
def networks_in_orthant(claim, outputs):
    last = have(sure(G(v)(k + 1)), given=[NETWORKS], by=[next_law(v), outputs.at({mu: G(v)(k), A: v(k)})])
    every = induct_on(k, Implies(1 <= k, sure(G(v)(k))), given=[NETWORKS], step=last).instance(n)
    outside = ForAll(i, [Or(Equal(i, 0), d < i)], Equal(x(i), 0))
    zero = have(outside, given=[in_orthant(x)], by=given(in_orthant(x)).instance(i))
    zero = have(Implies(in_orthant(x), outside), by=zero)
    inside = have(Implies(sure(mu), OnSpace(d, mu)), by=[pointwise, zero.forall(x)]).at({mu: G(v)(n)})
    return have(claim, "The last layer leads there.", by=[every, inside])


def agree(v, w, n):
    """The first n layers of the two tables are the same."""
    return ForAll((l, i, j), entries(n), Equal(v(l)(i)(j), w(l)(i)(j)))


@theorem(
    "Networks with the same layers make the same law",
    Implies(And(NETWORKS, agree(v, w, n)), Equal(G(v)(n), G(w)(n))),
    uses=[layers_with_equal_entries],
    source=OWN,
)
def equal_networks(claim, equal):
    same = given(agree(v, w, n))
    start = have(Equal(G(v)(0), G(w)(0)), given=[NETWORKS], by=[first_law(v), first_law(w)])
    entries_ = have(
        Implies(And(*entries()), Equal(v(k)(i)(j), w(k)(i)(j))), given=[k + 1 <= n], by=same.instance(k, i, j)
    )
    moved = satisfied(equal.at({mu: G(w)(k), A: v(k), B: w(k)}), given=[k + 1 <= n], by=entries_.forall(i, j))
    step = have(
        Implies(And(k + 1 <= n, Equal(G(v)(k), G(w)(k))), Equal(G(v)(k + 1), G(w)(k + 1))),
        given=[NETWORKS],
        by=[next_law(v), next_law(w), moved],
    )
    every = induct_on(
        k,
        Implies(k <= n, Equal(G(v)(k), G(w)(k))),
        "Layer by layer.",
        given=claim.condition.parts,
        base=start,
        step=step,
    )
    return have(claim, by=every.instance(n))


@theorem("Every table of parameters makes laws", ForAll((d, mu), [], Exists(G, NETWORKS)), source=OWN)
def networks_exist(claim):
    def made(v):
        return lambda laws: And(
            Equal(laws(0), mu), ForAll(k, [], Equal(laws(k + 1), laws(k).push(layer(v(k)))))
        )

    one = recursion(mu, lambda k: lambda nu: nu.push(layer(v(k))), ("law", SEQ))
    each = have(Exists(Laws, made(v)(Laws)), by=one)
    every = satisfied(choice(made, TABLE, ("fun", "N", ("law", SEQ))), by=each.forall(v))
    return have(claim, "Law by law.", by=every.forall(d, mu))
