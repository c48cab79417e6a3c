r"""Rotated data: turning the inputs of a hidden layer is turning its weights.

For every matrix $Q$ the network with weights $W$ has at $Q x$ the value that the network with weights $W Q$
has at $x$. So costs of rotated data are costs of the data at other weights.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, level sets of cost functions; proofs: own computation.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Not,
    Sum,
    as_functions,
    borel,
    functions,
    given,
    have,
    ite,
    naturals,
    reals,
    rewriting,
    sequences,
    theorem,
)

from .double_sums import N as LENGTH
from .double_sums import V as TABLE
from .double_sums import c as FACTOR
from .double_sums import exchanged, factor_of_a_sum, indices, one_term, same_terms
from .double_sums import k as PLACE
from .double_sums import m as COLUMNS
from .double_sums import n as ROWS
from .double_sums import u as TERMS

PAPER = "Tsuchida, Roosta-Khorasani and Gallagher 2018, level sets of cost functions"
OWN = "own computation"
SEQUENCE = ("fun", "N", "R")
a, b, z = reals("a b z")
i, j, k, m, n, N = naturals("i j k m n N")
w, v, x, y, t = sequences("w v x y t")
W, Z, Q, X = sequences("W W' Q X", result=SEQUENCE)
sigma = borel("sigma")
Phi, Psi = functions("Phi", SEQUENCE), functions("Psi", SEQUENCE, ("fun", SEQUENCE, "R"))


def inner(w, x):
    """The product of a row of weights and an input of R^m."""
    return Sum(1, m, lambda i: w(i) * x(i))


def turned(Q, x):
    """Q x."""
    return lambda i: inner(Q(i), x)


def row_times(w, Q):
    """w Q."""
    return lambda k: inner(w, lambda i: Q(i)(k))


def weights_times(W, Q):
    """W Q."""
    return lambda j: row_times(W(j), Q)


def network(W, v, x):
    """The sum of n units with the rows of W as weights and v as outer weights."""
    return Sum(1, n, lambda j: v(j) * sigma(inner(W(j), x)))


@theorem(
    "A matrix moves from the input to the row",
    Equal(inner(w, turned(Q, x)), inner(row_times(w, Q), x)),
    uses=[exchanged, factor_of_a_sum],
    source="elementary",
)
def moved(claim, exchanged, factor):
    def entry(i):
        return lambda k: w(i) * (Q(i)(k) * x(k))

    pulled = factor.at({ROWS: m, FACTOR: w(i), TERMS: lambda k: Q(i)(k) * x(k)})
    rows = same_terms(i, m, lambda i: w(i) * inner(Q(i), x), lambda i: Sum(1, m, entry(i)), by=pulled)
    out = factor.at({ROWS: m, FACTOR: x(k), TERMS: lambda i: w(i) * Q(i)(k)})
    inside = same_terms(i, m, lambda i: entry(i)(k), lambda i: x(k) * (w(i) * Q(i)(k)))
    columns = same_terms(
        k,
        m,
        lambda k: Sum(1, m, lambda i: entry(i)(k)),
        lambda k: row_times(w, Q)(k) * x(k),
        by=[inside, out],
    )
    swapped = exchanged.at({ROWS: m, COLUMNS: m, TABLE: entry})
    return have(claim, "The sums are exchanged.", by=[rows, swapped, columns])


@theorem(
    "Turned inputs are turned weights",
    Equal(network(W, v, turned(Q, x)), network(weights_times(W, Q), v, x)),
    uses=[moved],
    source=PAPER,
)
def turned_inputs(claim, moved):
    first, second = inner(W(j), turned(Q, x)), inner(row_times(W(j), Q), x)
    unit = have(Implies(Equal(a, b), Equal(v(j) * sigma(a), v(j) * sigma(b))), by=rewriting(a, b))
    same = unit.at({a: first, b: second})
    units = same_terms(
        j,
        n,
        lambda j: v(j) * sigma(inner(W(j), turned(Q, x))),
        lambda j: v(j) * sigma(inner(row_times(W(j), Q), x)),
        by=[same, moved.at({w: W(j)})],
    )
    return have(claim, "Unit by unit.", by=units)


def hidden(W, x):
    """The outputs of the hidden units."""
    return lambda j: sigma(inner(W(j), x))


@theorem(
    "Further layers change nothing",
    Equal(Phi(hidden(W, turned(Q, x))), Phi(hidden(weights_times(W, Q), x))),
    uses=[moved],
    source=PAPER,
)
def further_layers(claim, moved):
    first, second = inner(W(j), turned(Q, x)), inner(row_times(W(j), Q), x)
    unit = have(Implies(Equal(a, b), Equal(sigma(a), sigma(b))), by=rewriting(a, b))
    same = have(Equal(sigma(first), sigma(second)), by=[unit.at({a: first, b: second}), moved.at({w: W(j)})])
    return have(claim, r"They see the hidden units alone.", by=as_functions(same, j))


# ---- costs -------------------------------------------------------------------------------------------


def outputs(W, v, X):
    """The values of the network at the inputs X_1, X_2, ..."""
    return lambda k: network(W, v, X(k))


def cost(W, v, X):
    """The cost of the data X with the labels t: any function of the values and the labels."""
    return Psi(outputs(W, v, X))(t)


def turned_data(Q, X):
    """The inputs Q X_1, Q X_2, ..."""
    return lambda k: turned(Q, X(k))


@theorem(
    "The cost of rotated data",
    Equal(cost(W, v, turned_data(Q, X)), cost(weights_times(W, Q), v, X)),
    uses=[turned_inputs],
    source=PAPER,
)
def cost_of_rotated_data(claim, values):
    same = as_functions(values.at({x: X(k)}), k)
    return have(claim, "The values are the same, input by input.", by=same)


# ---- orthogonal matrices ---------------------------------------------------------------------------


def transposed(Q):
    """The transposed matrix."""
    return lambda i: lambda k: Q(k)(i)


def unit_rows(Q):
    """Q Q^T = 1."""
    return ForAll((i, k), [*indices(i, m), *indices(k, m)], Equal(inner(Q(i), Q(k)), ite(Equal(i, k), 1, 0)))


def orthogonal(Q):
    """Q Q^T = 1 = Q^T Q."""
    return And(unit_rows(Q), unit_rows(transposed(Q)))


@theorem(
    "Turning back",
    Implies(And(unit_rows(Q), *indices(k, m)), Equal(row_times(row_times(w, Q), transposed(Q))(k), w(k))),
    uses=[moved, one_term],
    source="elementary",
)
def turned_back(claim, moved, one):
    def picked(i):
        return w(i) * ite(Equal(i, k), 1, 0)

    given_ = claim.condition.parts
    product = have(Implies(Equal(a, b), Equal(w(i) * a, w(i) * b)), by=rewriting(a, b))
    entry = product.at({a: inner(Q(i), Q(k)), b: ite(Equal(i, k), 1, 0)})
    terms = same_terms(
        i,
        m,
        lambda i: w(i) * inner(Q(i), Q(k)),
        picked,
        given=given_,
        by=[entry, given(given_[0]).instance(i, k)],
    )
    others = have(ForAll(i, [*indices(i, m), Not(Equal(i, k))], Equal(picked(i), 0)))
    single = one.at({TERMS: picked, PLACE: k, LENGTH: m})
    return have(claim, by=[moved.at({x: Q(k)}), terms, single, others])


@theorem(
    "Turning keeps products",
    Implies(unit_rows(Q), Equal(inner(row_times(w, Q), row_times(y, Q)), inner(w, y))),
    uses=[moved, turned_back],
    source="elementary",
)
def turning_keeps_products(claim, moved, back):
    def again(i):
        return w(i) * turned(Q, row_times(y, Q))(i)

    given_ = [claim.condition]
    swapped = same_terms(k, m, lambda k: Q(i)(k) * row_times(y, Q)(k), lambda k: row_times(y, Q)(k) * Q(i)(k))
    product = have(Implies(Equal(a, b), Equal(w(i) * a, w(i) * b)), by=rewriting(a, b))
    entry = product.at({a: turned(Q, row_times(y, Q))(i), b: y(i)})
    same = same_terms(
        i, m, again, lambda i: w(i) * y(i), given=given_, by=[entry, swapped, back.at({w: y, k: i})]
    )
    return have(claim, by=[moved.at({x: row_times(y, Q)}), same])
