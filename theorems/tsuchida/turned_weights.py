r"""Laws of weights that turning does not change: rotated data have outputs and costs of the same law.

The weights of $n$ units on $\mathbb R^m$ are listed in a sequence: weight $i$ of unit $j$ at $j m + i$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, level sets of cost functions; proofs: own computation.
"""

from symrelu import (
    And,
    E,
    Equal,
    Exists,
    ForAll,
    Implies,
    Integrable,
    Not,
    P,
    Sum,
    abs_,
    as_functions,
    borel,
    events,
    exhibit,
    fact,
    given,
    have,
    ite,
    laws,
    min_,
    naturals,
    pick,
    picked,
    rewriting,
    row,
    theorem,
    times,
)

from .double_sums import N as LENGTH
from .double_sums import c, indices, one_term, same_terms, sum_of_zeros
from .double_sums import k as PLACE
from .double_sums import u as TERMS
from .level_sets import coordinates, d, what_counts
from .planar_kernel import integrable
from .rotated_data import (
    OWN,
    PAPER,
    SEQUENCE,
    Q,
    W,
    X,
    Z,
    a,
    b,
    i,
    inner,
    j,
    k,
    m,
    moved,
    n,
    network,
    outputs,
    row_times,
    sigma,
    turned,
    turned_data,
    turned_inputs,
    v,
    w,
    weights_times,
    x,
    y,
)

l = naturals("l")
mu, nu, rho = laws("mu", SEQUENCE), laws("nu", SEQUENCE), laws("rho", SEQUENCE)
T, S = borel("T", SEQUENCE, SEQUENCE), borel("S", SEQUENCE, SEQUENCE)
phi = borel("phi", SEQUENCE, "R")
A = events("A", SEQUENCE)


def listed(w):
    """The weights that the sequence lists."""
    return lambda j: lambda i: w(j * m + i)


def turns(T):
    """T sends the list of W to a list of W Q, whatever stands at other places."""
    entry = Equal(listed(T(w))(j)(i), weights_times(listed(w), Q)(j)(i))
    return ForAll((w, j, i), [*indices(j, n), *indices(i, m)], entry)


TURNED = turns(T)


@theorem(
    "The places of the weights differ",
    Implies(And(*indices(i, m), *indices(k, m), Equal(j * m + i, l * m + k)), And(Equal(i, k), Equal(j, l))),
    source="elementary",
)
def places_differ(claim):
    orders = [fact("nat_step", j, l), fact("nat_step", l, j)]
    products = [times(j + 1 <= l, 0 <= m), times(l + 1 <= j, 0 <= m)]
    same = have(Implies(Equal(j, l), Equal(j * m, l * m)), by=rewriting(j, l))
    apart = have(Equal(j, l), given=claim.condition.parts, by=[*orders, *products])
    return have(claim, by=[apart, same])


def turned_list(w):
    """The list of W Q."""

    def entry(k):
        return lambda j: lambda i: ite(Equal(j * m + i, k), weights_times(listed(w), Q)(j)(i), 0)

    return lambda k: Sum(1, n, lambda j: Sum(1, m, entry(k)(j)))


@theorem(
    "There is a map that turns the weights",
    Exists(T, turns(T)),
    uses=[places_differ, one_term, sum_of_zeros],
    source=OWN,
)
def turning_of_lists(claim, differ, one, zeros):
    def entry(j):
        return lambda i: ite(Equal(j * m + i, l * m + k), weights_times(listed(w), Q)(j)(i), 0)

    def total(j):
        return Sum(1, m, entry(j))

    held = [*indices(l, n), *indices(k, m)]
    away = have(
        ForAll(i, [*indices(i, m), Not(Equal(i, k))], Equal(entry(l)(i), 0)), given=held, by=differ.at({j: l})
    )
    inside = have(
        Equal(total(l), weights_times(listed(w), Q)(l)(k)),
        given=held,
        by=[one.at({TERMS: entry(l), PLACE: k, LENGTH: m}), away],
    )
    zero = have(
        Implies(And(*indices(i, m)), Equal(entry(j)(i), 0)), given=[*held, Not(Equal(j, l))], by=differ
    )
    other = have(
        Equal(total(j), 0),
        given=[*held, Not(Equal(j, l))],
        by=[zeros.at({TERMS: entry(j), LENGTH: m}), zero.forall(i)],
    )
    others = have(Implies(And(*indices(j, n), Not(Equal(j, l))), Equal(total(j), 0)), given=held, by=other)
    outside = have(
        Equal(Sum(1, n, total), total(l)),
        given=held,
        by=[one.at({TERMS: total, PLACE: l, LENGTH: n}), others.forall(j)],
    )
    value = have(Equal(listed(turned_list(w))(l)(k), weights_times(listed(w), Q)(l)(k)), by=[inside, outside])
    value = have(Implies(And(*held), value.claim), by=value)
    return exhibit(claim, witness=(turned_list,), by=value.forall(w, l, k))


def values(w, X):
    """The values at all inputs."""
    return outputs(listed(w), v, X)


@theorem(
    "Outputs at turned inputs are outputs at turned weights",
    Implies(TURNED, Equal(network(listed(w), v, turned(Q, x)), network(listed(T(w)), v, x))),
    uses=[turned_inputs, what_counts],
    source=PAPER,
)
def outputs_at_turned_inputs(claim, turned_, counted):
    entry = given(TURNED).instance(w, j, i)
    agree = have(
        Implies(
            And(*indices(j, n), *indices(i, m)),
            Equal(listed(T(w))(j)(i), weights_times(listed(w), Q)(j)(i)),
        ),
        given=[TURNED],
        by=entry,
    )
    known = counted.at({W: listed(T(w)), Z: weights_times(listed(w), Q), y: x})
    return have(
        claim,
        by=[turned_.at({W: listed(w)}), known, agree.forall(j, i), have(coordinates(x, x))],
    )


