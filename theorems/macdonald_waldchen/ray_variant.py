r"""Convex functions on the ray: layers that bend upward, and their copies on the first axis.

The layers $(x, y) \mapsto (\operatorname{ReLU}(x - \delta_k), \operatorname{ReLU}(y + c_k x))$ with
$\delta_k = \tau_{k+1} - \tau_k \ge 0$ carry $(t, 0)$ to $\bigl(\operatorname{ReLU}(t - \tau_{n+1}),
\sum_{j \le n} c_j \operatorname{ReLU}(t - \tau_j)\bigr)$: any increasing convex piecewise linear function.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Implies,
    LayerMap,
    P,
    Sum,
    fact,
    given,
    have,
    induct_on,
    ite,
    laws,
    naturals,
    pointwise,
    reals,
    relu,
    sequences,
    theorem,
    times,
)

from .bends import n as length
from .bends import two_terms
from .bends import u as summand
from .readings import satisfied

SEQUENCE = ("fun", "N", "R")
p, q, r, s, t, v, w, x, y = reals("p q r s t v w x y")
d, i, j, n, N = naturals("d i j n N")
c, tau, z = sequences("c tau z")
mu, nu = laws("mu", SEQUENCE), laws("nu")
OWN = "own computation"


# ---- layers of the plane --------------------------------------------------------------------------


def plane_layer(p, q, r, s, v, w):
    """The layer with rows (p, q) and (r, s), all others 0, and bias (v, w)."""
    return LayerMap(((p, q), (r, s)), (v, w), d=d)


def plane_map(p, q, r, s, v, w):
    """What it does to the first two coordinates."""
    return lambda z: (relu(p * z(1) + q * z(2) + v), relu(r * z(1) + s * z(2) + w))


ENTRIES = (p, q, r, s, v, w)


@theorem(
    "A layer of the plane in any dimension",
    Implies(2 <= d, Equal(mu.push(plane_layer(*ENTRIES)), mu.push(plane_map(*ENTRIES)))),
    uses=[two_terms],
    source=OWN,
)
def layer_of_plane(claim, sums):
    def row(j, first, second):
        return ite(Equal(j, 1), first, ite(Equal(j, 2), second, 0))

    def term(j):
        return ite(Equal(i, 1), row(j, p, q), ite(Equal(i, 2), row(j, r, s), 0)) * z(j)

    rest = have(ForAll(j, [3 <= j], Equal(term(j), 0)))
    value = satisfied(sums.at({summand: term, length: d}), given=[2 <= d], by=rest)
    same = have(claim.conclusion, given=[2 <= d], by=[pointwise, value.forall(z, i)])
    return have(claim, "No row has more than two terms.", by=same)


# ---- the variant ----------------------------------------------------------------------------------


@theorem(
    "A shift and a copy",
    Implies(
        And(0 <= q, 0 <= y, 0 <= p),
        And(
            Equal(relu(relu(t - s) - q), relu(t - (s + q))),
            Equal(relu(y + p * relu(t - s)), y + p * relu(t - s)),
            0 <= y + p * relu(t - s),
        ),
    ),
    source=OWN,
)
def shift_and_copy(claim):
    slope = have(Implies(0 <= p, 0 <= p * relu(t - s)), by=times(0 <= p, 0 <= relu(t - s)))
    return have(claim, "Both layers leave what is positive as it is.", by=slope)


def term(j, t=t):
    """What the j-th bend adds."""
    return c(j) * relu(t - tau(j))


def value(n, t=t):
    """The convex function of n bends."""
    return Sum(1, n, lambda j: term(j, t))


def stage(n):
    """The law after n layers."""
    return nu.push(lambda t: (relu(t - tau(n + 1)), value(n, t)))


def step(n):
    """The layer that copies with the slope c_n and shifts to the next bend."""
    return LayerMap(((1, 0), (c(n), 1)), (tau(n) - tau(n + 1), 0), d=d)


SLOPES = ForAll(j, [1 <= j, j <= N], AtMost(0, c(j)))
BENDS = ForAll(j, [1 <= j, j <= N], tau(j) <= tau(j + 1))
ON_RAY = Equal(P(nu, lambda t: 0 <= t), 1)


@theorem(
    "The convex function is not negative",
    Implies(SLOPES, ForAll(n, [n <= N], AtMost(0, value(n)))),
    source=OWN,
)
def value_nonnegative(claim):
    product = have(Implies(0 <= p, 0 <= p * relu(q)), by=times(0 <= p, 0 <= relu(q)))
    each = induct_on(
        n,
        Implies(n <= N, AtMost(0, value(n))),
        "Term by term.",
        given=[SLOPES],
        base=fact("sum_empty", 1, 0, term),
        step=[
            fact("sum_last", 1, n, term),
            given(SLOPES).instance(n + 1),
            product.at({p: c(n + 1), q: t - tau(n + 1)}),
        ],
    )
    return have(claim, by=each)


@theorem(
    "One layer more on the ray",
    Implies(And(2 <= d, SLOPES, BENDS, n + 1 <= N), Equal(stage(n).push(step(n + 1)), stage(n + 1))),
    uses=[layer_of_plane, shift_and_copy, value_nonnegative],
    source=OWN,
)
def stage_grows(claim, layer, lemma, positive):
    conditions = claim.condition.parts
    values = {p: 1, q: 0, r: c(n + 1), s: 1, v: tau(n + 1) - tau(n + 2), w: 0}
    plane = layer.at({mu: stage(n), **values})
    here = [given(SLOPES).instance(n + 1), given(BENDS).instance(n + 1), positive]
    moved = lemma.at({s: tau(n + 1), q: tau(n + 2) - tau(n + 1), y: value(n), p: c(n + 1)})
    last = fact("sum_last", 1, n, term)
    both = have(
        And(
            Equal(relu(relu(t - tau(n + 1)) + tau(n + 1) - tau(n + 2)), relu(t - tau(n + 2))),
            Equal(relu(c(n + 1) * relu(t - tau(n + 1)) + value(n)), value(n + 1)),
        ),
        "The next bend is behind the last one.",
        given=conditions,
        by=[moved, last, *here],
    )
    same = have(
        Equal(stage(n).push(plane_map(1, 0, c(n + 1), 1, tau(n + 1) - tau(n + 2), 0)), stage(n + 1)),
        given=conditions,
        by=[pointwise, both.forall(t)],
    )
    return have(claim, by=[plane, same])


@theorem(
    "The start on the ray",
    Implies(And(ON_RAY, Equal(tau(1), 0)), Equal(nu.push(lambda t: (t,)), stage(0))),
    source=OWN,
)
def start_on_ray(claim):
    none = have(Equal(value(0), 0), by=fact("sum_empty", 1, 0, term))
    return have(claim, "No bend so far.", by=[pointwise, none.forall(t)])


@theorem(
    "Every convex function of the ray is copied to the first axis",
    Implies(
        And(2 <= d, SLOPES, n <= N),
        Equal(stage(n).push(plane_layer(0, 1, 0, 0, 0, 0)), nu.push(lambda t: (value(n, t),))),
    ),
    uses=[layer_of_plane, value_nonnegative],
    source=OWN,
)
def copied_to_axis(claim, layer, positive):
    conditions = claim.condition.parts
    plane = layer.at({mu: stage(n), p: 0, q: 1, r: 0, s: 0, v: 0, w: 0})
    same = have(Equal(relu(value(n)), value(n)), given=conditions, by=positive)
    moved = have(
        Equal(stage(n).push(plane_map(0, 1, 0, 0, 0, 0)), nu.push(lambda t: (value(n, t),))),
        given=conditions,
        by=[pointwise, same.forall(t)],
    )
    return have(claim, "The layer forgets the first coordinate.", by=[plane, moved])
