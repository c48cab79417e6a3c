r"""Level sets of costs: those of rotated data are images, those of symmetric data are invariant.

An orthogonal matrix keeps the distances between the weights, so images are isometric.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, level sets of cost functions; proofs: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Iff,
    Implies,
    Sum,
    as_functions,
    exhibit,
    functions,
    given,
    have,
    pick,
    picked,
    reals,
    rewriting,
    theorem,
)

from .double_sums import BIJECTIVE, factor_of_a_sum, indices, reordered, same_terms, sum_of_two, there
from .double_sums import c as FACTOR
from .double_sums import n as ROWS
from .double_sums import u as TERMS
from .double_sums import w as OTHERS
from .rotated_data import (
    PAPER,
    N,
    Psi,
    Q,
    W,
    X,
    Z,
    a,
    b,
    cost,
    cost_of_rotated_data,
    i,
    inner,
    j,
    k,
    m,
    n,
    network,
    orthogonal,
    outputs,
    row_times,
    sigma,
    t,
    transposed,
    turned,
    turned_back,
    turned_data,
    turning_keeps_products,
    unit_rows,
    v,
    w,
    weights_times,
    x,
    y,
    z,
)

c, d = reals("c d")
loss = functions("ell", "R", ("fun", "R", "R"))


def entries(W, Z):
    """The matrices agree in the weights of the n units."""
    return ForAll((j, i), [*indices(j, n), *indices(i, m)], Equal(W(j)(i), Z(j)(i)))


def coordinates(x, y):
    """The inputs agree in the coordinates of R^m."""
    return ForAll(i, indices(i, m), Equal(x(i), y(i)))


@theorem(
    "Only the weights of the units and the coordinates of the input count",
    Implies(And(entries(W, Z), coordinates(x, y)), Equal(network(W, v, x), network(Z, v, y))),
    source="elementary",
)
def what_counts(claim):
    given_ = claim.condition.parts
    weight, coordinate = (given(part) for part in given_)
    product = have(
        Implies(And(Equal(a, b), Equal(c, d)), Equal(a * c, b * d)), by=[rewriting(a, b), rewriting(c, d)]
    )
    known = [
        product.at({a: W(j)(i), b: Z(j)(i), c: x(i), d: y(i)}),
        weight.instance(j, i),
        coordinate.instance(i),
    ]
    row_ = same_terms(
        i,
        m,
        lambda i: W(j)(i) * x(i),
        lambda i: Z(j)(i) * y(i),
        given=[*given_, *indices(j, n)],
        by=known,
    )
    unit = have(Implies(Equal(a, b), Equal(v(j) * sigma(a), v(j) * sigma(b))), by=rewriting(a, b))
    units = same_terms(
        j,
        n,
        lambda j: v(j) * sigma(inner(W(j), x)),
        lambda j: v(j) * sigma(inner(Z(j), y)),
        given=given_,
        by=[row_, unit.at({a: inner(W(j), x), b: inner(Z(j), y)})],
    )
    return have(claim, by=units)


IMAGE = Exists(Z, And(cost(Z, v, X) <= z, entries(W, weights_times(Z, transposed(Q)))))


@theorem(
    "Level sets of rotated data are images",
    Implies(orthogonal(Q), Iff(cost(W, v, turned_data(Q, X)) <= z, IMAGE)),
    uses=[cost_of_rotated_data, turned_back, what_counts],
    source=PAPER,
)
def images_of_level_sets(claim, rotated, back, counted):
    held = claim.condition.parts
    there, here = weights_times(W, Q), weights_times(Z, transposed(Q))
    kept = have(
        Implies(
            And(*indices(j, n), *indices(i, m)), Equal(W(j)(i), weights_times(there, transposed(Q))(j)(i))
        ),
        given=held,
        by=back.at({w: W(j), k: i}),
    )
    found = exhibit(
        Implies(cost(W, v, turned_data(Q, X)) <= z, IMAGE),
        r"The weights $W Q$ are turned back by the transposed matrix.",
        witness=(there,),
        by=[rotated, kept.forall(j, i)],
    )
    named = given(entries(W, here))
    row_ = same_terms(
        i,
        m,
        lambda i: W(j)(i) * Q(i)(k),
        lambda i: here(j)(i) * Q(i)(k),
        given=[named.claim, *indices(j, n)],
        by=[named.instance(j, i)],
    )
    entry = have(
        Implies(And(*indices(j, n), *indices(k, m)), Equal(there(j)(k), Z(j)(k))),
        given=[*held, named.claim],
        by=[row_, back.at({w: Z(j), Q: transposed(Q)})],
    )
    agree = have(entries(there, Z), by=entry.at({k: i}).forall(j, i))
    same = as_functions(
        have(
            Equal(network(there, v, X(k)), network(Z, v, X(k))),
            by=[agree, counted.at({W: there, x: X(k), y: X(k)}), have(coordinates(X(k), X(k)))],
        ),
        k,
    )
    low = cost(W, v, turned_data(Q, X)) <= z
    reached = have(Implies(And(cost(Z, v, X) <= z, named.claim), low), given=held, by=[rotated, same])
    some = given(IMAGE)
    weights, chosen = pick(some, "Z")
    inside = picked(some, weights, by=have(low, given=held, by=[reached.at({Z: weights}), chosen]))
    onto = have(
        Implies(IMAGE, low),
        r"All weights $W' Q^T$ with $W'$ in the level set are such points.",
        given=held,
        by=inside,
    )
    return have(claim, by=[found, onto])


def order_free(Psi):
    """A function of N values and N labels that is the same for both in the order of tau."""
    same = [ForAll(k, indices(k, N), Equal(x(k), y(k))), ForAll(k, indices(k, N), Equal(w(k), t(k)))]
    return And(
        ForAll((x, y, w, t), same, Equal(Psi(x)(w), Psi(y)(t))),
        ForAll((y, t), [], Equal(Psi(lambda k: y(there(k)))(lambda k: t(there(k))), Psi(y)(t))),
    )


SYMMETRIC = ForAll(k, indices(k, N), And(coordinates(turned(Q, X(k)), X(there(k))), Equal(t(there(k)), t(k))))


@theorem(
    "Level sets of symmetric data are invariant",
    Implies(
        And(*order_free(Psi).parts, SYMMETRIC),
        And(
            Equal(cost(weights_times(W, Q), v, X), cost(W, v, X)),
            Iff(cost(weights_times(W, Q), v, X) <= z, cost(W, v, X) <= z),
        ),
    ),
    uses=[cost_of_rotated_data, what_counts],
    source=PAPER,
)
def symmetric_data(claim, rotated, counted):
    symmetric, turned_outputs = given(SYMMETRIC).instance(k), outputs(W, v, turned_data(Q, X))
    value = have(
        Implies(And(*indices(k, N)), Equal(turned_outputs(k), outputs(W, v, X)(there(k)))),
        "The turned data are the data in another order.",
        given=[SYMMETRIC],
        by=[
            symmetric,
            counted.at({Z: W, x: turned(Q, X(k)), y: X(there(k))}),
            have(entries(W, W)),
        ],
    )
    label = have(Implies(And(*indices(k, N)), Equal(t(k), t(there(k)))), given=[SYMMETRIC], by=symmetric)
    local, free = (given(part) for part in order_free(Psi).parts)
    moved = local.instance(turned_outputs, lambda k: outputs(W, v, X)(there(k)), t, lambda k: t(there(k)))
    ordered = free.instance(outputs(W, v, X), t)
    same = have(
        Equal(cost(W, v, turned_data(Q, X)), cost(W, v, X)),
        "The cost does not see the order.",
        by=[moved, value.forall(k), label.forall(k), ordered],
    )
    return have(claim, by=[rotated, same])


def total_loss(x):
    """The sum of the losses of N values, as a function of the labels."""
    return lambda t: Sum(1, N, lambda k: loss(x(k))(t(k)))


@theorem(
    "A sum of losses does not see the order",
    Implies(And(*BIJECTIVE), order_free(total_loss)),
    uses=[reordered],
    source="elementary",
)
def sums_of_losses(claim, reordered):
    first, second = claim.conclusion.parts
    swap = have(
        Implies(And(Equal(a, b), Equal(c, d)), Equal(loss(a)(c), loss(b)(d))),
        by=[rewriting(a, b), rewriting(c, d)],
    )
    held = first.given
    same = same_terms(
        k,
        N,
        lambda k: loss(x(k))(w(k)),
        lambda k: loss(y(k))(t(k)),
        given=held,
        by=[
            swap.at({a: x(k), b: y(k), c: w(k), d: t(k)}),
            *(given(part).instance(k) for part in held),
        ],
    )
    local = have(Implies(And(*held), same.claim), by=same)
    ordered = reordered.at({TERMS: lambda k: loss(y(k))(t(k))})
    free = have(second.body, given=[claim.condition], by=ordered)
    return have(claim, by=[local.forall(x, y, w, t), free.forall(y, t)])


# ---- distances ---------------------------------------------------------------------------------------


def squared_distance(W, Z):
    """The sum of the squares of the differences of the weights of the n units."""

    def gap(j):
        return lambda i: W(j)(i) - Z(j)(i)

    return Sum(1, n, lambda j: inner(gap(j), gap(j)))


@theorem(
    "Images are isometric",
    Implies(
        unit_rows(Q),
        Equal(squared_distance(weights_times(W, Q), weights_times(Z, Q)), squared_distance(W, Z)),
    ),
    uses=[turning_keeps_products, sum_of_two, factor_of_a_sum],
    source=PAPER,
)
def isometric_images(claim, products, two, factor):
    def gap(j):
        return lambda i: W(j)(i) - Z(j)(i)

    def image(j):
        return lambda k: weights_times(W, Q)(j)(k) - weights_times(Z, Q)(j)(k)

    second = factor.at({ROWS: m, FACTOR: -1, TERMS: lambda i: Z(j)(i) * Q(i)(k)})
    apart = two.at({ROWS: m, TERMS: lambda i: W(j)(i) * Q(i)(k), OTHERS: lambda i: -Z(j)(i) * Q(i)(k)})
    straight = have(
        Equal(image(j)(k), row_times(gap(j), Q)(k)), "The product is linear in the row.", by=[second, apart]
    )
    square = have(Implies(Equal(a, b), Equal(a * a, b * b)), by=rewriting(a, b))
    row_ = same_terms(
        k,
        m,
        lambda k: image(j)(k) * image(j)(k),
        lambda k: row_times(gap(j), Q)(k) * row_times(gap(j), Q)(k),
        by=[straight, square.at({a: image(j)(k), b: row_times(gap(j), Q)(k)})],
    )
    kept = products.at({w: gap(j), y: gap(j)})
    unit = have(
        Equal(inner(image(j), image(j)), inner(gap(j), gap(j))), given=[claim.condition], by=[row_, kept]
    )
    total = same_terms(
        j,
        n,
        lambda j: inner(image(j), image(j)),
        lambda j: inner(gap(j), gap(j)),
        given=[claim.condition],
        by=unit,
    )
    return have(claim, by=total)