@theorem(
    "Outputs at rotated inputs have the same law",
    Implies(
        And(TURNED, Equal(mu.push(T), mu)),
        Equal(mu.push(lambda w: values(w, turned_data(Q, X))), mu.push(lambda w: values(w, X))),
    ),
    uses=[outputs_at_turned_inputs],
    source=PAPER,
)
def outputs_have_the_same_law(claim, turned_):
    value = have(
        Equal(values(w, turned_data(Q, X))(k), values(T(w), X)(k)), given=[TURNED], by=turned_.at({x: X(k)})
    )
    map_ = as_functions(as_functions(value, k), w)
    composed = row("push_comp", lambda w: values(w, X), T, mu)
    return have(claim, by=[map_, composed])


INVARIANT = [TURNED, Equal(mu.push(T), mu)]


@theorem(
    "Costs of rotated data have the same law",
    Implies(
        And(*INVARIANT),
        Equal(mu.push(lambda w: phi(values(w, turned_data(Q, X)))), mu.push(lambda w: phi(values(w, X)))),
    ),
    uses=[outputs_have_the_same_law],
    source=PAPER,
)
def costs_have_the_same_law(claim, same):
    def composed(X):
        return row("push_comp", phi, lambda w: values(w, X), mu)

    return have(claim, by=[same, composed(turned_data(Q, X)), composed(X)])


def mean_probability(X):
    """The probability that the values lie in A, for outer weights with the law nu, independent of W."""
    return E(nu, lambda v: P(mu, lambda w: A(outputs(listed(w), v, X))))


@theorem(
    "With independent outer weights",
    Implies(And(*INVARIANT), Equal(mean_probability(turned_data(Q, X)), mean_probability(X))),
    uses=[outputs_have_the_same_law],
    source=PAPER,
)
def independent_outer_weights(claim, same):
    def inside(X):
        return P(mu, lambda w: A(values(w, X)))

    def image(X):
        return row("push_prob", lambda w: values(w, X), mu, A)

    here = have(
        Equal(inside(turned_data(Q, X)), inside(X)),
        given=INVARIANT,
        by=[same, image(turned_data(Q, X)), image(X)],
    )
    return have(claim, by=as_functions(here, v))


# ---- one row -------------------------------------------------------------------------------------------


ROW = ForAll((w, i), indices(i, m), Equal(S(w)(i), row_times(w, Q)(i)))


def response(x, y):
    """The product of the activations of one unit at two inputs."""
    return lambda w: sigma(inner(w, x)) * sigma(inner(w, y))


ROTATED = response(turned(Q, x), turned(Q, y))


@theorem(
    "The response at turned inputs",
    Implies(ROW, Equal(ROTATED(w), response(x, y)(S(w)))),
    uses=[moved],
    source=PAPER,
)
def response_at_turned_inputs(claim, moved):
    entry = given(ROW).instance(w, i)
    known = have(Implies(Equal(a, b), Equal(a * x(i), b * x(i))), by=rewriting(a, b))
    known = known.at({a: S(w)(i), b: row_times(w, Q)(i)})
    same = same_terms(
        i, m, lambda i: S(w)(i) * x(i), lambda i: row_times(w, Q)(i) * x(i), given=[ROW], by=[entry, known]
    )
    products = have(
        Implies(And(Equal(a, b), Equal(c, d)), Equal(sigma(a) * sigma(c), sigma(b) * sigma(d))),
        by=[rewriting(a, b), rewriting(c, d)],
    )
    sides = {a: inner(w, turned(Q, x)), b: inner(S(w), x), c: inner(w, turned(Q, y)), d: inner(S(w), y)}
    return have(claim, by=[moved, moved.at({x: y}), same, same.at({x: y}), products.at(sides)])


@theorem(
    "The kernel is invariant under rotations",
    Implies(
        And(ROW, Equal(rho.push(S), rho), Integrable(rho, response(x, y))),
        And(Integrable(rho, ROTATED), Equal(E(rho, ROTATED), E(rho, response(x, y)))),
    ),
    uses=[response_at_turned_inputs],
    source=PAPER,
)
def kernel_is_invariant(claim, turned_):
    given_ = claim.condition.parts
    here = as_functions(have(Equal(ROTATED(w), response(x, y)(S(w))), given=[ROW], by=turned_), w)
    mean = have(claim.conclusion.parts[1], given=given_[:2], by=[here, row("E_push", S, rho, response(x, y))])

    def cut(f):
        return lambda w: min_(abs_(f(w)), k)

    truncated = as_functions(
        have(Equal(cut(ROTATED)(w), cut(response(x, y))(S(w))), given=[ROW], by=turned_), w
    )
    means = have(
        Equal(E(rho, cut(ROTATED)), E(rho, cut(response(x, y)))),
        given=given_[:2],
        by=[truncated, row("E_push", S, rho, cut(response(x, y)))],
    )
    finite = given(given_[2])
    bound, small = pick(finite, "C")
    found = exhibit(claim.conclusion.parts[0], witness=(bound,), by=[means.forall(k), small])
    exist = [
        integrable(rho, cut(f), w, k, have(cut(f)(w) <= k)).at({k: n}) for f in (ROTATED, response(x, y))
    ]
    return have(claim, by=[mean, picked(finite, bound, by=found)]), *exist
